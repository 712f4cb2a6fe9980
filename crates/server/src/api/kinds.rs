//! Words from fixed lists, codes and days, as they stand in JSON.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use table::{
    Connection, Day, Find, Findable, Judgement, Passing, PromiseState, RuleKind, Stand, Starter, Strength,
};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{RefOr, path::ParameterIn};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($of:ty): $all:expr, $word:expr, $read:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) $of);

        impl $name {
            /// All of them.
            pub(super) fn words() -> impl Iterator<Item = &'static str> {
                $all.iter().map(|one| $word(*one))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($word(self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let typed = <Cow<'de, str>>::deserialize(from)?;
                $read(&typed).map(Self).ok_or_else(|| {
                    let words: Vec<&str> = Self::words().collect();
                    serde::de::Error::custom(format_args!("{typed:?} is none of {}", words.join(", ")))
                })
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Self::words())).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+ };
}

const CHOICES: [table::Choice; 3] = [table::Choice::Agree, table::Choice::Disagree, table::Choice::Pass];
const FINDS: [Find; 4] = [Find::Phone, Find::Email, Find::Postcode, Find::Address];
const STATES: [PromiseState; 9] = [
    PromiseState::Late,
    PromiseState::Waiting,
    PromiseState::Doing,
    PromiseState::SaidDone,
    PromiseState::WillNot,
    PromiseState::Kept,
    PromiseState::Partly,
    PromiseState::NotKept,
    PromiseState::Altered,
];

/// A stand, as it is written in JSON.
pub(crate) const fn stand_word(stand: Stand) -> &'static str {
    match stand {
        Stand::Yes => "yes",
        Stand::Ok => "ok",
        Stand::NotSure => "not-sure",
        Stand::Worried => "worried",
    }
}

const fn state_word(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Late => "late",
        PromiseState::Waiting => "waiting",
        PromiseState::Doing => "doing",
        PromiseState::SaidDone => "said-done",
        PromiseState::WillNot => "will-not",
        PromiseState::Kept => "kept",
        PromiseState::Partly => "partly",
        PromiseState::NotKept => "not-kept",
        PromiseState::Altered => "altered",
    }
}

/// Where a promise stands, from its word.
pub(super) fn state_from(word: &str) -> Option<PromiseState> {
    STATES.into_iter().find(|state| state_word(*state) == word)
}

words! {
    /// Agree, disagree or pass.
    Choice(table::Choice): CHOICES, table::choice::word, table::choice::from_word;
    /// Who can find a table.
    FindableBy(Findable): Findable::ALL, Findable::key, Findable::from_key;
    /// What a table starts from.
    StartsFrom(Starter): Starter::ALL, Starter::key, Starter::from_key;
    /// What somebody brings.
    Brings(Strength): Strength::ALL, Strength::key, Strength::from_key;
    /// How somebody is connected.
    ConnectedBy(Connection): Connection::ALL, Connection::key, Connection::from_key;
    /// Something in a text that could lead a stranger to somebody.
    Found(Find): FINDS, Find::key, |word: &str| FINDS.into_iter().find(|find| find.key() == word);
    /// A sort of rule.
    SortOfRule(RuleKind): RuleKind::ALL, RuleKind::key, RuleKind::from_key;
    /// A rule by which one proposal goes through or does not.
    PassesBy(Passing): Passing::ALL, Passing::key, Passing::from_key;
    /// "I want this", "I can live with it", "I need to know more", or "we should talk first".
    StandsWhere(Stand): Stand::ALL, stand_word, |word: &str| Stand::ALL.into_iter().find(|one| stand_word(*one) == word);
    /// Whether a promise was kept.
    JudgedAs(Judgement): Judgement::ALL, Judgement::key, Judgement::from_key;
    /// A kind of entry in the record.
    KindOfEntry(record::entry::Kind): record::entry::Kind::ALL, record::entry::Kind::key, record::entry::Kind::from_key;
    /// Where a promise stands.
    PromiseStands(PromiseState): STATES, state_word, state_from;
}

/// A day, as 2026-12-31. Nothing finer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) Day);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl PartialSchema for Date {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .into()
    }
}

impl ToSchema for Date {
    fn name() -> Cow<'static, str> {
        "Date".into()
    }
}

/// A code of eight letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code(pub(crate) String);

impl Code {
    /// Of a table or an invitation.
    pub(crate) fn of(code: impl std::fmt::Display) -> Self {
        Self(code.to_string())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl PartialSchema for Code {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[2-9a-hjkmnp-z]{8}$")).into()
    }
}

impl ToSchema for Code {
    fn name() -> Cow<'static, str> {
        "Code".into()
    }
}

/// The number of something in a question's list, from 1.
pub(super) struct OptionNumber;

impl PartialSchema for OptionNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(u16::MAX)).into()
    }
}

impl ToSchema for OptionNumber {
    fn name() -> Cow<'static, str> {
        "OptionNumber".into()
    }
}

/// What stands between braces in an address.
pub(super) fn place(name: &str) -> utoipa::openapi::path::Parameter {
    let from = |least: u32| {
        let number = ObjectBuilder::new().schema_type(Type::Integer);
        RefOr::from(number.minimum(Some(least)).maximum(Some(u32::MAX)))
    };
    let number = || from(1);
    let (schema, description) = match name {
        "table" => (Code::schema(), "A table's code."),
        "code" => (Code::schema(), "An invitation's code."),
        "conversation" => (number(), "A conversation's number at its table."),
        "statement" => (number(), "A statement's number in its conversation."),
        "account" => (number(), "The number of an account of what was heard, at its table."),
        "decision" => (number(), "A decision's number at its table."),
        "promise" => (number(), "A promise's number at its table."),
        "entry" => (from(0), "An entry's number in the record, from 0."),
        _ => (number(), "The number of a request for a card."),
    };
    utoipa::openapi::path::ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(utoipa::openapi::Required::True)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

/// For a field that may say `null` but must be there.
pub(super) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

/// Words that can be given, left as they are by leaving them out, or taken back with `null`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Told {
    /// Left out.
    #[default]
    Nothing,
    /// `null`.
    TakeBack,
    /// These.
    Words(String),
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(from)?.map_or(Self::TakeBack, Self::Words))
    }
}
