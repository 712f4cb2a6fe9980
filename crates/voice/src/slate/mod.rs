//! Which few statements together speak for everyone.
//!
//! Of `m` statements `k` are chosen so that every group that is large enough and of one mind has its share: with `n` people,
//! `ℓ·n/k` of whom agree with one statement, that statement is chosen or one of them agrees with `ℓ` chosen ones. That
//! is EJR+ (Brill and Peters, *Robust and Verifiable Proportionality Axioms for Multiwinner Voting*, EC 2023).
//!
//! 1. [`Ballots`] say who agrees with what, and what silence means: a [`Reading`], which is part of every result.
//! 2. [`choose`] picks by the Method of Equal Shares (Peters and Skowron 2020): everyone has an equal purse, a place costs
//!    what `n/k` people own, and the place that costs its supporters least each is bought next. Places that nobody can
//!    afford go, one at a time, to the statement with which most people agree who agree with none chosen so far; they are
//!    labelled [`How::Completed`].
//! 3. The [`Certificate`] says who is covered, what each place cost whom, and the strongest group left out.
//! 4. [`check()`] verifies a certificate from the ballots alone. It shares no code with the selection. A certificate follows
//!    from the ballots, the number of places and the seed, and the check accepts no other.
//! 5. [`audit()`] compares with random picks and with most-liked-first, group by group.
//!
//! Everything that decides is exact: whole numbers and fractions, no floating point.
//!
//! ```
//! use voice::slate::{self, Ballots, How};
//!
//! // Six people agree with statements 0 and 1, three with statement 2: with three places, each third has one.
//! let agreed = (0..6).flat_map(|person| [(person, 0), (person, 1)]).chain((6..9).map(|person| (person, 2)));
//! let ballots = Ballots::everyone(9, 4, agreed)?;
//! let certificate = slate::choose(&ballots, 3, &[7; 32])?;
//! let mut chosen: Vec<u32> = certificate.chosen.iter().map(|place| place.statement).collect();
//! chosen.sort_unstable();
//! assert_eq!(chosen, [0, 1, 2]);
//! assert!(certificate.chosen.iter().all(|place| matches!(place.how, How::Bought(_))));
//! assert!(certificate.holds);
//! assert!(slate::check(&ballots, &certificate).is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod audit;
mod ballots;
mod certificate;
mod check;
mod choose;
mod strength;

pub use audit::{Audit, Coverage, Group, Row, audit, dissenters, most_liked};
pub use ballots::{Ballots, Reading, Seen, Unfit};
pub use certificate::{Added, Certificate, How, LeftOut, Payment, Place};
pub use check::{Objection, check};
pub use choose::{Unasked, choose};
