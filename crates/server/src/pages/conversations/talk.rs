//! What every page of a conversation knows: its table, its question, who looks, and whether it is open.

use maud::{Markup, html};
use serde::Deserialize;
use table::{Conversation, ConversationNo, Day, Refusal, SeatNo, StatementNo, Table, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::AtTable;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// A conversation as its pages see it.
pub(super) struct Talk {
    /// Its table.
    pub at: AtTable,
    /// The address all its pages begin with.
    pub base: String,
    /// The question, or the topic of an imported one.
    pub question: String,
    /// The seat of whoever looks.
    pub seat: Option<SeatNo>,
    /// Whether things can be said and answered.
    pub phase: Phase,
}

/// Whether things can be said and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Yes, until a day.
    Open { until: Day, hear_back: Day },
    /// Not any more.
    Ended { on: Day, hear_back: Day },
    /// Never here: it was held elsewhere.
    Elsewhere,
}

/// What can stand behind the question mark of an address. Read leniently: a wrong number is no number.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    from: Option<String>,
    /// What was just done, to be said at the top of the page.
    #[serde(default)]
    pub saved: String,
}

impl Asked {
    /// How many entries of a list to pass over.
    pub(super) fn from(&self) -> usize {
        self.from.as_deref().and_then(|from| from.parse().ok()).unwrap_or(0)
    }
}

impl Phase {
    fn of(conversation: &Conversation, today: Day) -> Self {
        match conversation.offer() {
            None => Self::Elsewhere,
            Some((_, version)) if conversation.is_open(today) => {
                Self::Open { until: version.offer.by_when, hear_back: version.offer.hear_back }
            }
            Some((_, version)) => {
                Self::Ended { on: version.offer.by_when, hear_back: version.offer.hear_back }
            }
        }
    }

    /// When people hear what became of it, where that was offered.
    pub(super) const fn hear_back(self) -> Option<Day> {
        match self {
            Self::Open { hear_back, .. } | Self::Ended { hear_back, .. } => Some(hear_back),
            Self::Elsewhere => None,
        }
    }
}

impl Talk {
    fn of(visitor: &Visitor, table: &Table, conversation: &Conversation, seat: Option<SeatNo>) -> Self {
        Self {
            at: AtTable::of(table, seat.is_some()),
            base: base(table.id, conversation.number),
            question: tamper::question(visitor.tr, conversation),
            seat,
            phase: Phase::of(conversation, visitor.today),
        }
    }

    /// Whether things can be said and answered.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open { .. })
    }

    /// Why nothing can be said or answered, where that is so.
    pub(super) fn must_be_open(&self) -> Result<(), Fault> {
        match self.phase {
            Phase::Open { .. } => Ok(()),
            Phase::Ended { on, .. } => Err(Refusal::Ended { on }.into()),
            Phase::Elsewhere => Err(Refusal::HeldElsewhere.into()),
        }
    }

    /// Whether this person could answer things right now.
    pub(super) const fn can_answer(&self) -> bool {
        self.seat.is_some() && self.is_open()
    }

    /// The address of a statement's page.
    pub(super) fn statement(&self, number: StatementNo) -> String {
        format!("{}/s/{number}", self.base)
    }

    /// The way back to the conversation's home.
    pub(super) fn back(&self, tr: Tr) -> Markup {
        html! { div.rt-noprint { (back_link(t!(tr, "talk-back"), &self.base)) } }
    }

    /// The question, above a page's own heading.
    pub(super) fn question_line(&self) -> Markup {
        html! { p.govuk-body.rt-quiet { bdi { (self.question) } } }
    }
}

/// The address all pages of a conversation begin with.
pub(super) fn base(table: TableId, conversation: ConversationNo) -> String {
    format!("/t/{table}/c/{conversation}")
}

/// Looks at a conversation under the table's lock: what `see` gathers is shown after.
pub(super) async fn look<R>(
    app: &App,
    visitor: &Visitor,
    (table, number): (TableId, ConversationNo),
    see: impl FnOnce(&Table, &Conversation, Option<SeatNo>) -> Result<R, Fault>,
) -> Result<(Talk, R), Fault> {
    app.clerk
        .read(table, |state| {
            let seat = reading(app, visitor, state)?;
            let conversation = state.conversation(number).ok_or(Fault::NotFound)?;
            let talk = Talk::of(visitor, state, conversation, seat);
            Ok((talk, see(state, conversation, seat)?))
        })
        .await?
}

/// As [`look`], for pages that need a seat.
pub(super) async fn look_seated<R>(
    app: &App,
    visitor: &Visitor,
    id: (TableId, ConversationNo),
    see: impl FnOnce(&Conversation, SeatNo) -> Result<R, Fault>,
) -> Result<(Talk, R), Fault> {
    look(app, visitor, id, |table, conversation, seat| {
        see(conversation, seat.ok_or(Fault::NoSeat(table.id))?)
    })
    .await
}
