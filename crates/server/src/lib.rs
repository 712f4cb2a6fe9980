//! (being written)

pub mod ui;
