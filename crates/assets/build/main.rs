//! Builds the style sheet and the script from their sources and the packages named in `package-lock.json`.
//!
//! Everything happens in a copy inside `OUT_DIR`; the source tree is never written to. The packages are
//! installed again only when the lock file changes, so an ordinary rebuild costs nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the build copies into its work place and watches for changes.
const SOURCES: [&str; 6] = ["package.json", "package-lock.json", "build", "styles", "scripts", "icons"];

/// Where the copy of the sources lives inside `OUT_DIR`.
const WORK: &str = "work";

const NEED_NODE: &str = "Node 18 or newer with npm is needed to build the pages' style sheet; \
    on Debian: apt-get install nodejs npm";

fn main() -> ExitCode {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let source = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let work = out.join(WORK);
    require_node()?;
    for name in SOURCES {
        copy_fresh(&source.join(name), &work.join(name))?;
    }
    install_packages(&work)?;
    let bundle = Command::new("node").arg("build/bundle.mjs").arg(&out).current_dir(&work).output();
    finish(bundle, "The style sheet and scripts could not be built")
}

/// Node must be there and new enough; anything else gets the one sentence that says what to install.
fn require_node() -> Result<(), String> {
    let node = Command::new("node").arg("--version").output().map_err(|_| NEED_NODE.to_owned())?;
    let version = String::from_utf8_lossy(&node.stdout);
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok());
    if major.is_none_or(|major: u32| major < 18) {
        return Err(format!("{NEED_NODE} (found {})", version.trim()));
    }
    Command::new(npm()).arg("--version").output().map(drop).map_err(|_| NEED_NODE.to_owned())
}

/// Installs exactly what the lock file names, unless that has been done already.
fn install_packages(work: &Path) -> Result<(), String> {
    let lock = read(&work.join("package-lock.json"))?;
    let stamp = work.join("installed.lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let install = Command::new(npm())
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(work)
        .output();
    finish(
        install,
        "npm could not fetch the packages in crates/assets/package-lock.json. \
         Check that this machine reaches an npm registry, then build again",
    )?;
    write(&stamp, &lock)
}

/// Turns what a command said into a message that fits a build log.
fn finish(output: std::io::Result<std::process::Output>, failed: &str) -> Result<(), String> {
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
            let tail = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n");
            Err(format!("{failed}.\n{tail}"))
        }
        Err(error) => Err(format!("{failed}: {error}.")),
    }
}

/// Replaces `to` by a copy of `from`, so that a file removed from the sources is gone from the copy too.
fn copy_fresh(from: &Path, to: &Path) -> Result<(), String> {
    if from.is_dir() {
        if to.exists() {
            fs::remove_dir_all(to).map_err(|error| at(to, &error))?;
        }
        fs::create_dir_all(to).map_err(|error| at(to, &error))?;
        for entry in fs::read_dir(from).map_err(|error| at(from, &error))? {
            let entry = entry.map_err(|error| at(from, &error))?;
            copy_fresh(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
    }
    fs::copy(from, to).map(drop).map_err(|error| at(from, &error))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| at(path, &error))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| at(path, &error))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}"))
}

/// npm is a script, and Windows does not start scripts by their bare name.
fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
