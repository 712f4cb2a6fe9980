//! Words into lines: any script, either direction.

use std::ops::Range;

use krilla::text::KrillaGlyph;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_linebreak::linebreaks;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::face::{Face, is_shared};
use super::style::Style;

/// A line, its pieces in the order they are drawn from left to right.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// In points.
    pub(super) width: f32,
    /// Whether the paragraph starts at the right.
    pub(super) leftwards: bool,
}

/// Words in one font and one direction.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) face: Face,
    pub(super) words: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In points.
    pub(super) width: f32,
    /// Where the piece starts in its paragraph: the order in which it is read.
    pub(super) at: usize,
}

/// The paragraphs of somebody's words, as they can be drawn.
///
/// A tab becomes a space. Controls have no form and go. What Unicode leaves to private agreement has no meaning outside
/// it, so a replacement character stands for it.
pub(super) fn paragraphs(words: &str) -> Vec<String> {
    let breaks = |sign: char| {
        matches!(
            sign,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let drawable = |sign: char| match sign {
        '\t' => Some(' '),
        '\u{feff}' => None,
        sign if sign.is_control() => None,
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'.. => {
            Some(char::REPLACEMENT_CHARACTER)
        }
        sign if u32::from(sign) & 0xfffe == 0xfffe => Some(char::REPLACEMENT_CHARACTER),
        sign => Some(sign),
    };
    let lines = words.split(breaks).map(|line| line.chars().filter_map(drawable).collect::<String>());
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A paragraph that has been measured and can be broken into lines.
pub(super) struct Measured {
    words: String,
    style: Style,
    items: Vec<Item>,
    clusters: Vec<Cluster>,
}

/// A stretch in one font, script and direction.
struct Item {
    place: Range<usize>,
    face: Face,
    script: Script,
}

/// What can't be broken: a letter with its marks, or letters that are drawn as one.
struct Cluster {
    start: usize,
    /// In points.
    width: f32,
    is_space: bool,
    /// Whether a line may end after it.
    may_break: bool,
}

impl Measured {
    /// Measures one of [`paragraphs`].
    pub(super) fn new(words: String, style: Style) -> Self {
        let levels = ParagraphBidiInfo::new(&words, None).levels;
        let items = items(&words, style.bold, &levels);
        let mut ends = vec![false; words.len() + 1];
        for (end, _) in linebreaks(&words) {
            ends[end] = true;
        }
        let mut clusters: Vec<Cluster> = Vec::new();
        for item in &items {
            let leftwards = levels.get(item.place.start).is_some_and(Level::is_rtl);
            let text = &words[item.place.clone()];
            let mut glyphs = item.face.glyphs(text, item.script, leftwards);
            glyphs.sort_by_key(|glyph| glyph.text_range.start);
            for (number, glyph) in glyphs.iter().enumerate() {
                let width = glyph.x_advance * style.size;
                match clusters.last_mut() {
                    Some(last) if number > 0 && last.start == item.place.start + glyph.text_range.start => {
                        last.width += width;
                    }
                    _ => clusters.push(Cluster {
                        start: item.place.start + glyph.text_range.start,
                        width,
                        is_space: text[glyph.text_range.clone()].chars().all(char::is_whitespace),
                        may_break: ends[item.place.start + glyph.text_range.end],
                    }),
                }
            }
        }
        Self { words, style, items, clusters }
    }

    /// How wide it is on one line, in points.
    pub(super) fn natural(&self) -> f32 {
        self.clusters.iter().map(|cluster| cluster.width).sum()
    }

    /// How wide its longest word is, in points.
    pub(super) fn longest_word(&self) -> f32 {
        let mut longest = 0.0_f32;
        let mut word = 0.0;
        for cluster in &self.clusters {
            if !cluster.is_space {
                word += cluster.width;
                longest = longest.max(word);
            }
            if cluster.may_break {
                word = 0.0;
            }
        }
        longest
    }

    /// Its lines, none wider than this many points unless a single letter is.
    pub(super) fn lines(&self, width: f32) -> Vec<Line> {
        let bidi = ParagraphBidiInfo::new(&self.words, None);
        self.breaks(width).into_iter().map(|place| self.line(&bidi, place)).collect()
    }

    /// Where the lines are: as much on each as fits, broken between words, or inside a word that is too long for a line.
    fn breaks(&self, width: f32) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut first = 0;
        while first < self.clusters.len() {
            let mut used = 0.0;
            let mut end = first;
            let mut last_break = None;
            for (number, cluster) in self.clusters.iter().enumerate().skip(first) {
                if used + cluster.width > width && !cluster.is_space && number > first {
                    break;
                }
                used += cluster.width;
                end = number + 1;
                if cluster.may_break {
                    last_break = Some(end);
                }
            }
            let next = if end == self.clusters.len() { end } else { last_break.unwrap_or(end) };
            let byte = |number: usize| self.clusters.get(number).map_or(self.words.len(), |at| at.start);
            found.push(byte(first)..byte(next));
            first = next;
        }
        found
    }

    fn line(&self, bidi: &ParagraphBidiInfo<'_>, place: Range<usize>) -> Line {
        let (levels, runs) = bidi.visual_runs(place);
        let mut pieces = Vec::new();
        for run in runs {
            let leftwards = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut inside: Vec<Piece> = self
                .items
                .iter()
                .filter(|item| item.place.start < run.end && item.place.end > run.start)
                .map(|item| {
                    let place = item.place.start.max(run.start)..item.place.end.min(run.end);
                    self.piece(item, place, leftwards)
                })
                .collect();
            if leftwards {
                inside.reverse();
            }
            pieces.extend(inside);
        }
        let width = pieces.iter().map(|piece| piece.width).sum();
        Line { pieces, width, leftwards: bidi.paragraph_level.is_rtl() }
    }

    fn piece(&self, item: &Item, place: Range<usize>, leftwards: bool) -> Piece {
        let words = &self.words[place.clone()];
        let glyphs = item.face.glyphs(words, item.script, leftwards);
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.style.size;
        Piece { face: item.face, words: words.to_owned(), glyphs, width, at: place.start }
    }
}

/// Cuts a paragraph where font, script or direction change.
fn items(words: &str, bold: bool, levels: &[Level]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for (start, letter) in words.grapheme_indices(true) {
        let before = found.last().map(|item| item.face);
        let face = Face::of(letter, bold, before);
        let own = letter.chars().map(|sign| sign.script()).find(|script| !is_shared(*script));
        let end = start + letter.len();
        match found.last_mut() {
            Some(last)
                if last.face == face
                    && levels.get(last.place.start) == levels.get(start)
                    && own.is_none_or(|own| own == last.script || is_shared(last.script)) =>
            {
                last.place.end = end;
                last.script = own.unwrap_or(last.script);
            }
            _ => found.push(Item { place: start..end, face, script: own.unwrap_or(Script::Common) }),
        }
    }
    found
}

/// Lines of words that may have several paragraphs.
pub(super) fn lines(words: &str, style: Style, width: f32) -> Vec<Line> {
    let measured = paragraphs(words).into_iter().map(|paragraph| Measured::new(paragraph, style));
    measured.flat_map(|paragraph| paragraph.lines(width)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::style::BODY;
    use super::{Line, Measured, paragraphs};

    fn lines(words: &str, width: f32) -> Vec<Line> {
        Measured::new(words.to_owned(), BODY).lines(width)
    }

    /// What a line says, in the order in which it is read.
    fn read(line: &Line) -> String {
        let mut pieces: Vec<_> = line.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.at);
        pieces.into_iter().map(|piece| piece.words.as_str()).collect()
    }

    #[test]
    fn lines_break_between_words_and_long_words_inside() {
        let found: Vec<String> = lines("one two three", 60.0).iter().map(read).collect();
        assert_eq!(found, ["one two ", "three"]);
        assert!(lines("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", 60.0).len() > 4);
        assert_eq!(lines("wide", 0.1).len(), 4);
    }

    #[test]
    fn words_from_right_to_left_are_drawn_from_left_to_right_and_read_in_order() {
        let mixed = &lines("שלום and שוב", 500.0)[0];
        assert!(mixed.leftwards);
        assert_eq!(read(mixed), "שלום and שוב");
        let drawn: Vec<&str> = mixed.pieces.iter().map(|piece| piece.words.trim()).collect();
        let drawn: Vec<&str> = drawn.into_iter().filter(|words| !words.is_empty()).collect();
        assert_eq!(drawn, ["שוב", "and", "שלום"]);
        assert!(!lines("and שוב", 500.0)[0].leftwards);
    }

    #[test]
    fn what_has_no_form_goes_and_what_breaks_a_line_makes_a_paragraph() {
        assert_eq!(paragraphs("a\r\n\r\n b\tc\u{0}\u{7} \u{2029}\u{feff}"), ["a", "b c"]);
        assert_eq!(paragraphs("\u{e000}\u{10ffff}\u{fffe}"), ["\u{fffd}\u{fffd}\u{fffd}"]);
        assert!(paragraphs(" \n\u{1} ").is_empty());
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_is_too_wide(
            words in "([a-zäж ]{0,9}|[א-ת ]{0,9}|[ء-ي]{0,9}|[\u{900}-\u{97f}]{0,9}|[你好😀👩🏽‍🦽]{0,4}|[0-9(),. ]{0,6}){0,6}",
            width in 30.0_f32..500.0,
        ) {
            for paragraph in paragraphs(&words) {
                let measured = Measured::new(paragraph.clone(), BODY);
                let lines = measured.lines(width);
                prop_assert_eq!(lines.iter().map(read).collect::<String>(), paragraph);
                for line in &lines {
                    // The space at its end may hang over, and letters at the break may take another form.
                    prop_assert!(line.width <= width + 3.0 * BODY.size, "{} in {width}", line.width);
                }
            }
        }
    }
}
