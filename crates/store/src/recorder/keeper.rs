//! The thread that keeps the records, and what it works on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use record::checkpoint::Checkpoint;
use record::entry::{By, Cause, Entry, Fact};
use record::hash::{Hash, empty};
use record::note::{Note, Signer};
use record::tile::{Kind as Files, Tile, read_bundle};
use table::{Day, TableId};
use tokio::sync::watch;

use super::batch::{Waiting, shuffle};
use super::growing::Growing;
use super::{Condition, RecordSettings, Trouble, Witnessed};
use crate::bell::Bell;
use crate::journal::StoreError;
use crate::leaf;
use crate::notary::Notary;
use crate::sqlite::reader::Reader;
use crate::sqlite::shelf::{Kept, Shelf};

/// So many rows of the journal are taken at a time.
const AT_A_TIME: usize = 65_536;
/// So many earlier checkpoints can still be cosigned by a witness that was slow.
const ASKED: usize = 16;
/// How often the thread looks up without being rung.
const LOOK_UP: Duration = Duration::from_secs(1);
/// Where there are witnesses they are asked first, for so long: a house that was rolled back should hear of it before it signs.
const ASK_FIRST: Duration = Duration::from_secs(3);

/// The file of a house that was put back from a backup and has not said so in public.
const RECOVERING: &str = "recovering";
/// The file with which a host says so.
const NOTICE: &str = "notice";

/// One record, while the program runs.
pub(super) struct Log {
    pub(super) no: i64,
    pub(super) epoch: u32,
    pub(super) signer: Arc<Signer>,
    pub(super) size: u64,
    pub(super) root: Hash,
    pub(super) checkpoint: Option<Note>,
    /// Checkpoints a witness may have been asked about, oldest first.
    pub(super) asked: VecDeque<(u64, Note)>,
    pub(super) witnessed: Option<Witnessed>,
    /// By journal number less one: the entry that stands for it, plus one.
    pub(super) place: Vec<u32>,
    /// The journal was read up to here.
    read: u64,
    waiting: Waiting,
    buried: BTreeSet<u64>,
    /// The last day and the last program in it.
    last: Last,
    /// What it begins with.
    notice: Option<Fact>,
    batched: Instant,
    told: Instant,
    /// Whether the journal has rows that were not read.
    behind: bool,
}

#[derive(Default)]
struct Last {
    day: Option<i32>,
    build: Option<(String, String)>,
}

impl Log {
    /// The entry that stands for a journal entry.
    pub(super) fn entry_of(&self, seq: u64) -> Option<u64> {
        let at = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.place.get(at).filter(|place| **place > 0).map(|place| u64::from(*place) - 1)
    }

    fn put(&mut self, seq: u32, entry: u64) {
        let Some(at) = (seq as usize).checked_sub(1) else { return };
        if self.place.len() <= at {
            self.place.resize(at + 1, 0);
        }
        // Four thousand million entries are further than anything else here reaches.
        self.place[at] = u32::try_from(entry + 1).unwrap_or(u32::MAX);
    }
}

/// Keeps the records of all tables.
pub(super) struct Keeper {
    pub(super) reader: Reader,
    pub(super) shelf: Shelf,
    pub(super) settings: RecordSettings,
    pub(super) changes: watch::Sender<u64>,
    notary: Arc<Notary>,
    bell: Arc<Bell>,
    logs: RwLock<BTreeMap<TableId, Arc<Mutex<Log>>>>,
    condition: Mutex<Condition>,
    directory: PathBuf,
}

/// Why a record is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Something should enter at once.
    AtOnce,
    /// Perhaps it is time for a batch.
    Time,
    /// The program ends: everything enters.
    Ending,
}

impl Keeper {
    pub(super) fn new(
        reader: Reader,
        shelf: Shelf,
        notary: Arc<Notary>,
        bell: Arc<Bell>,
        settings: RecordSettings,
        directory: PathBuf,
    ) -> Result<Self, StoreError> {
        let keeper = Self {
            reader,
            shelf,
            settings,
            changes: watch::Sender::new(0),
            notary,
            bell,
            logs: RwLock::default(),
            condition: Mutex::new(Condition::Well),
            directory,
        };
        keeper.load()?;
        Ok(keeper)
    }

    pub(super) fn condition(&self) -> Condition {
        self.condition.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn stop_signing(&self, trouble: Trouble) {
        tracing::error!(
            ?trouble,
            "from now on nothing is signed and nothing can be added: see “Putting a backup back”"
        );
        *self.condition.lock().unwrap_or_else(PoisonError::into_inner) = Condition::ReadOnly(trouble);
        self.bell.close();
    }

    pub(super) fn find(&self, table: TableId) -> Option<Arc<Mutex<Log>>> {
        self.logs.read().unwrap_or_else(PoisonError::into_inner).get(&table).cloned()
    }

    pub(super) fn tables(&self) -> Vec<TableId> {
        self.logs.read().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// Reads what is on the shelf, and sees whether it fits the journal and the key.
    fn load(&self) -> Result<(), StoreError> {
        if self.directory.join(RECOVERING).exists() {
            self.stop_signing(Trouble::Restored);
        }
        let cause = self.turn_the_page()?;
        let mut newest: BTreeMap<TableId, Vec<Kept>> = BTreeMap::new();
        for kept in self.shelf.logs()? {
            newest.entry(kept.table).or_default().push(kept);
        }
        for (table, mut kept) in newest {
            let Some(now) = kept.pop() else { continue };
            let log = self.open(&now, kept.last(), cause)?;
            self.logs
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(table, Arc::new(Mutex::new(log)));
        }
        Ok(())
    }

    /// Where the host has said in public why the records can't go on: begins new ones.
    fn turn_the_page(&self) -> Result<Cause, StoreError> {
        let path = self.directory.join(NOTICE);
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(Cause::Restored) };
        let cause = Cause::from_key(text.trim()).unwrap_or(Cause::Restored);
        let mut newest: BTreeMap<TableId, Kept> = BTreeMap::new();
        newest.extend(self.shelf.logs()?.into_iter().map(|kept| (kept.table, kept)));
        // One that has nothing in it yet was begun for this notice, before a crash.
        for (table, kept) in newest.into_iter().filter(|(_, kept)| kept.size > 0) {
            self.shelf.begin(table, kept.epoch + 1, &self.notary.origin(table, kept.epoch + 1))?;
        }
        std::fs::remove_file(&path).map_err(|error| StoreError::File {
            path: path.display().to_string(),
            reason: error.to_string(),
        })?;
        Ok(cause)
    }

    fn open(&self, kept: &Kept, before: Option<&Kept>, cause: Cause) -> Result<Log, StoreError> {
        let table = kept.table;
        let signer = self.notary.turn(table, kept.epoch).ok_or_else(|| unsigned(table))?;
        let mut log = Log {
            no: kept.no,
            epoch: kept.epoch,
            root: empty(),
            checkpoint: None,
            asked: VecDeque::new(),
            witnessed: kept.witnessed.as_deref().and_then(witnessed),
            place: Vec::new(),
            read: 0,
            waiting: Waiting::new(self.reader.released(table)?),
            buried: self.shelf.buried(kept.no)?.into_iter().collect(),
            last: Last::default(),
            notice: before.filter(|_| kept.size == 0).and_then(|before| notice(kept.epoch, cause, before)),
            size: kept.size,
            signer,
            batched: Instant::now(),
            told: Instant::now(),
            behind: true,
        };
        if kept.size > 0 {
            let note: Note = kept.checkpoint.parse().map_err(|_| unsigned(table))?;
            let checkpoint = Checkpoint::open(&note, &log.signer.verifier()).map_err(|_| unsigned(table))?;
            log.root = checkpoint.root;
            log.asked.push_back((log.size, note.clone()));
            log.checkpoint = Some(note);
            for (entry, seq) in (0..).zip(self.shelf.seqs(kept.no)?) {
                log.put(seq, entry);
            }
            log.last = self.last(&log)?;
        }
        // The first journal entry that is in no record yet; those before it need not be looked at again.
        log.read = log.place.iter().position(|place| *place == 0).unwrap_or(log.place.len()) as u64;
        let here = log.place.len() as u64;
        if here > 0 && self.reader.find(table, here)?.is_none() {
            let origin = log.signer.verifier().name().to_string();
            self.stop_signing(Trouble::RolledBack { origin, here, seen: log.size });
        }
        Ok(log)
    }

    /// The last day and program in a record, from its end.
    fn last(&self, log: &Log) -> Result<Last, StoreError> {
        let mut last = Last::default();
        for number in (0..log.size.div_ceil(256)).rev() {
            let Some((entries, _)) = self.shelf.bundle(log.no, number)? else { continue };
            let width = u16::try_from((log.size - number * 256).min(256)).unwrap_or(256);
            let tile = Tile { kind: Files::Entries, number, width };
            for entry in read_bundle(&tile, &entries).unwrap_or_default().into_iter().rev() {
                if !entry.starts_with(b"{\"data\"") {
                    continue;
                }
                match Entry::decode(entry) {
                    Some(Entry::Fact(Fact::Day(day))) => last.day = last.day.or(Some(day)),
                    Some(Entry::Fact(Fact::Build { program, sha256 })) => {
                        last.build = last.build.or(Some((program, sha256)));
                    }
                    _ => {}
                }
            }
            if last.day.is_some() && last.build.is_some() {
                break;
            }
        }
        Ok(last)
    }

    /// Works until the bell stops.
    pub(super) fn run(&self) {
        let mut looked_on = None;
        if self.settings.policy.is_some() {
            std::thread::sleep(ASK_FIRST);
        }
        for table in self.reader.tables().unwrap_or_default() {
            self.follow_or_say(table, Why::AtOnce);
        }
        while let Some(news) = self.bell.listen(LOOK_UP.min(self.settings.every)) {
            for (table, news) in &news {
                if news.at_once {
                    self.follow_or_say(*table, Why::AtOnce);
                } else if let Some(log) = self.find(*table) {
                    lock(&log).behind = true;
                }
            }
            self.grant_wishes(false);
            let today = today();
            let new_day = looked_on.replace(today) != Some(today);
            for table in self.tables() {
                if self.find(table).is_some_and(|log| self.is_worth_a_look(&lock(&log), new_day)) {
                    self.follow_or_say(table, Why::Time);
                }
            }
        }
    }

    fn is_worth_a_look(&self, log: &Log, new_day: bool) -> bool {
        (log.behind || !log.waiting.is_empty()) && (new_day || log.batched.elapsed() >= self.settings.every)
    }

    fn follow_or_say(&self, table: TableId, why: Why) {
        if let Err(error) = self.follow(table, why) {
            tracing::error!(%error, %table, "the record could not be continued; it will be tried again");
        }
    }

    /// Brings a table's record up to date.
    pub(super) fn follow(&self, table: TableId, why: Why) -> Result<(), StoreError> {
        if self.condition() != Condition::Well {
            return Ok(());
        }
        let log = match self.find(table) {
            Some(log) => log,
            None => self.begin(table)?,
        };
        let mut log = lock(&log);
        loop {
            let more = self.read_on(&mut log, table)?;
            let an_hour_passed = log.batched.elapsed() >= self.settings.every;
            // Reading stopped for being much: let what was read in before reading more.
            let due = more || why == Why::Ending || log.waiting.is_due(today().number(), an_hour_passed);
            self.write(&mut log, table, due, Vec::new())?;
            if !more {
                return Ok(());
            }
        }
    }

    fn begin(&self, table: TableId) -> Result<Arc<Mutex<Log>>, StoreError> {
        let origin = self.notary.origin(table, 1);
        let no = self.shelf.begin(table, 1, &origin)?;
        let kept = Kept { no, table, epoch: 1, origin, size: 0, checkpoint: String::new(), witnessed: None };
        let log = Arc::new(Mutex::new(self.open(&kept, None, Cause::Restored)?));
        self.logs.write().unwrap_or_else(PoisonError::into_inner).insert(table, Arc::clone(&log));
        Ok(log)
    }

    /// Reads what is new in the journal; says whether there is more.
    fn read_on(&self, log: &mut Log, table: TableId) -> Result<bool, StoreError> {
        let place = &log.place;
        let waits = |seq: u64| {
            usize::try_from(seq - 1).ok().and_then(|at| place.get(at)).is_none_or(|place| *place == 0)
        };
        let (rows, reached) = self.reader.after(table, log.read, AT_A_TIME, waits)?;
        let more = rows.len() == AT_A_TIME;
        log.waiting.add(rows);
        log.read = reached;
        log.behind = more;
        Ok(more)
    }

    /// Puts a batch in, with tombstones and facts, and signs.
    fn write(&self, log: &mut Log, table: TableId, due: bool, facts: Vec<Fact>) -> Result<(), StoreError> {
        let rows = log.waiting.take(due)?;
        let mut growing = Growing::new(&self.shelf, log.no, log.size);
        let mut placed = Vec::with_capacity(rows.len());
        let mut tombstones = Vec::new();
        let mut last = Last { day: log.last.day, build: log.last.build.clone() };
        let push = |growing: &mut Growing<'_>, fact: Fact| growing.push(&Entry::Fact(fact).encode(), 0);
        if let Some(notice) = log.notice.clone() {
            push(&mut growing, notice)?;
        }
        let own = rows.iter().map(|row| u32::try_from(row.seq).unwrap_or(u32::MAX));
        let coming: BTreeSet<u32> = own.collect();
        let graves = self.graves(log, table, &coming)?;
        let build = self.settings.build.clone().filter(|build| last.build.as_ref() != Some(build));
        if rows.is_empty() && graves.is_empty() && facts.is_empty() && (build.is_none() || log.size == 0) {
            return Ok(());
        }
        let today = today().number();
        if last.day.is_none_or(|day| day < today) {
            push(&mut growing, Fact::Day(today))?;
            last.day = Some(today);
        }
        for row in &rows {
            let entry = leaf::entry(row.kind, row.about, row.commitment, row.public).encode();
            let seq = u32::try_from(row.seq).unwrap_or(u32::MAX);
            placed.push((seq, growing.push(&entry, seq)?));
        }
        let new: BTreeMap<u32, u64> = placed.iter().copied().collect();
        for erased in graves {
            let known = u32::try_from(erased.seq).ok().and_then(|seq| new.get(&seq).copied());
            let Some(target) = known.or_else(|| log.entry_of(erased.seq)) else { continue };
            let by = if erased.by_host { By::Host } else { By::Author };
            let tomb = push(&mut growing, Fact::Tombstone { entry: target, by, reason: erased.reason })?;
            tombstones.push((target, tomb));
        }
        if let Some((program, sha256)) = build {
            push(&mut growing, Fact::Build { program: program.clone(), sha256: sha256.clone() })?;
            last.build = Some((program, sha256));
        }
        for fact in facts {
            push(&mut growing, fact)?;
        }
        let (size, root) = (growing.size(), growing.root().ok_or_else(|| unsigned(table))?);
        let origin = log.signer.verifier().name().to_string();
        let note = Checkpoint::new(&origin, size, root).sign(&log.signer);
        let buried: Vec<u64> = tombstones.iter().map(|(target, _)| *target).collect();
        self.shelf.keep(log.no, &growing.changes(note.to_string(), tombstones))?;
        // It is on the disk: from here on nothing can fail.
        for (seq, entry) in placed {
            log.put(seq, entry);
        }
        log.buried.extend(buried);
        (log.size, log.root, log.last, log.notice) = (size, root, last, None);
        log.asked.push_back((size, note.clone()));
        while log.asked.len() > ASKED {
            log.asked.pop_front();
        }
        log.checkpoint = Some(note);
        if due {
            log.batched = Instant::now();
        }
        self.changes.send_modify(|change| *change += 1);
        Ok(())
    }

    /// What was destroyed and has no tombstone yet, of what is in the record or enters now; in random order.
    fn graves(
        &self,
        log: &Log,
        table: TableId,
        coming: &BTreeSet<u32>,
    ) -> Result<Vec<crate::sqlite::reader::Erased>, StoreError> {
        let mut graves = self.reader.erased(table)?;
        graves.retain(|erased| match log.entry_of(erased.seq) {
            Some(entry) => !log.buried.contains(&entry),
            None => u32::try_from(erased.seq).is_ok_and(|seq| coming.contains(&seq)),
        });
        shuffle(&mut graves)?;
        Ok(graves)
    }

    /// Puts facts in that wait. What was shown tells when people answered, so it enters as seldom as their answers do, unless this
    /// is the end.
    fn grant_wishes(&self, is_end: bool) {
        if self.condition() != Condition::Well {
            return;
        }
        let mut may_tell = BTreeMap::new();
        for wish in self.shelf.wishes().unwrap_or_default() {
            let tables = wish.table.map_or_else(|| self.tables(), |table| vec![table]);
            let granted = match wish.fact() {
                Some(Fact::Published { .. })
                    if !is_end
                        && !tables.iter().all(|table| {
                            *may_tell.entry(*table).or_insert_with(|| self.may_tell_again(*table))
                        }) =>
                {
                    continue;
                }
                Some(fact) => tables.iter().try_for_each(|table| self.say(*table, fact.clone())),
                None => Ok(()),
            };
            match granted.and_then(|()| self.shelf.granted(wish.no)) {
                Ok(()) => {}
                Err(error) => {
                    tracing::error!(%error, "the record could not be continued; it will be tried again");
                    return;
                }
            }
        }
    }

    /// Whether what was shown at a table may enter now; if so not again for a while.
    fn may_tell_again(&self, table: TableId) -> bool {
        let Some(log) = self.find(table) else { return false };
        let mut log = lock(&log);
        let is_due = log.told.elapsed() >= self.settings.every;
        if is_due {
            log.told = Instant::now();
        }
        is_due
    }

    fn say(&self, table: TableId, fact: Fact) -> Result<(), StoreError> {
        let Some(log) = self.find(table) else { return Ok(()) };
        self.write(&mut lock(&log), table, false, vec![fact])
    }

    /// Everything that waits enters, whatever the hour.
    pub(super) fn flush(&self) {
        for table in self.reader.tables().unwrap_or_default() {
            self.follow_or_say(table, Why::Ending);
        }
        self.grant_wishes(true);
    }
}

pub(super) fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn witnessed(note: &str) -> Option<Witnessed> {
    let checkpoint: Note = note.parse().ok()?;
    let size = checkpoint.text().parse::<Checkpoint>().ok()?.size;
    Some(Witnessed { size, checkpoint })
}

fn notice(epoch: u32, cause: Cause, before: &Kept) -> Option<Fact> {
    let last = before.checkpoint.parse::<Note>().ok()?.text().parse::<Checkpoint>().ok()?;
    Some(Fact::Notice { epoch, cause, origin: before.origin.clone(), size: last.size, root: last.root })
}

fn unsigned(table: TableId) -> StoreError {
    StoreError::Engine(format!(
        "the record of table {table} was not signed with record.key, or was altered: put the right file back, or say in \
         public that the key was lost with “roundtable recover --cause key-lost”"
    ))
}

/// The day it is (UTC).
pub(super) fn today() -> Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Day::from_unix_millis(i64::try_from(since.as_millis()).unwrap_or(0))
}
