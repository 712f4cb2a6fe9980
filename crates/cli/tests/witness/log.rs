//! A record to be witnessed, made without a server.

use record::checkpoint::Checkpoint;
use record::hash::leaf;
use record::note::{Note, Signer, Verifier};
use record::tree::Tree;
use record::witness::Request;

/// The house of these tests.
pub(crate) const HOUSE: &str = "roundtable/0011223344556677";
const SEED: [u8; 32] = [7; 32];

/// A record of the house.
pub(crate) struct Log {
    pub(crate) origin: String,
    signer: Signer,
    /// Entries from here on depend on which past it is.
    fork: u64,
    past: u8,
}

impl Log {
    /// The record of that number.
    pub(crate) fn new(number: u64) -> Self {
        let origin = format!("{HOUSE}/{number:016x}");
        let signer = Signer::from_seed(&origin, SEED).unwrap();
        Self { origin, signer, fork: 0, past: 0 }
    }

    /// The same record as another would be that differs from entry `fork` on.
    pub(crate) fn other_past(number: u64, fork: u64, past: u8) -> Self {
        Self { fork, past, ..Self::new(number) }
    }

    /// Its public key, which names the house as well.
    pub(crate) fn key(&self) -> Verifier {
        self.signer.verifier()
    }

    pub(crate) fn tree(&self, size: u64) -> Tree {
        let mut tree = Tree::default();
        for entry in 0..size {
            let past = if entry < self.fork { 0 } else { self.past };
            tree.push(leaf(&[&entry.to_be_bytes()[..], &[past]].concat()));
        }
        tree
    }

    pub(crate) fn checkpoint(&self, size: u64) -> Note {
        Checkpoint::of(&self.origin, &self.tree(size)).sign(&self.signer)
    }

    /// "You last saw `old`, now there are `new`."
    pub(crate) fn request(&self, old: u64, new: u64) -> Request {
        Request {
            old,
            proof: self.tree(new).consistency(old, new).unwrap_or_default(),
            checkpoint: self.checkpoint(new),
        }
    }
}
