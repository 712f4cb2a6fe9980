//! Projects, and who wants which.

use sha2::{Digest, Sha256};

use crate::shares::Edges;

/// Something that could be paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// What tells it from others; decides lots.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// In units of the currency, 1 or more.
    pub cost: u64,
    /// Where a file tells an official result: whether it was funded.
    pub selected: Option<bool>,
}

/// Why there is nothing to decide.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfundable {
    /// A project that costs nothing has no price to share.
    #[error("project {0} costs nothing: give it a cost of at least 1")]
    Free(String),
    /// An id twice.
    #[error("there are two projects {0}: ids must differ")]
    SameId(String),
    /// A ballot names a project that is none.
    #[error("a ballot names project number {0}, but there is none")]
    Project(u32),
    /// The budget, or the budget times the people, does not fit.
    #[error("a budget of {0} is too large, or 0: from 1 to 1,000,000,000,000 can be shared")]
    Budget(u64),
}

const LARGEST: u64 = 1_000_000_000_000;

/// Projects, a budget, and what people want. Equal ballots are kept once, so the order of ballots leaves no trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election {
    budget: u64,
    projects: Vec<Project>,
    people: u64,
    /// How many people have each different ballot.
    heads: Vec<u64>,
    /// The ballots that name each project.
    supporters: Vec<Vec<u32>>,
    support: Vec<u64>,
}

impl Election {
    /// Ballots name projects by their place in `projects`, from 0; a project named twice counts once. People whose ballot is
    /// empty count: their part of the budget waits for what is left over.
    ///
    /// # Errors
    /// Where a cost or the budget is 0 or too large, an id is there twice, or a ballot names what is not there.
    pub fn new(
        budget: u64,
        projects: Vec<Project>,
        ballots: impl IntoIterator<Item = Vec<u32>>,
    ) -> Result<Self, Unfundable> {
        if !(1..=LARGEST).contains(&budget) {
            return Err(Unfundable::Budget(budget));
        }
        let mut ids: Vec<&str> = projects.iter().map(|project| project.id.as_str()).collect();
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Unfundable::SameId(pair[0].to_owned()));
        }
        if let Some(free) = projects.iter().find(|project| project.cost == 0) {
            return Err(Unfundable::Free(free.id.clone()));
        }
        let mut all: Vec<Vec<u32>> = ballots.into_iter().collect();
        for ballot in &mut all {
            ballot.sort_unstable();
            ballot.dedup();
            if let Some(&last) = ballot.last().filter(|last| **last as usize >= projects.len()) {
                return Err(Unfundable::Project(last));
            }
        }
        let people = all.len() as u64;
        if people.checked_mul(LARGEST).is_none_or(|product| product >= 1 << 62) {
            return Err(Unfundable::Budget(budget));
        }
        all.sort_unstable();
        let mut heads = Vec::new();
        let mut supporters = vec![Vec::new(); projects.len()];
        for ballots in all.chunk_by(|a, b| a == b) {
            for &project in &ballots[0] {
                supporters[project as usize].push(u32::try_from(heads.len()).unwrap_or(u32::MAX));
            }
            heads.push(ballots.len() as u64);
        }
        let count = |those: &Vec<u32>| those.iter().map(|ballot| heads[*ballot as usize]).sum();
        let support = supporters.iter().map(count).collect();
        Ok(Self { budget, projects, people, heads, supporters, support })
    }

    /// What there is to spend, in units of the currency.
    pub const fn budget(&self) -> u64 {
        self.budget
    }

    /// The projects.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// How many people answered.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// How many people want a project.
    pub fn support(&self, project: usize) -> u64 {
        self.support.get(project).copied().unwrap_or(0)
    }

    /// The order among equals: more supporters, then lower cost, then the lot. All ranks differ.
    pub fn ranks(&self, seed: &[u8; 32]) -> Vec<usize> {
        let lot = |project: usize| -> [u8; 32] {
            Sha256::new()
                .chain_update(b"roundtable budget")
                .chain_update(seed)
                .chain_update(self.projects[project].id.as_bytes())
                .finalize()
                .into()
        };
        let mut order: Vec<usize> = (0..self.projects.len()).collect();
        order.sort_by_cached_key(|&project| {
            (std::cmp::Reverse(self.support[project]), self.projects[project].cost, lot(project))
        });
        let mut ranks = vec![0; order.len()];
        for (rank, project) in order.into_iter().enumerate() {
            ranks[project] = rank;
        }
        ranks
    }
}

impl Edges for Election {
    fn people(&self) -> usize {
        self.heads.len()
    }

    fn each(&self, column: usize, mut supporter: impl FnMut(u32, u32, u64)) {
        for &ballot in &self.supporters[column] {
            supporter(ballot, 1, self.heads[ballot as usize]);
        }
    }

    fn heads(&self, person: u32) -> u64 {
        self.heads[person as usize]
    }
}
