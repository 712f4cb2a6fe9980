//! A published map as a file: read strictly, since it may come from anybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use voice::published::{Published, VERSION};

use super::super::plain;

/// The topic and the words of the statements. Public files have them beside the map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    topic: String,
    words: Vec<Words>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    statement: u32,
    words: String,
}

impl Said {
    /// Statements by ascending number.
    pub(super) fn new(topic: String, words: impl Iterator<Item = (u32, String)>) -> Self {
        let ascending: BTreeMap<u32, String> = words.collect();
        let words = ascending.into_iter().map(|(statement, words)| Words { statement, words }).collect();
        Self { topic, words }
    }

    /// What it is about; nothing where nobody knows.
    pub(super) fn topic(&self) -> &str {
        &self.topic
    }

    /// A statement's words, or its number where they are not known.
    pub(super) fn of(&self, statement: u32) -> String {
        match self.words.binary_search_by_key(&statement, |words| words.statement) {
            Ok(at) => self.words[at].words.clone(),
            Err(_) => format!("Statement {statement}"),
        }
    }

    /// Whether any words are known.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A map in a file, with topic and words if it has them; or what is wrong with it.
pub(super) fn read(text: &str) -> Result<(Published, Option<Said>), String> {
    let mut whole: Value = serde_json::from_str(text).map_err(|error| not_one(&error))?;
    let keys = whole.as_object_mut().ok_or("a map is one JSON object")?;
    if keys.contains_key("error") {
        return Err("this says why a map could not be made; it is no map".to_owned());
    }
    if keys.contains_key("positions") {
        return Err(
            "it holds a row for each person, as --people gives; a published map never does".to_owned()
        );
    }
    let said = match (keys.remove("topic"), keys.remove("words")) {
        (None, None) => None,
        (Some(topic), Some(words)) => {
            let said = serde_json::json!({ "topic": topic, "words": words });
            Some(serde_json::from_value::<Said>(said).map_err(|error| not_one(&error))?)
        }
        _ => return Err("a map has both a topic and words, or neither".to_owned()),
    };
    let published: Published = serde_json::from_value(whole.clone()).map_err(|error| not_one(&error))?;
    let again = serde_json::to_value(&published).map_err(|error| not_one(&error))?;
    if let Some(path) = difference(&whole, &again) {
        return Err(format!("{path} is not written as a map has it"));
    }
    match problem(&published).or_else(|| said.as_ref().and_then(|said| problem_of_words(said, &published))) {
        Some(problem) => Err(problem),
        None => Ok((published, said)),
    }
}

fn not_one(error: &serde_json::Error) -> String {
    format!("this is not a map as \u{201c}Where we stand\u{201d} gives it: {error}")
}

/// The first place where two values differ: a key that nobody knows, or a figure written in another way.
fn difference(found: &Value, known: &Value) -> Option<String> {
    match (found, known) {
        (Value::Object(found), Value::Object(known)) => found.iter().find_map(|(key, value)| {
            let Some(other) = known.get(key) else { return Some(format!("the key {key:?}")) };
            difference(value, other).map(|inner| format!("{inner}, in {key:?}"))
        }),
        (Value::Array(found), Value::Array(known)) if found.len() == known.len() => {
            found.iter().zip(known).find_map(|(found, known)| difference(found, known))
        }
        (found, known) if found == known => None,
        (found, _) => Some(format!("{found}")),
    }
}

/// What is wrong with a map that can be read: whoever shows it may rely on its places and bounds.
fn problem(map: &Published) -> Option<String> {
    let method = &map.method;
    if method.name != "ideal" {
        let name = plain(&method.name);
        return Some(format!("it was made by the method {name:?}, which this program does not know"));
    }
    if method.version != VERSION {
        let version = method.version;
        return Some(format!("it was made by version {version} of the method; this program knows {VERSION}"));
    }
    let is_hex = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    if method.answers_sha256.len() != 64 || !method.answers_sha256.bytes().all(is_hex) {
        return Some("the fingerprint of the answers should be 64 hexadecimal digits".to_owned());
    }
    map.problems().into_iter().next()
}

fn problem_of_words(said: &Said, map: &Published) -> Option<String> {
    let numbers = said.words.iter().map(|words| words.statement);
    if !numbers.eq(map.statements.iter().map(|row| row.statement)) {
        return Some("its words should be those of its statements, in the same order".to_owned());
    }
    let steers = |text: &str| text.contains(|letter: char| letter.is_control() && !"\n\r\t".contains(letter));
    let found = said.words.iter().any(|words| steers(&words.words)) || steers(&said.topic);
    found.then(|| "there are control characters among its words".to_owned())
}
