//! What happens to promises.

use serde::{Deserialize, Serialize};

use super::{Judgement, PromiseOf, Tidings};
use crate::day::Day;
use crate::event::{About, Erasure, Kind};
use crate::ids::{PromiseNo, SeatNo};
use crate::words::Words;

/// Something that happened to a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseEvent {
    /// A promise was made. Nobody's, as others rely on it; which seat made it is in `Signed`.
    Made {
        /// Its number, from 1 in order.
        promise: PromiseNo,
        /// What it answers.
        from: PromiseOf,
        /// Who will do it.
        who: Words<80>,
        /// What they will do.
        what: Words<280>,
        /// By when.
        by: Day,
    },
    /// The seat that made it.
    Signed {
        /// The promise.
        promise: PromiseNo,
        /// The seat.
        seat: SeatNo,
    },
    /// Something new about it. Nobody's: it is about what was promised to all.
    Told {
        /// The promise.
        promise: PromiseNo,
        /// What is new.
        tidings: Tidings,
    },
    /// Somebody said whether it was kept.
    Judged {
        /// The promise.
        promise: PromiseNo,
        /// The seat.
        seat: SeatNo,
        /// Kept, partly or not.
        judgement: Judgement,
    },
    /// That was taken back.
    JudgementTakenBack {
        /// The promise.
        promise: PromiseNo,
        /// The seat.
        seat: SeatNo,
    },
}

impl PromiseEvent {
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Made { .. } => Kind::PromiseMade,
            Self::Signed { .. } => Kind::PromiseSigned,
            Self::Told { .. } => Kind::PromiseTold,
            Self::Judged { .. } => Kind::PromiseJudged,
            Self::JudgementTakenBack { .. } => Kind::PromiseJudgementTakenBack,
        }
    }

    pub(crate) const fn about(&self) -> About {
        match self {
            Self::Made { promise, .. }
            | Self::Signed { promise, .. }
            | Self::Told { promise, .. }
            | Self::Judged { promise, .. }
            | Self::JudgementTakenBack { promise, .. } => About::item(promise.0),
        }
    }

    pub(crate) const fn owner(&self) -> Option<SeatNo> {
        match self {
            Self::Signed { seat, .. } | Self::Judged { seat, .. } | Self::JudgementTakenBack { seat, .. } => {
                Some(*seat)
            }
            Self::Made { .. } | Self::Told { .. } => None,
        }
    }

    pub(crate) const fn erases(&self) -> Option<Erasure> {
        match self {
            Self::Judged { seat, .. } | Self::JudgementTakenBack { seat, .. } => {
                Some(Erasure { owner: *seat, kinds: &[Kind::PromiseJudged], about: Some(self.about()) })
            }
            Self::Made { .. } | Self::Signed { .. } | Self::Told { .. } => None,
        }
    }
}
