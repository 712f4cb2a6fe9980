//! Verifies a certificate from the ballots alone.
//!
//! Written against the text of [`Certificate`], not against the selection: it reads the ballots and the certificate and
//! shares no code with what chose the slate. It verifies that
//!
//! - the certificate is of these ballots: people, statements, agreements, reading;
//! - the places are different statements that can be chosen, at most as many as there were to fill, bought ones first, and
//!   each has the support that is told;
//! - every payment is right to the last fraction: nobody pays more than they have, each place is paid in full by those who
//!   agree with it, and as many people paid in full and paid their rest as told;
//! - at every purchase no other place was cheaper, and of equally cheap ones the right one was bought; once purchases stop
//!   short of the places, no other place could have been bought;
//! - each completed place covered as much newly, and would have left out as strong a group, as told, and no other was better;
//! - as many people are covered so many times as told;
//! - the strongest group left out is that, over all statements that were not chosen, and EJR+ holds or not as told.
//!
//! So it accepts the one certificate that is right for the ballots, the places and the seed, and no other; the seed only
//! matters where a lot was drawn.

mod covered;
mod purses;

use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use super::{Ballots, Certificate, How, Place};
use covered::Covered;

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// Number of people, statements or agreements, or the reading.
    #[error("the certificate is of other answers than these")]
    OtherBallots,
    /// Too many places, a statement twice or out of range, a completed place before a bought one.
    #[error("the list of places is not well formed")]
    Places,
    /// A place that could have been filled was not.
    #[error("a place is empty although somebody agrees with a statement that is not chosen")]
    EmptyPlace,
    /// A statement has another support than told.
    #[error("statement {0} has another support than the certificate says")]
    Support(u32),
    /// The payments for a statement don't add up.
    #[error("the payments for statement {0} are not what the certificate says")]
    Payment(u32),
    /// Another statement should have been chosen in its place.
    #[error("another statement comes before statement {0}")]
    Order(u32),
    /// A place that was not bought could have been.
    #[error("statement {0} could have been bought")]
    Affordable(u32),
    /// A completed place's reason is not as told.
    #[error("the reason for which statement {0} was added is not what the certificate says")]
    Completion(u32),
    /// The numbers of people covered.
    #[error("the numbers of people covered are not what the certificate says")]
    Covered,
    /// The strongest group left out.
    #[error("the strongest group left out is not what the certificate says")]
    LeftOut,
    /// Whether EJR+ holds.
    #[error("the certificate is wrong on whether a group is left out")]
    Verdict,
}

/// Verifies everything that a certificate claims; see the [module](super) for what that is.
///
/// Costs a few passes over the agreements.
///
/// # Errors
/// The first claim that is not true.
pub fn check(ballots: &Ballots, certificate: &Certificate) -> Result<(), Objection> {
    identity(ballots, certificate)?;
    places(ballots, certificate)?;
    let candidates: Vec<Candidate> = (0..ballots.statements())
        .filter(|statement| ballots.out_of(*statement) > 0)
        .map(|statement| Candidate::new(ballots, statement))
        .collect();
    let draw = Draw(&certificate.seed);
    let bought = purses::purchases(ballots, certificate, &candidates, &draw)?;
    let mut covered = Covered::new(ballots);
    for place in &certificate.chosen[..bought] {
        covered.add(place.statement);
    }
    let left = covered::completions(&certificate.chosen, bought, &candidates, &mut covered, &draw)?;
    tally(ballots, certificate, &covered)?;
    covered::guarantee(certificate, left, &mut covered, &draw)
}

fn identity(ballots: &Ballots, certificate: &Certificate) -> Result<(), Objection> {
    let same = certificate.people == ballots.people()
        && certificate.statements == ballots.statements()
        && certificate.agreements == ballots.agreements()
        && certificate.reading == ballots.reading();
    if same { Ok(()) } else { Err(Objection::OtherBallots) }
}

fn places(ballots: &Ballots, certificate: &Certificate) -> Result<(), Objection> {
    let chosen = &certificate.chosen;
    let is_turned = |pair: &[Place]| {
        matches!(pair, [Place { how: How::Completed(_), .. }, Place { how: How::Bought(_), .. }])
    };
    let mut numbers: Vec<u32> = chosen.iter().map(|place| place.statement).collect();
    numbers.sort_unstable();
    if certificate.places == 0
        || chosen.len() > certificate.places as usize
        || chosen.windows(2).any(is_turned)
        || numbers.windows(2).any(|pair| pair[0] == pair[1])
        || numbers.last().is_some_and(|last| *last >= ballots.statements())
    {
        return Err(Objection::Places);
    }
    for place in chosen {
        let Candidate { support, out_of, .. } = Candidate::new(ballots, place.statement);
        if out_of == 0 || support == 0 || place.support != support || place.out_of != out_of {
            return Err(Objection::Support(place.statement));
        }
    }
    Ok(())
}

/// A statement that can be chosen.
#[derive(Clone, Copy)]
struct Candidate {
    statement: u32,
    support: u64,
    out_of: u64,
}

impl Candidate {
    fn new(ballots: &Ballots, statement: u32) -> Self {
        let mut support = 0;
        ballots.each(statement, |_, value, stands| support += u64::from(value) * stands);
        Self { statement, support, out_of: ballots.out_of(statement) }
    }
}

/// Which of two equals comes first: larger share of support, then the lot.
struct Draw<'a>(&'a [u8; 32]);

impl Draw<'_> {
    fn lot(&self, statement: u32) -> [u8; 32] {
        let mut text = b"roundtable slate".to_vec();
        text.extend_from_slice(self.0);
        text.extend_from_slice(&statement.to_le_bytes());
        Sha256::digest(&text).into()
    }

    fn order(&self, a: &Candidate, b: &Candidate) -> Ordering {
        let cross = |x: u64, y: u64| u128::from(x) * u128::from(y);
        let share = cross(b.support, a.out_of).cmp(&cross(a.support, b.out_of));
        share.then_with(|| self.lot(a.statement).cmp(&self.lot(b.statement)))
    }
}

fn tally(ballots: &Ballots, certificate: &Certificate, covered: &Covered<'_>) -> Result<(), Objection> {
    let mut counted = vec![0_u32; certificate.chosen.len() + 1];
    for times in &covered.times {
        counted[(times / ballots.scale()) as usize] += 1;
    }
    if counted == certificate.covered { Ok(()) } else { Err(Objection::Covered) }
}
