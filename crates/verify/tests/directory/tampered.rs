//! Directories that somebody wrote to past the program.

use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use record::checkpoint::Checkpoint;
use record::hash::leaf;
use record::note::Signer;
use record::tile::{self, Tile};
use record::tree::Tree;
use record::{Commitment, Salt};
use rusqlite::{Connection, params};
use sha2::Sha256;
use table::{
    AccountTerms, Ballot, ConversationNo, DecisionEvent, DecisionNo, Event, InHundred, Rule, Rules, SeatNo,
    Stand, StatementNo, Words,
};
use verify::directory::check;
use verify::{Asked, Code, Finding, Report};

use crate::life::{self, Home, Week};
use crate::{asked, codes, look};

/// Runs a statement past the program, and leaves one file behind as a stopped server does.
pub(crate) fn run(path: &Path, file: &str, sql: &str) {
    let connection = Connection::open(path.join(file)).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

/// What each decision came to, in the order in which they were counted.
pub(crate) fn results(path: &Path) -> Vec<String> {
    let connection = Connection::open(path.join("journal.sqlite")).unwrap();
    let select = "SELECT body FROM journal JOIN content USING (table_no, seq) WHERE kind = 'decision-closed' ORDER BY seq";
    let mut results = connection.prepare(select).unwrap();
    let results = results.query_map([], |row| row.get(0)).unwrap();
    results.map(Result::unwrap).collect()
}

fn tampered(file: &str, sql: &str) -> Report {
    let home = Week::get().copy();
    run(home.path(), file, sql);
    look(home.path())
}

fn journal(sql: &str) -> Report {
    tampered("journal.sqlite", sql)
}

fn record(sql: &str) -> Report {
    tampered("record.sqlite", sql)
}

/// The number of the first journal entry of a kind.
fn first(home: &Home, kind: &str) -> u64 {
    let connection = Connection::open(home.path().join("journal.sqlite")).unwrap();
    let found: i64 = connection
        .query_row("SELECT min(seq) FROM journal WHERE kind = ?1", [kind], |row| row.get(0))
        .unwrap();
    found.try_into().unwrap()
}

fn of(report: &Report, code: Code) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn a_letter_of_a_statement() {
    let report = journal(
        "UPDATE content SET body = replace(body, 'A bell would help', 'A bell would halp')
         WHERE body LIKE '%A bell would help%'",
    );
    assert_eq!(codes(&report), [Code::Altered].into());
    let [finding] = of(&report, Code::Altered)[..] else { panic!("one: {:?}", report.findings) };
    assert_eq!(finding.journal, Some(first(&Week::get().copy(), "statement-made")));
    assert!(finding.entry.is_some());
    assert_eq!(finding.table, Some(life::id().to_string()));
}

#[test]
fn a_ballot_names_the_ballot_and_the_decision() {
    let report = journal(
        "UPDATE content SET body = replace(body, '\"yes\"', '\"worried\"')
         WHERE seq = (SELECT min(seq) FROM content WHERE body LIKE '%ballot-cast%\"yes\"%')",
    );
    assert_eq!(codes(&report), [Code::Altered, Code::WrongResult].into(), "{:?}", report.findings);
    assert!(of(&report, Code::Altered)[0].entry.is_some());
    let wrong = of(&report, Code::WrongResult);
    assert!(wrong[0].text.contains("Decision 1"), "{:?}", wrong[0]);
    assert!(wrong[0].entry.is_some());
}

#[test]
fn a_statement_that_is_gone() {
    for sql in [
        "DELETE FROM content WHERE body LIKE '%Longer hours%'",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'statement-made')",
    ] {
        let report = journal(sql);
        let gone = of(&report, Code::SilentDeletion);
        assert!(gone.iter().all(|finding| finding.entry.is_some() && finding.journal.is_some()), "{gone:?}");
        assert_eq!(gone.len(), 1, "{sql}: {:?}", report.findings);
    }
}

#[test]
fn an_erasure_nobody_made() {
    // A host who has no key to make the seal with, and one who says that something did it that can't have.
    let gone =
        "DELETE FROM content WHERE seq = (SELECT min(seq) FROM journal WHERE kind = 'statement-made');";
    let row = |by: &str| {
        format!(
            "{gone} INSERT INTO erasure SELECT table_no, min(seq), {by}, zeroblob(16) FROM journal WHERE kind = 'statement-made'"
        )
    };
    for by in ["0", "min(seq)", "min(seq) + 1"] {
        let report = journal(&row(by));
        assert_eq!(of(&report, Code::SilentDeletion).len(), 1, "{:?}", report.findings);
    }
}

#[test]
fn the_end_of_the_journal_is_gone() {
    let last = "(SELECT max(seq) FROM journal)";
    let report = journal(&format!(
        "DELETE FROM content WHERE seq = {last}; DELETE FROM journal WHERE seq = {last};
         UPDATE seq_table SET head = head - 1"
    ));
    assert_eq!(of(&report, Code::SilentDeletion).len(), 1, "{:?}", report.findings);
    assert!(of(&report, Code::SilentDeletion)[0].entry.is_some());
}

/// Writes a record's end anew: the last so many entries are gone, and everything else fits, signed with the key.
fn shorten(home: &Home, less: u64) {
    let connection = Connection::open(home.path().join("record.sqlite")).unwrap();
    let key: [u8; 32] = std::fs::read(home.path().join("record.key")).unwrap().try_into().unwrap();
    let (origin, entries, seqs): (String, Vec<u8>, Vec<u8>) = connection
        .query_row("SELECT origin, entries, seqs FROM log JOIN bundle ON log_no = no", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    let width = u16::try_from(seqs.len() / 4).unwrap();
    let all = tile::read_bundle(&Tile { kind: tile::Kind::Entries, number: 0, width }, &entries).unwrap();
    let kept = usize::from(width) - usize::try_from(less).unwrap();
    let (mut tree, mut bundle) = (Tree::default(), Vec::new());
    for entry in &all[..kept] {
        tree.push(leaf(entry));
        assert!(tile::bundle(&mut bundle, entry));
    }
    let note = Checkpoint::of(&origin, &tree).sign(&Signer::from_seed(&origin, key).unwrap());
    let hashes = Tile { kind: tile::Kind::Hashes(0), number: 0, width: u16::try_from(kept).unwrap() }
        .hashes(&tree)
        .unwrap();
    connection
        .execute("UPDATE bundle SET entries = ?1, seqs = ?2", params![bundle, &seqs[..kept * 4]])
        .unwrap();
    connection.execute("UPDATE tile SET hashes = ?1", params![hashes]).unwrap();
    connection
        .execute(
            "UPDATE log SET size = ?1, checkpoint = ?2",
            params![i64::try_from(kept).unwrap(), note.to_string()],
        )
        .unwrap();
}

#[test]
fn the_newest_entry_is_gone_and_somebody_saw_it() {
    let week = Week::get();
    assert!(week.last.size < 256, "one bundle holds the week");
    let home = week.copy();
    shorten(&home, 1);
    let report =
        check(home.path(), &Asked { checkpoints: vec![week.last.checkpoint.clone()], ..asked() }).unwrap();
    let rollback = of(&report, Code::Rollback);
    assert_eq!(rollback.len(), 1, "{:?}", report.findings);
    for size in [week.last.size, week.last.size - 1] {
        assert!(rollback[0].text.contains(&size.to_string()), "{:?}", rollback[0]);
    }
}

#[test]
fn an_earlier_checkpoint_is_the_beginning_of_the_record() {
    let week = Week::get();
    let home = week.copy();
    let saved = Asked { checkpoints: vec![week.early.clone(), week.last.checkpoint.clone()], ..asked() };
    assert!(check(home.path(), &saved).unwrap().ok);
    // Another house's record is not this one.
    let stranger = Signer::from_seed("roundtable/0/1", [9; 32]).unwrap();
    let note = Checkpoint::of("roundtable/0/1", &Tree::default()).sign(&stranger);
    let report = check(home.path(), &Asked { checkpoints: vec![note], ..asked() }).unwrap();
    assert_eq!(codes(&report), [Code::Rewrite].into());
}

#[test]
fn a_statement_that_did_not_come_in_by_the_door() {
    let report = journal(
        "INSERT INTO content SELECT table_no, (SELECT max(seq) + 1 FROM journal), salt, body FROM content
             WHERE body LIKE '%Longer hours%';
         INSERT INTO journal SELECT table_no, (SELECT max(seq) + 1 FROM journal), day, kind, conversation, statement,
             commitment, item, seal FROM journal WHERE seq = (SELECT min(seq) FROM content WHERE body LIKE '%Longer hours%');",
    );
    assert_eq!(codes(&report), [Code::InsertedOutsideLog].into(), "{:?}", report.findings);
    let report = journal(
        "INSERT INTO content SELECT table_no, (SELECT max(seq) + 1 FROM journal), salt, body FROM content
             WHERE body LIKE '%Longer hours%';
         INSERT INTO journal SELECT table_no, (SELECT max(seq) + 1 FROM journal), day, kind, conversation, statement,
             commitment, item, seal FROM journal WHERE seq = (SELECT min(seq) FROM content WHERE body LIKE '%Longer hours%');
         UPDATE seq_table SET head = head + 1",
    );
    assert_eq!(codes(&report), [Code::InsertedOutsideLog].into(), "{:?}", report.findings);
}

#[test]
fn what_was_destroyed_is_put_back() {
    let report = journal(
        "INSERT INTO content SELECT table_no, (SELECT min(seq) FROM erasure), salt, body FROM content LIMIT 1",
    );
    assert_eq!(codes(&report), [Code::InsertedOutsideLog].into(), "{:?}", report.findings);
    let report = journal(
        "INSERT INTO content SELECT table_no, (SELECT min(seq) FROM erasure), salt, body FROM content LIMIT 1;
         DELETE FROM erasure WHERE seq = (SELECT min(seq) FROM erasure)",
    );
    assert!(codes(&report).contains(&Code::Altered), "{:?}", report.findings);
}

#[test]
fn a_journal_from_before_something_was_destroyed_is_put_back() {
    let home = Week::get().copy();
    let seq = first(&home, "statement-made");
    std::fs::write(home.path().join("erasures"), format!("{} {seq}\n", life::id())).unwrap();
    let report = look(home.path());
    assert_eq!(codes(&report), [Code::InsertedOutsideLog].into(), "{:?}", report.findings);
    assert_eq!(report.findings[0].journal, Some(seq));
}

#[test]
fn the_sequence_is_changed() {
    for sql in [
        "UPDATE journal SET day = day - 1 WHERE seq = 5",
        "UPDATE journal SET kind = 'seat-left' WHERE seq = 5",
        "UPDATE journal SET item = 1 WHERE seq = 5",
        "UPDATE journal SET commitment = zeroblob(32) WHERE seq = 5",
        "UPDATE journal SET seal = zeroblob(16) WHERE seq = 5",
        "UPDATE journal SET seal = NULL WHERE seq = 5",
        "UPDATE content SET salt = zeroblob(32) WHERE seq = 5",
        "UPDATE content SET salt = zeroblob(31) WHERE seq = 5",
    ] {
        let report = journal(sql);
        assert!(codes(&report).contains(&Code::Altered), "{sql}: {:?}", report.findings);
        assert!(
            report.findings.iter().any(|finding| finding.journal == Some(5)),
            "{sql}: {:?}",
            report.findings
        );
    }
    let report = journal("UPDATE seq_table SET id = id + 1");
    assert!(!report.ok);
}

#[test]
fn the_record_is_changed() {
    for sql in [
        "UPDATE log SET size = size - 1",
        "UPDATE log SET size = size + 1",
        "UPDATE log SET origin = origin || '0'",
        "UPDATE log SET epoch = 2",
        "UPDATE log SET checkpoint = replace(checkpoint, 'roundtable', 'roundtible')",
        "UPDATE log SET checkpoint = ''",
        "UPDATE log SET witnessed = 'nobody saw this'",
        "UPDATE bundle SET seqs = zeroblob(length(seqs))",
        "UPDATE bundle SET entries = zeroblob(length(entries))",
        "UPDATE bundle SET number = 1",
        "UPDATE tile SET hashes = zeroblob(length(hashes))",
        "UPDATE tile SET level = 1",
        "DELETE FROM tile",
        "DELETE FROM bundle",
        "DELETE FROM log",
        "DELETE FROM tombstone",
        "UPDATE tombstone SET entry = entry + 1",
        "INSERT INTO tombstone SELECT no, 3, 4 FROM log",
        "INSERT INTO cosignature SELECT no, 'witness.example', size, 'a line' FROM log",
        "INSERT INTO wish (table_id, fact) VALUES (42, x'00')",
        "INSERT INTO wish (table_id, fact) SELECT 41, fact FROM wish UNION ALL SELECT 41, x'7b7d'",
    ] {
        assert!(!record(sql).ok, "{sql}");
    }
}

#[test]
fn triggers_and_views_are_strangers() {
    let sql =
        "CREATE TRIGGER helper AFTER INSERT ON content BEGIN DELETE FROM content WHERE seq = new.seq; END";
    let report = journal(sql);
    assert_eq!(codes(&report), [Code::InsertedOutsideLog].into());
    let home = Week::get().copy();
    run(
        home.path(),
        "journal.sqlite",
        "ALTER TABLE content RENAME TO real; CREATE VIEW content AS SELECT * FROM real",
    );
    assert!(check(home.path(), &asked()).is_err());
}

/// Writes an event at the end of the journal past the program; with the house's key, if whoever does it has that.
fn forge(home: &Home, event: &Event, has_key: bool) {
    let connection = Connection::open(home.path().join("journal.sqlite")).unwrap();
    let head: i64 = connection.query_row("SELECT head FROM seq_table", [], |row| row.get(0)).unwrap();
    let (seq, day) = (head + 1, life::today().number());
    let (salt, body) = (Salt::from_bytes([7; 32]), serde_json::to_string(event).unwrap());
    let (kind, about) = (event.kind().key(), event.about());
    let commitment = Commitment::to(kind, &salt, body.as_bytes());
    let seal = if has_key {
        let mac = |key: &[u8], message: &[u8]| {
            Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes()
        };
        let key = mac(&std::fs::read(home.path().join("house.key")).unwrap(), b"roundtable/seal/v1");
        let number = |number: Option<u32>| number.map_or(0, |number| u64::from(number) + 1).to_be_bytes();
        let message = [
            b"journal\0".as_slice(),
            &life::id().number().to_be_bytes(),
            &seq.to_be_bytes(),
            &day.to_be_bytes(),
            kind.as_bytes(),
            &[0],
            &number(about.conversation.map(|it| it.0)),
            &number(about.statement.map(|it| it.0)),
            &number(about.item),
            commitment.as_bytes(),
        ]
        .concat();
        mac(&key, &message)[..16].to_vec()
    } else {
        vec![0; 16]
    };
    let at = [about.conversation.map(|it| it.0), about.statement.map(|it| it.0), about.item];
    connection
        .execute(
            "INSERT INTO journal (table_no, seq, day, kind, conversation, statement, item, commitment, seal)
             SELECT no, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM seq_table",
            params![seq, day, kind, at[0], at[1], at[2], commitment.as_bytes(), seal],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO content SELECT no, ?1, ?2, ?3 FROM seq_table",
            params![seq, salt.as_bytes(), body],
        )
        .unwrap();
    connection.execute("UPDATE seq_table SET head = ?1", [seq]).unwrap();
}

fn ballot_of(seat: u32) -> Event {
    let ballot = Ballot::Stand { stand: Stand::Yes, words: None };
    Event::Decision(DecisionEvent::BallotCast { decision: DecisionNo(1), seat: SeatNo(seat), ballot })
}

#[test]
fn a_ballot_of_nobody_who_could_vote() {
    for (seat, has_key) in [(77, false), (77, true), (3, true)] {
        let home = Week::get().copy();
        forge(&home, &ballot_of(seat), has_key);
        let report = look(home.path());
        let mut expected = std::collections::BTreeSet::from([Code::BallotStuffing]);
        if !has_key {
            expected.insert(Code::InsertedOutsideLog);
        }
        assert_eq!(codes(&report), expected, "{:?}", report.findings);
    }
}

#[test]
fn what_somebody_with_the_key_makes_up_has_to_fit_too() {
    let rules = Rules {
        rules: vec![Rule::Consent { quorum: InHundred::new(1).unwrap() }],
        disagreement: Words::new("The host says").unwrap(),
        account: AccountTerms::default(),
    };
    let conversation = ConversationNo(1);
    let made_up = [
        (Event::RulesChosen { rules, why: None, decision: None }, Code::WrongResult),
        (
            Event::ResponseTakenBack { conversation, statement: StatementNo(0), seat: SeatNo(1) },
            Code::Altered,
        ),
        (
            Event::ResponseTakenBack { conversation, statement: StatementNo(u32::MAX), seat: SeatNo(1) },
            Code::Altered,
        ),
        (
            Event::SeatTaken { seat: SeatNo(u32::MAX), card: None, invitation: None, imported: None },
            Code::Altered,
        ),
        (Event::SeatLeft { seat: SeatNo(500) }, Code::Altered),
    ];
    for (event, code) in made_up {
        let home = Week::get().copy();
        forge(&home, &event, true);
        let report = look(home.path());
        assert_eq!(codes(&report), [code].into(), "{event:?}: {:?}", report.findings);
    }
}

#[test]
fn a_result_that_somebody_with_the_key_makes_up() {
    let home = Week::get().copy();
    let connection = Connection::open(home.path().join("journal.sqlite")).unwrap();
    let body: String = connection
        .query_row("SELECT body FROM content WHERE body LIKE '%\"closed\":{\"decision\"%'", [], |row| {
            row.get(0)
        })
        .unwrap();
    drop(connection);
    let event: Event = serde_json::from_str(&body.replace("\"yes\":", "\"yes\":1")).unwrap();
    forge(&home, &event, true);
    let report = look(home.path());
    assert_eq!(codes(&report), [Code::WrongResult].into(), "{:?}", report.findings);
}

/// Tables that take anything in any cell: what somebody with the file can do, whatever the engine allows.
const LOOSE: &str = "
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT, WITHOUT ROWID', 'WITHOUT ROWID'), 'NOT NULL', '')
        WHERE name IN ('journal', 'content', 'erasure', 'bundle', 'tile');
    UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT', ')'), 'NOT NULL', '') WHERE name IN ('seq_table', 'log');
    PRAGMA writable_schema = RESET;
";

#[test]
fn cells_of_any_kind_are_named_and_not_fetched() {
    let values = ["NULL", "'text'", "x'ff'", "9223372036854775807", "-1", "1.5", "zeroblob(20000000)"];
    let cells = [
        (
            "journal.sqlite",
            "journal",
            ["day", "kind", "conversation", "commitment", "seal"].as_slice(),
            "seq = 5",
        ),
        ("journal.sqlite", "content", &["salt", "body"], "seq = 5"),
        ("journal.sqlite", "erasure", &["by_seq", "seal"], "seq = (SELECT min(seq) FROM erasure)"),
        ("journal.sqlite", "seq_table", &["id", "head"], "no = 1"),
        ("record.sqlite", "bundle", &["entries", "seqs"], "number = 0"),
        ("record.sqlite", "log", &["table_id", "epoch", "origin", "size", "checkpoint"], "no = 1"),
        ("record.sqlite", "tile", &["hashes"], "level = 0"),
    ];
    for (file, table, columns, place) in cells {
        let home = Week::get().copy();
        run(home.path(), file, LOOSE);
        let whole = std::fs::read(home.path().join(file)).unwrap();
        for column in columns {
            for value in values {
                let sql = format!("UPDATE {table} SET {column} = {value} WHERE {place}");
                // What is nothing already stays nothing.
                if (*column, value) == ("conversation", "NULL") {
                    continue;
                }
                std::fs::write(home.path().join(file), &whole).unwrap();
                run(home.path(), file, &sql);
                match check(home.path(), &asked()) {
                    Ok(report) => assert!(!report.ok, "{sql}"),
                    Err(error) => assert!(error.to_string().contains(file), "{sql}: {error}"),
                }
            }
        }
    }
}
