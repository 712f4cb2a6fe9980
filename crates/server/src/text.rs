//! The message files: every sentence a person reads or hears, by key.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use table::Day;
use unic_langid::LanguageIdentifier;

/// The files of each language, in one bundle. Keys are checked by a test that reads the sources.
const ENGLISH: &[(&str, &str)] = &[
    ("frame", include_str!("../locales/en/frame.ftl")),
    ("refusals", include_str!("../locales/en/refusals.ftl")),
    ("house", include_str!("../locales/en/house.ftl")),
    ("table", include_str!("../locales/en/table.ftl")),
    ("tamper", include_str!("../locales/en/tamper.ftl")),
    ("seat", include_str!("../locales/en/seat.ftl")),
    ("conversation", include_str!("../locales/en/conversation.ftl")),
    ("stand", include_str!("../locales/en/stand.ftl")),
    ("unlike", include_str!("../locales/en/unlike.ftl")),
    ("charts", include_str!("../locales/en/charts.ftl")),
    ("account", include_str!("../locales/en/account.ftl")),
    ("heard", include_str!("../locales/en/heard.ftl")),
    ("rules", include_str!("../locales/en/rules.ftl")),
    ("opening", include_str!("../locales/en/opening.ftl")),
    ("decision", include_str!("../locales/en/decision.ftl")),
    ("promise", include_str!("../locales/en/promise.ftl")),
    ("trail", include_str!("../locales/en/trail.ftl")),
    ("paper", include_str!("../locales/en/paper.ftl")),
    ("changes", include_str!("../locales/en/changes.ftl")),
    ("mail", include_str!("../locales/en/mail.ftl")),
    ("before", include_str!("../locales/en/before.ftl")),
    ("checking", include_str!("../locales/en/checking.ftl")),
    ("record", include_str!("../locales/en/record.ftl")),
    ("api", include_str!("../locales/en/api.ftl")),
];

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![language("en-GB")]);
    // Marks around inserted words would be read out as odd pauses and break copying; people's own words
    // stand in elements with dir="auto" instead.
    bundle.set_use_isolating(false);
    for (_, source) in ENGLISH {
        // A broken entry is left out by the parser; the test of the message files finds it first.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
});

/// Only used with codes that stand in this file; an unknown one would mean plain number formats.
fn language(code: &str) -> LanguageIdentifier {
    code.parse().unwrap_or_default()
}

/// A language's sentences.
#[derive(Clone, Copy)]
pub(crate) struct Tr(&'static FluentBundle<FluentResource>);

impl Tr {
    /// English.
    pub(crate) fn english() -> Self {
        Self(&BUNDLE)
    }

    /// The language's code, for the page.
    #[expect(clippy::unused_self, reason = "a second language will answer otherwise")]
    pub(crate) const fn code(self) -> &'static str {
        "en-GB"
    }

    /// The sentence of a key. [`t!`](crate::t) reads better where the key is known.
    pub(crate) fn say(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.0.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let mut faults = Vec::new();
        self.0.format_pattern(pattern, args, &mut faults).into_owned()
    }

    /// A day, as people say it: 3 May 2026.
    pub(crate) fn day(self, day: Day) -> String {
        let date = day.date();
        let month = self.say(&format!("month-{}", date.month()), None);
        crate::t!(self, "day", day = date.day(), month = month, year = date.year().to_string())
    }
}

/// The full stop that words need before a sentence: none, where they end by themselves.
pub(crate) fn stop(words: &str) -> &'static str {
    if words.trim_end().ends_with(['.', '?', '!', '…']) { "" } else { "." }
}

/// A number with commas, as it is read in Britain: 33,422.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A sentence from the message files: `t!(tr, "key")` or `t!(tr, "key", name = value)`.
#[macro_export]
macro_rules! t {
    ($tr:expr, $key:literal) => { $tr.say($key, None) };
    ($tr:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $tr.say($key, Some(&args))
    }};
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    fn keys() -> BTreeMap<String, String> {
        let mut keys = BTreeMap::new();
        for (file, source) in ENGLISH {
            let resource = fluent_syntax::parser::parse(*source)
                .unwrap_or_else(|(_, errors)| panic!("{file}.ftl: {errors:?}"));
            for entry in resource.body {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let before = keys.insert(message.id.name.to_owned(), (*file).to_owned());
                    assert_eq!(before, None, "{} stands twice", message.id.name);
                }
            }
        }
        keys
    }

    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("src/text.rs")
            {
                // This file only talks about asking.
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    /// Text in quotes after `t!(…,`, and in quotes anywhere.
    fn used() -> (BTreeSet<String>, BTreeSet<String>) {
        let mut all = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        let mut called = BTreeSet::new();
        for (at, call) in all.match_indices("t!(") {
            let inside_a_name = all[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
            let mut parts = all[at + call.len()..].split('"');
            let tr = parts.next().unwrap_or_default();
            let is_key = tr.trim_end().ends_with(',') && tr.len() < 60 && !tr.contains(['$', ';', '`']);
            if !inside_a_name && is_key {
                called.insert(parts.next().unwrap_or_default().to_owned());
            }
        }
        let quoted = all.split('"').map(str::to_owned).collect();
        (called, quoted)
    }

    /// Keys whose ends come from lists of the table.
    fn built() -> Vec<(&'static str, Vec<&'static str>)> {
        use crate::fault::Fault;
        use crate::look::Theme;
        use table::{Connection, Field, Findable, Refusal, Rhythm, Starter, Strength};
        vec![
            ("strength-", Strength::ALL.iter().map(|one| one.key()).collect()),
            ("connection-", Connection::ALL.iter().map(|one| one.key()).collect()),
            ("findable-", Findable::ALL.iter().map(|one| one.key()).collect()),
            ("starter-", Starter::ALL.iter().map(|one| one.key()).collect()),
            ("month-", vec!["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]),
            ("find-", vec!["phone", "email", "postcode", "address"]),
            ("starter-note-", Starter::ALL.iter().map(|one| one.key()).collect()),
            ("starter-purpose-", vec!["service", "place", "group"]),
            ("starter-agreement-", vec!["service", "place", "group"]),
            ("findable-note-", Findable::ALL.iter().map(|one| one.key()).collect()),
            ("rhythm-", Rhythm::ALL.iter().map(|one| one.key()).collect()),
            ("theme-", Theme::ALL.iter().map(|one| one.key()).collect()),
            ("fault-", Fault::KEYS.to_vec()),
            ("refusal-", Refusal::KEYS.to_vec()),
            ("field-", Field::ALL.iter().map(|one| one.key()).collect()),
        ]
    }

    #[test]
    fn every_sentence_that_is_asked_for_is_there() {
        let keys = keys();
        for key in used().0 {
            assert!(keys.contains_key(&key), "{key} is in no message file");
        }
        for (start, ends) in built() {
            for end in ends {
                assert!(keys.contains_key(&format!("{start}{end}")), "{start}{end} is in no message file");
            }
        }
    }

    #[test]
    fn every_sentence_that_is_there_is_asked_for() {
        let (called, quoted) = used();
        let built: BTreeSet<String> = built()
            .into_iter()
            .flat_map(|(start, ends)| ends.into_iter().map(move |end| format!("{start}{end}")))
            .collect();
        for (key, file) in keys() {
            let known = called.contains(&key) || quoted.contains(&key) || built.contains(&key);
            assert!(known, "{file}.ftl: nobody asks for {key}");
        }
    }

    #[test]
    fn a_question_needs_no_full_stop() {
        for (words, end) in [("Promises", "."), ("Was it kept?", ""), ("Done. ", ""), ("Now!", ""), ("", ".")]
        {
            assert_eq!(stop(words), end, "{words}");
        }
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        for (number, words) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (33_422, "33,422"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), words);
        }
    }
}
