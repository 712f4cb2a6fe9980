//! Several things of a sort, told in a few sentences.

use maud::{Markup, html};

use super::lots::Sum;
use crate::t;
use crate::text::Tr;
use crate::ui::icons;

/// How a sentence is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// With a tick: in the record, unchanged.
    Well,
    /// With a cross: something is wrong.
    Wrong,
    /// With nothing: it waits, or was taken back.
    Plain,
}

/// Sentences with their marks.
pub(super) fn told(sentences: &[(Mark, String)]) -> Markup {
    html! {
        ul.rt-key {
            @for (mark, words) in sentences {
                @match mark {
                    Mark::Well => { li.rt-key--agree { (icons::tick()) span { (words) } } }
                    Mark::Wrong => { li.rt-key--disagree { (icons::cross()) span { (words) } } }
                    Mark::Plain => { li { (words) } }
                }
            }
        }
    }
}

/// A sum in sentences, the worst one first. `all` is said where nothing else is to be said.
pub(super) fn sentences(tr: Tr, sum: &Sum, all: &str) -> Vec<(Mark, String)> {
    let mut said = Vec::new();
    let mut say = |mark, many: usize, words: &dyn Fn(usize) -> String| {
        if many > 0 {
            said.push((mark, words(many)));
        }
    };
    say(Mark::Wrong, sum.altered, &|count| t!(tr, "checking-sum-altered", count = count));
    say(Mark::Wrong, sum.late, &|count| t!(tr, "checking-sum-late", count = count));
    say(Mark::Wrong, sum.destroyed, &|count| t!(tr, "checking-sum-destroyed", count = count));
    if sum.unchanged == sum.standing() {
        say(Mark::Well, sum.unchanged, &|_| all.to_owned());
    } else {
        say(Mark::Well, sum.unchanged, &|count| t!(tr, "checking-sum-in", count = count));
    }
    if let Some(by) = sum.by {
        let day = tr.day(by);
        say(Mark::Plain, sum.waiting, &|count| {
            t!(tr, "checking-sum-waiting", count = count, day = day.as_str())
        });
    }
    say(Mark::Plain, sum.held, &|count| t!(tr, "checking-sum-held", count = count));
    say(Mark::Plain, sum.taken_back, &|count| t!(tr, "checking-sum-taken-back", count = count));
    said
}

#[cfg(test)]
mod tests {
    use table::Day;

    use super::*;

    fn said(sum: Sum) -> Vec<(Mark, String)> {
        sentences(Tr::english(), &sum, "ALL")
    }

    #[test]
    fn all_is_said_only_where_it_is_true() {
        assert_eq!(said(Sum { unchanged: 14, ..Sum::default() }), [(Mark::Well, "ALL".to_owned())]);
        let with_gone = said(Sum { unchanged: 14, taken_back: 2, ..Sum::default() });
        assert_eq!(with_gone[0], (Mark::Well, "ALL".to_owned()));
        assert_eq!(with_gone[1], (Mark::Plain, "You took 2 back. Their places are kept.".to_owned()));
        let by = Some("2026-11-25".parse::<Day>().unwrap());
        for part in [
            Sum { unchanged: 3, waiting: 1, by, ..Sum::default() },
            Sum { unchanged: 3, held: 1, ..Sum::default() },
            Sum { unchanged: 3, late: 1, ..Sum::default() },
            Sum { unchanged: 3, altered: 1, ..Sum::default() },
            Sum { unchanged: 3, destroyed: 1, ..Sum::default() },
        ] {
            let said = said(part);
            assert!(said.iter().all(|(_, words)| words != "ALL"), "{said:?}");
            assert!(said.contains(&(Mark::Well, "3 are in the record, unchanged.".to_owned())), "{said:?}");
        }
        assert_eq!(said(Sum::default()), []);
    }

    #[test]
    fn one_thing_is_not_many_and_what_is_wrong_comes_first() {
        let by = Some("2026-11-25".parse::<Day>().unwrap());
        let one =
            Sum { unchanged: 1, waiting: 1, by, held: 1, late: 1, destroyed: 1, altered: 1, taken_back: 1 };
        let said = said(one);
        let marks: Vec<Mark> = said.iter().map(|(mark, _)| *mark).collect();
        let expected =
            [Mark::Wrong, Mark::Wrong, Mark::Wrong, Mark::Well, Mark::Plain, Mark::Plain, Mark::Plain];
        assert_eq!(marks, expected);
        assert_eq!(said[4].1, "1 waits. It will be in the record by 25 November 2026.");
        for (_, words) in said {
            assert!(!words.contains(" are ") && !words.contains("Their"), "{words}");
        }
    }
}
