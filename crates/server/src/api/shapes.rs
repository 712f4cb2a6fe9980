//! Numbers and objects inside a body, read as strictly as the body itself.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use table::InHundred;

/// A whole number that fits its field, however it is written: 3, 3.0 and 3e0 are the same in JSON.
pub(super) fn whole<'de, D: Deserializer<'de>, N: TryFrom<u64>>(from: D) -> Result<N, D::Error> {
    struct Whole<N>(PhantomData<N>);
    impl<N: TryFrom<u64>> Visitor<'_> for Whole<N> {
        type Value = N;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            let most = u64::MAX >> (64 - 8 * size_of::<N>().clamp(1, 8));
            write!(to, "a whole number from 0 to {most}")
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<N, E> {
            N::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<N, E> {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "compared right below"
            )]
            let (whole, again) = (number as u64, (number as u64) as f64);
            if again.to_bits() == number.to_bits() {
                self.visit_u64(whole)
            } else {
                Err(E::invalid_value(Unexpected::Float(number), &self))
            }
        }
    }
    // Not as the number it should be: what was read ahead to find its kind would not be taken for one.
    from.deserialize_any(Whole(PhantomData))
}

/// A whole number that fits its field.
#[derive(Deserialize)]
#[serde(transparent, bound = "N: TryFrom<u64>")]
struct Fit<N>(#[serde(deserialize_with = "whole")] N);

/// The same, for a field that may say `null` but must be there.
pub(super) fn whole_or_null<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    Ok(Option::<Fit<u32>>::deserialize(from)?.map(|Fit(number)| number))
}

/// A list of them.
pub(super) fn wholes<'de, D: Deserializer<'de>, N: TryFrom<u64>>(from: D) -> Result<Vec<N>, D::Error> {
    Ok(Vec::<Fit<N>>::deserialize(from)?.into_iter().map(|Fit(number)| number).collect())
}

/// A list of lists of them.
pub(super) fn layers<'de, D: Deserializer<'de>, N: TryFrom<u64>>(from: D) -> Result<Vec<Vec<N>>, D::Error> {
    let lists = Vec::<Vec<Fit<N>>>::deserialize(from)?.into_iter();
    Ok(lists.map(|list| list.into_iter().map(|Fit(number)| number).collect()).collect())
}

/// A share: a whole number from 1 to 100.
pub(super) fn share<'de, D: Deserializer<'de>>(from: D) -> Result<InHundred, D::Error> {
    let number: u64 = whole(from)?;
    u8::try_from(number)
        .ok()
        .and_then(InHundred::new)
        .ok_or_else(|| Error::invalid_value(Unexpected::Unsigned(number), &"a whole number from 1 to 100"))
}

/// An object inside a body. The reader would also take a list for it, field by field.
pub(super) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = T;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("an object, in curly brackets")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }
    from.deserialize_map(Object(PhantomData))
}

/// A list of objects.
pub(super) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent, bound = "T: Deserialize<'de>")]
    struct One<T>(#[serde(deserialize_with = "object")] T);
    Ok(Vec::<One<T>>::deserialize(from)?.into_iter().map(|One(one)| one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
    enum Choice {
        Nothing {},
        Some {
            #[serde(deserialize_with = "whole")]
            number: u8,
        },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[serde(deserialize_with = "object")]
        one: Choice,
        #[serde(default, deserialize_with = "objects")]
        more: Vec<Choice>,
    }

    fn read(json: &str) -> Option<Body> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn a_choice_is_read_by_its_kind() {
        let some = |number| Choice::Some { number };
        for (json, body) in [
            (r#"{"one":{"number":3,"kind":"some"}}"#, Body { one: some(3), more: vec![] }),
            (
                r#"{"one":{"kind":"nothing"},"more":[{"kind":"some","number":2.55e2}]}"#,
                Body { one: Choice::Nothing {}, more: vec![some(255)] },
            ),
        ] {
            assert_eq!(read(json), Some(body), "{json}");
        }
    }

    #[test]
    fn nothing_is_passed_over_in_it() {
        for json in [
            r#"{"one":["some",3]}"#,
            r#"{"one":[]}"#,
            r#"{"one":null}"#,
            r#"{"one":{"kind":"nothing","number":3}}"#,
            r#"{"one":{"kind":"some"}}"#,
            r#"{"one":{"kind":"some","number":3,"number":4}}"#,
            r#"{"one":{"kind":"some","kind":"some","number":3}}"#,
            r#"{"one":{"kind":"some","number":3.5}}"#,
            r#"{"one":{"kind":"some","number":-1}}"#,
            r#"{"one":{"kind":"some","number":256}}"#,
            r#"{"one":{"kind":"some","number":"3"}}"#,
            r#"{"one":{"kind":"other"}}"#,
            r#"{"one":{"kind":"nothing"},"more":[["nothing"]]}"#,
            r#"{"one":{"kind":"nothing"},"more":{"kind":"nothing"}}"#,
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
