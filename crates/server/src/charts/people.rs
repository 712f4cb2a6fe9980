//! The map of people: a sign for one person or a few, and the person who looks, for their own eyes.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};
use voice::groups::{Name, Verdict};
use voice::published::{HEIGHT, Own, Published, WIDTH};

use super::symbols::{named, shape};
use crate::charts::mark_name;
use crate::t;
use crate::text::{Tr, grouped};

/// How large signs are: the more there are, the smaller, so that most can be told apart.
const fn size(marks: usize) -> u8 {
    match marks {
        0..50 => 18,
        50..150 => 15,
        150..300 => 12,
        _ => 9,
    }
}

/// The marks and, where they may see it, the person's own place. Places are shares of the frame, so that signs keep their
/// size while the frame grows.
pub(crate) fn crowd(tr: Tr, published: &Published, own: Option<&Own>) -> Markup {
    let size = size(published.marks.len());
    let kinds = published.groups.iter().enumerate().map(|(at, card)| (Some(at), Some(card.name)));
    html! {
        defs {
            @for card in &published.groups { (shape(card.name, size)) }
            (PreEscaped(format!("<circle class=\"rt-mark\" id=\"mark-none\" r=\"{}\"/>", size / 4)))
        }
        @for (group, name) in std::iter::once((None, None)).chain(kinds) {
            @let places = places(published, group, name);
            @if !places.is_empty() {
                g class={ "rt-sign--" (name.map_or("none", mark_name)) } { (PreEscaped(places)) }
            }
        }
        @if let Some((x, y)) = own.and_then(|own| own.at) { (you(tr, across(x), down(y))) }
    }
}

/// The marks of one group.
fn places(published: &Published, group: Option<usize>, name: Option<Name>) -> String {
    let mut out = String::new();
    for mark in published.marks.iter().filter(|mark| mark.group == group) {
        let _ = write!(
            out,
            "<use href=\"#mark-{}\" x=\"{}%\" y=\"{}%\"/>",
            name.map_or("none", mark_name),
            across(mark.x),
            down(mark.y)
        );
    }
    out
}

/// Per cent from the left: 3 to 97, every step alike.
fn across(x: u8) -> u32 {
    3 + 2 * u32::from(x.min(WIDTH - 1))
}

/// Per cent from the top: 3 to 96, every step alike.
fn down(y: u8) -> u32 {
    3 + 3 * u32::from(y.min(HEIGHT - 1))
}

/// The place of the person who looks, never on paper.
fn you(tr: Tr, x: u32, y: u32) -> Markup {
    let anchor = match x {
        0..=9 => Some("start"),
        91.. => Some("end"),
        _ => None,
    };
    html! {
        g.rt-you.rt-noprint {
            circle.rt-fill-you cx={ (x) "%" } cy={ (y) "%" } r="10" {}
            text x={ (x) "%" } y={ (y) "%" } dy=(if y > 84 { "-16" } else { "29" }) text-anchor=[anchor] {
                (t!(tr, "people-you"))
            }
        }
    }
}

/// What the map shows in words, the map, and what its signs mean. Where there is no map, why.
pub(crate) fn people(tr: Tr, published: &Published, own: Option<&Own>) -> Markup {
    if published.marks.is_empty() {
        let few = published.verdict == Verdict::TooFewPeople;
        let why = if few { t!(tr, "people-too-few") } else { t!(tr, "people-alike") };
        return html! { p.govuk-body { (why) } };
    }
    html! {
        p.govuk-body { (t!(tr, "people-lead")) " " (t!(tr, "people-axes")) }
        p.govuk-body {
            @if let Some(placed) = published.placed { (t!(tr, "people-placed", shown = grouped(placed))) " " }
            (t!(tr, "people-not-yet"))
        }
        @if own.is_some_and(|own| own.at.is_none()) {
            p.govuk-body.rt-noprint { (t!(tr, "people-you-not-yet")) }
        }
        figure.rt-drawing {
            svg.rt-people role="img" aria-labelledby="people-title" {
                title id="people-title" { (t!(tr, "people-title")) }
                (crowd(tr, published, own))
            }
            (legend(tr, published, own))
        }
    }
}

fn legend(tr: Tr, published: &Published, own: Option<&Own>) -> Markup {
    html! {
        ul.rt-legend {
            @for card in &published.groups { li { (named(tr, card.name)) } }
            @if published.marks.iter().any(|mark| mark.group.is_none()) {
                li {
                    span.rt-named {
                        svg.rt-sign.rt-sign--none viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                            circle cx="12" cy="12" r="5" {}
                        }
                        @if published.groups.is_empty() { (t!(tr, "people-anybody")) } @else { (t!(tr, "people-between")) }
                    }
                }
            }
            @if own.is_some_and(|own| own.at.is_some()) {
                li.rt-noprint {
                    span.rt-named {
                        svg.rt-sign viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                            circle.rt-fill-you cx="12" cy="12" r="9" {}
                        }
                        (t!(tr, "people-you-only"))
                    }
                }
            }
        }
    }
}
