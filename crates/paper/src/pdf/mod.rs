//! A paper as tagged PDF.
//!
//! `face` has the fonts, `wrap` breaks words into lines in any script, `pages` puts lines on pages and keeps the tree of
//! what they are, `flow` and `grid` lay out blocks and tables, and `ink` writes it all down through krilla, which refuses
//! what PDF/UA does not allow.

mod face;
mod flow;
mod grid;
mod ink;
mod pages;
mod style;
mod woff;
mod wrap;

pub use face::font_licences;

use crate::document::Paper;

/// Why there is no PDF of a paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// PDF/UA asks for a title.
    #[error("A PDF needs a title. Give the paper one.")]
    NoTitle,
    /// PDF/UA asks for a language.
    #[error("A PDF says which language it is in. Give the paper a code such as en-GB.")]
    NoLanguage,
    /// The fonts in the program can't be read.
    #[error("The font {0} in this program can't be read. Build the program again.")]
    Font(&'static str),
    /// Something in the paper would break PDF/UA, or is too large for a PDF.
    #[error("The PDF would not be one that everybody can read, so it was not made: {0}")]
    Refused(String),
}

impl Paper {
    /// The paper as A4 pages: tagged PDF 1.7 that says it conforms to PDF/UA-1.
    ///
    /// The headings are the tree's and the outline's, people's words are block quotes, tables have captions and head cells
    /// with scopes, and a head row is repeated on each page it reaches. The foot and the numbers of pages are artifacts. It
    /// has no scripts, actions, links or attachments, and no date: the same paper gives the same bytes.
    ///
    /// Words may be in any script. What no font in the program has is drawn as a replacement character, and is read aloud
    /// and copied as what it is.
    ///
    /// # Errors
    /// [`PdfError::NoTitle`] and [`PdfError::NoLanguage`] for a paper without; the others are not to be expected.
    ///
    /// ```
    /// # use paper::{Paper, PdfError};
    /// let mut paper = Paper {
    ///     language: "en".into(),
    ///     title: "Minutes".into(),
    ///     facts: vec![],
    ///     sections: vec![],
    ///     foot: String::new(),
    /// };
    /// assert_eq!(paper.pdf()?, paper.pdf()?);
    /// paper.title.clear();
    /// assert_eq!(paper.pdf(), Err(PdfError::NoTitle));
    /// # Ok::<(), PdfError>(())
    /// ```
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        if wrap::paragraphs(&self.title).is_empty() {
            return Err(PdfError::NoTitle);
        }
        if self.language.trim().is_empty() {
            return Err(PdfError::NoLanguage);
        }
        face::text_faces()?;
        ink::write(self, flow::lay_out(self))
    }
}
