//! One of several: ranked ballots, compared two by two.
//!
//! [`Pairwise`] counts for each pair how many people rank the one above the other. Whoever beats everyone else one to one is
//! the Condorcet winner. Where there is none, the [`smith`](Pairwise::smith) set is the smallest set whose members beat
//! everyone outside it, and [`Schulze`] finds a winner in it by the strongest chains of comparisons (Schulze, *A new monotonic,
//! clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method*, 2011).
//!
//! All whole numbers. Ties are shown as ties; only [`Schulze::order`] breaks them, by a lot.
//!
//! ```
//! use voice::rank::{Ballot, Pairwise, Schulze, Strength};
//!
//! // Two say 0 before 1 before 2, one says 2 and nothing else.
//! let ballots = [Ballot::new(2, vec![vec![0], vec![1], vec![2]]), Ballot::new(1, vec![vec![2]])];
//! let pairs = Pairwise::count(3, &ballots)?;
//! assert_eq!(pairs.above(0, 2), 2);
//! assert_eq!(pairs.condorcet_winner(), Some(0));
//! let result = Schulze::of(&pairs, Strength::WinningVotes);
//! assert_eq!(result.layers(), [vec![0], vec![1], vec![2]]);
//! # Ok::<(), voice::rank::Unranked>(())
//! ```

mod pairwise;
pub mod preflib;
mod schulze;

pub use pairwise::{Ballot, Pairwise, Unranked};
pub use schulze::{Link, Schulze, Strength};
