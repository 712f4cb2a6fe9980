//! The page about where we stand: words first, then lists, then every number.

use axum::response::Response;
use maud::{Markup, Render, html};
use table::Connection;
use voice::publish::{Cell as CutCell, LEAST_COUNT};
use voice::responses::Tally;
use voice::standing::{Footing, Side};

use super::csv::{COLUMNS, HIDDEN};
use super::pager::pager;
use super::shown::{
    Shown, counts_bar, counts_figure, grouped, shown_in, tenths_agree, tenths_disagree, tenths_not_sure,
};
use super::stand::{FIRST, Line, List, ROWS, View};
use super::talk::Talk;
use crate::app::App;
use crate::page::Page;
use crate::t;
use crate::text::Tr;
use crate::ui::{
    Cell, Column, Details, LinkButton, Row, Size, SummaryList, Table, bar_key, inset_text, scroll_region,
};
use crate::visitor::Visitor;

/// The whole page. Later pages of the table hold the table alone.
pub(super) fn page(app: &App, visitor: &Visitor, talk: Talk, view: &View) -> Response {
    let tr = visitor.tr;
    let body = html! {
        (talk.back(tr))
        (talk.question_line())
        h1.govuk-heading-xl { (t!(tr, "stand-title")) }
        p.rt-lead { (headline(tr, view)) }
        @if view.from == 0 {
            (inset_text(t!(tr, "stand-not-a-contest")))
            @if view.all > 0 {
                p.govuk-body.rt-noprint { a.govuk-link href="#numbers" { (t!(tr, "stand-to-numbers")) } }
            }
            (Lists { tr, talk: &talk, view }.all())
        }
        (numbers(tr, &talk, view))
        (fairness(tr, view))
        (connections(tr, view))
        (how(tr, view))
    };
    Page::new(t!(tr, "stand-title"), body).at(talk.at).show(app, visitor)
}

/// "29 people took part. Most people agree on 4 things. There is 1 thing we see in different ways."
fn headline(tr: Tr, view: &View) -> String {
    let people = match (view.footing, view.people) {
        (Footing::NothingYet, _) => return t!(tr, "stand-nothing-yet"),
        (_, None) => t!(tr, "stand-few-people"),
        (_, Some(people)) => t!(tr, "stand-people", shown = grouped(people)),
    };
    let mut words = vec![people];
    if view.agree.all > 0 {
        words.push(t!(tr, "stand-agree-on", count = view.agree.all));
    }
    if view.disagree.all > 0 {
        words.push(t!(tr, "stand-turn-down", count = view.disagree.all));
    }
    if view.differ.all > 0 {
        words.push(t!(tr, "stand-differ-on", count = view.differ.all));
    }
    if words.len() == 1 {
        words.push(t!(tr, "stand-too-early"));
    }
    words.join(" ")
}

impl Line {
    fn shown(&self, tr: Tr) -> Shown {
        shown_in(tr, self.bucket, self.heard)
    }
}

/// The share that puts a statement in its list, in words.
type Share = fn(Tr, &Tally) -> String;

struct Lists<'a> {
    tr: Tr,
    talk: &'a Talk,
    view: &'a View,
}

impl Lists<'_> {
    fn all(&self) -> Markup {
        let (tr, view) = (self.tr, self.view);
        html! {
            @if view.agree.all + view.disagree.all > 0 {
                h2.govuk-heading-l { (t!(tr, "stand-agree-title")) }
                (key(tr))
                (self.list(&view.agree, "stand-agree-lead", tenths_agree))
                (self.list(&view.disagree, "stand-disagree-lead", tenths_disagree))
            }
            @if view.differ.all > 0 {
                h2.govuk-heading-l { (t!(tr, "stand-differ-title")) }
                p.govuk-body { (t!(tr, "stand-differ-lead")) }
                (self.folded(&view.differ, |lines| self.cards(lines)))
            }
            @if !view.strong.is_empty() {
                h2.govuk-heading-l { (t!(tr, "stand-strong-title")) }
                p.govuk-body { (t!(tr, "stand-strong-lead")) }
                ul.rt-rows { @for (line, side) in &view.strong { (self.strong(line, *side)) } }
            }
            @if view.not_sure.all > 0 {
                h2.govuk-heading-l { (t!(tr, "stand-not-sure-title")) }
                (self.list(&view.not_sure, "stand-not-sure-lead", tenths_not_sure))
            }
            @if view.few > 0 { (self.few()) }
        }
    }

    fn list(&self, list: &List, lead: &str, share: Share) -> Markup {
        html! {
            @if list.all > 0 {
                p.govuk-body { (self.tr.say(lead, None)) }
                (self.folded(list, |lines| self.rows(lines, share)))
            }
        }
    }

    /// The first lines, and the others to unfold.
    fn folded(&self, list: &List, draw: impl Fn(&[Line]) -> Markup) -> Markup {
        let (first, more) = list.lines.split_at(list.lines.len().min(FIRST));
        let left = list.all - list.lines.len().min(list.all);
        let rest = html! {
            (draw(more))
            @if left > 0 { p.govuk-body { (t!(self.tr, "stand-rest", count = left)) } }
        };
        html! {
            (draw(first))
            @if !more.is_empty() {
                (Details::new(t!(self.tr, "stand-more", count = list.all - first.len()), rest))
            }
        }
    }

    fn rows(&self, lines: &[Line], share: Share) -> Markup {
        html! {
            ul.rt-rows {
                @for line in lines {
                    @let shown = line.shown(self.tr);
                    li {
                        (self.words(line))
                        @match &shown.counts {
                            Some(counts) => {
                                p.govuk-body { (share(self.tr, counts)) }
                                (counts_bar(self.tr, counts))
                            }
                            None => { p.govuk-body { (shown.words) } }
                        }
                    }
                }
            }
        }
    }

    fn words(&self, line: &Line) -> Markup {
        html! {
            p.rt-rows__words {
                a.govuk-link href=(self.talk.statement(line.number)) { bdi { (line.words) } }
            }
        }
    }

    fn cards(&self, lines: &[Line]) -> Markup {
        let tr = self.tr;
        html! {
            div.rt-grid {
                @for line in lines {
                    @let shown = line.shown(tr);
                    div.rt-card {
                        h3.govuk-heading-s { bdi { (line.words) } }
                        @match &shown.counts {
                            Some(counts) => {
                                p.govuk-body { (tenths_agree(tr, counts)) " " (tenths_disagree(tr, counts)) }
                                (counts_figure(tr, counts))
                            }
                            None => { p.govuk-body { (shown.words) } }
                        }
                        p.govuk-body.rt-noprint {
                            a.govuk-link href={ (self.talk.statement(line.number)) "#reasons" } {
                                (t!(tr, "stand-reasons")) " "
                                span.govuk-visually-hidden { bdi { (line.words) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn strong(&self, line: &Line, side: Side) -> Markup {
        let tr = self.tr;
        let share = line.shown(tr).counts.map(|counts| match side {
            Side::Agree => tenths_agree(tr, &counts),
            Side::Disagree => tenths_disagree(tr, &counts),
        });
        html! {
            li {
                (self.words(line))
                p.govuk-body {
                    @if let Some(share) = share { (share) " " }
                    (t!(tr, "stand-strong-matters"))
                }
            }
        }
    }

    fn few(&self) -> Markup {
        let tr = self.tr;
        html! {
            h2.govuk-heading-l { (t!(tr, "stand-few-title")) }
            p.govuk-body { (t!(tr, "stand-few", count = self.view.few)) }
            @if self.talk.can_answer() && self.view.turn.as_ref().is_some_and(|turn| turn.left > 0) {
                (LinkButton::new(t!(tr, "stand-few-answer"), format!("{}/say", self.talk.base)).secondary())
            }
        }
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

/// Every number, as a table and as a file.
fn numbers(tr: Tr, talk: &Talk, view: &View) -> Markup {
    if view.all == 0 {
        return html! {};
    }
    let mut table = Table::new(
        t!(tr, "numbers-caption", from = view.from + 1, to = view.from + view.rows.len(), all = view.all),
        [
            Column::words(t!(tr, "numbers-words")),
            Column::numbers(t!(tr, "answer-agree")),
            Column::numbers(t!(tr, "answer-disagree")),
            Column::numbers(t!(tr, "numbers-not-sure")),
            Column::words(t!(tr, "numbers-stands")),
        ],
    )
    .caption_size(Size::S)
    .row_heads();
    for line in &view.rows {
        table = table.row(row(tr, talk, line));
    }
    html! {
        h2.govuk-heading-l #numbers { (t!(tr, "numbers-title")) }
        p.govuk-body { (t!(tr, "numbers-lead")) }
        (scroll_region(&t!(tr, "numbers-title"), &table.render()))
        (pager(tr, &format!("{}/stand", talk.base), view.from, ROWS, view.all))
        p.govuk-body.rt-noprint {
            a.govuk-link href={ (talk.base) "/stand.csv" } { (t!(tr, "numbers-file")) }
        }
        (Details::new(t!(tr, "numbers-columns"), columns(tr).render()))
    }
}

fn row(tr: Tr, talk: &Talk, line: &Line) -> [Cell; 5] {
    let shown = line.shown(tr);
    let number = |count: fn(&Tally) -> u32| {
        Cell::number(shown.counts.as_ref().map_or_else(|| HIDDEN.to_owned(), |counts| grouped(count(counts))))
    };
    let words = html! {
        (line.number) ". " a.govuk-link href=(talk.statement(line.number)) { bdi { (line.words) } }
    };
    [
        Cell::words(words),
        number(|counts| counts.agree),
        number(|counts| counts.disagree),
        number(|counts| counts.pass),
        Cell::words(shown.words.as_str()),
    ]
}

/// What the file's columns hold.
fn columns(tr: Tr) -> SummaryList {
    let words = [
        t!(tr, "column-number"),
        t!(tr, "column-statement"),
        t!(tr, "column-agree"),
        t!(tr, "column-disagree"),
        t!(tr, "column-not-sure"),
        t!(tr, "column-stands"),
    ];
    SummaryList::new(COLUMNS.into_iter().zip(words).map(|(column, words)| Row::new(column, words)))
}

/// How evenly statements have been heard. Small counts stay in words here too.
fn fairness(tr: Tr, view: &View) -> Markup {
    if view.all < 2 || view.footing == Footing::NothingYet {
        return html! {};
    }
    let count = |seen: u32| match seen {
        0..LEAST_COUNT => t!(tr, "fair-under", count = LEAST_COUNT),
        seen => grouped(seen),
    };
    html! {
        h2.govuk-heading-m { (t!(tr, "fair-title")) }
        p.govuk-body {
            (t!(tr, "fair-rule", floor = view.floor)) " "
            (t!(tr, "fair-range", least = count(view.exposure.least), most = count(view.exposure.most)))
        }
    }
}

fn connections(tr: Tr, view: &View) -> Markup {
    let Some(cells) = &view.connections else { return html! {} };
    let words = |cell: CutCell| match cell {
        CutCell::Zero => t!(tr, "circles-nobody"),
        CutCell::Rounded(about) => t!(tr, "circles-about", count = about),
        CutCell::Hidden => t!(tr, "circles-few"),
    };
    let name = |one: Connection| tr.say(&format!("connection-{}", one.key()), None);
    html! {
        h2.govuk-heading-m { (t!(tr, "circles-title")) }
        p.govuk-body { (t!(tr, "circles-lead")) }
        (SummaryList::new(cells.iter().map(|(one, cell)| Row::new(name(*one), words(*cell)))))
    }
}

/// The rules in plain words.
fn how(tr: Tr, view: &View) -> Markup {
    let body = html! {
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "how-enough", count = view.enough)) }
            li { (t!(tr, "how-agree")) }
            li { (t!(tr, "how-differ")) }
            li { (t!(tr, "how-not-sure")) }
            li { (t!(tr, "how-strong")) }
            li { (t!(tr, "how-shares")) }
            li { (t!(tr, "how-hidden", count = LEAST_COUNT)) }
            li { (t!(tr, "how-same")) }
        }
    };
    html! { (Details::new(t!(tr, "how-title"), body)) }
}
