//! What a conversation's map is made from. The page, the API and `roundtable map house` all come here, so that the same
//! answers give the same map wherever it is asked for.

use table::Conversation;
use voice::groups::Step;
use voice::ideal::Workers;
use voice::published::{self, Issue, Kept, Live, Standing};
use voice::responses::Responses;

/// A conversation's answers, away from its table, so that the mathematics holds nobody up.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The answers that stand, by seat and by the statement's position.
    pub responses: Responses,
    /// The statements that can be answered.
    pub live: Vec<Live>,
    key: [u8; 32],
}

impl Heard {
    /// A copy of what stands now.
    pub fn of(conversation: &Conversation) -> Self {
        Self {
            responses: conversation.responses.clone(),
            live: conversation.places(),
            key: conversation.seed,
        }
    }

    /// The map of it. The same for any number of workers.
    pub fn issue(&self, workers: Workers) -> Issue {
        self.issue_telling(workers, &mut |_| {})
    }

    /// An issue that was written down, taken up again. None where it does not hold together.
    pub(crate) fn taken_up(&self, kept: Kept) -> Option<Standing> {
        kept.taken_up(&self.responses, &self.live, &self.key)
    }

    /// The same where somebody waits: `tell` hears of each step before it is taken.
    pub fn issue_telling(&self, workers: Workers, tell: &mut dyn FnMut(Step)) -> Issue {
        published::issue_with(&self.responses, &self.live, &self.key, 0, workers, tell)
    }
}
