//! `roundtable`: the one binary. Each command reads its flags, does one thing and says what became of it.

mod args;
mod config;
mod demo;
mod keeping;
mod mathematics;
mod polis;
mod progress;
mod say;
mod serve;
mod settings;
mod witness;

use std::process::ExitCode;

use args::{Arguments, Export, Import, What};
use clap::{CommandFactory, FromArgMatches};

fn main() -> ExitCode {
    let command = match config::settings().and_then(|settings| config::set(Arguments::command(), &settings)) {
        Ok(command) => command,
        Err(error) => return say::could_not(std::env::args_os().any(|word| word == "--json"), &error),
    };
    let arguments = Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    let json = arguments.json;
    match arguments.what {
        What::Serve(asked) => say::ended(json, serve::serve(asked, json)),
        What::Demo(asked) => say::ended(json, serve::demo(asked, json)),
        What::Witness(asked) => say::ended(json, witness::run(asked, json)),
        What::Verify(asked) => verify::run(&asked, json).say(json),
        What::Backup(asked) => say::finish(json, keeping::backup(&asked)),
        What::Restore(asked) => say::finish(json, keeping::restore(&asked)),
        What::Recover(asked) => say::finish(json, keeping::recover(&asked)),
        What::Erase(asked) => say::finish(json, keeping::erase(&asked)),
        What::DataMap => say::finish(json, keeping::data_map()),
        What::Version => say::finish(json, Ok::<_, say::Never>(say::Version::of_this_program())),
        What::Import { form: Import::Polis(asked) } => say::finish(json, polis::import(&asked)),
        What::Export { form: Export::Polis(asked) } => say::finish(json, polis::export(&asked)),
        What::Map { form } => say::finish(json, mathematics::map(&form, json)),
        What::Account { form } => say::finish(json, mathematics::account(&form, json)),
        What::Budget(asked) => say::finish(json, mathematics::budget(&asked)),
        What::Rank(asked) => say::finish(json, mathematics::rank(&asked)),
    }
}

/// The day it is (UTC).
fn today() -> table::Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    table::Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap_or(0))
}
