//! The rules of the house, read from manifests and sources.
//!
//! The compiler and clippy keep most rules. These are the ones they can't see: which room may use which, where
//! SQLite may be named, what the pure rooms must not touch, how long a file may be, and which words people read.

mod arrows;
mod code;
mod source;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Outcome};

/// Prints everything that breaks a rule; fine when there is nothing.
pub(crate) fn check() -> Outcome {
    let findings = findings()?;
    for finding in &findings {
        println!("  {finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => Err("one rule of the house is broken".to_owned()),
        count => Err(format!("{count} rules of the house are broken")),
    }
}

/// Everything in the project that breaks a rule.
fn findings() -> Result<Vec<String>, String> {
    let metadata = crate::cargo::metadata()?;
    let manifests = arrows::manifests(&metadata);
    let mut found = arrows::check(&manifests);
    let crates = shell::root().join("crates");
    let sources = read_all(&crates, "rs")?;
    let test_modules: Vec<String> =
        sources.iter().flat_map(|(name, text)| source::test_modules(name, text)).collect();
    for (name, text) in &sources {
        let is_test_file = test_modules.iter().any(|module| match module.strip_suffix('/') {
            Some(_) => name.starts_with(module),
            None => name == module,
        });
        found.extend(code::check(name, text, is_test_file));
    }
    for (name, text) in read_all(&crates, "ftl")? {
        found.extend(words::check(&name, &text));
    }
    Ok(found)
}

/// Every file of one kind, by its name from the project's root.
fn read_all(directory: &Path, extension: &str) -> Result<Vec<(String, String)>, String> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok((name_of(&path), text))
    };
    files(directory, extension)?.into_iter().map(read).collect()
}

/// The path from the project's root, with `/` between its parts.
fn name_of(path: &Path) -> String {
    path.strip_prefix(shell::root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// All files of one kind under a directory, in the order of their names, without what builds leave behind.
fn files(directory: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        let entries =
            fs::read_dir(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", directory.display()))?.path();
            let name = path.file_name().unwrap_or_default();
            if path.is_dir() {
                if name != "target" && name != "node_modules" {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|known| known == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_project_keeps_the_rules_of_the_house() {
        let findings = super::findings().unwrap();
        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }
}
