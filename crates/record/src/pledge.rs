//! The promise that comes with an acknowledgement: "this entry will be in the record by then", signed.
//!
//! What was acknowledged together is promised together: one signature over a small tree of the entries, and to each entry its
//! way to that root. It shows the commitment and the kind, never what was said or chosen. An entry that is not in the record
//! when it should be, and its promise, together prove that the promise was broken, to anybody.
//!
//! ```text
//! roundtable/promise@v1
//! entry <the entry's bytes, base64>
//! index <its place among what was promised together>
//! <hashes on the way to the root, one a line>
//!
//! roundtable/promise@v1
//! <the log's origin>
//! until day 20782          (or: until result 7, until settled 3)
//! <how many were promised together>
//! <their root>
//!
//! — <origin> <signature>
//! ```

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::decimal;
use crate::entry::Entry;
use crate::hash::{self, Hash};
use crate::note::{Note, NoteError, Signer, Verifier};
use crate::tree::{Tree, root_above};
use crate::witness::read_hashes;

const HEADER: &str = "roundtable/promise@v1";

/// When an entry will be in the record at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// By the end of this day (days since 1970-01-01).
    Day(i32),
    /// Before the record says what this decision came to.
    Result(u32),
    /// Before the record says what was said to this account.
    Settled(u32),
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "until day {day}"),
            Self::Result(decision) => write!(f, "until result {decision}"),
            Self::Settled(account) => write!(f, "until settled {account}"),
        }
    }
}

impl Until {
    fn read(line: &str) -> Option<Self> {
        let (what, number) = line.strip_prefix("until ")?.split_once(' ')?;
        let until = match what {
            "day" => Self::Day(number.parse().ok()?),
            "result" => Self::Result(number.parse().ok()?),
            "settled" => Self::Settled(number.parse().ok()?),
            _ => return None,
        };
        (until.to_string() == line).then_some(until)
    }
}

/// What is wrong with a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PledgeError {
    /// Not a promise.
    #[error("this is not a promise: its first line should be “roundtable/promise@v1”")]
    Form,
    /// Of another log.
    #[error("this promise is of another record")]
    Origin,
    /// The note it stands in.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The entry is not among what was promised.
    #[error("the promise does not lead from this entry to what was signed")]
    NotThere,
}

/// A promise for one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// The entry's bytes.
    pub entry: Vec<u8>,
    /// Its place among what was promised together.
    pub index: u64,
    /// The way to their root.
    pub proof: Vec<Hash>,
    /// What was signed for all of them, kept once: a group is promised while its senders wait.
    signed: Arc<Signed>,
}

/// The signed part, and how it is written.
#[derive(Debug, PartialEq, Eq)]
struct Signed {
    note: Note,
    text: String,
}

impl From<Note> for Signed {
    fn from(note: Note) -> Self {
        Self { text: note.to_string(), note }
    }
}

/// Promises entries together, all until the same time.
pub fn pledge(origin: &str, signer: &Signer, until: Until, entries: Vec<Vec<u8>>) -> Vec<Pledge> {
    let mut tree = Tree::default();
    for entry in &entries {
        tree.push(hash::leaf(entry));
    }
    let (size, root) = (tree.size(), tree.root());
    let Ok(mut note) = Note::new(&format!("{HEADER}\n{origin}\n{until}\n{size}\n{root}\n")) else {
        return Vec::new();
    };
    note.add(signer.sign(&note));
    let shared = Arc::new(Signed::from(note));
    (0..)
        .zip(entries)
        .map(|(index, entry)| Pledge {
            entry,
            index,
            proof: tree.inclusion(index, size).unwrap_or_default(),
            signed: Arc::clone(&shared),
        })
        .collect()
}

impl Pledge {
    /// The signed part.
    pub fn note(&self) -> &Note {
        &self.signed.note
    }

    /// The same with another signed part, as somebody else might have signed it.
    #[must_use]
    pub fn with_note(self, note: Note) -> Self {
        Self { signed: Arc::new(Signed::from(note)), ..self }
    }

    /// The name of the log that it says it is of.
    pub fn origin(&self) -> &str {
        self.signed.note.text().lines().nth(1).unwrap_or_default()
    }

    /// What was promised, and until when, if this log did promise it.
    ///
    /// # Errors
    /// Why it proves nothing.
    pub fn check(&self, log: &Verifier) -> Result<(Entry, Until), PledgeError> {
        log.check(&self.signed.note)?;
        let mut lines = self.signed.note.text().lines();
        if lines.next() != Some(HEADER) {
            return Err(PledgeError::Form);
        }
        if lines.next() != Some(log.name().as_str()) {
            return Err(PledgeError::Origin);
        }
        let until = lines.next().and_then(Until::read).ok_or(PledgeError::Form)?;
        let size = lines.next().and_then(decimal).ok_or(PledgeError::Form)?;
        let root = lines.next().and_then(Hash::from_base64).ok_or(PledgeError::Form)?;
        if lines.next().is_some() {
            return Err(PledgeError::Form);
        }
        let entry = Entry::decode(&self.entry).ok_or(PledgeError::Form)?;
        let above = root_above(hash::leaf(&self.entry), self.index, size, &self.proof);
        if above == Some(root) { Ok((entry, until)) } else { Err(PledgeError::NotThere) }
    }
}

impl fmt::Display for Pledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}\nentry {}\nindex {}", STANDARD.encode(&self.entry), self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        f.write_str("\n")?;
        f.write_str(&self.signed.text)
    }
}

impl FromStr for Pledge {
    type Err = PledgeError;

    fn from_str(text: &str) -> Result<Self, PledgeError> {
        let (head, note) = text.split_once("\n\n").ok_or(PledgeError::Form)?;
        let mut lines = head.split('\n');
        if lines.next() != Some(HEADER) {
            return Err(PledgeError::Form);
        }
        let entry = lines.next().and_then(|line| line.strip_prefix("entry ")).ok_or(PledgeError::Form)?;
        let entry = STANDARD.decode(entry).map_err(|_| PledgeError::Form)?;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let index = index.ok_or(PledgeError::Form)?;
        let proof = read_hashes(lines).ok_or(PledgeError::Form)?;
        let signed = Arc::new(Signed::from(note.parse::<Note>()?));
        Ok(Self { entry, index, proof, signed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::Commitment;
    use crate::entry::Kind;

    fn entries(count: u8) -> Vec<Vec<u8>> {
        let commit = |byte| Commitment::from_bytes([byte; 32]);
        (0..count)
            .map(|byte| {
                Entry::Sealed { kind: Kind::Ballot, about: None, commit: commit(byte), public: None }.encode()
            })
            .collect()
    }

    #[test]
    fn each_promise_holds_alone_and_a_changed_one_does_not() {
        let origin = "roundtable/a/b";
        let signer = Signer::from_seed(origin, [4; 32]).unwrap();
        for (count, until) in [(1, Until::Day(20_782)), (2, Until::Result(7)), (17, Until::Settled(3))] {
            for (index, pledge) in pledge(origin, &signer, until, entries(count)).into_iter().enumerate() {
                let read: Pledge = pledge.to_string().parse().unwrap();
                assert_eq!(read, pledge);
                let (entry, by) = read.check(&signer.verifier()).unwrap();
                assert_eq!(by, until);
                assert_eq!(entry.encode(), entries(count)[index]);
                let other = Pledge { entry: entries(200)[199].clone(), ..read.clone() };
                assert_eq!(other.check(&signer.verifier()), Err(PledgeError::NotThere));
                let stranger = Signer::from_seed(origin, [5; 32]).unwrap();
                assert!(read.check(&stranger.verifier()).is_err());
            }
        }
    }

    #[test]
    fn no_character_of_a_promise_can_be_changed() {
        let origin = "roundtable/a/b";
        let signer = Signer::from_seed(origin, [4; 32]).unwrap();
        let pledge = pledge(origin, &signer, Until::Day(20_782), entries(5)).remove(3);
        let text = pledge.to_string();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            let holds =
                changed.parse::<Pledge>().is_ok_and(|pledge| pledge.check(&signer.verifier()).is_ok());
            assert!(!holds, "at {at}: {changed}");
        }
    }
}
