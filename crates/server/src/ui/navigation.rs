//! The menu.

use maud::{Markup, Render, html};

use super::content::{Content, classes};

/// Whether a menu item is where the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Here {
    No,
    Part,
    Page,
}

/// One item of the menu.
#[must_use]
#[derive(Clone, Debug)]
pub struct NavItem {
    label: Content,
    href: String,
    here: Here,
}

impl NavItem {
    /// An item with its words and where it goes.
    pub fn new(label: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), here: Here::No }
    }

    /// This page is the item's page.
    pub fn current(mut self) -> Self {
        self.here = Here::Page;
        self
    }

    /// This page belongs to the item's part of the site.
    pub fn active(mut self) -> Self {
        self.here = Here::Part;
        self
    }
}

/// The menu under the header. It wraps on a narrow screen; [`ServiceNavigation::collapsing`] folds it away
/// behind a button where scripts run.
#[must_use]
#[derive(Clone, Debug)]
pub struct ServiceNavigation {
    label: String,
    items: Vec<NavItem>,
    id: String,
    toggle: Option<Content>,
}

impl ServiceNavigation {
    /// A menu with the words that name it for a screen reader, and its items.
    pub fn new(label: impl Into<String>, items: impl IntoIterator<Item = NavItem>) -> Self {
        Self {
            label: label.into(),
            items: items.into_iter().collect(),
            id: "navigation".to_owned(),
            toggle: None,
        }
    }

    /// Folds the menu away behind a button with these words on narrow screens where scripts run.
    pub fn collapsing(mut self, words: impl Into<Content>) -> Self {
        self.toggle = Some(words.into());
        self
    }

    /// The list's id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }
}

fn item(item: &NavItem) -> Markup {
    let here = (item.here != Here::No).then_some("govuk-service-navigation__item--active");
    let current = match item.here {
        Here::No => None,
        Here::Part => Some("true"),
        Here::Page => Some("page"),
    };
    html! {
        li class=(classes("govuk-service-navigation__item", &[here])) {
            a.govuk-service-navigation__link href=(item.href) aria-current=[current] {
                // Bold even where a person's own colours hide ours.
                @if here.is_some() {
                    strong.govuk-service-navigation__active-fallback { (item.label) }
                } @else {
                    (item.label)
                }
            }
        }
    }
}

impl Render for ServiceNavigation {
    fn render(&self) -> Markup {
        html! {
            div.govuk-service-navigation data-module="govuk-service-navigation" {
                div.govuk-width-container {
                    div.govuk-service-navigation__container {
                        nav.govuk-service-navigation__wrapper aria-label=(self.label) {
                            @if let Some(words) = &self.toggle {
                                button.govuk-service-navigation__toggle.govuk-js-service-navigation-toggle
                                    type="button" aria-controls=(self.id) hidden aria-hidden="true" { (words) }
                            }
                            ul.govuk-service-navigation__list id=(self.id) {
                                @for one in &self.items { (item(one)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
