//! The one way to write an entry: a JSON object with its keys in order, no blanks, no escapes, whole numbers only.
//!
//! A subset of RFC 8785 in which nothing can be written in two ways. Whatever is read here is written again as the same bytes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The deepest object in an object.
const DEEPEST: usize = 3;

/// A value in an entry. What is read stays where it stood: a record of a million entries is read in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// A whole number.
    Number(i64),
    /// Printable ASCII without `"` and `\`.
    Text(Cow<'a, str>),
    /// Members in the order of their keys.
    Object(Vec<(&'a str, Value<'a>)>),
}

impl<'a> Value<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn object<const N: usize>(members: [(&'a str, Self); N]) -> Self {
        Self::Object(members.into())
    }

    /// As it is written.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            // Writing to a string can't fail.
            Self::Number(number) => drop(write!(out, "{number}")),
            Self::Text(text) => {
                out.push('"');
                out.push_str(text);
                out.push('"');
            }
            Self::Object(members) => {
                out.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    out.push_str(if at > 0 { ",\"" } else { "\"" });
                    out.push_str(key);
                    out.push_str("\":");
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// Reads a whole text; `None` for anything [`Value::write`] would write otherwise.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (value, rest) = read(text, 0)?;
        rest.is_empty().then_some(value)
    }
}

fn read(text: &str, depth: usize) -> Option<(Value<'_>, &str)> {
    match text.as_bytes().first()? {
        b'"' => read_text(text).map(|(text, rest)| (Value::text(text), rest)),
        b'{' if depth < DEEPEST => read_object(text, depth),
        _ => read_number(text),
    }
}

fn read_text(text: &str) -> Option<(&str, &str)> {
    let (text, rest) = text.strip_prefix('"')?.split_once('"')?;
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
    plain.then_some((text, rest))
}

fn read_number(text: &str) -> Option<(Value<'_>, &str)> {
    let end = text.find([',', '}']).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number: i64 = digits.parse().ok()?;
    // No sign before a positive number, no zeros in front, no minus zero.
    (number.to_string() == digits).then_some((Value::Number(number), rest))
}

fn read_object(text: &str, depth: usize) -> Option<(Value<'_>, &str)> {
    let mut rest = text.strip_prefix('{')?;
    let mut members: Vec<(&str, Value<'_>)> = Vec::new();
    loop {
        if !members.is_empty() {
            match rest.strip_prefix('}') {
                Some(rest) => return Some((Value::Object(members), rest)),
                None => rest = rest.strip_prefix(',')?,
            }
        }
        let (key, after) = read_text(rest)?;
        if members.last().is_some_and(|(last, _)| *last >= key) {
            return None;
        }
        let (value, after) = read(after.strip_prefix(':')?, depth + 1)?;
        members.push((key, value));
        rest = after;
    }
}
