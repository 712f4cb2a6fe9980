//! The word of a witness: "at this time this was the largest tree of that log I had seen, and it had only grown" (C2SP
//! tlog-cosignature, the Ed25519 kind).

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};

use crate::note::{Algorithm, KeyName, Note, NoteError, Signature, key_id, read_key, write_key};

/// What is signed: a header, the time, the checkpoint.
fn message(time: u64, note: &Note) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{}", note.text()).into_bytes()
}

/// A witness's public key with its name. It reads and writes as a `vkey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    name: KeyName,
    key: VerifyingKey,
}

impl Witness {
    /// The key's name.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key's bytes.
    pub fn key(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// When this witness cosigned the checkpoint, in seconds since 1970.
    ///
    /// # Errors
    /// [`NoteError::Unsigned`] where it has not, [`NoteError::False`] where a cosignature with its name and id does not hold.
    pub fn check(&self, checkpoint: &Note) -> Result<u64, NoteError> {
        let id = key_id(&self.name, Algorithm::Cosignature, &self.key);
        let mut latest = Err(NoteError::Unsigned);
        for one in checkpoint.signatures().iter().filter(|one| one.name == self.name && one.id == id) {
            let time = self.time(one, checkpoint).ok_or(NoteError::False)?;
            latest = Ok(latest.map_or(time, |before: u64| before.max(time)));
        }
        latest
    }

    fn time(&self, one: &Signature, checkpoint: &Note) -> Option<u64> {
        let (time, signature) = one.bytes.split_first_chunk::<8>()?;
        let time = u64::from_be_bytes(*time);
        let signature = Ed25519::from_slice(signature).ok()?;
        self.key.verify_strict(&message(time, checkpoint), &signature).ok()?;
        i64::try_from(time).is_ok().then_some(time)
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_key(f, &self.name, Algorithm::Cosignature, &self.key)
    }
}

impl FromStr for Witness {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        read_key(text, Algorithm::Cosignature).map(|(name, key)| Self { name, key })
    }
}

/// A witness's private key with its name. Its bytes are wiped when it goes.
pub struct Cosigner {
    name: KeyName,
    key: SigningKey,
}

impl Cosigner {
    /// The key of a seed: 32 bytes of the operating system's randomness that the caller drew and keeps. Never the seed of a
    /// log's key, or of another witness: the message does not hold the name.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        Ok(Self { name: KeyName::new(name)?, key: SigningKey::from_bytes(&seed) })
    }

    /// The public key that goes with it.
    pub fn witness(&self) -> Witness {
        Witness { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Cosigns a checkpoint at a time, in seconds since 1970. Only for what [`witness`](crate::witness) has let pass.
    pub fn cosign(&self, checkpoint: &Note, time: u64) -> Signature {
        let signature = self.key.sign(&message(time, checkpoint));
        Signature {
            name: self.name.clone(),
            id: key_id(&self.name, Algorithm::Cosignature, &self.key.verifying_key()),
            bytes: [&time.to_be_bytes()[..], &signature.to_bytes()].concat(),
        }
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({}, kept private)", self.name)
    }
}
