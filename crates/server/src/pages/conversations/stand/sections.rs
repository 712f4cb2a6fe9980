//! What we agree on, what we see in different ways, and what is still open.

use maud::{Markup, html};
use table::StatementNo;
use voice::responses::Tally;
use voice::standing::Side;

use super::lists::{CARDS, FIRST, MORE};
use super::{Line, View};
use crate::map_parts::Parts;
use crate::pages::conversations::shown::{
    Shown, counts_bar, counts_figure, shown_in, tenths_agree, tenths_disagree, tenths_not_sure,
};
use crate::pages::conversations::talk::Talk;
use crate::t;
use crate::text::Tr;
use crate::ui::{Details, LinkButton, bar_key};

impl Line {
    pub(super) fn shown(&self, tr: Tr) -> Shown {
        shown_in(tr, self.bucket, self.heard)
    }
}

/// See the module.
#[derive(Clone, Copy)]
pub(super) struct Sections<'a> {
    pub tr: Tr,
    pub talk: &'a Talk,
    pub view: &'a View<'a>,
    pub parts: Parts<'a>,
}

impl Sections<'_> {
    /// What we mostly agree on and turn down; what every group says comes first.
    pub(super) fn agree(&self) -> Markup {
        let (tr, lists) = (self.tr, &self.view.lists);
        if lists.agree.is_empty() && lists.disagree.is_empty() {
            return html! {};
        }
        html! {
            h2.govuk-heading-l { (t!(tr, "stand-agree-title")) }
            (key(tr))
            @for (list, side, lead) in [
                (&lists.agree, Side::Agree, t!(tr, "stand-agree-lead")),
                (&lists.disagree, Side::Disagree, t!(tr, "stand-disagree-lead")),
            ] {
                @if !list.is_empty() {
                    p.govuk-body {
                        (lead)
                        @if list.iter().any(|number| self.common(*number, side).is_some()) {
                            " " (t!(tr, "stand-groups-first"))
                        }
                    }
                    (self.list(list, |line, counts| self.agreed(line, counts, side)))
                }
            }
        }
    }

    /// "9 in 10 agree. In every group at least 8 in 10 agree." Where groups differ, what reaches across them all the same.
    fn agreed(&self, line: &Line, counts: &Tally, side: Side) -> String {
        let map = &self.view.map;
        let across = || {
            let bridge = map.bridges.iter().find(|one| (one.statement, one.side) == (line.number, side));
            bridge.filter(|_| !map.marks.is_empty()).map(|one| self.parts.bridge_sentence(*one))
        };
        let more = self.common(line.number, side).or_else(across);
        [Some(share(self.tr, counts, side)), more].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What every group says of it, where that is the same.
    fn common(&self, number: u32, side: Side) -> Option<String> {
        let mut shared = self.view.map.all_agree.iter();
        let common =
            shared.find(|one| (one.statement, one.side) == (number, side) && one.least_keen.is_some())?;
        Some(self.parts.common_sentence(common))
    }

    /// What we see in different ways.
    pub(super) fn differ(&self) -> Markup {
        let (tr, list) = (self.tr, &self.view.lists.differ);
        if list.is_empty() {
            return html! {};
        }
        html! {
            h2.govuk-heading-l { (t!(tr, "stand-differ-title")) }
            p.govuk-body {
                (t!(tr, "stand-differ-lead"))
                @if self.view.has_groups() { " " (t!(tr, "stand-widest-first")) }
            }
            (self.differing(list))
            @if self.talk.can_answer() {
                p.govuk-body.rt-noprint {
                    a.govuk-link href={ (self.talk.base) "/add" } { (t!(tr, "stand-own-words")) }
                }
            }
        }
    }

    /// Cards for the first, and the others to unfold: as cards too or, where there are groups to tell of, in a line each.
    fn differing(&self, list: &[u32]) -> Markup {
        if !self.view.has_groups() {
            return self.folded(list, FIRST, |lines| self.cards(lines), |lines| self.cards(lines));
        }
        let says = |line: &Line, counts: &Tally| {
            let divide = self.view.map.divides.iter().find(|one| one.statement == line.number);
            divide.map_or_else(|| self.both(counts), |divide| self.parts.divide_sentence(divide))
        };
        self.folded(list, CARDS, |lines| self.cards(lines), |lines| self.rows(lines, says, None))
    }

    /// A card for each: who thinks what, in words and bars, and the way to the reasons.
    fn cards(&self, lines: &[&Line]) -> Markup {
        html! {
            div.rt-grid.rt-grid--wide {
                @for line in lines {
                    div.rt-card {
                        h3.govuk-heading-s { bdi { (line.words) } }
                        (self.of_all(line))
                        @if self.view.has_groups() { (self.parts.by_group(line.number)) }
                        p.govuk-body.rt-noprint {
                            a.govuk-link href={ (self.talk.statement(StatementNo(line.number))) "#reasons" } {
                                (t!(self.tr, "stand-reasons")) " "
                                span.govuk-visually-hidden { bdi { (line.words) } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What everybody says. Where every group has its bar below, the counts are left to the table.
    fn of_all(&self, line: &Line) -> Markup {
        let shown = line.shown(self.tr);
        html! {
            @match &shown.counts {
                Some(counts) => {
                    @if self.view.has_groups() {
                        p.rt-shares { (t!(self.tr, "stand-all-of-us")) " " (self.both(counts)) }
                        (counts_bar(self.tr, counts))
                    } @else {
                        p.govuk-body { (self.both(counts)) }
                        (counts_figure(self.tr, counts))
                    }
                }
                None => { p.govuk-body { (shown.words) } }
            }
        }
    }

    /// "5 in 10 agree. 4 in 10 disagree."
    fn both(&self, counts: &Tally) -> String {
        format!("{} {}", tenths_agree(self.tr, counts), tenths_disagree(self.tr, counts))
    }

    /// Views of a smaller part of us.
    pub(super) fn strong(&self) -> Markup {
        let (tr, lists) = (self.tr, &self.view.lists);
        if lists.strong.is_empty() && lists.minorities.is_empty() {
            return html! {};
        }
        let group = |number, side| {
            let mut minorities = self.view.map.minorities.iter();
            let held = minorities.find(|one| (one.statement, one.side) == (number, side))?;
            Some(self.parts.minority_sentence(held))
        };
        let strong = |number, side| {
            let line = self.view.line(number)?;
            let counts = line.shown(tr).counts;
            let share = counts.map(|counts| share(tr, &counts, side));
            let sentences = [share, Some(t!(tr, "stand-strong-matters")), group(number, side)];
            Some((line, sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")))
        };
        let strong = lists.strong.iter().filter_map(|(number, side)| strong(*number, *side));
        let weaker = lists
            .minorities
            .iter()
            .filter_map(|one| Some((self.view.line(one.statement)?, self.parts.minority_sentence(one))));
        html! {
            h2.govuk-heading-l { (t!(tr, "stand-strong-title")) }
            p.govuk-body { (t!(tr, "stand-strong-lead")) }
            ul.rt-rows {
                @for (line, sentences) in strong.chain(weaker) {
                    li {
                        p.rt-rows__words { (line.linked(self.talk)) }
                        p.rt-shares { (sentences) }
                    }
                }
            }
        }
    }

    /// What many are not sure of.
    pub(super) fn not_sure(&self) -> Markup {
        let (tr, list) = (self.tr, &self.view.lists.not_sure);
        html! {
            @if !list.is_empty() {
                h2.govuk-heading-l { (t!(tr, "stand-not-sure-title")) }
                p.govuk-body { (t!(tr, "stand-not-sure-lead")) }
                (self.list(list, |_, counts| tenths_not_sure(tr, counts)))
            }
        }
    }

    /// How many things need more answers.
    pub(super) fn few(&self) -> Markup {
        let (tr, few) = (self.tr, self.view.lists.few.len());
        html! {
            @if few > 0 {
                h2.govuk-heading-l { (t!(tr, "stand-few-title")) }
                p.govuk-body { (t!(tr, "stand-few", count = few)) }
                @if self.talk.can_answer() && self.view.turn.as_ref().is_some_and(|turn| turn.left > 0) {
                    (LinkButton::new(t!(tr, "stand-few-answer"), format!("{}/say", self.talk.base)).secondary())
                }
            }
        }
    }

    /// The first with a bar each, the others in words.
    fn list(&self, list: &[u32], says: impl Fn(&Line, &Tally) -> String + Copy) -> Markup {
        let rows = |bar| move |lines: &[&Line]| self.rows(lines, says, bar);
        self.folded(list, FIRST, rows(Some(counts_bar)), rows(None))
    }

    /// The first lines, and the others to unfold.
    fn folded(
        &self,
        list: &[u32],
        first: usize,
        draw: impl Fn(&[&Line]) -> Markup,
        draw_more: impl Fn(&[&Line]) -> Markup,
    ) -> Markup {
        let lines = self.view.lines(&list[..list.len().min(FIRST + MORE)]);
        let (first, more) = lines.split_at(lines.len().min(first));
        let left = list.len() - lines.len();
        let rest = html! {
            (draw_more(more))
            @if left > 0 { p.govuk-body { (t!(self.tr, "stand-rest", count = left)) } }
        };
        html! {
            (draw(first))
            @if !more.is_empty() {
                (Details::new(t!(self.tr, "stand-more", count = list.len() - first.len()), rest))
            }
        }
    }

    /// In a line each: the words, what is said of the answers, and perhaps a bar.
    fn rows(
        &self,
        lines: &[&Line],
        says: impl Fn(&Line, &Tally) -> String,
        bar: Option<fn(Tr, &Tally) -> Markup>,
    ) -> Markup {
        html! {
            ul.rt-rows {
                @for line in lines {
                    @let shown = line.shown(self.tr);
                    li {
                        p.rt-rows__words { (line.linked(self.talk)) }
                        p.rt-shares {
                            @if let Some(counts) = &shown.counts { (says(line, counts)) } @else { (shown.words) }
                        }
                        @if let (Some(bar), Some(counts)) = (bar, &shown.counts) { (bar(self.tr, counts)) }
                    }
                }
            }
        }
    }
}

fn share(tr: Tr, counts: &Tally, side: Side) -> String {
    match side {
        Side::Agree => tenths_agree(tr, counts),
        Side::Disagree => tenths_disagree(tr, counts),
    }
}

/// What the colours of the bars mean.
fn key(tr: Tr) -> Markup {
    bar_key([
        t!(tr, "answer-agree").into(),
        t!(tr, "answer-disagree").into(),
        t!(tr, "numbers-not-sure").into(),
    ])
}
