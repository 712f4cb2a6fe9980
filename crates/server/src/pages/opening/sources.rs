//! How a proposal came about: words to tick, which everybody can follow back. They stand in forms and addresses as `c1-7`,
//! statement 7 of conversation 1; `h2-5`, line 5 of account 2; `h2`, all lines of account 2.

use maud::{Markup, html};
use table::{AccountNo, ConversationNo, Field, PromiseOf, Source, StatementNo, Table};

use crate::fields::Fields;
use crate::mend::Wrong;
use crate::pages::heard;
use crate::pages::promises::{from, shown::words_of};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::{Checkboxes, Choice, Label, Size};

/// So many lines of agreed accounts are offered beside what somebody came with: a page must stay light.
const MOST_OFFERED: usize = 6;
/// The field that keeps what was offered, ticked or not.
const OFFERED: &str = "source";

fn read(text: &str) -> Option<Source> {
    match from::read(text) {
        Some(PromiseOf::Statement(conversation, statement)) => {
            Some(Source::Statement(conversation, statement))
        }
        Some(PromiseOf::Line(account, statement)) => Some(Source::Line(account, statement)),
        Some(PromiseOf::Decision(_)) => None,
        None => from::number(text.strip_prefix('h')?).map(|account| Source::Account(AccountNo(account))),
    }
}

fn write(source: Source) -> String {
    match source {
        Source::Statement(conversation, statement) => {
            from::write(PromiseOf::Statement(conversation, statement))
        }
        Source::Line(account, statement) => from::write(PromiseOf::Line(account, statement)),
        Source::Account(account) => format!("h{account}"),
    }
}

fn once(sources: impl Iterator<Item = Source>) -> Vec<Source> {
    let mut all = Vec::new();
    for source in sources {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    all
}

/// What an address came with, as `source` or `from`.
pub(super) fn came_with(asked: &Fields) -> Vec<Source> {
    once(asked.all(OFFERED).chain(asked.all("from")).filter_map(read))
}

/// Some sources in a form, offered and ticked.
pub(super) fn filled(sources: &[Source]) -> Vec<(String, String)> {
    let pair =
        |name: &str| sources.iter().map(move |source| (name.to_owned(), write(*source))).collect::<Vec<_>>();
    [pair(OFFERED), pair(Field::Sources.key())].concat()
}

/// Some sources behind the question mark of an address.
pub(super) fn in_address(sources: &[Source]) -> impl Iterator<Item = (String, String)> {
    sources.iter().map(|source| (OFFERED.to_owned(), write(*source)))
}

/// Those that are ticked, each once, in order.
pub(super) fn ticked(fields: &Fields) -> Vec<Source> {
    once(fields.all(Field::Sources.key()).filter_map(read))
}

/// The conversation that all of them come from, where it is one.
pub(super) fn conversation(table: &Table, sources: &[Source]) -> Option<ConversationNo> {
    let of = |source: &Source| match source {
        Source::Statement(conversation, _) => Some(*conversation),
        Source::Line(account, _) | Source::Account(account) => {
            table.account(*account).map(|account| account.conversation)
        }
    };
    let first = of(sources.first()?)?;
    sources.iter().all(|source| of(source) == Some(first)).then_some(first)
}

/// A source as it is shown: its words, and what sort of thing it is.
pub(super) struct Shown {
    source: Source,
    pub(super) words: String,
    pub(super) what: String,
}

impl Shown {
    /// None where there is no such thing at this table.
    pub(super) fn of(tr: Tr, table: &Table, source: Source) -> Option<Self> {
        let (words, what) = match source {
            Source::Statement(conversation, statement) => {
                table.conversation(conversation)?.statement(statement)?;
                (words_of(tr, table, (conversation, statement)), t!(tr, "opening-source-said"))
            }
            Source::Line(account, statement) => {
                let account = table.account(account).filter(|account| account.lines.contains(&statement))?;
                let what = t!(tr, "opening-source-line", title = heard::shown::title(tr, account));
                (words_of(tr, table, (account.conversation, statement)), what)
            }
            Source::Account(account) => {
                let account = table.account(account)?;
                let question = tamper::question(tr, table.conversation(account.conversation)?);
                (heard::shown::title(tr, account), t!(tr, "opening-source-all", question = question))
            }
        };
        Some(Self { source, words, what })
    }
}

/// What can be ticked: what somebody came with or ticked, then the newest agreed account as a whole, then lines of agreed
/// accounts whose words are still there, the newest first.
pub(super) fn offered(tr: Tr, table: &Table, fields: &Fields) -> Vec<Shown> {
    let came = once(fields.all(OFFERED).chain(fields.all(Field::Sources.key())).filter_map(read));
    let agreed = || table.accounts.iter().rev().filter(|account| account.is_agreed());
    let newest = agreed().next().map(|account| Source::Account(account.number));
    let lines = agreed().flat_map(|account| {
        let conversation = table.conversation(account.conversation);
        let stands =
            move |line: &&StatementNo| conversation.is_some_and(|all| all.readable(**line).is_some());
        account.lines.iter().filter(stands).map(|line| Source::Line(account.number, *line))
    });
    let is_new = |source: &Source| !came.contains(source);
    let lines = lines.filter(is_new).take(MOST_OFFERED);
    let more: Vec<Source> = newest.filter(is_new).into_iter().chain(lines).collect();
    came.into_iter().chain(more).filter_map(|source| Shown::of(tr, table, source)).collect()
}

/// The ticks, where there is something to tick.
pub(super) fn boxes(tr: Tr, offered: &[Shown], fields: &Fields, wrong: &Wrong) -> Markup {
    let ticked = ticked(fields);
    let choice = |one: &Shown| {
        Choice::new(write(one.source), html! { bdi { (one.words) } })
            .hint(html! { bdi { (one.what) } })
            .checked(ticked.contains(&one.source))
    };
    html! {
        @for source in fields.all(OFFERED) { input type="hidden" name=(OFFERED) value=(source); }
        @if !offered.is_empty() {
            (Checkboxes::new(Field::Sources.key(), Label::new(t!(tr, "field-sources")).size(Size::M))
                .hint(t!(tr, "opening-hint-sources"))
                .error(wrong.at(tr, Field::Sources.key()))
                .choices(offered.iter().map(choice)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_read_back_and_come_once() {
        let all = [
            Source::Statement(ConversationNo(1), StatementNo(7)),
            Source::Line(AccountNo(2), StatementNo(5)),
            Source::Account(AccountNo(2)),
        ];
        for source in all {
            assert_eq!(read(&write(source)), Some(source));
        }
        for text in ["d3", "h", "h0", "h-5", "c1", "x2"] {
            assert_eq!(read(text), None, "{text}");
        }
        let pairs = [("source", "h2"), ("from", "c1-7"), ("source", "h2"), ("from", "d1")];
        let asked = Fields::of(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
        assert_eq!(came_with(&asked), [all[2], all[0]]);
        assert_eq!(ticked(&Fields::of(filled(&all))), all);
    }
}
