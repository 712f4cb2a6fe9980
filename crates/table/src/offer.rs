//! The offer: what people are told before they are asked for anything.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::refusal::{Field, Refusal, keep};
use crate::words::Words;

/// What is open, what is fixed and why, who has which power, and when people hear back. Frozen on opening:
/// a change is a new version that everybody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The question, in one line.
    pub question: Words<200>,
    /// What is open: what people's words can change.
    pub open: Words<2000>,
    /// What is fixed already, and why.
    pub fixed: Words<2000>,
    /// Who can decide.
    pub who_decides: Words<300>,
    /// Who can spend, and how much.
    pub who_spends: Words<300>,
    /// Who can stop it.
    pub who_stops: Words<300>,
    /// How the decision will be made.
    pub how_decided: Words<600>,
    /// The last day to say and answer things.
    pub by_when: Day,
    /// The day by which people hear what became of it.
    pub hear_back: Day,
}

/// An offer as typed, before it is measured.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields of an offer, see `Offer`")]
pub struct TypedOffer<'a> {
    pub question: &'a str,
    pub open: &'a str,
    pub fixed: &'a str,
    pub who_decides: &'a str,
    pub who_spends: &'a str,
    pub who_stops: &'a str,
    pub how_decided: &'a str,
    pub by_when: Option<Day>,
    pub hear_back: Option<Day>,
}

impl Offer {
    /// Every refusal at once, in the order of the fields, so that nobody mends a form one mistake at a time.
    pub fn check(typed: &TypedOffer<'_>) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let question =
            keep(&mut refusals, Words::of(Field::Question, &crate::words::one_line(typed.question)));
        let open = keep(&mut refusals, Words::of(Field::Open, typed.open));
        let fixed = keep(&mut refusals, Words::of(Field::Fixed, typed.fixed));
        let who_decides = keep(&mut refusals, Words::of(Field::WhoDecides, typed.who_decides));
        let who_spends = keep(&mut refusals, Words::of(Field::WhoSpends, typed.who_spends));
        let who_stops = keep(&mut refusals, Words::of(Field::WhoStops, typed.who_stops));
        let how_decided = keep(&mut refusals, Words::of(Field::HowDecided, typed.how_decided));
        let by_when = keep(&mut refusals, typed.by_when.ok_or(Refusal::NotADay { field: Field::ByWhen }));
        let hear_back =
            keep(&mut refusals, typed.hear_back.ok_or(Refusal::NotADay { field: Field::HearBack }));
        let whole = || {
            Some(Self {
                question: question?,
                open: open?,
                fixed: fixed?,
                who_decides: who_decides?,
                who_spends: who_spends?,
                who_stops: who_stops?,
                how_decided: how_decided?,
                by_when: by_when?,
                hear_back: hear_back?,
            })
        };
        whole().ok_or(refusals)
    }
}
