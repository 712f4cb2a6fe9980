//! Idempotency: the same key twice is one effect and the same answer; the same key with another command is
//! refused.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use table::{Actor, Command, SetTable, TableId};

use crate::clerk::{Key, Problem};
use crate::journal::{Journal, Receipt, StoreError};

/// Receipts of commands that are decided but perhaps not yet committed: the last few groups.
#[derive(Default)]
pub(crate) struct InFlight {
    now: BTreeMap<[u8; 32], Receipt>,
    before: BTreeMap<[u8; 32], Receipt>,
}

impl InFlight {
    /// Remembers a receipt of the group that is being put together.
    pub(crate) fn add(&mut self, receipt: Receipt) {
        self.now.insert(receipt.key, receipt);
    }

    /// A group was handed over. The one before it has been committed by then, so the journal knows it.
    pub(crate) fn turn(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// What is remembered under a key, here or in the journal.
    pub(crate) fn find(&self, journal: &dyn Journal, key: &[u8; 32]) -> Result<Option<Receipt>, StoreError> {
        match self.now.get(key).or_else(|| self.before.get(key)) {
            Some(receipt) => Ok(Some(receipt.clone())),
            None => journal.receipt(key),
        }
    }
}

/// The hashes that make two sends of a command the same.
pub(crate) struct Fingerprint {
    pub(crate) key: [u8; 32],
    pub(crate) body: [u8; 32],
}

impl Fingerprint {
    /// Of a command at a table. The key is bound to who sent it, so that nobody can use up another's.
    pub(crate) fn of(table: TableId, actor: Actor, command: &Command, key: &Key) -> Self {
        let actor = match actor {
            Actor::Newcomer => u64::MAX,
            Actor::Seat(seat) => u64::from(seat.0),
        };
        Self::new(table.number(), actor, key, &serde_json::to_vec(command).unwrap_or_default())
    }

    /// Of setting a table.
    pub(crate) fn of_setting(command: &SetTable, key: &Key) -> Self {
        Self::new(u64::MAX, u64::MAX, key, &serde_json::to_vec(command).unwrap_or_default())
    }

    fn new(table: u64, actor: u64, key: &Key, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"roundtable/key/v1\0");
        hash.update(table.to_le_bytes());
        hash.update(actor.to_le_bytes());
        hash.update(key.as_str());
        // The sender's key is not kept, so it salts the command: nobody can try out from a receipt what was said.
        let mut salted = Sha256::new();
        salted.update(b"roundtable/body/v1\0");
        salted.update((key.as_str().len() as u64).to_le_bytes());
        salted.update(key.as_str());
        salted.update(body);
        Self { key: hash.finalize().into(), body: salted.finalize().into() }
    }

    /// What was answered before, if this was sent before.
    pub(crate) fn answered(&self, receipt: &Receipt) -> Result<table::Answer, Problem> {
        if receipt.body != self.body {
            return Err(Problem::KeyReused);
        }
        serde_json::from_str(&receipt.answer).map_err(|_| Problem::KeyReused)
    }

    pub(crate) fn receipt(&self, answer: &table::Answer) -> Receipt {
        let answer = serde_json::to_string(answer).unwrap_or_default();
        Receipt { key: self.key, body: self.body, answer }
    }
}
