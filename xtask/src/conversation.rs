//! Public conversations as Polis exports them, for measurements.

use std::{collections::BTreeMap, fs, path::Path};

use voice::responses::{Answer, Choice, Responses};

/// A conversation, its people and statements numbered from 0 in the order of their own numbers.
pub(crate) struct Conversation {
    pub(crate) name: String,
    pub(crate) responses: Responses,
    /// The opinion group that the file names for each person; empty where it names none.
    pub(crate) groups: Vec<String>,
}

/// Where the conversations are, unless another folder is named.
pub(crate) fn folder(named: Option<&str>) -> Result<std::path::PathBuf, String> {
    let folder = named.map_or_else(|| crate::shell::root().join("../shared/data/polis"), Into::into);
    if folder.is_dir() {
        return Ok(folder);
    }
    Err(format!("there are no conversations in {}: name a folder of Polis exports", folder.display()))
}

/// Every conversation in the folder, and the biodiversity conversation that lies beside it, by name.
pub(crate) fn all(folder: &Path) -> Result<Vec<Conversation>, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        folders.push(entry.map_err(wrong)?.path());
    }
    folders.push(folder.join("../polis-reference/biodiversity"));
    folders.retain(|folder| {
        folder.join("participants-votes.csv").is_file() || folder.join("votes.csv").is_file()
    });
    let mut found = folders.iter().map(|folder| read(folder)).collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Reads `participants-votes.csv`, or `votes.csv` where there is no such file.
pub(crate) fn read(folder: &Path) -> Result<Conversation, String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let matrix = folder.join("participants-votes.csv");
    let (path, from): (_, fn(&str) -> Option<Table>) =
        if matrix.is_file() { (matrix, of_matrix) } else { (folder.join("votes.csv"), of_journal) };
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (responses, groups) =
        from(&text).ok_or_else(|| format!("{} is not what Polis exports", path.display()))?;
    Ok(Conversation { name, responses, groups })
}

type Table = (Responses, Vec<String>);

/// One row a person, one column a statement: 1 agree, −1 disagree, 0 not sure.
fn of_matrix(text: &str) -> Option<Table> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next()?.split(',').collect();
    let first = head.iter().position(|name| *name == "n-disagree")? + 1;
    let group = head.iter().position(|name| *name == "group-id")?;
    let (mut responses, mut groups) = (Responses::default(), Vec::new());
    for (person, line) in (0..).zip(lines) {
        let fields: Vec<&str> = line.split(',').collect();
        groups.push((*fields.get(group)?).to_owned());
        for (statement, field) in (0..).zip(&fields[first..]) {
            if !field.is_empty() {
                responses.set(person, statement, Answer::new(choice(field)?));
            }
        }
    }
    Some((responses, groups))
}

/// One row an answer; the last one of a person to a statement counts.
fn of_journal(text: &str) -> Option<Table> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next()?.split(',').collect();
    let at = |name: &str| head.iter().position(|column| *column == name);
    let (time, person, statement, vote) = (at("timestamp")?, at("voter-id")?, at("comment-id")?, at("vote")?);
    let mut rows = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
        rows.push((number(time)?, number(person)?, number(statement)?, choice(fields.get(vote)?)?));
    }
    rows.sort_by_key(|row| row.0);
    let persons = dense(rows.iter().map(|row| row.1))?;
    let statements = dense(rows.iter().map(|row| row.2))?;
    let answers = rows.iter().map(|row| (persons[&row.1], statements[&row.2], Answer::new(row.3)));
    Some((answers.collect(), vec![String::new(); persons.len()]))
}

fn dense(numbers: impl Iterator<Item = u64>) -> Option<BTreeMap<u64, u32>> {
    let mut places: BTreeMap<u64, u32> = numbers.map(|number| (number, 0)).collect();
    for (at, place) in places.values_mut().enumerate() {
        *place = u32::try_from(at).ok()?;
    }
    Some(places)
}

fn choice(field: &str) -> Option<Choice> {
    match field {
        "1" | "1.0" => Some(Choice::Agree),
        "-1" | "-1.0" => Some(Choice::Disagree),
        "0" | "0.0" => Some(Choice::Pass),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_file_are_read() {
        let (matrix, groups) = of_matrix(
            "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,3\n7,1,0,2,1,1,1,-1\n9,,0,1,0,0,,0\n",
        )
        .unwrap();
        let (journal, _) = of_journal(
            "timestamp,datetime,comment-id,voter-id,vote\n5,x,3,7,-1\n4,x,3,7,1\n6,x,0,7,1\n6,x,3,9,0\n",
        )
        .unwrap();
        assert_eq!(matrix, journal);
        assert_eq!(groups, ["1", ""]);
        assert!(of_matrix("participant\n").is_none() && of_journal("a,b\n1,2\n").is_none());
    }
}
