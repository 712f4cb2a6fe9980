//! One page to keep: styles inside, no script, nothing fetched from anywhere.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use voice::groups::Verdict;
use voice::published::{Bridge, Published};

use super::picture::chosen;
use crate::charts;
use crate::map_parts::{Parts, method, nothing, verdict};
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Details, icons, inset_text};

/// So many of a list are shown before the others are folded away.
const FIRST: usize = 10;
/// Nothing may be fetched and nothing may run, wherever the file is opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole of a published map as one HTML page that needs no other file. `statements` gives a statement's words by its
/// number and `topic` is the conversation's question; both are written as text, whatever is in them.
pub fn html(published: &Published, statements: &dyn Fn(u32) -> String, topic: &str) -> String {
    let tr = Tr::english();
    let words = |number: u32| html! { bdi { (statements(number)) } };
    let parts = Parts { tr, published, words: &words };
    document(tr, &t!(tr, "stand-title"), topic, &sections(&parts))
}

/// A page that needs no other file. `topic` is what it is about, in somebody's words.
pub(super) fn document(tr: Tr, title: &str, topic: &str, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html.govuk-template lang=(tr.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                style { (PreEscaped(style())) }
            }
            body.govuk-template__body {
                header.rt-header {
                    div.govuk-width-container {
                        div.rt-header__inner { span.rt-header__home { (icons::mark()) (t!(tr, "product")) } }
                    }
                }
                div.rt-ground {
                    div.govuk-width-container {
                        main.govuk-main-wrapper.rt-report {
                            h1.govuk-heading-xl { (title) }
                            p.rt-statement__words.rt-report__topic { bdi { (topic) } }
                            (body)
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

/// The style sheet of the pages.
fn style() -> String {
    assets::by_name(assets::STYLE)
        .map(|asset| String::from_utf8_lossy(asset.bytes).into_owned())
        .unwrap_or_default()
}

fn sections(parts: &Parts<'_>) -> Markup {
    let (tr, published) = (parts.tr, parts.published);
    html! {
        p.rt-lead { (headline(tr, published)) }
        (inset_text(t!(tr, "stand-not-a-contest")))
        (folded(tr, "stand-agree-title", &published.all_agree, |list| parts.all_agree(list, &nothing)))
        (folded(tr, "report-bridges", &bridges(published), |list| parts.bridges(list, &nothing)))
        (folded(tr, "stand-differ-title", &published.divides, |list| parts.divides(list, &nothing)))
        (folded(tr, "stand-strong-title", &published.minorities, |list| parts.minorities(list, &nothing)))
        @if !published.groups.is_empty() {
            h2.govuk-heading-l { (t!(tr, "report-groups")) }
            p.govuk-body { (parts.cards_lead()) }
            (parts.cards(None, &nothing))
        }
        h2.govuk-heading-l { (t!(tr, "report-picture")) }
        (charts::line(tr, published, &chosen(published)))
        @if !published.marks.is_empty() {
            h2.govuk-heading-l { (t!(tr, "report-people")) }
            (charts::people(tr, published, None))
        }
        h2.govuk-heading-l { (t!(tr, "report-numbers")) }
        (parts.table(&published.statements))
        h2.govuk-heading-l { (t!(tr, "report-how")) }
        (method(tr, published))
    }
}

/// A heading and its list: the first few, and the others to unfold. Nothing where the list is empty.
fn folded<T>(tr: Tr, title: &str, list: &[T], draw: impl Fn(&[T]) -> Markup) -> Markup {
    let (first, more) = list.split_at(list.len().min(FIRST));
    html! {
        @if !first.is_empty() {
            h2.govuk-heading-l { (tr.say(title, None)) }
            (draw(first))
        }
        @if !more.is_empty() { (Details::new(t!(tr, "stand-more", count = more.len()), draw(more))) }
    }
}

/// What reaches across and is not in the list of what every group says.
pub(crate) fn bridges(published: &Published) -> Vec<Bridge> {
    let said: BTreeSet<u32> = published.all_agree.iter().map(|one| one.statement).collect();
    published.bridges.iter().filter(|bridge| !said.contains(&bridge.statement)).copied().collect()
}

/// How many people answered, whether there are groups, what they share and what divides them.
pub(crate) fn headline(tr: Tr, published: &Published) -> String {
    let people = match published.people {
        Some(people) => t!(tr, "stand-people", shown = grouped(people)),
        None => t!(tr, "stand-few-people"),
    };
    let mut words = vec![people, verdict(tr, published)];
    if published.verdict == Verdict::Clear && !published.all_agree.is_empty() {
        words.push(t!(tr, "report-all-agree", count = published.all_agree.len()));
    }
    if !published.divides.is_empty() {
        words.push(t!(tr, "stand-differ-on", count = published.divides.len()));
    }
    words.join(" ")
}
