//! More to read for those who want it.

use maud::{Markup, Render, html};

use super::content::Content;

/// A line that opens to show more. Works without scripts.
#[must_use]
#[derive(Clone, Debug)]
pub struct Details {
    summary: Content,
    body: Content,
    open: bool,
    id: Option<String>,
}

impl Details {
    /// The line to press, and what it opens.
    pub fn new(summary: impl Into<Content>, body: impl Into<Content>) -> Self {
        Self { summary: summary.into(), body: body.into(), open: false, id: None }
    }

    /// Whether it is open from the start.
    pub fn open(mut self, open: bool) -> Self {
        self.open = open;
        self
    }

    /// An id to link to.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl Render for Details {
    fn render(&self) -> Markup {
        html! {
            details.govuk-details id=[&self.id] open[self.open] {
                summary.govuk-details__summary { span.govuk-details__summary-text { (self.summary) } }
                div.govuk-details__text { (self.body) }
            }
        }
    }
}
