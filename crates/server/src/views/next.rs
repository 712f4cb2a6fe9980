//! Which statement somebody is shown next.

use table::{Conversation, SeatNo, StatementNo};
use voice::hearing;

/// What is drawn for a seat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Next {
    /// The statement.
    pub statement: StatementNo,
    /// The chance it had.
    pub probability: f64,
}

/// How far somebody has come, and what comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Way {
    /// How many of the statements that are there they have answered.
    pub answered: usize,
    /// How many statements are there to be answered.
    pub of: usize,
    /// The one drawn, unless all are answered.
    pub next: Option<Next>,
}

/// Draws by the equal-exposure rule, from what the seat has not answered. The number of answers so far is the
/// step of the draw: looking twice shows the same statement, answering it draws another.
pub(crate) fn way(conversation: &Conversation, seat: SeatNo) -> Way {
    let responses = &conversation.responses;
    let live = conversation.live().map(|(number, _)| Conversation::position(number));
    let mut of = 0;
    let waiting = hearing::candidates(responses, seat.0, live.inspect(|_| of += 1));
    let step = u32::try_from(responses.answered(seat.0)).unwrap_or(u32::MAX);
    let draw = hearing::next(&conversation.seed, seat.0, step, &waiting, responses.people());
    Way {
        answered: of - waiting.len(),
        of,
        next: draw.map(|draw| Next {
            statement: Conversation::at_position(draw.statement),
            probability: draw.probability,
        }),
    }
}
