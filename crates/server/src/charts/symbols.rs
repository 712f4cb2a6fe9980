//! The five signs of groups: shapes without rank, told apart without colour.

use maud::{Markup, PreEscaped, html};
use voice::groups::Name;

use crate::t;
use crate::text::Tr;

/// Strokes in a square of 24 by 24.
const fn path(name: Name) -> &'static str {
    match name {
        Name::Leaf => "M12 2.5C5 8 5 15.5 12 20c7-4.5 7-12 0-17.5zM12 9v13",
        Name::Wave => "M2.5 9.5c3.2-5 6.3-5 9.5 0s6.3 5 9.5 0M2.5 17c3.2-5 6.3-5 9.5 0s6.3 5 9.5 0",
        Name::Sun => {
            "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM12 1.5v2.5M12 20v2.5M1.5 12H4M20 12h2.5\
             M4.6 4.6l1.7 1.7M17.7 17.7l1.7 1.7M4.6 19.4l1.7-1.7M17.7 6.3l1.7-1.7"
        }
        Name::Stone => {
            "M4 16.5C1.5 12 5.5 5.5 11.5 5.5S22 10 21 15.5 16 19.5 11 19.5 5.5 19 4 16.5zM8.5 11.5c.8-1.4 2-2.2 3.6-2.3"
        }
        Name::Star => "M12 2l2.9 6.5 7.1.8-5.3 4.8 1.5 7L12 17.5l-6.2 3.6 1.5-7L2 9.3l7.1-.8z",
    }
}

/// What a group's colour is called in the style sheet, and its shape inside a picture.
pub(crate) const fn mark_name(name: Name) -> &'static str {
    match name {
        Name::Leaf => "leaf",
        Name::Wave => "wave",
        Name::Sun => "sun",
        Name::Stone => "stone",
        Name::Star => "star",
    }
}

/// The sign of a group, beside its name. A screen reader passes over it.
pub(crate) fn symbol(name: Name) -> Markup {
    html! {
        svg class={ "rt-sign rt-sign--" (mark_name(name)) } viewBox="0 0 24 24" aria-hidden="true"
            focusable="false" { path d=(path(name)) {} }
    }
}

/// "Leaf group".
pub(crate) fn name(tr: Tr, name: Name) -> String {
    match name {
        Name::Leaf => t!(tr, "group-leaf"),
        Name::Wave => t!(tr, "group-wave"),
        Name::Sun => t!(tr, "group-sun"),
        Name::Stone => t!(tr, "group-stone"),
        Name::Star => t!(tr, "group-star"),
    }
}

/// The sign and the name.
pub(crate) fn named(tr: Tr, group: Name) -> Markup {
    html! { span.rt-named { (symbol(group)) (name(tr, group)) } }
}

/// The shape as a picture defines it once, around its own middle, `size` units wide.
pub(super) fn shape(name: Name, size: u8) -> Markup {
    let half = f64::from(size) / 2.0;
    let scale = f64::from(size) / 24.0;
    PreEscaped(format!(
        "<path class=\"rt-mark\" id=\"mark-{}\" transform=\"translate(-{half} -{half}) scale({scale})\" d=\"{}\"/>",
        mark_name(name),
        path(name)
    ))
}

/// The sign at a place in a picture that is no page, 24 units wide.
pub(crate) fn shape_at(name: Name, left: usize, top: usize) -> Markup {
    html! {
        path class={ "rt-sign rt-sign--" (mark_name(name)) } transform={ "translate(" (left) " " (top) ")" }
            d=(path(name)) {}
    }
}
