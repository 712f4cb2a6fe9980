//! The records as they are kept: which there are, and the entries, hashes and notes of one.

use std::collections::BTreeMap;

use record::checkpoint::Checkpoint;
use record::entry::{Entry, Fact};
use record::note::{Note, Signature};
use record::tile::{self, Tile, WIDTH};
use record::tree::Tree;
use rusqlite::{Connection, params};

use super::cells::{self, bounded, whole};
use crate::finding::Code;
use crate::found::{Found, NOWHERE, Spot};

/// A record as its row names it.
#[derive(Debug, Clone)]
pub(super) struct Head {
    no: i64,
    /// The number behind the code of its table.
    pub(super) table: u64,
    /// Which record of the table it is.
    pub(super) epoch: u64,
    /// Its name.
    pub(super) origin: String,
    /// How many entries it should have.
    size: u64,
    checkpoint: String,
    witnessed: Option<String>,
}

/// What is in a record.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The entries, in order.
    pub(super) entries: Vec<Vec<u8>>,
    /// The journal entries they stand for; 0 for facts.
    pub(super) seqs: Vec<u32>,
    /// Whether all could be read.
    pub(super) is_whole: bool,
}

impl Head {
    /// The newest checkpoint. Where it can't be read, one that nobody has signed.
    pub(super) fn checkpoint(&self, tree: &Tree, found: &mut Found) -> Note {
        self.checkpoint.parse().unwrap_or_else(|_| {
            found.add(Code::Rewrite, NOWHERE, format!("The checkpoint of {} can't be read.", self.origin));
            Checkpoint::new(&self.origin, tree.size(), tree.root()).note()
        })
    }

    /// The newest checkpoint that met the policy, if one is kept.
    pub(super) fn witnessed(&self, found: &mut Found) -> Option<Note> {
        let note = self.witnessed.as_ref()?.parse();
        if note.is_err() {
            let text = format!("The checkpoint of {} that was witnessed can't be read.", self.origin);
            found.add(Code::Rewrite, NOWHERE, text);
        }
        note.ok()
    }
}

impl Body {
    /// The facts among the entries.
    pub(super) fn facts(&self) -> impl Iterator<Item = (u64, Fact)> {
        (0_u64..).zip(self.entries.iter().zip(&self.seqs)).filter(|(_, (_, seq))| **seq == 0).filter_map(
            |(at, (entry, _))| match Entry::decode(entry)? {
                Entry::Fact(fact) => Some((at, fact)),
                Entry::Sealed { .. } => None,
            },
        )
    }
}

/// All records, each table's newest last.
pub(super) fn heads(connection: &Connection, found: &mut Found) -> rusqlite::Result<Vec<Head>> {
    let query = format!(
        "SELECT {}, {}, {}, {}, {}, {}, {}, witnessed IS NULL FROM log ORDER BY table_id, epoch",
        whole("no"),
        whole("table_id"),
        whole("epoch"),
        bounded("origin"),
        whole("size"),
        bounded("checkpoint"),
        bounded("witnessed")
    );
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        let read = || {
            let witnessed = match (cells::text(row, 6), cells::number(row, 7)?) {
                (Some(text), _) => Some(text.to_owned()),
                (None, 1) => None,
                (None, _) => return None,
            };
            Some(Head {
                no: cells::number(row, 0)?,
                table: cells::count(row, 1)?,
                epoch: cells::count(row, 2)?,
                origin: cells::text(row, 3)?.to_owned(),
                size: cells::count(row, 4)?,
                checkpoint: cells::text(row, 5)?.to_owned(),
                witnessed,
            })
        };
        match read() {
            // One that was begun and has nothing in it yet is not there for others.
            Some(head) if head.size == 0 && head.checkpoint.is_empty() => {}
            Some(head) => heads.push(head),
            None => found.add(
                Code::Rewrite,
                NOWHERE,
                "What is kept about a record can't be read: a cell is not of its type.",
            ),
        }
    }
    Ok(heads)
}

/// Everything in a record, as far as it can be read.
pub(super) fn body(connection: &Connection, head: &Head, found: &mut Found) -> rusqlite::Result<Body> {
    let query = format!(
        "SELECT {}, {}, {} FROM bundle WHERE log_no = ?1 ORDER BY number",
        whole("number"),
        cells::bundle("entries"),
        bounded("seqs")
    );
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query(params![head.no])?;
    let mut body = Body { is_whole: true, ..Body::default() };
    let mut next = 0_u64;
    while let Some(row) = rows.next()? {
        let is_next = cells::count(row, 0) == Some(next) && body.entries.len() as u64 == next * WIDTH;
        let read = || {
            let (seqs, rest) = cells::bytes(row, 2)?.as_chunks::<4>();
            let width =
                u16::try_from(seqs.len()).ok().filter(|width| (1..=WIDTH).contains(&u64::from(*width)))?;
            let bundle = Tile { kind: tile::Kind::Entries, number: next, width };
            let entries = tile::read_bundle(&bundle, cells::bytes(row, 1)?)?;
            rest.is_empty().then_some((entries, seqs))
        };
        let Some((entries, seqs)) = read().filter(|_| is_next) else {
            found.add(
                Code::Rewrite,
                Spot::entry(body.entries.len() as u64),
                "From here on the entries can't be read: a bundle is missing or damaged.",
            );
            body.is_whole = false;
            break;
        };
        body.entries.extend(entries.into_iter().map(<[u8]>::to_vec));
        body.seqs.extend(seqs.iter().map(|seq| u32::from_be_bytes(*seq)));
        next += 1;
    }
    if body.is_whole && body.entries.len() as u64 != head.size {
        let text =
            format!("The record should have {} entries, and {} are there.", head.size, body.entries.len());
        found.add(Code::Rewrite, NOWHERE, text);
        body.is_whole = body.entries.len() as u64 > head.size;
    }
    Ok(body)
}

/// Whether the hashes that are handed out are those of the tree.
pub(super) fn tiles(
    connection: &Connection,
    head: &Head,
    tree: &Tree,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let mut due: BTreeMap<(u8, u64), Tile> = Tile::all(tree.size())
        .into_iter()
        .filter_map(|tile| match tile.kind {
            tile::Kind::Hashes(level) => Some(((level, tile.number), tile)),
            tile::Kind::Entries => None,
        })
        .collect();
    let query = format!(
        "SELECT {}, {}, {} FROM tile WHERE log_no = ?1",
        whole("level"),
        whole("number"),
        bounded("hashes")
    );
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query(params![head.no])?;
    let wrong = |found: &mut Found| {
        found.add(Code::Rewrite, NOWHERE, "Hashes that are handed out are not those of the entries.");
    };
    while let Some(row) = rows.next()? {
        let level = cells::number(row, 0).and_then(|level| u8::try_from(level).ok());
        let tile = level.zip(cells::count(row, 1)).and_then(|place| due.remove(&place));
        if tile.and_then(|tile| tile.hashes(tree)).is_none_or(|hashes| cells::bytes(row, 2) != Some(&*hashes))
        {
            wrong(found);
        }
    }
    if !due.is_empty() {
        wrong(found);
    }
    Ok(())
}

/// Whether the list of tombstones is that of the entries. `due` is what stands in the record: the entry that is gone, and the
/// tombstone that says so.
pub(super) fn tombstones(
    connection: &Connection,
    head: &Head,
    mut due: BTreeMap<u64, u64>,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let query = format!("SELECT {}, {} FROM tombstone WHERE log_no = ?1", whole("target"), whole("entry"));
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query(params![head.no])?;
    while let Some(row) = rows.next()? {
        let (target, entry) = (cells::count(row, 0), cells::count(row, 1));
        if target.and_then(|target| due.remove(&target)) != entry || entry.is_none() {
            let spot = Spot { entry: target, journal: None };
            found.add(Code::Altered, spot, "The list of tombstones names one that is not in the record.");
        }
    }
    for target in due.into_keys() {
        found.add(
            Code::Altered,
            Spot::entry(target),
            "The list of tombstones leaves out one that is in the record.",
        );
    }
    Ok(())
}

/// Whether the words of witnesses that are kept are those in the checkpoint.
pub(super) fn cosignatures(connection: &Connection, head: &Head, found: &mut Found) -> rusqlite::Result<()> {
    let checkpoint = head.checkpoint.parse::<Note>().ok();
    let query = format!(
        "SELECT {}, {}, {} FROM cosignature WHERE log_no = ?1",
        bounded("witness"),
        whole("size"),
        bounded("line")
    );
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query(params![head.no])?;
    while let Some(row) = rows.next()? {
        let line = cells::text(row, 2).and_then(|line| line.trim_end().parse::<Signature>().ok());
        let named = |line: &Signature| cells::text(row, 0).is_some_and(|name| line.name.as_str() == name);
        let (Some(line), Some(size)) = (line.filter(named), cells::count(row, 1)) else {
            found.add(Code::Altered, NOWHERE, "The word of a witness that is kept can't be read.");
            continue;
        };
        if size > head.size {
            let text =
                format!("{} saw {size} entries of this record, and here are {}.", line.name, head.size);
            found.add(Code::Rollback, NOWHERE, text);
        }
        let stands = |checkpoint: &Note| checkpoint.signatures().contains(&line);
        if size == head.size && !checkpoint.as_ref().is_some_and(stands) {
            let text = format!("The word of {} that is kept is not the one in the checkpoint.", line.name);
            found.add(Code::Altered, NOWHERE, text);
        }
    }
    Ok(())
}

/// Facts that wait to enter: whether they are facts, of a table that is there. Those of one table, or of all.
pub(super) fn wishes(
    connection: &Connection,
    tables: &[u64],
    found: &mut Found,
) -> rusqlite::Result<Vec<(Option<u64>, Fact)>> {
    let query =
        format!("SELECT {}, {}, table_id IS NULL FROM wish ORDER BY no", whole("table_id"), bounded("fact"));
    let mut select = connection.prepare(&query)?;
    let mut rows = select.query([])?;
    let mut wishes = Vec::new();
    while let Some(row) = rows.next()? {
        let of = match (cells::count(row, 0), cells::number(row, 2)) {
            (Some(table), _) if tables.contains(&table) => Some(Some(table)),
            (None, Some(1)) => Some(None),
            _ => None,
        };
        match (of, cells::bytes(row, 1).and_then(Entry::decode)) {
            (Some(of), Some(Entry::Fact(fact))) => wishes.push((of, fact)),
            _ => found.add(
                Code::InsertedOutsideLog,
                NOWHERE,
                "Something waits to enter a record that is no fact, or is about no table.",
            ),
        }
    }
    Ok(wishes)
}

/// Whether anything belongs to a record that is not there.
pub(super) fn of_no_record(connection: &Connection, found: &mut Found) -> rusqlite::Result<()> {
    for table in ["bundle", "tile", "tombstone", "cosignature"] {
        let query = format!("SELECT count(*) FROM {table} WHERE log_no NOT IN (SELECT no FROM log)");
        let strays: i64 = connection.query_row(&query, [], |row| row.get(0))?;
        if strays > 0 {
            let text = format!("{strays} rows of “{table}” belong to a record that is not there.");
            found.add(Code::SilentDeletion, NOWHERE, text);
        }
    }
    Ok(())
}
