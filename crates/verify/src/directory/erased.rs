//! Which entries can destroy which contents. What an entry held may be gone itself, so this goes by what sort of thing it was
//! and what it was about; whose it was is not known any more.

use table::recording::{Class, class};
use table::{About, Kind};

/// Whether an entry of the one sort destroys contents of the other.
pub(super) fn can_destroy(by: (Kind, About), target: (Kind, About)) -> bool {
    let ((by, by_about), (kind, about)) = (by, target);
    if class(kind, about) == Class::Power {
        return false;
    }
    let (kinds, anything): (&[Kind], bool) = match by {
        Kind::SeatLeft => return true,
        Kind::NameChosen => (&[Kind::NameChosen], true),
        Kind::Brought => (&[Kind::Brought], true),
        Kind::Connected => (&[Kind::Connected], true),
        Kind::MailSet => (&[Kind::MailSet], true),
        Kind::StatementWithdrawn => (&[Kind::StatementMade], false),
        Kind::ResponseTakenBack => (&[Kind::ResponseGiven, Kind::ReasonGiven], false),
        Kind::ReasonGiven | Kind::ReasonTakenBack => (&[Kind::ReasonGiven], false),
        Kind::NotLikeMeSaid | Kind::NotLikeMeTakenBack => (&[Kind::NotLikeMeSaid], false),
        Kind::AccountReplied | Kind::AccountReplyTakenBack => (&[Kind::AccountReplied], false),
        Kind::AccountMissingSaid | Kind::AccountMissingTakenBack => (&[Kind::AccountMissingSaid], false),
        Kind::DecisionBallotCast | Kind::DecisionBallotTakenBack => (&[Kind::DecisionBallotCast], false),
        Kind::PromiseJudged | Kind::PromiseJudgementTakenBack => (&[Kind::PromiseJudged], false),
        _ => return false,
    };
    kinds.contains(&kind) && (anything || by_about == about)
}

#[cfg(test)]
mod tests {
    use table::{Connection, ConversationNo, DecisionEvent, DecisionNo, Event, SeatNo, StatementNo};

    use super::*;

    /// What an event says itself of what it destroys is what is allowed here.
    #[test]
    fn it_agrees_with_the_events() {
        let (conversation, statement, seat) = (ConversationNo(1), StatementNo(2), SeatNo(3));
        let decision = DecisionNo(4);
        let events = [
            Event::StatementWithdrawn { conversation, statement, seat },
            Event::ResponseTakenBack { conversation, statement, seat },
            Event::ReasonTakenBack { conversation, statement, seat },
            Event::NotLikeMeSaid { conversation, seat, words: None },
            Event::NotLikeMeTakenBack { conversation, seat },
            Event::NameChosen { seat, name: None },
            Event::Connected { seat, connections: [Connection::ALL[0]].into() },
            Event::MailSet { seat, mail: None },
            Event::Decision(DecisionEvent::BallotTakenBack { decision, seat }),
            Event::SeatLeft { seat },
            Event::InvitationEnded { code: table::InviteCode::from_number(1) },
        ];
        let abouts = [
            About::default(),
            About::conversation(conversation, None),
            About::conversation(conversation, Some(statement)),
            About::conversation(conversation, Some(StatementNo(9))),
            About::item(4),
            About::item(5),
        ];
        for event in &events {
            let erases = event.erases();
            for kind in Kind::ALL.iter().copied() {
                for about in abouts {
                    let says = erases.as_ref().is_some_and(|erasure| {
                        (erasure.kinds.is_empty() || erasure.kinds.contains(&kind))
                            && erasure.about.is_none_or(|only| only == about)
                            && class(kind, about) != Class::Power
                    });
                    let by = (event.kind(), event.about());
                    assert_eq!(can_destroy(by, (kind, about)), says, "{by:?} {kind:?} {about:?}");
                }
            }
        }
    }
}
