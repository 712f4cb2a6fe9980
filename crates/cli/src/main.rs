//! `roundtable`: the one binary. Each command reads its flags, does one thing and says what became of it.

mod args;
mod polis;
mod progress;
mod say;

use std::process::ExitCode;

use args::{Arguments, Export, Import, What};
use clap::Parser;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    match arguments.what {
        What::Version => say::finish(json, Ok::<_, say::Trouble>(say::Version::of_this_program())),
        What::Import { form: Import::Polis(asked) } => say::finish(json, polis::import(&asked, json)),
        What::Export { form: Export::Polis(asked) } => say::finish(json, polis::export(&asked)),
    }
}

/// The day it is (UTC).
fn today() -> table::Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    table::Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap_or(0))
}
