//! Pieces that stand out from the page: a notice, a confirmation, a quiet aside, a warning.

use maud::{Markup, Render, html};

use super::content::{Content, Level};

/// A notice at the top of a page.
#[must_use]
#[derive(Clone, Debug)]
pub struct NotificationBanner {
    title: Content,
    body: Content,
    success: bool,
    title_id: String,
    level: Level,
}

impl NotificationBanner {
    /// A notice with its title and body. Plain words are set large; markup is set as it is.
    pub fn new(title: impl Into<Content>, body: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            body: body.into(),
            success: false,
            title_id: "govuk-notification-banner-title".to_owned(),
            level: Level::Two,
        }
    }

    /// Something the person did has worked; a screen reader says it at once.
    pub fn success(mut self) -> Self {
        self.success = true;
        self
    }

    /// The title's id, for a page with more than one notice.
    pub fn title_id(mut self, id: impl Into<String>) -> Self {
        self.title_id = id.into();
        self
    }

    /// The level of the title.
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl Render for NotificationBanner {
    fn render(&self) -> Markup {
        let success = self.success.then_some("govuk-notification-banner--success");
        let class = super::content::classes("govuk-notification-banner", &[success]);
        let role = if self.success { "alert" } else { "region" };
        html! {
            div class=(class) role=(role) aria-labelledby=(self.title_id)
                data-module="govuk-notification-banner" {
                div.govuk-notification-banner__header {
                    (self.level.heading("govuk-notification-banner__title", Some(&self.title_id), &self.title))
                }
                div.govuk-notification-banner__content {
                    @match &self.body {
                        Content::Text(words) => { p.govuk-notification-banner__heading { (words) } }
                        Content::Html(markup) => { (markup) }
                    }
                }
            }
        }
    }
}

/// The page's heading when something is done.
#[must_use]
#[derive(Clone, Debug)]
pub struct Panel {
    title: Content,
    body: Option<Content>,
    level: Level,
}

impl Panel {
    /// A panel with its title, which is the page's heading.
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), body: None, level: Level::One }
    }

    /// Words under the title.
    pub fn body(mut self, body: impl Into<Content>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The level of the title, when the page has a heading already.
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        html! {
            div.govuk-panel.govuk-panel--confirmation {
                (self.level.heading("govuk-panel__title", None, &self.title))
                @if let Some(body) = &self.body { div.govuk-panel__body { (body) } }
            }
        }
    }
}

/// A quiet aside with a line at its edge.
pub fn inset_text(body: impl Into<Content>) -> Markup {
    let body = body.into();
    html! { div.govuk-inset-text { (body) } }
}

/// A warning with a sign; the first words are said by a screen reader in place of the sign.
pub fn warning_text(sign: impl Into<Content>, body: impl Into<Content>) -> Markup {
    let (sign, body) = (sign.into(), body.into());
    html! {
        div.govuk-warning-text {
            span.govuk-warning-text__icon aria-hidden="true" { "!" }
            strong.govuk-warning-text__text { span.govuk-visually-hidden { (sign) } " " (body) }
        }
    }
}
