//! What the record is made of: entries, addresses of tiles, and what is in them. Whatever is read is written again as the same bytes.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use record::entry::Entry;
use record::hash;
use record::tile::{Kind, Tile, bundle, read_bundle, read_hashes};
use record::tree::Tree;

const SIZE: u64 = 70_000;
static TREE: LazyLock<Tree> = LazyLock::new(|| {
    let mut tree = Tree::default();
    (0..SIZE).for_each(|number| tree.push(hash::leaf(&number.to_be_bytes())));
    tree
});

fuzz_target!(|bytes: &[u8]| {
    if let Some(entry) = Entry::decode(bytes) {
        assert_eq!(entry.encode(), bytes);
    }
    if let Some(tile) = std::str::from_utf8(bytes).ok().and_then(Tile::from_path) {
        assert_eq!(tile.path().as_bytes(), bytes);
        let is_there = tile.is_in(SIZE) && tile.kind != Kind::Entries;
        let hashes = tile.hashes(&*TREE);
        assert_eq!(hashes.is_some(), is_there);
        assert!(hashes.is_none_or(|bytes| read_hashes(&tile, &bytes).is_some()));
    }
    let Some((width, rest)) = bytes.split_first() else { return };
    let tile = Tile { kind: Kind::Entries, number: 0, width: u16::from(*width) + 1 };
    if let Some(entries) = read_bundle(&tile, rest) {
        let mut again = Vec::new();
        assert!(entries.iter().all(|entry| bundle(&mut again, entry)));
        assert_eq!(again, rest);
    }
    if let Some(hashes) = read_hashes(&tile, rest) {
        assert_eq!(hashes.len(), usize::from(tile.width));
    }
});
