//! The blocks of a paper, one below the other.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};

use super::grid;
use super::pages::{Branch, Column, Entry, Mark, Pages};
use super::style::{BODY, HEADING, NAME, NOTE, RULE, SIDE, SMALL_HEADING, Style, TITLE, TOP, WIDTH};
use super::wrap::{Measured, lines, paragraphs};
use crate::document::{Block, Fact, Paper};

/// How far people's words stand in from the left.
const QUOTE: f32 = 14.0;
/// How far the words of a list stand in from its bullets.
const BULLET: f32 = 14.0;
/// Between two things.
const GAP: f32 = 7.0;
/// Names of facts take at most this part of the width.
const NAMES: f32 = 0.35;

/// A paper laid out: its pages, and its tree.
pub(super) struct LaidOut {
    pub(super) pages: Pages,
    pub(super) tree: Vec<Branch>,
}

/// Lays out a paper on as many pages as it takes.
pub(super) fn lay_out(paper: &Paper) -> LaidOut {
    let mut pages = Pages::new(&paper.foot);
    let mut tree = Vec::new();
    tree.extend(heading(&mut pages, 1, TITLE, &paper.title));
    tree.extend(facts(&mut pages, &paper.facts));
    for section in &paper.sections {
        let mut branch = Branch::new(Tag::Section);
        let title = heading(&mut pages, 2, HEADING, &section.heading);
        // A heading within a section without one must not skip a level.
        let inner = if title.is_some() { (3, SMALL_HEADING) } else { (2, HEADING) };
        if let Some(title) = title {
            branch.push(title);
        }
        for block in &section.blocks {
            for part in lay_block(&mut pages, block, inner) {
                branch.push(part);
            }
        }
        if !branch.children.is_empty() {
            tree.push(branch);
        }
    }
    pages.finish();
    LaidOut { pages, tree }
}

fn lay_block(pages: &mut Pages, block: &Block, (level, style): (u16, Style)) -> Vec<Branch> {
    match block {
        Block::Heading(words) => heading(pages, level, style, words).into_iter().collect(),
        Block::Plain(words) => {
            pages.space(GAP);
            plain(pages, words, BODY, Column::FULL)
        }
        Block::Said { words, note } => said(pages, words, note.as_deref()),
        Block::List(items) => list(pages, items).into_iter().collect(),
        Block::Facts(those) => facts(pages, those).into_iter().collect(),
        Block::Sheet(sheet) => {
            pages.space(2.0 * GAP);
            let table = grid::lay_out(pages, sheet);
            pages.space(GAP);
            table.into_iter().collect()
        }
    }
}

/// A heading, kept with what follows it; nothing if it has no words.
fn heading(pages: &mut Pages, level: u16, style: Style, words: &str) -> Option<Branch> {
    let level_tag = NonZeroU16::new(level)?;
    let lines = lines(words, style, WIDTH);
    if lines.is_empty() {
        return None;
    }
    pages.space(style.size);
    let height = lines.iter().map(|_| style.step).sum::<f32>();
    pages.need(height + GAP + 3.0 * BODY.step);
    let words = paragraphs(words).join(" ");
    pages.outline.push(Entry { level, words: words.clone(), page: pages.marks.len() - 1, y: pages.y() });
    let leaf = pages.leaf();
    pages.words(lines, style, Column::FULL, leaf);
    Some(Branch::of(Tag::Hn(level_tag, Some(words)), leaf))
}

/// Paragraphs.
fn plain(pages: &mut Pages, words: &str, style: Style, column: Column) -> Vec<Branch> {
    let mut found = Vec::new();
    for paragraph in paragraphs(words) {
        let lines = Measured::new(paragraph, style).lines(column.width);
        // No single first line at the foot of a page.
        if lines.len() > 1 {
            pages.need(2.0 * style.step);
        }
        let leaf = pages.leaf();
        pages.words(lines, style, column, leaf);
        found.push(Branch::of(Tag::P, leaf));
    }
    found
}

/// Somebody's words beside a bar, and what is said about them.
fn said(pages: &mut Pages, words: &str, note: Option<&str>) -> Vec<Branch> {
    pages.space(GAP);
    let column = Column::FULL.indented(QUOTE);
    let mut quote = Branch::new(Tag::BlockQuote);
    let mut found = Vec::new();
    let height = lines(words, BODY, column.width).iter().map(|_| BODY.step).sum::<f32>();
    let with_note = height + if note.is_some() { NOTE.step } else { 0.0 };
    // Short words stay on one page with their note.
    if with_note < pages.whole() / 4.0 {
        pages.need(with_note);
    }
    let (first, top) = (pages.marks.len() - 1, pages.y());
    for paragraph in plain(pages, words, BODY, column) {
        quote.push(paragraph);
    }
    if !quote.children.is_empty() {
        bars(pages, first, top);
        found.push(quote);
    }
    if let Some(note) = note {
        found.extend(plain(pages, note, NOTE, column));
    }
    found
}

/// A bar at the left of what was drawn since, on each page that it reaches.
fn bars(pages: &mut Pages, first: usize, top: f32) {
    let end = pages.y();
    let last = pages.marks.len() - 1;
    let whole = pages.whole();
    for (number, page) in pages.marks.iter_mut().enumerate().skip(first) {
        let start = if number == first { top } else { TOP };
        let stop = if number == last { end } else { TOP + whole };
        if stop > start {
            page.push(Mark::Bar { x: SIDE, y: start, width: 2.5, height: stop - start, ink: RULE });
        }
    }
}

fn list(pages: &mut Pages, items: &[String]) -> Option<Branch> {
    let mut list = Branch::new(Tag::L(ListNumbering::Disc));
    pages.space(GAP);
    for item in items {
        let lines = lines(item, BODY, WIDTH - BULLET);
        if lines.is_empty() {
            continue;
        }
        pages.need(BODY.step);
        let (label, body) = (pages.leaf(), pages.leaf());
        let y = pages.y();
        for bullet in super::wrap::lines("•", BODY, BULLET) {
            pages.words_at(bullet, BODY, Column::FULL, y, Some(label));
        }
        pages.words(lines, BODY, Column::FULL.indented(BULLET), body);
        pages.below(GAP / 3.0);
        let item = Branch::new(Tag::LI).with(Branch::of(Tag::Lbl, label)).with(Branch::of(Tag::LBody, body));
        list.push(item);
    }
    (!list.children.is_empty()).then_some(list)
}

/// Names at the left, what they stand for at the right.
fn facts(pages: &mut Pages, facts: &[Fact]) -> Option<Branch> {
    let mut list = Branch::new(Tag::L(ListNumbering::None));
    pages.space(GAP);
    let widest = facts
        .iter()
        .flat_map(|fact| paragraphs(&fact.name))
        .map(|name| Measured::new(name, NAME).natural())
        .fold(0.0_f32, f32::max);
    let names = Column { x: SIDE, width: (widest + 1.0).min(WIDTH * NAMES) };
    let values = Column::FULL.indented(names.width + 2.0 * GAP);
    for fact in facts {
        let name = lines(&fact.name, NAME, names.width);
        let value = lines(&fact.value, BODY, values.width);
        if name.is_empty() && value.is_empty() {
            continue;
        }
        let mut item = Branch::new(Tag::LI);
        let cells = [(name, NAME, names), (value, BODY, values)];
        for (leaf, tag) in grid::side_by_side(pages, &cells).into_iter().zip([true, false]) {
            item.push(if tag { Branch::of(Tag::Lbl, leaf) } else { Branch::of(Tag::LBody, leaf) });
        }
        pages.below(GAP / 3.0);
        list.push(item);
    }
    (!list.children.is_empty()).then_some(list)
}
