//! `/t/{table}/d/{decision}/not-here`: "Who is not here?", which has to be answered before anything is counted.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use store::Problem;
use table::{Actor, Command, DecisionCommand, Expected, Field, Headcount, NotHere, Refusal, Words};

use super::act::{done, is_told};
use super::one::Id;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::{AtTable, Page, key_field, same_key_field};
use crate::pages::conversations::counted::counted;
use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Button, Fieldset, Label, Size, TextInput, Textarea, Width, back_link};
use crate::visitor::Visitor;

/// How many rows there are: the name of the hidden field.
const ROWS: &str = "rows";
/// There are so many rows to begin with, and at most so many.
const FIRST_ROWS: u32 = 3;
const MOST_ROWS: u32 = 20;
/// How 1 to 7 people are written: which of these it was is not kept.
const FEW: &str = "1-7";

struct View {
    at: AtTable,
    what: String,
    answered: Option<NotHere>,
}

fn name(part: &str, row: u32) -> String {
    format!("{part}-{row}")
}

async fn look(app: &App, visitor: &Visitor, (id, number): Id) -> Result<View, Fault> {
    visitor.seat_at(app, id)?;
    app.clerk
        .read(id, |table| {
            let decision = tamper::decision(table, number)?;
            if decision.closed.is_some() {
                return Err(Refusal::AlreadySettled.into());
            }
            Ok(View {
                at: AtTable::of(table, true),
                what: decision.proposal.what.to_string(),
                answered: decision.not_here.clone(),
            })
        })
        .await?
}

/// `GET /t/{table}/d/{decision}/not-here`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
) -> Result<Response, Fault> {
    let view = look(&app, &visitor, id).await?;
    let fields = view.answered.as_ref().map(filled).unwrap_or_default();
    Ok(page(&app, &visitor, id, view, &fields, &key_field(), &Wrong::none()))
}

/// `POST /t/{table}/d/{decision}/not-here`: one more row, or the answer.
pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let mut view = look(&app, &visitor, id).await;
    if fields.get("action") == "row" {
        return Ok(page(&app, &visitor, id, view?, &fields, &same_key_field(&fields), &Wrong::none()));
    }
    let (wrong, key_field) = match read(visitor.tr, &fields) {
        Err(wrong) => (wrong, same_key_field(&fields)),
        Ok(not_here) => {
            let command = DecisionCommand::AnswerWhoIsNotHere { decision: id.1, not_here };
            let command = Command::Decision(command);
            match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
                Ok(_) => return Ok(done(id, "not-here")),
                Err(Problem::Refused(refusal)) if is_told(refusal) && view.is_ok() => {
                    (Wrong::of(visitor.tr, &[refusal]), same_key_field(&fields))
                }
                // Somebody went back to the form they had sent, and changed it.
                Err(Problem::KeyReused) => {
                    view = look(&app, &visitor, id).await;
                    let mut wrong = Wrong::none();
                    wrong.add(None, t!(visitor.tr, "unlike-again"));
                    (wrong, key_field())
                }
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    Ok(page(&app, &visitor, id, view?, &fields, &key_field, &wrong))
}

/// The answer in a form, or everything that needs mending. A row with nothing in it says nothing.
fn read(tr: Tr, fields: &Fields) -> Result<NotHere, Wrong> {
    let mut wrong = Wrong::none();
    let mut people = Vec::new();
    for row in 0..MOST_ROWS {
        let typed = ["who", "channel", "expected", "heard"].map(|part| fields.get(&name(part, row)).trim());
        if typed.iter().any(|typed| !typed.is_empty()) {
            people.extend(read_row(tr, row, typed, &mut wrong));
        }
    }
    let words = Words::of(Field::NotHere, fields.get(Field::NotHere.key()));
    if let Err(refusal) = &words {
        wrong.add(Some(Field::NotHere.key()), sentence(tr, refusal));
    }
    match words {
        Ok(words) if !wrong.is_any() => Ok(NotHere { people, words }),
        _ => Err(wrong),
    }
}

fn read_row(
    tr: Tr,
    row: u32,
    [who, channel, expected, heard]: [&str; 4],
    wrong: &mut Wrong,
) -> Option<Expected> {
    let number = row + 1;
    let short = |typed: &str| Words::<80>::new(typed).ok();
    let (named, reached) = (short(who), short(channel));
    if named.is_none() {
        wrong.add_at(name("who", row), t!(tr, "not-here-who-wrong", row = number));
    }
    if reached.is_none() && !channel.is_empty() {
        wrong.add_at(name("channel", row), t!(tr, "not-here-channel-wrong", row = number));
    }
    let (expected, heard) = (read_count(expected), read_count(heard));
    if expected.is_none() {
        wrong.add_at(name("expected", row), t!(tr, "not-here-expected-wrong", row = number));
    }
    if heard.is_none() {
        wrong.add_at(name("heard", row), t!(tr, "not-here-heard-wrong", row = number));
    }
    Some(Expected { who: named?, channel: reached, expected: expected?, heard: heard? })
}

/// A number of people; "1-7" as it is shown.
fn read_count(typed: &str) -> Option<Headcount> {
    if typed == FEW { Some(Headcount::of(1)) } else { typed.parse().ok().map(Headcount::of) }
}

/// A number of people, as far as it is kept.
fn count(count: Headcount) -> String {
    count.number().map_or_else(|| FEW.to_owned(), |number| number.to_string())
}

/// The form with an answer in it.
fn filled(not_here: &NotHere) -> Fields {
    let mut pairs = vec![(Field::NotHere.key().to_owned(), not_here.words.to_string())];
    for (row, one) in (0..).zip(&not_here.people) {
        let channel = one.channel.as_ref().map_or_else(String::new, ToString::to_string);
        pairs.push((name("who", row), one.who.to_string()));
        pairs.push((name("channel", row), channel));
        pairs.push((name("expected", row), count(one.expected)));
        pairs.push((name("heard", row), count(one.heard)));
    }
    Fields::of(pairs)
}

/// How many rows to show: all that hold something, and one more where somebody asked for it.
fn rows(fields: &Fields) -> u32 {
    let asked = fields.number(ROWS).unwrap_or(FIRST_ROWS);
    let more = u32::from(fields.get("action") == "row");
    let held = (0..MOST_ROWS).rev().find(|row| fields.has(&name("who", *row))).map_or(0, |row| row + 1);
    asked.saturating_add(more).max(held).clamp(FIRST_ROWS, MOST_ROWS)
}

fn page(
    app: &App,
    visitor: &Visitor,
    (id, number): Id,
    view: View,
    fields: &Fields,
    key: &Markup,
    wrong: &Wrong,
) -> Response {
    let tr = visitor.tr;
    let rows = rows(fields);
    let words = Textarea::new(Field::NotHere.key(), Label::new(t!(tr, "not-here-words")).size(Size::M))
        .hint(t!(tr, "not-here-words-hint"))
        .value(fields.get(Field::NotHere.key()))
        .error(wrong.at(tr, Field::NotHere.key()))
        .rows(4);
    let address = links::decision(id, number);
    let body = html! {
        (back_link(t!(tr, "not-here-back"), &address))
        @if let Some(summary) = wrong.summary(tr) { (summary) }
        h1.govuk-heading-xl { (t!(tr, "not-here-title")) }
        p.rt-lead { bdi { (view.what) } }
        p.govuk-body { (t!(tr, "not-here-lead")) }
        p.govuk-body { (t!(tr, "not-here-count")) }
        p.govuk-body { (t!(tr, "not-here-few")) }
        form action={ (address) "/not-here" } method="post" novalidate {
            (key)
            input type="hidden" name=(ROWS) value=(rows);
            @for row in 0..rows { (row_of(tr, row, fields, wrong)) }
            (counted(tr, words, 280))
            // Sending comes first: it is the first button of a form that Enter presses.
            div.govuk-button-group {
                (Button::new(t!(tr, "not-here-send")).once(true))
                @if rows < MOST_ROWS {
                    (Button::new(t!(tr, "not-here-row")).secondary().name_value("action", "row"))
                }
            }
        }
    };
    Page::new(t!(tr, "field-not-here"), body).at(view.at).with_error(wrong.is_any()).show(app, visitor)
}

fn row_of(tr: Tr, row: u32, fields: &Fields, wrong: &Wrong) -> Markup {
    let input = |part: &str, label: String| {
        let name = name(part, row);
        TextInput::new(name.as_str(), Label::new(label))
            .value(fields.get(&name))
            .error(wrong.at(tr, &name))
            .autocomplete("off")
    };
    let body = html! {
        (input("who", t!(tr, "not-here-who")))
        (input("channel", t!(tr, "not-here-channel")))
        (input("expected", t!(tr, "not-here-expected")).width(Width::W5))
        (input("heard", t!(tr, "not-here-heard")).width(Width::W5))
    };
    html! { (Fieldset::new(Label::new(t!(tr, "not-here-people", row = row + 1)).size(Size::M), body)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_back_from_its_own_form() {
        let one = |who: &str, channel: Option<&str>, expected, heard| Expected {
            who: Words::new(who).unwrap(),
            channel: channel.map(|channel| Words::new(channel).unwrap()),
            expected: Headcount::of(expected),
            heard: Headcount::of(heard),
        };
        let people = vec![
            one("Night staff", Some("By phone"), 12, 3),
            one("People outside", None, 0, 0),
            one("A", None, 8, 1),
            one("B", None, 100, 7),
        ];
        let not_here = NotHere { people, words: Words::new("We rang twice.").unwrap() };
        let fields = filled(&not_here);
        assert_eq!(fields.get("heard-0"), "1-7", "which number it was is not kept");
        assert_eq!(read(Tr::english(), &fields).unwrap(), not_here);
        assert_eq!(rows(&fields), 4, "every row that holds something is shown");
        assert_eq!(rows(&Fields::default()), FIRST_ROWS);
        let asks = |rows: &str| {
            super::rows(&Fields::of(vec![("rows".into(), rows.into()), ("action".into(), "row".into())]))
        };
        assert_eq!([asks("3"), asks("20"), asks("4294967295")], [4, 20, 20]);
    }

    #[test]
    fn a_row_that_is_half_there_is_named() {
        let fields = Fields::of(vec![
            ("not-here".into(), "Nobody".into()),
            ("who-2".into(), "Night staff".into()),
            ("expected-2".into(), "many".into()),
            ("heard-2".into(), "0".into()),
        ]);
        let tr = Tr::english();
        let wrong = read(tr, &fields).unwrap_err();
        assert!(wrong.at(tr, "expected-2").is_some());
        assert!(wrong.at(tr, "heard-2").is_none() && wrong.at(tr, "who-2").is_none());
    }
}
