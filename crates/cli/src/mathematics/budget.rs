//! `roundtable budget`: which projects a shared budget pays for.

use serde::Serialize;
use voice::budget::{Completion as Rule, Funded, How, Unfunded, equal_shares, pabulib};

use super::{Problem, SEED, figure, plain, text};
use crate::args::{Budget, Completion};
use crate::say::{Answer, counted, grouped};

/// What a budget answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Shared {
    completion: &'static str,
    people: u64,
    budget: u64,
    spent: u64,
    part: f64,
    raised: u64,
    funded: Vec<Paid>,
    unfunded: Vec<NotPaid>,
    /// None where the file does not tell an official result.
    official: Option<Official>,
}

#[derive(Debug, Serialize)]
struct Project {
    #[serde(rename = "project")]
    id: String,
    name: String,
    cost: u64,
    supporters: u64,
}

#[derive(Debug, Serialize)]
struct Paid {
    #[serde(flatten)]
    project: Project,
    #[serde(flatten)]
    how: Way,
}

#[derive(Debug, Serialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
enum Way {
    Bought { each: f64, paid_in_full: u64, paid_the_rest: u64, effective: f64 },
    Filled,
}

#[derive(Debug, Serialize)]
struct NotPaid {
    #[serde(flatten)]
    project: Project,
    left: f64,
    more_people: u64,
}

#[derive(Debug, Serialize)]
struct Official {
    same: bool,
    only_here: Vec<String>,
    only_there: Vec<String>,
}

/// Shares out the budget in a file.
pub(crate) fn budget(asked: &Budget) -> Result<Shared, Problem> {
    let file = pabulib::read(&text(&asked.file)?).map_err(|error| Problem::malformed(&asked.file, &error))?;
    let (rule, completion) = match asked.completion {
        Completion::None => (Rule::None, "none"),
        Completion::Add1 => (Rule::Add1, "add1"),
        Completion::Add1Greedy => (Rule::Add1AndGreedy, "add1-greedy"),
    };
    let outcome = equal_shares(&file.election, rule, &SEED);
    let project = |at: usize| project(&file, at);
    let paid = |funded: &Funded| Paid { project: project(funded.project), how: way(&funded.how) };
    let not = |one: &Unfunded| NotPaid {
        project: project(one.project),
        left: figure(&one.left),
        more_people: one.more_people,
    };
    let funded: Vec<usize> = outcome.funded.iter().map(|funded| funded.project).collect();
    Ok(Shared {
        completion,
        people: file.election.people(),
        budget: file.election.budget(),
        spent: outcome.spent,
        part: figure(&outcome.part),
        raised: outcome.raised,
        funded: outcome.funded.iter().map(paid).collect(),
        unfunded: outcome.unfunded.iter().map(not).collect(),
        official: official(&file, &funded),
    })
}

fn project(file: &pabulib::File, at: usize) -> Project {
    let project = &file.election.projects()[at];
    Project {
        id: project.id.clone(),
        name: project.name.clone(),
        cost: project.cost,
        supporters: file.election.support(at),
    }
}

fn way(how: &How) -> Way {
    match how {
        How::Filled => Way::Filled,
        How::Bought { each, full, rest, effective } => Way::Bought {
            each: figure(each),
            paid_in_full: *full,
            paid_the_rest: *rest,
            effective: figure(effective),
        },
    }
}

fn official(file: &pabulib::File, funded: &[usize]) -> Option<Official> {
    let projects = file.election.projects();
    projects.iter().any(|project| project.selected.is_some()).then(|| {
        let theirs = file.selected();
        let only = |those: &[usize], others: &[usize]| -> Vec<String> {
            let only = (0..projects.len()).filter(|at| those.contains(at) && !others.contains(at));
            only.map(|at| projects[at].id.clone()).collect()
        };
        let (ours, official) = (only(funded, &theirs), only(&theirs, funded));
        Official { same: ours.is_empty() && official.is_empty(), only_here: ours, only_there: official }
    })
}

impl Answer for Shared {
    fn sentences(&self) -> String {
        let mut lines = vec![format!(
            "{} share a budget of {}. {} of {} projects are paid for; they cost {}.",
            counted(self.people, "person", "people"),
            grouped(self.budget),
            self.funded.len(),
            self.funded.len() + self.unfunded.len(),
            grouped(self.spent),
        )];
        lines.push(format!("Everyone's part came to {:.2}.", self.part));
        if self.raised > 0 {
            let raised = grouped(self.raised);
            lines.push(format!("It was raised by {raised}, so that less of the money is left over."));
        }
        lines.push("\nPaid for, in this order:".to_owned());
        lines.extend(self.funded.iter().map(|paid| {
            let how = match &paid.how {
                Way::Bought { each, .. } => format!("{each:.2} from each supporter, or what they had left"),
                Way::Filled => "from what was left".to_owned(),
            };
            format!("  {}; {how}", paid.project.line())
        }));
        if !self.unfunded.is_empty() {
            lines.push("\nNot paid for:".to_owned());
        }
        lines.extend(self.unfunded.iter().map(|not| {
            let more = counted(not.more_people, "more supporter", "more supporters");
            format!("  {}; {more} could have bought it", not.project.line())
        }));
        if let Some(official) = &self.official {
            lines.push(format!("\n{}", official.sentence()));
        }
        lines.join("\n")
    }
}

impl Project {
    fn line(&self) -> String {
        let wanted = counted(self.supporters, "supporter", "supporters");
        format!("{} {}: costs {}, {wanted}", plain(&self.id), plain(&self.name), grouped(self.cost))
    }
}

impl Official {
    fn sentence(&self) -> String {
        if self.same {
            return "This is the official result that the file tells.".to_owned();
        }
        let list = |ids: &[String]| match ids {
            [] => "none".to_owned(),
            ids => ids.iter().map(|id| plain(id)).collect::<Vec<_>>().join(", "),
        };
        let (here, there) = (list(&self.only_here), list(&self.only_there));
        format!("The official result that the file tells is another. Only here: {here}. Only there: {there}.")
    }
}
