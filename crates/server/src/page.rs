//! The frame round every page.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use table::{Table, TableId};

use crate::app::App;
use crate::look::Theme;
use crate::t;
use crate::text::stop;
use crate::ui::{
    ExitThisPage, ExitWords, Footer, Header, NavItem, ServiceNavigation, demo_banner, exit_skip_link,
    skip_link, skip_links,
};
use crate::visitor::Visitor;

/// Which entry of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What can be joined.
    Conversations,
    /// One's own things.
    Mine,
    /// How pages look.
    Reading,
    /// None of them.
    Other,
}

/// The table that a page belongs to.
#[derive(Debug, Clone)]
pub(crate) struct AtTable {
    /// Its code.
    pub id: TableId,
    /// Its name.
    pub name: String,
    /// Whether this person has a seat there.
    pub seated: bool,
}

impl AtTable {
    /// Of a table, for somebody.
    pub(crate) fn of(table: &Table, seated: bool) -> Self {
        Self { id: table.id, name: table.name.to_string(), seated }
    }
}

/// A page before its frame.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// The title: neutral and short, as it stands in the browser's history.
    pub title: String,
    /// Where it belongs in the menu.
    pub part: Part,
    /// The table it belongs to.
    pub table: Option<AtTable>,
    /// Whether something on it must be mended: the title says so first.
    pub error: bool,
    /// What is in it.
    pub body: Markup,
    /// The status it is sent with.
    pub status: StatusCode,
    /// Cookies to keep or forget.
    pub cookies: Vec<HeaderValue>,
}

impl Page {
    /// A page outside any table.
    pub(crate) fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            part: Part::Other,
            table: None,
            error: false,
            body,
            status: StatusCode::OK,
            cookies: Vec::new(),
        }
    }

    /// At a table.
    #[must_use]
    pub(crate) fn at(mut self, table: AtTable) -> Self {
        self.table = Some(table);
        self.part = Part::Conversations;
        self
    }

    /// Under an entry of the menu.
    #[must_use]
    pub(crate) fn part(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// With something to mend.
    #[must_use]
    pub(crate) fn with_error(mut self, error: bool) -> Self {
        self.error = error;
        if error {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// Sent with a status.
    #[must_use]
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Keeping or forgetting a cookie.
    #[must_use]
    pub(crate) fn cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// The whole document, as a response.
    pub(crate) fn show(self, app: &App, visitor: &Visitor) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        for cookie in &self.cookies {
            headers.append(header::SET_COOKIE, cookie.clone());
        }
        let status = self.status;
        (status, headers, self.document(app, visitor).into_string()).into_response()
    }

    fn document(&self, app: &App, visitor: &Visitor) -> Markup {
        let tr = visitor.tr;
        let look = visitor.look;
        let theme = (look.theme != Theme::Device).then(|| look.theme.key());
        html! {
            (DOCTYPE)
            html.govuk-template lang=(tr.code()) data-theme=[theme] data-size=(look.size)
                data-space=[look.space.then_some("more")] data-calm=[look.calm.then_some("yes")] {
                head {
                    meta charset="utf-8";
                    title { (self.full_title(visitor)) }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="robots" content="noindex";
                    meta name="color-scheme" content="light dark";
                    link rel="icon" href=(assets::ICON_PATH) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::STYLE_PATH);
                    @if !look.lean { script type="module" src=(assets::SCRIPT_PATH) {} }
                }
                body.govuk-template__body {
                    (skip_links(&t!(tr, "skip-label"), &[
                        skip_link(t!(tr, "skip-to-main"), "#main"),
                        exit_skip_link(t!(tr, "leave-site"), "/leave"),
                    ]))
                    (self.header(visitor))
                    @if app.config.demo {
                        (demo_banner(&t!(tr, "demo-label"), t!(tr, "demo-note")))
                    }
                    (self.menu(visitor))
                    div.rt-ground {
                        div.govuk-width-container {
                            (exit(visitor))
                            main.govuk-main-wrapper #main { (self.body) }
                        }
                    }
                    (footer(visitor))
                }
            }
        }
    }

    fn full_title(&self, visitor: &Visitor) -> String {
        let tr = visitor.tr;
        let place = self.table.as_ref().map_or_else(|| t!(tr, "product"), |table| table.name.clone());
        let title = format!("{}{}", self.title, stop(&self.title));
        let title = t!(tr, "page-title", title = title, place = place);
        if self.error { t!(tr, "page-title-error", title = title) } else { title }
    }

    fn header(&self, visitor: &Visitor) -> Header {
        let header = Header::new(t!(visitor.tr, "product"), "/");
        match &self.table {
            Some(table) => header.table(html! { bdi { (table.name) } }, format!("/t/{}", table.id)),
            None => header,
        }
    }

    fn menu(&self, visitor: &Visitor) -> ServiceNavigation {
        let tr = visitor.tr;
        let (conversations, mine) = match &self.table {
            Some(table) => (format!("/t/{}", table.id), format!("/t/{}/me", table.id)),
            None => ("/".to_owned(), "/me".to_owned()),
        };
        let item = |part, words, href: &str| {
            let item = NavItem::new(words, href);
            if self.part == part { item.active() } else { item }
        };
        ServiceNavigation::new(
            t!(tr, "menu-label"),
            [
                item(Part::Conversations, t!(tr, "menu-conversations"), &conversations),
                item(Part::Mine, t!(tr, "menu-mine"), &mine),
                item(Part::Reading, t!(tr, "menu-reading"), "/settings"),
            ],
        )
    }
}

fn exit(visitor: &Visitor) -> ExitThisPage {
    let tr = visitor.tr;
    ExitThisPage::new(
        ExitWords {
            label: t!(tr, "leave-site").into(),
            activated: t!(tr, "leave-activated"),
            timed_out: t!(tr, "leave-timed-out"),
            press_two_more: t!(tr, "leave-two-more"),
            press_one_more: t!(tr, "leave-one-more"),
        },
        "/leave",
    )
}

fn footer(visitor: &Visitor) -> Footer {
    let tr = visitor.tr;
    Footer::new([
        (t!(tr, "footer-safety"), "/safety"),
        (t!(tr, "footer-privacy"), "/privacy"),
        (t!(tr, "footer-accessibility"), "/accessibility"),
        (t!(tr, "footer-help"), "/help"),
    ])
    .note(t!(tr, "footer-note"))
}

/// Sends the browser on with GET after something was done.
pub(crate) fn go_to(address: &str, cookies: Vec<HeaderValue>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(address) = HeaderValue::try_from(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The hidden key of a form, so that sending it twice is the same as once.
pub(crate) fn key_field() -> Markup {
    html! { input type="hidden" name="key" value=(crate::visit::fresh_key()); }
}

/// The same key as before, when a form is shown again with something to mend: nothing happened under it.
pub(crate) fn same_key_field(fields: &crate::fields::Fields) -> Markup {
    html! { input type="hidden" name="key" value=(fields.get("key")); }
}

/// Somebody's own words: escaped, with their line breaks, and turned as their language reads.
pub(crate) fn said(words: &str) -> Markup {
    html! {
        @for paragraph in words.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            p.govuk-body dir="auto" {
                @for (at, line) in paragraph.trim().lines().enumerate() {
                    @if at > 0 { br; }
                    (line)
                }
            }
        }
    }
}
