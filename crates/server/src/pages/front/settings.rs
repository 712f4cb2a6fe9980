//! `/settings`: make it easier to read.

use axum::extract::State;
use axum::response::Response;
use maud::html;

use crate::app::App;
use crate::fields::Fields;
use crate::look::{Look, Theme};
use crate::page::{Page, Part};
use crate::t;
use crate::ui::{Button, Checkboxes, Choice, Radios, saved};
use crate::visitor::Visitor;
use crate::{cookies, ui};

/// `GET /settings`.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    page(&visitor, visitor.look, false).show(&app, &visitor)
}

/// `POST /settings`: kept on this device only, so it is answered at once in the new look.
pub(super) async fn save(State(app): State<App>, mut visitor: Visitor, fields: Fields) -> Response {
    let look = Look {
        theme: Theme::ALL.into_iter().find(|theme| theme.key() == fields.get("theme")).unwrap_or_default(),
        size: match fields.get("size") {
            "2" => 2,
            "3" => 3,
            _ => 1,
        },
        space: fields.all("more").any(|more| more == "space"),
        calm: fields.all("more").any(|more| more == "calm"),
        lean: fields.all("more").any(|more| more == "lean"),
    };
    visitor.look = look;
    page(&visitor, look, true).cookie(cookies::keep_look(&app, &look.cookie())).show(&app, &visitor)
}

fn page(visitor: &Visitor, look: Look, done: bool) -> Page {
    let tr = visitor.tr;
    let theme = |theme: Theme| {
        Choice::new(theme.key(), tr.say(&format!("theme-{}", theme.key()), None)).checked(look.theme == theme)
    };
    let size = |size: u8, words| Choice::new(size.to_string(), words).checked(look.size == size);
    let sizes = [size(1, t!(tr, "size-1")), size(2, t!(tr, "size-2")), size(3, t!(tr, "size-3"))];
    let more = [
        Choice::new("space", t!(tr, "look-space")).checked(look.space),
        Choice::new("calm", t!(tr, "look-calm")).checked(look.calm),
        Choice::new("lean", t!(tr, "look-lean")).hint(t!(tr, "look-lean-hint")).checked(look.lean),
    ];
    let body = html! {
        @if done { (saved(t!(tr, "settings-saved"))) }
        h1.govuk-heading-xl { (t!(tr, "settings-title")) }
        p.rt-lead { (t!(tr, "settings-lead")) }
        form action="/settings" method="post" novalidate {
            (Radios::new("size", ui::Label::new(t!(tr, "settings-size")).size(ui::Size::M)).choices(sizes))
            (Radios::new("theme", ui::Label::new(t!(tr, "settings-theme")).size(ui::Size::M))
                .choices(Theme::ALL.map(theme)))
            (Checkboxes::new("more", ui::Label::new(t!(tr, "settings-more")).size(ui::Size::M)).choices(more))
            (Button::new(t!(tr, "settings-save")))
        }
    };
    Page::new(t!(tr, "settings-title"), body).part(Part::Reading)
}
