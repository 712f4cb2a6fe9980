//! How a command ends: what it says, and its exit code: 0 done, 1 the answer is no, 2 could not.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

/// A command was asked whether something is so, and it is not.
const NO: u8 = 1;
/// A command could not do what it was asked.
const COULD_NOT: u8 = 2;

/// What a command answers: an object for machines, sentences for people.
pub(crate) trait Answer: Serialize {
    /// The sentences, without the last line break.
    fn sentences(&self) -> String;

    /// Whether a question was asked and this answers no.
    fn is_no(&self) -> bool {
        false
    }
}

/// How a command fails that can't.
pub(crate) type Never = std::convert::Infallible;

#[derive(Serialize)]
struct Error {
    error: String,
}

/// Says how it went, on standard output, or on standard error where it could not be done and nobody asked for
/// JSON.
pub(crate) fn finish<A: Answer, E: Display>(json: bool, result: Result<A, E>) -> ExitCode {
    match result {
        Ok(answer) => {
            let text = if json { object(&answer) } else { answer.sentences() };
            match (line(&text), answer.is_no()) {
                (true, false) => ExitCode::SUCCESS,
                (true, true) => ExitCode::from(NO),
                (false, _) => ExitCode::from(COULD_NOT),
            }
        }
        Err(error) => could_not(json, &error),
    }
}

/// Says how it went where everything but a failure was said already.
pub(crate) fn ended<E: Display>(json: bool, result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => could_not(json, &error),
    }
}

/// Says why something could not be done.
pub(crate) fn could_not(json: bool, error: &impl Display) -> ExitCode {
    if json {
        line(&object(&Error { error: error.to_string() }));
    } else {
        // Nothing is left to be told when standard error is closed too.
        let _ = writeln!(std::io::stderr(), "{error}");
    }
    ExitCode::from(COULD_NOT)
}

/// One line on standard output, there at once; whether anybody was there to take it.
pub(crate) fn line(text: &str) -> bool {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).is_ok()
}

/// A value as JSON on one line.
pub(crate) fn object(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}

/// A whole number as people read it: 225,524.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: "1 person", "2,031 people".
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Which program this is.
#[derive(Serialize)]
pub(crate) struct Version {
    name: &'static str,
    version: &'static str,
}

impl Version {
    pub(crate) fn of_this_program() -> Self {
        Self { name: "roundtable", version: env!("CARGO_PKG_VERSION") }
    }
}

impl Answer for Version {
    fn sentences(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown: Vec<String> = [0, 999, 1000, 225_524, 1_000_000].into_iter().map(grouped).collect();
        assert_eq!(shown, ["0", "999", "1,000", "225,524", "1,000,000"]);
        assert_eq!(counted(1, "person", "people"), "1 person");
        assert_eq!(counted(0, "person", "people"), "0 people");
    }
}
