//! The shares of every group on every statement, as a table.

use maud::{Markup, Render, html};
use voice::published::Row;

use super::Parts;
use crate::charts;
use crate::t;
use crate::ui::{Cell, Column, Size, Table, scroll_region};

impl Parts<'_> {
    /// The heads of the groups' columns, in their order.
    pub(crate) fn share_columns(&self) -> Vec<Column> {
        let groups = &self.published.groups;
        groups.iter().map(|card| Column::words(charts::named(self.tr, card.name))).collect()
    }

    /// A statement's cells under [`share_columns`](Self::share_columns): how many in ten, or a star.
    pub(crate) fn share_cells(&self, statement: u32) -> Vec<Cell> {
        let groups = 0..self.published.groups.len();
        groups.map(|group| Cell::words(self.share_cell(self.shares(statement, group)))).collect()
    }

    fn share_cell(&self, shown: Option<[u8; 3]>) -> Markup {
        let tr = self.tr;
        let Some([agree, disagree, unsure]) = shown else { return html! { (t!(tr, "cell-hidden")) } };
        html! {
            ul.rt-incell {
                li { (t!(tr, "cell-agree", tenths = agree)) }
                @if disagree > 0 { li { (t!(tr, "cell-disagree", tenths = disagree)) } }
                @if unsure > 0 { li { (t!(tr, "cell-not-sure", tenths = unsure)) } }
            }
        }
    }

    /// The whole table of these rows. Without clear groups there is one column, for everybody.
    pub(crate) fn table(&self, rows: &[Row]) -> Markup {
        let tr = self.tr;
        let caption = t!(tr, "shares-caption");
        let mut columns = vec![Column::words(t!(tr, "shares-idea"))];
        if self.published.groups.is_empty() {
            columns.push(Column::numbers(t!(tr, "shares-everybody")));
        }
        columns.extend(self.share_columns());
        let mut table = Table::new(caption.as_str(), columns).caption_size(Size::M).row_heads();
        for row in rows {
            let head = html! { (row.statement) ". " ((self.words)(row.statement)) };
            let mut cells = vec![Cell::words(head)];
            if self.published.groups.is_empty() {
                let all = row
                    .line
                    .map_or_else(|| t!(tr, "cell-hidden"), |tenths| t!(tr, "cell-agree", tenths = tenths));
                cells.push(Cell::number(all));
            }
            cells.extend(self.share_cells(row.statement));
            table = table.row(cells);
        }
        html! {
            p.govuk-body {
                (t!(tr, "shares-lead"))
                @if !self.published.groups.is_empty() { " " (t!(tr, "shares-ends")) }
            }
            (scroll_region(&caption, &table.render()))
        }
    }
}
