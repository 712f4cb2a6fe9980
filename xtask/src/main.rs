//! The project's own chores: tests, pictures and measurements.

mod api;
mod cargo;
mod conversation;
mod curve;
mod fuzz;
mod house;
mod install;
mod papers;
mod pictures;
mod quality;
mod shell;
mod steps;
mod synthetic;

use std::process::ExitCode;

const HELP: &str = "\
The project's chores. Run them from anywhere in the project.

  cargo xtask test                Install what the tests need, then check everything.
  cargo xtask test --quick        Formatting, lints and unit tests only.
  cargo xtask test --only NAME    One step (may be given again). The names:
                                  fmt clippy build tests doctests house deny api papers fuzz browser
  cargo xtask pictures            Take the pictures in docs/pictures from the running demo.
  cargo xtask curve [FOLDER]      Measure how time and memory of the mathematics grow with the answers.
  cargo xtask quality [FOLDER]    How good the mathematics is on the public conversations of a folder of Polis exports,
                                  as the tables of docs/mathematics.md.
  cargo xtask synthetic PEOPLE,STATEMENTS,EACH FOLDER
                                  Write a made-up conversation as a Polis export.";

/// Measurements mean something only of the optimised program: this builds that and hands over.
fn optimised(words: &[&str]) -> shell::Outcome {
    let mut command = cargo::cargo(&["run", "--quiet", "--release", "--package", "xtask", "--"]);
    match command.args(words).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", words.join(" "))),
        Err(error) => Err(format!("the optimised program did not start: {error}")),
    }
}

/// Who checks everything changes nothing in between, so nothing is kept for the next small change: it would be half of what the
/// disk has to hold.
fn whole() -> Result<bool, String> {
    let program = std::env::current_exe().map_err(|error| format!("xtask does not find itself: {error}"))?;
    let status = std::process::Command::new(program).arg("test").env(INCREMENTAL, "0").status();
    status.map(|status| status.success()).map_err(|error| format!("xtask did not start again: {error}"))
}

/// What tells cargo whether to keep what helps with the next small change.
const INCREMENTAL: &str = "CARGO_INCREMENTAL";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] if std::env::var_os(INCREMENTAL).is_none() => whole(),
        ["test", rest @ ..] => steps::choose(rest).map(|chosen| steps::run(&chosen)),
        ["pictures"] => pictures::take().map(|()| true),
        ["curve" | "quality" | "synthetic", ..] if cfg!(debug_assertions) => optimised(&words).map(|()| true),
        ["curve", rest @ ..] => curve::run(rest).map(|()| true),
        ["quality", rest @ ..] => quality::run(rest).map(|()| true),
        ["synthetic", size, folder] => curve::write(size, folder).map(|()| true),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        _ => Err(format!("there is no such chore.\n\n{HELP}")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::from(2)
        }
    }
}
