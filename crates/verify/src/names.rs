//! One key under another name: all records of a house are signed with the same one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::note::{KeyName, Verifier};
use sha2::{Digest, Sha256};

/// The byte of Ed25519 in keys and their ids (C2SP signed-note).
const ED25519: u8 = 1;

/// The same key under the name of another record; none where that can't be a name.
pub(crate) fn under(name: &str, key: &Verifier) -> Option<Verifier> {
    KeyName::new(name).ok()?;
    let id = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.key())
        .finalize()
        .iter()
        .take(4)
        .fold(String::with_capacity(8), |text, byte| format!("{text}{byte:02x}"));
    let bytes = [&[ED25519][..], key.key()].concat();
    format!("{name}+{id}+{}", STANDARD.encode(bytes)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::note::Signer;

    #[test]
    fn a_key_under_another_name_is_the_key_of_that_name() {
        let of = |name| Signer::from_seed(name, [9; 32]).unwrap().verifier();
        assert_eq!(under("roundtable/a/c", &of("roundtable/a/b")), Some(of("roundtable/a/c")));
        assert_eq!(under("no name", &of("roundtable/a/b")), None);
    }
}
