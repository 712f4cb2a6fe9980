//! When words that were just said will be in the record, for the page that says that they were sent.

use maud::{Markup, html};
use record::pledge::Until;
use store::State;
use table::{About, Day, Kind, SaidIn, SeatNo, TableId};

use super::own::off_thread;
use crate::app::App;
use crate::t;
use crate::text::Tr;

/// What was just said is among so many of one's newest entries, unless one is in many places at once.
const NEWEST: usize = 8;

/// "It will be in the record by then", with a link to the page; nothing where that is not known.
pub(crate) async fn fresh(app: &App, tr: Tr, id: TableId, seat: SeatNo, said: SaidIn) -> Option<Markup> {
    let mut seqs = app.clerk.entries_of(id, seat);
    let newest = seqs.split_off(seqs.len().saturating_sub(NEWEST));
    let recorder = app.recorder.clone();
    // The page is about something else, and does without.
    let standings = off_thread(move || recorder.standing(id, &newest)).await.ok()?;
    let about = About::conversation(said.0, Some(said.1));
    let of_it =
        standings.iter().find(|standing| standing.kind == Kind::StatementMade && standing.about == about)?;
    let words = match of_it.state {
        State::Waiting(Until::Day(day)) => {
            t!(tr, "checking-fresh", day = tr.day(Day::from_number(day)))
        }
        State::In(_) => t!(tr, "checking-fresh-in"),
        _ => return None,
    };
    Some(html! { (words) " " a.govuk-link href=(super::address(id)) { (t!(tr, "checking-title")) } })
}
