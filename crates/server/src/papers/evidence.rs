//! The evidence pack of one conversation: what was offered, what was said, where people stand, and what came of it.

use paper::{Block, Fact, Paper, Section};
use table::{Became, Conversation, Decision, Promise, PromiseOf, Trace};
use voice::publish::Cell;
use voice::published::Published;

use super::{Scribe, fact, said, section, sheet};
use crate::cuts::Cuts;
use crate::pages::conversations::stand::connections;
use crate::pages::conversations::statement::reasons;
use crate::pages::tables::brings::Wall;
use crate::pages::{heard, links};
use crate::t;
use crate::tamper;
use crate::text::{Tr, grouped};

/// Everything about a conversation. `map` and `cuts` are what stands.
pub(crate) fn evidence(
    scribe: Scribe<'_>,
    conversation: &Conversation,
    map: &Published,
    cuts: &Cuts,
) -> Paper {
    let tr = scribe.tr;
    let facts = vec![
        fact(t!(tr, "field-question"), tamper::question(tr, conversation)),
        fact(t!(tr, "paper-begun-on"), tr.day(conversation.opened_on)),
        fact(t!(tr, "paper-address"), scribe.at(&links::conversation(scribe.table.id, conversation.number))),
    ];
    let mut sections = vec![
        section(t!(tr, "offer-title"), scribe.offers(conversation)),
        section(t!(tr, "marks-title"), scribe.marks(conversation, None)),
        section(t!(tr, "paper-who"), scribe.who(cuts, conversation)),
        section(t!(tr, "stand-title"), scribe.standing(conversation, map)),
        section(t!(tr, "numbers-title"), scribe.numbers(conversation, map)),
        section(t!(tr, "statement-reasons"), in_own_words(tr, conversation)),
    ];
    sections.extend(scribe.accounts(conversation, map));
    sections.extend(scribe.came_of(conversation));
    sections.push(section(t!(tr, "paper-where"), scribe.places(conversation, map)));
    scribe.paper(t!(tr, "paper-evidence"), facts, sections)
}

impl Scribe<'_> {
    /// What the group brings and how those who took part are connected to this, as far as it may be told.
    fn who(self, cuts: &Cuts, conversation: &Conversation) -> Vec<Block> {
        let tr = self.tr;
        let wall = Wall::of(cuts, self.table);
        let mut blocks = Vec::new();
        let strength = |(one, count): &(table::Strength, Option<u32>)| {
            let words = tr.say(&format!("strength-{}", one.key()), None);
            match count {
                Some(count) => format!("{words} ({})", t!(tr, "brings-count", count = *count)),
                None => words,
            }
        };
        if !wall.strengths.is_empty() {
            blocks.push(Block::Heading(t!(tr, "brings-title")));
            blocks.push(Block::List(wall.strengths.iter().map(strength).collect()));
        }
        if !wall.own.is_empty() {
            blocks.push(Block::Heading(t!(tr, "brings-own")));
            blocks.extend(wall.own.into_iter().map(said));
        }
        if let Some(cells) = connections(cuts, self.table, conversation, self.today) {
            let words = |cell: Cell| match cell {
                Cell::Zero => t!(tr, "circles-nobody"),
                Cell::Rounded(about) => t!(tr, "circles-about", count = about.get()),
                Cell::Hidden => t!(tr, "circles-few"),
            };
            let name = |one: table::Connection| tr.say(&format!("connection-{}", one.key()), None);
            let rows = cells.into_iter().map(|(one, cell)| [name(one), words(cell)]);
            let head = [t!(tr, "paper-connection"), t!(tr, "paper-people")];
            blocks.push(Block::Heading(t!(tr, "circles-title")));
            blocks.push(sheet(t!(tr, "circles-lead"), head, rows));
        }
        blocks
    }

    /// All accounts, a section each: those the group agreed to first.
    fn accounts(self, conversation: &Conversation, map: &Published) -> Vec<Section> {
        let ours = |account: &&table::Account| account.conversation == conversation.number;
        let mut accounts: Vec<_> = self.table.accounts.iter().filter(ours).collect();
        accounts.sort_by_key(|account| (!account.is_agreed(), account.number));
        let each = accounts.into_iter();
        each.map(|account| section(heard::shown::title(self.tr, account), self.whole_account(account, map)))
            .collect()
    }

    /// The decisions and promises that came of it.
    fn came_of(self, conversation: &Conversation) -> [Section; 2] {
        let tr = self.tr;
        let trace = Trace::of(self.table);
        let is_behind =
            |what: Became| trace.behind(what).iter().any(|(number, _)| *number == conversation.number);
        let is_of_it = |decision: &&Decision| {
            decision.conversation == Some(conversation.number) || is_behind(Became::Decision(decision.number))
        };
        let decided: Vec<&Decision> = self.table.decisions.iter().filter(is_of_it).collect();
        let answers_it = |promise: &&Promise| {
            let one = |decision: &&Decision| promise.from == PromiseOf::Decision(decision.number);
            is_behind(Became::Promise(promise.number)) || decided.iter().any(one)
        };
        let promised = self.table.promises.iter().filter(answers_it).flat_map(|promise| {
            [vec![Block::Heading(self.promise(promise))], self.whole_promise(promise)].concat()
        });
        let told = decided.iter().flat_map(|decision| {
            [vec![Block::Heading(self.decision(decision))], self.whole_decision(decision)].concat()
        });
        [
            section(t!(tr, "paper-decisions"), told.collect()),
            section(t!(tr, "promises-title"), promised.collect()),
        ]
    }

    /// Where all of this can be read and counted again.
    fn places(self, conversation: &Conversation, map: &Published) -> Vec<Block> {
        let tr = self.tr;
        let base = self.at(&links::conversation(self.table.id, conversation.number));
        let place = |name: String, end: &str| fact(name, format!("{base}{end}"));
        let mut facts: Vec<Fact> = vec![
            place(t!(tr, "all-title"), "/all"),
            place(t!(tr, "offer-title"), "/offer"),
            place(t!(tr, "stand-title"), "/stand"),
            place(t!(tr, "how-title"), "/stand/how"),
            place(t!(tr, "paper-numbers-file"), "/stand.csv"),
            place(t!(tr, "paper-accounts"), "/heard"),
        ];
        if let Some(people) = map.people {
            facts.push(fact(t!(tr, "paper-took-part"), grouped(people)));
            facts.push(fact(t!(tr, "method-fingerprint"), &map.method.answers_sha256));
        }
        vec![Block::Plain(t!(tr, "paper-each-page", address = format!("{base}/s/"))), Block::Facts(facts)]
    }
}

/// Why people think so: under each thing that was said, in an order that tells nothing of who wrote it or when.
fn in_own_words(tr: Tr, conversation: &Conversation) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, statement) in conversation.live() {
        let reasons = reasons(conversation, number);
        if !reasons.is_empty() {
            blocks.push(Block::Heading(format!("{number}. {}", tamper::said(tr, statement))));
            blocks.extend(reasons.into_iter().map(said));
        }
    }
    blocks
}
