//! What a decision came to, from its rule and its totals.

use table::{Closed, Connection, Funded, Opened, Outcome, Project, Question, Rule, SideSaid};
use voice::rank::{Pairwise, Schulze, Strength};
use voice::rule::{self, InHundred, Stands};

/// A question with more options than that is not opened.
const MOST_OPTIONS: usize = 20;

/// What came of working something out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weighed {
    /// It follows from the totals.
    Follows,
    /// What was published does not contradict it, and it takes more to work it out.
    OutOfReach,
    /// It does not, and why.
    Wrong(&'static str),
}

use Weighed::{Follows, OutOfReach, Wrong};

/// Works out what a decision came to.
pub(super) fn weigh(opened: &Opened, closed: &Closed) -> Weighed {
    let few = too_few(opened, closed.answered);
    match (&opened.question, &closed.outcome) {
        (
            Question::Proposal { .. } | Question::NewRules { .. },
            Outcome::Stands { result, stands, sides },
        ) => {
            if !is_all(*stands, closed.answered) {
                return Wrong(NOT_ALL);
            }
            passing(opened, *result, *stands, sides)
        }
        (Question::Ranked { options }, Outcome::Ranked { chosen, order, pairs, too_few }) => {
            if *too_few != few {
                return Wrong(WRONG_FEW);
            }
            ranked(options.len(), closed.answered, *chosen, order, pairs, few.is_some())
        }
        (
            Question::SharedBudget { pence, projects },
            Outcome::Budget { funded, wanted, left, raised, too_few },
        ) => {
            if *too_few != few {
                return Wrong(WRONG_FEW);
            }
            if wanted.len() != projects.len() || wanted.iter().any(|many| *many > closed.answered) {
                return Wrong("more people want a project than answered, or a project is not counted");
            }
            budget(*pence, projects, funded, *left, *raised, few.is_some())
        }
        (Question::Advice { who, by }, Outcome::Advice { stands, who: told, by: until }) => {
            if !is_all(*stands, closed.answered) {
                return Wrong(NOT_ALL);
            }
            if (who, by) == (told, until) { Follows } else { Wrong("somebody else decides than was asked") }
        }
        _ => Wrong("it answers another question"),
    }
}

const NOT_ALL: &str = "what people said does not add up to how many answered";
const WRONG_FEW: &str = "whether enough people answered is not as the rule says";

/// Whether the four numbers are those of all who answered. Their sum could be more than fits.
fn is_all(stands: Stands, answered: u32) -> bool {
    let Stands { yes, ok, not_sure, worried } = stands;
    [yes, ok, not_sure, worried].into_iter().map(u64::from).sum::<u64>() == u64::from(answered)
}

/// How many had to answer, where fewer did. Somebody has to, whatever the rule.
fn too_few(opened: &Opened, answered: u32) -> Option<u32> {
    let needed = opened.rule.quorum()?.of(opened.seats).max(1);
    (answered < needed).then_some(needed)
}

fn passing(opened: &Opened, result: rule::Outcome, stands: Stands, sides: &[SideSaid]) -> Weighed {
    let seats = opened.seats;
    let expected = match &opened.rule {
        Rule::Consent { quorum } => rule::consent(stands, seats, *quorum),
        Rule::Vote { share, quorum } => rule::vote(stands, seats, *share, *quorum),
        Rule::BothMustAgree { sides: asked, share, quorum } => {
            let asked: Vec<Connection> = asked.iter().copied().collect();
            return both(&asked, (*share, *quorum), seats, result, stands, sides);
        }
        Rule::Ranked { .. } | Rule::SharedBudget { .. } | Rule::Advice => {
            return Wrong("its rule is not one for a single proposal");
        }
    };
    if result == expected && sides.is_empty() {
        Follows
    } else {
        Wrong("by the rule, what people said comes to something else")
    }
}

/// What each side said is not published, so only whether enough answered can be worked out.
fn both(
    asked: &[Connection],
    (share, quorum): (InHundred, InHundred),
    seats: u32,
    result: rule::Outcome,
    stands: Stands,
    sides: &[SideSaid],
) -> Weighed {
    if !sides.iter().map(|said| said.side).eq(asked.iter().copied()) {
        return Wrong("its sides are not those of its rule");
    }
    let told: Vec<bool> = sides.iter().filter_map(|said| said.told).map(|told| told.agreed).collect();
    // Without sides there is a result only where too few answered.
    let few = rule::both(&[], stands, seats, share, quorum);
    if matches!(few, rule::Outcome::TooFew { .. }) {
        return if result == few && told.is_empty() { Follows } else { Wrong("too few answered") };
    }
    let contradicted = match result {
        rule::Outcome::Passed => told.contains(&false),
        rule::Outcome::NotPassed => told.len() == asked.len() && !told.contains(&false),
        rule::Outcome::SideTooSmall => !told.is_empty(),
        rule::Outcome::TooFew { .. } | rule::Outcome::TalkFirst { .. } => true,
    };
    if contradicted { Wrong("it is not what its sides are said to have come to") } else { OutOfReach }
}

fn ranked(
    options: usize,
    answered: u32,
    chosen: Option<u16>,
    order: &[Vec<u16>],
    pairs: &[u32],
    are_few: bool,
) -> Weighed {
    if options > MOST_OPTIONS {
        return Wrong("there are more options than can be counted");
    }
    let above: Vec<u64> = pairs.iter().copied().map(u64::from).collect();
    let Some(pairs) = Pairwise::from_matrix(options, above) else {
        return Wrong("not every pair of options is compared");
    };
    for a in 0..options {
        let sums_up = |b: usize| pairs.above(a, b) + pairs.above(b, a) <= u64::from(answered);
        if pairs.above(a, a) > 0 || !(0..options).all(sums_up) {
            return Wrong("more people compare two options than answered");
        }
    }
    let found = Schulze::of(&pairs, Strength::WinningVotes);
    let small = |option: usize| u16::try_from(option).unwrap_or(u16::MAX);
    let winner = match found.winners()[..] {
        [only] if !are_few => Some(small(only)),
        _ => None,
    };
    let layers = found.layers().into_iter().map(|layer| layer.into_iter().map(small).collect::<Vec<_>>());
    if chosen != winner {
        Wrong("another option comes first")
    } else if !layers.eq(order.iter().cloned()) {
        Wrong("the options come in another order")
    } else {
        Follows
    }
}

/// Who wanted what together is not published, so only the sums can be checked.
fn budget(
    pence: u64,
    projects: &[Project],
    funded: &[Funded],
    left: u64,
    raised: u64,
    are_few: bool,
) -> Weighed {
    if are_few {
        let is_nothing = funded.is_empty() && left == pence && raised == 0;
        return if is_nothing { Follows } else { Wrong("too few answered, and money was given out") };
    }
    let mut paid = vec![false; projects.len()];
    let mut spent = 0_u64;
    for Funded { project, .. } in funded {
        let at = usize::from(*project);
        let (Some(paid), Some(project)) = (paid.get_mut(at), projects.get(at)) else {
            return Wrong("it pays for a project that is not on the list");
        };
        if std::mem::replace(paid, true) {
            return Wrong("it pays for a project twice");
        }
        spent = spent.saturating_add(project.pence);
    }
    if spent.checked_add(left) == Some(pence) {
        OutOfReach
    } else {
        Wrong("what is spent and what is left do not add up to the sum")
    }
}
