//! Files with one bit changed, anywhere.

use std::path::Path;

use rusqlite::Connection;
use verify::directory::check;

use crate::asked;
use crate::life::Week;

/// A stream of numbers that is the same every time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Everything in some tables, as text; nothing where it can't be read.
fn everything(path: &Path, tables: &[&str]) -> Option<Vec<String>> {
    let connection = Connection::open(path).ok()?;
    let mut all = Vec::new();
    for table in tables {
        let mut select = connection.prepare(&format!("SELECT * FROM {table}")).ok()?;
        let columns = select.column_count();
        let mut rows = select.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            let cells: Vec<_> = (0..columns).map(|at| row.get_ref(at)).collect::<Result<_, _>>().ok()?;
            all.push(format!("{table}: {cells:?}"));
        }
    }
    Some(all)
}

#[test]
fn five_hundred_changed_bits_make_no_panic_and_whatever_they_change_is_named() {
    let home = Week::get().copy();
    let mut draws = Draws(2026);
    let files = [
        ("journal.sqlite", ["seq_table", "journal", "content", "erasure"].as_slice()),
        ("record.sqlite", &["log", "bundle", "tile", "tombstone", "cosignature", "wish"]),
    ];
    for (file, tables) in files {
        let path = home.path().join(file);
        let whole = std::fs::read(&path).unwrap();
        let before = everything(&path, tables).unwrap();
        let mut named = 0;
        for _ in 0..250 {
            let (at, bit) = (draws.below(whole.len()), draws.below(8));
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            std::fs::write(&path, bytes).unwrap();
            if check(home.path(), &asked()).is_ok_and(|report| report.ok) {
                let now = everything(&path, tables);
                let changed = now.iter().flatten().find(|row| !before.contains(row));
                assert_eq!(changed, None, "{file}: bit {bit} of byte {at}");
                assert_eq!(now.map(|rows| rows.len()), Some(before.len()), "{file}: bit {bit} of byte {at}");
            } else {
                named += 1;
            }
        }
        assert!(named > 0, "{file}");
        std::fs::write(&path, whole).unwrap();
    }
    assert!(check(home.path(), &asked()).unwrap().ok);
}
