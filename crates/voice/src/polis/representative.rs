//! Which statements stand for a group.

use crate::standing::Side;

use super::{
    GroupTally,
    significance::{Likelihood, share, significant, two_shares},
};

/// At most this many statements stand for a group.
const LIST: usize = 5;

/// A statement that stands for a group: its members hold that view more than the other groups do.
///
/// With `s` members of the group on this side of the `n` who saw it, and `s′` of `n′` in all other groups:
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representative {
    /// The statement.
    pub statement: u32,
    /// The side that stands for the group: agree if its `repness_test` is the larger one.
    pub side: Side,
    /// `s`, how many members hold it.
    pub success: u32,
    /// `n`, how many members saw the statement, passes included.
    pub trials: u32,
    /// `(s + 1) / (n + 2)`.
    pub probability: f64,
    /// `z = 2·√(n + 1)·((s + 1)/(n + 1) − ½)`: is it more than half of the group?
    pub probability_test: f64,
    /// `(s + 1)/(n + 2)` over `(s′ + 1)/(n′ + 2)`: how many times as likely as elsewhere.
    pub repness: f64,
    /// The two-proportion test, in single precision as Polis publishes it: is it more than elsewhere?
    pub repness_test: f32,
    /// Whether it is here as what the group most agrees on.
    pub best_agree: bool,
}

impl Representative {
    /// `r·r_t·p·p_t`, by which the list is ordered.
    fn weight(&self) -> f64 {
        self.repness * f64::from(self.repness_test) * self.probability * self.probability_test
    }
}

/// One statement in one group, beside the other groups.
#[derive(Clone, Copy, Debug)]
struct Compared {
    statement: u32,
    here: GroupTally,
    agree: Likelihood,
    disagree: Likelihood,
    /// How many times as likely, and the test.
    more_agree: (f64, f64),
    more_disagree: (f64, f64),
}

impl Compared {
    fn new(statement: u32, here: GroupTally, elsewhere: GroupTally) -> Self {
        let compare = |s: u32, rest: u32| {
            let more = share(s, here.seen) / share(rest, elsewhere.seen);
            (more, two_shares((s, here.seen), (rest, elsewhere.seen)))
        };
        Self {
            statement,
            here,
            agree: Likelihood::new(here.agree, here.seen),
            disagree: Likelihood::new(here.disagree, here.seen),
            more_agree: compare(here.agree, elsewhere.agree),
            more_disagree: compare(here.disagree, elsewhere.disagree),
        }
    }

    fn stands_for_the_group(&self) -> bool {
        (significant(self.more_agree.1) && significant(self.agree.test))
            || (significant(self.more_disagree.1) && significant(self.disagree.test))
    }

    /// How strongly the group agrees, beside others: `r·r_t·p·p_t` of agreeing.
    fn agreement(&self) -> f64 {
        self.more_agree.0 * self.more_agree.1 * self.agree.share * self.agree.test
    }

    /// Whether it is a better "what we agree on" than the best so far.
    fn beats(&self, best: Option<&Self>) -> bool {
        if self.here.agree == 0 && self.here.disagree == 0 {
            return false;
        }
        match best {
            Some(best) if best.more_agree.0 > 1.0 => self.agreement() > best.agreement(),
            Some(best) => self.agree.share * self.agree.test > best.agree.share * best.agree.test,
            None => significant(self.agree.test) || (self.more_agree.0 > 1.0 && self.agree.share > 0.5),
        }
    }

    fn finished(&self, best_agree: bool) -> Representative {
        let agree = self.more_agree.1 > self.more_disagree.1;
        let (side, success, likelihood, more) = if agree {
            (Side::Agree, self.here.agree, self.agree, self.more_agree)
        } else {
            (Side::Disagree, self.here.disagree, self.disagree, self.more_disagree)
        };
        #[expect(clippy::cast_possible_truncation, reason = "Polis rounds this figure to single precision")]
        let repness_test = more.1 as f32;
        Representative {
            statement: self.statement,
            side,
            success,
            trials: self.here.seen,
            probability: likelihood.share,
            probability_test: likelihood.test,
            repness: more.0,
            repness_test,
            best_agree,
        }
    }
}

/// The statements that stand for each group, in the order in which Polis shows them: what it most agrees on first, then
/// by weight, then agreements before disagreements; at least one where any can be named.
///
/// `votes` has a list of tallies for each group; `statements` names the columns and tells which moderation took out.
pub fn representatives(votes: &[Vec<GroupTally>], statements: &[(u32, bool)]) -> Vec<Vec<Representative>> {
    (0..votes.len()).map(|group| of_group(votes, group, statements)).collect()
}

fn of_group(votes: &[Vec<GroupTally>], group: usize, statements: &[(u32, bool)]) -> Vec<Representative> {
    let mut sufficient: Vec<Representative> = Vec::new();
    let mut best: Option<Representative> = None;
    let mut best_agree: Option<Compared> = None;
    let columns = statements.iter().enumerate().filter(|(_, (_, out))| !out);
    for (column, &(statement, _)) in columns {
        let compared = Compared::new(statement, votes[group][column], elsewhere(votes, group, column));
        if compared.stands_for_the_group() {
            sufficient.push(compared.finished(false));
        }
        let test = compared.more_agree.1.max(compared.more_disagree.1);
        // The best so far was rounded to single precision, so that of equal ones now the first and now the last stays.
        let beats = best.is_none_or(|best| test > f64::from(best.repness_test));
        if sufficient.is_empty() && beats {
            best = Some(compared.finished(false));
        }
        if compared.beats(best_agree.as_ref()) {
            best_agree = Some(compared);
        }
    }
    let best_agree = best_agree.map(|compared| compared.finished(true));
    if sufficient.is_empty() {
        return best_agree.or(best).into_iter().collect();
    }
    sufficient.retain(|one| best_agree.is_none_or(|best| best.statement != one.statement));
    sufficient.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let mut list: Vec<Representative> = best_agree.into_iter().chain(sufficient).take(LIST).collect();
    list.sort_by_key(|one| one.side);
    list
}

fn elsewhere(votes: &[Vec<GroupTally>], group: usize, column: usize) -> GroupTally {
    let others = votes.iter().enumerate().filter(|(other, _)| *other != group);
    others.fold(GroupTally::default(), |sum, (_, tallies)| GroupTally {
        agree: sum.agree + tallies[column].agree,
        disagree: sum.disagree + tallies[column].disagree,
        seen: sum.seen + tallies[column].seen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: u32, disagree: u32, seen: u32) -> GroupTally {
        GroupTally { agree, disagree, seen }
    }

    #[test]
    fn what_only_one_group_holds_stands_for_it() {
        let votes = vec![
            vec![tally(20, 0, 20), tally(10, 10, 20), tally(0, 20, 20)],
            vec![tally(0, 20, 20), tally(10, 10, 20), tally(0, 20, 20)],
        ];
        let statements = [(4, false), (5, false), (6, false)];
        let found = representatives(&votes, &statements);
        assert_eq!(
            found[0].iter().map(|one| (one.statement, one.side)).collect::<Vec<_>>(),
            [(4, Side::Agree)]
        );
        assert!(found[0][0].best_agree && found[0][0].success == 20);
        assert_eq!(
            found[1].iter().map(|one| (one.statement, one.side)).collect::<Vec<_>>(),
            [(4, Side::Disagree)]
        );
        let without = representatives(&votes, &[(4, true), (5, false), (6, false)]);
        assert!(without.iter().flatten().all(|one| one.statement != 4), "moderation took it out");
    }

    #[test]
    fn a_group_without_anything_of_its_own_gets_its_best_one() {
        let votes = vec![vec![tally(1, 1, 2)], vec![tally(1, 1, 2)]];
        let found = representatives(&votes, &[(0, false)]);
        assert_eq!(found[0].len(), 1);
        assert!(!found[0][0].best_agree);
    }
}
