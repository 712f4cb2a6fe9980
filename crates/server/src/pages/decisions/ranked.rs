//! The working of a ranked choice: the order it came to, and how many put each before each other (Schulze).

use maud::{Markup, html};
use table::Question;

use super::shown::option;
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Cell, Column, Size, Table, scroll_region};

/// The order, and the pairwise table it comes from.
pub(super) fn working(tr: Tr, question: &Question, order: &[Vec<u16>], pairs: &[u32]) -> Markup {
    let Question::Ranked { options } = question else { return Markup::default() };
    let count = u16::try_from(options.len()).unwrap_or(u16::MAX);
    html! {
        p.govuk-body { (t!(tr, "working-order")) }
        ol.govuk-list.govuk-list--number {
            @for equals in order {
                li {
                    @for (at, one) in equals.iter().enumerate() {
                        @if at > 0 { " " (t!(tr, "working-equal")) " " }
                        bdi { (option(question, *one)) }
                    }
                }
            }
        }
        p.govuk-body { (t!(tr, "working-pairs-read")) " " (t!(tr, "working-pairs-win")) }
        (scroll_region(&t!(tr, "working-pairs"), &html! { (pairwise(tr, question, count, pairs)) }))
        @if let Some(example) = example(tr, question, order, count, pairs) { p.govuk-body { (example) } }
    }
}

/// Rows and columns are the options in the order of the ballot, by number: a table of twenty names has no room on a phone.
fn pairwise(tr: Tr, question: &Question, count: u16, pairs: &[u32]) -> Table {
    let heads = (1..=count).map(|number| {
        Column::numbers(html! { span.govuk-visually-hidden { (t!(tr, "working-before")) } " " (number) })
    });
    let columns = std::iter::once(Column::words(t!(tr, "working-option"))).chain(heads);
    let table = Table::new(t!(tr, "working-pairs"), columns).caption_size(Size::S).row_heads();
    (0..count).fold(table, |table, row| {
        let name = html! { (row + 1) ". " bdi { (option(question, row)) } };
        let cell = |column: u16| {
            let words =
                if row == column { "–".to_owned() } else { grouped(before(pairs, count, row, column)) };
            Cell::number(words)
        };
        table.row(std::iter::once(Cell::words(name)).chain((0..count).map(cell)))
    })
}

/// How many put the one before the other.
fn before(pairs: &[u32], count: u16, one: u16, other: u16) -> u32 {
    pairs.get(usize::from(one) * usize::from(count) + usize::from(other)).copied().unwrap_or_default()
}

/// The table read aloud for the first two of the order.
fn example(tr: Tr, question: &Question, order: &[Vec<u16>], count: u16, pairs: &[u32]) -> Option<String> {
    let mut first = order.iter().flatten().copied();
    let (one, other) = (first.next()?, first.next()?);
    let more = before(pairs, count, one, other);
    Some(t!(
        tr,
        "working-pairs-example",
        one = option(question, one),
        other = option(question, other),
        count = more,
        more = grouped(more),
        less = grouped(before(pairs, count, other, one))
    ))
}
