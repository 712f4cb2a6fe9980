//! The tree against RFC 6962's definition, written out as there, and against published roots.

use proptest::prelude::*;
use record::hash::{Hash, empty, leaf, node};
use record::tile::{self, Kind, Tile};
use record::tree::{Frontier, Tree, has_grown, root_above};

/// `MTH` as RFC 6962 has it.
fn naive(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty(),
        [one] => *one,
        many => {
            let mut left = 1;
            while left * 2 < many.len() {
                left *= 2;
            }
            node(&naive(&many[..left]), &naive(&many[left..]))
        }
    }
}

fn numbered(size: u64) -> (Vec<Hash>, Tree) {
    let leaves: Vec<Hash> = (0..size).map(|entry| leaf(&entry.to_be_bytes())).collect();
    let mut tree = Tree::default();
    for &leaf in &leaves {
        tree.push(leaf);
    }
    (leaves, tree)
}

fn hex(hash: &Hash) -> String {
    hash.as_bytes().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The vectors that certificate transparency's implementations share.
#[test]
fn published_roots() {
    let entries: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut tree = Tree::default();
    assert_eq!(hex(&tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (entry, root) in entries.into_iter().zip(roots) {
        tree.push(leaf(entry));
        assert_eq!(hex(&tree.root()), root, "{} entries", tree.size());
    }
}

#[test]
fn every_root_and_proof_of_small_trees() {
    const MOST: u64 = 66;
    let (leaves, tree) = numbered(MOST);
    let mut frontier = Frontier::default();
    for size in 0..=MOST {
        let root = naive(&leaves[..usize::try_from(size).unwrap()]);
        assert_eq!(tree.root_at(size), Some(root));
        assert_eq!((frontier.size(), frontier.root()), (size, root));
        if let Some(&next) = leaves.get(usize::try_from(size).unwrap()) {
            frontier.push(next);
        }
        for index in 0..size {
            let proof = tree.inclusion(index, size).unwrap();
            let leaf = leaves[usize::try_from(index).unwrap()];
            assert_eq!(root_above(leaf, index, size, &proof), Some(root), "{index} of {size}");
            assert!(proof.len() <= 7);
        }
        for old in 0..=size {
            let proof = tree.consistency(old, size).unwrap();
            assert!(has_grown(old, &tree.root_at(old).unwrap(), size, &root, &proof), "{old} to {size}");
        }
    }
    assert_eq!(tree.root_at(MOST + 1), None);
    assert_eq!(tree.inclusion(MOST, MOST), None);
    assert_eq!(tree.consistency(3, 2), None);
}

/// A proof that any other change fits would prove nothing: change each part of each proof in turn.
#[test]
fn no_changed_proof_holds() {
    let (leaves, tree) = numbered(21);
    for size in 1..=21 {
        let root = tree.root_at(size).unwrap();
        for index in 0..size {
            let own = leaves[usize::try_from(index).unwrap()];
            let proof = tree.inclusion(index, size).unwrap();
            let leads = |leaf, index, proof: &[Hash]| root_above(leaf, index, size, proof) == Some(root);
            assert!(!leads(leaf(b"another"), index, &proof));
            assert!((0..size).filter(|&other| other != index).all(|other| !leads(own, other, &proof)));
            for changed in changes(&proof) {
                assert!(!leads(own, index, &changed), "{index} of {size}");
            }
        }
        for old in 1..size {
            let then = tree.root_at(old).unwrap();
            let proof = tree.consistency(old, size).unwrap();
            for changed in changes(&proof) {
                assert!(!has_grown(old, &then, size, &root, &changed), "{old} to {size}");
            }
            assert!(!has_grown(old, &root, size, &root, &proof));
            assert!(!has_grown(old, &then, size, &then, &proof));
        }
    }
}

/// Without each hash, with one more, with two exchanged, with each bit of the first byte turned.
fn changes(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[empty()]].concat()];
    for at in 0..proof.len() {
        let mut without = proof.to_vec();
        let gone = without.remove(at);
        all.push(without);
        let mut turned = proof.to_vec();
        let mut bytes = *gone.as_bytes();
        bytes[0] ^= 1;
        turned[at] = Hash::from_bytes(bytes);
        all.push(turned);
        if at > 0 {
            let mut exchanged = proof.to_vec();
            exchanged.swap(at - 1, at);
            all.push(exchanged);
        }
    }
    all
}

#[test]
fn tiles_of_the_specification() {
    // "A tree of size 70,000": 273 full level-0 tiles and one of 112, one full level-1 tile and one of 17, one of 1.
    let tiles: Vec<_> = Tile::all(70_000).into_iter().filter(|tile| tile.kind != Kind::Entries).collect();
    let count = |kind, width| tiles.iter().filter(|tile| tile.kind == kind && tile.width == width).count();
    assert_eq!((count(Kind::Hashes(0), 256), count(Kind::Hashes(0), 112)), (273, 1));
    assert_eq!((count(Kind::Hashes(1), 256), count(Kind::Hashes(1), 17)), (1, 1));
    assert_eq!((count(Kind::Hashes(2), 1), tiles.len()), (1, 277));
    let of_256: Vec<String> = Tile::all(256).iter().map(Tile::path).collect();
    assert_eq!(of_256, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    assert!(Tile::all(0).is_empty());
}

#[test]
fn tiles_hold_the_tree() {
    let (leaves, tree) = numbered(600);
    for tile in Tile::all(600).into_iter().filter(|tile| tile.kind != Kind::Entries) {
        assert!(tile.is_in(600));
        let hashes = tile::read_hashes(&tile, &tile.hashes(&tree).unwrap()).unwrap();
        let Kind::Hashes(level) = tile.kind else { continue };
        let span = 256_usize.pow(u32::from(level));
        for (at, hash) in hashes.iter().enumerate() {
            let first = (usize::try_from(tile.number).unwrap() * 256 + at) * span;
            assert_eq!(*hash, naive(&leaves[first..first + span]));
        }
    }
    let beyond = Tile { kind: Kind::Hashes(0), number: 2, width: 89 };
    assert!(!beyond.is_in(600) && beyond.hashes(&tree).is_none());
}

#[test]
fn addresses_are_written_in_one_way() {
    for good in ["tile/0/000", "tile/7/x001/000.p/255", "tile/entries/x999/x000/001.p/1"] {
        assert_eq!(Tile::from_path(good).map(|tile| tile.path()).as_deref(), Some(good));
    }
    let bad = [
        "tile/00/000",
        "tile/0/0",
        "tile/0/x000/000",
        "tile/0/x001/x000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/8/000",
        "tile/0/+12",
        "tile/0/000/",
        "tile/0/",
        "tile/x/000",
        "0/000",
        "",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ];
    for bad in bad {
        assert_eq!(Tile::from_path(bad), None, "{bad}");
    }
}

#[test]
fn bundles() {
    let tile = Tile { kind: Kind::Entries, number: 0, width: 3 };
    let mut bytes = Vec::new();
    for entry in [&b"one"[..], b"", &vec![7; 65_535]] {
        assert!(tile::bundle(&mut bytes, entry));
    }
    assert!(!tile::bundle(&mut bytes, &vec![7; 65_536]), "too long");
    let read = tile::read_bundle(&tile, &bytes).unwrap();
    assert_eq!((read[0], read[1], read[2].len()), (&b"one"[..], &b""[..], 65_535));
    assert_eq!(tile::read_bundle(&tile, &bytes[..bytes.len() - 1]), None);
    assert_eq!(tile::read_bundle(&tile, &[bytes.as_slice(), &[0]].concat()), None);
    assert_eq!(tile::read_bundle(&Tile { width: 2, ..tile }, &bytes), None);
}

proptest! {
    #[test]
    fn a_larger_tree(size in 1_u64..3_000, a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let (leaves, tree) = numbered(size);
        let whole = usize::try_from(size).unwrap();
        let index = a.index(whole);
        let proof = tree.inclusion(index as u64, size).unwrap();
        prop_assert_eq!(tree.root(), naive(&leaves));
        prop_assert_eq!(root_above(leaves[index], index as u64, size, &proof), Some(tree.root()));
        let old = b.index(whole) as u64 + 1;
        let grown = tree.consistency(old, size).unwrap();
        prop_assert!(has_grown(old, &tree.root_at(old).unwrap(), size, &tree.root(), &grown));
    }

    #[test]
    fn nothing_read_ever_panics(path in ".{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..200), width in 0_u16..300) {
        let _ = Tile::from_path(&path);
        let tile = Tile { kind: Kind::Entries, number: u64::MAX, width };
        let _ = tile::read_bundle(&tile, &bytes);
        let _ = tile::read_hashes(&tile, &bytes);
        prop_assert!(!tile.is_in(u64::MAX) || width == 0);
    }
}
