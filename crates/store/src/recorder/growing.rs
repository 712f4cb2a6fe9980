//! A record that grows: entries into bundles, hashes into tiles, and the root over all.

use std::cell::RefCell;
use std::collections::BTreeMap;

use record::hash::{self, Hash, node};
use record::tile::{self, WIDTH};
use record::tree::{self, Nodes};

use crate::journal::StoreError;
use crate::sqlite::shelf::{Changes, Shelf};

/// The tree as it is on the shelf.
pub(super) struct OnShelf<'s> {
    shelf: &'s Shelf,
    log: i64,
    seen: RefCell<BTreeMap<(u8, u64), Vec<u8>>>,
}

impl<'s> OnShelf<'s> {
    pub(super) fn new(shelf: &'s Shelf, log: i64) -> Self {
        Self { shelf, log, seen: RefCell::default() }
    }

    fn with<R>(&self, level: u8, number: u64, look: impl FnOnce(&[u8]) -> R) -> Option<R> {
        if let Some(hashes) = self.seen.borrow().get(&(level, number)) {
            return Some(look(hashes));
        }
        let hashes = self.shelf.tile(self.log, level, number).ok().flatten()?;
        let looked = look(&hashes);
        self.seen.borrow_mut().insert((level, number), hashes);
        Some(looked)
    }
}

impl Nodes for OnShelf<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        let (above, within) = (u8::try_from(level / 8).ok()?, level % 8);
        let first = index << within;
        let (number, at) = (first / WIDTH, usize::try_from(first % WIDTH).ok()?);
        self.with(above, number, |hashes| {
            let (hashes, _) = hashes.as_chunks::<32>();
            let part = hashes.get(at..at + (1 << within))?;
            Some(over(part.iter().copied().map(Hash::from_bytes).collect()))
        })?
    }
}

/// The root over hashes, a power of two of them.
fn over(mut row: Vec<Hash>) -> Hash {
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| node(left, right)).collect();
    }
    row.first().copied().unwrap_or_else(hash::empty)
}

/// A record with a batch that is not on the shelf yet.
pub(super) struct Growing<'s> {
    kept: OnShelf<'s>,
    size: u64,
    bundles: BTreeMap<u64, (Vec<u8>, Vec<u8>)>,
    tiles: BTreeMap<(u8, u64), Vec<u8>>,
}

impl<'s> Growing<'s> {
    pub(super) fn new(shelf: &'s Shelf, log: i64, size: u64) -> Self {
        Self { kept: OnShelf::new(shelf, log), size, bundles: BTreeMap::new(), tiles: BTreeMap::new() }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry; returns its number.
    pub(super) fn push(&mut self, entry: &[u8], seq: u32) -> Result<u64, StoreError> {
        let index = self.size;
        let number = index / WIDTH;
        if !self.bundles.contains_key(&number) {
            let begun = match index % WIDTH {
                0 => None,
                _ => self.kept.shelf.bundle(self.kept.log, number)?,
            };
            self.bundles.insert(number, begun.unwrap_or_default());
        }
        if let Some((entries, seqs)) = self.bundles.get_mut(&number) {
            if !tile::bundle(entries, entry) {
                return Err(StoreError::Engine("an entry of the record is too long".into()));
            }
            seqs.extend_from_slice(&seq.to_be_bytes());
        }
        self.grow(0, index, hash::leaf(entry))?;
        self.size += 1;
        Ok(index)
    }

    fn grow(&mut self, level: u8, index: u64, hash: Hash) -> Result<(), StoreError> {
        let number = index / WIDTH;
        if !self.tiles.contains_key(&(level, number)) {
            let begun = match index % WIDTH {
                0 => None,
                _ => self.kept.shelf.tile(self.kept.log, level, number)?,
            };
            self.tiles.insert((level, number), begun.unwrap_or_default());
        }
        let Some(hashes) = self.tiles.get_mut(&(level, number)) else { return Ok(()) };
        hashes.extend_from_slice(hash.as_bytes());
        let full = hashes.len() as u64 == WIDTH * 32;
        if full {
            let row = hashes.as_chunks::<32>().0.iter().copied().map(Hash::from_bytes).collect();
            self.grow(level + 1, number, over(row))?;
        }
        Ok(())
    }

    pub(super) fn root(&self) -> Option<Hash> {
        tree::root(self, self.size)
    }

    /// What is to be put on the shelf.
    pub(super) fn changes(self, checkpoint: String, tombstones: Vec<(u64, u64)>) -> Changes {
        Changes {
            size: self.size,
            checkpoint,
            bundles: self
                .bundles
                .into_iter()
                .map(|(number, (entries, seqs))| (number, entries, seqs))
                .collect(),
            tiles: self.tiles.into_iter().map(|((level, number), hashes)| (level, number, hashes)).collect(),
            tombstones,
        }
    }
}

impl Nodes for Growing<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        let (above, within) = (u8::try_from(level / 8).ok()?, level % 8);
        let first = index << within;
        let Some(hashes) = self.tiles.get(&(above, first / WIDTH)) else {
            return self.kept.node(level, index);
        };
        let at = usize::try_from(first % WIDTH).ok()?;
        let part = hashes.as_chunks::<32>().0.get(at..at + (1 << within))?;
        Some(over(part.iter().copied().map(Hash::from_bytes).collect()))
    }
}

#[cfg(test)]
mod tests {
    use record::tree::Tree;

    use super::*;

    #[test]
    fn the_tree_on_the_shelf_is_the_tree() {
        let directory = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(directory.path()).unwrap();
        let log = shelf.begin(table::TableId::from_number(1), 1, "roundtable/a/b").unwrap();
        let mut tree = Tree::default();
        let mut size = 0;
        for batch in [1_u64, 1, 5, 248, 1, 300, 70_000, 3] {
            let mut growing = Growing::new(&shelf, log, size);
            for at in size..size + batch {
                let entry = format!("entry {at}");
                growing.push(entry.as_bytes(), u32::try_from(at + 1).unwrap()).unwrap();
                tree.push(hash::leaf(entry.as_bytes()));
            }
            assert_eq!(growing.root(), Some(tree.root()));
            size = growing.size();
            shelf.keep(log, &growing.changes("a checkpoint".into(), Vec::new())).unwrap();
        }
        let kept = OnShelf::new(&shelf, log);
        assert_eq!(tree::root(&kept, size), Some(tree.root()));
        for index in [0, 255, 256, 65_535, 65_536, size - 1] {
            assert_eq!(tree::inclusion(&kept, index, size), tree.inclusion(index, size));
        }
        assert_eq!(tree::consistency(&kept, 257, size), tree.consistency(257, size));
        let seqs = shelf.seqs(log).unwrap();
        assert!(seqs.iter().zip(1..).all(|(seq, expected)| *seq == expected));
        assert_eq!(seqs.len() as u64, size);
        for tile in tile::Tile::all(size) {
            if let tile::Kind::Hashes(level) = tile.kind {
                assert_eq!(
                    shelf.tile(log, level, tile.number).unwrap(),
                    tile.hashes(&tree),
                    "{}",
                    tile.path()
                );
            }
        }
    }
}
