//! Whose turn it is to be heard: the statement a person is asked about next, and how far they have come.

use table::{Conversation, SeatNo, StatementNo};
use voice::hearing;

use crate::t;
use crate::text::Tr;

/// Somebody's way through a conversation.
pub(super) struct Turn {
    /// What they are asked next; nothing, when they have answered everything.
    pub next: Option<Next>,
    /// How many statements they have answered.
    pub answered: usize,
    /// How many they could still answer.
    pub left: usize,
}

/// A statement to answer.
pub(super) struct Next {
    pub number: StatementNo,
    pub words: String,
}

impl Turn {
    /// How far they have come, in words.
    pub(super) fn progress(&self, tr: Tr) -> String {
        t!(tr, "turn-progress", answered = self.answered, left = self.left)
    }
}

/// Draws by the stated rule. One's own statements are left out: nobody needs to hear themselves.
pub(super) fn turn(conversation: &Conversation, seat: SeatNo) -> Turn {
    let others = conversation
        .live()
        .filter(|(_, said)| said.seat != Some(seat))
        .map(|(number, _)| Conversation::position(number));
    let candidates = hearing::candidates(&conversation.responses, seat.0, others);
    let answered = conversation.responses.answered(seat.0);
    let step = u32::try_from(answered).unwrap_or(u32::MAX);
    let people = conversation.responses.people();
    let next = hearing::next(&conversation.seed, seat.0, step, &candidates, people).and_then(|draw| {
        let number = Conversation::at_position(draw.statement);
        let words = conversation.said(number)?.text.to_string();
        Some(Next { number, words })
    });
    Turn { next, answered, left: candidates.len() }
}
