//! Getting about a long list, or a series of pages.

use maud::{Markup, PreEscaped, Render, html};

use super::content::{Content, classes};

const BACK_ARROW: PreEscaped<&str> = PreEscaped(
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" \
     height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path \
     d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293\
     -1.414-1.414z\"></path></svg>",
);
const ON_ARROW: PreEscaped<&str> = PreEscaped(
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" \
     height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path \
     d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062\
     -6.7246-6.7266z\"></path></svg>",
);

#[derive(Clone, Debug)]
struct Step {
    label: Content,
    href: String,
    about: Option<Content>,
}

#[derive(Clone, Debug)]
enum Item {
    Page { number: Content, href: String, label: String, current: bool },
    Gap,
}

/// Links to the pages before and after, and to numbered pages.
#[must_use]
#[derive(Clone, Debug)]
pub struct Pagination {
    label: String,
    back: Option<Step>,
    on: Option<Step>,
    items: Vec<Item>,
}

impl Pagination {
    /// An empty set of links with the words that name it for a screen reader.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), back: None, on: None, items: Vec::new() }
    }

    /// A link to the page before, perhaps with that page's title.
    pub fn back(
        mut self,
        label: impl Into<Content>,
        href: impl Into<String>,
        title: Option<Content>,
    ) -> Self {
        self.back = Some(Step { label: label.into(), href: href.into(), about: title });
        self
    }

    /// A link to the page after, perhaps with that page's title.
    pub fn on(mut self, label: impl Into<Content>, href: impl Into<String>, title: Option<Content>) -> Self {
        self.on = Some(Step { label: label.into(), href: href.into(), about: title });
        self
    }

    /// A numbered page: its number, where it is, the words a screen reader says, and whether it is this one.
    pub fn page(
        mut self,
        number: impl Into<Content>,
        href: impl Into<String>,
        label: impl Into<String>,
        current: bool,
    ) -> Self {
        self.items.push(Item::Page {
            number: number.into(),
            href: href.into(),
            label: label.into(),
            current,
        });
        self
    }

    /// Marks that some numbers are left out here.
    pub fn gap(mut self) -> Self {
        self.items.push(Item::Gap);
        self
    }

    fn step(&self, step: &Step, rel: &str) -> Markup {
        let block = self.items.is_empty();
        let decorated = (block && step.about.is_none()).then_some("govuk-pagination__link-title--decorated");
        html! {
            div class={ "govuk-pagination__" (rel) } {
                a.govuk-link.govuk-pagination__link href=(step.href) rel=(rel) {
                    @if rel == "prev" { (BACK_ARROW) " " } @else if block { (ON_ARROW) " " }
                    span class=(classes("govuk-pagination__link-title", &[decorated])) { (step.label) }
                    @if let (Some(about), true) = (&step.about, block) {
                        span.govuk-visually-hidden { ":" }
                        span.govuk-pagination__link-label { (about) }
                    }
                    @if rel == "next" && !block { " " (ON_ARROW) }
                }
            }
        }
    }
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        let block = self.items.is_empty().then_some("govuk-pagination--block");
        html! {
            nav class=(classes("govuk-pagination", &[block])) aria-label=(self.label) {
                @if let Some(back) = &self.back { (self.step(back, "prev")) }
                @if !self.items.is_empty() {
                    ul.govuk-pagination__list {
                        @for item in &self.items {
                            @match item {
                                Item::Gap => {
                                    li.govuk-pagination__item.govuk-pagination__item--ellipsis { "\u{22ef}" }
                                }
                                Item::Page { number, href, label, current } => {
                                    @let this = current.then_some("govuk-pagination__item--current");
                                    li class=(classes("govuk-pagination__item", &[this])) {
                                        a.govuk-link.govuk-pagination__link href=(href) aria-label=(label)
                                            aria-current=[current.then_some("page")] { (number) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if let Some(on) = &self.on { (self.step(on, "next")) }
            }
        }
    }
}
