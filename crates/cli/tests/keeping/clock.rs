//! A wall clock that a test can move, for the program as it is built: the clock is put between it and the system's own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use support::Launch;
use table::Day;
use tempfile::TempDir;

use crate::PROGRAM;

/// A clock and the file that says by how many days it is off.
pub(crate) struct Clock {
    home: TempDir,
}

impl Clock {
    /// One that is right. It needs a C compiler, as Rust does to link a program.
    pub(crate) fn new() -> Self {
        let clock = Self { home: tempfile::tempdir().unwrap() };
        compile("clock.c", &clock.library());
        clock.off_by(0);
        clock
    }

    /// Moves it, also for servers that run.
    pub(crate) fn off_by(&self, days: i32) {
        let fresh = self.home.path().join("fresh");
        std::fs::write(&fresh, days.to_string()).unwrap();
        std::fs::rename(fresh, self.file()).unwrap();
    }

    /// A server that goes by it.
    pub(crate) fn serve(&self) -> Launch {
        Launch::serve(PROGRAM)
            .arg("--record-every=1")
            .env("LD_PRELOAD", self.library().to_str().unwrap())
            .env("ROUNDTABLE_TEST_CLOCK", self.file().to_str().unwrap())
    }

    fn library(&self) -> PathBuf {
        self.home.path().join("clock.so")
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("days")
    }
}

/// Makes a library of one of the sources beside this one, to be put between the program and its system.
pub(crate) fn compile(source: &str, library: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keeping").join(source);
    let made =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([library, &source]).arg("-ldl").output();
    let made = made.unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// The real day.
pub(crate) fn today() -> Day {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap())
}
