//! The action log: every promise, who made it, by when, and what became of it.

use paper::{Block, Paper};
use table::{Promise, PromiseState};

use super::{Form, Scribe, section, sheet};
use crate::pages::links;
use crate::pages::promises::shown;
use crate::t;
use crate::tamper;

/// All promises, late ones first. For a spreadsheet it is one table; to read, a short table and then each promise.
pub(crate) fn actions(scribe: Scribe<'_>, form: Form) -> Paper {
    let tr = scribe.tr;
    let title = t!(tr, "paper-actions");
    let all = scribe.table.promises_by_state(scribe.today);
    if form == Form::Csv {
        return scribe.paper(title, Vec::new(), vec![section(String::new(), vec![scribe.log(&all)])]);
    }
    let head =
        [t!(tr, "field-promise"), t!(tr, "promise-who"), t!(tr, "promise-by"), t!(tr, "promise-state")];
    let row = |(state, promise): &(PromiseState, &Promise)| {
        [
            scribe.promise(promise),
            tamper::shown(tr, promise.altered, &promise.who),
            tr.day(promise.by),
            shown::state(tr, *state),
        ]
    };
    let summary = match all.len() {
        0 => Block::Plain(t!(tr, "promises-none")),
        _ => sheet(t!(tr, "promises-lead"), head, all.iter().map(row)),
    };
    let each = all.iter().flat_map(|(_, promise)| {
        [vec![Block::Heading(scribe.promise(promise))], scribe.whole_promise(promise)].concat()
    });
    let sections = vec![
        section(t!(tr, "promises-title"), vec![summary]),
        section(t!(tr, "paper-each-promise"), each.collect()),
    ];
    scribe.paper(title, Vec::new(), sections)
}

impl Scribe<'_> {
    /// A row for each promise, with days as a spreadsheet reads them.
    fn log(self, all: &[(PromiseState, &Promise)]) -> Block {
        let tr = self.tr;
        let head = [
            t!(tr, "paper-number"),
            t!(tr, "field-promise"),
            t!(tr, "promise-who"),
            t!(tr, "promise-by"),
            t!(tr, "promise-state"),
            t!(tr, "paper-news-on"),
            t!(tr, "promise-last"),
            t!(tr, "promise-judged"),
            t!(tr, "paper-answers"),
            t!(tr, "paper-promised-on"),
            t!(tr, "paper-address"),
        ];
        let row = |(state, promise): &(PromiseState, &Promise)| {
            let news = promise.news.last();
            [
                promise.number.to_string(),
                tamper::promised(tr, promise),
                tamper::shown(tr, promise.altered, &promise.who),
                promise.by.to_string(),
                shown::state(tr, *state),
                news.map(|news| news.on.to_string()).unwrap_or_default(),
                news.map(|news| self.news(news)).unwrap_or_default(),
                shown::judged_if_due(tr, promise, self.today).unwrap_or_default(),
                shown::of(tr, self.table, promise.from).0,
                promise.made_on.to_string(),
                self.at(&links::promise(self.table.id, promise.number)),
            ]
        };
        sheet(t!(tr, "paper-actions"), head, all.iter().map(row))
    }
}
