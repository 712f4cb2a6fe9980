//! Where the receipt of a key is: an index in memory, of a few dozen bytes a command.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use table::Day;

use super::engine;
use crate::journal::StoreError;

/// So many receipts are remembered at most; then the oldest tenth is forgotten.
const MOST: usize = 4_000_000;

/// The first eight bytes of a key's hash, and the number of its receipt. The map is only looked things up in, so
/// its order never shows. Two keys with the same eight bytes (one chance in 10⁷ when full) make the older one
/// forgotten.
#[derive(Default)]
pub(super) struct Keys(HashMap<u64, i64>);

fn short(key: &[u8; 32]) -> u64 {
    key.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

impl Keys {
    /// Of all receipts there are.
    pub(super) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut statement = connection.prepare("SELECT no, key FROM receipt ORDER BY no").map_err(engine)?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, [u8; 32]>(1)?, row.get::<_, i64>(0)?)))
            .map_err(engine)?;
        let mut keys = Self::default();
        for row in rows {
            let (key, no) = row.map_err(engine)?;
            keys.0.insert(short(&key), no);
        }
        Ok(keys)
    }

    /// The number of the receipt that a key may have.
    pub(super) fn find(&self, key: &[u8; 32]) -> Option<i64> {
        self.0.get(&short(key)).copied()
    }

    /// Receipts that were just written.
    pub(super) fn add(&mut self, receipts: &[([u8; 32], i64)]) {
        self.0.extend(receipts.iter().map(|(key, no)| (short(key), *no)));
    }

    /// Forgets the oldest tenth when there are too many.
    pub(super) fn trim(&mut self, connection: &Connection) -> Result<(), StoreError> {
        if self.0.len() <= MOST {
            return Ok(());
        }
        let newest: i64 =
            connection.query_row("SELECT max(no) FROM receipt", [], |row| row.get(0)).map_err(engine)?;
        let kept = i64::try_from(MOST / 10 * 9).unwrap_or(i64::MAX);
        self.keep_from(connection, newest.saturating_sub(kept))
    }

    /// Forgets receipts from before a day.
    pub(super) fn forget(&mut self, connection: &Connection, before: Day) -> Result<(), StoreError> {
        let first: Option<i64> = connection
            .query_row("SELECT max(no) FROM receipt WHERE day < ?1", params![before.number()], |row| {
                row.get(0)
            })
            .map_err(engine)?;
        match first {
            Some(last_old) => self.keep_from(connection, last_old + 1),
            None => Ok(()),
        }
    }

    fn keep_from(&mut self, connection: &Connection, no: i64) -> Result<(), StoreError> {
        connection.execute("DELETE FROM receipt WHERE no < ?1", params![no]).map_err(engine)?;
        self.0.retain(|_, kept| *kept >= no);
        self.0.shrink_to_fit();
        Ok(())
    }
}
