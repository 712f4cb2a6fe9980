//! `/t/{table}/invitations`: the ways in, all of them seen by everybody with a seat, and made or ended by any.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{
    Actor, Command, Day, Field, INVITATION_CAP, Invitation, InviteCode, Refusal, SeatNo, Table, TableId,
};

use super::by_hand;
use super::set::eight;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{AtTable, Page, go_to, key_field, same_key_field};
use crate::pages::seats::{Paging, asked};
use crate::t;
use crate::ui::{Button, InputKind, Label, Size, TextInput, Tone, Width, back_link, saved, tag};
use crate::visitor::Visitor;

/// So many invitations stand on one page.
const EACH: usize = 10;
/// What the form for a new one begins with: so many people, and so many days from today.
const FIRST_FILLED: (u32, i32) = (50, 30);

struct View {
    at: AtTable,
    paging: Paging,
    invitations: Vec<Shown>,
}

struct Shown {
    code: InviteCode,
    used: u32,
    cap: u32,
    until: String,
    state: Became,
}

/// What has become of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    Works,
    Full,
    Over,
    Ended,
}

impl Became {
    fn of(invitation: &Invitation, today: Day) -> Self {
        if invitation.ended {
            Self::Ended
        } else if today > invitation.until {
            Self::Over
        } else if invitation.works(today) {
            Self::Works
        } else {
            Self::Full
        }
    }
}

impl View {
    /// Those that work come first; among each kind the newest.
    fn of(table: &Table, asked: &Fields, visitor: &Visitor) -> Self {
        let paging = Paging::of(table.invitations.len(), EACH, asked);
        let mut all: Vec<&Invitation> = table.invitations.iter().rev().collect();
        all.sort_by_key(|invitation| !invitation.works(visitor.today));
        let invitations = all[paging.range()].iter().map(|invitation| Shown {
            code: invitation.code,
            used: invitation.used,
            cap: invitation.cap,
            until: visitor.tr.day(invitation.until),
            state: Became::of(invitation, visitor.today),
        });
        Self { at: AtTable::of(table, true), paging, invitations: invitations.collect() }
    }
}

/// `GET /t/{table}/invitations`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    visitor.seat_at(&app, id)?;
    let asked = asked(raw);
    let (many, days) = FIRST_FILLED;
    let filled = Fields::of(vec![
        ("how-many".into(), many.to_string()),
        ("last-day".into(), visitor.today.plus(days).to_string()),
    ]);
    let done = match asked.get("done") {
        "made" => Some(t!(visitor.tr, "invite-made")),
        "ended" => Some(t!(visitor.tr, "invite-ended-now")),
        _ => None,
    };
    page(&app, &visitor, id, &asked, (&filled, &Wrong::none(), key_field()), done).await
}

/// `POST /t/{table}/invitations`: a new one.
pub(super) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let key = fields.key()?;
    let code = InviteCode::from_random(eight(&app, "invitation", &key));
    let refusals = match read(&fields, code) {
        Ok(command) => {
            match app.clerk.ask(id, Actor::Seat(seat), command, key, visitor.today).await.map_err(Fault::from)
            {
                Ok(_) => return Ok(go_to(&format!("/t/{id}/invitations?done=made"), Vec::new())),
                Err(Fault::Refused(refusal)) if mends(&refusal) => vec![refusal],
                Err(fault) => return Err(fault),
            }
        }
        Err(refusals) => refusals,
    };
    let wrong = Wrong::of(visitor.tr, &refusals);
    let form = (&fields, &wrong, same_key_field(&fields));
    page(&app, &visitor, id, &Fields::default(), form, None).await
}

/// Whether another value in the form would do.
fn mends(refusal: &Refusal) -> bool {
    refusal.field().is_some() || *refusal == Refusal::Full
}

fn read(fields: &Fields, code: InviteCode) -> Result<Command, Vec<Refusal>> {
    let range = Refusal::OutOfRange { field: Field::HowMany, least: 1, most: INVITATION_CAP };
    let cap = fields.number("how-many").ok_or(range);
    let until = fields.day("last-day").ok_or(Refusal::NotADay { field: Field::LastDay });
    match (cap, until) {
        (Ok(cap), Ok(until)) => Ok(Command::Invite { code, cap, until }),
        (cap, until) => Err([cap.err(), until.err()].into_iter().flatten().collect()),
    }
}

/// `POST /t/{table}/invitations/end`.
pub(super) async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat: SeatNo = visitor.seat_at(&app, id)?;
    let code: InviteCode = fields.get("code").parse().map_err(|_| Fault::NotFound)?;
    let command = Command::EndInvitation { code };
    app.clerk.ask(id, Actor::Seat(seat), command, fields.key()?, visitor.today).await?;
    Ok(go_to(&format!("/t/{id}/invitations?done=ended"), Vec::new()))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: TableId,
    asked: &Fields,
    (fields, wrong, key): (&Fields, &Wrong, Markup),
    done: Option<String>,
) -> Result<Response, Fault> {
    let view = app.clerk.read(id, |table| View::of(table, asked, visitor)).await?;
    let tr = visitor.tr;
    let body = html! {
        (back_link(t!(tr, "table-title"), &format!("/t/{id}")))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        @if let Some(words) = done { (saved(words)) }
        h1.govuk-heading-xl { (t!(tr, "invite-title")) }
        p.rt-lead { (t!(tr, "invite-lead")) }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        ul.rt-rows { @for one in &view.invitations { (shown(visitor, id, one)) } }
        @if let Some(links) = view.paging.links(tr, &format!("/t/{id}/invitations")) { (links) }
        h2.govuk-heading-m { (t!(tr, "invite-new")) }
        (new_form(visitor, id, fields, wrong, &key))
    };
    Ok(Page::new(t!(tr, "invite-title"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor))
}

fn shown(visitor: &Visitor, id: TableId, one: &Shown) -> Markup {
    let tr = visitor.tr;
    let code = by_hand(one.code);
    let about = || html! { span.govuk-visually-hidden { " " (code) } };
    let link = format!("{}/j/{}", visitor.origin, one.code);
    let state = match one.state {
        Became::Works => tag(Tone::Good, t!(tr, "invite-works")),
        Became::Full => tag(Tone::Quiet, t!(tr, "invite-full")),
        Became::Over => tag(Tone::Quiet, t!(tr, "invite-over")),
        Became::Ended => tag(Tone::Quiet, t!(tr, "invite-ended")),
    };
    html! {
        li {
            p.rt-code { (code) }
            p.govuk-body {
                (state) " " (t!(tr, "invite-used", used = one.used, cap = one.cap)) " "
                (t!(tr, "invite-until", day = one.until.as_str()))
            }
            @if one.state == Became::Works {
                p.govuk-body { (t!(tr, "invite-link")) br; a.govuk-link href=(link) { (link) } }
                p.govuk-body {
                    a.govuk-link href={ "/t/" (id) "/poster/" (one.code) } { (t!(tr, "invite-poster")) (about()) }
                    br;
                    a.govuk-link href={ "/t/" (id) "/poster/" (one.code) "/cards" } { (t!(tr, "invite-cards")) (about()) }
                }
                form action={ "/t/" (id) "/invitations/end" } method="post" novalidate {
                    (key_field())
                    input type="hidden" name="code" value=(one.code);
                    (Button::new(html! { (t!(tr, "invite-end")) (about()) }).secondary())
                }
            }
        }
    }
}

fn new_form(visitor: &Visitor, id: TableId, fields: &Fields, wrong: &Wrong, key: &Markup) -> Markup {
    let tr = visitor.tr;
    let label = |words: String| Label::new(words).size(Size::S);
    html! {
        form action={ "/t/" (id) "/invitations" } method="post" novalidate {
            (key)
            (TextInput::new("how-many", label(t!(tr, "field-how-many"))).hint(t!(tr, "invite-many-hint"))
                .value(fields.get("how-many")).error(wrong.at(tr, "how-many")).inputmode("numeric")
                .width(Width::W5).autocomplete("off"))
            (TextInput::new("last-day", label(t!(tr, "field-last-day"))).hint(t!(tr, "invite-day-hint"))
                .value(fields.get("last-day")).error(wrong.at(tr, "last-day")).kind(InputKind::Date)
                .width(Width::W10))
            (Button::new(t!(tr, "invite-button")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_become_of_an_invitation() {
        let today: Day = "2026-11-22".parse().unwrap();
        let fresh =
            Invitation { code: InviteCode::from_number(5), cap: 2, used: 0, until: today, ended: false };
        assert_eq!(Became::of(&fresh, today), Became::Works, "the last day still counts");
        assert_eq!(Became::of(&fresh, today.plus(1)), Became::Over);
        assert_eq!(Became::of(&Invitation { used: 2, ..fresh.clone() }, today), Became::Full);
        assert_eq!(Became::of(&Invitation { ended: true, ..fresh }, today.plus(1)), Became::Ended);
    }

    #[test]
    fn both_fields_are_mended_at_once() {
        let typed =
            Fields::of(vec![("how-many".into(), "many".into()), ("last-day".into(), "31.2.2027".into())]);
        let refusals = read(&typed, InviteCode::from_number(5)).unwrap_err();
        let fields: Vec<_> = refusals.iter().filter_map(Refusal::field).collect();
        assert_eq!(fields, [Field::HowMany, Field::LastDay]);
    }
}
