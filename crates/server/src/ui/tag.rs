//! A word on a coloured ground, such as the state of a promise.

use maud::{Markup, html};

use super::content::{Content, classes};

/// What a tag's colour repeats. The word carries the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Done, open, kept.
    Good,
    /// Over, not taking part, will not.
    Quiet,
    /// Late, disputed.
    Late,
    /// Worth noticing.
    Note,
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("govuk-tag--green"),
            Self::Quiet => Some("govuk-tag--grey"),
            Self::Late => Some("govuk-tag--orange"),
            Self::Note => Some("govuk-tag--yellow"),
        }
    }
}

/// A tag with its word.
pub fn tag(tone: Tone, word: impl Into<Content>) -> Markup {
    let word = word.into();
    html! { strong class=(classes("govuk-tag", &[tone.class()])) { (word) } }
}
