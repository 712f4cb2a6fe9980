//! Decisions as people meet them: answered, changed, taken back, counted; and what nobody sees before the count.

mod answering;
mod closing;
mod kept;
mod results;

use std::collections::BTreeSet;

use table::{
    AccountTerms, Ballot, Command, Connection, DecisionCommand, DecisionNo, Findable, InHundred, NotHere,
    Opening, Passing, Project, Proposal, Question, Rule, Rules, Stand,
};

use crate::app::today;
use crate::pages::trial::{Reply, Trial, words};

const FIRST: DecisionNo = DecisionNo(1);

fn share(number: u8) -> InHundred {
    InHundred::new(number).unwrap()
}

fn rules() -> Rules {
    let quorum = share(10);
    let sides = BTreeSet::from([Connection::Comes, Connection::Works]);
    Rules {
        rules: vec![
            Rule::Consent { quorum },
            Rule::Vote { share: share(60), quorum },
            Rule::BothMustAgree { sides, share: share(51), quorum },
            Rule::Ranked { quorum },
            Rule::SharedBudget { quorum },
            Rule::Advice,
        ],
        disagreement: words("We sleep on it & talk"),
        account: AccountTerms::default(),
    }
}

/// A table with so many seats that has chosen how it decides.
async fn given(findable: Findable, seats: u8) -> Trial {
    let trial = Trial::new(findable).await;
    trial.sit(seats - 1).await;
    trial.ask(0, Command::ChooseRules { over: 0, rules: rules(), why: None }).await;
    trial
}

fn consent() -> Question {
    Question::Proposal { by: Passing::Consent }
}

fn ranked() -> Question {
    Question::Ranked { options: ["A <door>", "A lamp", "A bench"].map(words).to_vec() }
}

fn budget() -> Question {
    let project = |(what, pence)| Project { what: words(what), pence };
    Question::SharedBudget {
        pence: 100_000,
        projects: [("A door", 60_000), ("A lamp", 20_000), ("A fountain", 90_000)].map(project).to_vec(),
    }
}

/// Seat 0 opens a decision on the trial's day, for so many days.
async fn opened(trial: &Trial, question: Question, days: i32) {
    let closes = trial.day.plus(days);
    let proposal = Proposal {
        what: words("Open the <front> door at eight"),
        would_do: words("The door opens an hour sooner"),
        cost: words("One hour of work a day"),
        who_does: words("The morning team"),
        would_stop: words("The late round"),
        bad_for: words("People who sleep by the door"),
        overrule: words("The landlord can; she has said that she will not"),
        review_on: closes.plus(100),
        from: vec![table::Source::Statement(table::ConversationNo(1), table::StatementNo(1))],
    };
    let opening = Opening { conversation: None, proposal, question, closes, seed: [1; 32] };
    trial.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

/// A table with a decision that can be answered today, for ten days more.
async fn open_today(findable: Findable, seats: u8, question: Question) -> Trial {
    let mut trial = given(findable, seats).await;
    trial.say(0, "The door is shut").await;
    trial.day = today();
    opened(&trial, question, 10).await;
    trial
}

/// A table with a decision whose last day has passed today; it can be answered on the trial's day.
async fn over_today(seats: u8, question: Question) -> Trial {
    let trial = given(Findable::Public, seats).await;
    trial.say(0, "The door is shut").await;
    opened(&trial, question, 10).await;
    trial
}

async fn cast(trial: &Trial, seat: u32, ballot: Ballot) {
    trial.ask(seat, Command::Decision(DecisionCommand::CastBallot { decision: FIRST, ballot })).await;
}

fn stand(stand: Stand, own: Option<&str>) -> Ballot {
    Ballot::Stand { stand, words: own.map(words) }
}

/// "Who is not here?" is answered, and somebody counts, today.
async fn counted(trial: &Trial) -> Reply {
    let not_here = NotHere { people: Vec::new(), words: words("Nobody we know of; we rang round.") };
    let answer = DecisionCommand::AnswerWhoIsNotHere { decision: FIRST, not_here };
    trial.ask(0, Command::Decision(answer)).await;
    let sent = trial.post(Some(1), "/d/1/close", &[]).await;
    assert_eq!(sent.location, format!("/t/{}/d/1?saved=counted", trial.id), "{}", sent.body);
    trial.get(Some(0), "/d/1").await
}

/// A page without the keys of its forms, which are drawn anew each time.
fn without_keys(page: &str) -> String {
    let mut parts = page.split("name=\"key\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once('"').map_or("", |(_, rest)| rest))
}
