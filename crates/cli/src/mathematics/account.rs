//! `roundtable account`: a few statements that together speak for everyone, with a certificate, and its check.

use std::path::Path;

use serde::Serialize;
use voice::{
    hearing,
    responses::Responses,
    slate::{self, Ballots, Certificate, Objection},
};

use super::certificate::{LeftOut, Read, Unread, Way, Written};
use super::{Problem, SEED, plain, text};
use crate::args::{AccountPolis, Reading};
use crate::polis::{Conversation, Order, conversation};
use crate::say::{Answer, counted, grouped};

/// Chances are told in units of 2^−8.
const BITS: u8 = 8;

/// What an account answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Account {
    /// A slate was chosen.
    Chosen(Box<Written>),
    /// A certificate was checked.
    Checked(Checked),
}

/// What a check answers.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Checked {
    pub(super) valid: bool,
    /// What is wrong with it.
    pub(super) why: Option<String>,
}

/// Chooses a slate, or checks a certificate.
pub(crate) fn account(asked: &AccountPolis) -> Result<Account, Problem> {
    let conversation = conversation(&asked.directory, Order::Number)?;
    match &asked.check {
        Some(file) => check(&conversation, asked, file).map(Account::Checked),
        None => choose(&conversation, asked).map(|written| Account::Chosen(Box::new(written))),
    }
}

fn choose(conversation: &Conversation, asked: &AccountPolis) -> Result<Written, Problem> {
    let responses = conversation.heard();
    let ballots = ballots(&responses, reading(asked.reading.unwrap_or(Reading::Everyone), &responses))?;
    let certificate = slate::choose(&ballots, asked.places.unwrap_or(0), &SEED)?;
    Ok(Written::of(&certificate, &ballots, conversation))
}

fn reading(asked: Reading, responses: &Responses) -> slate::Reading {
    match asked {
        Reading::Everyone => slate::Reading::Everyone,
        Reading::Shares => {
            slate::Reading::Shares { least_seen: hearing::floor(responses.people()), bits: BITS }
        }
    }
}

fn ballots(responses: &Responses, reading: slate::Reading) -> Result<Ballots, slate::Unfit> {
    match reading {
        slate::Reading::Shares { least_seen, bits } => Ballots::from_shares(responses, least_seen, bits),
        _ => Ok(Ballots::from_answers(responses)),
    }
}

/// What was asked for besides has to be what the certificate is of.
fn check(conversation: &Conversation, asked: &AccountPolis, file: &Path) -> Result<Checked, Problem> {
    let wrong = |what: &dyn std::fmt::Display| Problem::malformed(file, &what);
    let written: Written = serde_json::from_str(&text(file)?).map_err(|error| wrong(&error))?;
    let certificate = match written.certificate(conversation) {
        Ok(certificate) => certificate,
        Err(unread @ Unread::Statement(_)) => return Ok(no(unread.to_string())),
        Err(unread @ Unread::Form(_)) => return Err(wrong(&unread)),
    };
    if asked.places.is_some_and(|places| places != certificate.places) {
        return Ok(no(format!("it is for {} places", certificate.places)));
    }
    let responses = conversation.heard();
    if asked.reading.is_some_and(|asked| reading(asked, &responses) != certificate.reading) {
        return Ok(no("it takes silence otherwise than --reading does".to_owned()));
    }
    Ok(match verify(conversation, &responses, &written, &certificate) {
        Ok(()) => Checked { valid: true, why: None },
        Err(why) => no(why),
    })
}

fn verify(
    conversation: &Conversation,
    responses: &Responses,
    written: &Written,
    certificate: &Certificate,
) -> Result<(), String> {
    let ballots = ballots(responses, certificate.reading).map_err(|unfit| unfit.to_string())?;
    slate::check(&ballots, certificate).map_err(|objection| numbered(objection, conversation).to_string())?;
    // The words and sums beside what was checked have to be right too.
    if *written == Written::of(certificate, &ballots, conversation) {
        Ok(())
    } else {
        Err("the words or sums beside the numbers are not those of these files".to_owned())
    }
}

/// An objection with the statement's number in the files.
fn numbered(objection: Objection, conversation: &Conversation) -> Objection {
    let id = |at: u32| {
        let said = conversation.statements.get(at as usize);
        said.and_then(|said| u32::try_from(said.id).ok()).unwrap_or(at)
    };
    match objection {
        Objection::Support(at) => Objection::Support(id(at)),
        Objection::Payment(at) => Objection::Payment(id(at)),
        Objection::Order(at) => Objection::Order(id(at)),
        Objection::Affordable(at) => Objection::Affordable(id(at)),
        Objection::Completion(at) => Objection::Completion(id(at)),
        other => other,
    }
}

fn no(why: String) -> Checked {
    Checked { valid: false, why: Some(why) }
}

impl Answer for Account {
    fn sentences(&self) -> String {
        match self {
            Self::Chosen(written) => sentences(written),
            Self::Checked(Checked { why: None, .. }) => {
                "The certificate is right for these files.".to_owned()
            }
            Self::Checked(Checked { why: Some(why), .. }) => format!("The certificate is not right: {why}."),
        }
    }

    fn is_no(&self) -> bool {
        matches!(self, Self::Checked(Checked { valid: false, .. }))
    }
}

fn sentences(written: &Written) -> String {
    let mut lines = vec![plain(&written.topic)];
    lines.push(format!(
        "{} of {} for {}:",
        counted(written.chosen.len() as u64, "statement", "statements"),
        grouped(u64::from(written.statements)),
        counted(u64::from(written.people), "person", "people"),
    ));
    for (place, chosen) in (1..).zip(&written.chosen) {
        lines.push(format!("\n{place}. {}", plain(&chosen.words)));
        let share = chosen.support.saturating_mul(100).checked_div(chosen.out_of).unwrap_or(0);
        let first = few(chosen.newly_covered);
        lines.push(format!("   {share} in 100 agree. It is the first to speak for {first}."));
        lines.push(match &chosen.how {
            Way::Bought { .. } => "   Its supporters had money enough for it.".to_owned(),
            Way::Completed { .. } => "   Added for those for whom nothing spoke yet.".to_owned(),
        });
    }
    let covered = u64::from(written.covered_people);
    lines.push(format!("\nAt least one of them speaks for {}.", few(covered)));
    lines.push(verdict(written.holds, written.left_out.as_ref()));
    if matches!(written.reading, Read::Shares { .. }) {
        lines.push("Where an answer is missing, it counts as those of the people who gave one.".to_owned());
    } else {
        lines.push("Where an answer is missing, it counts as not agreeing.".to_owned());
    }
    lines.join("\n")
}

fn verdict(holds: bool, left_out: Option<&LeftOut>) -> String {
    let verdict = if holds {
        "No group that is large enough is left out (EJR+ holds)."
    } else {
        "A group that is large enough is left out (EJR+ does not hold)."
    };
    match left_out {
        None => verdict.to_owned(),
        Some(group) => format!(
            "{verdict}\nThe strongest group left out, {}, agrees with: {}",
            few(u64::from(group.people)),
            plain(&group.words)
        ),
    }
}

/// A number of people, if it is not so small that it tells about somebody.
fn few(people: u64) -> String {
    match people {
        0 => "nobody".to_owned(),
        1..8 => "fewer than 8 people".to_owned(),
        _ => counted(people, "person", "people"),
    }
}
