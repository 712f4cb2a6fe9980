//! What was altered: the place of an entry that is not as it was committed to, or whose seal is wrong.
//!
//! Nothing such an entry says is believed: not its words, and not its day. What it was about is believed as far as the numbering
//! needs it, and put right by the entries after it, which name their own numbers. Nothing that was ended comes to life again
//! because its end was altered, and nobody is late because of it.

use std::collections::{BTreeMap, BTreeSet};

use voice::responses::Responses;

use crate::account::{Account, AccountOrigin};
use crate::card::CardHash;
use crate::day::Day;
use crate::decision::{Decision, MORE_TIME_DAYS, Passing, Proposal, Question};
use crate::event::{About, Event, Kind};
use crate::ids::{AccountNo, ConversationNo, DecisionNo, PromiseNo, SeatNo};
use crate::import::PolisConversation;
use crate::offer::Offer;
use crate::promise::{News, Promise, PromiseOf, Tidings};
use crate::rules::{AccountTerms, Rule, Rules, RulesVersion};
use crate::state::{
    AgreementVersion, CardRequest, Conversation, Index, OfferVersion, Origin, Place, Said, Statement, Table,
};
use crate::words::Words;

/// Stands for the number of an entry of which nothing is known but that it was there.
const UNKNOWN: u64 = 0;

impl Table {
    /// Folds an entry that was altered.
    pub(crate) fn apply_altered(&mut self, kind: Kind, about: About) {
        self.altered.push((kind, about));
        let (at, on) = (self.entries + 1, self.reached);
        match kind {
            Kind::SeatTaken => self.seats.push(Place::Left),
            Kind::CardAsked => self.place_dead_request(on),
            // Whose request it was is not known, nor which invitation: none of those before works any more.
            Kind::CardStopped => self.requests.iter_mut().for_each(CardRequest::close),
            Kind::InvitationEnded => {
                for invitation in &mut self.invitations {
                    invitation.ended = true;
                }
            }
            Kind::AgreementChanged => self.agreement.push(agreement(on, at)),
            Kind::RulesChosen => self.rules.push(rules(on, at)),
            Kind::ConversationOpened => {
                let origin = Origin::Offered(vec![offer(None, on, at)]);
                self.conversations.push(conversation(self.conversations.len(), origin, on, at));
            }
            Kind::ConversationImported => {
                let origin = Origin::Imported(Box::new(source()));
                self.conversations.push(conversation(self.conversations.len(), origin, on, at));
            }
            Kind::OfferChanged | Kind::StatementMade => {
                if let Some(conversation) =
                    about.conversation.and_then(|number| self.conversation_mut(number))
                {
                    conversation.alter(kind, on, at);
                }
            }
            Kind::AccountCalled | Kind::AccountWritten => {
                self.accounts.push(account(self.accounts.len(), on, at));
            }
            Kind::AccountSettled => {
                if let Some(account) = find(&mut self.accounts, about) {
                    (account.settled, account.result_altered) = (None, Some(at));
                }
            }
            Kind::DecisionOpened => self.decisions.push(decision(self.decisions.len(), on, at)),
            Kind::DecisionClosed => {
                if let Some(decision) = find(&mut self.decisions, about) {
                    (decision.closed, decision.result_altered) = (None, Some(at));
                }
            }
            // How much more is the same for all: nobody loses it.
            Kind::DecisionMoreTimeAsked => {
                if let Some(decision) = find(&mut self.decisions, about) {
                    decision.more_time = Some(decision.closes.plus(MORE_TIME_DAYS));
                }
            }
            Kind::PromiseMade => self.promises.push(promise(self.promises.len(), on, at)),
            Kind::PromiseTold => {
                if let Some(promise) = find(&mut self.promises, about) {
                    promise.news.push(News {
                        on,
                        tidings: Tidings::Doing(Words::altered()),
                        altered: Some(at),
                    });
                }
            }
            // Of everything else nothing is left, as when it was erased.
            _ => {}
        }
    }

    /// A request for a card that leads nowhere keeps its number.
    pub(crate) fn place_dead_request(&mut self, on: Day) {
        self.requests.push(CardRequest {
            seat: SeatNo(u32::MAX),
            card: CardHash::from_bytes([0; 32]),
            on,
            seats_then: self.seats_ever(),
            vouched: BTreeSet::new(),
            over: true,
        });
    }

    /// What an entry is about was there when it was kept. Where it is not there now, what began it was altered so far that it
    /// was not known for what it was: then its place is made here.
    pub(crate) fn make_room(&mut self, kind: Kind, about: About) {
        let on = self.reached;
        match kind {
            Kind::AccountCalled
            | Kind::AccountWritten
            | Kind::AccountLinked
            | Kind::AccountReplied
            | Kind::AccountReplyTakenBack
            | Kind::AccountMissingSaid
            | Kind::AccountMissingTakenBack
            | Kind::AccountSettled => {
                let begins = matches!(kind, Kind::AccountCalled | Kind::AccountWritten);
                let most = self.most(before(about.item, begins));
                fill(&mut self.accounts, most, |there| account(there, on, UNKNOWN));
            }
            Kind::DecisionOpened
            | Kind::DecisionBallotCast
            | Kind::DecisionBallotTakenBack
            | Kind::DecisionMoreTimeAsked
            | Kind::DecisionNotHereAnswered
            | Kind::DecisionClosed => {
                let most = self.most(before(about.item, kind == Kind::DecisionOpened));
                fill(&mut self.decisions, most, |there| decision(there, on, UNKNOWN));
            }
            Kind::PromiseMade
            | Kind::PromiseSigned
            | Kind::PromiseTold
            | Kind::PromiseJudged
            | Kind::PromiseJudgementTakenBack => {
                let most = self.most(before(about.item, kind == Kind::PromiseMade));
                fill(&mut self.promises, most, |there| promise(there, on, UNKNOWN));
            }
            _ => self.make_conversation(kind, about),
        }
    }

    fn make_conversation(&mut self, kind: Kind, about: About) {
        let on = self.reached;
        let begins = matches!(kind, Kind::ConversationOpened | Kind::ConversationImported);
        let most = self.most(before(about.conversation.map(|number| number.0), begins));
        fill(&mut self.conversations, most, |there| {
            conversation(there, Origin::Offered(vec![offer(None, on, UNKNOWN)]), on, UNKNOWN)
        });
        let most = self.most(before(about.statement.map(|number| number.0), kind == Kind::StatementMade));
        if let Some(conversation) = about.conversation.and_then(|number| self.conversation_mut(number)) {
            fill(&mut conversation.statements, most, |_| statement(on, UNKNOWN));
        }
    }

    /// As [`Table::make_room`], for what names its number in its content only.
    pub(crate) fn make_room_for(&mut self, event: &Event) {
        match event {
            Event::SeatTaken { seat, .. } => {
                let most = self.most(seat.index());
                fill(&mut self.seats, most, |_| Place::Left);
            }
            Event::CardAsked { request, .. } => {
                while self.requests.len() < self.most(before(Some(request.0), true)) {
                    self.place_dead_request(self.reached);
                }
            }
            event => self.make_room(event.kind(), event.about()),
        }
    }

    /// There are never more of anything than entries.
    fn most(&self, many: usize) -> usize {
        many.min(usize::try_from(self.entries).unwrap_or(usize::MAX))
    }
}

impl Conversation {
    fn alter(&mut self, kind: Kind, on: Day, at: u64) {
        match (kind, &mut self.origin) {
            (Kind::StatementMade, _) => self.statements.push(statement(on, at)),
            (_, Origin::Offered(versions)) => {
                let stood = versions.last().map(|version| (version.offer.by_when, version.offer.hear_back));
                versions.push(offer(stood, on, at));
            }
            (_, Origin::Imported(_)) => {}
        }
    }
}

/// Puts something in its place, numbered from 1: at the end, or where something stands in for it.
pub(crate) fn put<T>(list: &mut Vec<T>, number: usize, stands_in: impl FnOnce(&T) -> bool, one: T) {
    let end = list.len();
    match number.checked_sub(1).and_then(|at| list.get_mut(at)) {
        Some(there) if stands_in(there) => *there = one,
        None if number == end + 1 => list.push(one),
        // Two things with one number: the first one stays.
        _ => {}
    }
}

/// How many there were before something with this number happened.
const fn before(number: Option<u32>, begins: bool) -> usize {
    match number {
        Some(number) => (number as usize).saturating_sub(begins as usize),
        None => 0,
    }
}

fn fill<T>(list: &mut Vec<T>, most: usize, one: impl Fn(usize) -> T) {
    while list.len() < most {
        list.push(one(list.len()));
    }
}

fn find<T>(list: &mut [T], about: About) -> Option<&mut T> {
    let number = usize::try_from(about.item?).ok()?;
    list.get_mut(number.checked_sub(1)?)
}

/// The number after so many.
fn next(there: usize) -> u32 {
    u32::try_from(there).unwrap_or(u32::MAX).saturating_add(1)
}

fn agreement(on: Day, at: u64) -> AgreementVersion {
    AgreementVersion { text: Words::altered(), why: None, on, altered: Some(at) }
}

/// No rule at all: nothing can be decided by what nobody can read.
fn rules(on: Day, at: u64) -> RulesVersion {
    let rules = Rules { rules: Vec::new(), disagreement: Words::altered(), account: AccountTerms::default() };
    RulesVersion { rules, why: None, decision: None, on, altered: Some(at) }
}

/// The days are those of the version before: a change that is not known changes none. The first has none, so it is over.
fn offer(days: Option<(Day, Day)>, on: Day, at: u64) -> OfferVersion {
    let (by_when, hear_back) = days.unwrap_or((on.plus(-1), on.plus(-1)));
    let offer = Offer {
        question: Words::altered(),
        open: Words::altered(),
        fixed: Words::altered(),
        who_decides: Words::altered(),
        who_spends: Words::altered(),
        who_stops: Words::altered(),
        how_decided: Words::altered(),
        by_when,
        hear_back,
    };
    OfferVersion { offer, why: None, on, altered: Some(at) }
}

fn source() -> PolisConversation {
    PolisConversation {
        topic: String::from(Words::<1>::altered()),
        description: String::new(),
        url: String::new(),
        summary: Vec::new(),
        has_history: false,
    }
}

fn conversation(there: usize, origin: Origin, on: Day, at: u64) -> Conversation {
    Conversation {
        origin,
        number: ConversationNo(next(there)),
        opened_on: on,
        altered: Some(at),
        moved: 0,
        seed: [0; 32],
        marks: Vec::new(),
        statements: Vec::new(),
        responses: Responses::default(),
        reasons: BTreeMap::new(),
        unlike: BTreeMap::new(),
        similar: Index::default(),
    }
}

fn statement(on: Day, at: u64) -> Statement {
    let said = Said { text: Words::altered(), seat: None, imported: None, altered: Some(at) };
    Statement { said: Some(said), on }
}

/// Of no conversation: none has the number 0.
fn account(there: usize, on: Day, at: u64) -> Account {
    Account {
        number: AccountNo(next(there)),
        conversation: ConversationNo(0),
        origin: AccountOrigin::Written,
        lines: Vec::new(),
        on,
        until: on,
        terms: AccountTerms::default(),
        author: None,
        replies: BTreeMap::new(),
        missing: BTreeMap::new(),
        settled: None,
        altered: Some(at),
        result_altered: None,
    }
}

fn decision(there: usize, on: Day, at: u64) -> Decision {
    let proposal = Proposal {
        what: Words::altered(),
        would_do: Words::altered(),
        cost: Words::altered(),
        who_does: Words::altered(),
        would_stop: Words::altered(),
        bad_for: Words::altered(),
        overrule: Words::altered(),
        review_on: on,
        from: Vec::new(),
    };
    Decision {
        number: DecisionNo(next(there)),
        conversation: None,
        proposal,
        question: Question::Proposal { by: Passing::Consent },
        rule: Rule::Advice,
        disagreement: Words::altered(),
        opened_on: on,
        closes: on,
        more_time: None,
        seats: 0,
        not_here: None,
        closed: None,
        after: None,
        followed_by: None,
        altered: Some(at),
        result_altered: None,
        seed: [0; 32],
        roll: 0,
        ballots: BTreeMap::new(),
    }
}

/// From no decision: none has the number 0.
fn promise(there: usize, on: Day, at: u64) -> Promise {
    Promise {
        number: PromiseNo(next(there)),
        from: PromiseOf::Decision(DecisionNo(0)),
        who: Words::altered(),
        what: Words::altered(),
        by: on,
        made_on: on,
        seat: None,
        news: Vec::new(),
        judged: BTreeMap::new(),
        altered: Some(at),
    }
}
