//! "Check my words" as its holder meets it, and as nobody else does.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use base64::Engine as _;
use http_body_util::BodyExt as _;
use record::entry::{Entry, Kind as EntryKind};
use record::hash;
use record::receipt::Receipt;
use table::{
    Ballot, Choice, Command, ConversationNo, DecisionCommand, DecisionNo, Findable, Kind, Opening, Passing,
    Proposal, Question, ReasonChange, Rule, Rules, SeatNo, Stand, StatementNo,
};

use super::own::destroyed_by;
use crate::app::today;
use crate::pages::trial::{Trial, words};

const PAGE: &str = "/checking";

/// A table with three people, where seat 1 has said one thing and answered it, today.
async fn given(findable: Findable) -> Trial {
    let mut trial = Trial::new(findable).await;
    trial.day = today();
    trial.sit(2).await;
    // What happened on the days before does not wait any more.
    trial.fill_the_record();
    trial.say(1, "Open <the> door at eight").await;
    respond(&trial, 1, Choice::Disagree).await;
    trial
}

async fn respond(trial: &Trial, seat: u32, choice: Choice) {
    let (conversation, statement) = (ConversationNo(1), StatementNo(1));
    let (matters, reason) = (false, ReasonChange::Keep);
    trial.ask(seat, Command::Respond { conversation, statement, choice, matters, reason, drawn: None }).await;
}

/// Everything on a page that leads to a proof.
fn proofs(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let ours = links.filter(|(link, _)| link.ends_with("/proof"));
    ours.map(|(link, _)| link[link.find("/checking").unwrap()..].to_owned()).collect()
}

fn heading(page: &str) -> &str {
    page.split("<h1").nth(1).and_then(|rest| rest.split_once('>')?.1.split_once("</h1>")).unwrap().0
}

#[tokio::test]
async fn words_wait_then_they_are_in_the_record_and_the_proof_holds() {
    let trial = given(Findable::Public).await;
    let page = trial.get(Some(1), PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    let by = crate::text::Tr::english().day(today().plus(2));
    assert_eq!(
        heading(&page.body),
        format!("2 of your things wait for the record. They will be there by {by}.")
    );
    assert!(page.body.contains("Open &lt;the&gt; door at eight"), "in one's own words: {}", page.body);
    assert_eq!(proofs(&page.body), Vec::<String>::new(), "nothing is proved yet");

    trial.fill_the_record();
    let page = trial.get(Some(1), PAGE).await;
    assert_eq!(heading(&page.body), "Your words are in the record, unchanged.");
    assert!(page.body.contains("Your answer is in the record, unchanged."), "{}", page.body);
    let proofs = proofs(&page.body);
    assert_eq!(proofs.len(), 1, "{proofs:?}");
    let (status, headers, bytes) = trial.file(Some(1), &proofs[0]).await;
    let number: u64 = proofs[0].split('/').nth(2).unwrap().parse().unwrap();
    assert_eq!(status, StatusCode::OK);
    assert!(page.body.contains(&format!("In the record as entry {number}, unchanged.")));
    let named = format!("attachment; filename=\"entry-{number}.tlog-proof\"");
    assert_eq!(headers[header::CONTENT_DISPOSITION], named);
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    let receipt: Receipt = String::from_utf8(bytes).unwrap().parse().unwrap();
    let entry = receipt.extra.clone().unwrap();
    assert!(matches!(
        Entry::decode(&entry),
        Some(Entry::Sealed { kind: EntryKind::Statement, public: Some(_), .. })
    ));
    assert_eq!(receipt.index, number);
    assert!(receipt.check(hash::leaf(&entry), &trial.record().key).is_ok());
}

#[tokio::test]
async fn only_its_holder_sees_the_page_and_has_the_proof() {
    let trial = given(Findable::Public).await;
    trial.fill_the_record();
    let mine = trial.get(Some(1), PAGE).await.body;
    let proof = proofs(&mine).remove(0);
    assert_eq!(trial.file(Some(1), &proof).await.0, StatusCode::OK);
    assert_eq!(
        trial.file(Some(2), &proof).await.0,
        StatusCode::NOT_FOUND,
        "somebody else's is as good as none"
    );
    assert_eq!(trial.file(None, &proof).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(trial.get(None, PAGE).await.status, StatusCode::UNAUTHORIZED);
    let theirs = trial.get(Some(2), PAGE).await;
    assert_eq!(heading(&theirs.body), "You have said and answered nothing yet.");
    assert!(!theirs.body.contains("door at eight"), "{}", theirs.body);
    assert_eq!(proofs(&theirs.body), Vec::<String>::new());

    // Of all entries there are, each seat gets the proof of its own and of no other.
    let mut owners = Vec::new();
    for entry in 0..trial.record().size {
        let path = format!("{PAGE}/{entry}/proof");
        let mut owner = Vec::new();
        for seat in 0..3 {
            if trial.file(Some(seat), &path).await.0 == StatusCode::OK {
                owner.push(seat);
            }
        }
        assert!(owner.len() <= 1, "entry {entry} is given to {owner:?}");
        owners.extend(owner);
    }
    owners.sort_unstable();
    assert_eq!(owners, [0, 1, 1, 1, 2], "three seats taken, one thing said, one answer");
    for nothing in ["/checking/99999/proof", "/checking/-1/proof", "/checking/x/proof"] {
        assert_eq!(trial.file(Some(1), nothing).await.0, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn at_a_hidden_table_the_page_is_as_good_as_none() {
    let trial = given(Findable::Hidden).await;
    for path in [PAGE, "/checking/1/proof"] {
        let hidden = trial.file(None, path).await;
        let none = trial.request("GET", &format!("/t/zzzzzzzz{path}"), "", String::new()).await;
        assert_eq!((hidden.0, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        let (status, body) = trial.api("GET", None, "/me/record", None).await;
        assert_eq!((status, &body["error"]["key"]), (StatusCode::NOT_FOUND, &"not-found".into()));
    }
}

#[tokio::test]
async fn what_was_taken_back_says_so_and_its_words_are_gone() {
    let trial = given(Findable::Public).await;
    trial.fill_the_record();
    let withdraw = Command::WithdrawStatement { conversation: ConversationNo(1), statement: StatementNo(1) };
    trial.ask(1, withdraw).await;
    let page = trial.get(Some(1), PAGE).await.body;
    assert!(page.contains("You took it back. Its place is kept."), "{page}");
    assert!(page.contains("Number 1 in conversation 1") && !page.contains("door at eight"), "{page}");
    assert_eq!(proofs(&page), Vec::<String>::new());
}

#[tokio::test]
async fn after_saying_something_it_says_when_that_is_in_the_record() {
    let trial = given(Findable::Public).await;
    let by = crate::text::Tr::english().day(today().plus(2));
    let link = format!("href=\"/t/{}/checking\"", trial.id);
    let said = trial.get(Some(1), "/c/1/s/1?saved=said").await.body;
    assert!(said.contains(&format!("It will be in the record by {by}.")) && said.contains(&link), "{said}");
    trial.fill_the_record();
    let said = trial.get(Some(1), "/c/1/s/1?saved=said").await.body;
    assert!(said.contains("It is in the record.") && said.contains(&link), "{said}");
    for (seat, path) in
        [(Some(1), "/c/1/s/1"), (Some(2), "/c/1/s/1?saved=said"), (None, "/c/1/s/1?saved=said")]
    {
        let other = trial.get(seat, path).await.body;
        assert!(!other.contains("in the record"), "{path} for {seat:?}");
    }
    let me = trial.get(Some(1), "/me").await.body;
    assert!(me.contains(&link), "{me}");
}

/// A decision that all three can answer, for ten days.
async fn open_a_decision(trial: &Trial) {
    let rules = Rules {
        rules: vec![Rule::Consent { quorum: table::InHundred::new(10).unwrap() }],
        disagreement: words("We sleep on it"),
        account: table::AccountTerms::default(),
    };
    trial.ask(0, Command::ChooseRules { over: 0, rules, why: None }).await;
    let closes = trial.day.plus(10);
    let proposal = Proposal {
        what: words("Open at eight"),
        would_do: words("It opens sooner"),
        cost: words("An hour"),
        who_does: words("The team"),
        would_stop: words("A round"),
        bad_for: words("Nobody"),
        overrule: words("Nobody"),
        review_on: closes.plus(100),
        from: vec![table::Source::Statement(ConversationNo(1), StatementNo(1))],
    };
    let question = Question::Proposal { by: Passing::Consent };
    let opening = Opening { conversation: None, proposal, question, closes, seed: [1; 32] };
    trial.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

fn ballot(stand: Stand, own: &str) -> serde_json::Value {
    serde_json::json!({ "kind": "stand", "stand": crate::api::stand_word(stand), "reason": own })
}

/// Test 37: whatever of the record is shown to somebody, it is the same whichever way they chose.
#[tokio::test]
async fn nothing_that_is_shown_or_handed_out_tells_how_somebody_answered() {
    let mut pages = Vec::new();
    for (stand, choice) in [(Stand::Yes, Choice::Agree), (Stand::Worried, Choice::Disagree)] {
        let trial = given(Findable::Public).await;
        open_a_decision(&trial).await;
        respond(&trial, 1, choice).await;
        let decision = DecisionNo(1);
        let own = Some(words("The lock sticks"));
        let cast = DecisionCommand::CastBallot { decision, ballot: Ballot::Stand { stand, words: own } };
        trial.ask(1, Command::Decision(cast)).await;
        let waits = trial.get(Some(1), PAGE).await.body;
        assert!(waits.contains("Your answer to decision 1 waits until it is counted."), "{waits}");
        trial.fill_the_record();
        let page = trial.get(Some(1), PAGE).await.body;
        assert_eq!(heading(&page), "Your words are in the record, unchanged.");
        assert!(page.contains("1 more of your answers waits until it is counted."), "{page}");
        let (_, listed) = trial.api("GET", Some(1), "/me/record", None).await;
        for told in [&page, &waits, &listed.to_string()] {
            assert!(!told.contains("The lock sticks"), "{told}");
        }
        pages.push((plain(&waits), plain(&page)));
    }
    assert_eq!(pages[0], pages[1]);
}

/// A page without the entries' numbers: their order in a batch is drawn by lot.
fn plain(page: &str) -> String {
    let parts = page.split(|letter: char| letter.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

#[tokio::test]
async fn a_program_gets_the_promise_the_list_and_the_proof() {
    let trial = given(Findable::Public).await;
    open_a_decision(&trial).await;
    let cast = ballot(Stand::Worried, "The lock sticks");
    let (status, promise) = promised(&trial, "PUT", "/decisions/1/ballot", &cast).await;
    assert_eq!(status, StatusCode::OK);
    let promise: record::pledge::Pledge = promise.unwrap().parse().unwrap();
    let (entry, until) = promise.check(&trial.record().key).unwrap();
    assert_eq!(until, record::pledge::Until::Result(1));
    assert!(matches!(entry, Entry::Sealed { kind: EntryKind::Ballot, about: None, public: None, .. }));
    let say = serde_json::json!({ "statement": "A bench in the sun" });
    let (status, said) = promised(&trial, "POST", "/conversations/1/statements", &say).await;
    assert_eq!(status, StatusCode::CREATED);
    let said: record::pledge::Pledge = said.unwrap().parse().unwrap();
    let (said, until) = said.check(&trial.record().key).unwrap();
    assert_eq!(until, record::pledge::Until::Day(today().plus(2).number()));
    let (_, none) = promised(&trial, "PUT", "/me/name", &serde_json::json!({ "name": "Jo" })).await;
    assert_eq!(none, None, "a name is not promised");

    let read = async || trial.api("GET", Some(1), "/me/record?limit=200", None).await.1;
    let waiting = read().await;
    let expected = [
        ("kept", "in"),
        ("statement", "waiting"),
        ("response", "waiting"),
        ("ballot", "waiting"),
        ("statement", "waiting"),
        ("kept", "waiting"),
    ];
    assert_eq!(kinds_and_states(&waiting), expected);
    assert_eq!(waiting["entries"][1]["by"], today().plus(2).to_string());
    assert_eq!(
        (&waiting["entries"][3]["by"], &waiting["entries"][3]["item"]),
        (&serde_json::Value::Null, &1.into())
    );

    trial.fill_the_record();
    let there = read().await;
    assert_eq!(
        (&there["entries"][4]["state"], &there["entries"][3]["state"]),
        (&"in".into(), &"waiting".into())
    );
    let number = there["entries"][4]["entry"].as_u64().unwrap();
    let proof = format!("/me/record/{number}");
    let response = trial.api_response("GET", Some(1), &proof, None).await;
    assert_eq!(
        (response.status(), &response.headers()[header::CACHE_CONTROL]),
        (StatusCode::OK, &"no-store".parse().unwrap())
    );
    let receipt: Receipt = text(response).await.parse().unwrap();
    assert_eq!(receipt.extra.clone().unwrap(), said.encode(), "what was promised is what is there");
    assert!(receipt.check(hash::leaf(&said.encode()), &trial.record().key).is_ok());
    assert_eq!(trial.api("GET", Some(2), &proof, None).await.0, StatusCode::NOT_FOUND);
}

/// What seat 1 sends, and the promise that comes back.
async fn promised(
    trial: &Trial,
    method: &str,
    path: &str,
    body: &serde_json::Value,
) -> (StatusCode, Option<String>) {
    let response = trial.api_response(method, Some(1), path, Some(body)).await;
    let promise = response.headers().get("roundtable-promise").map(|value| {
        String::from_utf8(base64::engine::general_purpose::STANDARD.decode(value.as_bytes()).unwrap())
            .unwrap()
    });
    (response.status(), promise)
}

async fn text(response: axum::response::Response) -> String {
    let body = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

fn kinds_and_states(listed: &serde_json::Value) -> Vec<(&str, &str)> {
    let entries = listed["entries"].as_array().unwrap().iter();
    entries.map(|one| (one["kind"].as_str().unwrap(), one["state"].as_str().unwrap())).collect()
}

/// The list of what destroys what is the same as the events' own.
#[test]
fn what_destroys_something_is_known_as_the_events_know_it() {
    use table::{AccountEvent, AccountNo, DecisionEvent, Event, PromiseEvent, PromiseNo};
    let (seat, conversation, statement) = (SeatNo(1), ConversationNo(1), StatementNo(1));
    let (account, decision, promise) = (AccountNo(1), DecisionNo(1), PromiseNo(1));
    let events = [
        Event::StatementWithdrawn { conversation, statement, seat },
        Event::ResponseTakenBack { conversation, statement, seat },
        Event::ReasonGiven { conversation, statement, seat, words: words("So") },
        Event::ReasonTakenBack { conversation, statement, seat },
        Event::NotLikeMeSaid { conversation, seat, words: None },
        Event::NotLikeMeTakenBack { conversation, seat },
        Event::NameChosen { seat, name: None },
        Event::Brought { seat, strengths: BTreeSet::default(), own: None },
        Event::Connected { seat, connections: BTreeSet::default() },
        Event::MailSet { seat, mail: None },
        Event::Account(AccountEvent::Replied { account, statement, seat, reply: table::LineReply::Yes }),
        Event::Account(AccountEvent::ReplyTakenBack { account, statement, seat }),
        Event::Account(AccountEvent::MissingSaid { account, seat, words: words("So") }),
        Event::Account(AccountEvent::MissingTakenBack { account, seat }),
        Event::Decision(DecisionEvent::BallotCast {
            decision,
            seat,
            ballot: Ballot::Stand { stand: Stand::Yes, words: None },
        }),
        Event::Decision(DecisionEvent::BallotTakenBack { decision, seat }),
        Event::Promise(PromiseEvent::Judged { promise, seat, judgement: table::Judgement::Kept }),
        Event::Promise(PromiseEvent::JudgementTakenBack { promise, seat }),
    ];
    for event in &events {
        for kind in event.erases().unwrap().kinds {
            assert!(destroyed_by(*kind).contains(&event.kind()), "{:?} destroys {kind:?}", event.kind());
        }
    }
    for kind in Kind::ALL {
        for by in destroyed_by(*kind) {
            let event = events.iter().find(|event| event.kind() == *by).unwrap();
            assert!(event.erases().unwrap().kinds.contains(kind), "{by:?} does not destroy {kind:?}");
        }
    }
}
