//! `roundtable rank`: who comes first by everyone's order.

use serde::Serialize;
use voice::rank::{Pairwise, Schulze, Strength, preflib};

use super::{Problem, SEED, plain, text};
use crate::args::Rank;
use crate::say::{Answer, counted};

/// What a ranking answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Ranked {
    title: String,
    people: u64,
    candidates: Vec<Candidate>,
    condorcet_winner: Option<Candidate>,
    smith: Vec<Candidate>,
    layers: Vec<Vec<Candidate>>,
    order: Vec<Candidate>,
    /// `pairs[a][b]`: how many rank candidate a + 1 above b + 1.
    pairs: Vec<Vec<u64>>,
}

/// Names may be there twice, so the number goes with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Candidate {
    /// From 1, as in the file.
    number: usize,
    name: String,
}

/// Ranks the candidates in a file.
pub(crate) fn rank(asked: &Rank) -> Result<Ranked, Problem> {
    let wrong = |error: &dyn std::error::Error| Problem::malformed(&asked.file, &error);
    let election = preflib::read(&text(&asked.file)?).map_err(|error| wrong(&error))?;
    let candidates = election.names.len();
    let pairs = Pairwise::count(candidates, &election.ballots).map_err(|error| wrong(&error))?;
    let result = Schulze::of(&pairs, Strength::WinningVotes);
    let one = |at: usize| Candidate { number: at + 1, name: election.names[at].clone() };
    let many = |those: Vec<usize>| -> Vec<Candidate> { those.into_iter().map(one).collect() };
    Ok(Ranked {
        title: election.title.clone(),
        people: election.ballots.iter().map(|ballot| ballot.people).sum(),
        candidates: many((0..candidates).collect()),
        condorcet_winner: pairs.condorcet_winner().map(one),
        smith: many(pairs.smith()),
        layers: result.layers().into_iter().map(many).collect(),
        order: many(result.order(&SEED)),
        pairs: (0..candidates).map(|a| (0..candidates).map(|b| pairs.above(a, b)).collect()).collect(),
    })
}

impl Answer for Ranked {
    fn sentences(&self) -> String {
        let mut lines = Vec::new();
        if !self.title.is_empty() {
            lines.push(plain(&self.title));
        }
        let people = counted(self.people, "person", "people");
        lines.push(format!("{people} ranked {} candidates.", self.candidates.len()));
        lines.push(match &self.condorcet_winner {
            Some(winner) => format!("{} beats everyone else one to one.", plain(&winner.name)),
            None => format!(
                "Nobody beats everyone else one to one. The smallest set that beats all others: {}.",
                list(&self.smith)
            ),
        });
        lines.push("\nBy the Schulze method (equals on one line):".to_owned());
        let rows = (1..).zip(&self.layers);
        lines.extend(rows.map(|(place, layer)| format!("  {place}. {}", list(layer))));
        if self.layers.len() < self.order.len() {
            lines.push(format!("With equals in the order of the lot: {}.", list(&self.order)));
        }
        lines.join("\n")
    }
}

fn list(candidates: &[Candidate]) -> String {
    candidates.iter().map(|one| plain(&one.name)).collect::<Vec<_>>().join(", ")
}
