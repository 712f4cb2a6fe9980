//! The steps of `cargo xtask test`: each with a heading, a time, and a line in the table at the end.

use std::time::{Duration, Instant};

use crate::cargo::{self, Which, cargo};
use crate::shell::{self, Outcome};
use crate::{api, house, install, papers};

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Fmt,
    Clippy,
    Build,
    Unit,
    Tests,
    Doctests,
    House,
    Deny,
    Api,
    Papers,
    Browser,
}

impl Step {
    const ALL: [Self; 10] = [
        Self::Fmt,
        Self::House,
        Self::Clippy,
        Self::Build,
        Self::Tests,
        Self::Doctests,
        Self::Deny,
        Self::Api,
        Self::Papers,
        Self::Browser,
    ];
    const QUICK: [Self; 3] = [Self::Fmt, Self::Clippy, Self::Unit];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Build => "build",
            Self::Unit => "unit",
            Self::Tests => "tests",
            Self::Doctests => "doctests",
            Self::House => "house",
            Self::Deny => "deny",
            Self::Api => "api",
            Self::Papers => "papers",
            Self::Browser => "browser",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Fmt => "Is the code formatted?",
            Self::Clippy => "Do compiler and clippy find nothing?",
            Self::Build => "Does everything build?",
            Self::Unit => "Do the unit tests pass?",
            Self::Tests => "Do unit, property and end-to-end tests pass?",
            Self::Doctests => "Do the examples in the documentation work?",
            Self::House => "Does the code keep the rules of the house?",
            Self::Deny => "May we ship all that we depend on?",
            Self::Api => "Does the API keep what its own description promises?",
            Self::Papers => "Are the PDFs ones that everybody can read? (PDF/UA-1)",
            Self::Browser => "Can everyone use the pages? (Chromium, axe-core, keyboard, no scripts)",
        }
    }

    fn run(self) -> Outcome {
        match self {
            Self::Fmt => shell::run(&mut cargo(&["fmt", "--all", "--check"])),
            Self::Clippy => {
                shell::run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
            }
            Self::Build => {
                shell::run(&mut cargo(&["build", "--workspace"]))?;
                cargo::build_tests()
            }
            Self::Unit => cargo::test(Which::Unit),
            Self::Tests => cargo::test(Which::WithoutBrowser),
            Self::Doctests => shell::run(&mut cargo(&["test", "--workspace", "--doc"])),
            Self::House => house::check(),
            Self::Deny => deny(),
            Self::Api => api::check(),
            Self::Papers => papers::check(),
            Self::Browser => {
                install::browser()?;
                install::axe()?;
                cargo::test(Which::Browser)
            }
        }
    }
}

/// Licences, bans and sources always; advisories when their list can be fetched.
fn deny() -> Outcome {
    let program = install::cargo_deny()?;
    let quiet = ["--hide-inclusion-graph", "licenses", "bans", "sources"];
    shell::run(shell::command(&program, &["check"]).args(quiet))?;
    if !shell::answers(&program, &["fetch", "db"]) {
        println!("The list of security advisories can't be fetched from here, so they were not checked.");
        return Ok(());
    }
    shell::run(&mut shell::command(&program, &["check", "advisories"]))
}

/// The steps that the words after `test` ask for.
pub(crate) fn choose(words: &[&str]) -> Result<Vec<Step>, String> {
    let mut only = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--quick" => only.extend(Step::QUICK),
            "--only" => {
                let name = words.next().ok_or("--only wants the name of a step")?;
                let known = Step::ALL.iter().chain(&Step::QUICK).find(|step| step.name() == *name);
                only.push(*known.ok_or_else(|| format!("there is no step {name}; see `cargo xtask help`"))?);
            }
            other => return Err(format!("`test` does not know {other}; see `cargo xtask help`")),
        }
    }
    Ok(if only.is_empty() { Step::ALL.to_vec() } else { only })
}

/// Runs the steps in order, also past a failure, except that nothing can follow a failed build.
pub(crate) fn run(chosen: &[Step]) -> bool {
    let mut done: Vec<(Step, Duration, Outcome)> = Vec::new();
    for step in chosen {
        println!("\n=== {}: {} ===", step.name(), step.heading());
        let start = Instant::now();
        let outcome = step.run();
        if let Err(sentence) = &outcome {
            println!("{}: {sentence}", step.name());
        }
        let stop = *step == Step::Build && outcome.is_err();
        done.push((*step, start.elapsed(), outcome));
        if stop {
            println!("Nothing more can be tested until it builds.");
            break;
        }
    }
    print_table(&done)
}

/// Prints what came of each step and gives whether all is well.
fn print_table(done: &[(Step, Duration, Outcome)]) -> bool {
    println!("\n=== summary ===");
    for (step, time, outcome) in done {
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        println!("{:<10} {word} {:>8.1} s", step.name(), time.as_secs_f64());
    }
    let total: Duration = done.iter().map(|(_, time, _)| *time).sum();
    println!("{:<10}        {:>8.1} s", "all", total.as_secs_f64());
    let failed = done.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
    println!("{} passed, {failed} failed", done.len() - failed);
    failed == 0
}

#[cfg(test)]
mod tests {
    use super::{Step, choose, print_table};
    use std::time::Duration;

    #[test]
    fn steps_are_chosen_by_name() {
        assert_eq!(choose(&[]).unwrap(), Step::ALL);
        assert_eq!(choose(&["--quick"]).unwrap(), Step::QUICK);
        assert_eq!(choose(&["--only", "api", "--only", "unit"]).unwrap(), [Step::Api, Step::Unit]);
        assert!(choose(&["--only", "everything"]).unwrap_err().contains("no step everything"));
        assert!(choose(&["--slow"]).is_err());
    }

    #[test]
    fn one_failure_fails_the_whole() {
        let fine = (Step::Fmt, Duration::ZERO, Ok(()));
        let wrong = (Step::House, Duration::ZERO, Err("no".to_owned()));
        assert!(print_table(std::slice::from_ref(&fine)));
        assert!(!print_table(&[fine, wrong]));
    }
}
