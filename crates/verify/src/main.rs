//! `roundtable-verify`: checks a record, and nothing else. It has no part of the server in it.

use std::process::ExitCode;

use clap::Parser;
use verify::Arguments;

/// Check that nothing was changed: a data directory, an export or a table at its address.
#[derive(Debug, Parser)]
#[command(name = "roundtable-verify", version)]
struct Whole {
    /// Answer with one JSON object on standard output.
    #[arg(long, env = "ROUNDTABLE_JSON")]
    json: bool,
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    let Whole { json, arguments } = Whole::parse();
    verify::run(&arguments, json).say(json)
}
