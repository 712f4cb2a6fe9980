//! The record: what lets anyone see that nothing was changed.
//!
//! The promise is worded exactly so: *nobody can change this without it showing*. It takes four things, each a module of its
//! own, and all of them are pure: bytes in, bytes out.
//!
//! | Module | What it gives |
//! |---|---|
//! | [`commitment`] | A salted hash of something private. It stays when the thing itself is destroyed. |
//! | [`entry`] | What stands in the record: commitments, and facts that are about nobody. |
//! | [`hash`], [`tree`] | A Merkle tree (RFC 6962) over entries: one root that changes when any entry does; proofs that an entry is in it and that a later tree only added to an earlier one. |
//! | [`tile`] | The same tree as plain files that anyone can mirror (C2SP tlog-tiles). |
//! | [`note`], [`checkpoint`] | Size and root, signed (C2SP signed-note, tlog-checkpoint; Ed25519). |
//! | [`cosignature`], [`witness`], [`policy`] | Others sign that they saw the tree only grow, and a rule says whose word is enough (C2SP tlog-cosignature, tlog-witness, tlog-policy). |
//! | [`pledge`] | The signed promise that an entry will be in the record by a time. |
//! | [`receipt`] | A proof of one entry that is checked without asking anybody (C2SP tlog-proof). |
//!
//! ```
//! use record::{checkpoint::Checkpoint, note::Signer, receipt::Receipt, tree::Tree};
//!
//! let mut tree = Tree::default();
//! for entry in ["the offer", "a rule", "a decision"] {
//!     tree.push(record::hash::leaf(entry.as_bytes()));
//! }
//! let signer = Signer::from_seed("table.example/t/1", [7; 32])?;
//! let signed = Checkpoint::of("table.example/t/1", &tree).sign(&signer);
//!
//! // Whoever holds the receipt and the log's public key checks it alone.
//! let proof = tree.inclusion(1, 3).ok_or("no such entry")?;
//! let receipt = Receipt { index: 1, extra: None, proof, checkpoint: signed }.to_string();
//! let receipt: Receipt = receipt.parse()?;
//! assert!(receipt.check(record::hash::leaf(b"a rule"), &signer.verifier()).is_ok());
//! assert!(receipt.check(record::hash::leaf(b"another rule"), &signer.verifier()).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
pub mod checkpoint;
pub mod commitment;
pub mod cosignature;
pub mod entry;
pub mod hash;
pub mod note;
pub mod pledge;
pub mod policy;
pub mod receipt;
pub mod tile;
pub mod tree;
pub mod witness;

pub use commitment::{Commitment, Salt};
