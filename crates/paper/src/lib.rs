//! What an institution files: one plain document, as HTML, CSV and tagged PDF.
//!
//! A [`Paper`] holds finished sentences and people's own words. It knows nothing of tables, languages or addresses: who
//! makes one brings them. The same paper gives the same bytes on every machine.
//!
//! ```
//! use paper::{Block, Fact, Paper, Section};
//!
//! let paper = Paper {
//!     language: "en-GB".into(),
//!     title: "What we heard".into(),
//!     facts: vec![Fact { name: "Table".into(), value: "Mill Street".into() }],
//!     sections: vec![Section {
//!         heading: "Statements".into(),
//!         blocks: vec![Block::Said { words: "Open at 8 <please>".into(), note: Some("30 agree".into()) }],
//!     }],
//!     foot: "Made by Roundtable".into(),
//! };
//! assert!(paper.html(None).contains("Open at 8 &lt;please&gt;"));
//! assert!(paper.csv().starts_with(b"section,heading,kind,words,words_2\r\n"));
//! # #[cfg(feature = "pdf")]
//! assert!(paper.pdf()?.starts_with(b"%PDF-1.7"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod csv;
mod document;
mod html;
#[cfg(feature = "pdf")]
mod pdf;

pub use document::{Block, Fact, Paper, Section, Sheet};
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, font_licences};
