//! What is asked, and by what sort of rule it is decided.

use serde::{Deserialize, Serialize};
use table::{Field, Project, Question, Refusal, Words, one_line};
use utoipa::ToSchema;

use super::super::kinds::PassesBy;
use super::super::rules::RulesTold;
use super::super::shapes::{object, objects, whole};

/// Something that could be paid for.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectTold {
    /// What it is, in one line.
    /// At most 140 characters, counted as they are kept.
    #[schema(min_length = 1)]
    what: String,
    /// What it costs, in pence.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100_000_000_000_u64)]
    pence: u64,
}

/// What is asked. What there is to choose from is numbered from 1, in the order of the list.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum QuestionTold {
    /// Whether the proposal goes through.
    Proposal {
        /// By which rule.
        by: PassesBy,
    },
    /// Whether these are how we decide from then on.
    NewRules {
        /// By which rule.
        by: PassesBy,
        /// The new ones.
        #[serde(deserialize_with = "object")]
        rules: RulesTold,
    },
    /// Which one of several.
    Ranked {
        /// What there is to choose from, each in one line and no two alike.
        /// At most 140 characters each, counted as they are kept.
        #[schema(min_items = 2, max_items = 20)]
        options: Vec<String>,
    },
    /// Which projects share a sum.
    SharedBudget {
        /// The sum, in pence.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 1, maximum = 100_000_000_000_u64)]
        budget: u64,
        /// What could be paid for, no two alike.
        #[serde(deserialize_with = "objects")]
        #[schema(min_items = 1, max_items = 50)]
        options: Vec<ProjectTold>,
    },
    /// What somebody named should decide.
    Advice {
        /// Who decides.
        /// At most 80 characters, counted as they are kept.
        #[schema(min_length = 1)]
        decider: String,
        /// By when, as 2026-12-31: they have to answer, and it becomes a promise.
        #[schema(format = Date)]
        decide_by: String,
    },
}

impl QuestionTold {
    pub(super) fn of(question: &Question) -> Self {
        match question {
            Question::Proposal { by } => Self::Proposal { by: PassesBy(*by) },
            Question::NewRules { by, rules } => {
                Self::NewRules { by: PassesBy(*by), rules: RulesTold::of(rules) }
            }
            Question::Ranked { options } => {
                Self::Ranked { options: options.iter().map(ToString::to_string).collect() }
            }
            Question::SharedBudget { pence, projects } => Self::SharedBudget {
                budget: *pence,
                options: projects
                    .iter()
                    .map(|project| ProjectTold { what: project.what.to_string(), pence: project.pence })
                    .collect(),
            },
            Question::Advice { who, by } => {
                Self::Advice { decider: who.to_string(), decide_by: by.to_string() }
            }
        }
    }

    /// The question, or everything that needs mending.
    pub(super) fn check(self) -> Result<Question, Vec<Refusal>> {
        match self {
            Self::Proposal { by } => Ok(Question::Proposal { by: by.0 }),
            Self::NewRules { by, rules } => rules.check().map(|rules| Question::NewRules { by: by.0, rules }),
            Self::Ranked { options } => {
                let options: Result<Vec<_>, Refusal> = options.iter().map(|words| option(words)).collect();
                Ok(Question::Ranked { options: options.map_err(|refusal| vec![refusal])? })
            }
            Self::SharedBudget { budget, options } => {
                let project = |one: ProjectTold| Ok(Project { what: option(&one.what)?, pence: one.pence });
                let projects: Result<Vec<_>, Refusal> = options.into_iter().map(project).collect();
                let projects = projects.map_err(|refusal| vec![refusal])?;
                Ok(Question::SharedBudget { pence: budget, projects })
            }
            Self::Advice { decider, decide_by } => advice(&decider, &decide_by),
        }
    }
}

fn option(words: &str) -> Result<Words<140>, Refusal> {
    Words::of(Field::Options, &one_line(words))
}

fn advice(decider: &str, decide_by: &str) -> Result<Question, Vec<Refusal>> {
    let who = Words::of(Field::Decider, decider);
    let by = decide_by.parse().map_err(|_| Refusal::NotADay { field: Field::DecideBy });
    match (who, by) {
        (Ok(who), Ok(by)) => Ok(Question::Advice { who, by }),
        (who, by) => Err([who.err(), by.err()].into_iter().flatten().collect()),
    }
}
