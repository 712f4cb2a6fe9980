//! What every field has: its label, and perhaps a hint and an error.

use maud::{Markup, html};

use super::content::{Content, classes};
use super::error::ErrorMessage;

/// How large a label or legend is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Small.
    S,
    /// Medium.
    M,
    /// Large.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    fn suffix(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }
}

/// The words that name a field.
#[must_use]
#[derive(Clone, Debug)]
pub struct Label {
    pub(super) words: Content,
    size: Option<Size>,
    pub(super) page_heading: bool,
}

/// The words that name a group of fields.
pub type Legend = Label;

impl Label {
    /// A label with its words.
    pub fn new(words: impl Into<Content>) -> Self {
        Self { words: words.into(), size: None, page_heading: false }
    }

    /// Shows the label in this size.
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    /// Makes the label the heading of the page, for a page that asks one thing.
    pub fn page_heading(mut self) -> Self {
        self.page_heading = true;
        self
    }

    pub(super) fn class(&self, base: &str) -> String {
        match self.size {
            None => base.to_owned(),
            Some(size) => format!("{base} {base}--{}", size.suffix()),
        }
    }
}

impl<T: Into<Content>> From<T> for Label {
    fn from(words: T) -> Self {
        Self::new(words)
    }
}

/// A label on its own, for the field with this id.
pub fn label(label: &Label, id: Option<&str>) -> Markup {
    let inner = html! { label class=(label.class("govuk-label")) for=[id] { (label.words) } };
    html! {
        @if label.page_heading { h1.govuk-label-wrapper { (inner) } } @else { (inner) }
    }
}

/// A hint on its own.
pub fn hint(words: &Content, id: Option<&str>) -> Markup {
    html! { div.govuk-hint id=[id] { (words) } }
}

/// The parts that a text field, a text area and a group have in common.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) hint: Option<Content>,
    pub(super) error: Option<ErrorMessage>,
    pub(super) described_by: Option<String>,
}

impl Field {
    pub(super) fn new(name: String) -> Self {
        Self { id: name.clone(), name, hint: None, error: None, described_by: None }
    }

    /// The ids a screen reader reads after the label: what was said before, then hint, then error.
    pub(super) fn descriptions(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = [self.described_by.clone(), hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn hint_and_error(&self) -> Markup {
        html! {
            @if let Some(words) = &self.hint { (hint(words, Some(&format!("{}-hint", self.id)))) }
            @if let Some(error) = &self.error { (error.with_id(Some(&format!("{}-error", self.id)))) }
        }
    }

    pub(super) fn group_class(&self, more: Option<&str>) -> String {
        classes("govuk-form-group", &[self.error.as_ref().map(|_| "govuk-form-group--error"), more])
    }
}
