//! Folding: what an event does to a table. Never fails: what `decide` let through, and what was erased since,
//! always has a meaning.

use std::collections::{BTreeMap, BTreeSet};

use voice::responses::{Answer, Responses};

use crate::altered::put;
use crate::before::BeforeIndex;
use crate::card::CardHash;
use crate::day::Day;
use crate::event::{About, Event, Kept, Kind};
use crate::ids::{ConversationNo, InviteCode, RequestNo, SeatNo, StatementNo};
use crate::import::ImportedSeat;
use crate::rules::RulesVersion;
use crate::state::{
    AgreementVersion, CardRequest, Conversation, Index, Invitation, Mark, OfferVersion, Origin, Place, Said,
    Seat, Statement, Table,
};

impl Table {
    /// A table from its first event. Anything else than `TableSet` is not the beginning of a table.
    pub fn begin(first: &Event, on: Day) -> Option<Self> {
        let Event::TableSet { id, name, purpose, agreement, findable, starter } = first else { return None };
        Some(Self {
            id: *id,
            name: name.clone(),
            purpose: purpose.clone(),
            findable: *findable,
            starter: *starter,
            set_on: on,
            agreement: vec![AgreementVersion { text: agreement.clone(), why: None, on, altered: None }],
            invitations: Vec::new(),
            conversations: Vec::new(),
            rules: Vec::new(),
            accounts: Vec::new(),
            decisions: Vec::new(),
            promises: Vec::new(),
            before: BeforeIndex::default(),
            seats: Vec::new(),
            cards: BTreeMap::new(),
            requests: Vec::new(),
            entries: 1,
            reached: on,
            altered: Vec::new(),
        })
    }

    /// Folds an event as it comes back from the journal.
    pub fn apply_kept(&mut self, kept: &Kept, on: Day) {
        match kept {
            Kept::Whole(event) => self.apply(event, on),
            Kept::Erased(kind, about) => {
                self.apply_erased(*kind, *about, on);
                self.reached = on;
                self.count(*kind, *about);
            }
            Kept::Altered(kind, about) => {
                self.apply_altered(*kind, *about);
                self.count(*kind, *about);
            }
        }
    }

    /// Only these hold a place in a numbering; of everything else nothing is left.
    fn apply_erased(&mut self, kind: Kind, about: About, on: Day) {
        self.make_room(kind, about);
        match kind {
            Kind::SeatTaken => self.seats.push(Place::Left),
            Kind::StatementMade => {
                let found = about.conversation.and_then(|number| self.conversation_mut(number));
                if let (Some(conversation), Some(number)) = (found, about.statement) {
                    conversation.place(number, Statement { said: None, on });
                }
            }
            Kind::CardAsked => self.place_dead_request(on),
            _ => {}
        }
    }

    /// One more entry, and one more about the conversation it is about. Who leaves takes something from any of them.
    fn count(&mut self, kind: Kind, about: About) {
        self.entries += 1;
        if kind == Kind::SeatLeft {
            self.conversations.iter_mut().for_each(|conversation| conversation.moved += 1);
        } else if let Some(conversation) = about.conversation.and_then(|number| self.conversation_mut(number))
        {
            conversation.moved += 1;
        }
    }

    /// Folds an event that just happened.
    pub fn apply(&mut self, event: &Event, on: Day) {
        // The table began with this one.
        if matches!(event, Event::TableSet { .. }) {
            return;
        }
        self.make_room_for(event);
        self.fold(event, on);
        self.reached = on;
        self.count(event.kind(), event.about());
    }

    fn fold(&mut self, event: &Event, on: Day) {
        match event {
            Event::TableSet { .. } => {}
            Event::SeatTaken { seat, card, invitation, imported } => {
                self.take_seat(*seat, *card, *invitation, imported.as_ref(), on);
            }
            Event::CardReplaced { seat, card } => self.replace_card(*seat, *card),
            Event::CardAsked { request, seat, card } => {
                let asked = CardRequest {
                    seat: *seat,
                    card: *card,
                    on,
                    seats_then: self.seats_ever(),
                    vouched: BTreeSet::new(),
                    over: false,
                };
                put(&mut self.requests, request.index(), |there| there.over, asked);
            }
            Event::Vouched { request, by } => {
                if let Some(request) = self.request_mut(*request).filter(|request| !request.over) {
                    request.vouched.insert(*by);
                }
            }
            Event::CardStopped { request } => {
                if let Some(request) = self.request_mut(*request) {
                    request.close();
                }
            }
            Event::NameChosen { seat, name } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.name.clone_from(name);
                }
            }
            Event::Brought { seat, strengths, own } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.strengths.clone_from(strengths);
                    seat.own_strength.clone_from(own);
                }
            }
            Event::Connected { seat, connections } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.connections.clone_from(connections);
                }
            }
            Event::Invited { code, cap, until } => self.invitations.push(Invitation {
                code: *code,
                cap: *cap,
                used: 0,
                until: *until,
                ended: false,
            }),
            Event::InvitationEnded { code } => {
                if let Some(invitation) = self.invitations.iter_mut().find(|known| known.code == *code) {
                    invitation.ended = true;
                }
            }
            Event::AgreementChanged { text, why } => {
                let why = Some(why.clone());
                self.agreement.push(AgreementVersion { text: text.clone(), why, on, altered: None });
            }
            Event::ConversationOpened { conversation, offer, seed } => {
                let first = OfferVersion { offer: offer.clone(), why: None, on, altered: None };
                self.open(Origin::Offered(vec![first]), *conversation, *seed, on);
            }
            Event::ConversationImported { conversation, source, seed } => {
                self.open(Origin::Imported(Box::new(source.clone())), *conversation, *seed, on);
            }
            Event::RulesChosen { rules, why, decision } => self.rules.push(RulesVersion {
                rules: rules.clone(),
                why: why.clone(),
                decision: *decision,
                on,
                altered: None,
            }),
            Event::Account(event) => self.apply_account(event, on),
            Event::Decision(event) => self.apply_decision(event, on),
            Event::Promise(event) => self.apply_promise(event, on),
            Event::MailSet { seat, mail } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.mail.clone_from(mail);
                }
            }
            Event::SeatLeft { seat } => self.leave(*seat),
            Event::OfferChanged { conversation, .. }
            | Event::OfferMarked { conversation, .. }
            | Event::StatementMade { conversation, .. }
            | Event::StatementWithdrawn { conversation, .. }
            | Event::ResponseGiven { conversation, .. }
            | Event::ResponseTakenBack { conversation, .. }
            | Event::ReasonGiven { conversation, .. }
            | Event::ReasonTakenBack { conversation, .. }
            | Event::NotLikeMeSaid { conversation, .. }
            | Event::NotLikeMeTakenBack { conversation, .. } => {
                if let Some(conversation) = self.conversation_mut(*conversation) {
                    conversation.apply(event, on);
                }
            }
        }
    }

    fn take_seat(
        &mut self,
        seat: SeatNo,
        card: Option<CardHash>,
        invitation: Option<InviteCode>,
        imported: Option<&ImportedSeat>,
        on: Day,
    ) {
        if let Some(used) = self.invitation_mut(invitation) {
            used.used += 1;
        }
        if let Some(card) = card {
            self.cards.insert(card, seat);
        }
        let taken = Place::Taken(Box::new(Seat {
            card,
            renewals: 0,
            name: None,
            strengths: BTreeSet::new(),
            own_strength: None,
            connections: BTreeSet::new(),
            mail: None,
            invitation,
            taken_on: on,
            imported: imported.cloned(),
        }));
        put(&mut self.seats, seat.index() + 1, |there| *there == Place::Left, taken);
    }

    fn replace_card(&mut self, number: SeatNo, card: CardHash) {
        let Some(seat) = self.seat_mut(number) else { return };
        let old = seat.card.replace(card);
        seat.renewals += 1;
        if let Some(old) = old {
            self.cards.remove(&old);
        }
        self.cards.insert(card, number);
        // Whichever way the seat got its new card, requests for it have had their day.
        self.requests.iter_mut().filter(|request| request.seat == number).for_each(CardRequest::close);
    }

    fn invitation_mut(&mut self, code: Option<InviteCode>) -> Option<&mut Invitation> {
        self.invitations.iter_mut().find(|invitation| Some(invitation.code) == code)
    }

    fn request_mut(&mut self, number: RequestNo) -> Option<&mut CardRequest> {
        self.requests.get_mut(number.index().checked_sub(1)?)
    }

    fn open(&mut self, origin: Origin, number: ConversationNo, seed: [u8; 32], on: Day) {
        let opened = Conversation {
            origin,
            number,
            opened_on: on,
            altered: None,
            moved: 0,
            seed,
            marks: Vec::new(),
            statements: Vec::new(),
            responses: Responses::default(),
            reasons: BTreeMap::new(),
            unlike: BTreeMap::new(),
            similar: Index::default(),
        };
        put(&mut self.conversations, number.index(), |there| there.altered.is_some(), opened);
    }

    /// Everything that is this person's goes. The same is left as when their events come back erased.
    fn leave(&mut self, number: SeatNo) {
        let Some(place) = self.seats.get_mut(number.index()) else { return };
        if let Place::Taken(seat) = std::mem::replace(place, Place::Left) {
            if let Some(card) = seat.card {
                self.cards.remove(&card);
            }
            // The place at the table that an invitation gave is free again.
            if let Some(used) = self.invitation_mut(seat.invitation) {
                used.used = used.used.saturating_sub(1);
            }
        }
        for request in &mut self.requests {
            request.vouched.remove(&number);
            if request.seat == number {
                request.close();
                request.seat = SeatNo(u32::MAX);
            }
        }
        for conversation in &mut self.conversations {
            conversation.leave(number);
        }
        self.accounts.iter_mut().for_each(|account| account.leave(number));
        self.decisions.iter_mut().for_each(|decision| decision.leave(number));
        self.promises.iter_mut().for_each(|promise| promise.leave(number));
    }
}

impl CardRequest {
    /// A request that is over holds nothing that could lead to anybody.
    pub(crate) fn close(&mut self) {
        self.over = true;
        self.card = CardHash::from_bytes([0; 32]);
        self.vouched.clear();
    }
}

impl Conversation {
    fn apply(&mut self, event: &Event, on: Day) {
        match event {
            Event::OfferChanged { offer, why, .. } => {
                if let Origin::Offered(versions) = &mut self.origin {
                    let why = Some(why.clone());
                    versions.push(OfferVersion { offer: offer.clone(), why, on, altered: None });
                }
            }
            Event::OfferMarked { seat, version, words, .. } => {
                self.marks.push(Mark { seat: *seat, version: *version, words: words.clone(), on });
            }
            Event::StatementMade { statement, seat, text, imported, .. } => {
                let imported = imported.clone().map(Box::new);
                let said = Said { text: text.clone(), seat: *seat, imported, altered: None };
                if !said.set_aside() {
                    self.similar.0.insert(Self::position(*statement), text.as_str());
                }
                self.place(*statement, Statement { said: Some(said), on });
            }
            Event::StatementWithdrawn { statement, .. } => self.withdraw(*statement),
            Event::ResponseGiven { statement, seat, choice, matters, drawn, .. } => {
                let answer = Answer { choice: *choice, matters: *matters };
                self.responses.set_drawn(seat.0, Self::position(*statement), answer, *drawn);
            }
            Event::ResponseTakenBack { statement, seat, .. } => {
                self.responses.take_back(seat.0, Self::position(*statement));
                self.reasons.remove(&(*statement, *seat));
            }
            Event::ReasonGiven { statement, seat, words, .. } => {
                self.reasons.insert((*statement, *seat), words.clone());
            }
            Event::ReasonTakenBack { statement, seat, .. } => {
                self.reasons.remove(&(*statement, *seat));
            }
            Event::NotLikeMeSaid { seat, words, .. } => {
                self.unlike.insert(*seat, words.clone());
            }
            Event::NotLikeMeTakenBack { seat, .. } => {
                self.unlike.remove(seat);
            }
            _ => {}
        }
    }

    fn place(&mut self, number: StatementNo, statement: Statement) {
        let stands_in = |there: &Statement| there.said.as_ref().is_some_and(|said| said.altered.is_some());
        put(&mut self.statements, number.index(), stands_in, statement);
    }

    fn withdraw(&mut self, number: StatementNo) {
        let Some(statement) = number.index().checked_sub(1).and_then(|at| self.statements.get_mut(at)) else {
            return;
        };
        statement.said = None;
        self.similar.0.remove(Self::position(number));
    }

    fn leave(&mut self, seat: SeatNo) {
        self.responses.clear_person(seat.0);
        self.reasons.retain(|(_, whose), _| *whose != seat);
        self.marks.retain(|mark| mark.seat != seat);
        self.unlike.remove(&seat);
        let theirs: Vec<StatementNo> = self
            .statements
            .iter()
            .zip(1u32..)
            .filter(|(statement, _)| statement.said.as_ref().is_some_and(|said| said.seat == Some(seat)))
            .map(|(_, number)| StatementNo(number))
            .collect();
        for number in theirs {
            self.withdraw(number);
        }
    }
}
