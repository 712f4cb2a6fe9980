//! Tables: how wide the columns are, and rows over pages.

use krilla::tagging::{TableHeaderScope, Tag};

use super::pages::{Branch, Column, Leaf, Pages};
use super::style::{BLACK, CAPTION, CELL, HEAD_CELL, RULE, SIDE, Style, WIDTH};
use super::wrap::{Line, Measured, lines, paragraphs};
use crate::document::Sheet;

/// Between two columns.
const GUTTER: f32 = 9.0;
/// Above and below the words of a row.
const PAD: f32 = 3.0;

/// Cells beside each other: their lines, how they look, and where they stand.
type Cell = (Vec<Line>, Style, Column);

/// Lays out a table; nothing if it has no columns.
pub(super) fn lay_out(pages: &mut Pages, sheet: &Sheet) -> Option<Branch> {
    let columns = columns(sheet);
    if columns.is_empty() {
        return None;
    }
    let mut table = Branch::new(Tag::Table);
    let head = cells(&sheet.head, &columns, |_| HEAD_CELL);
    let caption = lines(&sheet.caption, CAPTION, WIDTH);
    let captions = sum(caption.iter().map(|_| CAPTION.step));
    // The caption stays with the head and the first rows.
    pages.need(captions + height(&head) + 3.0 * CELL.step + 4.0 * PAD);
    if !caption.is_empty() {
        let leaf = pages.leaf();
        pages.words(caption, CAPTION, Column::FULL, leaf);
        pages.below(PAD);
        table.push(Branch::of(Tag::Caption, leaf));
    }
    let leaves = draw_head(pages, &head, true);
    let mut names = Branch::new(Tag::TR);
    for leaf in leaves {
        names.push(Branch::of(Tag::TH(TableHeaderScope::Column), leaf));
    }
    table.push(Branch::new(Tag::THead).with(names));
    let mut body = Branch::new(Tag::TBody);
    for row in &sheet.rows {
        let row = cells(row, &columns, |_| CELL);
        body.push(draw_row(pages, &row, &head));
    }
    if !body.children.is_empty() {
        table.push(body);
    }
    Some(table)
}

/// A row of the body; where it turns the page, the head comes again.
fn draw_row(pages: &mut Pages, row: &[Cell], head: &[Cell]) -> Branch {
    let full = height(row) + 2.0 * PAD;
    let heads = height(head) + 2.0 * PAD;
    let fits_alone = full + heads + 1.0 < pages.whole();
    if (fits_alone && full > pages.room()) || pages.room() < CELL.step + 2.0 * PAD {
        pages.turn();
        draw_head(pages, head, false);
    }
    pages.below(PAD);
    let again = |pages: &mut Pages| {
        draw_head(pages, head, false);
        pages.below(PAD);
    };
    let leaves = draw_cells(pages, row, again);
    pages.below(PAD);
    pages.rule(Column::FULL, 0.5, RULE);
    let mut branch = Branch::new(Tag::TR);
    for (number, leaf) in leaves.into_iter().enumerate() {
        branch.push(if number == 0 {
            Branch::of(Tag::TH(TableHeaderScope::Row), leaf)
        } else {
            Branch::of(Tag::TD, leaf)
        });
    }
    branch
}

/// The head row. Only the first time is it part of the tree.
fn draw_head(pages: &mut Pages, head: &[Cell], first: bool) -> Vec<Leaf> {
    pages.below(PAD);
    let leaves = if first {
        draw_cells(pages, head, |_| ())
    } else {
        let top = pages.y();
        for (lines, style, column) in head {
            let mut y = top;
            for line in lines {
                pages.words_at(line.clone(), *style, *column, y, None);
                y += style.step;
            }
        }
        pages.below(height(head));
        Vec::new()
    };
    pages.below(PAD);
    pages.rule(Column::FULL, 1.0, BLACK);
    pages.below(1.0);
    leaves
}

/// Draws cells beside each other, on one page if they fit on one.
pub(super) fn side_by_side(pages: &mut Pages, row: &[Cell]) -> Vec<Leaf> {
    let full = height(row);
    if full < pages.whole() {
        pages.need(full);
    }
    draw_cells(pages, row, |_| ())
}

/// Draws the lines of cells beside each other from the height reached, and turns the page where it is full.
fn draw_cells(pages: &mut Pages, row: &[Cell], turned: impl Fn(&mut Pages)) -> Vec<Leaf> {
    let leaves: Vec<Leaf> = row.iter().map(|_| pages.leaf()).collect();
    let most = row.iter().map(|(lines, ..)| lines.len()).max().unwrap_or_default();
    let step = row.iter().map(|(_, style, _)| style.step).fold(0.0, f32::max);
    for number in 0..most {
        if pages.need(step) {
            turned(pages);
        }
        let y = pages.y();
        for ((lines, style, column), leaf) in row.iter().zip(&leaves) {
            if let Some(line) = lines.get(number) {
                pages.words_at(line.clone(), *style, *column, y, Some(*leaf));
            }
        }
        pages.below(step);
    }
    leaves
}

/// How high cells beside each other are.
fn height(row: &[Cell]) -> f32 {
    let of = |(lines, style, _): &Cell| sum(lines.iter().map(|_| style.step));
    row.iter().map(of).fold(0.0, f32::max)
}

/// Each column's cell, empty where the row has none.
fn cells(row: &[String], columns: &[Column], style: impl Fn(usize) -> Style) -> Vec<Cell> {
    let cell = |(number, column): (usize, &Column)| {
        let words = row.get(number).map(String::as_str).unwrap_or_default();
        (lines(words, style(number), column.width), style(number), *column)
    };
    columns.iter().enumerate().map(cell).collect()
}

/// How wide what is in a column is: its longest word, and its longest paragraph.
#[derive(Debug, Clone, Copy)]
struct Wish {
    least: f32,
    most: f32,
}

/// Where each column stands, over the width of the page.
fn columns(sheet: &Sheet) -> Vec<Column> {
    let count = sheet.rows.iter().map(Vec::len).chain([sheet.head.len()]).max().unwrap_or_default();
    let gutters = sum((1..count).map(|_| GUTTER));
    let gutter = if gutters > WIDTH / 2.0 { GUTTER * WIDTH / 2.0 / gutters } else { GUTTER };
    let room = WIDTH - gutters.min(WIDTH / 2.0);
    let wishes: Vec<Wish> = (0..count).map(|number| wish(sheet, number, room)).collect();
    let mut x = SIDE;
    let column = |width: f32| {
        let column = Column { x, width };
        x += width + gutter;
        column
    };
    widths(&wishes, room).into_iter().map(column).collect()
}

/// Shares the room out.
///
/// Columns that want less than an equal share get what they want. The others get what their longest words take, and of what
/// is left the more the longer their paragraphs are. Where even the words do not fit, they are broken.
fn widths(wishes: &[Wish], room: f32) -> Vec<f32> {
    let (least, most) = (sum(wishes.iter().map(|wish| wish.least)), sum(wishes.iter().map(|wish| wish.most)));
    if most <= room {
        return wishes.iter().map(|wish| wish.most * room / most).collect();
    }
    if least >= room {
        return wishes.iter().map(|wish| wish.least * room / least).collect();
    }
    let share = room / sum(wishes.iter().map(|_| 1.0));
    let content = |wish: &&Wish| wish.most <= share;
    let spared = sum(wishes.iter().filter(content).map(|wish| wish.most - wish.least));
    // Where the long words of others need the room, nobody is spared.
    let is_spared = |wish: &Wish| least + spared <= room && content(&wish);
    let given = sum(wishes.iter().map(|wish| if is_spared(wish) { wish.most } else { wish.least }));
    let wanted = sum(wishes.iter().filter(|wish| !is_spared(wish)).map(|wish| wish.most - wish.least));
    let width = |wish: &Wish| {
        if is_spared(wish) {
            return wish.most;
        }
        wish.least + (wish.most - wish.least) * (room - given) / wanted.max(1.0)
    };
    wishes.iter().map(width).collect()
}

fn sum(lengths: impl Iterator<Item = f32>) -> f32 {
    lengths.sum()
}

fn wish(sheet: &Sheet, number: usize, room: f32) -> Wish {
    // A column of nothing still has to be seen.
    let mut wish = Wish { least: CELL.size, most: CELL.size };
    let head = sheet.head.get(number).map(|words| (words, HEAD_CELL));
    let body = sheet.rows.iter().filter_map(|row| row.get(number)).map(|words| (words, CELL));
    for (words, style) in head.into_iter().chain(body) {
        for paragraph in paragraphs(words) {
            let measured = Measured::new(paragraph, style);
            // A little more than measured, so that rounding never breaks the longest line.
            wish.least = wish.least.max(measured.longest_word() + 0.5);
            wish.most = wish.most.max(measured.natural() + 0.5);
        }
    }
    // One endless word must not starve the other columns.
    wish.least = wish.least.min(room / 3.0);
    wish.most = wish.most.min(room).max(wish.least);
    wish
}

#[cfg(test)]
mod tests {
    use super::{Wish, sum, widths};

    fn shared(wishes: &[(f32, f32)], room: f32) -> Vec<f32> {
        let wishes: Vec<Wish> = wishes.iter().map(|&(least, most)| Wish { least, most }).collect();
        let widths = widths(&wishes, room);
        let total = sum(widths.iter().copied());
        assert!((total - room).abs() < 0.1, "{widths:?} fill {total} of {room}");
        widths
    }

    #[test]
    fn columns_fill_the_page_and_short_ones_do_not_wrap() {
        assert_eq!(shared(&[(10.0, 20.0), (10.0, 60.0)], 160.0), [40.0, 120.0]);
        let long = shared(&[(40.0, 300.0), (20.0, 60.0), (40.0, 300.0)], 300.0);
        assert_eq!(long, [120.0, 60.0, 120.0]);
        let tight = shared(&[(40.0, 90.0), (250.0, 900.0)], 300.0);
        assert!(tight[0] >= 40.0 && tight[1] >= 250.0, "{tight:?}");
        assert_eq!(shared(&[(300.0, 300.0), (100.0, 100.0)], 200.0), [150.0, 50.0]);
    }
}
