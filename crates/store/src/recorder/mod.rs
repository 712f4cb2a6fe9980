//! The record follows the journal: what is durable there becomes entries here, in a tree with signed checkpoints.

mod batch;
mod growing;
mod keeper;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::entry::{Act, Entry, Fact, Shown};
use record::hash::Hash;
use record::note::{Note, Signature, Verifier};
use record::pledge::Until;
use record::policy::Policy;
use record::receipt::Receipt;
use record::tile::{Kind as Files, Tile, WIDTH, read_bundle};
use record::tree;
use serde::Serialize;
use table::{About, Day, Kind, TableId};
use tokio::sync::watch;

use crate::bell::Bell;
use crate::clerk::Clerk;
use crate::house::House;
use crate::journal::StoreError;
use crate::leaf;
use crate::notary::Notary;
use crate::sqlite::reader::{Found, Is, Reader};
use crate::sqlite::shelf::Shelf;
use growing::OnShelf;
use keeper::{Keeper, Why, lock};

/// How the record is kept.
#[derive(Debug, Clone)]
pub struct RecordSettings {
    /// How often answers and words enter, at most. An hour unless the host says otherwise.
    pub every: Duration,
    /// Name and version of the program, and the SHA-256 of its file in hex.
    pub build: Option<(String, String)>,
    /// Whose word makes a result final; nobody's, if there is none.
    pub policy: Option<Policy>,
    /// The policy as its file has it, to be handed out.
    pub policy_text: Option<String>,
}

impl Default for RecordSettings {
    fn default() -> Self {
        Self { every: Duration::from_hours(1), build: None, policy: None, policy_text: None }
    }
}

/// A table's record as it is now.
#[derive(Debug, Clone)]
pub struct LogView {
    /// Its name.
    pub origin: String,
    /// What its signatures are checked with.
    pub key: Verifier,
    /// Which record of the table it is, from 1.
    pub epoch: u32,
    /// How many entries it has.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The signed checkpoint, with the cosignatures there are so far.
    pub checkpoint: Note,
    /// The newest checkpoint that met the policy.
    pub witnessed: Option<Witnessed>,
}

/// A checkpoint that met the policy.
#[derive(Debug, Clone)]
pub struct Witnessed {
    /// How many entries it covers.
    pub size: u64,
    /// The checkpoint with its cosignatures.
    pub checkpoint: Note,
}

/// Where a journal entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits for its batch.
    Waiting(Until),
    /// It is entry number so of the record (from 0), and its content is as it was committed to.
    In(u64),
    /// Its content was destroyed, as its holder wished. The number is its entry's, if it is in the record.
    Gone(Option<u64>),
    /// Its content is not as it was committed to.
    Altered(Option<u64>),
}

/// A journal entry and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its number in the journal, from 1.
    pub seq: u64,
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub about: About,
    /// Where it stands.
    pub state: State,
}

/// Why nothing may be signed, and so nothing new be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Somebody outside saw a longer or another record than the one here.
    RolledBack {
        /// The record's name.
        origin: String,
        /// How many entries are here.
        here: u64,
        /// How many somebody saw.
        seen: u64,
    },
    /// Everything was put back from a backup, and nobody has said so in public yet.
    Restored,
}

/// Whether the record goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It does.
    Well,
    /// Things can be read and nothing can be added.
    ReadOnly(Trouble),
}

/// A map of where everyone stands that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// Of which conversation.
    pub conversation: u32,
    /// When it was made, so many entries of the table's journal had been of its conversation.
    pub at: u64,
    /// The version of the mathematics.
    pub method: u32,
    /// The SHA-256 of its file, in hex.
    pub sha256: String,
}

/// Puts the fingerprints of shown results in the records. The recorder ends without waiting for those who have one.
#[derive(Clone)]
pub struct Publisher(Arc<Keeper>);

impl Publisher {
    /// A map is shown. It waits for the table's next batch, for it would tell when somebody answered; of several that were shown
    /// meanwhile the last one enters.
    pub fn stand(&self, table: TableId, map: Map) -> Result<(), StoreError> {
        let Map { conversation, at, method, sha256 } = map;
        let desk = &self.0.shelf;
        let before = desk.wishes()?;
        let fact = Fact::Published { shown: Shown::Stand, conversation, at, method, sha256 };
        desk.wish(Some(table), &Entry::Fact(fact).encode())?;
        let is_of_it =
            |fact: &Fact| matches!(fact, Fact::Published { conversation: of, .. } if *of == conversation);
        for wish in before.iter().filter(|wish| wish.table == Some(table)) {
            if wish.fact().is_some_and(|fact| is_of_it(&fact)) {
                desk.granted(wish.no)?;
            }
        }
        Ok(())
    }
}

/// Keeps the records of all tables. Cheap to clone; the thread ends with the last clone.
#[derive(Clone)]
pub struct Recorder(Arc<Running>);

struct Running {
    keeper: Arc<Keeper>,
    bell: Arc<Bell>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.bell.stop();
    }
}

impl Recorder {
    /// Starts the thread that keeps the records.
    pub fn start(house: &House, clerk: &Clerk, settings: RecordSettings) -> Result<Self, StoreError> {
        let notary = Arc::new(Notary::new(house.record_key().clone()));
        let bell = Arc::clone(clerk.bell());
        bell.appoint(Arc::clone(&notary));
        let keeper = Arc::new(Keeper::new(
            Reader::open(house.directory(), house.key())?,
            Shelf::open(house.directory())?,
            notary,
            Arc::clone(&bell),
            settings,
            house.directory().to_owned(),
        )?);
        let keeps = Arc::clone(&keeper);
        std::thread::Builder::new()
            .name("recorder".into())
            .spawn(move || keeps.run())
            .map_err(|error| StoreError::Engine(error.to_string()))?;
        Ok(Self(Arc::new(Running { keeper, bell })))
    }

    /// A table's record as it is now; none for a table that is not there or has no entry yet.
    pub fn log(&self, table: TableId) -> Option<LogView> {
        let log = self.0.keeper.find(table)?;
        let log = lock(&log);
        let key = log.signer.verifier();
        Some(LogView {
            origin: key.name().to_string(),
            key,
            epoch: log.epoch,
            size: log.size,
            root: log.root,
            checkpoint: log.checkpoint.clone()?,
            witnessed: log.witnessed.clone(),
        })
    }

    /// A file of a table's tree, if there is or was one of that width.
    pub fn tile(&self, table: TableId, tile: &Tile) -> Result<Option<Vec<u8>>, StoreError> {
        let Some((no, size)) = self.place(table) else { return Ok(None) };
        if !tile.is_in(size) {
            return Ok(None);
        }
        match tile.kind {
            Files::Hashes(level) => {
                let hashes = self.0.keeper.shelf.tile(no, level, tile.number)?;
                Ok(hashes.and_then(|hashes| hashes.get(..usize::from(tile.width) * 32).map(<[u8]>::to_vec)))
            }
            Files::Entries => {
                let bundle = self.0.keeper.shelf.bundle(no, tile.number)?;
                Ok(bundle.and_then(|(entries, _)| first_entries(&entries, tile.width)))
            }
        }
    }

    fn place(&self, table: TableId) -> Option<(i64, u64)> {
        let log = self.0.keeper.find(table)?;
        let log = lock(&log);
        Some((log.no, log.size))
    }

    /// Where journal entries stand. What is destroyed is told from what was altered by looking at it now.
    pub fn standing(&self, table: TableId, seqs: &[u64]) -> Result<Vec<Standing>, StoreError> {
        let Some(log) = self.0.keeper.find(table) else { return Ok(Vec::new()) };
        let mut standings = Vec::with_capacity(seqs.len());
        for &seq in seqs {
            let Some(found) = self.0.keeper.reader.find(table, seq)? else { continue };
            let Found { day, kind, about, is } = found;
            let entry = lock(&log).entry_of(seq);
            let state = match (is, entry) {
                (Is::Altered, entry) => State::Altered(entry),
                (Is::Erased, entry) => State::Gone(entry),
                (Is::Whole, Some(entry)) => State::In(entry),
                (Is::Whole, None) => State::Waiting(leaf::until(kind, about, Day::from_number(day))),
            };
            standings.push(Standing { seq, kind, about, state });
        }
        Ok(standings)
    }

    /// The proof that a journal entry is in the record: under the newest witnessed checkpoint that has it, or else the newest.
    pub fn receipt(&self, table: TableId, seq: u64) -> Result<Option<Receipt>, StoreError> {
        let Some(log) = self.0.keeper.find(table) else { return Ok(None) };
        let (no, index, size, checkpoint) = {
            let log = lock(&log);
            let Some(index) = log.entry_of(seq) else { return Ok(None) };
            let witnessed = log.witnessed.as_ref().filter(|witnessed| witnessed.size > index);
            match (witnessed, &log.checkpoint) {
                (Some(witnessed), _) => (log.no, index, witnessed.size, witnessed.checkpoint.clone()),
                (None, Some(checkpoint)) => (log.no, index, log.size, checkpoint.clone()),
                (None, None) => return Ok(None),
            }
        };
        let proof = tree::inclusion(&OnShelf::new(&self.0.keeper.shelf, no), index, size);
        Ok(proof.map(|proof| Receipt { index, extra: None, proof, checkpoint }))
    }

    /// The bytes of the record's entry for a journal entry.
    pub fn entry(&self, table: TableId, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(log) = self.0.keeper.find(table) else { return Ok(None) };
        let (no, size, index) = {
            let log = lock(&log);
            (log.no, log.size, log.entry_of(seq))
        };
        let Some(index) = index else { return Ok(None) };
        let entries = self.bundle(no, size, index / WIDTH)?;
        Ok(usize::try_from(index % WIDTH)
            .ok()
            .and_then(|at| entries.into_iter().nth(at))
            .map(|(entry, _)| entry))
    }

    /// The entries of a bundle, each with the journal entry it stands for.
    fn bundle(&self, no: i64, size: u64, number: u64) -> Result<Vec<(Vec<u8>, u32)>, StoreError> {
        let Some((entries, seqs)) = self.0.keeper.shelf.bundle(no, number)? else { return Ok(Vec::new()) };
        let width = u16::try_from((size - number * WIDTH).min(WIDTH)).unwrap_or(256);
        let seqs = seqs.as_chunks::<4>().0.iter().map(|seq| u32::from_be_bytes(*seq));
        let entries = first_entries(&entries, width).unwrap_or_default();
        let read = read_bundle(&Tile { kind: Files::Entries, number, width }, &entries);
        Ok(read.unwrap_or_default().into_iter().map(<[u8]>::to_vec).zip(seqs).collect())
    }

    /// A table's whole record as lines of JSON (docs/record-format.md, "The export").
    pub fn export(
        &self,
        table: TableId,
        line: &mut dyn FnMut(&str) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        // What was destroyed a moment ago has its tombstone in what is handed out now.
        self.0.keeper.follow(table, Why::AtOnce)?;
        let (Some((no, size)), Some(view)) = (self.place(table), self.log(table)) else { return Ok(()) };
        let written = |error: std::io::Error| StoreError::Engine(error.to_string());
        let head = Head {
            record: 1,
            origin: &view.origin,
            key: view.key.to_string(),
            checkpoint: view.checkpoint.to_string(),
            witnessed: view.witnessed.as_ref().map(|witnessed| witnessed.checkpoint.to_string()),
            policy: self.0.keeper.settings.policy_text.as_deref(),
        };
        line(&serde_json::to_string(&head).unwrap_or_default()).map_err(written)?;
        let mut n = 0;
        for number in 0..size.div_ceil(WIDTH) {
            for (entry, seq) in self.bundle(no, size, number)? {
                let shown = match Entry::decode(&entry) {
                    Some(Entry::Sealed { public: Some(_), .. }) => {
                        self.0.keeper.reader.opening(table, u64::from(seq))?
                    }
                    _ => None,
                };
                let (salt, shown) =
                    shown.map(|opening| (STANDARD.encode(opening.salt.as_bytes()), opening.shown)).unzip();
                let entry = String::from_utf8_lossy(&entry);
                let of = Line { n, entry: &entry, salt, shown };
                line(&serde_json::to_string(&of).unwrap_or_default()).map_err(written)?;
                n += 1;
            }
        }
        Ok(())
    }

    /// Says in the record that the host did something with a table's data, or with every table's.
    pub fn host_did(&self, table: Option<TableId>, act: Act) -> Result<(), StoreError> {
        self.0.keeper.shelf.wish(table, &Entry::Fact(Fact::Host(act)).encode())
    }

    /// For those who show results.
    pub fn publisher(&self) -> Publisher {
        Publisher(Arc::clone(&self.0.keeper))
    }

    /// All tables that have a record.
    pub fn tables(&self) -> Vec<TableId> {
        self.0.keeper.tables()
    }

    /// The proof that a table's record of `new` entries begins with that of `old`.
    pub fn consistency(&self, table: TableId, old: u64, new: u64) -> Result<Option<Vec<Hash>>, StoreError> {
        let Some((no, size)) = self.place(table) else { return Ok(None) };
        if new > size {
            return Ok(None);
        }
        Ok(tree::consistency(&OnShelf::new(&self.0.keeper.shelf, no), old, new))
    }

    /// How many entries a witness saw last, as far as is known here.
    pub fn seen_by(&self, table: TableId, witness: &str) -> Result<u64, StoreError> {
        let Some((no, _)) = self.place(table) else { return Ok(0) };
        self.0.keeper.shelf.seen_by(no, witness)
    }

    /// Keeps a witness's cosignature of a table's checkpoint of that size. Whoever calls has checked it.
    pub fn cosigned(
        &self,
        table: TableId,
        size: u64,
        witness: &str,
        signature: &Signature,
    ) -> Result<(), StoreError> {
        let Some(log) = self.0.keeper.find(table) else { return Ok(()) };
        let mut log = lock(&log);
        let Some((_, note)) = log.asked.iter_mut().find(|(asked, _)| *asked == size) else {
            return Ok(());
        };
        note.add(signature.clone());
        let note = note.clone();
        let policy = self.0.keeper.settings.policy.as_ref();
        let newer = log.witnessed.as_ref().is_none_or(|witnessed| witnessed.size <= size);
        let is_final = newer && policy.is_some_and(|policy| policy.is_met(&note));
        let text = note.to_string();
        let now = (size == log.size).then_some(text.as_str());
        let witnessed = is_final.then_some(text.as_str());
        self.0.keeper.shelf.cosign(log.no, witness, size, &signature.to_string(), now, witnessed)?;
        if size == log.size {
            log.checkpoint = Some(note.clone());
        }
        if is_final {
            log.witnessed = Some(Witnessed { size, checkpoint: note });
        }
        Ok(())
    }

    /// Somebody outside saw more than there is here, or something else: from now on nothing is signed.
    pub fn rolled_back(&self, trouble: Trouble) {
        self.0.keeper.stop_signing(trouble);
    }

    /// Whether the record goes on.
    pub fn condition(&self) -> Condition {
        self.0.keeper.condition()
    }

    /// Moves on whenever a checkpoint was signed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.keeper.changes.subscribe()
    }

    /// Enters everything that waits for the next batch, and returns when it is in: before the program ends.
    pub fn flush(&self) {
        self.0.keeper.flush();
    }
}

/// The first line of an export.
#[derive(Serialize)]
struct Head<'a> {
    record: u8,
    origin: &'a str,
    key: String,
    checkpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    witnessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
}

/// The line of an entry.
#[derive(Serialize)]
struct Line<'a> {
    n: u64,
    entry: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
}

/// The first so many entries of a bundle that may have more.
fn first_entries(bundle: &[u8], many: u16) -> Option<Vec<u8>> {
    let mut end = 0_usize;
    for _ in 0..many {
        let (length, _) = bundle.get(end..)?.split_first_chunk::<2>()?;
        end = end.checked_add(2 + usize::from(u16::from_be_bytes(*length)))?;
    }
    bundle.get(..end).map(<[u8]>::to_vec)
}
