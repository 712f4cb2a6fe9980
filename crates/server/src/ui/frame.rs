//! What stands around every page: ways past the menu, the header, the way out, the footer.

use maud::{Markup, Render, html};

use super::button::LinkButton;
use super::content::{Content, classes};
use super::icons;

/// The first thing on a page: links that are seen when they have the focus, inside a named landmark.
pub fn skip_links(label: &str, links: &[Markup]) -> Markup {
    html! { nav aria-label=(label) { @for link in links { (link) } } }
}

/// The band at the top: the product's name and, inside a table, the table's name.
#[must_use]
#[derive(Clone, Debug)]
pub struct Header {
    product: Content,
    home: String,
    table: Option<(Content, String)>,
}

impl Header {
    /// A header with the product's name and the way home.
    pub fn new(product: impl Into<Content>, home: impl Into<String>) -> Self {
        Self { product: product.into(), home: home.into(), table: None }
    }

    /// The table that the page belongs to.
    pub fn table(mut self, name: impl Into<Content>, href: impl Into<String>) -> Self {
        self.table = Some((name.into(), href.into()));
        self
    }
}

impl Render for Header {
    fn render(&self) -> Markup {
        html! {
            header.rt-header {
                div.govuk-width-container {
                    div.rt-header__inner {
                        a.rt-header__home href=(self.home) { (icons::mark()) (self.product) }
                        @if let Some((name, href)) = &self.table {
                            a.rt-header__table href=(href) { (name) }
                        }
                    }
                }
            }
        }
    }
}

/// The strip that says that everything here is made up. The label names it for a screen reader.
pub fn demo_banner(label: &str, body: impl Into<Content>) -> Markup {
    let body = body.into();
    html! {
        div.rt-demo role="region" aria-label=(label) {
            div.govuk-width-container { p { (body) } }
        }
    }
}

/// The words of the way out.
#[derive(Clone, Debug)]
pub struct ExitWords {
    /// The button's words.
    pub label: Content,
    /// Said while the other page loads.
    pub activated: String,
    /// Said when the three presses of Shift came too slowly.
    pub timed_out: String,
    /// Said after the first press of Shift.
    pub press_two_more: String,
    /// Said after the second press of Shift.
    pub press_one_more: String,
}

#[derive(Clone, Debug, Default)]
struct Announcements {
    activated: Option<String>,
    timed_out: Option<String>,
    press_two_more: Option<String>,
    press_one_more: Option<String>,
}

/// The way out: a button that leaves for a neutral page, and Shift pressed three times where scripts run.
#[must_use]
#[derive(Clone, Debug)]
pub struct ExitThisPage {
    label: Content,
    said: Announcements,
    href: String,
    id: Option<String>,
    class: Option<String>,
}

impl ExitThisPage {
    /// The quiet strip that stays at the top of the page while it scrolls.
    pub fn new(words: ExitWords, href: impl Into<String>) -> Self {
        let said = Announcements {
            activated: Some(words.activated),
            timed_out: Some(words.timed_out),
            press_two_more: Some(words.press_two_more),
            press_one_more: Some(words.press_one_more),
        };
        Self { label: words.label, said, href: href.into(), id: None, class: Some("rt-leave".to_owned()) }
    }

    /// The strip's id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The published examples mostly leave what is said to the script's own English, and have other classes.
    #[cfg(test)]
    pub(super) fn as_published(label: Content, href: &str, class: Option<String>) -> Self {
        Self { label, said: Announcements::default(), href: href.to_owned(), id: None, class }
    }

    /// As in the published examples: without our class.
    #[cfg(test)]
    pub(super) fn without_class(mut self) -> Self {
        self.class = None;
        self
    }
}

impl Render for ExitThisPage {
    fn render(&self) -> Markup {
        let button = LinkButton::new(self.label.clone(), self.href.clone())
            .warning()
            .class("govuk-exit-this-page__button govuk-js-exit-this-page-button")
            .without_trace();
        html! {
            div class=(classes("govuk-exit-this-page", &[self.class.as_deref()])) id=[&self.id]
                data-module="govuk-exit-this-page" "data-i18n.activated"=[&self.said.activated]
                "data-i18n.timed-out"=[&self.said.timed_out]
                "data-i18n.press-two-more-times"=[&self.said.press_two_more]
                "data-i18n.press-one-more-time"=[&self.said.press_one_more] { (button) }
        }
    }
}

/// The foot of the page: the same links in the same place on each page.
#[must_use]
#[derive(Clone, Debug)]
pub struct Footer {
    links: Vec<(Content, String)>,
    note: Option<Content>,
}

impl Footer {
    /// A footer with its links: words, then where they go.
    pub fn new<W: Into<Content>, H: Into<String>>(links: impl IntoIterator<Item = (W, H)>) -> Self {
        let links = links.into_iter().map(|(words, href)| (words.into(), href.into())).collect();
        Self { links, note: None }
    }

    /// A sentence under the links.
    pub fn note(mut self, words: impl Into<Content>) -> Self {
        self.note = Some(words.into());
        self
    }
}

impl Render for Footer {
    fn render(&self) -> Markup {
        html! {
            footer.rt-footer {
                div.govuk-width-container {
                    ul.rt-footer__list {
                        @for (words, href) in &self.links { li { a.govuk-link href=(href) { (words) } } }
                    }
                    @if let Some(note) = &self.note { p.rt-footer__note { (note) } }
                }
            }
        }
    }
}
