//! "What we heard": one account, with who agrees, what the group says to it, and who it leaves out.

use paper::{Block, Paper};
use table::{Account, AccountOrigin, Certificate, Conversation, Part, Settled, StatementNo};
use voice::published::Published;

use super::{Scribe, fact, noted, section, voices};
use crate::pages::heard::{came, how, lines, shown};
use crate::pages::links;
use crate::t;
use crate::tamper;

/// An account on its own. `map` is the one of its conversation that stands.
pub(crate) fn account(scribe: Scribe<'_>, account: &Account, map: &Published) -> Paper {
    let tr = scribe.tr;
    let question = scribe.table.conversation(account.conversation).map_or("", Conversation::question);
    let facts = vec![
        fact(t!(tr, "field-question"), question),
        fact(t!(tr, "paper-state"), shown::state(tr, account, scribe.today)),
        fact(t!(tr, "paper-made-on"), tr.day(account.on)),
        fact(t!(tr, "paper-account-until"), tr.day(account.until)),
        fact(t!(tr, "paper-address"), scribe.at(&links::account(scribe.table.id, account.number))),
    ];
    let sections = vec![
        section(t!(tr, "paper-lines"), scribe.lines_now(account, map)),
        section(t!(tr, "heard-missing-heading"), missing(account)),
        section(t!(tr, "paper-how-made"), scribe.how_made(account)),
        section(t!(tr, "paper-is-it-ours"), scribe.is_it_ours(account)),
    ];
    scribe.paper(shown::title(tr, account), facts, sections)
}

impl Scribe<'_> {
    /// The same within another paper, under one heading.
    pub(super) fn whole_account(self, account: &Account, map: &Published) -> Vec<Block> {
        let tr = self.tr;
        let mut blocks = vec![Block::Plain(format!("{}.", shown::state(tr, account, self.today)))];
        if account.result_altered.is_some() {
            blocks.push(Block::Plain(t!(tr, "tamper-result")));
        }
        blocks.extend(self.lines_now(account, map));
        blocks.extend(self.missing_with_lead(account));
        blocks.extend(self.how_made(account));
        blocks.extend(self.is_it_ours(account));
        blocks
    }

    /// How it came about, in a sentence.
    pub(super) fn account_how(self, account: &Account) -> String {
        match account.origin {
            _ if account.altered.is_some() => t!(self.tr, "tamper-words"),
            AccountOrigin::Called(_) => t!(self.tr, "paper-account-called"),
            AccountOrigin::Written => t!(self.tr, "paper-account-written"),
        }
    }

    /// Its lines and linking words, and nothing beside them.
    pub(super) fn account_lines(self, account: &Account) -> Vec<Block> {
        self.pieces(account, |_| Vec::new())
    }

    /// What came of it, as it was counted: each line with what was said to it, what is missing, and whether it is agreed.
    pub(super) fn account_result(self, account: &Account) -> Vec<Block> {
        let mut blocks = self.pieces(account, |line| self.came(account, line));
        blocks.extend(self.missing_with_lead(account));
        blocks.extend(self.is_it_ours(account));
        blocks
    }

    /// Lines with who agrees now, and what was said to them.
    fn lines_now(self, account: &Account, map: &Published) -> Vec<Block> {
        let Some(conversation) = self.table.conversation(account.conversation) else { return Vec::new() };
        self.pieces(account, |line| {
            let mut sentences = lines::support(self.tr, conversation, map, line);
            sentences.extend(self.came(account, line));
            sentences
        })
    }

    /// Lines in the words in which they were said, with what `says` of each, and how others would put it; between them the
    /// linking words, marked as their writer's.
    fn pieces(self, account: &Account, says: impl Fn(StatementNo) -> Vec<String>) -> Vec<Block> {
        let tr = self.tr;
        let mut blocks = Vec::new();
        for part in account.parts() {
            match part {
                Part::Linking(words) => blocks.push(noted(words, t!(tr, "heard-linking"))),
                Part::Line(line) => {
                    let name = t!(tr, "paper-line", line = came::place(account, line));
                    let words = self.table.conversation(account.conversation).and_then(|all| all.said(line));
                    let Some(words) = words else {
                        blocks.push(Block::Plain(format!("{name} {}", t!(tr, "statement-gone"))));
                        continue;
                    };
                    let note = [vec![name], says(line)].concat().join(" ");
                    blocks.push(noted(tamper::said(tr, words), note));
                    // As on the page: what others would say is printed with what came of it.
                    if account.settled.is_some() {
                        blocks.extend(voices(t!(tr, "heard-not-quite-lead"), account.not_quite(line)));
                    }
                }
            }
        }
        blocks
    }

    /// What was said to a line: everybody first, then each opinion group.
    fn came(self, account: &Account, line: StatementNo) -> Vec<String> {
        let tr = self.tr;
        let Some(settled) = &account.settled else { return Vec::new() };
        let Some(at) = settled.lines.iter().position(|one| one.statement == line) else { return Vec::new() };
        let of_all = settled.lines.get(at).map(|line| came::said(tr, line));
        let of_groups = settled.groups.iter().filter_map(|group| {
            let tenths = group.yes_in_ten.get(at).copied().flatten()?;
            Some(came::said_by(tr, group.group, tenths.get()))
        });
        of_all.into_iter().chain(of_groups).collect()
    }

    fn missing_with_lead(self, account: &Account) -> Vec<Block> {
        let missing = missing(account);
        let lead = (!missing.is_empty()).then(|| Block::Plain(t!(self.tr, "paper-missing")));
        lead.into_iter().chain(missing).collect()
    }

    /// How it was put together, and who it leaves out.
    fn how_made(self, account: &Account) -> Vec<Block> {
        let mut blocks = vec![Block::Plain(self.account_how(account))];
        if let AccountOrigin::Called(certificate) = &account.origin {
            blocks.extend(self.certificate(account, certificate));
        }
        blocks
    }

    fn certificate(self, account: &Account, certificate: &Certificate) -> Vec<Block> {
        let tr = self.tr;
        let mut blocks = vec![Block::List(vec![
            t!(tr, "account-people", count = certificate.people),
            how::covered(tr, certificate),
        ])];
        if let Some(left_out) = certificate.left_out {
            let about = how::left_out_sentence(tr, left_out.people);
            blocks.extend(voices(about, [self.words((account.conversation, left_out.statement))]));
        }
        let holds = if certificate.holds { t!(tr, "account-holds") } else { t!(tr, "account-fails") };
        blocks.push(Block::Plain(holds));
        blocks
    }

    /// What makes it the group's, and what is in the way.
    fn is_it_ours(self, account: &Account) -> Vec<Block> {
        let tr = self.tr;
        let came = |settled: &Settled| {
            let mut sentences = vec![came::replied(tr, settled.replied)];
            sentences.extend(settled.short_of.iter().map(|short| came::shortfall(tr, account, *short)));
            let agreed =
                if settled.is_agreed() { t!(tr, "paper-agreed") } else { t!(tr, "paper-not-agreed") };
            vec![Block::Plain(agreed), Block::List(sentences)]
        };
        let mut blocks = account.settled.as_ref().map(came).unwrap_or_default();
        blocks.push(Block::Plain(t!(tr, "paper-agreed-when")));
        blocks.push(Block::List(came::takes(tr, account.terms).into()));
        blocks
    }
}

/// What people miss, once it was counted.
fn missing(account: &Account) -> Vec<Block> {
    let words = account.settled.iter().flat_map(|_| account.missing_words());
    words.map(super::said).collect()
}
