//! How a statement's answers are put into words and numbers. Every number goes through the publication rules.

use maud::{Markup, html};
use voice::publish::{self, Heard, Words};
use voice::responses::Tally;
use voice::standing::{Bucket, classify};

use crate::t;
use crate::text::Tr;
pub(super) use crate::text::grouped;
use crate::ui::{bar, bar_key};

/// What may be shown of a statement's answers.
pub(crate) struct Shown {
    /// How it stands, in words.
    pub words: String,
    /// The counts, where they may be shown.
    pub counts: Option<Tally>,
}

/// What may be shown of a tally when so many people took part.
pub(crate) fn shown(tr: Tr, tally: Tally, people: u32) -> Shown {
    shown_in(tr, classify(&tally, people), publish::statement(tally))
}

/// What may be shown of a statement that is in one of the lists.
pub(crate) fn shown_in(tr: Tr, bucket: Bucket, heard: Heard) -> Shown {
    match heard {
        Heard::FewHaveAnswered => Shown { words: t!(tr, "stands-few"), counts: None },
        Heard::Words(words) if bucket == Bucket::FewHaveAnswered => {
            Shown { words: of_the_few(tr, words), counts: None }
        }
        Heard::Words(words) => Shown { words: in_words(tr, of_words(words)), counts: None },
        Heard::Counts(counts) => Shown { words: in_words(tr, bucket), counts: Some(counts) },
    }
}

const fn of_words(words: Words) -> Bucket {
    match words {
        Words::MostAgree => Bucket::MostlyAgree,
        Words::MostDisagree => Bucket::MostlyDisagree,
        Words::WeDiffer => Bucket::Differ,
        Words::NotSure => Bucket::NotSureYet,
    }
}

/// How the whole group stands on a statement.
fn in_words(tr: Tr, bucket: Bucket) -> String {
    match bucket {
        Bucket::MostlyAgree => t!(tr, "stands-agree"),
        Bucket::MostlyDisagree => t!(tr, "stands-disagree"),
        Bucket::Differ => t!(tr, "stands-differ"),
        Bucket::NotSureYet => t!(tr, "stands-not-sure"),
        Bucket::FewHaveAnswered => t!(tr, "stands-few"),
    }
}

/// The few who answered speak for themselves, not for the whole group.
fn of_the_few(tr: Tr, words: Words) -> String {
    match words {
        Words::MostAgree => t!(tr, "stands-few-agree"),
        Words::MostDisagree => t!(tr, "stands-few-disagree"),
        Words::WeDiffer => t!(tr, "stands-few-differ"),
        Words::NotSure => t!(tr, "stands-few-not-sure"),
    }
}

/// "9 in 10 agree."
pub(crate) fn tenths_agree(tr: Tr, tally: &Tally) -> String {
    t!(tr, "tenths-agree", tenths = tenths(tally.agree, tally))
}

/// "9 in 10 disagree."
pub(super) fn tenths_disagree(tr: Tr, tally: &Tally) -> String {
    t!(tr, "tenths-disagree", tenths = tenths(tally.disagree, tally))
}

/// "4 in 10 are not sure."
pub(super) fn tenths_not_sure(tr: Tr, tally: &Tally) -> String {
    t!(tr, "tenths-not-sure", tenths = tenths(tally.pass, tally))
}

fn tenths(part: u32, tally: &Tally) -> u8 {
    publish::in_ten(part, tally.seen()).unwrap_or(0)
}

/// The three counts in one sentence.
fn counts_sentence(tr: Tr, counts: &Tally) -> String {
    t!(
        tr,
        "counts-sentence",
        agree = grouped(counts.agree),
        disagree = grouped(counts.disagree),
        pass = grouped(counts.pass)
    )
}

/// The counts as a bar.
pub(super) fn counts_bar(tr: Tr, counts: &Tally) -> Markup {
    bar(&counts_sentence(tr, counts), counts.agree.into(), counts.disagree.into(), counts.pass.into())
}

/// The counts as a bar with its numbers beneath.
pub(super) fn counts_figure(tr: Tr, counts: &Tally) -> Markup {
    html! {
        (counts_bar(tr, counts))
        (bar_key([
            t!(tr, "counts-agree", count = grouped(counts.agree)).into(),
            t!(tr, "counts-disagree", count = grouped(counts.disagree)).into(),
            t!(tr, "counts-pass", count = grouped(counts.pass)).into(),
        ]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: u32, disagree: u32, pass: u32) -> Tally {
        Tally { agree, disagree, pass, ..Tally::default() }
    }

    #[test]
    fn no_number_is_shown_below_eight_answers() {
        let tr = Tr::english();
        for people in [3, 7, 30, 5000] {
            for seen in 0..8 {
                let shown = shown(tr, tally(seen, 0, 0), people);
                assert_eq!(shown.counts, None);
                assert!(!shown.words.contains(|letter: char| letter.is_ascii_digit()), "{}", shown.words);
            }
            assert!(shown(tr, tally(5, 2, 1), people).counts.is_some());
        }
    }

    #[test]
    fn a_few_answers_speak_for_a_small_table_and_not_for_a_large_one() {
        let tr = Tr::english();
        assert_eq!(shown(tr, tally(6, 0, 0), 6).words, t!(tr, "stands-agree"));
        assert_eq!(shown(tr, tally(6, 0, 0), 600).words, t!(tr, "stands-few-agree"));
        assert_eq!(shown(tr, tally(1, 1, 0), 600).words, t!(tr, "stands-few"));
    }
}
