//! The lines of an account, as its page shows them: in the words in which they were said, with who agrees.

use maud::{Markup, html};
use table::{
    Account, Conversation, GroupSaid, LineReply, LineSaid, Part, PromiseOf, Settled, StatementNo, TableId,
};
use voice::groups::Name;
use voice::published::Published;

use super::answer::word;
use super::came;
use super::place::{Place, Seen};
use crate::charts;
use crate::page::said;
use crate::pages::conversations::shown::{shown, tenths_agree};
use crate::pages::promises::shown::to_make;
use crate::t;
use crate::tamper;
use crate::text::Tr;

/// A piece of an account.
pub(super) enum Piece {
    /// Words of whoever wrote it.
    Linking(String),
    /// Something that was said.
    Line(Box<Line>),
}

/// A line of an account.
pub(super) struct Line {
    statement: StatementNo,
    /// Its place among the lines, from 1.
    place: usize,
    /// The words; none where they were taken back.
    words: Option<String>,
    /// Who agrees: everybody first, then each opinion group.
    support: Vec<String>,
    /// What was said to the line, once it is settled: everybody first, then each opinion group.
    came: Vec<String>,
    /// How others would say it, once it is settled.
    not_quite: Vec<String>,
    /// What this person said to it.
    mine: Option<LineReply>,
}

/// The pieces of an account, in order.
pub(super) fn pieces(tr: Tr, seen: Seen<'_>, account: &Account, map: &Published) -> Vec<Piece> {
    let mut place = 0;
    let piece = |part| match part {
        Part::Linking(words) => Piece::Linking(words.to_string()),
        Part::Line(statement) => {
            place += 1;
            Piece::Line(Box::new(line(tr, seen, account, map, (statement, place))))
        }
    };
    account.parts().into_iter().map(piece).collect()
}

fn line(
    tr: Tr,
    seen: Seen<'_>,
    account: &Account,
    map: &Published,
    (statement, place): (StatementNo, usize),
) -> Line {
    let said = seen.conversation.said(statement);
    // What people put in its place stands and falls with the words it was about.
    let settled = account.settled.as_ref().filter(|_| said.is_some());
    let not_quite = settled.map(|_| account.not_quite(statement)).unwrap_or_default();
    Line {
        statement,
        place,
        words: said.map(|said| tamper::said(tr, said)),
        support: said.map(|_| support(tr, seen.conversation, map, statement)).unwrap_or_default(),
        came: settled.map(|settled| came_of(tr, settled, statement)).unwrap_or_default(),
        not_quite: not_quite.into_iter().map(ToString::to_string).collect(),
        mine: seen.seat.and_then(|seat| account.replies.get(&(statement, seat))).cloned(),
    }
}

/// "9 in 10 agree. Leaf group: 8 in 10. Wave group: all."
pub(crate) fn support(
    tr: Tr,
    conversation: &Conversation,
    map: &Published,
    statement: StatementNo,
) -> Vec<String> {
    let tally = conversation.responses.tally(Conversation::position(statement));
    let shown = shown(tr, tally, conversation.responses.people());
    let Some(counts) = shown.counts else { return vec![format!("{}.", shown.words)] };
    let mut sentences = vec![tenths_agree(tr, &counts)];
    sentences.extend(
        groups(map, statement)
            .into_iter()
            .map(|(name, tenths)| t!(tr, "heard-group", group = charts::name(tr, name), tenths = tenths)),
    );
    sentences
}

/// How many in ten of each group agree, where 8 or more of it answered. Nothing where there are no clear groups.
pub(crate) fn groups(map: &Published, statement: StatementNo) -> Vec<(Name, u8)> {
    let row = map.statements.binary_search_by_key(&statement.0, |row| row.statement);
    let Some(row) = row.ok().and_then(|at| map.statements.get(at)) else { return Vec::new() };
    let shares = map.groups.iter().zip(&row.tenths);
    shares.filter_map(|(card, tenths)| Some((card.name, tenths.as_ref()?[0]))).collect()
}

fn came_of(tr: Tr, settled: &Settled, statement: StatementNo) -> Vec<String> {
    let Some(at) = settled.lines.iter().position(|line| line.statement == statement) else {
        return Vec::new();
    };
    let of_all = settled.lines.get(at).map(|line: &LineSaid| came::said(tr, line));
    let of_group = |group: &GroupSaid| {
        let tenths = group.yes_in_ten.get(at).copied().flatten()?;
        Some(came::said_by(tr, group.group, tenths.get()))
    };
    of_all.into_iter().chain(settled.groups.iter().filter_map(of_group)).collect()
}

/// Words of whoever wrote an account, marked as theirs.
pub(super) fn linking(tr: Tr, words: &str) -> Markup {
    html! {
        p.govuk-body { bdi { em { (words) } } " " span.rt-quiet { "(" (t!(tr, "heard-linking")) ")" } }
    }
}

/// What the pieces need to know of the account they belong to.
pub(super) struct Frame<'a> {
    pub tr: Tr,
    pub place: &'a Place,
    pub account: table::AccountNo,
    pub is_open: bool,
}

impl Frame<'_> {
    /// All of them. Lines have numbers, so that people can talk about them.
    pub(super) fn all(&self, pieces: &[Piece]) -> Markup {
        html! {
            div.rt-rows {
                @for piece in pieces {
                    @match piece {
                        Piece::Linking(words) => { div { (linking(self.tr, words)) } }
                        Piece::Line(line) => { div { (self.line(line)) } }
                    }
                }
            }
        }
    }

    fn line(&self, line: &Line) -> Markup {
        let tr = self.tr;
        html! {
            h3.govuk-heading-s {
                (t!(tr, "heard-line", line = line.place)) " "
                @match &line.words {
                    Some(words) => { a.govuk-link href=(self.place.statement(line.statement)) { bdi { (words) } } }
                    None => { (t!(tr, "statement-gone")) }
                }
            }
            @if !line.support.is_empty() { p.rt-shares { (line.support.join(" ")) } }
            @if let Some((all, groups)) = line.came.split_first() {
                p.rt-shares { strong { (all) } @for group in groups { " " (group) } }
            }
            @if !line.not_quite.is_empty() {
                p.rt-shares { (t!(tr, "heard-not-quite-lead")) }
                ul.govuk-list.govuk-list--bullet { @for words in &line.not_quite { li { bdi { (words) } } } }
            }
            (self.mine(line))
        }
    }

    /// What this person said to it, and what they can do with it.
    fn mine(&self, line: &Line) -> Markup {
        let tr = self.tr;
        if self.place.seat.is_none() || line.words.is_none() && line.mine.is_none() {
            return html! {};
        }
        let answer = format!("{}/answer/{}", self.place.account(self.account), line.statement);
        let of = html! { span.govuk-visually-hidden { " " (t!(tr, "heard-line", line = line.place)) } };
        html! {
            p.govuk-body.rt-noprint {
                @if let Some(reply) = &line.mine {
                    (t!(tr, "statement-mine", answer = word(tr, reply))) ". "
                    a.govuk-link href=(answer) {
                        @if self.is_open { (t!(tr, "answer-change")) } @else { (t!(tr, "statement-take-back")) }
                        (of)
                    }
                    " "
                }
                @if line.words.is_some() {
                    a.govuk-link href=(self.promise(line.statement)) { (t!(tr, "heard-promise")) (of) }
                }
            }
        }
    }

    fn promise(&self, statement: StatementNo) -> String {
        let table: TableId = self.place.at.id;
        to_make(table, PromiseOf::Line(self.account, statement))
    }
}

/// What people miss, in their own words.
pub(super) fn missing(tr: Tr, words: &[String]) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "heard-missing-heading")) }
        @if words.is_empty() { p.govuk-body { (t!(tr, "heard-nothing-missing")) } } @else {
            ul.rt-rows { @for words in words { li { (said(words)) } } }
        }
    }
}
