//! `/t/{table}/c/{conversation}/offer`: every version of the offer, and the marks "this is not what we were
//! told".

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Command, ConversationNo, Field, Mark, Offer, OfferVersion, Origin, TableId, Words};

use super::counted::counted;
use super::offer_form::{in_words, name};
use super::talk::{self, Asked, Talk};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{Page, go_to, key_field, said, same_key_field};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Label, Row, Size, SummaryList, Textarea, Tone, saved, tag};
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo);

struct View {
    versions: Vec<OfferVersion>,
    marks: Vec<Mark>,
}

/// `GET …/offer`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let notice = match asked.saved.as_str() {
        "marked" => Some(t!(visitor.tr, "offer-marked")),
        "changed" => Some(t!(visitor.tr, "offer-changed")),
        _ => None,
    };
    page(&app, &visitor, id, &Fields::default(), &Wrong::none(), &key_field(), notice).await
}

/// `POST …/offer`: "this is not what we were told".
pub(super) async fn mark(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let refusal = match Words::of(Field::Mark, fields.get(Field::Mark.key())) {
        Err(refusal) => refusal,
        Ok(words) => {
            let command = Command::MarkOffer { conversation: id.1, words };
            match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(_) => {
                    let address = format!("{}/offer?saved=marked", talk::base(id.0, id.1));
                    return Ok(go_to(&address, Vec::new()));
                }
                Err(Problem::Refused(refusal)) => refusal,
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    let wrong = Wrong::of(visitor.tr, &[refusal]);
    page(&app, &visitor, id, &fields, &wrong, &same_key_field(&fields), None).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: Id,
    fields: &Fields,
    wrong: &Wrong,
    key: &Markup,
    notice: Option<String>,
) -> Result<Response, Fault> {
    let (talk, view) = talk::look(app, visitor, id, |_, conversation, _| match &conversation.origin {
        Origin::Offered(versions) => {
            Ok(View { versions: versions.clone(), marks: conversation.marks.clone() })
        }
        Origin::Imported(_) => Err(Fault::NotFound),
    })
    .await?;
    let tr = visitor.tr;
    let body = html! {
        (talk.back(tr))
        @if let Some(notice) = notice { (saved(notice)) }
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "offer-title")) }
        p.rt-lead { (t!(tr, "offer-lead")) }
        (versions(tr, &view.versions))
        @if talk.seat.is_some() {
            p.govuk-body.rt-noprint {
                a.govuk-link href={ (talk.base) "/offer/change" } { (t!(tr, "offer-change-link")) }
            }
        }
        (marks(tr, &view))
        @if talk.seat.is_some() { (mark_form(tr, &talk, fields, wrong, key)) }
    };
    Ok(Page::new(t!(tr, "offer-title"), body).at(talk.at).with_error(wrong.is_any()).show(app, visitor))
}

/// All versions, newest first, each in full.
fn versions(tr: Tr, versions: &[OfferVersion]) -> Markup {
    html! {
        @for (at, version) in versions.iter().enumerate().rev() {
            @let before = at.checked_sub(1).and_then(|before| versions.get(before));
            @let newest = at + 1 == versions.len();
            div.rt-card {
                h2.govuk-heading-m {
                    (t!(tr, "offer-version", number = at + 1, day = tr.day(version.on)))
                }
                @if newest { p.govuk-body { (tag(Tone::Good, t!(tr, "offer-stands"))) } }
                @if let Some(why) = &version.why {
                    p.govuk-body { (t!(tr, "offer-why")) " " bdi { (why) } }
                }
                (shown(tr, version, before))
            }
        }
    }
}

/// A version in words, or the warning in its place.
pub(super) fn shown(tr: Tr, version: &OfferVersion, before: Option<&OfferVersion>) -> Markup {
    let before = before.filter(|before| before.altered.is_none()).map(|before| &before.offer);
    html! {
        @if version.altered.is_some() { (tamper::warning(tr, None)) }
        @else { (summary(tr, &version.offer, before)) }
    }
}

/// An offer in words; what changed since the version before is marked with a word.
fn summary(tr: Tr, offer: &Offer, before: Option<&Offer>) -> SummaryList {
    let changed = before.map(|before| changed(tr, before, offer)).unwrap_or_default();
    SummaryList::new(in_words(tr, offer).into_iter().map(|(field, words)| {
        let key = html! {
            (name(tr, field))
            @if changed.contains(&field) { " " (tag(Tone::Note, t!(tr, "offer-field-changed"))) }
        };
        Row::new(key, said(&words))
    }))
}

/// The fields in which two offers differ.
fn changed(tr: Tr, before: &Offer, after: &Offer) -> Vec<Field> {
    let (before, after) = (in_words(tr, before), in_words(tr, after));
    before.into_iter().zip(after).filter(|(was, is)| was.1 != is.1).map(|(_, is)| is.0).collect()
}

fn marks(tr: Tr, view: &View) -> Markup {
    html! {
        h2.govuk-heading-l #marks { (t!(tr, "marks-title")) }
        @if view.marks.is_empty() { p.govuk-body { (t!(tr, "marks-none")) } }
        @else {
            ul.rt-rows {
                @for mark in view.marks.iter().rev() {
                    li {
                        (said(mark.words.as_str()))
                        p.govuk-body.rt-quiet {
                            (t!(tr, "marks-about", version = mark.version, day = tr.day(mark.on)))
                        }
                    }
                }
            }
        }
    }
}

fn mark_form(tr: Tr, talk: &Talk, fields: &Fields, wrong: &Wrong, key: &Markup) -> Markup {
    let area = Textarea::new(Field::Mark.key(), Label::new(t!(tr, "field-mark")).size(Size::M))
        .hint(t!(tr, "marks-hint"))
        .value(fields.get(Field::Mark.key()))
        .error(wrong.at(tr, Field::Mark.key()))
        .rows(3);
    html! {
        form.rt-noprint action={ (talk.base) "/offer" } method="post" novalidate {
            (key)
            (counted(tr, area, 280))
            (Button::new(t!(tr, "marks-button")).secondary().once(true))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer::check(&table::TypedOffer {
            question: "When is the door open?",
            open: "The hours.",
            fixed: "The building.",
            who_decides: "The meeting.",
            who_spends: "Nobody.",
            who_stops: "The landlord.",
            how_decided: "By consent.",
            by_when: "2026-12-06".parse().ok(),
            hear_back: "2026-12-20".parse().ok(),
        })
        .unwrap()
    }

    #[test]
    fn what_changed_is_named_and_nothing_else() {
        let tr = Tr::english();
        let before = offer();
        assert_eq!(changed(tr, &before, &before), []);
        let mut after = before.clone();
        after.fixed = Words::new("The building and the rent.").unwrap();
        after.hear_back = "2027-01-20".parse().unwrap();
        assert_eq!(changed(tr, &before, &after), [Field::Fixed, Field::HearBack]);
        let html = maud::Render::render(&summary(tr, &after, Some(&before))).into_string();
        assert_eq!(html.matches(&t!(tr, "offer-field-changed")).count(), 2);
    }
}
