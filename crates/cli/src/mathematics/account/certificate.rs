//! A certificate as JSON. Statements have their numbers in the files, fractions are written `3/40`.

use serde::{Deserialize, Serialize};
use voice::slate::{self, Added, Ballots, Certificate, How, Payment, Place, Reading};

use super::audit::Compared;
use crate::polis::Conversation;

/// A certificate with what a reader needs beside it: the topic, the words, sums. No figure in it is rounded, so that
/// it can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(super) topic: String,
    pub(super) reading: Read,
    pub(super) places: u32,
    pub(super) people: u32,
    pub(super) statements: u32,
    pub(super) agreements: u64,
    seed: String,
    pub(super) chosen: Vec<Chosen>,
    pub(super) covered: Vec<u32>,
    pub(super) covered_people: u32,
    pub(super) holds: bool,
    pub(super) left_out: Option<LeftOut>,
    /// How it does beside other choices.
    pub(super) audit: Compared,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub(super) enum Read {
    Everyone,
    SeenOnly { least_seen: u32 },
    Fractional { bits: u8 },
    Shares { least_seen: u32, bits: u8 },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Chosen {
    pub(super) statement: i64,
    pub(super) words: String,
    pub(super) support: u64,
    pub(super) out_of: u64,
    /// How many people are covered by it and by none before it, rounded down.
    pub(super) newly_covered: u64,
    pub(super) how: Way,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Way {
    Bought { each: String, full: u32, rest: u32 },
    Completed { newly: u64, group: LeftOut },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftOut {
    pub(super) statement: i64,
    pub(super) words: String,
    pub(super) level: u32,
    pub(super) people: u32,
    pub(super) weight: u64,
    pub(super) out_of: u64,
}

/// Why what is written is no certificate of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unread {
    /// It is not written as a certificate is.
    #[error("{0}")]
    Form(String),
    /// It can be read, and is not of this conversation.
    #[error("it names statement {0}, which is not in these files")]
    Statement(i64),
}

impl Written {
    pub(super) fn of(
        certificate: &Certificate,
        ballots: &Ballots,
        conversation: &Conversation,
        audit: Compared,
    ) -> Self {
        let newly = newly_covered(certificate, ballots);
        let chosen = |(place, newly_covered): (&Place, u64)| {
            let (statement, words) = said(conversation, place.statement);
            let how = way(&place.how, conversation);
            Chosen { statement, words, support: place.support, out_of: place.out_of, newly_covered, how }
        };
        Self {
            topic: conversation.topic.clone(),
            reading: certificate.reading.into(),
            places: certificate.places,
            people: certificate.people,
            statements: certificate.statements,
            agreements: certificate.agreements,
            seed: hex(&certificate.seed),
            chosen: certificate.chosen.iter().zip(newly).map(chosen).collect(),
            covered: certificate.covered.clone(),
            covered_people: certificate.covered_people(),
            holds: certificate.holds,
            left_out: certificate.left_out.map(|group| LeftOut::of(&group, conversation)),
            audit,
        }
    }

    /// The certificate itself.
    pub(super) fn certificate(&self, conversation: &Conversation) -> Result<Certificate, Unread> {
        let seed = bytes(&self.seed)
            .ok_or_else(|| Unread::Form("the seed should be 64 hexadecimal digits".to_owned()))?;
        Ok(Certificate {
            reading: self.reading.into(),
            places: self.places,
            people: self.people,
            statements: self.statements,
            agreements: self.agreements,
            seed,
            chosen: self.chosen.iter().map(|one| one.place(conversation)).collect::<Result<_, _>>()?,
            covered: self.covered.clone(),
            holds: self.holds,
            left_out: self.left_out.as_ref().map(|group| group.back(conversation)).transpose()?,
        })
    }
}

impl Chosen {
    fn place(&self, conversation: &Conversation) -> Result<Place, Unread> {
        let how = match &self.how {
            Way::Completed { newly, group } => {
                How::Completed(Added { newly: *newly, group: group.back(conversation)? })
            }
            Way::Bought { each, full, rest } => {
                let each = each.parse().map_err(|error| Unread::Form(format!("{each}: {error}")))?;
                How::Bought(Payment { each, full: *full, rest: *rest })
            }
        };
        let statement = place_of(self.statement, conversation)?;
        Ok(Place { statement, support: self.support, out_of: self.out_of, how })
    }
}

impl LeftOut {
    fn of(group: &slate::LeftOut, conversation: &Conversation) -> Self {
        let (statement, words) = said(conversation, group.statement);
        let slate::LeftOut { level, people, weight, out_of, .. } = *group;
        Self { statement, words, level, people, weight, out_of }
    }

    fn back(&self, conversation: &Conversation) -> Result<slate::LeftOut, Unread> {
        let statement = place_of(self.statement, conversation)?;
        let Self { level, people, weight, out_of, .. } = *self;
        Ok(slate::LeftOut { statement, level, people, weight, out_of })
    }
}

impl From<Reading> for Read {
    fn from(reading: Reading) -> Self {
        match reading {
            Reading::Everyone => Self::Everyone,
            Reading::SeenOnly { least_seen } => Self::SeenOnly { least_seen },
            Reading::Fractional { bits } => Self::Fractional { bits },
            Reading::Shares { least_seen, bits } => Self::Shares { least_seen, bits },
        }
    }
}

impl From<Read> for Reading {
    fn from(read: Read) -> Self {
        match read {
            Read::Everyone => Self::Everyone,
            Read::SeenOnly { least_seen } => Self::SeenOnly { least_seen },
            Read::Fractional { bits } => Self::Fractional { bits },
            Read::Shares { least_seen, bits } => Self::Shares { least_seen, bits },
        }
    }
}

fn way(how: &How, conversation: &Conversation) -> Way {
    match how {
        How::Bought(paid) => Way::Bought { each: paid.each.to_string(), full: paid.full, rest: paid.rest },
        How::Completed(added) => {
            Way::Completed { newly: added.newly, group: LeftOut::of(&added.group, conversation) }
        }
    }
}

/// How many people each place covers that none before it does: with chances, their sum.
fn newly_covered(certificate: &Certificate, ballots: &Ballots) -> Vec<u64> {
    let scale = ballots.scale();
    let mut covered = vec![0_u32; ballots.people() as usize];
    let one = |place: &Place| {
        let mut newly = 0_u64;
        ballots.each(place.statement, |person, value, _| {
            let before = &mut covered[person as usize];
            let more = value.min(scale - *before);
            *before += more;
            newly += u64::from(more);
        });
        newly / u64::from(scale)
    };
    certificate.chosen.iter().map(one).collect()
}

fn said(conversation: &Conversation, at: u32) -> (i64, String) {
    let said = conversation.statements.get(at as usize);
    said.map_or((i64::from(at), String::new()), |said| (said.id, said.words.clone()))
}

fn place_of(id: i64, conversation: &Conversation) -> Result<u32, Unread> {
    let found = conversation.statements.binary_search_by_key(&id, |said| said.id);
    found.ok().and_then(|at| u32::try_from(at).ok()).ok_or(Unread::Statement(id))
}

fn hex(bytes: &[u8; 32]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    if hex.len() != 64 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
