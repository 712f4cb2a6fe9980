//! What `verify` takes on the command line.

use std::path::PathBuf;

use clap::Args;
use record::note::{NoteError, Verifier};
use table::Day;

/// Check that nothing was changed: a data directory, an export or a table at its address.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// A data directory, the file export.jsonl of a record, or a table's address.
    #[arg(value_name = "PATH-or-URL", required_unless_present = "receipt")]
    pub what: Option<String>,
    /// Only this table, by its code.
    #[arg(long, value_name = "CODE", env = "ROUNDTABLE_TABLE")]
    pub table: Option<String>,
    /// A promise that came with an answer or a statement: is it kept? Can be given several times.
    #[arg(long, value_name = "FILE")]
    pub promise: Vec<PathBuf>,
    /// A checkpoint saved earlier, or a receipt: has the record only grown since? Can be given several times.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// A receipt. By itself, with --key, it is checked without asking anybody.
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    /// The record's key, as you know it from elsewhere: name+id+base64.
    #[arg(long, value_name = "VKEY", env = "ROUNDTABLE_KEY", value_parser = key)]
    pub key: Option<Verifier>,
    /// Whose word makes a result final: a file in the form of C2SP tlog-policy, in the place of the server's own.
    #[arg(long, value_name = "FILE", env = "ROUNDTABLE_POLICY")]
    pub policy: Option<PathBuf>,
    /// Which day it is, to tell what is late. Today if this is left out; for an export, the day it was made.
    #[arg(long, value_name = "YYYY-MM-DD", env = "ROUNDTABLE_TODAY")]
    pub today: Option<Day>,
}

fn key(text: &str) -> Result<Verifier, NoteError> {
    text.trim().parse()
}
