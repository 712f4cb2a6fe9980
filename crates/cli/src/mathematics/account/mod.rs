//! `roundtable account`: a few statements that together speak for everyone, with a certificate, and its check.

mod audit;
mod certificate;
mod summary;
mod told;

use std::path::Path;

use serde::Serialize;
use voice::{
    hearing,
    published::Live,
    responses::Responses,
    slate::{self, Ballots, Certificate, Objection},
};

use self::audit::Compared;
use self::certificate::{Unread, Written};
use self::told::Source;
use super::map::{issue, live};
use super::pictures::Drawn;
use super::{Problem, SEED, house, text};
use crate::args::{self, AccountHouse, AccountPolis, Reading};
use crate::polis::{Conversation, Order, conversation};
use crate::progress::Phases;
use crate::say::Answer;

/// Chances are told in units of 2^−8.
const BITS: u8 = 8;
/// The seed of the map that the groups of the comparison are from.
const MAP_SEED: u64 = 0;

/// What an account answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Account {
    /// A slate was chosen from public files: its certificate, with exact figures.
    Certified(Box<Certified>),
    /// A slate was chosen from a house: what may be shown of it.
    Told(Box<Told>),
    /// A certificate was checked.
    Checked(Checked),
}

/// A certificate, and what is told of it.
#[derive(Debug, Serialize)]
pub(crate) struct Certified {
    #[serde(flatten)]
    written: Written,
    #[serde(skip)]
    told: Told,
}

/// What may be shown of a slate.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    #[serde(flatten)]
    account: server::report::Account,
    #[serde(skip)]
    drawn: Drawn,
}

/// What a check answers.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Checked {
    pub(super) valid: bool,
    /// What is wrong with it.
    pub(super) why: Option<String>,
}

/// Chooses a slate, or checks a certificate.
pub(crate) fn account(asked: &args::Account, json: bool) -> Result<Account, Problem> {
    match asked {
        args::Account::Polis(asked) => of_files(asked, json),
        args::Account::House(asked) => of_house(asked, json).map(|told| Account::Told(Box::new(told))),
    }
}

fn of_files(asked: &AccountPolis, json: bool) -> Result<Account, Problem> {
    asked.page.check(json)?;
    let phases = Phases::begin("Reading the files");
    let conversation = conversation(&asked.directory, Order::Number)?;
    let heard = Heard::of(&conversation)?;
    if let Some(file) = &asked.check {
        phases.next("Checking the certificate");
        return check(&heard, asked, file, &phases).map(Account::Checked);
    }
    let reading = asked.reading.unwrap_or(Reading::Everyone);
    let written = heard.choose(asked.places.unwrap_or(0), reading, &phases)?;
    let told = heard.told(&written, Source::Public, &asked.page)?;
    Ok(Account::Certified(Box::new(Certified { written, told })))
}

fn of_house(asked: &AccountHouse, json: bool) -> Result<Told, Problem> {
    asked.page.check(json)?;
    let phases = Phases::begin("Reading the journal");
    let conversation = house::as_files(&house::conversation(&asked.place)?);
    let heard = Heard::of(&conversation)?;
    let written = heard.choose(asked.places, asked.reading, &phases)?;
    heard.told(&written, Source::House, &asked.page)
}

/// A conversation and the answers to what was not set aside.
struct Heard<'a> {
    conversation: &'a Conversation,
    responses: Responses,
    live: Vec<Live>,
}

impl<'a> Heard<'a> {
    fn of(conversation: &'a Conversation) -> Result<Self, Problem> {
        Ok(Self { conversation, responses: conversation.heard(), live: live(conversation)? })
    }

    fn choose(&self, places: u32, asked: Reading, phases: &Phases) -> Result<Written, Problem> {
        phases.next("Choosing statements");
        let ballots = ballots(&self.responses, reading(asked, &self.responses))?;
        let certificate = slate::choose(&ballots, places, &SEED)?;
        Ok(self.written(&certificate, &ballots, phases))
    }

    fn written(&self, certificate: &Certificate, ballots: &Ballots, phases: &Phases) -> Written {
        let issue = issue(self.conversation, &self.live, MAP_SEED, phases);
        phases.next("Comparing with other choices");
        let compared = Compared::of(certificate, ballots, &self.responses, &issue);
        Written::of(certificate, ballots, self.conversation, compared)
    }

    fn told(&self, written: &Written, from: Source, page: &args::Page) -> Result<Told, Problem> {
        let account = told::account(written, self.conversation, &self.responses, from);
        let drawn = page.put(|| account.html())?;
        Ok(Told { account, drawn })
    }
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
fn check(heard: &Heard<'_>, asked: &AccountPolis, file: &Path, phases: &Phases) -> Result<Checked, Problem> {
    let wrong = |what: &dyn std::fmt::Display| Problem::malformed(file, &what);
    let written: Written = serde_json::from_str(&text(file)?).map_err(|error| wrong(&error))?;
    let certificate = match written.certificate(heard.conversation) {
        Ok(certificate) => certificate,
        Err(unread @ Unread::Statement(_)) => return Ok(no(unread.to_string())),
        Err(unread @ Unread::Form(_)) => return Err(wrong(&unread)),
    };
    if asked.places.is_some_and(|places| places != certificate.places) {
        return Ok(no(format!("it is for {} places", certificate.places)));
    }
    if asked.reading.is_some_and(|asked| reading(asked, &heard.responses) != certificate.reading) {
        return Ok(no("it takes silence otherwise than --reading does".to_owned()));
    }
    Ok(match verify(heard, &written, &certificate, phases) {
        Ok(()) => Checked { valid: true, why: None },
        Err(why) => no(why),
    })
}

fn verify(
    heard: &Heard<'_>,
    written: &Written,
    certificate: &Certificate,
    phases: &Phases,
) -> Result<(), String> {
    let ballots = ballots(&heard.responses, certificate.reading).map_err(|unfit| unfit.to_string())?;
    slate::check(&ballots, certificate)
        .map_err(|objection| numbered(objection, heard.conversation).to_string())?;
    // The words, sums and comparisons beside what was checked have to be right too.
    if *written == heard.written(certificate, &ballots, phases) {
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
            Self::Certified(certified) => certified.told.sentences(),
            Self::Told(told) => told.sentences(),
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

impl Told {
    fn sentences(&self) -> String {
        self.drawn.or(|| summary::sentences(&self.account))
    }
}
