//! Cargo: what the workspace holds, and running its tests with nextest or without.

use std::process::Command;

use serde_json::Value;

use crate::shell::{self, Outcome};

/// Which tests to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Unit tests alone.
    Unit,
    /// All but those that need a browser.
    WithoutBrowser,
    /// Those that need a browser: the test targets whose name begins with `browser`.
    Browser,
}

/// The same cargo that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    shell::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// What `cargo metadata` says about the members of the workspace.
pub(crate) fn metadata() -> Result<Value, String> {
    let text = shell::read(&mut cargo(&["metadata", "--format-version", "1", "--no-deps"]))?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata gave no JSON: {error}"))
}

/// Compiles all tests without running them, so that their time and the compiler's are told apart.
pub(crate) fn build_tests() -> Outcome {
    let runner: &[&str] = if has_nextest() { &["nextest", "run"] } else { &["test"] };
    shell::run(cargo(runner).args(["--workspace", "--no-run"]))
}

/// Runs tests with cargo-nextest when it is installed, else with `cargo test`.
pub(crate) fn test(which: Which) -> Outcome {
    if has_nextest() {
        let arguments: &[&str] = match which {
            Which::Unit => &["--lib", "--bins"],
            Which::WithoutBrowser => &["-E", "not binary(/^browser/)"],
            Which::Browser => &["-E", "binary(/^browser/)"],
        };
        return shell::run(cargo(&["nextest", "run", "--workspace"]).args(arguments));
    }
    println!("cargo-nextest is not installed, so `cargo test` runs the tests.");
    if which != Which::Browser {
        shell::run(&mut cargo(&["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]))?;
    }
    if which == Which::Unit {
        return Ok(());
    }
    for (package, target) in test_targets(&metadata()?) {
        if target.starts_with("browser") != (which == Which::Browser) {
            continue;
        }
        let mut command = cargo(&["test", "--no-fail-fast", "--package", &package, "--test", &target]);
        // What the nextest configuration says with a test group.
        if target.starts_with("browser") || target.starts_with("crash") {
            command.args(["--", "--test-threads=1"]);
        }
        shell::run(&mut command)?;
    }
    Ok(())
}

fn has_nextest() -> bool {
    shell::answers("cargo-nextest", &["nextest", "--version"])
}

/// Each integration test as package and target.
fn test_targets(metadata: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for target in package["targets"].as_array().into_iter().flatten() {
            let is_test =
                target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"));
            if let (true, Some(package), Some(name)) =
                (is_test, package["name"].as_str(), target["name"].as_str())
            {
                found.push((package.to_owned(), name.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{metadata, test_targets};

    #[test]
    fn the_tests_of_the_browser_tools_are_among_the_targets() {
        let found = test_targets(&metadata().unwrap());
        assert!(found.contains(&("support".to_owned(), "browser_harness".to_owned())), "{found:?}");
    }
}
