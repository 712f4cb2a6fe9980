//! How a decision is put into words: where it stands, what it came to, what people can say to it.

use maud::Markup;
use table::{CameTo, Day, Decision, Outcome, Question, Stand};

use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Tone, tag as plain_tag};

/// Where a decision stands, in a few words. Nothing in it depends on ballots before the close.
pub(crate) fn state(tr: Tr, decision: &Decision, today: Day) -> String {
    match &decision.closed {
        Some(closed) => match closed.outcome.came_to() {
            CameTo::Passed => t!(tr, "decision-passed"),
            CameTo::NotPassed => t!(tr, "decision-not-passed"),
            CameTo::TalkFirst => t!(tr, "decision-talk-first"),
            CameTo::TooFew => t!(tr, "decision-too-few"),
            CameTo::SideTooSmall => t!(tr, "decision-side-too-small"),
            CameTo::Chosen(_) => t!(tr, "decision-chosen"),
            CameTo::Tied => t!(tr, "decision-tied"),
            CameTo::Shared => t!(tr, "decision-shared"),
            CameTo::Advised => t!(tr, "decision-advised"),
        },
        None if decision.is_altered() => t!(tr, "tamper-state"),
        None if decision.is_open(today) => t!(tr, "decision-open-until", day = tr.day(decision.last_day())),
        None => t!(tr, "decision-waits"),
    }
}

/// The same as a tag.
pub(crate) fn tag(tr: Tr, decision: &Decision, today: Day) -> Markup {
    let tone = match decision.closed.as_ref().map(|closed| closed.outcome.came_to()) {
        Some(CameTo::Passed | CameTo::Chosen(_) | CameTo::Shared) => Tone::Good,
        Some(CameTo::NotPassed | CameTo::TooFew | CameTo::SideTooSmall | CameTo::Tied) => Tone::Quiet,
        None if decision.is_open(today) => Tone::Plain,
        None | Some(CameTo::TalkFirst | CameTo::Advised) => Tone::Note,
    };
    plain_tag(tone, state(tr, decision, today))
}

/// What a decision came to, as a sentence; none before it is closed. It names what was chosen, and who decides now.
pub(crate) fn came_to(tr: Tr, decision: &Decision) -> Option<String> {
    let outcome = &decision.closed.as_ref()?.outcome;
    Some(match outcome.came_to() {
        CameTo::Passed if matches!(decision.question, Question::NewRules { .. }) => {
            t!(tr, "decision-came-new-rules")
        }
        CameTo::Passed => t!(tr, "decision-came-passed"),
        CameTo::NotPassed => t!(tr, "decision-came-not-passed"),
        CameTo::TalkFirst => t!(tr, "decision-came-talk-first"),
        CameTo::TooFew => t!(tr, "decision-came-too-few"),
        CameTo::SideTooSmall => t!(tr, "decision-came-side-too-small"),
        CameTo::Chosen(option) => {
            t!(tr, "decision-came-chosen", option = self::option(&decision.question, option))
        }
        CameTo::Tied => t!(tr, "decision-came-tied"),
        CameTo::Shared | CameTo::Advised => shared_or_advised(tr, outcome)?,
    })
}

fn shared_or_advised(tr: Tr, outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Budget { funded, .. } => Some(t!(tr, "decision-came-shared", count = funded.len())),
        Outcome::Advice { who, by, .. } => {
            Some(t!(tr, "decision-came-advised", who = who.as_str(), day = tr.day(*by)))
        }
        Outcome::Stands { .. } | Outcome::Ranked { .. } => None,
    }
}

/// What can be chosen or paid for, by its place in the list; nothing where there is no such place.
pub(crate) fn option(question: &Question, place: u16) -> &str {
    let place = usize::from(place);
    match question {
        Question::Ranked { options } => options.get(place).map_or("", |option| option.as_str()),
        Question::SharedBudget { projects, .. } => {
            projects.get(place).map_or("", |project| project.what.as_str())
        }
        Question::Proposal { .. } | Question::NewRules { .. } | Question::Advice { .. } => "",
    }
}

/// What somebody says to a proposal, in a word or two.
pub(crate) fn stand_name(tr: Tr, stand: Stand) -> String {
    match stand {
        Stand::Yes => t!(tr, "stand-yes"),
        Stand::Ok => t!(tr, "stand-ok"),
        Stand::NotSure => t!(tr, "stand-not-sure"),
        Stand::Worried => t!(tr, "stand-worried"),
    }
}

/// What it means to say it.
pub(crate) fn stand_means(tr: Tr, stand: Stand) -> String {
    match stand {
        Stand::Yes => t!(tr, "stand-yes-means"),
        Stand::Ok => t!(tr, "stand-ok-means"),
        Stand::NotSure => t!(tr, "stand-not-sure-means"),
        Stand::Worried => t!(tr, "stand-worried-means"),
    }
}

/// A sum of money, from pence: £1,200, or £12.50.
pub(crate) fn money(pence: u64) -> String {
    let pounds = grouped(u32::try_from(pence / 100).unwrap_or(u32::MAX));
    match pence % 100 {
        0 => format!("£{pounds}"),
        rest => format!("£{pounds}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_pounds() {
        for (pence, words) in [
            (0, "£0"),
            (5, "£0.05"),
            (1250, "£12.50"),
            (120_000, "£1,200"),
            (100_000_000_000, "£1,000,000,000"),
        ] {
            assert_eq!(money(pence), words);
        }
    }

    #[test]
    fn each_stand_has_its_own_words() {
        let tr = Tr::english();
        let mut words: Vec<String> =
            Stand::ALL.iter().flat_map(|stand| [stand_name(tr, *stand), stand_means(tr, *stand)]).collect();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), 8);
    }
}
