//! The root of a record as it was with fewer entries, from its tiles: for whoever holds a paper of those days.

use record::hash::Hash;
use record::tile::{Kind, Tile, WIDTH, read_hashes};
use record::tree::{self, Nodes};
use store::Recorder;
use table::TableId;

/// The tree's levels in one tile.
const HEIGHT: u32 = 8;

/// The tree of a table's record, read from its tiles.
struct Tiles<'a> {
    recorder: &'a Recorder,
    table: TableId,
}

impl Nodes for Tiles<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        // A node stands over so many hashes of one tile, side by side.
        let over = 1_u64 << (level % HEIGHT);
        let first = index.checked_mul(over)?;
        let start = first % WIDTH;
        let tile = Tile {
            kind: Kind::Hashes(u8::try_from(level / HEIGHT).ok()?),
            number: first / WIDTH,
            width: u16::try_from(start + over).ok()?,
        };
        let bytes = self.recorder.tile(self.table, &tile).ok().flatten()?;
        let hashes = read_hashes(&tile, &bytes)?;
        let mut hashes = hashes.get(usize::try_from(start).ok()?..)?.to_vec();
        while hashes.len() > 1 {
            hashes = hashes
                .as_chunks::<2>()
                .0
                .iter()
                .map(|[left, right]| record::hash::node(left, right))
                .collect();
        }
        hashes.first().copied()
    }
}

/// The root when there were so many entries; none where there never were. Reads the disk.
pub(super) fn root_at(recorder: &Recorder, table: TableId, size: u64) -> Option<Hash> {
    if size == 0 {
        return None;
    }
    tree::root(&Tiles { recorder, table }, size)
}
