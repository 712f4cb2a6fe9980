//! The mathematics that hears a whole group.
//!
//! Everything here is pure: no files, no clock, and no randomness that was not handed in as a seed. Where threads share the
//! work ([`ideal::Workers`]), how many there are never shows in the result.
//! The same input gives the same bytes on every machine. What *decides* (a bucket, an order, a draw, what may be
//! published) is integer arithmetic; floating point only appears in figures that are read by people.
//!
//! | Module | What it answers |
//! |---|---|
//! | [`responses`] | Who answered what, and the tally of each statement. |
//! | [`interval`] | How sure can we be of a share? |
//! | [`standing`] | Where do we agree, where do we differ, what do we not know yet? |
//! | [`publish`] | Which numbers may be shown, and in which words? |
//! | [`hearing`] | Which statement does a person see next, so that each is heard? |
//! | [`polis`] | What would Polis say of the same responses? |
//! | [`ideal`] | Where do people stand relative to each other, and how surely? |
//! | [`groups`] | Who answers alike, are there such groups at all, and what do they say? |
//! | [`published`] | What of all this may be shown, as one value that is the same bytes everywhere? |
//! | [`linear`] | Small dense linear algebra, the same bits everywhere. |
//! | [`similar`] | Was this said before? |
//! | [`shares`] | What does each pay, when all have equal shares? Exactly. |
//! | [`rule`] | Does a proposal go through, by the rule chosen before? |
//! | [`rank`] | Which one of several, by everyone's order of them? |
//! | [`budget`] | Which projects does a shared budget pay for? |
//! | [`slate`] | Which few statements together speak for everyone, and who is left out? |
//!
//! ```
//! use voice::{hearing, publish, responses::{Answer, Choice, Responses}, standing};
//!
//! let mut responses = Responses::default();
//! for person in 0..10 {
//!     responses.set(person, 0, Answer::new(Choice::Agree));
//! }
//! let people = responses.people();
//! let standing = standing::stand([(0, responses.tally(0)), (1, responses.tally(1))], people);
//! assert_eq!(standing.mostly_agree[0].statement, 0);
//! assert_eq!(standing.few_have_answered[0].statement, 1);
//! assert!(matches!(publish::statement(responses.tally(0)), publish::Heard::Counts(_)));
//!
//! let waiting = hearing::candidates(&responses, 3, [0, 1]);
//! let draw = hearing::next(&[7; 32], 3, 1, &waiting);
//! assert_eq!(draw.map(|draw| draw.statement), Some(1), "person 3 has answered statement 0 already");
//! ```

pub mod budget;
pub mod groups;
pub mod hearing;
pub mod ideal;
pub mod interval;
pub mod linear;
pub mod polis;
pub mod publish;
pub mod published;
pub mod rank;
pub mod responses;
pub mod rule;
pub mod shares;
pub mod similar;
pub mod slate;
pub mod standing;
