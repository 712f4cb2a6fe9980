//! Checks a table's record: that it only grew, that words are as they were committed to, that results follow from what they
//! were worked out from. It shares no code with the server but `record`, `voice` and `table`.

#[cfg(feature = "program")]
pub mod address;
#[cfg(feature = "program")]
pub mod arguments;
pub mod asked;
mod course;
#[cfg(feature = "program")]
pub mod directory;
pub mod earlier;
pub mod export;
pub mod finding;
mod found;
pub mod log;
mod names;
mod openings;
pub mod promise;
pub mod public_results;
pub mod receipt;
#[cfg(feature = "program")]
mod results;
#[cfg(feature = "program")]
pub mod run;
mod strangers;
#[cfg(feature = "program")]
mod words;

#[cfg(feature = "program")]
pub use arguments::Arguments;
pub use asked::Asked;
pub use finding::{Checked, Code, CouldNot, Finding, Recomputed, Report};
pub use log::{Log, Opening};
#[cfg(feature = "program")]
pub use run::{Said, run};
