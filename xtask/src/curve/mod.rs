//! `cargo xtask curve`: how time and memory of the mathematics grow with the answers.
//!
//! Each figure comes from a process of its own, so that the most memory it held is that of one job. Time is told twice: what
//! the clock says, and what the processor spent, which other work on the machine changes less.

mod clock;
mod job;

pub(crate) use job::settings;

use std::{path::Path, process::Command};

use crate::{conversation, shell, synthetic::Size};

const fn size(people: u32, statements: u32, each: u32) -> Size {
    Size { people, statements, each }
}

const SIZES: [Size; 7] = [
    size(200, 50, 10),
    size(1_000, 200, 20),
    size(4_000, 400, 50),
    size(10_000, 500, 50),
    size(33_422, 783, 60),
    size(100_000, 1_000, 50),
    size(1_000_000, 2_000, 50),
];

/// `curve [DATA_DIR]`, or one job of it in this process.
pub(crate) fn run(words: &[&str]) -> shell::Outcome {
    match words {
        ["one", method, source] => job::run(method, source).map(|figures| println!("{figures}")),
        [] => table(conversation::folder(None).ok().as_deref()),
        [folder] => table(Some(&conversation::folder(Some(folder))?)),
        _ => Err("`curve` takes one folder at most".to_owned()),
    }
}

/// Writes a made-up conversation as a Polis export: `synthetic PEOPLE,STATEMENTS,EACH FOLDER`.
pub(crate) fn write(size: &str, folder: &str) -> shell::Outcome {
    let size = Size::parse(size).ok_or("a size is PEOPLE,STATEMENTS,EACH, each 1 or more")?;
    let folder = Path::new(folder);
    let path = folder.join("participants-votes.csv");
    let text = crate::synthetic::table(&crate::synthetic::conversation(size, job::SEED), size.statements);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn table(data: Option<&Path>) -> shell::Outcome {
    println!(
        "Best of several runs; one thread unless it says two. Memory is the most the process held, answers included.\n"
    );
    println!(
        "| People × statements | Answers | `polis`: processor, clock | memory | ideal points and groups: processor, clock | \
         clock, two threads | memory |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let real = data.map(|data| data.join("american-assembly.bowling-green")).filter(|folder| folder.is_dir());
    let real = real.map(|folder| folder.to_string_lossy().into_owned());
    let made = SIZES.iter().map(|size| format!("{},{},{}", size.people, size.statements, size.each));
    for source in real.into_iter().chain(made) {
        let polis = one("polis", &source)?;
        let ideal = one("ideal", &source)?;
        let both = one("ideal-two-threads", &source)?;
        println!(
            "| {} | {} | {}, {} | {} MiB | {}, {} | {} | {} MiB |",
            text(&polis, "shape"),
            text(&polis, "answers"),
            seconds(&polis, "processor"),
            seconds(&polis, "clock"),
            text(&polis, "memory"),
            seconds(&ideal, "processor"),
            seconds(&ideal, "clock"),
            seconds(&both, "clock"),
            text(&ideal, "memory"),
        );
    }
    println!("\n| After one more answer, 33,422 × 783 | processor | clock |\n|---|---:|---:|");
    let next = one("next", "33422,783,60")?;
    for part in ["counts", "place", "refresh"] {
        println!(
            "| {part} | {} | {} |",
            seconds(&next, &format!("{part}_processor")),
            seconds(&next, &format!("{part}_clock"))
        );
    }
    println!("\n| Account of 100,000 × 1,000, k = 10 | processor | clock |\n|---|---:|---:|");
    let account = one("account", "100000,1000,50")?;
    for part in ["choose", "check"] {
        println!(
            "| {part} | {} | {} |",
            seconds(&account, &format!("{part}_processor")),
            seconds(&account, &format!("{part}_clock"))
        );
    }
    Ok(())
}

/// Runs one job in a process of its own.
fn one(method: &str, source: &str) -> Result<serde_json::Value, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program can't be found: {error}"))?;
    let written = shell::read(Command::new(program).args(["curve", "one", method, source]))?;
    serde_json::from_str(&written).map_err(|error| format!("{method} of {source}: {error}"))
}

fn text(figures: &serde_json::Value, name: &str) -> String {
    match &figures[name] {
        serde_json::Value::String(text) => text.clone(),
        other => grouped(&other.to_string()),
    }
}

/// 1234567 as 1,234,567.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn seconds(figures: &serde_json::Value, name: &str) -> String {
    let seconds = figures[name].as_f64().unwrap_or(f64::NAN);
    match seconds {
        _ if seconds < 1e-6 => format!("{:.0} ns", seconds * 1e9),
        _ if seconds < 1e-3 => format!("{:.0} µs", seconds * 1e6),
        _ if seconds < 0.1 => format!("{:.1} ms", seconds * 1e3),
        _ if seconds < 1.0 => format!("{:.0} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_for_people() {
        let figures = serde_json::json!({"a": 0.000_000_02, "b": 0.0123, "c": 4.5, "n": 1_234_567});
        assert_eq!(seconds(&figures, "a"), "20 ns");
        assert_eq!(seconds(&figures, "b"), "12.3 ms");
        assert_eq!(seconds(&figures, "c"), "4.50 s");
        assert_eq!(text(&figures, "n"), "1,234,567");
    }
}
