//! The way back, and the ways past the menu.

use maud::{Markup, html};

use super::content::Content;

/// The link at the top of a page that goes one step back.
pub fn back_link(label: impl Into<Content>, href: &str) -> Markup {
    let label = label.into();
    html! { a.govuk-back-link href=(href) { (label) } }
}

/// The first link of a page: past the menu, to the main part.
pub fn skip_link(label: impl Into<Content>, href: &str) -> Markup {
    let label = label.into();
    html! { a.govuk-skip-link href=(href) data-module="govuk-skip-link" { (label) } }
}

/// The hidden second link that leaves the site at once. Place it inside [`super::skip_links`].
pub fn exit_skip_link(label: impl Into<Content>, href: &str) -> Markup {
    let label = label.into();
    html! {
        a.govuk-skip-link.govuk-js-exit-this-page-skiplink href=(href) rel="nofollow noreferrer"
            data-module="govuk-skip-link" { (label) }
    }
}
