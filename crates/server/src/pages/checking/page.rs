//! The page itself.

use std::collections::BTreeMap;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use record::pledge::Until;
use table::recording::{self, Class};
use table::{ConversationNo, Day, DecisionNo, Kind, SaidIn, SeatNo, StatementNo, Table, TableId};

use super::lots::{Family, Headline, Lot, Sum, lots};
use super::own::{Fate, look};
use super::sums::{Mark, sentences, told};
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page, Part};
use crate::pages::links;
use crate::pages::seats::{ON_A_PAGE, Paging, asked};
use crate::t;
use crate::text::Tr;
use crate::ui::{back_link, inset_text, warning_text};
use crate::visitor::Visitor;

/// So many places of altered words are named.
const NAMED: usize = 20;

/// What somebody said at a table and did not take back.
type Words = BTreeMap<SaidIn, String>;

/// What people did for themselves that was altered before the program started: whose it was is not known any more.
struct Strangers {
    any: bool,
    /// Where words stood.
    said: Vec<SaidIn>,
}

impl Strangers {
    fn of(table: &Table) -> Self {
        let own = || {
            let altered = table.altered().iter();
            altered.filter(|(kind, about)| recording::class(*kind, *about) != Class::Power)
        };
        let words = own().filter(|(kind, _)| *kind == Kind::StatementMade);
        let said = words.filter_map(|(_, about)| Some((about.conversation?, about.statement?)));
        Self { any: own().next().is_some(), said: said.take(NAMED).collect() }
    }
}

fn words_of(table: &Table, seat: SeatNo) -> Words {
    let statements = table.conversations.iter().flat_map(|conversation| {
        (1..).zip(&conversation.statements).filter_map(move |(number, statement)| {
            let said = statement.said.as_ref().filter(|said| said.seat == Some(seat))?;
            Some(((conversation.number, StatementNo(number)), said.text.to_string()))
        })
    });
    statements.collect()
}

/// `GET /t/{table}/checking`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id)?;
    let see = |table: &Table| (AtTable::of(table, true), words_of(table, seat), Strangers::of(table));
    let (own, (at, words, strangers)) = look(&app, &visitor, (id, seat), see).await?;
    let known = own.map(|own| lots(&own));
    let headline =
        known.as_ref().map_or(Headline::NotNow, |(lots, lost)| Headline::of(lots, *lost, strangers.any));
    let lots = known.map(|(lots, _)| lots).unwrap_or_default();
    let tr = visitor.tr;
    let rows = if headline == Headline::NotNow { Vec::new() } else { rows(&lots, words) };
    let paging = Paging::of(rows.len(), ON_A_PAGE, &asked(raw));
    let here = rows.get(paging.range()).unwrap_or_default();
    let body = html! {
        (back_link(t!(tr, "me-title"), &format!("/t/{id}/me")))
        h1.govuk-heading-xl { (sentence(tr, headline)) }
        (lead(tr, headline, &Sum::of(&lots)))
        @if headline.is_wrong() { (what_to_do(tr)) }
        (perhaps(tr, id, &strangers))
        (statements(tr, id, here, paging))
        (ballots(tr, id, &lots))
        (sums(tr, &lots))
        (meaning(tr, id))
    };
    Ok(Page::new(t!(tr, "checking-title"), body).at(at).part(Part::Mine).show(&app, &visitor))
}

fn sentence(tr: Tr, headline: Headline) -> String {
    match headline {
        Headline::Wrong(count) => t!(tr, "checking-wrong", count = count),
        Headline::Destroyed(count) => t!(tr, "checking-destroyed", count = count),
        Headline::Perhaps => t!(tr, "checking-perhaps"),
        Headline::Waiting(count, by) => t!(tr, "checking-waiting", count = count, day = tr.day(by)),
        Headline::Unchanged => t!(tr, "checking-unchanged"),
        Headline::Held(count) => t!(tr, "checking-held", count = count),
        Headline::Nothing => t!(tr, "checking-nothing"),
        Headline::NotNow => t!(tr, "checking-not-now"),
    }
}

fn lead(tr: Tr, headline: Headline, all: &Sum) -> Markup {
    let words = match headline {
        Headline::Unchanged => t!(tr, "checking-unchanged-lead"),
        Headline::Waiting(..) | Headline::Held(_) => t!(tr, "checking-waiting-lead"),
        Headline::NotNow => t!(tr, "checking-not-now-lead"),
        Headline::Destroyed(_) => t!(tr, "checking-destroyed-lead"),
        Headline::Wrong(_) => t!(tr, "checking-wrong-lead"),
        Headline::Perhaps => t!(tr, "checking-perhaps-lead"),
        Headline::Nothing => return html! {},
    };
    html! {
        p.rt-lead { (words) }
        @if headline == Headline::Unchanged && all.held > 0 {
            p.govuk-body { (t!(tr, "checking-also-held", count = all.held)) }
        }
    }
}

/// Who to tell, and what to keep: somebody may have to show it to others.
fn what_to_do(tr: Tr) -> Markup {
    html! {
        (warning_text(t!(tr, "card-warning-sign"), t!(tr, "checking-keep-page")))
        ol.govuk-list.govuk-list--number {
            @for key in ["checking-do-keep", "checking-do-tell", "checking-do-host"] {
                li { (tr.say(key, None)) }
            }
        }
    }
}

/// Where words stood that were altered, and may be one's own.
fn perhaps(tr: Tr, id: TableId, strangers: &Strangers) -> Markup {
    html! {
        @if !strangers.said.is_empty() {
            h2.govuk-heading-m { (t!(tr, "checking-perhaps-where")) }
            ul.govuk-list.govuk-list--bullet {
                @for said in &strangers.said {
                    li { a.govuk-link href=(links::statement(id, said.0, said.1)) { (numbered(tr, *said)) } }
                }
            }
        }
    }
}

fn numbered(tr: Tr, (ConversationNo(conversation), StatementNo(number)): SaidIn) -> String {
    t!(tr, "checking-number", conversation = conversation, number = number)
}

/// A statement of one's own.
struct Row {
    said: SaidIn,
    /// Nothing, where they are gone.
    words: Option<String>,
    fate: Fate,
}

/// The statements: what is wrong first, then the newest conversation and the newest statement.
fn rows(lots: &[Lot], mut words: Words) -> Vec<Row> {
    let of_statement = |lot: &Lot| Some((lot.about.conversation?, lot.about.statement?));
    let mut rows: Vec<Row> = lots
        .iter()
        .filter(|lot| lot.family == Family::Statement)
        .filter_map(|lot| {
            let said = of_statement(lot)?;
            Some(Row { said, words: words.remove(&said), fate: lot.fate })
        })
        .collect();
    // What is remembered and was not found.
    rows.extend(words.into_iter().map(|(said, words)| Row { said, words: Some(words), fate: Fate::Lost }));
    rows.sort_unstable_by_key(|row| (!row.fate.is_wrong(), std::cmp::Reverse(row.said)));
    rows
}

fn statements(tr: Tr, id: TableId, rows: &[Row], paging: Paging) -> Markup {
    html! {
        @if !rows.is_empty() {
            h2.govuk-heading-m { (t!(tr, "me-said")) }
            @if let Some(words) = paging.said(tr) { p.govuk-body { (words) } }
            ul.rt-rows { @for row in rows { (statement(tr, id, row)) } }
            @if let Some(links) = paging.links(tr, &super::address(id)) { (links) }
        }
    }
}

fn statement(tr: Tr, id: TableId, row: &Row) -> Markup {
    let name = numbered(tr, row.said);
    html! {
        li {
            p.rt-rows__words dir="auto" {
                a.govuk-link href=(links::statement(id, row.said.0, row.said.1)) {
                    @match &row.words { Some(words) => (words), None => (name) }
                }
            }
            (told(&[fared(tr, row.fate)]))
            (keep(tr, id, row.fate, row.words.as_deref().unwrap_or(&name)))
        }
    }
}

/// How something fares, in a sentence.
fn fared(tr: Tr, fate: Fate) -> (Mark, String) {
    match fate {
        Fate::In(entry) => (Mark::Well, t!(tr, "checking-one-in", entry = entry)),
        Fate::Waits(Until::Day(day)) => {
            (Mark::Plain, t!(tr, "checking-one-waits", day = tr.day(Day::from_number(day))))
        }
        Fate::Waits(Until::Result(_) | Until::Settled(_)) => (Mark::Plain, t!(tr, "checking-one-held")),
        Fate::TakenBack(_) => (Mark::Plain, t!(tr, "checking-one-taken-back")),
        Fate::Late(_) => (Mark::Wrong, t!(tr, "checking-one-late")),
        Fate::Destroyed(_) => (Mark::Wrong, t!(tr, "checking-one-destroyed")),
        Fate::Altered(_) => (Mark::Wrong, t!(tr, "checking-one-altered")),
        Fate::Lost => (Mark::Wrong, t!(tr, "checking-one-lost")),
    }
}

/// "Keep the proof", where there is one and somebody may need it.
fn keep(tr: Tr, id: TableId, fate: Fate, of: &str) -> Markup {
    let wanted = !matches!(fate, Fate::TakenBack(_));
    html! {
        @if let Some(entry) = fate.entry().filter(|_| wanted) {
            p.govuk-body {
                a.govuk-link href={ (super::address(id)) "/" (entry) "/proof" } download {
                    (t!(tr, "checking-keep"))
                    span.govuk-visually-hidden { ": " bdi { (of) } }
                }
            }
        }
    }
}

fn ballots(tr: Tr, id: TableId, lots: &[Lot]) -> Markup {
    let of_ballot = |lot: &&Lot| lot.family == Family::Ballot;
    let ballots: Vec<(DecisionNo, Fate)> = lots
        .iter()
        .filter(of_ballot)
        .filter_map(|lot| Some((DecisionNo(lot.about.item?), lot.fate)))
        .rev()
        .collect();
    html! {
        @if !ballots.is_empty() {
            h2.govuk-heading-m { (t!(tr, "checking-ballots")) }
            ul.rt-rows {
                @for (decision, fate) in ballots {
                    @let name = t!(tr, "checking-ballot", number = decision.0);
                    li {
                        p.rt-rows__words { a.govuk-link href=(links::decision(id, decision)) { (name) } }
                        (told(&[ballot(tr, decision, fate)]))
                        (keep(tr, id, fate, &name))
                    }
                }
            }
        }
    }
}

/// How an answer to a decision fares. Never which way it went.
fn ballot(tr: Tr, DecisionNo(number): DecisionNo, fate: Fate) -> (Mark, String) {
    match fate {
        Fate::Waits(_) => (Mark::Plain, t!(tr, "checking-ballot-held", number = number)),
        fate => fared(tr, fate),
    }
}

/// What is only summed up: its heading, and what is said where all of it is in the record.
fn summed(tr: Tr, family: Family, count: usize) -> (String, String) {
    match family {
        Family::Answer => (t!(tr, "me-answers"), t!(tr, "checking-all-answers", count = count)),
        Family::Reply => (t!(tr, "checking-replies"), t!(tr, "checking-all-replies", count = count)),
        _ => (t!(tr, "checking-others"), t!(tr, "checking-all-others", count = count)),
    }
}

fn sums(tr: Tr, lots: &[Lot]) -> Markup {
    html! {
        @for family in [Family::Answer, Family::Reply, Family::Other] {
            @let sum = Sum::of(lots.iter().filter(|lot| lot.family == family));
            @let (title, all) = summed(tr, family, sum.unchanged);
            @let said = sentences(tr, &sum, &all);
            @if !said.is_empty() {
                h2.govuk-heading-m { (title) }
                @if family == Family::Other { p.govuk-body { (t!(tr, "checking-others-what")) } }
                (told(&said))
            }
        }
    }
}

/// What the record is, and that nobody has to take anybody's word for it.
fn meaning(tr: Tr, id: TableId) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "checking-meaning")) }
        (inset_text(t!(tr, "checking-meaning-promise")))
        p.govuk-body { (t!(tr, "checking-meaning-record")) }
        p.govuk-body { (t!(tr, "checking-meaning-proof")) }
        p.govuk-body { a.govuk-link href={ "/t/" (id) "/record" } { (t!(tr, "checking-record")) } }
    }
}

#[cfg(test)]
mod tests {
    use table::{About, ConversationNo};

    use super::*;

    const TALK: ConversationNo = ConversationNo(1);

    fn lot(statement: u32, fate: Fate) -> Lot {
        let about = About::conversation(TALK, Some(StatementNo(statement)));
        Lot { family: Family::Statement, about, fate }
    }

    #[test]
    fn what_is_wrong_comes_first_and_what_is_remembered_and_not_found_is_lost() {
        let lots = [
            lot(1, Fate::In(3)),
            lot(2, Fate::Altered(Some(4))),
            lot(3, Fate::TakenBack(None)),
            lot(4, Fate::In(9)),
        ];
        let words = [1, 2, 4, 5].map(|number| ((TALK, StatementNo(number)), format!("thing {number}")));
        let rows = rows(&lots, words.into());
        let told: Vec<(u32, Option<&str>, Fate)> =
            rows.iter().map(|row| (row.said.1.0, row.words.as_deref(), row.fate)).collect();
        let expected = [
            (5, Some("thing 5"), Fate::Lost),
            (2, Some("thing 2"), Fate::Altered(Some(4))),
            (4, Some("thing 4"), Fate::In(9)),
            (3, None, Fate::TakenBack(None)),
            (1, Some("thing 1"), Fate::In(3)),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn altered_words_say_so_and_their_proof_can_be_kept() {
        let tr = Tr::english();
        assert_eq!(fared(tr, Fate::Altered(Some(4))).0, Mark::Wrong);
        assert!(fared(tr, Fate::Altered(Some(4))).1.starts_with("This is not what you gave us."));
        let id = TableId::from_number(7);
        let kept = |fate| keep(tr, id, fate, "<b>").into_string();
        for fate in [Fate::In(4), Fate::Altered(Some(4)), Fate::Destroyed(Some(4))] {
            assert!(kept(fate).contains(&format!("href=\"/t/{id}/checking/4/proof\"")), "{fate:?}");
            assert!(kept(fate).contains("&lt;b&gt;"), "{fate:?}");
        }
        for fate in
            [Fate::Waits(Until::Day(1)), Fate::Late(Until::Day(1)), Fate::Lost, Fate::TakenBack(Some(4))]
        {
            assert_eq!(kept(fate), "", "{fate:?}");
        }
    }

    #[test]
    fn a_ballot_that_waits_tells_only_for_which_decision() {
        let held = ballot(Tr::english(), DecisionNo(3), Fate::Waits(Until::Result(3)));
        assert_eq!(held, (Mark::Plain, "Your answer to decision 3 waits until it is counted.".to_owned()));
    }
}
