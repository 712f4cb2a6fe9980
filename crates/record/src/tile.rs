//! The tree as plain files: tiles of 256 hashes, and bundles of 256 entries (C2SP tlog-tiles).
//!
//! A tile at level `l` holds hashes of the tree's level `8·l`; so a level-1 hash stands over 256 entries. Only the last tile of
//! a level is narrower, and its address says how narrow.
//!
//! ```
//! use record::tile::{Kind, Tile};
//! let tile = Tile { kind: Kind::Hashes(0), number: 1_234_067, width: 256 };
//! assert_eq!(tile.path(), "tile/0/x001/x234/067");
//! assert_eq!(Tile::from_path("tile/entries/000.p/3"), Some(Tile { kind: Kind::Entries, number: 0, width: 3 }));
//! ```

use crate::hash::Hash;
use crate::tree::Nodes;

/// Hashes, or entries, in a full tile.
pub const WIDTH: u64 = 256;
/// Levels of the tree in a tile.
const HEIGHT: u32 = 8;
/// The highest level a tile can have.
const HIGHEST: u8 = 7;
/// The most bytes of an entry: its length is written in two.
pub const MOST_BYTES: usize = 65_535;

/// What is in a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Hashes, of this level.
    Hashes(u8),
    /// Entries.
    Entries,
}

/// A file of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// What is in it.
    pub kind: Kind,
    /// Which one of its level, from 0.
    pub number: u64,
    /// How many hashes or entries it holds, 1 to 256.
    pub width: u16,
}

impl Tile {
    /// Its address under the log's.
    pub fn path(&self) -> String {
        let level = match self.kind {
            Kind::Hashes(level) => level.to_string(),
            Kind::Entries => "entries".to_owned(),
        };
        let partial =
            if u64::from(self.width) < WIDTH { format!(".p/{}", self.width) } else { String::new() };
        format!("tile/{level}/{}{partial}", digits(self.number))
    }

    /// Reads an address; `None` for anything that [`path`](Self::path) would write otherwise.
    pub fn from_path(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let kind = match level {
            "entries" => Kind::Entries,
            level => Kind::Hashes(level.parse().ok().filter(|&level| level <= HIGHEST)?),
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
            None => (rest, WIDTH),
        };
        let mut whole = 0_u64;
        for part in number.split('/') {
            let three: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
            whole = whole.checked_mul(1000)?.checked_add(three)?;
        }
        let tile = Self { kind, number: whole, width: u16::try_from(width).ok()? };
        (tile.path() == path).then_some(tile)
    }

    /// All tiles of hashes, and bundles of entries, of a tree of `size`, entries first.
    pub fn all(size: u64) -> Vec<Self> {
        let mut tiles = Vec::new();
        let kinds = std::iter::once(Kind::Entries).chain((0..=HIGHEST).map(Kind::Hashes));
        for kind in kinds {
            let number = size >> shift(kind);
            let full = (0..number / WIDTH).map(|number| Self { kind, number, width: 256 });
            tiles.extend(full);
            let width = u16::try_from(number % WIDTH).unwrap_or(0);
            if width > 0 {
                tiles.push(Self { kind, number: number / WIDTH, width });
            }
        }
        tiles
    }

    /// Whether a tree of `size` has it: a full tile when it is full there, a narrower one when it was as narrow at some size
    /// before.
    pub fn is_in(&self, size: u64) -> bool {
        let here = size >> shift(self.kind);
        let Some(first) = self.number.checked_mul(WIDTH) else { return false };
        first.checked_add(u64::from(self.width)).is_some_and(|end| end <= here)
    }

    /// The bytes of a tile of hashes: 32 for each. `None` for entries, and where the tree is too small.
    pub fn hashes(&self, nodes: &impl Nodes) -> Option<Vec<u8>> {
        let Kind::Hashes(level) = self.kind else { return None };
        let first = self.number.checked_mul(WIDTH)?;
        let mut bytes = Vec::with_capacity(usize::from(self.width) * 32);
        for index in first..first + u64::from(self.width) {
            bytes.extend_from_slice(nodes.node(u32::from(level) * HEIGHT, index)?.as_bytes());
        }
        Some(bytes)
    }
}

const fn shift(kind: Kind) -> u32 {
    match kind {
        Kind::Hashes(level) => level as u32 * HEIGHT,
        Kind::Entries => 0,
    }
}

/// Three digits to a part, all but the last with an `x` before them.
fn digits(number: u64) -> String {
    let mut parts = vec![format!("{:03}", number % 1000)];
    let mut left = number / 1000;
    while left > 0 {
        parts.push(format!("x{:03}", left % 1000));
        left /= 1000;
    }
    parts.reverse();
    parts.join("/")
}

/// The hashes in a tile's bytes; `None` where they are not so many.
pub fn read_hashes(tile: &Tile, bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    let whole = rest.is_empty() && hashes.len() == usize::from(tile.width);
    whole.then(|| hashes.iter().copied().map(Hash::from_bytes).collect())
}

/// Adds an entry to a bundle: its length in two bytes, high byte first, and itself. `false`, and nothing is added, when it is
/// longer than [`MOST_BYTES`].
#[must_use]
pub fn bundle(bundle: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else { return false };
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    true
}

/// The entries in a bundle's bytes; `None` where they are not so many, or something is left over.
pub fn read_bundle<'a>(tile: &Tile, bytes: &'a [u8]) -> Option<Vec<&'a [u8]>> {
    let mut entries = Vec::with_capacity(usize::from(tile.width));
    let mut left = bytes;
    while let Some((length, rest)) = left.split_first_chunk::<2>() {
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry);
        left = rest;
    }
    (left.is_empty() && entries.len() == usize::from(tile.width)).then_some(entries)
}
