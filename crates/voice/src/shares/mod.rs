//! The Method of Equal Shares on exact arithmetic: the purse that everyone has, and how things are bought from it.
//!
//! Everyone starts with the same purse. A thing `c` (a statement's place, a project) has a price `p_c`. Person `i` values
//! it at `u_ic` and stands for `g_ic` people. With purses `b_i`, the least `ρ` with
//!
//! ```text
//! Σ_i g_ic · min(b_i, ρ·u_ic) = p_c
//! ```
//!
//! is what a unit of `c` costs its supporters; where even all their money does not reach, `c` can't be bought. The thing
//! with the least `ρ` is bought, each supporter pays `min(b_i, ρ·u_ic)`, and so on until nothing can be bought (Peters and
//! Skowron 2020; Peters, Pierczyński and Skowron 2021). Equal `ρ` go by a rank that is fixed before the first purchase.
//!
//! # Exact, and still fast
//! Purses are exact fractions whose denominators grow with every purchase, to a thousand bits and more. Comparing them all
//! would be slow, so a purse is also kept as a whole number of very small coins that is never less than the truth and
//! more than it by a known number of coins at most. That brackets every `ρ`. Brackets that do not touch are in the right
//! order for certain; only where they touch (in practice: where `ρ` are equal) the exact fractions are worked out.
//! So the result is that of exact arithmetic, always.

mod market;
mod ratio;

pub(crate) use market::{Edges, Good, Market, NOT_FOR_SALE, Purchase};
pub use ratio::{NotARatio, Ratio};
