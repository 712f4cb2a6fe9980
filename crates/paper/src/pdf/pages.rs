//! Lines on pages, and the tree of what they are.

use krilla::tagging::TagKind;

use super::style::{BOTTOM, FOOT, Ink, PAGE, RULE, SIDE, Style, TOP, WIDTH};
use super::wrap::{Line, lines};

/// The foot takes at most this many lines.
const FOOT_LINES: usize = 6;
/// Room for the number of a page beside the foot.
const NUMBER: f32 = 70.0;

/// Something drawn.
pub(super) enum Mark {
    /// A line of words.
    Words {
        line: Line,
        style: Style,
        /// Its left end.
        x: f32,
        /// What the letters stand on, from the top of the page.
        baseline: f32,
        /// Where in the tree it belongs; nothing for what is said elsewhere already.
        leaf: Option<Leaf>,
    },
    /// A filled rectangle, never part of the content.
    Bar { x: f32, y: f32, width: f32, height: f32, ink: Ink },
}

/// A place in the tree that drawn words belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf(pub(super) usize);

/// A part of the tree of what the document says.
pub(super) struct Branch {
    pub(super) tag: TagKind,
    pub(super) children: Vec<Child>,
}

/// What stands in a [`Branch`].
pub(super) enum Child {
    Branch(Branch),
    Leaf(Leaf),
}

impl Branch {
    pub(super) fn new(tag: impl Into<TagKind>) -> Self {
        Self { tag: tag.into(), children: Vec::new() }
    }

    /// A branch that is all one run of words.
    pub(super) fn of(tag: impl Into<TagKind>, leaf: Leaf) -> Self {
        Self { tag: tag.into(), children: vec![Child::Leaf(leaf)] }
    }

    pub(super) fn push(&mut self, branch: Self) {
        self.children.push(Child::Branch(branch));
    }

    pub(super) fn with(mut self, branch: Self) -> Self {
        self.push(branch);
        self
    }
}

/// An entry of the outline.
pub(super) struct Entry {
    /// From 1.
    pub(super) level: u16,
    pub(super) words: String,
    /// From 0.
    pub(super) page: usize,
    /// From the top of the page.
    pub(super) y: f32,
}

/// The pages so far, and how far the last one is filled.
pub(super) struct Pages {
    pub(super) marks: Vec<Vec<Mark>>,
    pub(super) outline: Vec<Entry>,
    /// How many places in the tree have been given out.
    pub(super) leaves: usize,
    foot: Vec<Line>,
    /// From the top of the page.
    y: f32,
    bottom: f32,
}

/// Between which two points words run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) x: f32,
    pub(super) width: f32,
}

impl Column {
    /// From one side to the other.
    pub(super) const FULL: Self = Self { x: SIDE, width: WIDTH };

    pub(super) fn indented(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by }
    }
}

impl Pages {
    /// One empty page, with this foot on every one.
    pub(super) fn new(foot: &str) -> Self {
        let mut foot = lines(foot, FOOT, WIDTH - NUMBER);
        foot.truncate(FOOT_LINES);
        let rows = (0..foot.len().max(1)).map(|_| FOOT.step).sum::<f32>();
        let bottom = PAGE.1 - BOTTOM - rows - FOOT.step;
        Self { marks: vec![Vec::new()], outline: Vec::new(), leaves: 0, foot, y: TOP, bottom }
    }

    /// How much fits below on this page.
    pub(super) fn room(&self) -> f32 {
        self.bottom - self.y
    }

    /// How much fits on a page.
    pub(super) fn whole(&self) -> f32 {
        self.bottom - TOP
    }

    /// Where on the page the next thing goes.
    pub(super) fn y(&self) -> f32 {
        self.y
    }

    pub(super) fn leaf(&mut self) -> Leaf {
        self.leaves += 1;
        Leaf(self.leaves - 1)
    }

    pub(super) fn turn(&mut self) {
        self.marks.push(Vec::new());
        self.y = TOP;
    }

    /// Turns the page unless this much fits on it. Says whether it turned.
    pub(super) fn need(&mut self, height: f32) -> bool {
        let turns = height > self.room() && self.y > TOP;
        if turns {
            self.turn();
        }
        turns
    }

    /// Leaves a space, but none at the top of a page.
    pub(super) fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Goes on below what has been drawn.
    pub(super) fn below(&mut self, height: f32) {
        self.y += height;
    }

    pub(super) fn draw(&mut self, mark: Mark) {
        if let Some(page) = self.marks.last_mut() {
            page.push(mark);
        }
    }

    /// Draws a line with its top at `y` on this page.
    pub(super) fn words_at(&mut self, line: Line, style: Style, column: Column, y: f32, leaf: Option<Leaf>) {
        let x = if line.leftwards { column.x + column.width - line.width } else { column.x };
        self.draw(Mark::Words { x, baseline: y + style.size * 1.05, line, style, leaf });
    }

    /// Draws lines one below the other, over as many pages as they take.
    pub(super) fn words(&mut self, lines: Vec<Line>, style: Style, column: Column, leaf: Leaf) {
        for line in lines {
            self.need(style.step);
            self.words_at(line, style, column, self.y, Some(leaf));
            self.y += style.step;
        }
    }

    /// A thin rule at the height reached.
    pub(super) fn rule(&mut self, column: Column, height: f32, ink: Ink) {
        self.draw(Mark::Bar { x: column.x, y: self.y, width: column.width, height, ink });
    }

    /// Draws the foot and the number on every page.
    pub(super) fn finish(&mut self) {
        let count = self.marks.len();
        for (number, page) in self.marks.iter_mut().enumerate() {
            let mut y = self.bottom + FOOT.step * 0.6;
            page.push(Mark::Bar { x: SIDE, y, width: WIDTH, height: 0.5, ink: RULE });
            y += FOOT.step * 0.4;
            let counter = lines(&format!("{} / {count}", number + 1), FOOT, NUMBER);
            let counter = counter.into_iter().map(|line| (SIDE + WIDTH - line.width, y, line));
            let foot = self.foot.iter().cloned().scan(y, |y, line| {
                let x = if line.leftwards { SIDE + WIDTH - NUMBER - line.width } else { SIDE };
                let at = *y;
                *y += FOOT.step;
                Some((x, at, line))
            });
            for (x, y, line) in foot.chain(counter) {
                page.push(Mark::Words { x, baseline: y + FOOT.size * 1.05, line, style: FOOT, leaf: None });
            }
        }
    }
}
