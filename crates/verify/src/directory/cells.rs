//! Cells as they are, whatever is in them. What is too large is never fetched: the query gives nothing in its place.

use rusqlite::Row;
use rusqlite::types::ValueRef;

/// The most bytes that are fetched of a cell.
const MOST: usize = 1 << 20;
/// A bundle holds up to 256 entries of up to 65,535 bytes, each with its length.
const MOST_OF_A_BUNDLE: usize = 256 * 65_537;

/// A column of text or bytes in a query, nothing where it is too large.
pub(super) fn bounded(column: &str) -> String {
    within(column, MOST)
}

/// As [`bounded`], for a bundle of entries.
pub(super) fn bundle(column: &str) -> String {
    within(column, MOST_OF_A_BUNDLE)
}

fn within(column: &str, most: usize) -> String {
    format!("CASE WHEN octet_length({column}) <= {most} THEN {column} END")
}

/// A column of whole numbers in a query, nothing where it is something else: that could be large.
pub(super) fn whole(column: &str) -> String {
    format!("CASE typeof({column}) WHEN 'integer' THEN {column} END")
}

/// A column of whole numbers from 0 in a query, −1 where there is none, nothing where it is something else.
pub(super) fn whole_or_none(column: &str) -> String {
    format!(
        "CASE WHEN {column} IS NULL THEN -1 WHEN typeof({column}) = 'integer' AND {column} >= 0 THEN {column} END"
    )
}

fn value<'r>(row: &'r Row<'_>, at: usize) -> Option<ValueRef<'r>> {
    row.get_ref(at).ok()
}

/// A whole number.
pub(super) fn number(row: &Row<'_>, at: usize) -> Option<i64> {
    value(row, at)?.as_i64().ok()
}

/// A whole number that is not negative.
pub(super) fn count(row: &Row<'_>, at: usize) -> Option<u64> {
    number(row, at).and_then(|number| u64::try_from(number).ok())
}

/// A column of [`whole_or_none`] as a small number, or none.
///
/// # Errors
/// For anything else.
pub(super) fn small_or_none(row: &Row<'_>, at: usize) -> Result<Option<u32>, NotSmall> {
    match number(row, at) {
        Some(-1) => Ok(None),
        Some(number) => u32::try_from(number).map(Some).map_err(|_| NotSmall),
        None => Err(NotSmall),
    }
}

/// A cell holds no small number, and not nothing either.
pub(super) struct NotSmall;

/// Text.
pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> Option<&'r str> {
    value(row, at)?.as_str().ok()
}

/// Bytes.
pub(super) fn bytes<'r>(row: &'r Row<'_>, at: usize) -> Option<&'r [u8]> {
    value(row, at)?.as_blob().ok()
}

/// So many bytes.
pub(super) fn exactly<const N: usize>(row: &Row<'_>, at: usize) -> Option<[u8; N]> {
    bytes(row, at)?.try_into().ok()
}
