//! What a published map becomes outside the pages: its file, one self-contained page, and one picture.

mod account;
pub(crate) mod page;
mod picture;
#[cfg(test)]
mod tests;

use voice::published::Published;

pub use account::{Account, Audited, Chosen, Count, LeftOut, Silence, Who};
pub use page::html;
pub use picture::svg;

/// The map's file: canonical JSON with a line's end. The same map is the same bytes wherever it is written.
pub fn file(published: &Published) -> Vec<u8> {
    // Plain numbers, words and lists can always be written.
    let mut bytes = serde_json::to_vec(published).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
