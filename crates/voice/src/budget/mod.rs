//! A shared budget: which projects get the money.
//!
//! By the Method of Equal Shares (Peters, Pierczyński and Skowron, *Proportional Participatory Budgeting with Additive
//! Utilities*, 2021), on exact arithmetic: everyone has an equal part of the budget, and a project is paid by the people
//! who want it, in equal parts as far as they have them. A project is worth its cost to each of its supporters, so the
//! next project bought is the one with the lowest payment for each unit of money it costs: the one with the most
//! *effective supporters* (cost divided by the largest payment).
//!
//! Equal Shares alone seldom spends everything. [`equal_shares`] then does what cities do: **add1** gives everyone one more
//! unit of currency and starts again, until no project that somebody wants fits into what is left, and stops before the
//! real budget is exceeded; then what is left is spent **greedily**, most wanted first. What came about how is in the result.
//! [`greedy`] alone is the usual rule, to compare with.
//!
//! Equals go: more supporters, then lower cost, then a lot: the lower SHA-256(`"roundtable budget" ‖ seed ‖ the
//! project's id`).
//!
//! ```
//! use voice::budget::{self, Completion, Election, Project};
//!
//! let projects = [("park", 60), ("school", 60), ("path", 30)];
//! let projects = projects.map(|(id, cost)| Project { id: id.into(), name: id.into(), cost, selected: None });
//! // Six want park and school, three want the path.
//! let ballots = (0..9).map(|person| if person < 6 { vec![0, 1] } else { vec![2] });
//! let election = Election::new(90, projects.to_vec(), ballots)?;
//! let outcome = budget::equal_shares(&election, Completion::Add1AndGreedy, &[7; 32]);
//! let ids: Vec<&str> = outcome.funded.iter().map(|funded| election.projects()[funded.project].id.as_str()).collect();
//! assert_eq!(outcome.spent, 90);
//! assert!(ids.contains(&"path"), "a third of the people decide on a third of the money");
//! # Ok::<(), budget::Unfundable>(())
//! ```

mod election;
mod greedy;
pub mod pabulib;
mod share;

pub use election::{Election, Project, Unfundable};
pub use greedy::greedy;
pub use share::{Completion, Funded, How, Outcome, Unfunded, equal_shares};
