//! The log beside a database, as it lies: whether all of it can be read.
//!
//! The engine reads such a log up to the first frame that does not hold and forgets the rest without a word, as after a power cut.
//! Whoever changes one byte of it takes everything away that was written after it, and what is left fits together. So what lies
//! behind that frame is looked at: frames that belong to the same log mean that there was more.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

const HEADER: usize = 32;
const FRAME: usize = 24;
/// The first four bytes of a log. With the lowest bit its sums are of numbers with the high byte first.
const MAGIC: u32 = 0x377f_0682;
/// The largest page that there is.
const MOST_PAGE: usize = 65_536;

/// Two sums, each over everything before.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sums(u32, u32);

impl Sums {
    fn add(mut self, bytes: &[u8], is_big: bool) -> Self {
        let word = |four: &[u8]| if is_big { big(four) } else { big(four).swap_bytes() };
        for pair in bytes.chunks_exact(8) {
            let (one, other) = pair.split_at(4);
            self.0 = self.0.wrapping_add(word(one)).wrapping_add(self.1);
            self.1 = self.1.wrapping_add(word(other)).wrapping_add(self.0);
        }
        self
    }
}

fn big(four: &[u8]) -> u32 {
    four.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The number of four bytes from there; 0 behind the end.
fn at(bytes: &[u8], from: usize) -> u32 {
    bytes.get(from..from + 4).map_or(0, big)
}

/// Whether something in a log is damaged so that what was written later is lost. One that is not there, or empty, is not.
///
/// # Errors
/// Where it can't be read.
pub(super) fn is_damaged(path: &Path) -> io::Result<bool> {
    match File::open(path) {
        Ok(file) => look(BufReader::with_capacity(1 << 16, file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn look(mut log: impl Read) -> io::Result<bool> {
    let mut header = [0; HEADER];
    match fill(&mut log, &mut header)? {
        0 => return Ok(false),
        // Nothing was ever written behind it.
        read if read < HEADER => return Ok(false),
        _ => {}
    }
    let (start, given) = header.split_at(HEADER - 8);
    let is_big = at(&header, 0) & 1 == 1;
    let mut sums = Sums(0, 0).add(start, is_big);
    let size = usize::try_from(at(&header, 8)).unwrap_or(0);
    let is_log = at(&header, 0) & !1 == MAGIC && (512..=MOST_PAGE).contains(&size) && size.is_power_of_two();
    if !is_log || sums != Sums(at(given, 0), at(given, 4)) {
        return Ok(true);
    }
    let salts = (at(&header, 16), at(&header, 20));
    let mut frame = vec![0; FRAME + size];
    let mut is_read = true;
    // Frames of this log behind one that does not hold.
    let mut behind = 0;
    while fill(&mut log, &mut frame)? == frame.len() {
        let (head, page) = frame.split_at(FRAME);
        let own = (at(head, 8) == salts.0, at(head, 12) == salts.1);
        if is_read {
            let next = sums.add(head.get(..8).unwrap_or_default(), is_big).add(page, is_big);
            is_read = own == (true, true) && next == Sums(at(head, 16), at(head, 20));
            sums = next;
            if is_read {
                continue;
            }
        }
        match own {
            // It ends something that was written whole, or something of the same log follows.
            (true, true) if at(head, 4) > 0 || behind > 0 => return Ok(true),
            (true, true) => behind += 1,
            // What is left of an older log has two others.
            (true, false) | (false, true) => return Ok(true),
            (false, false) => {}
        }
    }
    Ok(false)
}

/// Reads as much as there is, up to a whole buffer.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// A log with one thing after another in it, some of it over what an older one left.
    fn log() -> Vec<u8> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.sqlite");
        let writer = Connection::open(&path).unwrap();
        writer.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b INTEGER, c BLOB)").unwrap();
        for number in 0..12 {
            writer.execute("INSERT INTO a VALUES (?1, zeroblob(3000))", [number]).unwrap();
            if number == 6 {
                writer.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())).unwrap();
            }
        }
        std::fs::read(directory.path().join("a.sqlite-wal")).unwrap()
    }

    #[test]
    fn a_log_is_whole_wherever_it_was_cut_and_whatever_an_older_one_left_behind_it() {
        let log = log();
        assert!(!look(&log[..]).unwrap());
        for end in (0..log.len()).step_by(777) {
            assert!(!look(&log[..end]).unwrap(), "{end}");
        }
    }

    #[test]
    fn a_changed_byte_that_takes_something_away_shows() {
        let log = log();
        let salts = log[16..24].to_vec();
        let size = FRAME + usize::try_from(at(&log, 8)).unwrap();
        let own = log[HEADER..].chunks_exact(size).filter(|frame| frame[8..16] == salts[..]).count();
        assert!(own > 3 && HEADER + own * size < log.len(), "there is an older one behind it");
        for at in 0..HEADER + own * size {
            let is_all = at < HEADER + FRAME || (at - HEADER) % size < FRAME || at % 97 == 0;
            if is_all {
                let mut changed = log.clone();
                changed[at] ^= 0x55;
                assert!(look(&changed[..]).unwrap(), "byte {at}");
            }
        }
    }
}
