//! Reads ranked ballots in the `PrefLib` formats `.soc`, `.soi`, `.toc` and `.toi`.
//!
//! Lines that start with `#` hold `KEY: value`, of which the names of the alternatives are kept. Every other line is a number
//! of people, a colon, and the numbers of the alternatives (from 1) from first to last with commas between them; equals
//! stand in braces. (Mattei and Walsh, `PrefLib`; format of 2022.)
//!
//! ```
//! let text = "# TITLE: Lunch\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Soup\n5: 2,{1,3}\n1: 3\n";
//! let election = voice::rank::preflib::read(text)?;
//! assert_eq!(election.title, "Lunch");
//! assert_eq!(election.names, ["Soup", "2", "3"]);
//! assert_eq!(election.ballots[0].order, [vec![1], vec![0, 2]]);
//! # Ok::<(), voice::rank::preflib::Misread>(())
//! ```

use super::Ballot;

/// An election as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election {
    /// What it was about; may be empty.
    pub title: String,
    /// One name for each candidate; where the file has none, their number from 1.
    pub names: Vec<String>,
    /// The ballots, in the file's order.
    pub ballots: Vec<Ballot>,
}

/// Which line can't be read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// No `# NUMBER ALTERNATIVES`.
    #[error("the file does not say how many alternatives there are")]
    NoNumber,
    /// More alternatives than a comparison of all pairs can hold.
    #[error("{0} alternatives: at most 10,000 can be compared")]
    TooMany(usize),
    /// A line of ballots.
    #[error("line {0} is no ballot: it should look like 5: 2,1,3 with equals in braces")]
    Line(usize),
    /// An alternative's number.
    #[error("line {line} names alternative {number}, but there is none with that number, or names it twice")]
    Alternative {
        /// In which line, from 1.
        line: usize,
        /// Which number.
        number: usize,
    },
}

/// Reads a file's text.
///
/// # Errors
/// Where a line is not in the format.
pub fn read(text: &str) -> Result<Election, Misread> {
    let (mut title, mut count, mut names) = (String::new(), None, Vec::new());
    let mut ballots = Vec::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(note) = line.strip_prefix('#') {
            let (key, value) = note.split_once(':').unwrap_or((note, ""));
            match key.trim() {
                "TITLE" => value.trim().clone_into(&mut title),
                "NUMBER ALTERNATIVES" => count = value.trim().parse::<usize>().ok(),
                key => {
                    if let Some(Ok(of)) = key.strip_prefix("ALTERNATIVE NAME ").map(str::parse::<usize>) {
                        names.push((of, value.trim().to_owned()));
                    }
                }
            }
        } else if !line.is_empty() {
            let count = count.ok_or(Misread::NoNumber)?;
            ballots.push(ballot(line, number, count)?);
        }
    }
    let count = count.ok_or(Misread::NoNumber)?;
    if count > 10_000 {
        return Err(Misread::TooMany(count));
    }
    let mut all: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    for (of, name) in names {
        if let Some(place) = of.checked_sub(1).and_then(|at| all.get_mut(at)) {
            *place = name;
        }
    }
    Ok(Election { title, names: all, ballots })
}

fn ballot(line: &str, number: usize, count: usize) -> Result<Ballot, Misread> {
    let wrong = Misread::Line(number);
    let (people, order) = line.split_once(':').ok_or(wrong)?;
    let people = people.trim().parse().map_err(|_| wrong)?;
    let (mut ranks, mut equals): (Vec<Vec<usize>>, Option<Vec<usize>>) = (Vec::new(), None);
    let mut named = std::collections::BTreeSet::new();
    for part in order.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (opens, part) = part.strip_prefix('{').map_or((false, part), |part| (true, part.trim()));
        let (closes, part) = part.strip_suffix('}').map_or((false, part), |part| (true, part.trim()));
        if opens && equals.is_some() {
            return Err(wrong);
        }
        if opens {
            equals = Some(Vec::new());
        }
        if !part.is_empty() {
            let alternative: usize = part.parse().map_err(|_| wrong)?;
            if !(1..=count).contains(&alternative) || !named.insert(alternative) {
                return Err(Misread::Alternative { line: number, number: alternative });
            }
            match &mut equals {
                Some(equals) => equals.push(alternative - 1),
                None => ranks.push(vec![alternative - 1]),
            }
        }
        if closes {
            ranks.push(equals.take().ok_or(wrong)?);
        }
    }
    if equals.is_some() {
        return Err(wrong);
    }
    ranks.retain(|equals| !equals.is_empty());
    Ok(Ballot::new(people, ranks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let read = |lines: &str| read(&format!("# NUMBER ALTERNATIVES: 3\n{lines}"));
        assert_eq!(super::read("1: 1\n"), Err(Misread::NoNumber));
        assert_eq!(super::read("# NUMBER ALTERNATIVES: 10001"), Err(Misread::TooMany(10_001)));
        for line in ["one: 1", "1 2 3", "1: {1,{2}}", "1: {1,2", "1: 1}", "1: x"] {
            assert_eq!(read(line), Err(Misread::Line(2)), "{line}");
        }
        assert_eq!(read("1: 4"), Err(Misread::Alternative { line: 2, number: 4 }));
        assert_eq!(read("1: 2,2"), Err(Misread::Alternative { line: 2, number: 2 }));
        assert_eq!(read("2: {1},{ 2, 3 }\n3:").unwrap().ballots.len(), 2);
    }
}
