//! Whose turn it is to be heard: the statement a person is asked about next, and how far they have come.

use table::{Chance, Conversation, SeatNo, StatementNo};
use voice::hearing;

use crate::t;
use crate::text::Tr;

/// Somebody's way through a conversation.
pub(crate) struct Turn {
    /// What they are asked next; nothing, when they have answered everything.
    pub next: Option<Next>,
    /// How many statements they have answered.
    pub answered: usize,
    /// How many they could still answer.
    pub left: usize,
}

/// A statement to answer.
pub(crate) struct Next {
    /// Its number.
    pub number: StatementNo,
    /// Its words.
    pub words: String,
    /// The chance it had in the draw: over 0 and at most 1.
    pub probability: f64,
    /// The same as it is kept with the answer.
    pub chance: Chance,
}

impl Turn {
    /// How far they have come, in words.
    pub(super) fn progress(&self, tr: Tr) -> String {
        match self.answered {
            0 => t!(tr, "turn-begin", left = self.left),
            answered => t!(tr, "turn-progress", answered = answered, left = self.left),
        }
    }
}

/// Draws by the stated rule, from what the seat has not answered. One's own statements are left out: nobody
/// needs to hear themselves. The number of answers so far is the step of the draw, so that looking twice
/// shows the same statement and answering it draws another. What a group has hardly been asked is not asked for
/// here: which map the server happens to hold must not change a draw.
pub(crate) fn turn(conversation: &Conversation, seat: SeatNo) -> Turn {
    let others = conversation
        .askable()
        .filter(|(_, said)| said.seat != Some(seat))
        .map(|(number, _)| Conversation::position(number));
    let candidates = hearing::candidates(&conversation.responses, seat.0, others);
    let answered = conversation.responses.answered(seat.0);
    let step = u32::try_from(answered).unwrap_or(u32::MAX);
    let next = hearing::next(&conversation.seed, seat.0, step, &candidates).and_then(|draw| {
        let number = Conversation::at_position(draw.statement);
        let words = conversation.said(number)?.text.to_string();
        Some(Next { number, words, probability: draw.probability, chance: draw.chance() })
    });
    Turn { next, answered, left: candidates.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::conversations::statement::View;
    use crate::pages::conversations::trial::Trial;

    #[test]
    fn everything_but_ones_own_is_asked_once() {
        let mut trial = Trial::new(2);
        for words in ["The door", "The soup", "The hours"] {
            trial.say(0, words);
        }
        trial.say(1, "The garden");
        let mut asked = Vec::new();
        while let Some(next) = turn(trial.conversation(), SeatNo(1)).next {
            let again = turn(trial.conversation(), SeatNo(1)).next.map(|next| next.number);
            assert_eq!(again, Some(next.number), "looking twice shows the same");
            asked.push(next.number.0);
            trial.answer(1, next.number.0, None);
        }
        asked.sort_unstable();
        assert_eq!(asked, [1, 2, 3], "number 4 is their own");
        let turn = turn(trial.conversation(), SeatNo(1));
        assert_eq!((turn.answered, turn.left), (3, 0));
    }

    #[test]
    fn what_fewer_have_answered_comes_first() {
        let mut trial = Trial::new(40);
        trial.say(0, "The door");
        trial.say(0, "The soup");
        for seat in 1..10 {
            trial.answer(seat, 1, None);
        }
        let next = |seat| turn(trial.conversation(), SeatNo(seat)).next.unwrap();
        let asked: Vec<u32> = (10..40).map(|seat| next(seat).number.0).collect();
        assert!(asked.iter().filter(|number| **number == 2).count() >= 25, "{asked:?}");
        for seat in 10..40 {
            let next = next(seat);
            assert!((next.chance.share() / next.probability - 1.0).abs() < 0.009);
        }
    }

    #[test]
    fn reasons_stand_in_an_order_of_their_own() {
        let mut trial = Trial::new(9);
        trial.say(0, "The door");
        for seat in 1..9 {
            trial.answer(seat, 1, Some(&format!("reason {seat}")));
        }
        let view = |from| View::of(trial.conversation(), Some(SeatNo(0)), StatementNo(1), from).unwrap();
        let mut shown = view(0).reasons;
        assert_eq!(shown, view(0).reasons, "the same every time");
        assert_eq!(view(8).reasons.len(), 0);
        assert!(!shown.is_sorted(), "not in the order of seats");
        shown.sort();
        assert_eq!(shown, (1..9).map(|seat| format!("reason {seat}")).collect::<Vec<_>>());
    }
}
