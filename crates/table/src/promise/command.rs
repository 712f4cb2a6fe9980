//! What people can ask for about promises.

use serde::Serialize;

use super::{Judgement, PromiseOf, Tidings};
use crate::day::Day;
use crate::ids::PromiseNo;
use crate::words::Words;

/// What people can ask for about promises.
#[derive(Debug, Clone, Serialize)]
pub enum PromiseCommand {
    /// Make a promise.
    Make {
        /// What it answers.
        from: PromiseOf,
        /// Who will do it.
        who: Words<80>,
        /// What they will do.
        what: Words<280>,
        /// By when.
        by: Day,
    },
    /// Say what became of it. Any seat can; the last tidings stand.
    Tell {
        /// The promise.
        promise: PromiseNo,
        /// What is new.
        tidings: Tidings,
    },
    /// Say whether it was kept. The last word counts; not for the seat that made it.
    Judge {
        /// The promise.
        promise: PromiseNo,
        /// Kept, partly or not.
        judgement: Judgement,
    },
    /// Take that back.
    TakeJudgementBack {
        /// The promise.
        promise: PromiseNo,
    },
}
