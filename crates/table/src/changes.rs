//! What changed at a table, day by day: the same for everybody, and nothing that could tell who did it.

use serde::Serialize;

use crate::day::Day;
use crate::decision::Decision;
use crate::ids::{AccountNo, ConversationNo, DecisionNo, PromiseNo};
use crate::promise::Promise;
use crate::state::{Conversation, Origin, Table};

/// Something that changed, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// The day.
    pub on: Day,
    /// What.
    pub what: Change,
}

/// Something that changed. Of a decision that is open it tells no more than that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A promise is late: its day is over without an answer.
    PromiseLate(PromiseNo),
    /// There is something new about a promise: its news with this place, from 0.
    PromiseTold(PromiseNo, u32),
    /// A promise was made.
    PromiseMade(PromiseNo),
    /// A decision was counted.
    DecisionClosed(DecisionNo),
    /// The last day to answer a decision is over, and nobody has counted yet.
    DecisionWaits(DecisionNo),
    /// A decision was opened.
    DecisionOpened(DecisionNo),
    /// It is the day to look at a decision again.
    ReviewDue(DecisionNo),
    /// It was counted what people say to an account.
    AccountSettled(AccountNo),
    /// There is a new account of what was heard.
    AccountMade(AccountNo),
    /// It is the day by which people were to hear back.
    HearBackDue(ConversationNo),
    /// A conversation's last day is over.
    ConversationEnded(ConversationNo),
    /// So many new things were said in a conversation that day.
    Said(ConversationNo, u32),
    /// An offer has a new version.
    OfferChanged(ConversationNo, u32),
    /// A conversation was opened.
    ConversationOpened(ConversationNo),
    /// How we decide was chosen or changed: the version, from 1.
    RulesChosen(u32),
    /// How we work together was changed: the version, from 2.
    AgreementChanged(u32),
    /// The table was set.
    TableSet,
}

impl Table {
    /// What changed from a day to another, both with it: the newest first, and of one day in the order of [`Change`].
    pub fn changes(&self, from: Day, to: Day) -> Vec<Changed> {
        let mut all = Changes { from, to, all: Vec::new() };
        all.add(self.set_on, Change::TableSet);
        for (version, changed) in (2..).zip(self.agreement.iter().skip(1)) {
            all.add(changed.on, Change::AgreementChanged(version));
        }
        for (version, chosen) in (1..).zip(&self.rules) {
            all.add(chosen.on, Change::RulesChosen(version));
        }
        self.conversations.iter().for_each(|conversation| all.of_conversation(conversation));
        for account in &self.accounts {
            all.add(account.on, Change::AccountMade(account.number));
            if let Some(settled) = &account.settled {
                all.add(settled.on, Change::AccountSettled(account.number));
            }
        }
        self.decisions.iter().for_each(|decision| all.of_decision(decision));
        self.promises.iter().for_each(|promise| all.of_promise(promise));
        all.all.sort_unstable_by(|a, b| b.on.cmp(&a.on).then(a.what.cmp(&b.what)));
        all.all
    }
}

struct Changes {
    from: Day,
    to: Day,
    all: Vec<Changed>,
}

impl Changes {
    fn add(&mut self, on: Day, what: Change) {
        if (self.from..=self.to).contains(&on) {
            self.all.push(Changed { on, what });
        }
    }

    fn of_conversation(&mut self, conversation: &Conversation) {
        let number = conversation.number;
        self.add(conversation.opened_on, Change::ConversationOpened(number));
        if let Origin::Offered(versions) = &conversation.origin {
            for (version, changed) in (2..).zip(versions.iter().skip(1)) {
                self.add(changed.on, Change::OfferChanged(number, version));
            }
        }
        if let Some((_, version)) = conversation.offer()
            && version.altered.is_none()
        {
            self.add(version.offer.by_when.plus(1), Change::ConversationEnded(number));
            self.add(version.offer.hear_back, Change::HearBackDue(number));
        }
        if conversation.offer().is_some() {
            self.said(conversation);
        }
    }

    /// Statements are numbered in the order they were said, so those of one day stand together.
    fn said(&mut self, conversation: &Conversation) {
        for day in conversation.statements.chunk_by(|one, next| one.on == next.on) {
            let new = day.iter().filter(|statement| statement.said.is_some()).count();
            if let (Some(first), true) = (day.first(), new > 0) {
                self.add(first.on, Change::Said(conversation.number, u32::try_from(new).unwrap_or(u32::MAX)));
            }
        }
    }

    fn of_decision(&mut self, decision: &Decision) {
        let number = decision.number;
        self.add(decision.opened_on, Change::DecisionOpened(number));
        match &decision.closed {
            Some(closed) => {
                self.add(closed.on, Change::DecisionClosed(number));
                self.add(decision.proposal.review_on, Change::ReviewDue(number));
            }
            // What it came to is there, and not known.
            None if decision.is_altered() => {}
            None => self.add(decision.last_day().plus(1), Change::DecisionWaits(number)),
        }
    }

    fn of_promise(&mut self, promise: &Promise) {
        let number = promise.number;
        self.add(promise.made_on, Change::PromiseMade(number));
        for (at, news) in (0..).zip(&promise.news) {
            self.add(news.on, Change::PromiseTold(number, at));
        }
        // Whoever may have answered is not called late.
        if promise.altered.is_some() || promise.news.iter().any(|news| news.altered.is_some()) {
            return;
        }
        let answer = promise.news.iter().find(|news| news.is_answer());
        if answer.is_none_or(|news| news.on > promise.by) {
            self.add(promise.by.plus(1), Change::PromiseLate(number));
        }
    }
}
