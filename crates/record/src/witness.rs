//! What a witness does before it cosigns: one question asked of it, and its answer (C2SP tlog-witness).
//!
//! Pure: whoever runs a witness keeps the [`Seen`] of each log, calls [`Request::judge`], and writes the new state to the disk
//! *before* it answers, with nothing else judged between.

use std::fmt;
use std::str::FromStr;

use crate::checkpoint::{Checkpoint, CheckpointError, decimal};
use crate::hash::{Hash, empty};
use crate::note::{Note, NoteError, Verifier};
use crate::tree::has_grown;

/// No proof of a tree is longer.
const MOST_HASHES: usize = 63;

/// The largest tree of a log that a witness has cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many entries it had.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl Seen {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self { size: 0, root: empty() }
    }
}

/// "You last saw `old`; here is why this checkpoint only adds to it."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The size the asker believes the witness saw last.
    pub old: u64,
    /// From there to the checkpoint.
    pub proof: Vec<Hash>,
    /// The checkpoint.
    pub checkpoint: Note,
}

/// Why a witness does not cosign, with the status its answer has over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 400: not a request.
    #[error("this is not a request to cosign a checkpoint")]
    Form,
    /// 403: not signed by the log.
    #[error("the log has not signed this checkpoint")]
    Unsigned,
    /// 409: the witness saw another size last. The answer is that size.
    #[error("the last tree seen here had {0} entries")]
    Elsewhere(u64),
    /// 422: the tree did not only grow.
    #[error("this tree does not begin with the one that was seen before")]
    Inconsistent,
}

impl Refusal {
    /// The status of the answer over HTTP.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Form => 400,
            Self::Unsigned => 403,
            Self::Elsewhere(_) => 409,
            Self::Inconsistent => 422,
        }
    }
}

impl Request {
    /// What the witness will have seen when it cosigns this. `log` is the key it trusts for the checkpoint's origin.
    ///
    /// # Errors
    /// Why it must not cosign.
    pub fn judge(&self, seen: &Seen, log: &Verifier) -> Result<Seen, Refusal> {
        let checkpoint = Checkpoint::open(&self.checkpoint, log).map_err(|error| match error {
            CheckpointError::Note(NoteError::Unsigned | NoteError::False) => Refusal::Unsigned,
            _ => Refusal::Form,
        })?;
        if self.old > checkpoint.size {
            return Err(Refusal::Form);
        }
        if self.old != seen.size {
            return Err(Refusal::Elsewhere(seen.size));
        }
        let grown = has_grown(seen.size, &seen.root, checkpoint.size, &checkpoint.root, &self.proof);
        // Two roots for one size are a conflict, not a proof that fails.
        if !grown && seen.size == checkpoint.size && self.proof.is_empty() {
            return Err(Refusal::Elsewhere(seen.size));
        }
        if !grown {
            return Err(Refusal::Inconsistent);
        }
        Ok(Seen { size: checkpoint.size, root: checkpoint.root })
    }
}

impl fmt::Display for Request {
    /// The body of the request.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Request {
    type Err = Refusal;

    fn from_str(body: &str) -> Result<Self, Refusal> {
        let (head, checkpoint) = body.split_once("\n\n").ok_or(Refusal::Form)?;
        let mut lines = head.split('\n');
        let old =
            lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal).ok_or(Refusal::Form)?;
        let proof = read_hashes(lines).ok_or(Refusal::Form)?;
        Ok(Self { old, proof, checkpoint: checkpoint.parse().map_err(|_| Refusal::Form)? })
    }
}

/// Hashes, one a line; `None` where a line is something else, or there are more than any proof has.
pub(crate) fn read_hashes<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Vec<Hash>> {
    let hashes: Vec<Hash> = lines.take(MOST_HASHES + 1).map(Hash::from_base64).collect::<Option<_>>()?;
    (hashes.len() <= MOST_HASHES).then_some(hashes)
}
