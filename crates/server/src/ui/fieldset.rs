//! A group of fields under one legend.

use maud::{Markup, Render, html};

use super::field::Legend;

/// A group of fields with its legend.
#[must_use]
#[derive(Clone, Debug)]
pub struct Fieldset {
    legend: Legend,
    body: Markup,
    described_by: Option<String>,
}

impl Fieldset {
    /// A group with its legend and the fields in it.
    pub fn new(legend: impl Into<Legend>, body: Markup) -> Self {
        Self { legend: legend.into(), body, described_by: None }
    }

    /// The ids of what a screen reader reads after the legend.
    pub fn described_by(mut self, ids: impl Into<String>) -> Self {
        self.described_by = Some(ids.into());
        self
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        html! {
            fieldset.govuk-fieldset aria-describedby=[&self.described_by] {
                legend class=(self.legend.class("govuk-fieldset__legend")) {
                    @if self.legend.page_heading {
                        h1.govuk-fieldset__heading { (self.legend.words) }
                    } @else {
                        (self.legend.words)
                    }
                }
                (self.body)
            }
        }
    }
}
