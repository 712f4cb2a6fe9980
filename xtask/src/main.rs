//! The project's own chores: `cargo xtask test` and `cargo xtask pictures`.

mod api;
mod cargo;
mod house;
mod install;
mod pictures;
mod shell;
mod steps;

use std::process::ExitCode;

const HELP: &str = "\
The project's chores. Run them from anywhere in the project.

  cargo xtask test                Install what the tests need, then check everything.
  cargo xtask test --quick        Formatting, lints and unit tests only.
  cargo xtask test --only NAME    One step (may be given again). The names:
                                  fmt clippy build tests doctests house deny api browser
  cargo xtask pictures            Take the pictures in docs/pictures from the running demo.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", rest @ ..] => steps::choose(rest).map(|chosen| steps::run(&chosen)),
        ["pictures"] => pictures::take().map(|()| true),
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
