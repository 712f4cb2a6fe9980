//! Names and signs the house's records.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use record::note::Signer;
use record::pledge::{Pledge, Until, pledge};
use sha2::{Digest as _, Sha256};
use table::TableId;

use crate::house::RecordKey;

/// Signs for every table under the table's own name.
pub(crate) struct Notary {
    key: RecordKey,
    house: String,
    tables: Mutex<BTreeMap<TableId, (u32, Arc<Signer>)>>,
}

impl Notary {
    pub(crate) fn new(key: RecordKey) -> Self {
        let house = number(&[b"roundtable/house/v1\0", key.as_bytes()]);
        Self { key, house, tables: Mutex::default() }
    }

    fn tables(&self) -> MutexGuard<'_, BTreeMap<TableId, (u32, Arc<Signer>)>> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name of a table's record. It can't be led back to the table by whoever has not the key.
    pub(crate) fn origin(&self, table: TableId, epoch: u32) -> String {
        let parts: [&[u8]; 4] = [
            b"roundtable/log/v1\0",
            self.key.as_bytes(),
            &table.number().to_be_bytes(),
            &epoch.to_be_bytes(),
        ];
        format!("roundtable/{}/{}", self.house, number(&parts))
    }

    /// A table's record goes on under the name of this epoch.
    pub(crate) fn turn(&self, table: TableId, epoch: u32) -> Option<Arc<Signer>> {
        let signer = Arc::new(Signer::from_seed(&self.origin(table, epoch), *self.key.as_bytes()).ok()?);
        self.tables().insert(table, (epoch, Arc::clone(&signer)));
        Some(signer)
    }

    fn signer(&self, table: TableId) -> Option<Arc<Signer>> {
        let known = self.tables().get(&table).map(|(_, signer)| Arc::clone(signer));
        known.or_else(|| self.turn(table, 1))
    }

    /// Promises entries of a table together.
    pub(crate) fn pledge(&self, table: TableId, until: Until, entries: Vec<Vec<u8>>) -> Vec<Pledge> {
        self.signer(table)
            .map(|signer| pledge(signer.verifier().name().as_str(), &signer, until, entries))
            .unwrap_or_default()
    }
}

/// Sixteen hex digits of a hash.
fn number(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().take(8).fold(String::with_capacity(16), |text, byte| format!("{text}{byte:02x}"))
}
