//! A proof that one entry is in the log, checked without asking anybody (C2SP tlog-proof).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::{Checkpoint, CheckpointError, decimal};
use crate::hash::Hash;
use crate::note::{Note, Verifier};
use crate::tree::root_above;
use crate::witness::read_hashes;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// What is wrong with a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not a receipt.
    #[error("this is not a receipt: its first line should be “c2sp.org/tlog-proof@v1”")]
    Form,
    /// The checkpoint in it.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not in that tree at that place.
    #[error("the receipt does not lead from this entry to the signed root")]
    NotThere,
}

/// An entry's place in the log, its way to the root, and the signed root. It says nothing of what the entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry's number, from 0.
    pub index: u64,
    /// Bytes that come with it. Nobody has signed them.
    pub extra: Option<Vec<u8>>,
    /// The hashes beside the way up, from the leaf.
    pub proof: Vec<Hash>,
    /// The checkpoint, with all its signatures.
    pub checkpoint: Note,
}

impl Receipt {
    /// Whether this leaf is in a tree that the log has signed; its checkpoint, whose cosignatures a
    /// [`Policy`](crate::policy::Policy) can judge.
    ///
    /// # Errors
    /// Why the receipt proves nothing.
    pub fn check(&self, leaf: Hash, log: &Verifier) -> Result<Checkpoint, ReceiptError> {
        let checkpoint = Checkpoint::open(&self.checkpoint, log)?;
        let root = root_above(leaf, self.index, checkpoint.size, &self.proof);
        if root == Some(checkpoint.root) { Ok(checkpoint) } else { Err(ReceiptError::NotThere) }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::Form)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(ReceiptError::Form);
        }
        let extra = match lines.next_if(|line| line.starts_with("extra ")) {
            Some(line) => Some(STANDARD.decode(&line["extra ".len()..]).map_err(|_| ReceiptError::Form)?),
            None => None,
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let index = index.ok_or(ReceiptError::Form)?;
        let proof = read_hashes(lines).ok_or(ReceiptError::Form)?;
        Ok(Self { index, extra, proof, checkpoint: checkpoint.parse().map_err(|_| ReceiptError::Form)? })
    }
}
