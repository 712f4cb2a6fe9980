//! Small pictures that repeat a word beside them. A screen reader passes over them.

use maud::{Markup, PreEscaped, html};

fn line(path: &'static str) -> Markup {
    html! { svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(path); } }
}

/// A tick: agree, saved, done.
pub fn tick() -> Markup {
    line("M4 13l5 5L20 6")
}

/// A cross: disagree.
pub fn cross() -> Markup {
    line("M5 5l14 14M19 5L5 19")
}

/// A question mark: not sure.
pub fn question() -> Markup {
    line("M8 8.5a4 4 0 1 1 6 3.4c-1.4.8-2 1.6-2 3.1M12 19.5v.01")
}

/// The product's mark: seats around a table.
pub fn mark() -> PreEscaped<&'static str> {
    PreEscaped(
        "<svg class=\"rt-header__mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\" focusable=\"false\">\
         <circle cx=\"16\" cy=\"16\" r=\"6\" fill=\"#ffc83d\"/><g fill=\"currentColor\"><circle cx=\"16\" cy=\"4.6\" \
         r=\"3\"/><circle cx=\"25.9\" cy=\"10.3\" r=\"3\"/><circle cx=\"25.9\" cy=\"21.7\" r=\"3\"/><circle cx=\"16\" \
         cy=\"27.4\" r=\"3\"/><circle cx=\"6.1\" cy=\"21.7\" r=\"3\"/><circle cx=\"6.1\" cy=\"10.3\" r=\"3\"/></g></svg>",
    )
}
