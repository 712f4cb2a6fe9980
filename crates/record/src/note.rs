//! Text that is signed by one or more keys (C2SP signed-note).
//!
//! ```
//! use record::note::{Note, Signer, Verifier};
//! let signer = Signer::from_seed("table.example", [1; 32])?;
//! let mut note = Note::new("We agreed.\n")?;
//! note.add(signer.sign(&note));
//! let verifier: Verifier = signer.verifier().to_string().parse()?;
//! let read: Note = note.to_string().parse()?;
//! assert!(verifier.has_signed(&read));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt::{self, Write as _};
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// Between the text and its signatures.
const RULE: &str = "\n\n";
/// An em dash and a space.
const DASH: &str = "\u{2014} ";
/// More signatures than that are not read. The specification asks for 16 at least.
const MOST_SIGNATURES: usize = 64;

/// What is wrong with a note or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not a note: see the specification.
    #[error("this is not a signed note: it needs a text, an empty line, and at least one signature line")]
    Form,
    /// The text can't be signed.
    #[error("a note's text ends with a newline and holds no other control characters")]
    Text,
    /// Not the name of a key.
    #[error("a key's name has one character or more, and no spaces or plus signs")]
    Name,
    /// Not a key.
    #[error("this is not a public key in the form name+id+base64, or it is of a kind that is not known here")]
    Key,
    /// A signature by a known key that does not hold.
    #[error("a signature by a known key does not fit the text")]
    False,
    /// No known key has signed.
    #[error("nobody known here has signed this")]
    Unsigned,
}

/// The kinds of signature that are known here, with the byte each has in keys and ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Algorithm {
    /// Ed25519 over the text.
    Ed25519 = 1,
    /// Ed25519 over a time and the text: [`cosignature`](crate::cosignature).
    Cosignature = 4,
}

/// The name of a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyName(String);

impl KeyName {
    /// Checks a name: not empty, no spaces, no plus, no control characters.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn new(name: &str) -> Result<Self, NoteError> {
        let is_bad = |char: char| char.is_whitespace() || char.is_control() || char == '+';
        if name.is_empty() || name.contains(is_bad) {
            Err(NoteError::Name)
        } else {
            Ok(Self(name.to_owned()))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One signature: whose it says it is, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key's name.
    pub name: KeyName,
    /// The first four bytes of the key's hash.
    pub id: [u8; 4],
    /// What the key made of the text.
    pub bytes: Vec<u8>,
}

impl fmt::Display for Signature {
    /// The signature's line, without a newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id[..], &self.bytes].concat();
        write!(f, "{DASH}{} {}", self.name, STANDARD.encode(bytes))
    }
}

impl FromStr for Signature {
    type Err = NoteError;

    fn from_str(line: &str) -> Result<Self, NoteError> {
        let (name, base64) =
            line.strip_prefix(DASH).and_then(|rest| rest.split_once(' ')).ok_or(NoteError::Form)?;
        let bytes = STANDARD.decode(base64).map_err(|_| NoteError::Form)?;
        let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NoteError::Form)?;
        if bytes.is_empty() {
            return Err(NoteError::Form);
        }
        Ok(Self { name: KeyName::new(name).map_err(|_| NoteError::Form)?, id: *id, bytes: bytes.to_vec() })
    }
}

/// A text and its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

impl Note {
    /// A text, not signed yet.
    ///
    /// # Errors
    /// [`NoteError::Text`].
    pub fn new(text: &str) -> Result<Self, NoteError> {
        let is_bad = |char: char| char.is_ascii_control() && char != '\n';
        if !text.ends_with('\n') || text.contains(is_bad) {
            return Err(NoteError::Text);
        }
        Ok(Self { text: text.to_owned(), signatures: Vec::new() })
    }

    /// Lines that are known to be fit.
    pub(crate) const fn of_lines(text: String) -> Self {
        Self { text, signatures: Vec::new() }
    }

    /// The text, its last newline included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in their order. They may be anybody's: see [`Verifier::has_signed`].
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature, unless this key has one already: then the new one takes its place.
    pub fn add(&mut self, signature: Signature) {
        self.signatures.retain(|one| one.name != signature.name || one.id != signature.id);
        self.signatures.push(signature);
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        f.write_char('\n')?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(whole: &str) -> Result<Self, NoteError> {
        let at = whole.rfind(RULE).ok_or(NoteError::Form)?;
        let (text, rest) = whole.split_at(at + 1);
        let lines = rest[1..].strip_suffix('\n').ok_or(NoteError::Form)?;
        let mut note = Self::new(text).map_err(|_| NoteError::Form)?;
        for line in lines.split('\n') {
            if note.signatures.len() == MOST_SIGNATURES {
                return Err(NoteError::Form);
            }
            note.signatures.push(line.parse()?);
        }
        Ok(note)
    }
}

/// `SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key)`, the first four bytes.
pub(crate) fn key_id(name: &KeyName, algorithm: Algorithm, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name.as_str())
        .chain_update([b'\n', algorithm as u8])
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// Writes a public key as `name+id+base64`.
pub(crate) fn write_key(
    f: &mut fmt::Formatter<'_>,
    name: &KeyName,
    algorithm: Algorithm,
    key: &VerifyingKey,
) -> fmt::Result {
    let id = u32::from_be_bytes(key_id(name, algorithm, key));
    let bytes = [&[algorithm as u8][..], key.as_bytes()].concat();
    write!(f, "{name}+{id:08x}+{}", STANDARD.encode(bytes))
}

/// Reads what [`write_key`] wrote. Weak keys, which fit many signatures, are refused.
pub(crate) fn read_key(text: &str, algorithm: Algorithm) -> Result<(KeyName, VerifyingKey), NoteError> {
    let (name, rest) = text.split_once('+').ok_or(NoteError::Key)?;
    let (id, base64) = rest.split_once('+').ok_or(NoteError::Key)?;
    let name = KeyName::new(name)?;
    let bytes = STANDARD.decode(base64).map_err(|_| NoteError::Key)?;
    let (&kind, key) = bytes.split_first().ok_or(NoteError::Key)?;
    let key: [u8; 32] = key.try_into().map_err(|_| NoteError::Key)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key)?;
    let fits = kind == algorithm as u8
        && id == format!("{:08x}", u32::from_be_bytes(key_id(&name, algorithm, &key)));
    if fits && !key.is_weak() { Ok((name, key)) } else { Err(NoteError::Key) }
}

/// A public key with its name. It reads and writes as a `vkey`: `name+id+base64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: KeyName,
    key: VerifyingKey,
}

impl Verifier {
    /// A public key under a name: the same key signs under several where a house has many logs.
    ///
    /// # Errors
    /// [`NoteError::Name`], and [`NoteError::Key`] where the bytes are no key or a weak one.
    pub fn from_key(name: &str, key: &[u8; 32]) -> Result<Self, NoteError> {
        let key = VerifyingKey::from_bytes(key).map_err(|_| NoteError::Key)?;
        if key.is_weak() {
            return Err(NoteError::Key);
        }
        Ok(Self { name: KeyName::new(name)?, key })
    }

    /// The key's name.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key's bytes.
    pub fn key(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether this key has signed the note, and each of its signatures there holds.
    pub fn has_signed(&self, note: &Note) -> bool {
        self.check(note).is_ok()
    }

    /// As [`has_signed`](Self::has_signed), saying why not.
    ///
    /// # Errors
    /// [`NoteError::Unsigned`] where it has not, [`NoteError::False`] where a signature with its name and id does not hold.
    pub fn check(&self, note: &Note) -> Result<(), NoteError> {
        let id = key_id(&self.name, Algorithm::Ed25519, &self.key);
        let mut own = note.signatures.iter().filter(|one| one.name == self.name && one.id == id).peekable();
        own.peek().ok_or(NoteError::Unsigned)?;
        let holds = |one: &Signature| {
            Ed25519::from_slice(&one.bytes)
                .is_ok_and(|signature| self.key.verify_strict(note.text.as_bytes(), &signature).is_ok())
        };
        if own.all(holds) { Ok(()) } else { Err(NoteError::False) }
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_key(f, &self.name, Algorithm::Ed25519, &self.key)
    }
}

impl FromStr for Verifier {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        read_key(text, Algorithm::Ed25519).map(|(name, key)| Self { name, key })
    }
}

/// A private key with its name. Its bytes are wiped when it goes.
pub struct Signer {
    name: KeyName,
    key: SigningKey,
}

impl Signer {
    /// The key of a seed: 32 bytes of the operating system's randomness that the caller drew and keeps.
    ///
    /// # Errors
    /// [`NoteError::Name`].
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        Ok(Self { name: KeyName::new(name)?, key: SigningKey::from_bytes(&seed) })
    }

    /// The public key that goes with it.
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Signs the text of a note.
    pub fn sign(&self, note: &Note) -> Signature {
        Signature {
            name: self.name.clone(),
            id: key_id(&self.name, Algorithm::Ed25519, &self.key.verifying_key()),
            bytes: self.key.sign(note.text.as_bytes()).to_vec(),
        }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({}, kept private)", self.name)
    }
}
