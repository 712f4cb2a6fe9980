//! Any byte changed, anything at all: never a panic, and never "nothing was found" for something else.

use proptest::prelude::*;
use record::Commitment;
use record::entry::Entry;
use verify::{Asked, Log, export};

use crate::writer::{found, week};

/// Everything of a record that is signed or committed to.
fn content(log: &Log) -> impl PartialEq + std::fmt::Debug + use<> {
    let key = log.verifier.to_string();
    (key, log.checkpoint.text().to_owned(), log.entries.clone(), log.openings.clone())
}

fn is_clean(log: &Log) -> bool {
    found(log, &Asked::default()).is_empty()
}

#[test]
fn an_export_reads_back() {
    let week = week();
    let log = export::read(week.writer.export().as_bytes()).unwrap();
    assert_eq!(content(&log), content(&week.writer.log()));
    assert_eq!(log.table.as_deref(), Some(table::TableId::from_number(7).to_string().as_str()));
    assert!(is_clean(&log));
}

#[test]
fn every_oddity_is_told_with_its_line() {
    let whole = week().writer.export();
    let lines: Vec<&str> = whole.lines().collect();
    let odd = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        change(&mut lines);
        export::read(lines.join("\n").as_bytes()).map_or_else(|error| error.line, |_| 0)
    };
    assert_eq!(odd(&|_| {}), 0, "the last line break is no matter");
    assert_eq!(odd(&|lines| lines.clear()), 1);
    assert_eq!(odd(&|lines| lines[0] = "{}".into()), 1);
    assert_eq!(odd(&|lines| lines[0] = lines[0].replace("\"record\":1", "\"record\":2")), 1);
    assert_eq!(odd(&|lines| lines[0] = lines[0].replace("\"origin\":\"", "\"origin\":\"x")), 1);
    assert_eq!(odd(&|lines| lines[0].insert_str(1, "\"policy\":\"quorum\",")), 1);
    assert_eq!(odd(&|lines| lines[0].insert_str(1, "\"more\":1,")), 1);
    assert_eq!(odd(&|lines| lines.insert(3, String::new())), 4);
    assert_eq!(odd(&|lines| drop(lines.remove(5))), 6);
    assert_eq!(odd(&|lines| lines.swap(5, 6)), 6);
    assert_eq!(odd(&|lines| lines[2] = lines[2].replace("\"salt\":", "\"more\":")), 3);
    assert_eq!(odd(&|lines| lines[2] = "[".repeat(100_000)), 3);
    assert_eq!(odd(&|lines| lines[4] = format!("{{\"n\":3,\"entry\":\"{}\"}}", "a".repeat(65_536))), 5);
    assert_eq!(odd(&|lines| lines[4] = " ".repeat(17 << 20)), 5);
    let mut bytes = whole.clone().into_bytes();
    bytes.push(0xff);
    assert_eq!(export::read(&bytes).unwrap_err().line, 28);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_changed_byte_shows(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let week = week();
        let mut bytes = week.writer.export().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(log) = export::read(&bytes) {
            let is_same = content(&log) == content(&week.writer.log());
            prop_assert!(is_same || !is_clean(&log), "byte {at} to {to}");
        }
    }

    #[test]
    fn lines_put_elsewhere_show(from in 1_usize..27, to in 1_usize..27) {
        let whole = week().writer.export();
        let mut lines: Vec<&str> = whole.lines().collect();
        let line = lines.remove(from);
        lines.insert(to.min(lines.len()), line);
        let log = export::read(lines.join("\n").as_bytes());
        prop_assert_eq!(log.is_ok(), from == to);
    }

    /// A host who signs anything: what is shown is nonsense, and committed to.
    #[test]
    fn nonsense_that_was_committed_to_is_borne(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), to in "[0-9]{1,12}|-|\\[|null|\"x\"") {
        let mut writer = week().writer;
        let shown: Vec<usize> = (0..writer.openings.len()).filter(|at| writer.openings[*at].is_some()).collect();
        let which = shown[which.index(shown.len())];
        let opening = writer.openings[which].as_mut().unwrap();
        let at = at.index(opening.shown.len());
        opening.shown.replace_range(at..=at, &to);
        let Some(Entry::Sealed { kind, about, commit, .. }) = Entry::decode(&writer.entries[which]) else { panic!() };
        let public = Some(Commitment::to(kind.key(), &opening.salt, opening.shown.as_bytes()));
        writer.entries[which] = Entry::Sealed { kind, about, commit, public }.encode();
        let codes = crate::writer::codes(&found(&writer.log(), &Asked::default()));
        prop_assert!(!codes.contains(&verify::Code::Rewrite) && !codes.contains(&verify::Code::SilentDeletion));
    }

    #[test]
    fn readers_take_anything(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = export::read(&bytes);
        let _ = verify::address::read(&bytes);
        let _ = verify::earlier::read(&bytes);
        let _ = verify::promise::read(&bytes);
        let _ = verify::receipt::read(&bytes);
    }
}
