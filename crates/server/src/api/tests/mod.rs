//! What was counted, as the API tells it: by each rule, of an account, of a promise that is late.
//!
//! Days pass here only for what is set up, so these begin 60 days ago and look today.

mod counted;
mod kept;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};
use table::{
    AccountTerms, Ballot, Command, Connection, DecisionCommand, DecisionNo, Findable, InHundred, Opening,
    Proposal, Question, Rule, Rules, Source, Stand,
};

use crate::pages::trial::{Trial, words};

const FIRST: DecisionNo = DecisionNo(1);

fn share(number: u8) -> InHundred {
    InHundred::new(number).unwrap()
}

fn rules() -> Rules {
    let quorum = share(30);
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
        disagreement: words("We sleep on it"),
        account: AccountTerms::default(),
    }
}

/// A table with so many seats, one statement and rules, 60 days ago.
async fn given(seats: u8) -> Trial {
    let trial = Trial::new(Findable::Public).await;
    trial.sit(seats - 1).await;
    trial.say(0, "The door is shut").await;
    trial.ask(0, Command::ChooseRules { over: 0, rules: rules(), why: None }).await;
    trial
}

/// A decision on a question, opened then, whose last day has passed today.
async fn opened(trial: &Trial, question: Question) {
    let closes = trial.day.plus(10);
    let proposal = Proposal {
        what: words("Open the door at eight"),
        would_do: words("It opens an hour sooner"),
        cost: words("An hour a day"),
        who_does: words("The morning team"),
        would_stop: words("The late round"),
        bad_for: words("Light sleepers"),
        overrule: words("The landlord, who said that she will not"),
        review_on: closes.plus(100),
        from: vec![Source::Statement(table::ConversationNo(1), table::StatementNo(1))],
    };
    let opening = Opening { conversation: None, proposal, question, closes, seed: [1; 32] };
    trial.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

async fn cast(trial: &Trial, seat: u32, ballot: Ballot) {
    trial.ask(seat, Command::Decision(DecisionCommand::CastBallot { decision: FIRST, ballot })).await;
}

fn stand(stand: Stand, own: Option<&str>) -> Ballot {
    Ballot::Stand { stand, words: own.map(words) }
}

/// What a seat sends, which is done.
async fn done(trial: &Trial, method: &str, seat: u32, path: &str, body: Option<Value>) {
    let (status, answer) = trial.api(method, Some(seat), path, body.as_ref()).await;
    assert_eq!((status, answer), (StatusCode::OK, json!({ "done": true })), "{method} {path}");
}

/// What anybody reads.
async fn read(trial: &Trial, path: &str) -> Value {
    let (status, answer) = trial.api("GET", None, path, None).await;
    assert_eq!(status, StatusCode::OK, "{path}: {answer}");
    answer
}

/// Seat 0 says who is not here and has the first decision counted, today: what is read of it then.
async fn counted(trial: &Trial) -> Value {
    let (status, refused) = trial.api("POST", Some(0), "/decisions/1/close", None).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused["error"]["key"], "who-is-not-here");
    done(trial, "PUT", 0, "/decisions/1/not-here", Some(json!({ "not_here": "The night staff" }))).await;
    done(trial, "POST", 0, "/decisions/1/close", None).await;
    read(trial, "/decisions/1").await
}
