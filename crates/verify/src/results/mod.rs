//! Results, worked out again: the journal is folded as the server folds it, and at every result what it came to is compared with
//! what was said.
//!
//! Contents that were destroyed since are not there to count with. Where a result then comes out otherwise, it is out of reach,
//! not wrong.

mod ballots;
mod fits;
mod maps;
mod since;

pub(crate) use maps::Map;
use maps::Maps;
use since::Since;
use table::{
    About, AccountEvent, AccountNo, CameTo, Certificate, Closed, ConversationNo, Day, DecisionEvent,
    DecisionNo, Event, Kept, Kind, Opened, Question, Rule, Rules, Settled, Table,
};

use crate::finding::{Code, Recomputed};
use crate::found::{Found, Spot};

/// A table as it comes about, and what was worked out on the way.
pub(crate) struct Results {
    table: Option<Table>,
    since: Since,
    maps: Maps,
    /// Nothing was damaged so far on which numbers or results of later things rest.
    is_whole: bool,
    done: Recomputed,
}

impl Results {
    /// At the beginning of a journal, with the maps that were shown and the entries that say so.
    pub(crate) fn new(maps: &[(u64, Map)]) -> Self {
        Self {
            table: None,
            since: Since::default(),
            maps: Maps::of(maps),
            is_whole: true,
            done: Recomputed::default(),
        }
    }

    /// The content of entry `seq` was destroyed by entry `by`; 0 and itself stand for a time that is not known.
    pub(crate) fn destroyed(&mut self, seq: u64, kind: Kind, about: About, by: u64) {
        self.since.destroyed(seq, kind, about, by);
    }

    /// One more entry of the journal, in order.
    pub(crate) fn step(&mut self, seq: u64, spot: Spot, kept: &Kept, day: Day, found: &mut Found) {
        let Some(table) = &mut self.table else {
            if let Kept::Whole(first) = kept {
                self.table = Table::begin(first, day);
            }
            if self.table.is_none() && self.is_whole {
                self.is_whole = false;
                found.add(Code::Altered, spot, "The journal does not begin with the setting of the table.");
            }
            return;
        };
        match kept {
            Kept::Whole(event) if fits::fits(table, event) => {
                let checking =
                    Checking { table, since: &self.since, is_whole: self.is_whole, seq, spot, day, found };
                checking.check(event, &mut self.done);
                table.apply(event, day);
            }
            // What is missing before makes what comes after it fit no more.
            Kept::Whole(event) if !self.is_whole && fits::is_harmless(table, event, seq) => {
                table.apply(event, day);
            }
            Kept::Whole(event) => {
                if self.is_whole {
                    found.add(Code::Altered, spot, "It does not fit what was there before it.");
                }
                self.is_whole = false;
                table.apply_kept(&Kept::Erased(event.kind(), event.about()), day);
            }
            lost => table.apply_kept(lost, day),
        }
        self.maps.moved(table, &self.since, (seq, self.is_whole), found, &mut self.done);
    }

    /// An entry whose content can't be used, and was not destroyed either: what comes after may not fit.
    pub(crate) fn damaged(&mut self) {
        self.is_whole = false;
    }

    /// Something that stands in the data and is no part of the journal: what it would be, if it is a ballot.
    pub(crate) fn stranger(&self, spot: Spot, body: &str, found: &mut Found) {
        let Ok(Event::Decision(DecisionEvent::BallotCast { decision, seat, .. })) =
            serde_json::from_str(body)
        else {
            return;
        };
        if let Some(table) = &self.table {
            ballots::of_a_stranger(table, decision, seat, spot, found);
        }
    }

    /// What was worked out.
    pub(crate) fn end(mut self, found: &mut Found) -> Recomputed {
        self.maps.end(self.is_whole, found, &mut self.done);
        if let Some(table) = &self.table {
            let answered = |conversation: &table::Conversation| {
                conversation.responses.tallies().iter().filter(|tally| tally.seen() > 0).count() as u64
            };
            self.done.counts = table.conversations.iter().map(answered).sum();
        }
        self.done
    }
}

/// One event, just before it is folded.
struct Checking<'a> {
    table: &'a Table,
    since: &'a Since,
    is_whole: bool,
    seq: u64,
    spot: Spot,
    day: Day,
    found: &'a mut Found,
}

/// What a result came out as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    /// As was said.
    Same,
    /// Otherwise.
    Otherwise,
    /// Otherwise, and what it was worked out from is not all there.
    Unknown,
}

impl Came {
    fn of<T: PartialEq>(again: Option<&T>, said: &T, is_out_of_reach: bool) -> Self {
        match (again == Some(said), is_out_of_reach) {
            (true, _) => Self::Same,
            (false, false) => Self::Otherwise,
            (false, true) => Self::Unknown,
        }
    }
}

impl Checking<'_> {
    fn check(mut self, event: &Event, done: &mut Recomputed) {
        match event {
            Event::Decision(DecisionEvent::BallotCast { decision, seat, .. }) => {
                ballots::cast(self.table, *decision, *seat, self.day, self.spot, self.found);
            }
            Event::Decision(DecisionEvent::Opened(opened)) => self.opened(opened),
            Event::Decision(DecisionEvent::Closed { decision, closed }) => {
                self.closed(*decision, closed, done);
            }
            Event::RulesChosen { rules, decision, .. } => self.rules(rules, *decision),
            Event::Account(AccountEvent::Called { conversation, certificate, .. }) => {
                self.called(*conversation, certificate, done);
            }
            Event::Account(AccountEvent::Settled { account, settled }) => {
                self.settled(*account, settled, done);
            }
            _ => {}
        }
    }

    fn called(&mut self, number: ConversationNo, certificate: &Certificate, done: &mut Recomputed) {
        let again = self.table.choose_again(number, certificate.places);
        let is_known = self.table.conversation(number).is_some_and(|it| it.altered.is_none());
        let gone = !is_known || self.since.answers(number) > self.seq;
        let came = Came::of(again.as_ref(), certificate, gone);
        self.result(came, &mut done.accounts, &mut done.out_of_reach, || {
            "The account that was chosen does not follow from the answers that were given until then.".into()
        });
    }

    fn settled(&mut self, number: AccountNo, settled: &Settled, done: &mut Recomputed) {
        let again = self.table.settle_again(number, self.day);
        let gone = match self.table.account(number) {
            Some(account) if account.altered.is_none() => {
                let answers = self.since.answers(account.conversation);
                self.since.replies(number).max(self.since.seats()).max(answers) > self.seq
            }
            _ => true,
        };
        let came = Came::of(again.as_ref(), settled, gone);
        self.result(came, &mut done.accounts, &mut done.out_of_reach, || {
            format!("What account {number} came to does not follow from what was said to it.")
        });
    }

    /// A result that was worked out again.
    fn result(
        &mut self,
        came: Came,
        worked_out: &mut u64,
        out_of_reach: &mut u64,
        wrong: impl FnOnce() -> String,
    ) {
        match came {
            Came::Same => *worked_out += 1,
            Came::Unknown => *out_of_reach += 1,
            Came::Otherwise => self.found.add(Code::WrongResult, self.spot, wrong()),
        }
    }

    fn closed(&mut self, number: DecisionNo, closed: &Closed, done: &mut Recomputed) {
        let Some(decision) = self.table.decision(number) else { return };
        if decision.altered.is_some() {
            done.out_of_reach += 1;
            return;
        }
        if decision.closed.is_some() {
            self.found.add(
                Code::WrongResult,
                self.spot,
                format!("Decision {number} was counted a second time."),
            );
            return;
        }
        if self.day <= decision.last_day() {
            self.found.add(
                Code::WrongResult,
                self.spot,
                format!("Decision {number} was counted before its last day was over."),
            );
        }
        if closed.answered > decision.seats {
            self.found.add(
                Code::BallotStuffing,
                self.spot,
                format!(
                    "Decision {number} was answered {} times, and {} seats could answer.",
                    closed.answered, decision.seats
                ),
            );
        }
        let again = self.table.count_again(number, self.day);
        let by_sides = matches!(decision.rule, Rule::BothMustAgree { .. });
        let gone = self.since.ballots(number) > self.seq || (by_sides && self.since.connections() > self.seq);
        self.result(
            Came::of(again.as_ref(), closed, gone),
            &mut done.decisions,
            &mut done.out_of_reach,
            || {
                format!(
                    "Decision {number} does not come to what was said, by its ballots and the rule it was opened with."
                )
            },
        );
    }

    /// A decision is opened with a rule of the table's, for those who are there.
    fn opened(&mut self, opened: &Opened) {
        let number = opened.decision;
        if !self.is_whole {
            return;
        }
        let pinned = match &opened.after {
            Some(after) => self.table.decision(after.decision).map(|before| &before.rule),
            None => self.table.rules().and_then(|(_, version)| version.rules.of_kind(opened.question.kind())),
        };
        if pinned != Some(&opened.rule) {
            self.found.add(
                Code::WrongResult,
                self.spot,
                format!("Decision {number} was opened with a rule that was not the table's."),
            );
        }
        // Those who left since are not among those who are there any more.
        let there = u32::try_from(self.table.present().count()).unwrap_or(u32::MAX);
        if opened.roll != self.table.seats_ever() || opened.seats < there || opened.seats > opened.roll {
            self.found.add(
                Code::BallotStuffing,
                self.spot,
                format!("Decision {number} was opened for others than those who had a seat then."),
            );
        }
    }

    /// Once there was a decision, only a decision changes how the table decides.
    fn rules(&mut self, rules: &Rules, decision: Option<DecisionNo>) {
        if !self.is_whole {
            return;
        }
        let follows = match decision {
            None => self.table.decisions.is_empty(),
            Some(number) => self.table.decision(number).is_some_and(|decision| {
                let passed =
                    decision.closed.as_ref().is_some_and(|it| it.outcome.came_to() == CameTo::Passed);
                passed && matches!(&decision.question, Question::NewRules { rules: new, .. } if new == rules)
            }),
        };
        if !follows {
            self.found.add(
                Code::WrongResult,
                self.spot,
                "How the table decides was changed, and no decision says so.",
            );
        }
    }
}
