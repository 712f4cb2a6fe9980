//! `/t/{table}/promises/poster`: what was promised, on paper for a wall. Late ones are marked. It names nobody who has a
//! seat under the name they sit by: that name is for the table, not for the street.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{Promise, PromiseState, Table, TableId};

use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::pages::record::{self, Mark};
use crate::pages::seats::qr;
use crate::pages::tables::typed;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// So many promises fit on two sheets of A4, four with short words on one, in letters that can be read from a step away.
const MOST: usize = 8;

struct View {
    at: AtTable,
    promises: Vec<Posted>,
    /// How many more there are.
    more: usize,
    /// The eight words of the record.
    mark: Option<Mark>,
}

struct Posted {
    what: String,
    who: Option<String>,
    by: String,
    state: PromiseState,
}

impl Posted {
    fn of(tr: Tr, names: &[String], state: PromiseState, promise: &Promise) -> Self {
        let who = promise.who.as_str();
        Self {
            what: tamper::promised(tr, promise),
            who: (!names_one(names, who)).then(|| who.to_owned()),
            by: tr.day(promise.by),
            state,
        }
    }
}

impl View {
    fn of(visitor: &Visitor, table: &Table, seated: bool) -> Self {
        let names = table.seats().filter_map(|(_, seat)| seat.name.as_ref());
        let names: Vec<String> = names.map(|name| spaced(name.as_str())).collect();
        let all = table.promises_by_state(visitor.today);
        let here = all.iter().take(MOST);
        Self {
            at: AtTable::of(table, seated),
            promises: here.map(|(state, one)| Posted::of(visitor.tr, &names, *state, one)).collect(),
            more: all.len().saturating_sub(MOST),
            mark: None,
        }
    }
}

/// The words of a text in small letters with a space before, between and after, so that whole words can be found.
fn spaced(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + word + " ")
}

/// Whether one of the names stands in a text.
fn names_one(names: &[String], text: &str) -> bool {
    let text = spaced(text);
    names.iter().any(|name| name.len() > 1 && text.contains(name))
}

/// `GET /t/{table}/promises/poster`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
) -> Result<Response, Fault> {
    let mut view = app
        .clerk
        .read(id, |table| {
            reading(&app, &visitor, table).map(|seat| View::of(&visitor, table, seat.is_some()))
        })
        .await??;
    view.mark = Mark::of(&app, id);
    let tr = visitor.tr;
    let body = html! {
        (back_link(t!(tr, "promises-all"), &format!("/t/{id}/promises")))
        p.govuk-body.rt-noprint { (t!(tr, "poster-print")) }
        div.rt-poster {
            h1.govuk-heading-xl { (t!(tr, "promises-poster-title")) }
            div.rt-lead {
                p.govuk-body { bdi { (view.at.name) } " " (t!(tr, "promises-poster-day", day = tr.day(visitor.today))) }
            }
            @if view.promises.is_empty() { p.govuk-body { (t!(tr, "promises-none")) } }
            @else { ul.rt-rows { @for one in &view.promises { (posted(tr, one)) } } }
            @if view.more > 0 { p.govuk-body { (t!(tr, "promises-poster-more", count = view.more)) } }
            (way(&visitor, &format!("/t/{id}/promises")))
            @if let Some(mark) = &view.mark { (record::posted(tr, mark)) }
        }
    };
    Ok(Page::new(t!(tr, "poster-title"), body).at(view.at).show(&app, &visitor))
}

fn posted(tr: Tr, one: &Posted) -> Markup {
    html! {
        li {
            p.rt-rows__words dir="auto" { (one.what) }
            div {
                (shown::tag(tr, one.state)) " "
                (t!(tr, "promises-poster-by", day = one.by.as_str())) " "
                @match &one.who {
                    Some(who) => { bdi { (who) } }
                    None => { (t!(tr, "promises-poster-somebody")) }
                }
            }
        }
    }
}

/// Where all of them stand: a square code, and the same to type.
fn way(visitor: &Visitor, path: &str) -> Markup {
    let tr = visitor.tr;
    let picture = qr(&format!("{}{path}", visitor.origin));
    html! {
        div.rt-poster__way {
            @if let Some(svg) = picture {
                div.rt-seatcard__code role="img" aria-label=(t!(tr, "promises-poster-qr")) { (svg) }
            }
            div {
                p.govuk-body { (t!(tr, "promises-poster-scan")) }
                p.rt-poster__address { (typed(&visitor.origin, path)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_whole_words_only() {
        let names: Vec<String> = ["Sam", "Ann-Marie B.", "李雷"].map(spaced).to_vec();
        for who in ["sam", "Sam, who runs the house", "ask ANN MARIE b", "李雷"] {
            assert!(names_one(&names, who), "{who}");
        }
        for who in ["Samira", "The house team", "Ann", ""] {
            assert!(!names_one(&names, who), "{who}");
        }
        assert!(!names_one(&[spaced("…")], "The house team"), "a name without letters names nobody");
    }
}
