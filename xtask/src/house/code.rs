//! Rules for each source file.

use super::arrows::PURE;
use super::source::shipped;

/// A file longer than this holds more than one idea.
const MOST_LINES: usize = 600;
/// What a pure room must not touch.
const OUTSIDE: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "thread_rng",
];
/// Promises in place of work.
const UNDONE: [&str; 5] = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];
/// Calls that end the program, each with the lint that must be lifted with a reason.
const PANICS: [(&str, &str); 4] = [
    (".unwrap()", "clippy::unwrap_used"),
    (".unwrap_err()", "clippy::unwrap_used"),
    (".expect(", "clippy::expect_used"),
    (".expect_err(", "clippy::expect_used"),
];

/// Everything in one source file under `crates/` that breaks a rule. Test files may panic and may be long.
pub(super) fn check(file: &str, text: &str, is_test_file: bool) -> Vec<String> {
    let mut found = undone(file, text);
    let Some((room, inside)) = file.strip_prefix("crates/").and_then(|rest| rest.split_once('/')) else {
        return found;
    };
    if !inside.starts_with("src/") || is_test_file {
        return found;
    }
    let lines = text.lines().count();
    if lines > MOST_LINES {
        found.push(format!("{file}: {lines} lines; at most {MOST_LINES} make one idea"));
    }
    let code = shipped(text);
    found.extend(panics(file, &code));
    if PURE.contains(&room) {
        found.extend(reaches_outside(file, room, &code));
    }
    found
}

fn undone(file: &str, text: &str) -> Vec<String> {
    let is_undone = |line: &str| UNDONE.iter().any(|word| has_word(line, word));
    let lines = text.lines().enumerate().filter(|(_, line)| is_undone(line));
    lines.map(|(number, line)| format!("{file}:{}: not done: {}", number + 1, line.trim())).collect()
}

/// Whether the line has the word, not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
        let before = line[..at].chars().next_back().is_some_and(part_of_word);
        let after = line[at + word.len()..].chars().next().is_some_and(part_of_word);
        !before && (!after || word.ends_with('('))
    })
}

/// Clippy finds these too, but only where it runs; here a reason in the same file is asked for.
fn panics(file: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        for (call, lint) in PANICS {
            // A parser's own `self.expect(token)` is no `Option::expect`.
            let calls = line.matches(call).count() - line.matches(&format!("self{call}")).count();
            if calls > 0 && !code.contains(lint) {
                found.push(format!("{file}:{}: {call} outside tests without a reason", number + 1));
            }
        }
    }
    found
}

fn reaches_outside(file: &str, room: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        for reach in OUTSIDE.iter().filter(|reach| line.contains(**reach)) {
            found.push(format!("{file}:{}: {reach}, but {room} is pure", number + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::MOST_LINES;

    fn check(file: &str, text: &str) -> Vec<String> {
        super::check(file, text, false)
    }

    #[test]
    fn a_panic_outside_tests_is_caught_and_one_with_a_reason_is_not() {
        let found =
            check("crates/server/src/a.rs", "fn a() {\n    b().unwrap();\n    c().expect(\"x\");\n}\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/server/src/a.rs:2: .unwrap()"));
        let reasoned =
            "#[expect(clippy::unwrap_used, reason = \"the list is not empty\")]\nfn a() { b().unwrap(); }";
        assert_eq!(check("crates/server/src/a.rs", reasoned), Vec::<String>::new());
        let in_tests = "#[cfg(test)]\nmod tests { fn a() { b().unwrap() } }";
        assert_eq!(check("crates/server/src/a.rs", in_tests), Vec::<String>::new());
        assert_eq!(super::check("crates/server/src/golden.rs", "b().unwrap()", true), Vec::<String>::new());
        assert_eq!(check("crates/cli/tests/a.rs", "b().unwrap()"), Vec::<String>::new());
    }

    #[test]
    fn a_pure_room_that_reads_the_clock_or_a_file_is_caught() {
        let code = "use std::fs;\nfn a() { std::time::SystemTime::now(); }";
        assert_eq!(check("crates/voice/src/a.rs", code).len(), 2);
        assert_eq!(check("crates/store/src/a.rs", code), Vec::<String>::new());
    }

    #[test]
    fn undone_work_and_long_files_are_caught() {
        let promise = format!("// {}: later\nlet mastodon = 1;", "TO".to_owned() + "DO");
        assert_eq!(check("crates/cli/tests/a.rs", &promise).len(), 1);
        assert_eq!(check("crates/cli/src/a.rs", &"\n".repeat(MOST_LINES + 1)).len(), 1);
        assert_eq!(check("crates/cli/src/a.rs", &"\n".repeat(MOST_LINES)), Vec::<String>::new());
    }
}
