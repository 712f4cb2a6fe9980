//! Running the commands.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::PROGRAM;

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    /// What it said on standard output, and then on standard error.
    pub(crate) said: String,
}

/// Runs the program.
pub(crate) fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ended {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Ended { code: output.status.code().unwrap(), said: String::from_utf8(said).unwrap() }
}

impl Ended {
    /// What it said, of a command that has to work.
    #[track_caller]
    pub(crate) fn well(self) -> String {
        assert_eq!(self.code, 0, "{}", self.said);
        self.said
    }

    /// The object it said.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.well()).unwrap()
    }

    /// What it said, of a command that has to be refused.
    #[track_caller]
    pub(crate) fn refused(self) -> String {
        assert_eq!(self.code, 2, "{}", self.said);
        self.said
    }
}

/// A folder with all that a host has: data, backups, and a keyring somewhere else.
pub(crate) struct Host<'a> {
    pub(crate) home: &'a Path,
    pub(crate) data: &'a Path,
}

impl Host<'_> {
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.join(name)
    }

    /// Makes a backup.
    pub(crate) fn backup(&self, name: &str) -> Ended {
        std::fs::create_dir_all(self.path("backups")).unwrap();
        let to = self.path("backups").join(name);
        run([
            OsStr::new("backup"),
            to.as_ref(),
            OsStr::new("--data"),
            self.data.as_ref(),
            OsStr::new("--keys"),
            self.path("keys").as_ref(),
            OsStr::new("--json"),
        ])
    }

    /// Puts a backup back into another folder of the host's.
    pub(crate) fn restore(&self, name: &str, to: &Path, more: &[&OsStr]) -> Ended {
        let (from, keys) = (self.path("backups").join(name), self.path("keys"));
        let all: [&OsStr; 7] = [
            OsStr::new("restore"),
            from.as_ref(),
            OsStr::new("--data"),
            to.as_ref(),
            OsStr::new("--keys"),
            keys.as_ref(),
            OsStr::new("--json"),
        ];
        run(all.iter().chain(more))
    }

    /// Puts it back with the list that the data directory has by now.
    pub(crate) fn restore_with_list(&self, name: &str, to: &Path) -> Value {
        let list = self.data.join("erasures");
        self.restore(name, to, &[OsStr::new("--erasures"), list.as_ref()]).json()
    }
}

/// What a checker says of a data directory.
pub(crate) fn verify(data: &Path) -> Value {
    let ended = run([OsStr::new("verify"), data.as_ref(), OsStr::new("--json")]);
    let report: Value = serde_json::from_str(&ended.said).unwrap();
    assert_eq!(report["findings"], serde_json::json!([]), "{}", data.display());
    assert_eq!(ended.code, 0);
    report
}

/// Says in public that a backup was put back.
pub(crate) fn recover(data: &Path, cause: &str) -> Ended {
    let cause = format!("--cause={cause}");
    run([OsStr::new("recover"), OsStr::new("--data"), data.as_ref(), cause.as_ref()])
}
