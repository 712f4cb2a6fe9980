//! Plays a conversation by a rule.

use voice::{
    hearing::{self, Need},
    polis::{self, GroupTally, Moderation, priority},
    responses::{Answer, Responses},
};

use super::world::{Dice, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Ours.
    Fair,
    /// Ours, as if everything were clear.
    FairWithoutNeed,
    /// By the priority of Polis's engine, which is computed anew after every twenty people.
    Polis,
}

/// How often Polis's map is made anew, in people.
const ANEW: usize = 20;

pub(crate) fn play(world: &World, rule: Rule) -> Responses {
    let mut responses = Responses::default();
    let mut dice = Dice::of(world.seed + 1_000);
    let mut extremity = vec![None; world.statements()];
    let seed = [u8::try_from(world.seed).unwrap_or(0); 32];
    for person in 0..world.people() {
        let live = world.born.partition_point(|&born| born <= person);
        if rule == Rule::Polis && person > 0 && person.is_multiple_of(ANEW) {
            for statement in polis::map_responses(&responses, &Moderation::default()).statements {
                extremity[statement.id as usize] = Some(statement.extremity);
            }
        }
        let number = u32::try_from(person).unwrap();
        for step in 0..world.each[person].min(live) {
            let live = 0..u32::try_from(live).unwrap();
            let mut open = hearing::candidates(&responses, number, live);
            let (statement, chance) = if rule == Rule::Polis {
                let weight = |statement| weight(&responses, statement, extremity[statement as usize]);
                (by_weight(&mut dice, open.iter().map(|candidate| candidate.statement), weight), None)
            } else {
                if rule == Rule::FairWithoutNeed {
                    for candidate in &mut open {
                        candidate.need = Need::Settled;
                    }
                }
                let draw = hearing::next(&seed, number, u32::try_from(step).unwrap(), &open).unwrap();
                (draw.statement, Some(draw.chance()))
            };
            let answer = Answer::new(world.answers[statement as usize][person]);
            responses.set_drawn(number, statement, answer, chance);
        }
    }
    responses
}

/// 1 while the engine has not seen the statement, as on Polis's server.
fn weight(responses: &Responses, statement: u32, extremity: Option<f64>) -> f64 {
    let tally = responses.tally(statement);
    let votes = GroupTally { agree: tally.agree, disagree: tally.disagree, seen: tally.seen() };
    extremity.map_or(1.0, |extremity| priority(false, votes, extremity))
}

fn by_weight(dice: &mut Dice, open: impl Iterator<Item = u32> + Clone, weight: impl Fn(u32) -> f64) -> u32 {
    let mut left = dice.part() * open.clone().map(&weight).sum::<f64>();
    let mut last = 0;
    for statement in open {
        last = statement;
        left -= weight(statement);
        if left < 0.0 {
            break;
        }
    }
    last
}
