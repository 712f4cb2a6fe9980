//! One picture to keep: the ideas on their line, what the numbers mean, and the map of people.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};
use voice::groups::Verdict;
use voice::published::Published;

use crate::charts;
use crate::map_parts::verdict;
use crate::t;
use crate::text::{Tr, grouped};

/// So many ideas stand on the line of a report.
const MOST: usize = 40;
/// The picture's width, and the space at each side.
const WIDTH: usize = 720;
const EDGE: usize = 40;
/// Between the edges.
const INSIDE: usize = WIDTH - 2 * EDGE;
/// The map of people, two thirds as high as it is wide.
const MAP_HEIGHT: usize = 424;
/// Letters on a line of text that fit between the edges in any common face.
const LETTERS: usize = 78;
/// In a headline.
const LARGE_LETTERS: usize = 42;
/// A light sheet with its colours written out: programs that show pictures know no themes.
const STYLE: &str = "text{font:16px system-ui,'Noto Sans','DejaVu Sans',sans-serif;fill:#241a21}\
    .h{font-size:24px;font-weight:700}.m{font-size:19px;font-weight:700}.n,.rt-ideas text{font-weight:700}\
    .rt-ideas text{text-anchor:middle}.n,.e{text-anchor:end}\
    .rt-ideas circle{fill:#fff;stroke:#241a21;stroke-width:2}.rt-line{stroke:#241a21;stroke-width:2}\
    use,.rt-sign{fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}\
    .rt-sign--none,.rt-sign--none use{fill:currentColor;stroke:none}\
    .f{fill:#fff;stroke:#d9cdbf}.rt-sign--leaf{color:#0b5526}.rt-sign--wave{color:#1257ee}\
    .rt-sign--sun{color:#a8701a}.rt-sign--stone{color:#231a21}.rt-sign--star{color:#b3107f}\
    .rt-sign--none{color:#54464f}.rt-mark{scale:1.5}";

/// The ideas that the map speaks of, then others in the order of their numbers, as many as a line has room for.
pub(super) fn chosen(published: &Published) -> Vec<u32> {
    let spoken = (published.all_agree.iter().map(|one| one.statement))
        .chain(published.divides.iter().map(|one| one.statement))
        .chain(published.minorities.iter().map(|one| one.statement))
        .chain(published.bridges.iter().map(|one| one.statement))
        .chain(published.groups.iter().flat_map(|card| card.ideas.iter().copied()));
    let mut seen = BTreeSet::new();
    let all = spoken.chain(published.statements.iter().map(|row| row.statement));
    all.filter(|number| seen.insert(*number)).take(MOST).collect()
}

/// The ideas on their line, what the numbers mean, and the map of people, as one SVG file that needs no other.
/// `statements` gives a statement's words by its number and `topic` is the conversation's question; both are written as
/// text, whatever is in them.
pub fn svg(published: &Published, statements: &dyn Fn(u32) -> String, topic: &str) -> String {
    let tr = Tr::english();
    let mut sheet = Sheet { tr, published, top: 28, drawn: Vec::new() };
    sheet.head(topic);
    sheet.line(statements);
    sheet.people();
    let Sheet { top, drawn, .. } = sheet;
    let height = top + EDGE / 2;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height)
            lang=(tr.code()) role="img" aria-labelledby="picture-title" {
            title id="picture-title" { (t!(tr, "stand-title")) ": " (printable(topic)) }
            style { (PreEscaped(STYLE)) }
            rect width="100%" height="100%" fill="#fff" {}
            @for piece in &drawn { (piece) }
        }
    }
    .into_string()
}

/// A sheet that is written from the top down.
struct Sheet<'a> {
    tr: Tr,
    published: &'a Published,
    /// What is above is taken.
    top: usize,
    drawn: Vec<Markup>,
}

impl Sheet<'_> {
    fn head(&mut self, topic: &str) {
        for line in wrap(topic, LARGE_LETTERS) {
            self.text("h", 32, EDGE, &line);
        }
        self.top += 8;
        self.words(&verdict(self.tr, self.published));
    }

    fn line(&mut self, statements: &dyn Fn(u32) -> String) {
        let (tr, published) = (self.tr, self.published);
        let ideas = charts::Ideas::of(published, &chosen(published));
        self.title(&t!(tr, "report-picture"));
        if ideas.drawn() == 0 {
            return self.words(&t!(tr, "line-none"));
        }
        self.words(&if published.verdict == Verdict::Clear {
            t!(tr, "line-how-groups")
        } else {
            t!(tr, "line-how-all")
        });
        self.top += 16;
        let (top, height) = (self.top, ideas.height());
        self.drawn.push(html! {
            svg.rt-ideas x=(EDGE) y=(top) width=(INSIDE) height=(height) { (ideas.drawing()) }
        });
        self.top += height;
        let [left, right] = charts::ends(tr, published);
        self.drawn.push(html! { text.e x=(WIDTH - EDGE) y=(self.top + 24) { (right) } });
        self.text("", 24, EDGE, &left);
        self.top += 20;
        for number in ideas.numbers() {
            let lines = wrap(&statements(number), LETTERS - 6);
            self.drawn.push(html! { text.n x=(EDGE + 36) y=(self.top + 24) { (number) } });
            for line in &lines {
                self.text("", 24, EDGE + 52, line);
            }
            self.top += if lines.is_empty() { 24 } else { 4 };
        }
    }

    fn people(&mut self) {
        let (tr, published) = (self.tr, self.published);
        if published.marks.is_empty() {
            return;
        }
        self.title(&t!(tr, "report-people"));
        self.words(&t!(tr, "people-lead"));
        self.words(&t!(tr, "people-axes"));
        self.top += 16;
        let top = self.top;
        self.drawn.push(html! {
            rect.f x=(EDGE) y=(top) width=(INSIDE) height=(MAP_HEIGHT) rx="12" {}
            svg.rt-people x=(EDGE) y=(top) width=(INSIDE) height=(MAP_HEIGHT) {
                (charts::crowd(tr, published, None))
            }
        });
        self.top += MAP_HEIGHT + 12;
        for card in &published.groups {
            let group = charts::name(tr, card.name);
            let words = t!(tr, "picture-group", group = group, shown = grouped(card.about));
            let sign = charts::shape_at(card.name, EDGE + 2, self.top + 6);
            self.drawn.push(sign);
            self.text("", 24, EDGE + 36, &words);
            self.top += 6;
        }
        if published.marks.iter().any(|mark| mark.group.is_none()) && !published.groups.is_empty() {
            self.drawn.push(html! {
                circle.rt-sign--none cx=(EDGE + 14) cy=(self.top + 18) r="5" {}
            });
            self.text("", 24, EDGE + 36, &t!(tr, "people-between"));
        }
    }

    fn title(&mut self, words: &str) {
        self.top += 28;
        self.text("m", 24, EDGE, words);
        self.top += 4;
    }

    /// Words over as many lines as they need.
    fn words(&mut self, words: &str) {
        for line in wrap(words, LETTERS) {
            self.text("", 24, EDGE, &line);
        }
    }

    /// One line of text, so many units below what is there.
    fn text(&mut self, class: &str, below: usize, left: usize, words: &str) {
        self.top += below;
        let class = (!class.is_empty()).then_some(class);
        self.drawn
            .push(html! { text class=[class] x=(left) y=(self.top) unicode-bidi="plaintext" { (words) } });
    }
}

/// Text over lines of so many letters at most. A picture knows no lines; a word that is longer than one is cut.
fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in printable(text).split_whitespace() {
        let width: usize = word.chars().map(room).sum();
        if used > 0 && used + 1 + width > most {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        for letter in word.chars() {
            if used + room(letter) > most {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(letter);
            used += room(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Letters of the wide scripts and pictures take the room of two.
fn room(letter: char) -> usize {
    let wide = matches!(u32::from(letter), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD);
    if wide { 2 } else { 1 }
}

/// The text without what XML cannot hold; white space of any kind is a space.
fn printable(text: &str) -> String {
    let shown = |letter: char| match letter {
        _ if letter.is_whitespace() => Some(' '),
        '\u{FFFE}' | '\u{FFFF}' => None,
        _ => (!letter.is_control()).then_some(letter),
    };
    text.chars().filter_map(shown).collect()
}
