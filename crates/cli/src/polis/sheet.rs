//! One CSV file, checked before a cell of it is used. Every complaint names the file and the line.

use std::path::Path;
use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord};

use super::Problem;

/// Spreadsheets put this in front of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A whole CSV file in memory.
pub(super) struct Sheet {
    file: &'static str,
    text: String,
}

/// A line of it.
pub(super) struct Row<'a> {
    pub(super) file: &'static str,
    /// From 1; of a line with breaks in its cells, the first.
    pub(super) line: u64,
    cells: &'a StringRecord,
}

impl Sheet {
    /// Reads a file, if it is there.
    pub(super) fn open(directory: &Path, file: &'static str) -> Result<Option<Self>, Problem> {
        let path = directory.join(file);
        match std::fs::read(&path) {
            Ok(bytes) => Self::from_bytes(file, bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Problem::file(&path, error)),
        }
    }

    /// Reads a file that has to be there.
    pub(super) fn needed(directory: &Path, file: &'static str) -> Result<Self, Problem> {
        Self::open(directory, file)?
            .ok_or_else(|| Problem::Missing { file, directory: directory.display().to_string() })
    }

    /// A file from its bytes: UTF-8, and every quote closed where its cell ends.
    pub(super) fn from_bytes(file: &'static str, bytes: Vec<u8>) -> Result<Self, Problem> {
        let mut text = String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            malformed(file, line_after(good), "this is not UTF-8 text; save the file as UTF-8")
        })?;
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        check_quotes(file, text.as_bytes())?;
        Ok(Self { file, text })
    }

    /// Reads the first line with `head` and hands every other line, with as many cells, to `each`.
    pub(super) fn read<H>(
        &self,
        head: impl FnOnce(&Row<'_>) -> Result<H, Problem>,
        mut each: impl FnMut(&H, &Row<'_>) -> Result<(), Problem>,
    ) -> Result<H, Problem> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.text.as_bytes());
        let mut cells = StringRecord::new();
        if !self.next(&mut reader, &mut cells)? {
            return Err(malformed(self.file, 1, "the file is empty"));
        }
        let width = cells.len();
        let head = head(&self.row(&cells))?;
        while self.next(&mut reader, &mut cells)? {
            let row = self.row(&cells);
            row.has(width)?;
            each(&head, &row)?;
        }
        Ok(head)
    }

    /// Hands every line to `each`.
    pub(super) fn read_plain(
        &self,
        mut each: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.text.as_bytes());
        let mut cells = StringRecord::new();
        while self.next(&mut reader, &mut cells)? {
            each(&self.row(&cells))?;
        }
        Ok(())
    }

    fn next(&self, reader: &mut csv::Reader<&[u8]>, cells: &mut StringRecord) -> Result<bool, Problem> {
        let line = reader.position().line();
        reader.read_record(cells).map_err(|error| malformed(self.file, line, error.to_string()))
    }

    fn row<'a>(&self, cells: &'a StringRecord) -> Row<'a> {
        // The reader counts from where it stood, which is before any empty lines it passed over.
        let (start, line) = cells
            .position()
            .map_or((0, 1), |position| (usize::try_from(position.byte()).unwrap_or(0), position.line()));
        let passed = self.text.as_bytes().get(start..).unwrap_or_default();
        let breaks = passed.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = &passed[..breaks];
        Row { file: self.file, line: line + line_after(passed) - 1, cells }
    }
}

impl<'a> Row<'a> {
    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a str> {
        self.cells.iter()
    }

    /// The cell in a column that is there in every line.
    pub(super) fn text(&self, column: usize) -> &'a str {
        self.cells.get(column).unwrap_or_default()
    }

    /// The cell in a column as a number.
    pub(super) fn number<T: FromStr>(&self, column: usize, name: &str, shape: &str) -> Result<T, Problem> {
        let cell = self.text(column);
        cell.trim()
            .parse()
            .map_err(|_| self.wrong(format!("{name} is “{}”; it should be {shape}", short(cell))))
    }

    /// Refuses a line that has another number of cells.
    pub(super) fn has(&self, width: usize) -> Result<(), Problem> {
        if self.cells.len() == width {
            return Ok(());
        }
        Err(self.wrong(format!(
            "this line has {} cells and should have {width}; a cell with a comma in it stands in quotes",
            self.cells.len()
        )))
    }

    /// Where the columns of these names are.
    pub(super) fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], Problem> {
        let mut found = [0; N];
        for (place, name) in found.iter_mut().zip(names) {
            *place = self.cells().position(|cell| cell.trim() == name).ok_or_else(|| {
                self.wrong(format!(
                    "there is no column “{name}”; the first line names the columns {}",
                    names.join(", ")
                ))
            })?;
        }
        Ok(found)
    }

    /// This line is not as it should be.
    pub(super) fn wrong(&self, what: impl Into<String>) -> Problem {
        malformed(self.file, self.line, what)
    }
}

fn malformed(file: &'static str, line: u64, what: impl Into<String>) -> Problem {
    Problem::Malformed { file, line, what: what.into() }
}

/// As much of a cell as helps to find it.
fn short(cell: &str) -> String {
    let start: String = cell.chars().take(40).collect();
    if start.len() < cell.len() { format!("{start}…") } else { start }
}

/// The line on which what follows `bytes` stands, where they begin on line 1.
fn line_after(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64
}

/// The reader takes a quote that is never closed, or closed too early, in its stride: a whole file could vanish in
/// one cell. So this looks first.
fn check_quotes(file: &'static str, bytes: &[u8]) -> Result<(), Problem> {
    let mut at = 0;
    let mut line = 1;
    while at < bytes.len() {
        // At the start of a cell.
        if bytes[at] == b'"' {
            let opened = line;
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (None, _) => {
                        let what =
                            "a quote opens here and is never closed; a quote in a cell is written twice";
                        return Err(malformed(file, opened, what));
                    }
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), None | Some(b',' | b'\n' | b'\r')) => {
                        at += 1;
                        break;
                    }
                    (Some(b'"'), Some(_)) => {
                        let what = "a quote ends before its cell does; a quote in a cell is written twice";
                        return Err(malformed(file, line, what));
                    }
                    (Some(byte), _) => {
                        line += u64::from(*byte == b'\n');
                        at += 1;
                    }
                }
            }
        }
        // On to the start of the next cell.
        while let Some(byte) = bytes.get(at) {
            at += 1;
            line += u64::from(*byte == b'\n');
            if matches!(byte, b',' | b'\n' | b'\r') {
                break;
            }
        }
    }
    Ok(())
}
