//! What the tests need and Rust does not bring: fetched once, by lock files, and said aloud.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cargo::cargo;
use crate::shell::{self, Outcome, answers, command, target};

static INSTALLING: Mutex<()> = Mutex::new(());

/// Built from source when it is not there: about two and a half minutes on two cores, once.
const CARGO_DENY: &str = "0.20.2";

/// Chromium and its driver, from Debian's packages.
pub(crate) fn browser() -> Outcome {
    if answers("chromedriver", &["--version"]) && answers("chromium", &["--version"]) {
        return Ok(());
    }
    apt_install(&["chromium", "chromium-driver", "fonts-liberation"], "The browser tests need Chromium")
}

/// axe-core, from the lock file in `e2e`, into `target/e2e`.
pub(crate) fn axe() -> Outcome {
    let home = target("e2e");
    fs::create_dir_all(&home).map_err(|error| format!("could not make {}: {error}", home.display()))?;
    let fresh = home.join("node_modules/axe-core/axe.min.js").exists();
    if !copy_when_changed("e2e/package-lock.json", &home)? && fresh {
        return Ok(());
    }
    copy_when_changed("e2e/package.json", &home)?;
    println!("Installing axe-core from e2e/package-lock.json into target/e2e.");
    shell::run(command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&home))
}

/// schemathesis, from the pinned list in `e2e`, in a virtual environment of its own; gives its program.
pub(crate) fn schemathesis() -> Result<PathBuf, String> {
    let home = python_packages("schemathesis", "e2e/requirements.txt", &["-c", "import schemathesis"])?;
    Ok(home.join("bin/schemathesis"))
}

/// The checker of PDFs, in the same way; gives the Python that has it.
pub(crate) fn pdf_checker() -> Result<PathBuf, String> {
    let home = python_packages("papers", "e2e/papers.txt", &["-c", "import page"])?;
    Ok(home.join("bin/python"))
}

/// A virtual environment in `target` with the packages of a list, unless it is there and answers; gives its directory.
fn python_packages(name: &str, list: &str, question: &[&str]) -> Result<PathBuf, String> {
    let home = target(name);
    let python = home.join("bin/python");
    fs::create_dir_all(&home).map_err(|error| format!("could not make {}: {error}", home.display()))?;
    if !copy_when_changed(list, &home)? && answers(&python, question) {
        return Ok(home);
    }
    println!("Installing the packages of {list} into target/{name}.");
    let place = home.display().to_string();
    if shell::run(&mut command("python3", &["-m", "venv", &place])).is_err() {
        apt_install(&["python3-venv"], "Some tests need Python's venv")?;
        shell::run(&mut command("python3", &["-m", "venv", &place]))?;
    }
    let list = shell::root().join(list).display().to_string();
    let arguments =
        ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", &list];
    shell::run(&mut command(home.join("bin/pip"), &arguments))?;
    Ok(home)
}

/// cargo-deny: the one on the path, or built into `target/tools`; gives its program.
pub(crate) fn cargo_deny() -> Result<PathBuf, String> {
    let own = target("tools").join("bin/cargo-deny");
    for program in [Path::new("cargo-deny"), &own] {
        if answers(program, &["--version"]) {
            return Ok(program.to_owned());
        }
    }
    println!("Building cargo-deny {CARGO_DENY} into target/tools: about three minutes, once.");
    let place = target("tools").display().to_string();
    let arguments =
        ["install", "cargo-deny", "--locked", "--quiet", "--version", CARGO_DENY, "--root", &place];
    shell::run(&mut cargo(&arguments))?;
    Ok(own)
}

/// Python with its own library: the record's second reader, in docs, is written in it, and the tests run it.
pub(crate) fn python() -> Outcome {
    if answers("python3", &["-c", "import hashlib, json, sqlite3"]) {
        Ok(())
    } else {
        apt_install(&["python3"], "Some tests need Python")
    }
}

/// A C++ compiler, which the fuzzer's own library is built with.
pub(crate) fn cpp() -> Outcome {
    if answers("c++", &["--version"]) {
        Ok(())
    } else {
        apt_install(&["g++"], "The fuzzer needs a C++ compiler")
    }
}

/// Installs Debian packages when we may, or says what to run.
fn apt_install(packages: &[&str], why: &str) -> Outcome {
    let list = packages.join(" ");
    let is_root = shell::read(&mut command("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    if !is_root || !answers("apt-get", &["--version"]) {
        return Err(format!("{why}. Please run: sudo apt-get install {list}"));
    }
    // Steps that go side by side would find the packages locked by each other.
    let _turn = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    println!("{why}. Installing with apt-get: {list}.");
    let apt = |arguments: &[&str]| {
        shell::run(command("apt-get", arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "--quiet"])?;
    apt(&[&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat())
}

/// Copies a file of the project into a directory when what is there differs; true when it did.
fn copy_when_changed(file: &str, directory: &Path) -> Result<bool, String> {
    let from = shell::root().join(file);
    let name = from.file_name().ok_or_else(|| format!("{file} is no file"))?;
    let to = directory.join(name);
    let wanted = fs::read(&from).map_err(|error| format!("could not read {file}: {error}"))?;
    if fs::read(&to).is_ok_and(|there| there == wanted) {
        return Ok(false);
    }
    fs::write(&to, wanted).map_err(|error| format!("could not write {}: {error}", to.display()))?;
    Ok(true)
}
