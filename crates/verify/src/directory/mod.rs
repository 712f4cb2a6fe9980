//! Checking a data directory: the private journal against its own seals and commitments, against the public record, and the
//! results against what they were worked out from.
//!
//! A reader of its own: it shares no code with the program that wrote the directory but the format (`record`) and the rules
//! (`table`, `voice`). It writes nothing there, and a running server is not disturbed.

mod cells;
mod epochs;
mod erased;
mod facts;
mod keys;
mod ledger;
mod list;
mod open;
mod places;
mod rows;
mod shape;
mod shelf;
mod table;
mod wal;

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;

use self::keys::{Keys, unreadable};
use self::list::List;
use self::open::Source;
use self::rows::Named;
use crate::asked::Asked;
use crate::finding::{Checked, Code, CouldNot, Finding, Report};
use crate::found::{Found, NOWHERE};
use crate::strangers;

/// Checks a data directory.
///
/// # Errors
/// Where it is none, or can't be read.
pub fn check(path: &Path, asked: &Asked) -> Result<Report, CouldNot> {
    if !path.join(shape::JOURNAL.file).is_file() {
        return Err(CouldNot::NotThere(path.display().to_string()));
    }
    let keys = Keys::read(path)?;
    let mut found = Found::of(None);
    // The record first: what is in it is in the journal, and the journal may have gone on a little by then.
    let (records, record) = shape::RECORD.find(path, &mut found)?;
    let (rows, mut journal) = shape::JOURNAL.find(path, &mut found)?;
    let list = List::read(path)?;
    let house = House { keys, list, records, record, rows };
    let report = std::thread::scope(|scope| {
        // What the engine says of the files' own order needs nothing of the rest.
        let order = scope.spawn(|| order(&house.records, &house.rows));
        let checked = house.check(&mut journal, asked, &mut found);
        let order = order.join().unwrap_or_else(|_| Err(unreadable(path, "it could not be looked through")));
        let (records, mut findings) = checked?;
        findings.extend(found.end());
        findings.extend(order?);
        Ok(Report::of(records, findings))
    })?;
    if house.records.has_changed() || house.rows.has_changed() {
        return Err(unreadable(path, "it was written to while it was read; try again"));
    }
    Ok(report)
}

/// What the engine says of the files' own order.
fn order(records: &Source, rows: &Source) -> Result<Vec<Finding>, CouldNot> {
    let mut found = Found::of(None);
    shape::damage(rows, shape::JOURNAL.file, &mut found)?;
    shape::damage(records, shape::RECORD.file, &mut found)?;
    Ok(found.end())
}

/// A data directory that is being read, each of its files as of one moment.
struct House {
    keys: Keys,
    list: List,
    records: Source,
    record: Connection,
    rows: Source,
}

impl House {
    fn check(
        &self,
        journal: &mut Connection,
        asked: &Asked,
        found: &mut Found,
    ) -> Result<(Vec<Checked>, Vec<Finding>), CouldNot> {
        let tables = self.tables(journal, found)?;
        let ids: Vec<u64> = tables.iter().map(|table| table.id).collect();
        let heads = shelf::heads(&self.record, found).map_err(|error| self.records.trouble(&error))?;
        let wishes =
            shelf::wishes(&self.record, &ids, found).map_err(|error| self.records.trouble(&error))?;
        shelf::of_no_record(&self.record, found).map_err(|error| self.records.trouble(&error))?;
        for head in heads.iter().filter(|head| !ids.contains(&head.table)) {
            let text = format!("The record {} is of a table that is not in the journal.", head.origin);
            found.add(Code::SilentDeletion, NOWHERE, text);
        }
        if let Some(code) = &asked.table
            && tables.iter().all(|table| !table.is_called(code))
        {
            return Err(CouldNot::Unreadable {
                what: code.clone(),
                why: "there is no such table here".into(),
            });
        }
        let (mut records, mut findings) = (Vec::new(), Vec::new());
        for table in
            tables.iter().filter(|table| asked.table.as_ref().is_none_or(|code| table.is_called(code)))
        {
            let heads: Vec<_> = heads.iter().filter(|head| head.table == table.id).cloned().collect();
            let facts: Vec<_> = wishes
                .iter()
                .filter(|(of, _)| of.is_none_or(|of| of == table.id))
                .map(|(_, fact)| fact.clone())
                .collect();
            let one = table::One { house: self, table, heads: &heads, wishes: &facts, asked };
            let (checked, list) = one.check(journal)?;
            records.extend(checked);
            findings.extend(list);
        }
        let origins: BTreeSet<&str> = heads.iter().map(|head| head.origin.as_str()).collect();
        findings.extend(strangers::find(asked, &origins));
        Ok((records, findings))
    }

    /// The tables of the journal. Rows that are of none are told.
    fn tables(&self, journal: &Connection, found: &mut Found) -> Result<Vec<Named>, CouldNot> {
        let trouble = |error| self.rows.trouble(&error);
        let (tables, unreadable) = rows::tables(journal).map_err(trouble)?;
        if unreadable > 0 {
            found.add(Code::Altered, NOWHERE, format!("The names of {unreadable} tables can't be read."));
        }
        for table in tables.iter().filter(|table| table.code().is_none()) {
            let text = format!("A table is called {}, and that is no code.", table.id);
            found.add(Code::Altered, NOWHERE, text);
        }
        for (name, _) in rows::of_no_table(journal, &tables).map_err(trouble)? {
            let text = format!("Rows of “{name}” belong to a table that is not there.");
            found.add(Code::InsertedOutsideLog, NOWHERE, text);
        }
        Ok(tables)
    }
}
