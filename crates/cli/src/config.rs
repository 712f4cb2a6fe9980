//! Settings from a file: what it says becomes the default of the flag of that name, so that the command line
//! and the environment go before it.
//!
//! ```text
//! # The server of Mill Street.
//! data = "/var/lib/roundtable"
//! listen = "127.0.0.1:8080"
//! ```

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, Command};

/// A demonstration is never led to a server's data.
const NOT_FOR: &str = "demo";

/// Why a settings file can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("{path}: {reason}")]
    File { path: String, reason: std::io::Error },
    #[error("{path}, line {line}: a setting is written as name = \"value\", not {found:?}")]
    Form { path: String, line: usize, found: String },
    #[error("{path}, line {line}: there is no setting {name:?}; settings have the names of flags")]
    Unknown { path: String, line: usize, name: String },
}

/// One line of a settings file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    path: String,
    line: usize,
    name: String,
    value: String,
}

/// What the settings file says, if one is named.
pub(crate) fn settings() -> Result<Vec<Setting>, ConfigError> {
    let Some(path) = named(std::env::args_os()).or_else(|| std::env::var_os("ROUNDTABLE_CONFIG")) else {
        return Ok(Vec::new());
    };
    let path = PathBuf::from(path);
    let shown = path.display().to_string();
    match std::fs::read_to_string(&path) {
        Ok(text) => read(&shown, &text),
        Err(reason) => Err(ConfigError::File { path: shown, reason }),
    }
}

/// The file has to be read before the flags are, so its name is looked for by itself.
fn named(words: impl IntoIterator<Item = OsString>) -> Option<OsString> {
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if word == "--config" {
            return words.next();
        }
        if let Some(name) = word.to_str().and_then(|word| word.strip_prefix("--config=")) {
            return Some(name.into());
        }
    }
    None
}

fn read(path: &str, text: &str) -> Result<Vec<Setting>, ConfigError> {
    let mut settings = Vec::new();
    for (line, found) in (1..).zip(text.lines()) {
        let trimmed = found.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let setting = trimmed.split_once('=').and_then(|(name, value)| {
            let value = value.trim();
            let value = match value.strip_prefix('"') {
                Some(rest) => rest.strip_suffix('"').filter(|inner| !inner.contains('"'))?,
                None => value,
            };
            let (path, name, value) = (path.to_owned(), name.trim().to_owned(), value.to_owned());
            (!name.is_empty() && !value.is_empty()).then_some(Setting { path, line, name, value })
        });
        let found = found.to_owned();
        settings.push(setting.ok_or_else(|| ConfigError::Form { path: path.to_owned(), line, found })?);
    }
    Ok(settings)
}

/// The command line with these defaults.
pub(crate) fn set(command: Command, settings: &[Setting]) -> Result<Command, ConfigError> {
    settings.iter().try_fold(command, |command, setting| {
        let (command, found) = set_one(command, setting);
        if found {
            return Ok(command);
        }
        let (path, line, name) = (setting.path.clone(), setting.line, setting.name.clone());
        Err(ConfigError::Unknown { path, line, name })
    })
}

fn set_one(mut command: Command, setting: &Setting) -> (Command, bool) {
    let mut found = false;
    let named = |arg: &&Arg| arg.get_long() == Some(&setting.name) && arg.get_action().takes_values();
    let id = command.get_arguments().find(named).map(|arg| arg.get_id().clone());
    if let Some(id) = id {
        command = command.mut_arg(id, |arg| arg.required(false).default_value(setting.value.clone()));
        found = true;
    }
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in inner.into_iter().filter(|name| name != NOT_FOR) {
        command = command.mut_subcommand(name, |inner| {
            let (inner, found_inside) = set_one(inner, setting);
            found |= found_inside;
            inner
        });
    }
    (command, found)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches};

    use super::*;
    use crate::args::{Arguments, What};

    fn parse(text: &str, words: &[&str]) -> Result<Arguments, String> {
        let settings = read("file", text).map_err(|error| error.to_string())?;
        let command = set(Arguments::command(), &settings).map_err(|error| error.to_string())?;
        let matches = command.try_get_matches_from(words).map_err(|error| error.to_string())?;
        Arguments::from_arg_matches(&matches).map_err(|error| error.to_string())
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let text =
            "# ours\n\ndata = \"/srv/table\"\nlisten = 127.0.0.1:9\npublic-url = \"https://a.example\"\n";
        let words = ["roundtable", "serve", "--listen", "127.0.0.1:7"];
        let What::Serve(serve) = parse(text, &words).unwrap().what else { panic!("it serves") };
        assert_eq!(serve.data, PathBuf::from("/srv/table"));
        assert_eq!(serve.listen.port(), 7);
        assert_eq!(serve.public_url.as_deref(), Some("https://a.example"));
    }

    #[test]
    fn a_demonstration_is_not_led_to_the_data_of_a_server() {
        let What::Demo(demo) = parse("data = \"/srv/table\"", &["roundtable", "demo"]).unwrap().what else {
            panic!("it shows")
        };
        assert_eq!(demo.data, None);
    }

    #[test]
    fn a_wrong_line_is_named() {
        for (text, complaint) in [
            ("\nlisten", "file, line 2: a setting is written as name = \"value\", not \"listen\""),
            (
                "listen = \"a",
                "file, line 1: a setting is written as name = \"value\", not \"listen = \\\"a\"",
            ),
            (
                "lisden = \"a\"",
                "file, line 1: there is no setting \"lisden\"; settings have the names of flags",
            ),
            (
                "json = \"true\"",
                "file, line 1: there is no setting \"json\"; settings have the names of flags",
            ),
        ] {
            assert_eq!(parse(text, &["roundtable", "version"]).unwrap_err(), complaint);
        }
    }

    #[test]
    fn the_file_is_found_among_the_words() {
        let find = |words: &[&str]| named(words.iter().map(OsString::from));
        assert_eq!(find(&["serve", "--config", "a"]), Some("a".into()));
        assert_eq!(find(&["--config=b", "serve"]), Some("b".into()));
        assert_eq!(find(&["serve"]), None);
    }
}
