//! The page in one sentence or a few.

use voice::groups::Verdict;
use voice::standing::Footing;

use super::View;
use crate::t;
use crate::text::{Tr, grouped};

/// "29 people took part. Most people agree on 4 things. There is 1 thing we see in different ways."
pub(super) fn headline(tr: Tr, view: &View<'_>) -> String {
    let people = match (view.footing, view.people) {
        (Footing::NothingYet, _) => return t!(tr, "stand-nothing-yet"),
        (_, None) => t!(tr, "stand-few-people"),
        (_, Some(people)) => t!(tr, "stand-people", shown = grouped(people)),
    };
    let lists = &view.lists;
    let mut words = vec![people];
    if !lists.agree.is_empty() {
        words.push(t!(tr, "stand-agree-on", count = lists.agree.len()));
    }
    if !lists.disagree.is_empty() {
        words.push(t!(tr, "stand-turn-down", count = lists.disagree.len()));
    }
    if !lists.differ.is_empty() {
        words.push(t!(tr, "stand-differ-on", count = lists.differ.len()));
    }
    if words.len() == 1 {
        words.push(t!(tr, "stand-too-early"));
    }
    match view.map.verdict {
        Verdict::Clear => words.push(t!(tr, "groups-clear", count = view.map.groups.len())),
        Verdict::NoClearGroups => words.push(t!(tr, "stand-no-groups")),
        Verdict::TooFewPeople => {}
    }
    words.join(" ")
}
