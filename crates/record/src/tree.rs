//! The tree over all entries: its root, proofs, and how to check them (RFC 6962, section 2.1; RFC 9162, sections 2.1.3.2 and
//! 2.1.4.2 for the checks).
//!
//! A complete subtree of height `level` over entries `index·2^level ..` has one hash that never changes again. The root of any
//! size, and every proof, is put together from such hashes; [`Nodes`] is where they come from. [`Tree`] keeps all of them in
//! memory (64 bytes an entry); [`Frontier`] keeps only what growing needs.
//!
//! ```
//! use record::{hash::leaf, tree::{self, Tree}};
//! let mut tree = Tree::default();
//! (0_u8..7).for_each(|entry| tree.push(leaf(&[entry])));
//! let (then, now) = (tree.root_at(4).unwrap(), tree.root());
//! let grown = tree.consistency(4, 7).unwrap();
//! assert!(tree::has_grown(4, &then, 7, &now, &grown));
//! let path = tree.inclusion(6, 7).unwrap();
//! assert_eq!(tree::root_above(leaf(&[6]), 6, 7, &path), Some(now));
//! ```

use crate::hash::{Hash, empty, node};

/// Where the hashes of complete subtrees come from.
pub trait Nodes {
    /// The hash over entries `index·2^level .. (index + 1)·2^level`; `None` where there are not so many.
    fn node(&self, level: u32, index: u64) -> Option<Hash>;
}

/// The hash over `count` entries from `start` (`MTH` of RFC 6962). `start` is a multiple of the smallest power of two that is
/// at least `count`. `None` where an entry is missing; the hash of nothing for a count of 0.
fn over(nodes: &impl Nodes, start: u64, count: u64) -> Option<Hash> {
    if count == 0 {
        return Some(empty());
    }
    if count.is_power_of_two() {
        let level = count.trailing_zeros();
        return nodes.node(level, start >> level);
    }
    let left = split(count);
    Some(node(&over(nodes, start, left)?, &over(nodes, start + left, count - left)?))
}

/// The largest power of two under `count`, for a count of 2 or more.
const fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}

/// The root over the first `size` entries.
pub fn root(nodes: &impl Nodes, size: u64) -> Option<Hash> {
    over(nodes, 0, size)
}

/// Goes down from the entries of the whole tree by halves for as long as `deeper` says where to go from `count` entries at
/// `start`: to the left half or not. Keeps the hashes of the halves passed by, the last one first, and says where it ended.
fn descend(
    nodes: &impl Nodes,
    size: u64,
    deeper: impl Fn(u64, u64) -> Option<bool>,
) -> Option<(Vec<Hash>, u64, u64)> {
    let (mut start, mut count) = (0, size);
    let mut passed = Vec::new();
    while let Some(to_the_left) = deeper(start, count) {
        let left = split(count);
        if to_the_left {
            passed.push(over(nodes, start + left, count - left)?);
            count = left;
        } else {
            passed.push(over(nodes, start, left)?);
            (start, count) = (start + left, count - left);
        }
    }
    passed.reverse();
    Some((passed, start, count))
}

/// The proof that entry `index` is in the tree of `size`: the hashes beside its way up, from the leaf's sibling on. `None`
/// where it is not.
pub fn inclusion(nodes: &impl Nodes, index: u64, size: u64) -> Option<Vec<Hash>> {
    if index >= size {
        return None;
    }
    let towards = |start, count| (count > 1).then(|| index - start < split(count));
    descend(nodes, size, towards).map(|(beside, ..)| beside)
}

/// The proof that the tree of `new` entries begins with that of `old`. Empty where they are equal or `old` is 0; `None` where
/// `old` is larger, or an entry is missing.
pub fn consistency(nodes: &impl Nodes, old: u64, new: u64) -> Option<Vec<Hash>> {
    if old > new {
        return None;
    }
    if old == 0 || old == new {
        return Some(Vec::new());
    }
    // The old tree ends inside, or at the end of, the `count` entries from `start`.
    let towards = |start, count| {
        let held = old - start;
        (held < count).then(|| held <= split(count))
    };
    let (passed, start, count) = descend(nodes, new, towards)?;
    // Where that is the whole of the old tree, it is what the checker has already.
    let own = if start > 0 { vec![over(nodes, start, count)?] } else { Vec::new() };
    Some([own, passed].concat())
}

/// The root that a proof of inclusion leads to from `leaf` at `index` of `size`; `None` where it has the wrong length or the
/// index is past the end. The entry is in the tree when that is the tree's root.
pub fn root_above(leaf: Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for beside in proof {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            hash = node(beside, &hash);
            climb(&mut at, &mut last);
        } else {
            hash = node(&hash, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

/// Up past the levels where the right edge has no sibling.
const fn climb(at: &mut u64, last: &mut u64) {
    while at.is_multiple_of(2) && *at != 0 {
        (*at, *last) = (*at >> 1, *last >> 1);
    }
}

/// Whether a proof of consistency holds: the tree of `new` entries with root `now` begins with the tree of `old` entries with
/// root `then`.
pub fn has_grown(old: u64, then: &Hash, new: u64, now: &Hash, proof: &[Hash]) -> bool {
    if old == new {
        return proof.is_empty() && then == now;
    }
    if old == 0 {
        return proof.is_empty() && *then == empty();
    }
    if old > new {
        return false;
    }
    // A complete old tree is itself the first hash, and is not sent.
    let (first, rest) = if old.is_power_of_two() {
        (then, proof)
    } else {
        let Some((first, rest)) = proof.split_first() else { return false };
        (first, rest)
    };
    if rest.is_empty() {
        return false;
    }
    let (mut at, mut last) = (old - 1, new - 1);
    while at % 2 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut older, mut newer) = (*first, *first);
    for beside in rest {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            older = node(beside, &older);
            newer = node(beside, &newer);
            climb(&mut at, &mut last);
        } else {
            newer = node(&newer, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && older == *then && newer == *now
}

/// A tree in memory, every complete subtree at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// By level, from the leaves up.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Adds the hash of the next entry.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(hash);
            let [.., left, right] = row.as_slice() else { return };
            if row.len() % 2 == 1 {
                return;
            }
            hash = node(left, right);
        }
    }

    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// The root over all entries.
    pub fn root(&self) -> Hash {
        root(self, self.size()).unwrap_or_else(empty)
    }

    /// The root there was when there were `size` entries; `None` where there are fewer now.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        root(self, size)
    }

    /// See [`inclusion`].
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        inclusion(self, index, size)
    }

    /// See [`consistency`].
    pub fn consistency(&self, old: u64, new: u64) -> Option<Vec<Hash>> {
        consistency(self, old, new)
    }
}

impl Nodes for Tree {
    fn node(&self, level: u32, index: u64) -> Option<Hash> {
        self.levels.get(level as usize)?.get(usize::try_from(index).ok()?).copied()
    }
}

/// What is needed to go on growing a tree, and its root: at most 64 hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// The complete subtrees, largest first: one for each bit that is set in the size.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Adds the hash of the next entry.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        let mut left = self.size;
        while left % 2 == 1
            && let Some(beside) = self.peaks.pop()
        {
            hash = node(&beside, &hash);
            left >>= 1;
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many entries there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root over all entries.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(&last) = peaks.next() else { return empty() };
        peaks.fold(last, |right, left| node(left, &right))
    }
}
