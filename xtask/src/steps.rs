//! The steps of `cargo xtask test`: each with a heading, a time, and a line in the table at the end.

use std::collections::BTreeMap;
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use crate::cargo::{self, Which, cargo};
use crate::shell::{self, Outcome};
use crate::{api, fuzz, house, install, papers};

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
    Fuzz,
    Browser,
}

/// Steps that go one after another, while those of other lanes go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    Checkers,
    Fuzzer,
    Browser,
}

impl Step {
    const ALL: [Self; 11] = [
        Self::Fmt,
        Self::House,
        Self::Clippy,
        Self::Build,
        Self::Tests,
        Self::Doctests,
        Self::Deny,
        Self::Api,
        Self::Papers,
        Self::Fuzz,
        Self::Browser,
    ];
    /// With which steps it goes side by side, if with any.
    const fn lane(self) -> Option<Lane> {
        match self {
            Self::Api | Self::Papers => Some(Lane::Checkers),
            Self::Deny | Self::Fuzz => Some(Lane::Fuzzer),
            Self::Browser => Some(Lane::Browser),
            _ => None,
        }
    }

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
            Self::Fuzz => "fuzz",
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
            Self::Fuzz => "Does no parser stumble over any bytes?",
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
            Self::Tests => {
                install::python()?;
                cargo::test(Which::WithoutBrowser)
            }
            Self::Doctests => shell::run(&mut cargo(&["test", "--workspace", "--doc"])),
            Self::House => house::check(),
            Self::Deny => deny(),
            Self::Api => api::check(),
            Self::Papers => papers::check(),
            Self::Fuzz => fuzz::check(),
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

/// What came of a step, and how long it took.
type Done = (Step, Duration, Outcome);

/// Runs the steps, also past a failure, except that nothing can follow a failed build. Those that need what was built and not each
/// other go side by side at the end: each waits much, for a browser, a checker or a clock.
pub(crate) fn run(chosen: &[Step]) -> bool {
    let begun = Instant::now();
    let (lanes, first): (Vec<Step>, Vec<Step>) = chosen.iter().partition(|step| step.lane().is_some());
    let mut done: Vec<Done> = Vec::new();
    for step in first {
        let came = timed(step);
        let is_over = step == Step::Build && came.2.is_err();
        done.push(came);
        if is_over {
            println!("Nothing more can be tested until it builds.");
            return print_table(&done, begun.elapsed());
        }
    }
    done.extend(side_by_side(&lanes));
    print_table(&done, begun.elapsed())
}

/// Runs each lane's steps one after another, and the lanes at the same time.
fn side_by_side(steps: &[Step]) -> Vec<Done> {
    let mut lanes: BTreeMap<Lane, Vec<Step>> = BTreeMap::new();
    for step in steps {
        if let Some(lane) = step.lane() {
            lanes.entry(lane).or_default().push(*step);
        }
    }
    thread::scope(|scope| {
        let run = |steps: Vec<Step>| scope.spawn(move || steps.into_iter().map(timed).collect::<Vec<_>>());
        let running: Vec<_> = lanes.into_values().map(run).collect();
        let ended = |lane: ScopedJoinHandle<'_, Vec<Done>>| {
            let panicked = || vec![(Step::Build, Duration::ZERO, Err("a lane ended in a panic".into()))];
            lane.join().unwrap_or_else(|_| panicked())
        };
        running.into_iter().flat_map(ended).collect()
    })
}

fn timed(step: Step) -> Done {
    println!("\n=== {}: {} ===", step.name(), step.heading());
    let start = Instant::now();
    let outcome = step.run();
    if let Err(sentence) = &outcome {
        println!("{}: {sentence}", step.name());
    }
    (step, start.elapsed(), outcome)
}

/// Prints what came of each step and gives whether all is well.
fn print_table(done: &[Done], total: Duration) -> bool {
    println!("\n=== summary ===");
    for (step, time, outcome) in done {
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        println!("{:<10} {word} {:>8.1} s", step.name(), time.as_secs_f64());
    }
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
        assert!(print_table(std::slice::from_ref(&fine), Duration::ZERO));
        assert!(!print_table(&[fine, wrong], Duration::ZERO));
    }
}
