//! The papers an institution files, made of what is there: minutes, evidence, promises, and an account on its own.
//!
//! Each paper is a function of the table as everybody who may read it sees it, so nobody types anything twice and no paper
//! says more than the pages do. It never depends on who asks: of an open decision it tells that it is open, and until when.

mod account;
mod account_file;
mod actions;
mod decision;
mod evidence;
mod file;
mod minutes;
mod next;
mod offer;
mod outcome;
mod promise;
mod rules;
mod standing;
#[cfg(test)]
mod tests;

use paper::{Block, Fact, Paper, Section, Sheet};
use table::{Account, Day, Decision, SaidIn, Table};

pub(crate) use account::account;
pub(crate) use account_file::account_file;
pub(crate) use actions::actions;
pub(crate) use evidence::evidence;
pub(crate) use file::{Form, STYLE, STYLE_PATH, json, send, turn};
pub(crate) use minutes::minutes;

use crate::pages::heard;
use crate::pages::promises::shown::words_of;
use crate::pages::record::Mark;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

/// What every paper is written from.
#[derive(Clone, Copy)]
pub(crate) struct Scribe<'a> {
    /// The language of its sentences.
    pub tr: Tr,
    /// The table.
    pub table: &'a Table,
    /// The day it is written.
    pub today: Day,
    /// Where this server is reached, without a slash at the end.
    pub origin: &'a str,
    /// The eight words of the table's record, for papers that close with them.
    pub record: Option<&'a Mark>,
}

impl<'a> Scribe<'a> {
    /// For somebody who may read what is said at a table. Nothing but their language gets into a paper.
    pub(crate) fn of(visitor: &'a Visitor, table: &'a Table) -> Self {
        Self { tr: visitor.tr, table, today: visitor.today, origin: &visitor.origin, record: None }
    }

    /// Closing with the record as it is now.
    pub(crate) fn with_record(self, record: Option<&'a Mark>) -> Self {
        Self { record, ..self }
    }

    /// A paper that begins with the table's name and leaves out sections with nothing in them.
    fn paper(self, title: String, facts: Vec<Fact>, sections: Vec<Section>) -> Paper {
        let tr = self.tr;
        let table = fact(t!(tr, "paper-table"), &self.table.name);
        Paper {
            language: tr.code().to_owned(),
            title,
            facts: [vec![table], facts].concat(),
            sections: sections.into_iter().filter(|section| !section.blocks.is_empty()).collect(),
            foot: t!(tr, "paper-foot", day = tr.day(self.today)),
        }
    }

    /// An address that works outside the site too.
    fn at(self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// What somebody said, or what stands in its place.
    fn words(self, said: SaidIn) -> String {
        words_of(self.tr, self.table, said)
    }

    /// The words of something with those it is called by before them: "Decision 3: Open at eight".
    fn called(self, name: &str, words: &str) -> String {
        t!(self.tr, "paper-called", name = name, words = words)
    }

    /// "Decision 3: Open at eight".
    fn decision(self, decision: &Decision) -> String {
        let name = t!(self.tr, "trail-decision", number = decision.number.0);
        self.called(&name, &tamper::proposal(self.tr, decision))
    }

    /// "What we heard, account 2: When is the door open?"
    fn account(self, account: &Account) -> String {
        self.called(&heard::shown::title(self.tr, account), &self.asked_in(account))
    }

    /// What the conversation of an account asks.
    fn asked_in(self, account: &Account) -> String {
        let conversation = self.table.conversation(account.conversation);
        conversation.map(|conversation| tamper::question(self.tr, conversation)).unwrap_or_default()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "words of any kind, somebody's or a sentence just made")]
fn fact(name: String, value: impl ToString) -> Fact {
    Fact { name, value: value.to_string() }
}

fn section(heading: String, blocks: Vec<Block>) -> Section {
    Section { heading, blocks }
}

/// Somebody's own words, with nothing to say beside them.
#[expect(clippy::needless_pass_by_value, reason = "words of any kind, somebody's or a sentence just made")]
fn said(words: impl ToString) -> Block {
    Block::Said { words: words.to_string(), note: None }
}

/// Somebody's own words, and what may be said beside them.
#[expect(clippy::needless_pass_by_value, reason = "words of any kind, somebody's or a sentence just made")]
fn noted(words: impl ToString, note: String) -> Block {
    Block::Said { words: words.to_string(), note: Some(note).filter(|note| !note.is_empty()) }
}

/// A sentence and the words of several people after it; nothing where there are no words.
fn voices<W: ToString>(lead: String, words: impl IntoIterator<Item = W>) -> Vec<Block> {
    let mut blocks = vec![Block::Plain(lead)];
    blocks.extend(words.into_iter().map(said));
    if blocks.len() > 1 { blocks } else { Vec::new() }
}

fn sheet<const COLUMNS: usize>(
    caption: String,
    head: [String; COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> Block {
    let rows = rows.into_iter().map(Vec::from).collect();
    Block::Sheet(Sheet { caption, head: head.into(), rows })
}
