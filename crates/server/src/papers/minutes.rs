//! The minutes: what the table is for, what happened on which day, and what comes next.

use paper::{Block, Paper, Section};
use table::{
    Account, Change, Changed, Conversation, ConversationNo, Decision, DecisionNo, Origin, Promise, PromiseNo,
};

use super::{Scribe, fact, noted, said, section};
use crate::pages::record;
use crate::t;
use crate::tamper;

/// Everything that happened at a table, day by day.
pub(crate) fn minutes(scribe: Scribe<'_>) -> Paper {
    let (tr, table) = (scribe.tr, scribe.table);
    let (version, agreement) = table.agreement();
    let since = t!(tr, "agreement-version", version = version, day = tr.day(agreement.on));
    let mut sections = vec![
        section(t!(tr, "field-purpose"), vec![said(&table.purpose)]),
        section(
            t!(tr, "field-agreement"),
            vec![noted(tamper::shown(tr, agreement.altered, &agreement.text), since)],
        ),
    ];
    sections.extend(scribe.days());
    sections.push(section(t!(tr, "paper-next"), scribe.next_days()));
    sections.push(section(t!(tr, "record-title"), scribe.record()));
    let facts = vec![
        fact(
            t!(tr, "paper-days"),
            t!(tr, "paper-from-to", from = tr.day(table.set_on), to = tr.day(scribe.today)),
        ),
        fact(t!(tr, "paper-address"), scribe.at(&format!("/t/{}", table.id))),
    ];
    scribe.paper(t!(tr, "paper-minutes"), facts, sections)
}

impl Scribe<'_> {
    /// A section for each day on which something happened, the first one first.
    fn days(self) -> Vec<Section> {
        let mut changes = self.table.changes(self.table.set_on, self.today);
        changes.sort_by_cached_key(|changed| (changed.on, self.step(changed.what), changed.what));
        let day = |day: &[Changed]| {
            let heading = day.first().map(|changed| self.tr.day(changed.on)).unwrap_or_default();
            section(heading, day.iter().filter_map(|changed| self.entry(changed.what)).flatten().collect())
        };
        changes.chunk_by(|one, next| one.on == next.on).map(day).collect()
    }

    /// Nobody knows which of two things of one day came first; what can lead to something stands before it.
    fn step(self, what: Change) -> u8 {
        match what {
            Change::TableSet => 0,
            Change::AgreementChanged(_) => 1,
            Change::RulesChosen(version) => {
                let chosen = before(version).and_then(|at| self.table.rules.get(at));
                if chosen.is_some_and(|chosen| chosen.decision.is_some()) { 11 } else { 2 }
            }
            Change::ConversationOpened(_) => 3,
            Change::OfferChanged(..) => 4,
            Change::Said(..) => 5,
            Change::ConversationEnded(_) => 6,
            Change::AccountSettled(_) => 7,
            Change::AccountMade(_) => 8,
            Change::DecisionWaits(_) => 9,
            Change::DecisionClosed(_) => 10,
            Change::ReviewDue(_) => 12,
            Change::DecisionOpened(_) => 13,
            Change::PromiseMade(_) => 14,
            Change::PromiseTold(..) => 15,
            Change::PromiseLate(_) => 16,
            Change::HearBackDue(_) => 17,
        }
    }

    /// One thing that happened: its heading and what is to be said of it.
    fn entry(self, what: Change) -> Option<Vec<Block>> {
        let tr = self.tr;
        let (heading, blocks) = match what {
            Change::TableSet => (t!(tr, "change-set"), Vec::new()),
            Change::AgreementChanged(version) => self.agreement_changed(version)?,
            Change::RulesChosen(version) => {
                let chosen = self.table.rules.get(before(version)?)?;
                (t!(tr, "paper-rules", version = version), self.rules_version(chosen))
            }
            Change::ConversationOpened(number) => self.conversation_opened(number)?,
            Change::OfferChanged(number, version) => self.offer_changed(number, version)?,
            Change::Said(number, count) => {
                (t!(tr, "change-said", count = count), vec![Block::Plain(self.question(number)?)])
            }
            Change::ConversationEnded(number) => {
                (t!(tr, "change-conversation-ended"), vec![Block::Plain(self.question(number)?)])
            }
            Change::HearBackDue(number) => {
                (t!(tr, "paper-hear-back"), vec![Block::Plain(self.question(number)?)])
            }
            Change::AccountMade(number) => self.account_made(self.table.account(number)?),
            Change::AccountSettled(number) => {
                let account = self.table.account(number)?;
                (t!(tr, "paper-counted", what = self.account(account)), self.account_result(account))
            }
            Change::DecisionOpened(number) => {
                let decision = self.table.decision(number)?;
                (t!(tr, "paper-opened", what = self.decision(decision)), self.opened(decision))
            }
            Change::DecisionWaits(number) => {
                self.of_decision(number, |what| t!(tr, "paper-waits", what = what), |_| Vec::new())?
            }
            Change::DecisionClosed(number) => self.of_decision(
                number,
                |what| t!(tr, "paper-counted", what = what),
                |one| self.came_to(one),
            )?,
            Change::ReviewDue(number) => {
                self.of_decision(number, |what| t!(tr, "paper-review", what = what), |_| Vec::new())?
            }
            Change::PromiseMade(number) => self.of_promise(
                number,
                |what| t!(tr, "paper-promised", what = what),
                |one| self.promise_told(one),
            )?,
            Change::PromiseTold(number, at) => {
                let news = self.table.promise(number)?.news.get(at as usize)?;
                self.of_promise(number, |what| t!(tr, "paper-told", what = what), |_| self.told(news))?
            }
            Change::PromiseLate(number) => {
                self.of_promise(number, |what| t!(tr, "paper-late", what = what), |_| Vec::new())?
            }
        };
        Some([vec![Block::Heading(heading)], blocks].concat())
    }

    /// The record in eight words, so that this paper and a later page can be compared.
    fn record(self) -> Vec<Block> {
        let (tr, Some(mark)) = (self.tr, self.record) else { return Vec::new() };
        let facts = vec![
            fact(t!(tr, "record-paper-words"), mark.line()),
            fact(t!(tr, "record-paper-entries"), mark.entries),
            fact(t!(tr, "record-paper-seen"), mark.seen(tr)),
            fact(t!(tr, "paper-address"), self.at(&record::address(self.table.id))),
        ];
        vec![Block::Plain(t!(tr, "record-words-what")), Block::Facts(facts)]
    }

    fn question(self, number: ConversationNo) -> Option<String> {
        self.table.conversation(number).map(|conversation| tamper::question(self.tr, conversation))
    }

    fn agreement_changed(self, version: u32) -> Option<(String, Vec<Block>)> {
        let tr = self.tr;
        let changed = self.table.agreement.get(before(version)?)?;
        let mut blocks: Vec<Block> = Vec::new();
        if let Some(why) = &changed.why {
            blocks.extend([Block::Plain(t!(tr, "offer-why")), said(why)]);
        }
        blocks.extend([
            Block::Plain(t!(tr, "paper-agreement-new")),
            said(tamper::shown(tr, changed.altered, &changed.text)),
        ]);
        Some((t!(tr, "change-agreement"), blocks))
    }

    fn conversation_opened(self, number: ConversationNo) -> Option<(String, Vec<Block>)> {
        let conversation = self.table.conversation(number)?;
        let heading = t!(self.tr, "paper-opened", what = self.conversation(conversation));
        let blocks = match &conversation.origin {
            Origin::Offered(versions) => {
                [self.offer(versions.first()?, None), self.marks(conversation, Some(1))].concat()
            }
            Origin::Imported(_) => self.offers(conversation),
        };
        Some((heading, blocks))
    }

    fn offer_changed(self, number: ConversationNo, version: u32) -> Option<(String, Vec<Block>)> {
        let conversation = self.table.conversation(number)?;
        let Origin::Offered(versions) = &conversation.origin else { return None };
        let at = before(version)?;
        let heading = t!(self.tr, "paper-offer-changed", what = self.conversation(conversation));
        let offer = self.offer(versions.get(at)?, at.checked_sub(1).and_then(|at| versions.get(at)));
        Some((heading, [offer, self.marks(conversation, Some(version))].concat()))
    }

    fn account_made(self, account: &Account) -> (String, Vec<Block>) {
        let heading = t!(self.tr, "paper-made", what = self.account(account));
        // What came of it has its lines; until then they stand here.
        let lines = if account.settled.is_none() { self.account_lines(account) } else { Vec::new() };
        (heading, [vec![Block::Plain(self.account_how(account))], lines].concat())
    }

    fn of_decision(
        self,
        number: DecisionNo,
        heading: impl FnOnce(String) -> String,
        blocks: impl FnOnce(&Decision) -> Vec<Block>,
    ) -> Option<(String, Vec<Block>)> {
        let decision = self.table.decision(number)?;
        Some((heading(self.decision(decision)), blocks(decision)))
    }

    fn of_promise(
        self,
        number: PromiseNo,
        heading: impl FnOnce(String) -> String,
        blocks: impl FnOnce(&Promise) -> Vec<Block>,
    ) -> Option<(String, Vec<Block>)> {
        let promise = self.table.promise(number)?;
        Some((heading(self.promise(promise)), blocks(promise)))
    }

    /// "Conversation 2: When is the door open?"
    pub(super) fn conversation(self, conversation: &Conversation) -> String {
        let name = t!(self.tr, "paper-conversation", number = conversation.number.0);
        self.called(&name, &tamper::question(self.tr, conversation))
    }
}

/// The place of a version, from 1, in a list.
fn before(version: u32) -> Option<usize> {
    usize::try_from(version).ok()?.checked_sub(1)
}
