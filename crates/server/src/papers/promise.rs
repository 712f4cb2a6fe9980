//! A promise: who will do what by when, its news, and what those who asked say.

use paper::{Block, Fact};
use table::{News, Promise, Tidings};

use super::{Scribe, fact, said};
use crate::pages::links;
use crate::pages::promises::shown;
use crate::t;
use crate::tamper;

impl Scribe<'_> {
    /// "Promise 4: Open at eight".
    pub(super) fn promise(self, promise: &Promise) -> String {
        let name = t!(self.tr, "trail-promise", number = promise.number.0);
        self.called(&name, &tamper::promised(self.tr, promise))
    }

    /// Who promised it, by when, and what it answers.
    fn promise_made(self, promise: &Promise) -> Vec<Fact> {
        let tr = self.tr;
        let (words, _) = shown::of(tr, self.table, promise.from);
        vec![
            fact(t!(tr, "promise-who"), &promise.who),
            fact(t!(tr, "promise-by"), tr.day(promise.by)),
            fact(t!(tr, "paper-answers"), words),
            fact(t!(tr, "paper-address"), self.at(&links::promise(self.table.id, promise.number))),
        ]
    }

    /// As it was made.
    pub(super) fn promise_told(self, promise: &Promise) -> Vec<Block> {
        match promise.altered {
            Some(_) => vec![Block::Plain(t!(self.tr, "tamper-words"))],
            None => vec![Block::Facts(self.promise_made(promise))],
        }
    }

    /// News of it, as it was told.
    pub(super) fn told(self, news: &News) -> Vec<Block> {
        match news.altered {
            Some(_) => vec![Block::Plain(t!(self.tr, "tamper-words"))],
            None => vec![Block::Plain(self.tidings(&news.tidings)), said(told(&news.tidings))],
        }
    }

    /// The same in one line.
    pub(super) fn news(self, news: &News) -> String {
        let words = || format!("{} {}", self.tidings(&news.tidings), told(&news.tidings));
        news.altered.map_or_else(words, |_| t!(self.tr, "tamper-words"))
    }

    /// All about it, as it stands today.
    pub(super) fn whole_promise(self, promise: &Promise) -> Vec<Block> {
        let tr = self.tr;
        let mut facts = vec![
            fact(t!(tr, "promise-state"), shown::state(tr, promise.state(self.today))),
            fact(t!(tr, "paper-promised-on"), tr.day(promise.made_on)),
        ];
        facts.extend(self.promise_made(promise));
        let judged = shown::judged_if_due(tr, promise, self.today);
        facts.extend(judged.map(|words| fact(t!(tr, "promise-judged"), words)));
        let mut blocks = vec![Block::Facts(facts)];
        if promise.altered.is_some() {
            return vec![Block::Plain(t!(tr, "tamper-words"))];
        }
        for news in &promise.news {
            if news.altered.is_some() {
                blocks.push(Block::Plain(t!(tr, "tamper-words")));
                continue;
            }
            let lead = t!(tr, "paper-news", day = tr.day(news.on), news = self.tidings(&news.tidings));
            blocks.extend([Block::Plain(lead), said(told(&news.tidings))]);
        }
        blocks
    }

    /// What is new, before its words.
    fn tidings(self, tidings: &Tidings) -> String {
        let tr = self.tr;
        match tidings {
            Tidings::Doing(_) => t!(tr, "tidings-doing"),
            Tidings::Done(_) => t!(tr, "tidings-done"),
            Tidings::WillNot { name, .. } => format!("{name} {}", t!(tr, "tidings-will-not")),
        }
    }
}

/// The words of what is new.
fn told(tidings: &Tidings) -> &str {
    match tidings {
        Tidings::Doing(words) | Tidings::Done(words) => words.as_str(),
        Tidings::WillNot { because, .. } => because.as_str(),
    }
}
