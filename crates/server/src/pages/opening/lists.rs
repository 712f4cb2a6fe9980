//! Lists that are typed one thing a line: choices, and projects with what they cost.

use table::{Project, Unfit, Words, one_line};

use super::money::pence;

/// What is wrong with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Too few or too many things.
    Count,
    /// A line, from 1, is longer than there is room for, by so many characters.
    TooLong { line: usize, over: usize },
    /// A line, from 1, does not end with what it costs.
    NoSum { line: usize },
}

/// So many choices.
const OPTIONS: std::ops::RangeInclusive<usize> = 2..=20;
/// So many projects.
const PROJECTS: std::ops::RangeInclusive<usize> = 1..=50;

/// The choices in a box.
pub(super) fn options(typed: &str) -> Result<Vec<Words<140>>, Fault> {
    let options = lines(typed).map(|(line, words)| fit(line, &words)).collect::<Result<Vec<_>, _>>()?;
    if OPTIONS.contains(&options.len()) { Ok(options) } else { Err(Fault::Count) }
}

/// The projects in a box.
pub(super) fn projects(typed: &str) -> Result<Vec<Project>, Fault> {
    let projects = lines(typed).map(|(line, words)| project(line, &words)).collect::<Result<Vec<_>, _>>()?;
    if PROJECTS.contains(&projects.len()) { Ok(projects) } else { Err(Fault::Count) }
}

/// Lines with something on them, numbered as people see them in the box.
fn lines(typed: &str) -> impl Iterator<Item = (usize, String)> {
    let numbered = typed.lines().zip(1..).map(|(words, line)| (line, one_line(words)));
    numbered.filter(|(_, words)| !words.is_empty())
}

fn fit(line: usize, words: &str) -> Result<Words<140>, Fault> {
    Words::new(words).map_err(|unfit| match unfit {
        Unfit::TooLong { max, length } => Fault::TooLong { line, over: length - max },
        Unfit::Empty => Fault::NoSum { line },
    })
}

/// What stands at the end of a line in digits, commas and points is what it costs; the rest is what it is.
fn project(line: usize, words: &str) -> Result<Project, Fault> {
    let what = words.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    let sum = words.get(what.len()..).unwrap_or_default().trim_start_matches(',');
    let what = what.trim_end_matches([' ', ',', ':', ';', '=', '£', '-', '–', '—']);
    let pence = pence(sum).filter(|pence| *pence > 0).ok_or(Fault::NoSum { line })?;
    Ok(Project { what: fit(line, what)?, pence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_stand_one_on_a_line() {
        let options = options("Red\r\n\n  Light  blue \nGreen").unwrap();
        let words: Vec<&str> = options.iter().map(Words::as_str).collect();
        assert_eq!(words, ["Red", "Light blue", "Green"]);
        assert_eq!(super::options("Only one\n \n"), Err(Fault::Count));
        assert_eq!(super::options(&"x\n".repeat(21)), Err(Fault::Count));
        let long = format!("Red\n\n{}", "x".repeat(143));
        assert_eq!(super::options(&long), Err(Fault::TooLong { line: 3, over: 3 }));
    }

    #[test]
    fn a_project_ends_with_what_it_costs() {
        for (typed, what, pence) in [
            ("A bench by the door, 120.50", "A bench by the door", 12_050),
            ("A ramp £1,200", "A ramp", 120_000),
            ("A ramp,1,200", "A ramp", 120_000),
            ("Paint: £ 80", "Paint", 8_000),
            ("Phase 2, chairs - 300.5", "Phase 2, chairs", 30_050),
            ("Tea — 5", "Tea", 500),
        ] {
            let read = projects(typed).unwrap();
            assert_eq!((read[0].what.as_str(), read[0].pence), (what, pence), "{typed}");
        }
        for typed in
            ["A bench", "A bench, lots", "120", "A bench, 0", "A bench, 12,50", "A bench, 120.50 pounds"]
        {
            assert_eq!(projects(&format!("A ramp, 5\n\n{typed}")), Err(Fault::NoSum { line: 3 }), "{typed}");
        }
        assert_eq!(projects(" \n"), Err(Fault::Count));
        assert_eq!(projects(&"Tea, 1\n".repeat(51)), Err(Fault::Count));
    }
}
