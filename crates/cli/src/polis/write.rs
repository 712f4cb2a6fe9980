//! Writing a conversation as files: first all of it in memory, then each file under its name at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;

use table::Choice;

use super::clock::Clock;
use super::{COMMENTS, MATRIX, Polis, Problem, STATS, SUMMARY, VOTES};

/// A file's name and what is in it.
pub(super) type File = (&'static str, Vec<u8>);

/// All files that can be truthful.
pub(super) fn files(polis: &Polis, clock: &Clock) -> Vec<File> {
    let mut files = vec![
        (SUMMARY, lines(polis.summary.iter().map(|(key, value)| [key.clone(), value.clone()]))),
        (COMMENTS, comments(polis, clock)),
        (MATRIX, matrix(polis)),
    ];
    if polis.has_history {
        files.push((VOTES, votes(polis, clock)));
        files.push((STATS, stats(polis)));
    }
    files
}

/// Nothing here can fail: the writer writes to memory, and every line of a file has as many cells as the first.
fn lines<L, C>(lines: impl IntoIterator<Item = L>) -> Vec<u8>
where
    L: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for line in lines {
        if writer.write_record(line).is_err() {
            break;
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn number(choice: Choice) -> &'static str {
    match choice {
        Choice::Agree => "1",
        Choice::Disagree => "-1",
        Choice::Pass => "0",
    }
}

fn comments(polis: &Polis, clock: &Clock) -> Vec<u8> {
    let head = [
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    ];
    let rows = polis.statements.iter().map(|said| {
        [
            clock.number(said.at).to_string(),
            said.at_text.clone(),
            said.id.to_string(),
            said.author.to_string(),
            said.agrees.to_string(),
            said.disagrees.to_string(),
            said.moderated.to_string(),
            said.text.as_str().to_owned(),
        ]
    });
    lines(std::iter::once(head.map(str::to_owned)).chain(rows))
}

fn matrix(polis: &Polis) -> Vec<u8> {
    let mut said = HashMap::new();
    for statement in &polis.statements {
        *said.entry(statement.author).or_insert(0u32) += 1;
    }
    let head =
        ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"].map(str::to_owned);
    let head = head.into_iter().chain(polis.statements.iter().map(|statement| statement.id.to_string()));
    let rows = polis.people.iter().zip(polis.standing()).map(|(person, row)| {
        let all = |wanted: Choice| row.values().filter(|choice| **choice == wanted).count();
        let mut cells = vec![
            person.id.to_string(),
            person.group.map(|group| group.to_string()).unwrap_or_default(),
            said.get(&person.id).copied().unwrap_or(0).to_string(),
            row.len().to_string(),
            all(Choice::Agree).to_string(),
            all(Choice::Disagree).to_string(),
        ];
        cells.extend((0u32..).zip(&polis.statements).map(|(statement, _)| {
            row.get(&statement).map_or_else(String::new, |choice| number(*choice).to_owned())
        }));
        cells
    });
    lines(std::iter::once(head.collect::<Vec<_>>()).chain(rows))
}

/// Statement by statement, person by person: not in the order in which people came.
fn votes(polis: &Polis, clock: &Clock) -> Vec<u8> {
    let mut given: Vec<_> = polis
        .answers
        .iter()
        .map(|given| {
            let statement = polis.statements[given.statement as usize].id;
            let person = polis.people[given.person as usize].id;
            (statement, person, given.at.unwrap_or(0), given.choice)
        })
        .collect();
    given.sort_by_key(|(statement, person, at, _)| (*statement, *person, *at));
    let head = ["timestamp", "datetime", "comment-id", "voter-id", "vote"].map(str::to_owned);
    let rows = given.into_iter().map(|(statement, person, at, choice)| {
        [
            clock.number(at).to_string(),
            clock.words(at),
            statement.to_string(),
            person.to_string(),
            number(choice).to_owned(),
        ]
    });
    lines(std::iter::once(head).chain(rows))
}

/// Totals after each moment at which something was said or answered.
fn stats(polis: &Polis) -> Vec<u8> {
    #[derive(Default)]
    struct Moment {
        authors: Vec<i64>,
        voters: Vec<i64>,
    }
    let mut moments: BTreeMap<i64, Moment> = BTreeMap::new();
    for said in &polis.statements {
        moments.entry(said.at).or_default().authors.push(said.author);
    }
    for given in &polis.answers {
        let voter = polis.people[given.person as usize].id;
        moments.entry(given.at.unwrap_or(0)).or_default().voters.push(voter);
    }
    let (mut given, mut said) = (0, 0);
    let (mut people, mut voters, mut authors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let head = ["n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"].map(str::to_owned);
    let rows = moments.into_values().map(|moment| {
        given += moment.voters.len();
        said += moment.authors.len();
        people.extend(moment.voters.iter().chain(&moment.authors).copied());
        voters.extend(moment.voters);
        authors.extend(moment.authors);
        [given, said, people.len(), voters.len(), authors.len()].map(|count| count.to_string())
    });
    lines(std::iter::once(head).chain(rows))
}

/// Puts the files into a directory: none of them is there before, and all of them are, whole, after.
pub(super) fn put(directory: &Path, files: &[File]) -> Result<(), Problem> {
    std::fs::create_dir_all(directory).map_err(|error| Problem::file(directory, error))?;
    // Also a file that is not written now: beside older ones the new ones would seem to say something else.
    for name in [SUMMARY, COMMENTS, MATRIX, VOTES, STATS] {
        let path = directory.join(name);
        if path.exists() {
            return Err(Problem::Exists(path.display().to_string()));
        }
    }
    let parts: Vec<_> = files
        .iter()
        .map(|(name, _)| (directory.join(format!("{name}.part")), directory.join(name)))
        .collect();
    let written =
        parts.iter().zip(files).try_for_each(|((part, _), (_, bytes))| keep(part, bytes)).and_then(|()| {
            parts.iter().try_for_each(|(part, whole)| {
                std::fs::rename(part, whole).map_err(|error| Problem::file(whole, error))
            })
        });
    if written.is_err() {
        for (part, whole) in &parts {
            // They may not be there; what counts is that they are not there now.
            let _ = std::fs::remove_file(part);
            let _ = std::fs::remove_file(whole);
        }
    }
    written
}

/// A file that only its owner can read: it may hold a row for each person.
fn keep(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    store::private()
        .create(true)
        .truncate(true)
        .open(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| Problem::file(path, error))
}
