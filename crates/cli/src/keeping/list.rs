//! The list of erasures as backups know it: lines of a table's code and a number in its journal, and no words.
//!
//! The list only grows, so a newer one begins with every older one. Where a directory was put back from a backup, its journal
//! goes on from an earlier place, and later numbers mean other things than before; a line says so, `CODE NUMBER restored`. Lines
//! of that form name nothing that is to be destroyed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use table::TableId;

/// How many entries each table's journal has.
pub(super) type Heads = BTreeMap<TableId, u64>;

/// One content that was destroyed.
pub(super) type Erased = (TableId, u64);

enum Line {
    Erased(Erased),
    /// The table's journal was put back to where it had so many entries.
    Restored(TableId, u64),
}

/// What is left of a list when the half line is taken off that a crash, or copying it just then, may have left.
pub(super) fn cut(list: &str) -> &str {
    list.rfind('\n').and_then(|end| list.get(..=end)).unwrap_or("")
}

fn line(line: &str) -> Option<Line> {
    let mut words = line.split(' ');
    let (table, number) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    match (words.next(), words.next()) {
        (None, _) => Some(Line::Erased((table, number))),
        (Some("restored"), None) => Some(Line::Restored(table, number)),
        _ => None,
    }
}

/// What a newer list names that a backup's own list does not, of what the backup holds. None if it does not go on where that ends.
pub(super) fn since(own: &str, newer: &str, heads: &Heads) -> Option<Vec<Erased>> {
    let rest = cut(newer).strip_prefix(own)?;
    // What came after these is not in the backup: the number may stand for something else by now.
    let mut reach = heads.clone();
    let mut named = Vec::new();
    for line in rest.lines().filter_map(line) {
        match line {
            Line::Erased((table, number)) => {
                if reach.get(&table).is_some_and(|reach| number <= *reach) {
                    named.push((table, number));
                }
            }
            Line::Restored(table, number) => {
                if let Some(reach) = reach.get_mut(&table) {
                    *reach = number.min(*reach);
                }
            }
        }
    }
    Some(named)
}

/// The list with which a backup is put back: its own, what was erased since, and where its journals go on.
pub(super) fn put_back(own: &str, since: &[Erased], heads: &Heads) -> String {
    let mut list = own.to_owned();
    // Writing to a string can't fail.
    for (table, number) in since {
        let _ = writeln!(list, "{table} {number}");
    }
    for (table, head) in heads {
        let _ = writeln!(list, "{table} {head} restored");
    }
    list
}
