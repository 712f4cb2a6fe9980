//! Pictures made by the server. Each repeats words and numbers that stand beside it.

mod bars;
mod line;
mod people;
#[cfg(test)]
pub(crate) mod sample;
mod symbols;
#[cfg(test)]
mod tests;

pub(crate) use bars::{shares, tenths};
pub(crate) use line::{Ideas, ends, line};
pub(crate) use people::{crowd, people};
pub(crate) use symbols::{mark_name, name, named, shape_at};
