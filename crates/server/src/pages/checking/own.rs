//! What is somebody's own at a table, and how each of it fares in the record.
//!
//! It is told by the record's own numbers, which everybody can see. The journal's numbers stay inside: the gaps between one's
//! own would tell how many others answered what is still open.

use std::collections::BTreeMap;

use record::pledge::Until;
use store::{Standing, State, StoreError};
use table::{About, Day, Kind, SeatNo, Table, TableId};

use crate::app::App;
use crate::fault::Fault;
use crate::visitor::Visitor;

/// How something fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Its holder took it back or put something in its place. The number is its entry's, where it is in the record.
    TakenBack(Option<u64>),
    /// It is this entry of the record (from 0), as it was given.
    In(u64),
    /// It waits until then.
    Waits(Until),
    /// It should be in the record by now, and is not.
    Late(Until),
    /// It was destroyed, and its holder did nothing that destroys it.
    Destroyed(Option<u64>),
    /// It is not as it was given.
    Altered(Option<u64>),
    /// There is no trace of it where it was kept.
    Lost,
}

impl Fate {
    /// Its entry in the record, if there is one.
    pub(crate) const fn entry(self) -> Option<u64> {
        match self {
            Self::In(entry) => Some(entry),
            Self::TakenBack(entry) | Self::Destroyed(entry) | Self::Altered(entry) => entry,
            Self::Waits(_) | Self::Late(_) | Self::Lost => None,
        }
    }

    /// Whether it is not as it should be.
    pub(super) const fn is_wrong(self) -> bool {
        matches!(self, Self::Late(_) | Self::Destroyed(_) | Self::Altered(_) | Self::Lost)
    }

    /// Of several things that count as one, the worst is told.
    pub(super) const fn weight(self) -> u8 {
        match self {
            Self::TakenBack(_) => 0,
            Self::In(_) => 1,
            Self::Waits(_) => 2,
            Self::Late(_) => 3,
            Self::Destroyed(_) => 4,
            Self::Altered(_) => 5,
            Self::Lost => 6,
        }
    }
}

/// One thing that somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Own {
    /// What, and to what; not known of what is lost.
    pub what: Option<(Kind, About)>,
    /// How it fares.
    pub fate: Fate,
}

/// Decisions and accounts that were counted, and when: what waited for that should be in the record.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    results: BTreeMap<u32, Day>,
    settled: BTreeMap<u32, Day>,
}

impl Counted {
    /// At a table.
    pub(crate) fn of(table: &Table) -> Self {
        let results = table.decisions.iter().filter_map(|one| Some((one.number.0, one.closed.as_ref()?.on)));
        let settled = table.accounts.iter().filter_map(|one| Some((one.number.0, one.settled.as_ref()?.on)));
        Self { results: results.collect(), settled: settled.collect() }
    }

    fn has_passed(&self, until: Until, today: Day) -> bool {
        match until {
            Until::Day(day) => day < today.number(),
            Until::Result(decision) => self.results.get(&decision).is_some_and(|on| *on < today),
            Until::Settled(account) => self.settled.get(&account).is_some_and(|on| *on < today),
        }
    }
}

/// What destroys a thing of this kind when its holder does it to the same: see `Event::erases`.
pub(super) const fn destroyed_by(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::StatementMade => &[Kind::StatementWithdrawn],
        Kind::ResponseGiven => &[Kind::ResponseTakenBack],
        Kind::ReasonGiven => &[Kind::ReasonGiven, Kind::ReasonTakenBack, Kind::ResponseTakenBack],
        Kind::NotLikeMeSaid => &[Kind::NotLikeMeSaid, Kind::NotLikeMeTakenBack],
        Kind::NameChosen => &[Kind::NameChosen],
        Kind::Brought => &[Kind::Brought],
        Kind::Connected => &[Kind::Connected],
        Kind::MailSet => &[Kind::MailSet],
        Kind::AccountReplied => &[Kind::AccountReplied, Kind::AccountReplyTakenBack],
        Kind::AccountMissingSaid => &[Kind::AccountMissingSaid, Kind::AccountMissingTakenBack],
        Kind::DecisionBallotCast => &[Kind::DecisionBallotCast, Kind::DecisionBallotTakenBack],
        Kind::PromiseJudged => &[Kind::PromiseJudged, Kind::PromiseJudgementTakenBack],
        _ => &[],
    }
}

/// How each of somebody's journal entries fares, in their order.
pub(super) fn fates(seqs: &[u64], standings: &[Standing], counted: &Counted, today: Day) -> Vec<Own> {
    let found: BTreeMap<u64, &Standing> = standings.iter().map(|standing| (standing.seq, standing)).collect();
    let own = |seq: &u64| match found.get(seq) {
        None => Own { what: None, fate: Fate::Lost },
        Some(standing) => {
            let fate = fate(standing, standings, counted, today);
            Own { what: Some((standing.kind, standing.about)), fate }
        }
    };
    seqs.iter().map(own).collect()
}

fn fate(of: &Standing, all: &[Standing], counted: &Counted, today: Day) -> Fate {
    match of.state {
        State::In(entry) => Fate::In(entry),
        State::Altered(entry) => Fate::Altered(entry),
        State::Waiting(until) if counted.has_passed(until, today) => Fate::Late(until),
        State::Waiting(until) => Fate::Waits(until),
        State::Gone(entry) => {
            let by_its_holder = |later: &Standing| {
                later.seq > of.seq && later.about == of.about && destroyed_by(of.kind).contains(&later.kind)
            };
            if all.iter().any(by_its_holder) { Fate::TakenBack(entry) } else { Fate::Destroyed(entry) }
        }
    }
}

/// All that is a seat's own, with what else is wanted of the table; none while the table has no record.
pub(crate) async fn look<R>(
    app: &App,
    visitor: &Visitor,
    (id, seat): (TableId, SeatNo),
    see: impl FnOnce(&Table) -> R,
) -> Result<(Option<Vec<Own>>, R), Fault> {
    // In this order: once what is seen of the table is durable, so are the entries that were there before.
    let seqs = app.clerk.entries_of(id, seat);
    let (counted, seen) = app.clerk.read(id, |table| (Counted::of(table), see(table))).await?;
    if !app.recorder.tables().contains(&id) {
        return Ok((None, seen));
    }
    let recorder = app.recorder.clone();
    let (seqs, standings) = off_thread(move || {
        let standings = recorder.standing(id, &seqs)?;
        Ok((seqs, standings))
    })
    .await?;
    Ok((Some(fates(&seqs, &standings, &counted, visitor.today)), seen))
}

/// The journal number behind an entry of the record that is a seat's own.
async fn seq_of(app: &App, (id, seat): (TableId, SeatNo), entry: u64) -> Result<Option<u64>, Fault> {
    let (recorder, seqs) = (app.recorder.clone(), app.clerk.entries_of(id, seat));
    let standings = off_thread(move || recorder.standing(id, &seqs)).await?;
    let is_it = |standing: &&Standing| match standing.state {
        State::In(at) => at == entry,
        State::Gone(at) | State::Altered(at) => at == Some(entry),
        State::Waiting(_) => false,
    };
    Ok(standings.iter().find(is_it).map(|standing| standing.seq))
}

/// The proof that an entry of one's own is in the record, as a file. Somebody else's entry is as good as none.
pub(crate) async fn proof(app: &App, of: (TableId, SeatNo), entry: u64) -> Result<String, Fault> {
    let seq = seq_of(app, of, entry).await?.ok_or(Fault::NotFound)?;
    let (recorder, id) = (app.recorder.clone(), of.0);
    let found = off_thread(move || {
        let Some(receipt) = recorder.receipt(id, seq)? else { return Ok(None) };
        let extra = recorder.entry(id, seq)?;
        Ok(Some(record::receipt::Receipt { extra, ..receipt }))
    });
    found.await?.map(|receipt| receipt.to_string()).ok_or(Fault::NotFound)
}

/// Reads from the disk where nobody else waits for it.
pub(super) async fn off_thread<R: Send + 'static>(
    read: impl FnOnce() -> Result<R, StoreError> + Send + 'static,
) -> Result<R, Fault> {
    let read = tokio::task::spawn_blocking(read).await.map_err(|_| Fault::Broken)?;
    read.map_err(|error| {
        tracing::error!(%error, "the record could not be looked at");
        Fault::Broken
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day::from_number(20_000);

    fn standing(seq: u64, kind: Kind, about: About, state: State) -> Standing {
        Standing { seq, kind, about, state }
    }

    fn alone(state: State, counted: &Counted) -> Fate {
        let all = [standing(4, Kind::StatementMade, About::default(), state)];
        fates(&[4], &all, counted, TODAY)[0].fate
    }

    #[test]
    fn what_should_be_there_by_now_is_late_and_what_has_vanished_is_lost() {
        let none = Counted::default();
        for (day, fate) in [
            (20_001, Fate::Waits(Until::Day(20_001))),
            (20_000, Fate::Waits(Until::Day(20_000))),
            (19_999, Fate::Late(Until::Day(19_999))),
        ] {
            assert_eq!(alone(State::Waiting(Until::Day(day)), &none), fate);
        }
        let (result, settled) = (Until::Result(1), Until::Settled(1));
        assert_eq!(alone(State::Waiting(result), &none), Fate::Waits(result));
        let on = |day| BTreeMap::from([(1, Day::from_number(day))]);
        // On the day itself it may still be on its way.
        let today = Counted { results: on(20_000), settled: on(20_000) };
        assert_eq!(alone(State::Waiting(result), &today), Fate::Waits(result));
        let before = Counted { results: on(19_999), settled: BTreeMap::new() };
        assert_eq!(alone(State::Waiting(result), &before), Fate::Late(result));
        assert_eq!(alone(State::Waiting(settled), &before), Fate::Waits(settled));
        assert_eq!(fates(&[9], &[], &none, TODAY), [Own { what: None, fate: Fate::Lost }]);
    }

    #[test]
    fn what_is_gone_without_ones_own_doing_was_destroyed_by_somebody_else() {
        let (one, two) = (About::item(1), About::item(2));
        let gone = |seq| standing(seq, Kind::DecisionBallotCast, one, State::Gone(Some(3)));
        let fate = |all: &[Standing]| {
            let seqs: Vec<u64> = all.iter().map(|one| one.seq).collect();
            fates(&seqs, all, &Counted::default(), TODAY)[0].fate
        };
        let next = |seq, kind, about| standing(seq, kind, about, State::In(9));
        assert_eq!(fate(&[gone(4)]), Fate::Destroyed(Some(3)));
        for by in [Kind::DecisionBallotCast, Kind::DecisionBallotTakenBack] {
            assert_eq!(fate(&[gone(4), next(5, by, one)]), Fate::TakenBack(Some(3)));
            assert_eq!(fate(&[gone(4), next(5, by, two)]), Fate::Destroyed(Some(3)), "of another decision");
        }
        assert_eq!(fate(&[gone(4), next(2, Kind::DecisionBallotTakenBack, one)]), Fate::Destroyed(Some(3)));
        assert_eq!(fate(&[gone(4), next(5, Kind::StatementWithdrawn, one)]), Fate::Destroyed(Some(3)));
    }
}
