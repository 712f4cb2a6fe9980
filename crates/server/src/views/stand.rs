//! Where we stand: the lists of `voice::standing`, shown by the rules of `voice::publish`.

use table::{Conversation, StatementNo};
use voice::publish::{self, Heard, LEAST_COUNT};
use voice::standing::{self, Footing, Place, Side};

/// One statement in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// The statement.
    pub statement: StatementNo,
    /// What may be shown of its answers.
    pub heard: Heard,
}

/// Where we stand, with nothing in it that may not be shown.
#[derive(Debug, Clone)]
pub(crate) struct Stand {
    /// How many people took part, where they are enough to say so.
    pub people: Option<u32>,
    /// What can be said with so many.
    pub footing: Footing,
    /// We mostly agree.
    pub mostly_agree: Vec<Line>,
    /// We mostly turn it down.
    pub mostly_disagree: Vec<Line>,
    /// We see this in different ways.
    pub differ: Vec<Line>,
    /// Many are not sure yet.
    pub not_sure_yet: Vec<Line>,
    /// Too few have answered.
    pub few_have_answered: Vec<Line>,
    /// A few people feel strongly, and on which side.
    pub minority_strong: Vec<(Line, Side)>,
}

/// Where a conversation stands.
pub(crate) fn stand(conversation: &Conversation) -> Stand {
    let responses = &conversation.responses;
    let live = conversation.live().map(|(number, _)| {
        let position = Conversation::position(number);
        (position, responses.tally(position))
    });
    let people = responses.people();
    let standing = standing::stand(live, people);
    Stand {
        people: (people >= LEAST_COUNT).then_some(people),
        footing: Footing::of(people),
        mostly_agree: lines(&standing.mostly_agree),
        mostly_disagree: lines(&standing.mostly_disagree),
        differ: lines(&standing.differ),
        not_sure_yet: lines(&standing.not_sure_yet),
        few_have_answered: lines(&standing.few_have_answered),
        minority_strong: standing.minority_strong.iter().map(|one| (line(&one.place), one.side)).collect(),
    }
}

fn line(place: &Place) -> Line {
    Line {
        statement: Conversation::at_position(place.statement),
        heard: publish::statement(place.tally),
    }
}

/// In the order of the list; but those whose counts are not shown come last and by number, so that the order
/// does not tell what the counts would.
fn lines(places: &[Place]) -> Vec<Line> {
    let (mut shown, mut hidden): (Vec<Line>, Vec<Line>) =
        places.iter().map(line).partition(|line| matches!(line.heard, Heard::Counts(_)));
    hidden.sort_unstable_by_key(|line| line.statement);
    shown.append(&mut hidden);
    shown
}
