//! An order of its own: drawn by lot from a seed, so that it tells nothing of who said something or when.

use sha2::{Digest, Sha256};

/// The lot of `of` in the draw `purpose` by `seed`: SHA-256 over the three. Things sorted by their lots stand in an order
/// that the seed alone decides.
pub fn lot(purpose: &str, seed: &[u8; 32], of: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(purpose).chain_update(seed).chain_update(of).finalize().into()
}
