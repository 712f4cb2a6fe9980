//! Saying what went wrong: at the field, and once at the top of the page.

use maud::{Markup, Render, html};

use super::content::Content;

/// What is wrong with one field.
#[must_use]
#[derive(Clone, Debug)]
pub struct ErrorMessage {
    prefix: Content,
    message: Content,
}

impl ErrorMessage {
    /// A message, and the word that a screen reader says before it, such as "Error".
    pub fn new(prefix: impl Into<Content>, message: impl Into<Content>) -> Self {
        Self { prefix: prefix.into(), message: message.into() }
    }

    pub(super) fn with_id(&self, id: Option<&str>) -> Markup {
        html! {
            p.govuk-error-message id=[id] {
                span.govuk-visually-hidden { (self.prefix) ":" } " " (self.message)
            }
        }
    }
}

impl Render for ErrorMessage {
    fn render(&self) -> Markup {
        self.with_id(None)
    }
}

/// Everything that is wrong with a form, at the top of the page, each with a link to its field.
#[must_use]
#[derive(Clone, Debug)]
pub struct ErrorSummary {
    title: Content,
    description: Option<Content>,
    errors: Vec<(Option<String>, Content)>,
}

impl ErrorSummary {
    /// A summary with its title. Add at least one error before showing it.
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), description: None, errors: Vec::new() }
    }

    /// A sentence before the list.
    pub fn describe(mut self, description: impl Into<Content>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// An error at the field with this id, in the same words as at the field.
    pub fn field(mut self, id: &str, message: impl Into<Content>) -> Self {
        self.errors.push((Some(format!("#{id}")), message.into()));
        self
    }

    /// An error that belongs to no field.
    pub fn general(mut self, message: impl Into<Content>) -> Self {
        self.errors.push((None, message.into()));
        self
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.description.is_none()
    }
}

impl Render for ErrorSummary {
    fn render(&self) -> Markup {
        html! {
            div.govuk-error-summary data-module="govuk-error-summary" {
                // The alert is inside, so that moving the focus to the summary does not cut it short.
                div role="alert" {
                    h2.govuk-error-summary__title { (self.title) }
                    div.govuk-error-summary__body {
                        @if let Some(description) = &self.description { p { (description) } }
                        @if !self.errors.is_empty() {
                            ul.govuk-list.govuk-error-summary__list {
                                @for (href, message) in &self.errors {
                                    li {
                                        @if let Some(href) = href { a href=(href) { (message) } }
                                        @else { (message) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
