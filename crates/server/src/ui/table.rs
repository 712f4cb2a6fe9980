//! Tables of words and numbers.

use maud::{Markup, Render, html};

use super::content::{Content, classes};
use super::field::Size;

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    words: Content,
    number: bool,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<Content>) -> Self {
        Self { words: head.into(), number: false }
    }

    /// A column of numbers, set to the right.
    pub fn numbers(head: impl Into<Content>) -> Self {
        Self { words: head.into(), number: true }
    }
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    content: Content,
    number: bool,
}

impl Cell {
    /// A cell of words.
    pub fn words(content: impl Into<Content>) -> Self {
        Self { content: content.into(), number: false }
    }

    /// A cell with a number, set to the right.
    pub fn number(content: impl Into<Content>) -> Self {
        Self { content: content.into(), number: true }
    }
}

/// A table with its name. On narrow screens put a wide one inside [`super::scroll_region`].
#[must_use]
#[derive(Clone, Debug)]
pub struct Table {
    caption: Content,
    size: Option<Size>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    row_heads: bool,
}

impl Table {
    /// A table with its name and the heads of its columns.
    pub fn new(caption: impl Into<Content>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            caption: caption.into(),
            size: None,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            row_heads: false,
        }
    }

    /// Shows the name in this size.
    pub fn caption_size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    /// The first cell of each row names the row.
    pub fn row_heads(mut self) -> Self {
        self.row_heads = true;
        self
    }

    /// Adds a row.
    pub fn row(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }

    fn caption_class(&self) -> Option<&'static str> {
        self.size.map(|size| match size {
            Size::S => "govuk-table__caption--s",
            Size::M => "govuk-table__caption--m",
            Size::L => "govuk-table__caption--l",
            Size::Xl => "govuk-table__caption--xl",
        })
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            table.govuk-table {
                caption class=(classes("govuk-table__caption", &[self.caption_class()])) { (self.caption) }
                @if !self.columns.is_empty() {
                    thead.govuk-table__head {
                        tr.govuk-table__row {
                            @for column in &self.columns {
                                @let number = column.number.then_some("govuk-table__header--numeric");
                                th scope="col" class=(classes("govuk-table__header", &[number])) {
                                    (column.words)
                                }
                            }
                        }
                    }
                }
                tbody.govuk-table__body {
                    @for row in &self.rows {
                        tr.govuk-table__row {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 && self.row_heads {
                                    th.govuk-table__header scope="row" { (cell.content) }
                                } @else {
                                    @let number = cell.number.then_some("govuk-table__cell--numeric");
                                    td class=(classes("govuk-table__cell", &[number])) { (cell.content) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
