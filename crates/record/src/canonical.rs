//! The one way to write an entry: a JSON object with its keys in order, no blanks, no escapes, whole numbers only.
//!
//! A subset of RFC 8785 in which nothing can be written in two ways. Whatever is read here is written again as the same bytes.

use std::fmt::Write as _;

/// The deepest object in an object.
const DEEPEST: usize = 3;

/// A value in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A whole number.
    Number(i64),
    /// Printable ASCII without `"` and `\`.
    Text(String),
    /// Members in the order of their keys.
    Object(Vec<(String, Value)>),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// As it is written.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            // Writing to a string can't fail.
            Self::Number(number) => drop(write!(out, "{number}")),
            Self::Text(text) => drop(write!(out, "\"{text}\"")),
            Self::Object(members) => {
                out.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    let _ = write!(out, "{comma}\"{key}\":");
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// Reads a whole text; `None` for anything [`Value::write`] would write otherwise.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (value, rest) = read(text, 0)?;
        rest.is_empty().then_some(value)
    }
}

fn read(text: &str, depth: usize) -> Option<(Value, &str)> {
    match text.as_bytes().first()? {
        b'"' => read_text(text).map(|(text, rest)| (Value::Text(text.to_owned()), rest)),
        b'{' if depth < DEEPEST => read_object(text, depth),
        _ => read_number(text),
    }
}

fn read_text(text: &str) -> Option<(&str, &str)> {
    let (text, rest) = text.strip_prefix('"')?.split_once('"')?;
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\');
    plain.then_some((text, rest))
}

fn read_number(text: &str) -> Option<(Value, &str)> {
    let end = text.find([',', '}']).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let number: i64 = digits.parse().ok()?;
    // No sign before a positive number, no zeros in front, no minus zero.
    (number.to_string() == digits).then_some((Value::Number(number), rest))
}

fn read_object(text: &str, depth: usize) -> Option<(Value, &str)> {
    let mut rest = text.strip_prefix('{')?;
    let mut members: Vec<(String, Value)> = Vec::new();
    loop {
        if !members.is_empty() {
            match rest.strip_prefix('}') {
                Some(rest) => return Some((Value::Object(members), rest)),
                None => rest = rest.strip_prefix(',')?,
            }
        }
        let (key, after) = read_text(rest)?;
        if members.last().is_some_and(|(last, _)| last.as_str() >= key) {
            return None;
        }
        let (value, after) = read(after.strip_prefix(':')?, depth + 1)?;
        members.push((key.to_owned(), value));
        rest = after;
    }
}
