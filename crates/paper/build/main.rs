//! Fetches the fonts named in `package-lock.json`, so that none lies in the source tree.
//!
//! They are installed into `OUT_DIR`, again only when the lock file changes. Without the feature `pdf` nothing is fetched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What npm reads.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build");
    for list in LISTS {
        println!("cargo::rerun-if-changed={list}");
    }
    if std::env::var_os("CARGO_FEATURE_PDF").is_none() {
        return ExitCode::SUCCESS;
    }
    match fetch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn fetch() -> Result<(), String> {
    let out = variable("OUT_DIR")?;
    let source = variable("CARGO_MANIFEST_DIR")?;
    let lock = fs::read(source.join("package-lock.json")).map_err(|error| at(&source, &error))?;
    let stamp = out.join("installed.lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    for list in LISTS {
        fs::copy(source.join(list), out.join(list)).map_err(|error| at(&out.join(list), &error))?;
    }
    install(&out)?;
    fs::write(&stamp, lock).map_err(|error| at(&stamp, &error))
}

fn install(out: &Path) -> Result<(), String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(out)
        .output()
        .map_err(|error| {
            format!("npm is needed to fetch the fonts of the PDFs ({error}); on Debian: apt-get install npm")
        })?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "npm could not fetch the fonts in crates/paper/package-lock.json. \
         Check that this machine reaches an npm registry, then build again.\n{}",
        String::from_utf8_lossy(&output.stderr)
    ))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    std::env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("cargo did not set {name}"))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
