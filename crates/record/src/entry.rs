//! What stands in the record: commitments to what people did, and facts that are about nobody.
//!
//! No free text, no number that stands for a person, no time finer than a day. `docs/record-format.md` is the same for whoever
//! writes a checker of their own.
//!
//! ```
//! use record::entry::{Entry, Fact};
//! let entry = Entry::Fact(Fact::Day(20_780));
//! assert_eq!(entry.encode(), br#"{"data":{"day":20780},"kind":"day","v":1}"#);
//! assert_eq!(Entry::decode(&entry.encode()), Some(entry));
//! ```

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::canonical::Value;
use crate::commitment::{Commitment, Salt};
use crate::hash::{self, Hash};

/// Defines a closed list of names: an enum, its names, and back.
macro_rules! names {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As it is written.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// Reads what [`key`](Self::key) wrote.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

names! {
    /// What a commitment is to. What people do for themselves is told apart as little as checking needs.
    Kind {
        /// The table was set.
        Table = "table",
        /// The agreement changed.
        Agreement = "agreement",
        /// An invitation was made or ended.
        Invitation = "invitation",
        /// A conversation was opened or imported, with its offer.
        Conversation = "conversation",
        /// The offer changed.
        Offer = "offer",
        /// How we decide was chosen or changed.
        Rule = "rule",
        /// An account of what was heard was called for or written.
        Account = "account",
        /// What was said to an account was counted.
        Settled = "settled",
        /// A decision was opened, got more time, or "who is not here?" was answered.
        Decision = "decision",
        /// A decision was counted.
        Result = "result",
        /// A promise was made, or there is news of it.
        Promise = "promise",
        /// Something was said.
        Statement = "statement",
        /// An answer to a statement was given or taken back.
        Response = "response",
        /// Something was said to an account, or taken back.
        Reply = "reply",
        /// A ballot was cast or taken back.
        Ballot = "ballot",
        /// Anything else that somebody did for themselves: a seat taken, a name, a reason, a card, leaving.
        Kept = "kept",
    }
}

names! {
    /// Who took something away, as a class of people.
    By {
        /// Whoever it belonged to.
        Author = "author",
        /// Whoever runs the server.
        Host = "host",
    }
}

names! {
    /// Why something was taken away.
    Reason {
        /// It was withdrawn or taken back.
        Withdrawn = "withdrawn",
        /// It was put in other words, or answered anew.
        Replaced = "replaced",
        /// Whoever it belonged to left the table.
        Left = "left",
        /// The host was asked to erase it, outside the table.
        Asked = "asked",
    }
}

names! {
    /// What a host did with the data.
    Act {
        /// Made a backup.
        Backup = "backup",
        /// Took rows of answers out, as files.
        Export = "export",
        /// Looked at rows of answers to make a map or an account.
        Read = "read",
        /// Brought a conversation in.
        Import = "import",
        /// Changed who witnesses the record.
        Witnesses = "witnesses",
        /// Changed how the server is set up.
        Config = "config",
        /// Erased a seat's content because its holder asked outside the table.
        Erase = "erase",
    }
}

names! {
    /// Why a record goes on under a new name.
    Cause {
        /// Everything was put back from a backup.
        Restored = "restored",
        /// The key that signs was lost.
        KeyLost = "key-lost",
    }
}

names! {
    /// A result that is worked out from answers and shown.
    Shown {
        /// The map and counts of a conversation, as `map.json`.
        Stand = "stand",
    }
}

/// Something that is about nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// What follows entered the record on this day or later (days since 1970-01-01).
    Day(i32),
    /// The content of an earlier entry was destroyed.
    Tombstone {
        /// Its number, from 0.
        entry: u64,
        /// Who had it destroyed.
        by: By,
        /// Why.
        reason: Reason,
    },
    /// The program that writes from here on.
    Build {
        /// Name and version.
        program: String,
        /// SHA-256 of the program's file, in hex.
        sha256: String,
    },
    /// A host did something with this table's data.
    Host(Act),
    /// This record goes on where another one ended. Always the first entry of a record that is not the table's first.
    Notice {
        /// Which record of the table this is, from 2.
        epoch: u32,
        /// Why.
        cause: Cause,
        /// The name of the one before.
        origin: String,
        /// How many entries it had when last seen.
        size: u64,
        /// Its root then.
        root: Hash,
    },
    /// The fingerprint of a result that was shown.
    Published {
        /// What.
        shown: Shown,
        /// Of which conversation.
        conversation: u32,
        /// How many things had been said and answered in it: from that it can be worked out again.
        at: u64,
        /// The version of the mathematics that made it.
        method: u32,
        /// SHA-256 of its bytes, in hex.
        sha256: String,
    },
}

/// One entry of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Something somebody did.
    Sealed {
        /// What sort of thing.
        kind: Kind,
        /// The number of the conversation, account, decision or promise, where the kind is of things with power over others.
        about: Option<u32>,
        /// The commitment to all of it, with a salt that stays private.
        commit: Commitment,
        /// The commitment to what may be shown of it: see [`public_salt`].
        public: Option<Commitment>,
    },
    /// Something about nobody.
    Fact(Fact),
}

/// The salt of what may be shown of an entry: `SHA-256("roundtable/public-salt/v1" 0x00 salt)`. It can be given to everybody
/// without giving the entry's own salt away, and goes when that goes.
pub fn public_salt(salt: &Salt) -> Salt {
    let mut hash = Sha256::new();
    hash.update(b"roundtable/public-salt/v1\0");
    hash.update(salt.as_bytes());
    Salt::from_bytes(hash.finalize().into())
}

impl Entry {
    /// Its kind, as it is written.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sealed { kind, .. } => kind.key(),
            Self::Fact(fact) => fact.kind(),
        }
    }

    /// Its bytes: what is hashed.
    pub fn encode(&self) -> Vec<u8> {
        let value = match self {
            Self::Sealed { kind, about, commit, public } => {
                let mut members = Vec::with_capacity(5);
                let mut add = |key, value| members.push((key, value));
                if let Some(about) = about {
                    add("about", Value::Number((*about).into()));
                }
                add("commit", Value::text(base64(commit.as_bytes())));
                add("kind", Value::text(kind.key()));
                if let Some(public) = public {
                    add("public", Value::text(base64(public.as_bytes())));
                }
                add("v", Value::Number(1));
                Value::Object(members)
            }
            Self::Fact(fact) => Value::object([
                ("data", fact.data()),
                ("kind", Value::text(fact.kind())),
                ("v", Value::Number(1)),
            ]),
        };
        let mut text = String::with_capacity(160);
        value.write(&mut text);
        text.into_bytes()
    }

    /// Reads an entry; `None` for anything that [`encode`](Self::encode) would write otherwise.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let Value::Object(members) = Value::read(bytes)? else { return None };
        let entry = Self::from_members(&members)?;
        (entry.encode() == bytes).then_some(entry)
    }

    fn from_members(members: &[(&str, Value<'_>)]) -> Option<Self> {
        let kind = text(members, "kind")?;
        if let Some(Value::Object(data)) = find(members, "data") {
            return Fact::read(kind, data).map(Self::Fact);
        }
        let commitment = |key| match find(members, key) {
            Some(Value::Text(text)) => {
                Hash::from_base64(text).map(|hash| Commitment::from_bytes(*hash.as_bytes()))
            }
            _ => None,
        };
        Some(Self::Sealed {
            kind: Kind::from_key(kind)?,
            about: number(members, "about").and_then(|number| u32::try_from(number).ok()),
            commit: commitment("commit")?,
            public: commitment("public"),
        })
    }

    /// The hash with which it stands in the tree.
    pub fn leaf(&self) -> Hash {
        hash::leaf(&self.encode())
    }
}

impl Fact {
    /// Its kind, as it is written.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Day(_) => "day",
            Self::Tombstone { .. } => "tombstone",
            Self::Build { .. } => "build",
            Self::Host(_) => "host",
            Self::Notice { .. } => "notice",
            Self::Published { .. } => "published",
        }
    }

    fn data(&self) -> Value<'_> {
        match self {
            Self::Day(day) => Value::object([("day", Value::Number((*day).into()))]),
            Self::Tombstone { entry, by, reason } => Value::object([
                ("by", Value::text(by.key())),
                ("entry", whole(*entry)),
                ("reason", Value::text(reason.key())),
            ]),
            Self::Build { program, sha256 } => Value::object([
                ("program", Value::text(plain(program))),
                ("sha256", Value::text(plain(sha256))),
            ]),
            Self::Host(act) => Value::object([("act", Value::text(act.key()))]),
            Self::Notice { epoch, cause, origin, size, root } => Value::object([
                ("cause", Value::text(cause.key())),
                ("epoch", Value::Number((*epoch).into())),
                ("origin", Value::text(plain(origin))),
                ("root", Value::text(root.to_string())),
                ("size", whole(*size)),
            ]),
            Self::Published { shown, conversation, at, method, sha256 } => Value::object([
                ("at", whole(*at)),
                ("conversation", Value::Number((*conversation).into())),
                ("method", Value::Number((*method).into())),
                ("sha256", Value::text(plain(sha256))),
                ("shown", Value::text(shown.key())),
            ]),
        }
    }

    fn read(kind: &str, data: &[(&str, Value<'_>)]) -> Option<Self> {
        let owned = |key| text(data, key).map(str::to_owned);
        let small = |key| number(data, key).and_then(|number| u32::try_from(number).ok());
        let large = |key| number(data, key).and_then(|number| u64::try_from(number).ok());
        Some(match kind {
            "day" => Self::Day(i32::try_from(number(data, "day")?).ok()?),
            "tombstone" => Self::Tombstone {
                entry: large("entry")?,
                by: By::from_key(text(data, "by")?)?,
                reason: Reason::from_key(text(data, "reason")?)?,
            },
            "build" => Self::Build { program: owned("program")?, sha256: owned("sha256")? },
            "host" => Self::Host(Act::from_key(text(data, "act")?)?),
            "notice" => Self::Notice {
                epoch: small("epoch")?,
                cause: Cause::from_key(text(data, "cause")?)?,
                origin: owned("origin")?,
                size: large("size")?,
                root: Hash::from_base64(text(data, "root")?)?,
            },
            "published" => Self::Published {
                shown: Shown::from_key(text(data, "shown")?)?,
                conversation: small("conversation")?,
                at: large("at")?,
                method: small("method")?,
                sha256: owned("sha256")?,
            },
            _ => return None,
        })
    }
}

fn find<'v, 'a>(members: &'v [(&str, Value<'a>)], key: &str) -> Option<&'v Value<'a>> {
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
}

fn text<'v>(members: &'v [(&str, Value<'_>)], key: &str) -> Option<&'v str> {
    match find(members, key)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn number(members: &[(&str, Value<'_>)], key: &str) -> Option<i64> {
    match find(members, key)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// Numbers of entries stay far below the largest.
fn whole(number: u64) -> Value<'static> {
    Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// What can't be written plainly is left out; names of programs and records hold nothing of the kind.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| matches!(letter, ' '..='~') && !matches!(letter, '"' | '\\')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed(kind: Kind, about: Option<u32>, public: bool) -> Entry {
        Entry::Sealed {
            kind,
            about,
            commit: Commitment::from_bytes([7; 32]),
            public: public.then_some(Commitment::from_bytes([8; 32])),
        }
    }

    fn facts() -> Vec<Fact> {
        vec![
            Fact::Day(-3),
            Fact::Tombstone { entry: 12, by: By::Author, reason: Reason::Left },
            Fact::Build { program: "roundtable 0.1.0".into(), sha256: "00ff".into() },
            Fact::Host(Act::Backup),
            Fact::Notice {
                epoch: 2,
                cause: Cause::Restored,
                origin: "roundtable/a/b".into(),
                size: 9,
                root: hash::empty(),
            },
            Fact::Published { shown: Shown::Stand, conversation: 1, at: 40, method: 2, sha256: "ab".into() },
        ]
    }

    #[test]
    fn every_kind_reads_as_it_was_written() {
        for kind in Kind::ALL {
            for about in [None, Some(7)] {
                let entry = sealed(*kind, about, about.is_some());
                assert_eq!(Entry::decode(&entry.encode()), Some(entry));
            }
        }
        for fact in facts() {
            let entry = Entry::Fact(fact);
            assert_eq!(Entry::decode(&entry.encode()), Some(entry));
        }
    }

    #[test]
    fn there_is_one_way_to_write_an_entry() {
        let good = r#"{"data":{"day":20780},"kind":"day","v":1}"#;
        assert!(Entry::decode(good.as_bytes()).is_some());
        for bad in [
            r#"{"kind":"day","data":{"day":20780},"v":1}"#,
            r#"{"data":{"day":020780},"kind":"day","v":1}"#,
            r#"{"data":{"day":+20780},"kind":"day","v":1}"#,
            r#"{"data":{"day":20780},"kind":"day","v":2}"#,
            r#"{"data":{"day":20780},"kind":"day","v":1} "#,
            r#"{"data":{"day":20780,"hour":3},"kind":"day","v":1}"#,
            r#"{ "data":{"day":20780},"kind":"day","v":1}"#,
            r#"{"data":{"day":20780},"kind":"d\u0061y","v":1}"#,
            "",
            "{",
            "{}",
            "null",
            "[1]",
            "\"x\"",
        ] {
            assert_eq!(Entry::decode(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), to in any::<u8>()) {
            let mut real = sealed(Kind::Ballot, Some(3), true).encode();
            let at = at.index(real.len());
            real[at] = to;
            for bytes in [bytes, real] {
                if let Some(entry) = Entry::decode(&bytes) {
                    prop_assert_eq!(entry.encode(), bytes);
                }
            }
        }
    }
}
