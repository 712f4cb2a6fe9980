//! Whether the draw tilted any share: every answer weighed by the chance with which its statement was drawn.

use super::{Chance, Exposure, exposure};
use crate::{
    publish::LEAST_COUNT,
    responses::{Choice, Responses},
};

/// No answer weighs more than ten times the statement's middle one: 40·log₂ 10 steps of a [`Chance`].
const TRIM: u16 = 133;
/// A difference of more than so many times its doubt is not put down to luck: 1 in 16,000 would be.
const DOUBTS: f64 = 4.0;

/// One statement's share as it was counted, and as it is when each answer is weighed by its chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// Which statement.
    pub statement: u32,
    /// How many answers were given to a draw whose chance was kept. The rest of this is about these.
    pub answers: u32,
    /// The share that agrees, each answer counting the same.
    pub raw: f64,
    /// The share that agrees, each answer weighed with 1/π.
    pub weighed: f64,
    /// As many answers of equal weight would say as much as the weighed ones: (Σw)²/Σw².
    pub effective: f64,
    /// The standard deviation that the difference has by luck alone: `√(p(1 − p)(1/effective − 1/answers))` for the raw
    /// share `p`.
    pub doubt: f64,
}

impl Weighed {
    /// How far apart the two shares are, as a share.
    pub fn difference(&self) -> f64 {
        (self.weighed - self.raw).abs()
    }
}

/// What weighing says of a whole conversation. See [`audit`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// How evenly the statements have been heard, by all answers.
    pub exposure: Exposure,
    /// Answers that could be weighed, to whichever statement.
    pub drawn: u32,
    /// Answers to statements that people picked themselves, or from before chances were kept.
    pub picked: u32,
    /// The statements with [`LEAST_COUNT`] answers that can be weighed, or more, ascending.
    pub statements: Vec<Weighed>,
}

impl Audit {
    /// The statement whose share changes most; of several the first.
    pub fn largest(&self) -> Option<&Weighed> {
        let mut all = self.statements.iter();
        let first = all.next()?;
        Some(all.fold(first, |most, next| if next.difference() > most.difference() { next } else { most }))
    }

    /// "Weighing each answer by its chance changes no share by more than this many in 100", rounded up. None where no
    /// statement has enough answers to be weighed.
    pub fn at_most_in_100(&self) -> Option<u32> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a difference of shares is from 0 to 1"
        )]
        self.largest().map(|most| libm::ceil(most.difference() * 100.0 - 1e-9) as u32)
    }

    /// How many statements' shares change by more than luck explains: by over four times the doubt.
    pub fn beyond_luck(&self) -> usize {
        self.statements.iter().filter(|one| one.difference() > DOUBTS * one.doubt + 1e-9).count()
    }
}

/// Weighs every answer to the `live` statements by the chance with which its statement was drawn.
///
/// With `π_i` the chance kept with the answer of person `i`, and `a_i` 1 where they agree and 0 otherwise,
///
/// ```text
/// raw = Σ a_i / n        weighed = Σ w_i·a_i / Σ w_i        w_i = min(1/π_i, 10 · the middle 1/π of the statement)
/// ```
///
/// the Hájek estimate with trimmed weights. What it is, and what it is not:
///
/// - `π` is the chance of *that draw*, given everything before it; it is not the chance that the person was ever asked.
///   Weighed by `1/π` an answer stands for all the moments at which the statement could have come up. So the weighed
///   share is that of everyone who was asked things while the statement was there, each as often as they were asked.
/// - It corrects for *whom the draw asked*. It can't know who never came, who left a statement unanswered and stopped, or
///   what people answered who picked the statement themselves: such answers are left out on both sides.
/// - A new statement is drawn nearly always at first and seldom later, so weights differ much, and weighed shares are far
///   less sure than raw ones. Trimming keeps a single answer from deciding, at the price of leaving some of a tilt in.
///   That is why every difference comes with its [`doubt`](Weighed::doubt). Publish raw shares; this checks them.
///
/// Hájek, comment in "Foundations of Statistical Inference" (1971); trimming: Potter, "A study of procedures to identify
/// and trim extreme sampling weights" (1990); effective answers: Kish, "Survey Sampling" (1965).
///
/// Takes O(answers · log) time, and 4 bytes an answer while it works. The same answers give the same bits.
pub fn audit(responses: &Responses, live: impl IntoIterator<Item = u32>) -> Audit {
    let mut by_statement: Vec<Vec<(Chance, bool)>> = vec![Vec::new(); responses.statements()];
    for (_, statement, answer, drawn) in responses.draws() {
        if let Some(chance) = drawn {
            by_statement[statement as usize].push((chance, answer.choice == Choice::Agree));
        }
    }
    let (mut audit, mut seen) = (Audit::default(), Vec::new());
    for statement in live {
        let all = responses.tally(statement).seen();
        let draws = by_statement.get_mut(statement as usize).map(std::mem::take).unwrap_or_default();
        let answers = u32::try_from(draws.len()).unwrap_or(u32::MAX);
        seen.push(all);
        audit.drawn += answers;
        audit.picked += all - answers;
        if answers >= LEAST_COUNT {
            audit.statements.push(weigh(statement, draws));
        }
    }
    audit.statements.sort_unstable_by_key(|weighed| weighed.statement);
    audit.exposure = exposure(&seen);
    audit
}

/// Sums in ascending order of the chance, so that who came first changes nothing.
fn weigh(statement: u32, mut draws: Vec<(Chance, bool)>) -> Weighed {
    draws.sort_unstable();
    let number = u32::try_from(draws.len()).unwrap_or(u32::MAX);
    let cap = draws[(draws.len() - 1) / 2].0.steps() + TRIM;
    let (mut agree, mut all, mut squares, mut raw) = (0.0, 0.0, 0.0, 0_u32);
    for (chance, agrees) in draws {
        let chance = Chance::from_steps(chance.steps().min(cap)).unwrap_or(Chance::LEAST);
        let weight = 1.0 / chance.share();
        all += weight;
        squares += weight * weight;
        agree += if agrees { weight } else { 0.0 };
        raw += u32::from(agrees);
    }
    let (answers, raw) = (f64::from(number), f64::from(raw) / f64::from(number));
    // Rounding can lift it a hair over the number of answers.
    let effective = (all * all / squares).min(answers);
    let doubt = libm::sqrt(raw * (1.0 - raw) * (1.0 / effective - 1.0 / answers));
    Weighed { statement, answers: number, raw, weighed: agree / all, effective, doubt }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::responses::Answer;

    fn answers(given: &[(u32, f64, Choice)]) -> Responses {
        let mut responses = Responses::default();
        for (person, &(statement, share, choice)) in (0..).zip(given) {
            responses.set_drawn(person, statement, Answer::new(choice), Some(Chance::nearest(share)));
        }
        responses
    }

    #[test]
    fn equal_chances_change_nothing() {
        let given: Vec<_> =
            (0..20).map(|n| (3, 0.25, if n < 7 { Choice::Agree } else { Choice::Pass })).collect();
        let audit = audit(&answers(&given), [3]);
        let one = audit.largest().copied().unwrap();
        assert_eq!(
            (audit.drawn, audit.picked, audit.at_most_in_100(), audit.beyond_luck()),
            (20, 0, Some(0), 0)
        );
        assert!((one.raw - 0.35).abs() < 1e-12 && one.difference() < 1e-12);
        assert!((one.effective - 20.0).abs() < 1e-9 && one.doubt < 1e-6);
    }

    #[test]
    fn a_tilted_draw_is_found_and_corrected() {
        // 400 agree and 400 disagree; those who disagree are asked half as often.
        let agree = (0..400).map(|_| (0, 0.5, Choice::Agree));
        let disagree = (0..200).map(|_| (0, 0.25, Choice::Disagree));
        let audit = audit(&answers(&agree.chain(disagree).collect::<Vec<_>>()), [0]);
        let one = audit.statements[0];
        assert!((one.raw - 2.0 / 3.0).abs() < 1e-12 && (one.weighed - 0.5).abs() < 1e-12, "{one:?}");
        assert_eq!((audit.at_most_in_100(), audit.beyond_luck()), (Some(17), 1));
    }

    #[test]
    fn one_answer_never_outweighs_ten() {
        let mut given: Vec<_> = (0..9).map(|_| (0, 0.5, Choice::Agree)).collect();
        given.push((0, 1e-5, Choice::Disagree));
        let one = audit(&answers(&given), [0]).statements[0];
        assert!((one.weighed - 9.0 / 19.0).abs() < 0.003, "{one:?}");
    }

    #[test]
    fn what_was_picked_is_left_out_and_said() {
        let mut responses = answers(&[(0, 0.5, Choice::Agree); 8]);
        for person in 8..12 {
            responses.set(person, 0, Answer::new(Choice::Disagree));
        }
        responses.set_drawn(0, 1, Answer::new(Choice::Agree), Some(Chance::CERTAIN));
        let audit = audit(&responses, [1, 0, 7]);
        assert_eq!((audit.drawn, audit.picked, audit.statements.len()), (9, 4, 1));
        assert_eq!((audit.statements[0].answers, audit.exposure.least, audit.exposure.most), (8, 0, 12));
        assert!((audit.statements[0].weighed - 1.0).abs() < 1e-12);
        assert_eq!(super::audit(&Responses::default(), [0]).at_most_in_100(), None);
    }

    proptest! {
        #[test]
        fn who_came_first_changes_nothing(
            given in prop::collection::vec((0_u32..3, 0.0001_f64..1.0, 0_usize..3), 1..80), turn in 0_usize..80,
        ) {
            let choice = [Choice::Agree, Choice::Disagree, Choice::Pass];
            let given: Vec<_> = given.into_iter().map(|(s, share, which)| (s, share, choice[which])).collect();
            let mut turned = given.clone();
            turned.rotate_left(turn % given.len());
            let one = audit(&answers(&given), 0..3);
            prop_assert_eq!(&one, &audit(&answers(&turned), 0..3));
            prop_assert!(one.statements.iter().all(|s| (0.0..=1.0 + 1e-12).contains(&s.weighed)));
        }
    }
}
