//! `roundtable witness`: remembers how long other people's records were, and says so under its own name (C2SP tlog-witness).
//!
//! It sees sizes and hashes, no words. What it adds is a memory that is not the host's: nobody can show a shorter or another
//! record afterwards without it showing.

mod door;
mod houses;
mod memory;

use std::net::SocketAddr;
use std::sync::Arc;

use record::cosignature::Cosigner;
use record::note::NoteError;
use serde::Serialize;
use tokio::net::TcpListener;

use crate::args::Witness;
use crate::say;
use crate::serve::log;
pub(crate) use houses::House;
use houses::Houses;
use memory::{Memory, MemoryError};

/// Why the witness did not run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stopped {
    #[error(transparent)]
    Memory(#[from] MemoryError),
    #[error("--name: {0}")]
    Name(NoteError),
    #[error("--house: two keys are given for the house {0}")]
    TwoKeys(String),
    #[error("--public-url is an address that begins with https:// or http://, not {0:?}")]
    Address(String),
    #[error("could not listen at {address}: {reason}")]
    Listen { address: SocketAddr, reason: std::io::Error },
    #[error("the witness could not be started: {0}")]
    System(#[from] std::io::Error),
}

/// The first line a witness prints with `--json`.
#[derive(Serialize)]
struct Running {
    address: String,
    key: String,
    policy: String,
}

/// Runs the witness until it is told to stop.
pub(crate) fn run(asked: Witness, json: bool) -> Result<(), Stopped> {
    log(asked.log);
    let public_url = asked.public_url.map(address).transpose()?;
    let houses = Houses::new(asked.house).map_err(Stopped::TwoKeys)?;
    let memory = Memory::open(&asked.data)?;
    let cosigner = Cosigner::from_seed(&asked.name, *memory.seed()).map_err(Stopped::Name)?;
    let key = cosigner.witness().to_string();
    let desk = Arc::new(door::Desk { houses, memory, cosigner });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let reason = |reason| Stopped::Listen { address: asked.listen, reason };
        let listener = TcpListener::bind(asked.listen).await.map_err(reason)?;
        let address = format!("http://{}/", listener.local_addr().map_err(reason)?);
        let policy = format!("witness {} {key} {}", asked.name, public_url.as_deref().unwrap_or(&address));
        announce(&Running { address, key, policy }, json);
        door::serve(listener, desk).await;
        Ok(())
    })
}

/// Where hosts reach it: it stands in a policy, between blanks.
fn address(url: String) -> Result<String, Stopped> {
    let is_one = (url.starts_with("https://") || url.starts_with("http://"))
        && url.bytes().all(|byte| byte.is_ascii_graphic());
    if is_one { Ok(url) } else { Err(Stopped::Address(url)) }
}

/// The first lines on standard output, once connections are taken.
fn announce(running: &Running, json: bool) {
    let text = if json {
        say::object(running)
    } else {
        format!("The witness is at {}\nIts line in a policy:\n{}", running.address, running.policy)
    };
    say::line(&text);
}
