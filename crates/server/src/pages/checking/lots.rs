//! One's own things as people count them: an answer that was changed is one answer. And the one sentence above them all.

use std::collections::BTreeMap;

use record::pledge::Until;
use table::{About, Day, Kind};

use super::own::{Fate, Own};

/// What sort of thing it is, as the page lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// Something said in a conversation.
    Statement,
    /// An answer to a statement.
    Answer,
    /// An answer to a decision.
    Ballot,
    /// An answer to an account.
    Reply,
    /// A name, a reason, taking something back, and so on.
    Other,
}

const fn family(kind: Kind) -> Family {
    match kind {
        Kind::StatementMade => Family::Statement,
        Kind::ResponseGiven => Family::Answer,
        Kind::DecisionBallotCast => Family::Ballot,
        Kind::AccountReplied | Kind::AccountMissingSaid => Family::Reply,
        _ => Family::Other,
    }
}

/// What is gone since this was done. What was given itself may be known to nobody any more.
const fn takes_back(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::StatementWithdrawn => Some(Kind::StatementMade),
        Kind::ResponseTakenBack => Some(Kind::ResponseGiven),
        Kind::DecisionBallotTakenBack => Some(Kind::DecisionBallotCast),
        Kind::AccountReplyTakenBack => Some(Kind::AccountReplied),
        Kind::AccountMissingTakenBack => Some(Kind::AccountMissingSaid),
        _ => None,
    }
}

/// What counts as one thing: all that a person did of one kind to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lot {
    pub family: Family,
    pub about: About,
    pub fate: Fate,
}

/// The things of somebody, each once, and how many are lost without a trace.
pub(super) fn lots(own: &[Own]) -> (Vec<Lot>, usize) {
    let mut lots: BTreeMap<(Family, Kind, [Option<u32>; 3]), Lot> = BTreeMap::new();
    let mut put = |kind: Kind, about: About, fate: Fate| {
        let place =
            [about.conversation.map(|number| number.0), about.statement.map(|number| number.0), about.item];
        let family = family(kind);
        let lot = lots.entry((family, kind, place)).or_insert(Lot { family, about, fate });
        // Of those that are as bad, the newest.
        if fate.weight() >= lot.fate.weight() {
            lot.fate = fate;
        }
    };
    let mut lost = 0;
    for own in own {
        let Some((kind, about)) = own.what else {
            lost += 1;
            continue;
        };
        put(kind, about, own.fate);
        if let Some(gone) = takes_back(kind) {
            put(gone, about, Fate::TakenBack(None));
        }
    }
    (lots.into_values().collect(), lost)
}

/// How many things fare how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub unchanged: usize,
    /// Those that wait for a day.
    pub waiting: usize,
    /// The last of these days.
    pub by: Option<Day>,
    /// Those that wait until something is counted.
    pub held: usize,
    pub late: usize,
    pub destroyed: usize,
    pub altered: usize,
    pub taken_back: usize,
}

impl Sum {
    pub(super) fn of<'a>(lots: impl IntoIterator<Item = &'a Lot>) -> Self {
        let mut sum = Self::default();
        for lot in lots {
            match lot.fate {
                Fate::In(_) => sum.unchanged += 1,
                Fate::Waits(Until::Day(day)) => {
                    sum.waiting += 1;
                    sum.by = sum.by.max(Some(Day::from_number(day)));
                }
                Fate::Waits(Until::Result(_) | Until::Settled(_)) => sum.held += 1,
                Fate::Late(_) => sum.late += 1,
                Fate::Destroyed(_) => sum.destroyed += 1,
                Fate::Altered(_) | Fate::Lost => sum.altered += 1,
                Fate::TakenBack(_) => sum.taken_back += 1,
            }
        }
        sum
    }

    /// Things that are still somebody's.
    pub(super) const fn standing(&self) -> usize {
        self.unchanged + self.waiting + self.held + self.late + self.destroyed + self.altered
    }
}

/// The one sentence that the page begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headline {
    /// So many things are altered, late or lost.
    Wrong(usize),
    /// So many were destroyed by somebody else.
    Destroyed(usize),
    /// Something at the table was altered, and nobody knows any more whose it was.
    Perhaps,
    /// So many wait, the last of them until this day.
    Waiting(usize, Day),
    /// All is in the record, or waits until it is counted.
    Unchanged,
    /// There is nothing but what waits until it is counted.
    Held(usize),
    /// Nothing was said or answered.
    Nothing,
    /// There is no record to look at.
    NotNow,
}

impl Headline {
    /// `stranger` says whether something was altered of which nobody knows whose it was.
    pub(super) fn of(lots: &[Lot], lost: usize, stranger: bool) -> Self {
        let all = Sum::of(lots);
        let words = Sum::of(lots.iter().filter(|lot| lot.family != Family::Other));
        let wrong = all.altered + all.late + lost;
        match all.by {
            _ if wrong > 0 => Self::Wrong(wrong),
            _ if all.destroyed > 0 => Self::Destroyed(all.destroyed),
            _ if stranger => Self::Perhaps,
            _ if words.standing() == 0 => Self::Nothing,
            Some(by) => Self::Waiting(all.waiting, by),
            None if words.unchanged > 0 => Self::Unchanged,
            None => Self::Held(words.held),
        }
    }

    /// Whether there is something to do about it.
    pub(super) const fn is_wrong(self) -> bool {
        matches!(self, Self::Wrong(_) | Self::Destroyed(_) | Self::Perhaps)
    }
}

#[cfg(test)]
mod tests {
    use table::{ConversationNo, StatementNo};

    use super::*;

    fn said(statement: u32) -> About {
        About::conversation(ConversationNo(1), Some(StatementNo(statement)))
    }

    fn own(kind: Kind, about: About, fate: Fate) -> Own {
        Own { what: Some((kind, about)), fate }
    }

    fn headline(own: &[Own]) -> Headline {
        let (lots, lost) = lots(own);
        Headline::of(&lots, lost, false)
    }

    const DAY: Fate = Fate::Waits(Until::Day(20_000));

    #[test]
    fn an_answer_that_was_changed_is_one_answer_and_the_worst_of_it_is_told() {
        let given = |statement, fate| own(Kind::ResponseGiven, said(statement), fate);
        let all = [given(1, Fate::In(4)), given(1, Fate::In(9)), given(2, DAY), given(2, Fate::In(5))];
        let (lots, lost) = lots(&all);
        let fates: Vec<Fate> = lots.iter().map(|lot| lot.fate).collect();
        assert_eq!((fates, lost), (vec![Fate::In(9), DAY], 0));
    }

    #[test]
    fn what_was_taken_back_is_known_by_the_taking_back_alone() {
        let back = own(Kind::StatementWithdrawn, said(3), Fate::In(8));
        for all in [vec![own(Kind::StatementMade, said(3), Fate::TakenBack(Some(2))), back], vec![back]] {
            let (lots, _) = lots(&all);
            let statement = lots.iter().find(|lot| lot.family == Family::Statement).unwrap();
            assert!(matches!(statement.fate, Fate::TakenBack(_)), "{all:?}");
            let other = Sum::of(lots.iter().filter(|lot| lot.family == Family::Other));
            assert_eq!((other.unchanged, other.standing()), (1, 1), "taking back is a thing of its own");
            assert_eq!(headline(&all), Headline::Nothing);
        }
        let again = [
            own(Kind::ResponseTakenBack, said(1), Fate::In(3)),
            own(Kind::ResponseGiven, said(1), Fate::In(4)),
        ];
        assert_eq!(headline(&again), Headline::Unchanged, "answered again afterwards");
    }

    #[test]
    fn the_sentence_above_all_is_the_worst_that_is_true() {
        let taken = own(Kind::SeatTaken, About::default(), Fate::In(1));
        let made = |fate| own(Kind::StatementMade, said(1), fate);
        let cast = |fate| own(Kind::DecisionBallotCast, About::item(1), fate);
        let held = cast(Fate::Waits(Until::Result(1)));
        let day = Day::from_number(20_000);
        assert_eq!(headline(&[taken]), Headline::Nothing);
        assert_eq!(headline(&[own(Kind::SeatTaken, About::default(), DAY)]), Headline::Nothing);
        assert_eq!(headline(&[taken, made(Fate::In(2))]), Headline::Unchanged);
        assert_eq!(headline(&[taken, held]), Headline::Held(1));
        assert_eq!(headline(&[taken, held, made(Fate::In(2))]), Headline::Unchanged);
        assert_eq!(headline(&[taken, held, made(DAY)]), Headline::Waiting(1, day));
        let name = own(Kind::NameChosen, About::default(), Fate::Waits(Until::Day(20_001)));
        assert_eq!(headline(&[name, made(DAY)]), Headline::Waiting(2, Day::from_number(20_001)));
        assert_eq!(headline(&[name, made(Fate::Destroyed(Some(2)))]), Headline::Destroyed(1));
        for wrong in [Fate::Altered(None), Fate::Late(Until::Day(1))] {
            assert_eq!(headline(&[name, cast(wrong), made(Fate::Destroyed(None))]), Headline::Wrong(1));
        }
        let (fine, _) = lots(&[taken, made(Fate::In(2))]);
        assert_eq!(
            Headline::of(&fine, 0, true),
            Headline::Perhaps,
            "never \"unchanged\" where it may be theirs"
        );
        let lost = Own { what: None, fate: Fate::Lost };
        assert_eq!(headline(&[lost, made(Fate::In(2)), lost]), Headline::Wrong(2));
    }
}
