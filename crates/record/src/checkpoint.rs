//! How large the tree is and what its root is, signed (C2SP tlog-checkpoint).
//!
//! Three lines and no more: what others should be able to check belongs into entries, not here.

use std::fmt;
use std::str::FromStr;

use crate::hash::Hash;
use crate::note::{Note, NoteError, Signer, Verifier};
use crate::tree::Tree;

/// What is wrong with a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines: an origin, a size and a root.
    #[error("a checkpoint has three lines: the log's name, its size, and its root in base64")]
    Form,
    /// Of another log.
    #[error("this checkpoint is of another log")]
    Origin,
    /// The note it stands in.
    #[error(transparent)]
    Note(#[from] NoteError),
}

/// The state of a log: every entry it ever had is in this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    /// How many entries there are.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The state of a tree.
    pub fn of(origin: &str, tree: &Tree) -> Self {
        Self { origin: one_line(origin), size: tree.size(), root: tree.root() }
    }

    /// The state of a log of which only size and root are known.
    pub fn new(origin: &str, size: u64, root: Hash) -> Self {
        Self { origin: one_line(origin), size, root }
    }

    /// Which log it is of.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// As a note that the log has signed.
    pub fn sign(&self, signer: &Signer) -> Note {
        let mut note = self.note();
        note.add(signer.sign(&note));
        note
    }

    /// As a note that nobody has signed yet.
    pub fn note(&self) -> Note {
        Note::of_lines(self.to_string())
    }

    /// The checkpoint in a note, once this log's key has been seen to have signed it.
    ///
    /// # Errors
    /// Where it is not signed so, is of another log than the key's name says, or has another form.
    pub fn open(note: &Note, log: &Verifier) -> Result<Self, CheckpointError> {
        log.check(note)?;
        let checkpoint: Self = note.text().parse()?;
        if checkpoint.origin == log.name().as_str() { Ok(checkpoint) } else { Err(CheckpointError::Origin) }
    }
}

/// An origin never breaks its line.
fn one_line(origin: &str) -> String {
    origin.chars().filter(|char| !char.is_control()).collect()
}

impl fmt::Display for Checkpoint {
    /// The note's text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    /// Reads a note's text. Further lines are refused: nobody could tell what they mean.
    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let text = text.strip_suffix('\n').ok_or(CheckpointError::Form)?;
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Form);
        };
        let size = decimal(size).ok_or(CheckpointError::Form)?;
        let root = Hash::from_base64(root).ok_or(CheckpointError::Form)?;
        if origin.is_empty() || one_line(origin) != origin {
            return Err(CheckpointError::Form);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// A number in decimal, written in the one way there is.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
