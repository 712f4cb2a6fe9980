//! Small made-up files, wrong in every way a file can be.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use store::{Append, House, Journal};
use table::{
    Actor, CardHash, Choice, Command, ConversationNo, Day, Findable, InviteCode, Kept, Offer, ReasonChange,
    SeatNo, SetTable, Starter, StatementNo, Table, TableId, TypedOffer, Words,
};

use super::finding::{Difference, Reason};
use super::{COMMENTS, MATRIX, Polis, Problem, STATS, SUMMARY, VOTES, export, import, read};
use crate::args::{ExportPolis, ImportPolis, Which};

const SUMMARY_TEXT: &str = "topic,A bell at the door\nurl,https://example.org/1\nviews,9\nvoters,3\n\
    voters-in-conv,3\ncommenters,2\ncomments,3\ngroups,2\nconversation-description,\"One, two\nand three\"\n";
const COMMENTS_TEXT: &str = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
    1500000300000,Fri Jul 14 09:45:00 WIB 2017,2,7,1,0,-1,\"He said \"\"no\"\", twice,\nand left\"\n\
    1500000100000,Fri Jul 14 09:41:40 WIB 2017,0,5,2,1,1,A bell would help\n\
    1500000200000,Fri Jul 14 09:43:20 WIB 2017,1,5,0,1,0,=1+1 is not a formula here\n";
const MATRIX_TEXT: &str = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n\
    7,1,1,3,2,1,1,-1,1\n5,0,2,1,1,0,1,,\n9,,0,1,0,1,-1,,\n";
const VOTES_TEXT: &str = "timestamp,datetime,comment-id,voter-id,vote\n\
    1500000400001,Fri Jul 14 09:46:40 WIB 2017,0,5,1\n\
    1500000400002,Fri Jul 14 09:46:40 WIB 2017,0,7,0\n\
    1500090000000,Sat Jul 15 10:40:00 WIB 2017,0,7,1\n\
    1500000400003,Fri Jul 14 09:46:40 WIB 2017,0,9,-1\n\
    1500000400004,Fri Jul 14 09:46:40 WIB 2017,1,7,-1\n\
    1500000400005,Fri Jul 14 09:46:40 WIB 2017,2,7,1\n";
const STATS_TEXT: &str = "n-votes,n-comments,n-visitors,n-voters,n-commenters\n0,0,1,0,0\n0,1,1,0,1\n";

/// A directory of these files; an empty text leaves a file out.
fn files(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let all = [
        (SUMMARY, SUMMARY_TEXT),
        (COMMENTS, COMMENTS_TEXT),
        (MATRIX, MATRIX_TEXT),
        (VOTES, VOTES_TEXT),
        (STATS, STATS_TEXT),
    ];
    for (name, usual) in all {
        let text = texts.iter().find(|(other, _)| *other == name).map_or(usual, |(_, text)| text);
        if !text.is_empty() {
            std::fs::write(directory.path().join(name), text).unwrap();
        }
    }
    directory
}

fn complaint(file: &str, text: &str) -> String {
    let directory = files(&[(file, text)]);
    match read::read(directory.path()) {
        Err(problem) => problem.to_string(),
        Ok(_) => panic!("{file} should be refused: {text}"),
    }
}

fn reads(texts: &[(&str, &str)]) -> (Polis, super::finding::Findings) {
    read::read(files(texts).path()).unwrap()
}

#[test]
fn good_files_are_read_whole() {
    let (polis, findings) = reads(&[]);
    assert_eq!((polis.people.len(), polis.statements.len(), polis.answers.len()), (3, 3, 6));
    assert_eq!(findings, super::finding::Findings::default(), "and nothing is found");
    assert_eq!(polis.people.iter().map(|person| person.id).collect::<Vec<_>>(), [7, 5, 9]);
    assert_eq!(polis.statements.iter().map(|said| said.id).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(polis.statements[2].text.as_str(), "He said \"no\", twice,\nand left");
    assert_eq!(polis.value("conversation-description"), "One, two\nand three");
    let times: Vec<_> = polis.answers.iter().map(|given| given.at.unwrap()).collect();
    assert!(times.is_sorted() && times[5] == 1_500_090_000_000, "in the order of their times");
    assert_eq!(polis.standing().iter().map(std::collections::BTreeMap::len).sum::<usize>(), 5);
}

#[test]
fn other_ways_to_write_the_same_lines_read_the_same() {
    let usual = reads(&[]).0;
    let windows = COMMENTS_TEXT.replace('\n', "\r\n");
    let mut read = reads(&[(COMMENTS, &windows)]);
    assert_eq!(read.1.tidied, 1, "the break inside a cell is put right, and that is counted");
    read.1.tidied = 0;
    assert_eq!(read.0, usual);
    let marked = format!("\u{feff}{SUMMARY_TEXT}");
    assert_eq!(reads(&[(SUMMARY, &marked)]).0, usual, "a byte order mark is no part of the first cell");
    let unended = VOTES_TEXT.trim_end();
    assert_eq!(reads(&[(VOTES, unended), (STATS, "")]).0, usual, "nor has the last line to end");
    let quoted = MATRIX_TEXT.replace("participant", "\"participant\"");
    assert_eq!(reads(&[(MATRIX, &quoted)]).0, usual);
}

#[test]
fn without_times_the_matrix_is_followed() {
    let (polis, findings) = reads(&[(VOTES, ""), (STATS, "")]);
    assert!(!polis.has_history && polis.answers.iter().all(|given| given.at.is_none()));
    assert_eq!((polis.answers.len(), findings.differences.len()), (5, 0));
}

#[test]
fn without_a_matrix_people_come_from_the_votes() {
    let (polis, findings) = reads(&[(MATRIX, "")]);
    assert_eq!(polis.people.iter().map(|person| person.id).collect::<Vec<_>>(), [5, 7, 9]);
    assert_eq!((polis.answers.len(), findings.differences.len()), (6, 0));
}

#[test]
fn malformed_lines_are_named() {
    let body = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n";
    let votes = "timestamp,datetime,comment-id,voter-id,vote\n";
    let people = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n";
    let line = |head: &str, line: &str| format!("{head}{line}\n");
    let cases = [
        (SUMMARY, "topic\n".into(), "summary.csv, line 1: this line has 1 cells and should have 2"),
        (SUMMARY, "url,a\n".into(), "summary.csv, line 1: no line begins with “topic”"),
        (SUMMARY, "topic,a\nurl,b\nurl,c\n".into(), "summary.csv, line 3: “url” is there twice"),
        (COMMENTS, "\n".into(), "comments.csv, line 1: the file is empty"),
        (COMMENTS, "timestamp,comment-id\n".into(), "comments.csv, line 1: there is no column “datetime”"),
        (COMMENTS, line(body, "1,a,2"), "comments.csv, line 2: this line has 3 cells and should have 8"),
        (
            COMMENTS,
            line(body, "x,a,0,0,0,0,1,b"),
            "comments.csv, line 2: timestamp is “x”; it should be mill",
        ),
        (COMMENTS, line(body, "-5,a,0,0,0,0,1,b"), "comments.csv, line 2: timestamp is “-5”; it should be"),
        (
            COMMENTS,
            line(body, "1,a,one,0,0,0,1,b"),
            "comments.csv, line 2: comment-id is “one”; it should be",
        ),
        (
            COMMENTS,
            line(body, "1,a,0,,0,0,1,b"),
            "comments.csv, line 2: author-id is “”; it should be a whole",
        ),
        (
            COMMENTS,
            line(body, "1,a,0,0,-1,0,1,b"),
            "comments.csv, line 2: agrees is “-1”; it should be a whole",
        ),
        (COMMENTS, line(body, "1,a,0,0,0,1.5,1,b"), "comments.csv, line 2: disagrees is “1.5”; it should be"),
        (COMMENTS, line(body, "1,a,0,0,0,0,2,b"), "comments.csv, line 2: moderated is “2”; it should be 1 ("),
        (
            COMMENTS,
            line(body, "1,a,0,0,0,0,1,\"b"),
            "comments.csv, line 2: a quote opens here and is never clos",
        ),
        (
            COMMENTS,
            line(body, "1,a,0,0,0,0,1,\"b\"c"),
            "comments.csv, line 2: a quote ends before its cell does",
        ),
        (
            COMMENTS,
            format!("{body}1,a,0,0,0,0,1,\"b\nc\"\n\n1,a,0,0,0,0,1,d\n"),
            "comments.csv, line 5: comment 0 is on line 2 already",
        ),
        (
            COMMENTS,
            line(body, &format!("1,a,0,0,0,0,1,{}", "é".repeat(2001))),
            "comments.csv, line 2: comment-body: there is room for 2000 characters; this has 2001; shorten it",
        ),
        (
            MATRIX,
            line(people, "1,,0,0,0"),
            "participants-votes.csv, line 2: this line has 5 cells and should",
        ),
        (
            MATRIX,
            line(people, "1,,0,1,1,0,agree"),
            "participants-votes.csv, line 2: an answer is “agree”; it",
        ),
        (
            MATRIX,
            line(people, "1,b,0,1,1,0,1"),
            "participants-votes.csv, line 2: group-id is “b”; it should be",
        ),
        (
            MATRIX,
            line(people, "1,,0,x,1,0,1"),
            "participants-votes.csv, line 2: n-votes is “x”; it should be",
        ),
        (
            MATRIX,
            line(people, "1,,0,0,0,0,\n1,,0,0,0,0,"),
            "participants-votes.csv, line 3: person 1 is on line 2",
        ),
        (
            MATRIX,
            people.replace(",0\n", ",0,0\n"),
            "participants-votes.csv, line 1: statement 0 has two columns",
        ),
        (
            MATRIX,
            people.replace(",0\n", ",zero\n"),
            "participants-votes.csv, line 1: the name of a column is “zer",
        ),
        (
            VOTES,
            line(votes, "1,a,0,5,2"),
            "votes.csv, line 2: vote is “2”; it should be 1 (agree), -1 (disagree)",
        ),
        (VOTES, line(votes, "1,a,0,5,"), "votes.csv, line 2: vote is “”; it should be 1 (agree)"),
        (
            VOTES,
            line(votes, "1,a,0,me,1"),
            "votes.csv, line 2: voter-id is “me”; it should be a whole number",
        ),
        (
            VOTES,
            "timestamp,datetime,voter-id,vote\n".into(),
            "votes.csv, line 1: there is no column “comment-id”",
        ),
        (STATS, STATS_TEXT.replace("0,1,1", "0,one,1"), "stats-history.csv, line 3: n-comments is “one”; it"),
    ];
    for (file, text, expected) in cases {
        let found = complaint(file, &text);
        assert!(found.starts_with(expected), "{file}: {found:?} should begin with {expected:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let directory = files(&[]);
    let mut bytes = VOTES_TEXT.as_bytes().to_vec();
    bytes.extend(b"1500000400001,\xff,0,5,1\n");
    std::fs::write(directory.path().join(VOTES), bytes).unwrap();
    let found = read::read(directory.path()).unwrap_err().to_string();
    assert!(found.starts_with("votes.csv, line 8: this is not UTF-8"), "{found}");
}

#[test]
fn missing_files_are_named() {
    for (texts, expected) in [
        (&[(SUMMARY, "")][..], "there is no summary.csv in "),
        (&[(COMMENTS, "")], "there is no comments.csv in "),
        (&[(MATRIX, ""), (VOTES, "")], "there is neither participants-votes.csv nor votes.csv in "),
    ] {
        let directory = files(texts);
        let found = read::read(directory.path()).unwrap_err().to_string();
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn what_is_skipped_is_counted_with_its_reason() {
    let comments = format!("{COMMENTS_TEXT}1500000500000,Fri,3,5,0,0,1,\" \n\"\n");
    let votes = format!("{VOTES_TEXT}1500000500001,x,3,5,1\n1500000500002,x,8,5,1\n1500000500003,x,0,6,1\n");
    let matrix = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3\n\
        7,ann@example.org,1,1,3,2,1,1,-1,1,\n5,,0,2,2,2,0,1,,,1\n9,,,0,1,0,1,-1,,,\n";
    let (polis, findings) = reads(&[(COMMENTS, &comments), (VOTES, &votes), (MATRIX, matrix)]);
    assert_eq!((polis.statements.len(), polis.answers.len()), (3, 6));
    for reason in [
        Reason::StatementWithoutWords,
        Reason::AnswerToStatementWithoutWords,
        Reason::AnswerToUnknownStatement,
        Reason::AnswerFromUnknownPerson,
        Reason::ExternalNumber,
    ] {
        assert_eq!(findings.skipped_for(reason), 1, "{reason:?}");
    }
    assert_eq!(findings.skipped[0].first, "comments.csv, line 6");
    let (_, findings) = reads(&[(COMMENTS, &comments), (VOTES, ""), (MATRIX, matrix)]);
    assert_eq!(findings.skipped_for(Reason::AnswerToStatementWithoutWords), 1, "also without votes.csv");
}

#[test]
fn where_files_differ_is_counted() {
    let comments = COMMENTS_TEXT.replace(",0,5,2,1,1,", ",0,4,3,1,1,");
    let summary = SUMMARY_TEXT.replace("voters,3", "voters,4");
    let matrix = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n\
        7,1,1,2,2,0,1,1\n5,0,2,1,1,0,,1\n9,,0,2,0,1,-1,\n";
    let (_, findings) = reads(&[(COMMENTS, &comments), (MATRIX, matrix), (SUMMARY, &summary)]);
    let found: Vec<_> = findings.differences.iter().map(|found| (found.what, found.count)).collect();
    let expected = [
        (Difference::StatementWithoutColumn, 1),
        (Difference::PersonCounts, 1),
        (Difference::OtherAnswer, 1),
        (Difference::OnlyInMatrix, 1),
        (Difference::OnlyInHistory, 2),
        (Difference::StatementCounts, 1),
        (Difference::AuthorNotAPerson, 1),
        (Difference::SummaryCounts, 1),
    ];
    assert_eq!(found, expected);
}

fn bring(from: &Path, data: &Path) -> Result<TableId, Problem> {
    let asked = ImportPolis { directory: from.into(), data: data.into(), name: None };
    let answer = serde_json::to_value(import(&asked)?).unwrap();
    Ok(answer["table"].as_str().unwrap().parse().unwrap())
}

fn take(table: TableId, data: &Path, to: &Path) -> Result<(), Problem> {
    let which = Which { data: data.into(), table, conversation: ConversationNo(1) };
    export(&ExportPolis { directory: to.into(), which }).map(|_| ())
}

fn fold(data: &Path, id: TableId) -> Table {
    let house = House::open(data).unwrap();
    let mut table = None::<Table>;
    house
        .journal()
        .unwrap()
        .follow(id, 0, &mut |kept, day| match (&mut table, &kept) {
            (Some(table), kept) => table.apply_kept(kept, day),
            (none, Kept::Whole(first)) => *none = Table::begin(first, day),
            (_, Kept::Erased(..) | Kept::Altered(..)) => {}
        })
        .unwrap();
    table.unwrap()
}

#[test]
fn out_and_in_again_is_the_same() {
    let from = files(&[]);
    let data = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let first = bring(from.path(), data.path()).unwrap();
    take(first, data.path(), out.path()).unwrap();
    let as_read = |directory: &Path| read::read(directory).unwrap().0;
    assert_eq!(as_read(out.path()), as_read(from.path()));
    for (file, text) in [(SUMMARY, SUMMARY_TEXT), (MATRIX, MATRIX_TEXT), (VOTES, VOTES_TEXT)] {
        assert_eq!(std::fs::read_to_string(out.path().join(file)).unwrap(), text, "{file}, byte for byte");
    }
    let second = bring(out.path(), data.path()).unwrap();
    assert_ne!(first, second);
    let (first, mut second) = (fold(data.path(), first), fold(data.path(), second));
    second.id = first.id;
    second.conversations[0].seed = first.conversations[0].seed;
    assert_eq!(first, second);
}

#[test]
fn nothing_half_done_stays() {
    let data = tempfile::tempdir().unwrap();
    let house = data.path().join("house");
    let wrong = files(&[(VOTES, &format!("{VOTES_TEXT}1500000400005,x,2,7,3\n"))]);
    assert!(matches!(bring(wrong.path(), &house), Err(Problem::Malformed { file: VOTES, line: 8, .. })));
    assert!(!house.exists(), "not even the directory");
}

#[test]
fn an_export_overwrites_nothing_and_makes_no_house() {
    let from = files(&[]);
    let data = tempfile::tempdir().unwrap();
    let id = bring(from.path(), data.path()).unwrap();
    let taken = take(id, data.path(), from.path());
    assert!(matches!(taken, Err(Problem::Exists(_))));
    assert_eq!(std::fs::read_to_string(from.path().join(SUMMARY)).unwrap(), SUMMARY_TEXT);
    let elsewhere = data.path().join("mistyped");
    let out = tempfile::tempdir().unwrap();
    assert!(matches!(take(id, &elsewhere, out.path()), Err(Problem::NoData(_))));
    assert!(!elsewhere.exists());
    let other = TableId::from_number(id.number() ^ 1);
    assert!(matches!(take(other, data.path(), out.path()), Err(Problem::NoTable(_))));
    take(id, data.path(), out.path()).unwrap();
    let mode = std::fs::metadata(out.path().join(MATRIX)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "rows of people are for their keeper");
}

const HERE: ConversationNo = ConversationNo(1);

/// A table with a conversation held here, decided by its rules, one command a day.
struct Sitting {
    table: Table,
    appends: Vec<Append>,
    day: Day,
}

impl Sitting {
    fn begin() -> Self {
        let day: Day = "2026-11-01".parse().unwrap();
        let setting = SetTable {
            id: TableId::from_number(77),
            name: Words::new("Mill Street").unwrap(),
            purpose: Words::new("Decide how the front door works").unwrap(),
            agreement: Words::new("One at a time").unwrap(),
            findable: Findable::Public,
            starter: Starter::Service,
            card: CardHash::from_bytes([1; 32]),
            invitation: InviteCode::from_number(7),
        };
        let events = table::set(&setting, day);
        let mut table = Table::begin(&events[0], day).unwrap();
        for event in &events[1..] {
            table.apply(event, day);
        }
        let appends =
            vec![Append { table: table.id, head: 0, day, events, owned: Vec::new(), receipt: None }];
        Self { table, appends, day }
    }

    fn ask(&mut self, actor: Actor, command: &Command) {
        self.day = self.day.plus(1);
        let events = table::decide(&self.table, actor, command, self.day).unwrap();
        for event in &events {
            self.table.apply(event, self.day);
        }
        let mut entries = store::Entries::default();
        self.appends.iter().for_each(|append| entries.add_all(&append.events));
        let owned = entries.owned_by(&events);
        let head = entries.head();
        self.appends.push(Append { table: self.table.id, head, day: self.day, events, owned, receipt: None });
    }

    fn sit(&mut self) -> Actor {
        let seat = self.table.seats_ever();
        let card = CardHash::from_bytes([u8::try_from(seat).unwrap() + 2; 32]);
        self.ask(Actor::Newcomer, &Command::TakeSeat { invitation: None, card });
        Actor::Seat(SeatNo(seat))
    }

    fn say(&mut self, actor: Actor, text: &str) {
        self.ask(actor, &Command::Say { conversation: HERE, text: Words::new(text).unwrap() });
    }

    fn answer(&mut self, actor: Actor, statement: u32, choice: Choice, matters: bool, reason: &str) {
        let reason = Words::new(reason).map_or(ReasonChange::Keep, ReasonChange::Set);
        let statement = StatementNo(statement);
        self.ask(
            actor,
            &Command::Respond { conversation: HERE, statement, choice, matters, reason, drawn: None },
        );
    }

    fn keep(&self, data: &Path) {
        House::open(data).unwrap().journal().unwrap().append(&self.appends, &mut |_| ()).unwrap();
    }
}

/// Four people: one leaves, one takes a statement back, one changes an answer.
fn sitting() -> Sitting {
    let mut sitting = Sitting::begin();
    let offer = Offer::check(&TypedOffer {
        question: "How should the front door feel?",
        open: "Opening times",
        fixed: "The building",
        who_decides: "All of us",
        who_spends: "The team",
        who_stops: "Nobody alone",
        how_decided: "By consent",
        by_when: Some(sitting.day.plus(90)),
        hear_back: Some(sitting.day.plus(99)),
    })
    .unwrap();
    let host = Actor::Seat(SeatNo(0));
    sitting.ask(host, &Command::OpenConversation { offer, seed: [3; 32] });
    let [ann, ben, cat] = [sitting.sit(), sitting.sit(), sitting.sit()];
    sitting.say(ann, "A bell, please");
    sitting.say(cat, "Gone with its author");
    sitting.say(host, "Taken back");
    sitting.say(host, "Warm drinks");
    sitting.answer(ben, 1, Choice::Disagree, true, "It wakes the baby");
    sitting.answer(ben, 1, Choice::Agree, true, "");
    sitting.answer(ben, 3, Choice::Agree, false, "");
    sitting.answer(cat, 1, Choice::Disagree, false, "");
    sitting.answer(host, 4, Choice::Pass, false, "");
    sitting.answer(ann, 4, Choice::Disagree, false, "");
    sitting.ask(host, &Command::WithdrawStatement { conversation: HERE, statement: StatementNo(3) });
    sitting.ask(cat, &Command::Leave);
    sitting
}

#[test]
fn a_conversation_held_here_leaves_as_it_stands() {
    let data = tempfile::tempdir().unwrap();
    let sitting = sitting();
    sitting.keep(data.path());
    let id = sitting.table.id;
    let mut orders = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let out = tempfile::tempdir().unwrap();
        let asked = ExportPolis {
            directory: out.path().into(),
            which: Which { data: data.path().into(), table: id, conversation: HERE },
        };
        let answer = serde_json::to_value(export(&asked).unwrap()).unwrap();
        let left_out = serde_json::json!({
            "statements_taken_back": 2,
            "answers_to_statements_taken_back": 1,
            "earlier_answers": 1,
            "matters": 1,
            "reasons": 1,
        });
        assert_eq!(answer["left_out"], left_out);
        let (polis, findings) = read::read(out.path()).unwrap();
        assert_eq!(findings, super::finding::Findings::default(), "what leaves can come back");
        assert_eq!(polis.value("topic"), "How should the front door feel?");
        let said: Vec<_> = polis.statements.iter().map(|said| (said.id, said.text.as_str())).collect();
        assert_eq!(said, [(1, "A bell, please"), (4, "Warm drinks")]);
        assert_eq!(polis.people.iter().map(|person| person.id).collect::<Vec<_>>(), [0, 1, 2]);
        let day = 86_400_000;
        assert!(polis.answers.iter().all(|given| given.at.unwrap() % day == 0), "days, not times");
        let whole = std::fs::read_to_string(out.path().join(VOTES)).unwrap();
        assert!(whole.lines().skip(1).all(|line| line.contains(" 00:00:00 UTC ")), "{whole}");
        let mut given: Vec<_> =
            polis.answers.iter().map(|given| (given.statement, given.choice, given.person)).collect();
        given.sort();
        let choices: Vec<_> = given.iter().map(|(statement, choice, _)| (*statement, *choice)).collect();
        assert_eq!(choices, [(0, Choice::Agree), (1, Choice::Disagree), (1, Choice::Pass)]);
        assert_eq!(i64::from(given[1].2), polis.statements[0].author, "one person has one number");
        orders.insert(given.iter().map(|(_, _, person)| *person).collect::<Vec<_>>());
    }
    assert!(orders.len() > 1, "numbers are drawn anew, so that they say nothing of who came when");
}
