//! Words from fixed lists, codes and days, as they stand in JSON.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use table::{Connection, Day, Find, Findable, Starter, Strength};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{RefOr, path::ParameterIn};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($of:ty): $all:expr, $word:expr, $read:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) $of);

        impl $name {
            fn words() -> impl Iterator<Item = &'static str> {
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

/// What stands between braces in an address.
pub(super) fn place(name: &str) -> utoipa::openapi::path::Parameter {
    let number = || {
        RefOr::from(ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(u32::MAX)))
    };
    let (schema, description) = match name {
        "table" => (Code::schema(), "A table's code."),
        "code" => (Code::schema(), "An invitation's code."),
        "conversation" => (number(), "A conversation's number at its table."),
        "statement" => (number(), "A statement's number in its conversation."),
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

/// A whole number, however it is written: 3, 3.0 and 3e0 are the same in JSON.
pub(super) fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    struct Whole;
    impl serde::de::Visitor<'_> for Whole {
        type Value = u32;

        fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(to, "a whole number from 0 to {}", u32::MAX)
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<u32, E> {
            number.try_into().map_err(|_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
        }

        fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<u32, E> {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "compared right below"
            )]
            let whole = number as u32;
            if f64::from(whole).to_bits() == number.to_bits() {
                Ok(whole)
            } else {
                Err(E::invalid_value(serde::de::Unexpected::Float(number), &self))
            }
        }
    }
    from.deserialize_u32(Whole)
}
