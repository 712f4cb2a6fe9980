//! What the journal holds of one conversation. Times finer than a day are only there, not in a table's state.

use std::collections::BTreeMap;

use store::{Journal, StoreError};
use table::{
    Choice, ConversationNo, Day, Event, ImportedResponse, ImportedSeat, ImportedStatement, Kept, Kind, Offer,
    PolisConversation, SeatNo, StatementNo, TableId, Words,
};

/// Where a conversation comes from.
pub(super) enum Source {
    /// Held elsewhere.
    Imported(PolisConversation),
    /// Held here; the offer that stands.
    Offered(Box<Offer>),
}

/// Everything of one conversation that was not taken back.
#[derive(Default)]
pub(super) struct Gathered {
    /// None: there is no such conversation.
    pub(super) source: Option<Source>,
    /// The seats of people who came with a conversation held elsewhere.
    pub(super) imported_seats: Vec<(SeatNo, ImportedSeat)>,
    pub(super) said: BTreeMap<StatementNo, Said>,
    /// In the order in which they were given.
    pub(super) given: Vec<Response>,
    /// Statements that were taken back.
    pub(super) withdrawn: u64,
    /// Reasons beside answers.
    pub(super) reasons: u64,
}

pub(super) struct Said {
    pub(super) seat: Option<SeatNo>,
    pub(super) text: Words<2000>,
    pub(super) imported: Option<ImportedStatement>,
    pub(super) day: Day,
}

pub(super) struct Response {
    pub(super) statement: StatementNo,
    pub(super) seat: SeatNo,
    pub(super) choice: Choice,
    pub(super) matters: bool,
    pub(super) imported: Option<ImportedResponse>,
    pub(super) day: Day,
}

/// Reads a table's journal for one of its conversations.
pub(super) fn gather(
    journal: &impl Journal,
    table: TableId,
    conversation: ConversationNo,
) -> Result<Gathered, StoreError> {
    let mut gathered = Gathered::default();
    journal.follow(table, 0, &mut |kept, day| gathered.add(kept, day, conversation))?;
    Ok(gathered)
}

impl Gathered {
    /// What was taken back, or belonged to somebody who left, comes as erased: nothing here has to undo it.
    fn add(&mut self, kept: Kept, day: Day, wanted: ConversationNo) {
        match kept {
            Kept::Erased(Kind::StatementMade, about) if about.conversation == Some(wanted) => {
                self.withdrawn += 1;
            }
            Kept::Whole(Event::SeatTaken { seat, imported: Some(imported), .. }) => {
                self.imported_seats.push((seat, imported));
            }
            Kept::Whole(event) if event.about().conversation == Some(wanted) => self.hear(event, day),
            Kept::Whole(_) | Kept::Erased(..) | Kept::Altered(..) => {}
        }
    }

    fn hear(&mut self, event: Event, day: Day) {
        match event {
            Event::ConversationImported { source, .. } => self.source = Some(Source::Imported(source)),
            Event::ConversationOpened { offer, .. } | Event::OfferChanged { offer, .. } => {
                self.source = Some(Source::Offered(Box::new(offer)));
            }
            Event::StatementMade { statement, seat, text, imported, .. } => {
                self.said.insert(statement, Said { seat, text, imported, day });
            }
            Event::ResponseGiven { statement, seat, choice, matters, imported, .. } => {
                self.given.push(Response { statement, seat, choice, matters, imported, day });
            }
            Event::ReasonGiven { .. } => self.reasons += 1,
            _ => {}
        }
    }
}
