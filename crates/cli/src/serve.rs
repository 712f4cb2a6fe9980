//! `roundtable serve` and `roundtable demo`.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use record::policy::PolicyError;
use serde::Serialize;
use server::{Config, MailSettings, ServeError};
use store::{House, RecordSettings, StoreError};
use tempfile::TempDir;
use tracing_subscriber::filter::LevelFilter;

use crate::args::{Demo, LEAVE_TO, Log, Serve};
use crate::{say, settings};

/// Why the server did not run, or stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stopped {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The file that says who witnesses the record.
    #[error("{0}: {1}")]
    Policy(String, String),
    #[error("the server could not be started: {0}")]
    System(#[from] std::io::Error),
}

/// The first line a server prints with `--json`.
#[derive(Serialize)]
struct Running {
    address: String,
}

/// Runs the server until it is told to stop.
pub(crate) fn serve(asked: Serve, json: bool) -> Result<(), Stopped> {
    log(asked.log);
    let house = House::open(&asked.data)?;
    let Serve { listen, public_url, leave_to, smtp, mail_from, record_every, witnesses, .. } = asked;
    let record = record_settings(record_every, witnesses.as_deref())?;
    let mail = smtp.zip(mail_from).map(|(server, from)| MailSettings { server, from });
    let config = Config { listen, public_url, leave_to, demo: false, mail, record };
    settings::tell_of_changes(&asked.data, &config)?;
    run(house, config, json)
}

/// Runs a server with the demonstration in it until it is told to stop.
pub(crate) fn demo(asked: Demo, json: bool) -> Result<(), Stopped> {
    log(Log::Text);
    let home = match asked.data {
        Some(kept) => Home::Kept(kept),
        None => Home::Passing(tempfile::Builder::new().prefix("roundtable-demo-").tempdir()?),
    };
    let house = House::open(home.path())?;
    crate::demo::fill(&house, crate::today())?;
    let config = Config {
        listen: asked.listen,
        public_url: None,
        leave_to: LEAVE_TO.into(),
        demo: true,
        mail: None,
        record: record_settings(DEMO_EVERY, None)?,
    };
    let ran = run(house, config, json);
    home.leave();
    ran
}

/// In a demonstration everything enters the record within a second or so, so that it can be looked at.
const DEMO_EVERY: u32 = 1;

/// How the record is kept, with the policy of a file.
fn record_settings(every: u32, policy: Option<&Path>) -> Result<RecordSettings, Stopped> {
    let (policy, policy_text) = match policy {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Stopped::Policy(path.display().to_string(), error.to_string()))?;
            let policy = text.parse().map_err(|error: PolicyError| {
                Stopped::Policy(path.display().to_string(), error.to_string())
            })?;
            (Some(policy), Some(text))
        }
        None => (None, None),
    };
    Ok(RecordSettings { every: Duration::from_secs(every.into()), build: build(), policy, policy_text })
}

/// Which program this is: name and version, and the SHA-256 of its file.
fn build() -> Option<(String, String)> {
    let program = format!("roundtable {}", env!("CARGO_PKG_VERSION"));
    let mut file = std::fs::File::open(std::env::current_exe().ok()?).ok()?;
    let mut hash = record::hash::Stream::default();
    std::io::copy(&mut file, &mut hash).ok()?;
    Some((program, hash.hex()))
}

/// Where a demonstration keeps its data.
enum Home {
    Kept(PathBuf),
    Passing(TempDir),
}

impl Home {
    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Passing(directory) => directory.path(),
        }
    }

    /// Takes the demonstration's own folder away. The clerk's threads may still be closing their files.
    fn leave(self) {
        let Self::Passing(directory) = self else { return };
        for _ in 0..20 {
            if std::fs::remove_dir_all(directory.path()).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        tracing::warn!(path = %directory.path().display(), "the demonstration's files could not be taken away");
    }
}

fn run(house: House, config: Config, json: bool) -> Result<(), Stopped> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ran = runtime.block_on(server::run(house, config, |address| announce(address, json)));
    Ok(ran?)
}

/// The first line on standard output, once connections are taken.
fn announce(address: SocketAddr, json: bool) {
    let address = format!("http://{address}/");
    let text = if json { say::object(&Running { address }) } else { format!("Roundtable is at {address}") };
    say::line(&text);
}

/// Logs go to standard error: standard output holds the address alone.
pub(crate) fn log(form: Log) {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(LevelFilter::INFO)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    match form {
        Log::Text => log.init(),
        Log::Json => log.json().init(),
    }
}
