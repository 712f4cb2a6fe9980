//! A small table with an open conversation, for tests of these pages.

use table::{
    Actor, CardHash, Choice, Command, Conversation, ConversationNo, Day, Findable, InviteCode, Offer,
    ReasonChange, SeatNo, SetTable, Starter, StatementNo, Table, TableId, TypedOffer, Words, decide,
};

/// See the module.
pub(crate) struct Trial {
    table: Table,
    today: Day,
}

impl Trial {
    /// With so many seats, numbered from 0.
    pub(crate) fn new(seats: u8) -> Self {
        let today: Day = "2026-11-22".parse().unwrap();
        let command = SetTable {
            id: TableId::from_number(1),
            name: Words::new("Mill Street").unwrap(),
            purpose: Words::new("The door").unwrap(),
            agreement: Words::new("We listen").unwrap(),
            findable: Findable::Public,
            starter: Starter::Blank,
            card: CardHash::from_bytes([0; 32]),
            invitation: InviteCode::from_number(2),
        };
        let events = table::set(&command, today);
        let mut table = Table::begin(&events[0], today).unwrap();
        for event in &events {
            table.apply(event, today);
        }
        let mut trial = Self { table, today };
        for card in 1..seats {
            let card = CardHash::from_bytes([card; 32]);
            trial.ask(Actor::Newcomer, &Command::TakeSeat { invitation: None, card });
        }
        trial.ask(Actor::Seat(SeatNo(0)), &Command::OpenConversation { offer: offer(today), seed: [7; 32] });
        trial
    }

    /// A seat, or somebody without one, asks for something that is not refused.
    pub(crate) fn ask(&mut self, actor: Actor, command: &Command) {
        for event in decide(&self.table, actor, command, self.today).unwrap() {
            self.table.apply(&event, self.today);
        }
    }

    /// The table.
    pub(crate) const fn table(&self) -> &Table {
        &self.table
    }

    /// The conversation.
    pub(crate) fn conversation(&self) -> &Conversation {
        self.table.conversation(ConversationNo(1)).unwrap()
    }

    /// A seat says something.
    pub(crate) fn say(&mut self, seat: u32, words: &str) {
        let text = Words::new(words).unwrap();
        self.ask(Actor::Seat(SeatNo(seat)), &Command::Say { conversation: ConversationNo(1), text });
    }

    /// A seat says that the groups do not sound like it.
    pub(crate) fn not_like_me(&mut self, seat: u32, words: Option<&str>) {
        let words = words.map(|words| Words::new(words).unwrap());
        let command = Command::NotLikeMe { conversation: ConversationNo(1), words };
        self.ask(Actor::Seat(SeatNo(seat)), &command);
    }

    /// A seat agrees.
    pub(crate) fn answer(&mut self, seat: u32, statement: u32, reason: Option<&str>) {
        let reason = match reason {
            Some(reason) => ReasonChange::Set(Words::new(reason).unwrap()),
            None => ReasonChange::Keep,
        };
        let command = Command::Respond {
            conversation: ConversationNo(1),
            statement: StatementNo(statement),
            choice: Choice::Agree,
            matters: false,
            reason,
            drawn: None,
        };
        self.ask(Actor::Seat(SeatNo(seat)), &command);
    }
}

fn offer(today: Day) -> Offer {
    Offer::check(&TypedOffer {
        question: "When is the door open?",
        open: "The hours.",
        fixed: "The building.",
        who_decides: "The meeting.",
        who_spends: "Nobody.",
        who_stops: "The landlord.",
        how_decided: "By consent.",
        by_when: Some(today.plus(14)),
        hear_back: Some(today.plus(28)),
    })
    .unwrap()
}
