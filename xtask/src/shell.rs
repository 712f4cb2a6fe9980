//! Other programs, run with a sentence when they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went right, or a sentence that says what did not.
pub(crate) type Outcome = Result<(), String>;

/// The project's root directory.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where the chores keep what they fetch and make.
pub(crate) fn target(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// A command that runs in the project's root.
pub(crate) fn command(program: impl AsRef<Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).current_dir(root()).stdin(Stdio::null());
    command
}

/// Shows the command, runs it with its output on show, and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let line = words_of(command);
    println!("$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(error) => Err(format!("`{line}` did not start: {error}")),
    }
}

/// Runs the command in silence and gives its standard output.
pub(crate) fn read(command: &mut Command) -> Result<String, String> {
    let line = words_of(command);
    match command.output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => Err(format!("`{line}` failed: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("`{line}` did not start: {error}")),
    }
}

/// Whether the program is there and can say its version.
pub(crate) fn answers(program: impl AsRef<Path>, arguments: &[&str]) -> bool {
    read(&mut command(program, arguments)).is_ok()
}

fn words_of(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}
