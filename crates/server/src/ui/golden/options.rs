//! The options of a published example, read strictly: one that we do not offer is a reason to leave it out.

use maud::PreEscaped;
use serde_json::{Map, Value};

use crate::ui::Content;

pub(super) struct Options<'a>(&'a Map<String, Value>);

/// The templates take these for "not given".
fn given(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    }
}

impl<'a> Options<'a> {
    pub(super) fn new(map: &'a Map<String, Value>) -> Self {
        Self(map)
    }

    /// Fails with the first option, in the order of its name, that is not among those offered.
    pub(super) fn only(&self, offered: &[&str]) -> Result<(), String> {
        let mut names: Vec<&String> =
            self.0.iter().filter(|(_, value)| given(value)).map(|(name, _)| name).collect();
        names.sort();
        match names.into_iter().find(|name| !offered.contains(&name.as_str())) {
            Some(name) => Err(format!("we do not offer `{name}`")),
            None => Ok(()),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| given(value))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    pub(super) fn need(&self, name: &str) -> Result<String, String> {
        self.text(name).ok_or_else(|| format!("it has no `{name}`, which we always need"))
    }

    /// Whether the option was given as no words at all, which is not the same as not given.
    pub(super) fn is_empty_text(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_str).is_some_and(str::is_empty)
    }

    /// `true` or `false` as given, which some options tell from "not given".
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.as_bool()
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.as_u64()
    }

    pub(super) fn object(&self, name: &str) -> Option<Options<'a>> {
        self.get(name)?.as_object().map(Options)
    }

    /// The objects of a list; the templates pass over anything else in it.
    pub(super) fn list(&self, name: &str) -> Vec<Options<'a>> {
        let items = self.get(name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter(|item| given(item))
            .filter_map(Value::as_object)
            .map(Options)
            .collect()
    }

    /// Whether a list has entries that stand for nothing.
    pub(super) fn has_gaps(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_array).is_some_and(|items| !items.iter().all(given))
    }

    /// The lists of a list.
    pub(super) fn lists(&self, name: &str) -> Vec<Vec<Options<'a>>> {
        let rows = self.get(name).and_then(Value::as_array);
        let cells = |row: &'a Vec<Value>| row.iter().filter_map(Value::as_object).map(Options).collect();
        rows.into_iter().flatten().filter_map(Value::as_array).map(cells).collect()
    }

    pub(super) fn contains(&self, name: &str, value: &str) -> bool {
        let items = self.get(name).and_then(Value::as_array);
        items.into_iter().flatten().any(|item| item.as_str() == Some(value))
    }

    /// Content given as markup under one name or as plain words under another.
    pub(super) fn content_of(&self, html: &str, text: &str) -> Option<Content> {
        match self.text(html) {
            Some(html) => Some(Content::Html(PreEscaped(html))),
            None => self.text(text).map(Content::Text),
        }
    }

    pub(super) fn content(&self) -> Option<Content> {
        self.content_of("html", "text")
    }

    pub(super) fn need_content(&self, what: &str) -> Result<Content, String> {
        self.content().ok_or_else(|| format!("it has no words for {what}, which we always need"))
    }
}
