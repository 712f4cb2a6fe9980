//! Ideas on a line: one numbered circle an idea, further right the more the least keen group agrees.

use maud::{Markup, PreEscaped, html};
use voice::groups::Verdict;
use voice::published::Published;

use crate::t;
use crate::text::Tr;

/// Columns of the picture: 0 to 10 in ten.
const COLUMNS: usize = 11;
/// From one circle's middle to the next one above it. A circle with its edge is 25 wide, so that eleven stand side by
/// side on the narrowest phone, with numbers of 16.
const STEP: usize = 27;
/// A circle without its edge's outer half.
const RADIUS: &str = "11.5";

/// Which ideas stand in which column, lowest first.
pub(crate) struct Ideas {
    columns: [Vec<u32>; COLUMNS],
    waiting: usize,
}

impl Ideas {
    /// Of the statements with these numbers; what cannot be placed yet is counted.
    pub(crate) fn of(published: &Published, numbers: &[u32]) -> Self {
        let mut columns: [Vec<u32>; COLUMNS] = Default::default();
        let mut waiting = 0;
        for number in numbers {
            let found = published.statements.binary_search_by_key(number, |row| row.statement);
            let line = found.ok().and_then(|at| published.statements.get(at)).and_then(|row| row.line);
            match line.and_then(|tenths| columns.get_mut(usize::from(tenths))) {
                Some(column) => column.push(*number),
                None => waiting += 1,
            }
        }
        for column in &mut columns {
            column.sort_unstable();
            column.dedup();
        }
        Self { columns, waiting }
    }

    /// How many are drawn.
    pub(crate) fn drawn(&self) -> usize {
        self.columns.iter().map(Vec::len).sum()
    }

    /// The numbers that are drawn, ascending.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.columns.iter().flatten().copied().collect();
        all.sort_unstable();
        all
    }

    /// How high the picture must be.
    pub(crate) fn height(&self) -> usize {
        let tallest = self.columns.iter().map(Vec::len).max().unwrap_or(0);
        tallest.max(2) * STEP + 14
    }

    /// The line with its ticks, and the circles. Places along the line are shares of the width, so the picture is as wide
    /// as its frame and its numbers keep their size.
    pub(crate) fn drawing(&self) -> Markup {
        let floor = self.height() - 9;
        html! {
            line.rt-line x1="0" x2="100%" y1=(floor) y2=(floor) {}
            @for column in 0..COLUMNS {
                line.rt-line x1={ (middle(column)) "%" } x2={ (middle(column)) "%" } y1=(floor) y2=(floor + 8) {}
            }
            @for (column, numbers) in self.columns.iter().enumerate() {
                @for (level, number) in numbers.iter().enumerate() {
                    (circle(*number, &middle(column), floor - 16 - level * STEP))
                }
            }
        }
    }
}

/// The middle of a column in hundredths of the width.
fn middle(column: usize) -> String {
    let hundredths = (20_000 * column + 10_000) / (2 * COLUMNS);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A circle with its number. Longer numbers are drawn in narrower digits, never in smaller ones.
fn circle(number: u32, x: &str, y: usize) -> Markup {
    let narrow = match number {
        0..10 => "",
        10..100 => " textLength=\"17\" lengthAdjust=\"spacingAndGlyphs\"",
        _ => " textLength=\"20\" lengthAdjust=\"spacingAndGlyphs\"",
    };
    PreEscaped(format!(
        "<circle cx=\"{x}%\" cy=\"{y}\" r=\"{RADIUS}\"/><text x=\"{x}%\" y=\"{}\"{narrow}>{number}</text>",
        y + 6
    ))
}

/// What the left and the right end of the line mean.
pub(crate) fn ends(tr: Tr, published: &Published) -> [String; 2] {
    if published.verdict == Verdict::Clear {
        [t!(tr, "line-few-in-a-group"), t!(tr, "line-all-groups")]
    } else {
        [t!(tr, "line-few"), t!(tr, "line-most")]
    }
}

/// What the picture shows in words, then the picture. Nothing where no idea can be placed.
pub(crate) fn line(tr: Tr, published: &Published, numbers: &[u32]) -> Markup {
    let ideas = Ideas::of(published, numbers);
    let [left, right] = ends(tr, published);
    if ideas.drawn() == 0 {
        return html! { p.govuk-body { (t!(tr, "line-none")) } };
    }
    html! {
        p.govuk-body {
            (t!(tr, "line-lead")) " "
            @if published.verdict == Verdict::Clear { (t!(tr, "line-how-groups")) } @else { (t!(tr, "line-how-all")) }
            @if ideas.waiting > 0 { " " (t!(tr, "line-waiting", count = ideas.waiting)) }
        }
        figure.rt-drawing {
            svg.rt-ideas width="100%" height=(ideas.height()) role="img" aria-labelledby="line-title" {
                title id="line-title" { (t!(tr, "line-title", count = ideas.drawn())) }
                (ideas.drawing())
            }
            p.rt-ends { span { (left) } span { (right) } }
        }
    }
}
