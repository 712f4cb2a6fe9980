//! `cargo xtask quality`: how good the mathematics is on real conversations, beside Polis's, as Markdown tables.

mod account;
mod auc;
mod foretell;
mod stability;
mod truth;

use crate::{conversation, shell};

/// What can be measured.
const PARTS: [&str; 4] = ["foretell", "stability", "account", "truth"];

/// `quality [FOLDER] [PART…]`; all parts unless some are named.
pub(crate) fn run(words: &[&str]) -> shell::Outcome {
    let (parts, folders): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| PARTS.contains(word));
    if folders.len() > 1 {
        return Err(format!("`quality` takes one folder, and any of {}", PARTS.join(", ")));
    }
    let asked = |part| parts.is_empty() || parts.contains(&part);
    if asked("truth") {
        truth::tables();
    }
    if PARTS[..3].iter().any(|part| asked(part)) {
        let conversations = conversation::all(&conversation::folder(folders.first().copied())?)?;
        if asked("foretell") {
            foretell::tables(&conversations);
        }
        if asked("stability") {
            stability::table(&conversations);
        }
        if asked("account") {
            account::tables(&conversations)?;
        }
    }
    Ok(())
}

/// A row of a Markdown table.
fn row<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) {
    let cells: Vec<String> = cells.into_iter().map(|cell| cell.as_ref().to_owned()).collect();
    println!("| {} |", cells.join(" | "));
}

/// The head of a Markdown table: the first column holds words, the others figures.
fn head(title: &str, columns: &[&str]) {
    println!("\n### {title}\n");
    row(columns);
    row(columns.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" }));
}

/// A number of people, answers or repeats to reckon with.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / real(figures.len())
}

/// 0.123 as "12.3 %"; a dash where there is nothing to tell.
fn percent(share: f64) -> String {
    if share.is_finite() { format!("{:.1} %", share * 100.0) } else { "–".to_owned() }
}
