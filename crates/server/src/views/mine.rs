//! What somebody said and answered in a conversation: for nobody but themselves.

use table::{Choice, Conversation, Day, SeatNo, StatementNo};

/// Something they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MyStatement {
    /// Its number.
    pub number: StatementNo,
    /// The words.
    pub text: String,
    /// When.
    pub on: Day,
}

/// Something they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MyAnswer {
    /// To which statement.
    pub statement: StatementNo,
    /// Its words, unless they were taken back.
    pub text: Option<String>,
    /// Agree, disagree or pass.
    pub choice: Choice,
    /// "This matters a lot to me."
    pub matters: bool,
    /// "In my own words."
    pub reason: Option<String>,
}

/// "This is not what we were told", in their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MyMark {
    /// The version of the offer.
    pub version: u32,
    /// The words.
    pub words: String,
    /// When.
    pub on: Day,
}

/// Everything of theirs in one conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mine {
    /// What they said, in order.
    pub statements: Vec<MyStatement>,
    /// What they answered, by statement.
    pub answers: Vec<MyAnswer>,
    /// Their marks on the offer, in order.
    pub marks: Vec<MyMark>,
}

/// Everything of a seat's in a conversation.
pub(crate) fn mine(conversation: &Conversation, seat: SeatNo) -> Mine {
    let statements = conversation.statements.iter().zip(1u32..).filter_map(|(statement, number)| {
        let said = statement.said.as_ref().filter(|said| said.seat == Some(seat))?;
        Some(MyStatement { number: StatementNo(number), text: said.text.to_string(), on: statement.on })
    });
    let answers = conversation.responses.row(seat.0).map(|(position, answer)| {
        let statement = Conversation::at_position(position);
        MyAnswer {
            statement,
            text: conversation.said(statement).map(|said| said.text.to_string()),
            choice: answer.choice,
            matters: answer.matters,
            reason: conversation.reasons.get(&(statement, seat)).map(ToString::to_string),
        }
    });
    let marks = conversation.marks.iter().filter(|mark| mark.seat == seat).map(|mark| MyMark {
        version: mark.version,
        words: mark.words.to_string(),
        on: mark.on,
    });
    Mine { statements: statements.collect(), answers: answers.collect(), marks: marks.collect() }
}
