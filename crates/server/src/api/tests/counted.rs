//! Decisions that were counted, by each rule.

use serde_json::json;
use table::{Passing, Project};

use super::*;

#[tokio::test]
async fn consent_leads_to_a_talk_and_is_taken_up_after_it() {
    let trial = given(4).await;
    opened(&trial, Question::Proposal { by: Passing::Consent }).await;
    let waits = read(&trial, "/decisions/1").await;
    cast(&trial, 0, stand(Stand::Yes, None)).await;
    cast(&trial, 1, stand(Stand::Worried, Some("The lock sticks"))).await;
    assert_eq!(waits["state"], "waiting");
    assert_eq!(read(&trial, "/decisions/1").await, waits, "nothing shows before it is counted");
    let counted = counted(&trial).await;
    assert_eq!((&counted["state"], &counted["closed"]["answered"]), (&json!("talk-first"), &json!(2)));
    let working = json!({ "kind": "stands", "stands": { "yes": 1, "ok": 0, "not_sure": 0, "worried": 1 }, "sides": [] });
    assert_eq!(counted["closed"]["working"], working);
    let said = json!([{ "stand": "worried", "text": "The lock sticks" }]);
    assert_eq!((&counted["closed"]["words"], &counted["closed"]["words_in_all"]), (&said, &json!(1)));
    assert_eq!(read(&trial, "/decisions/1?from=2").await["closed"]["words"], json!([]));

    let (closes, review) =
        (crate::app::today().plus(10).to_string(), crate::app::today().plus(99).to_string());
    let mut about = counted["about"].clone();
    about["review_on"] = json!(review);
    let again = json!({ "about": about, "met": "We oiled the lock", "closes": closes });
    let (status, made) = trial.api("POST", Some(1), "/decisions/1/after-talk", Some(&again)).await;
    assert_eq!((status, made), (StatusCode::CREATED, json!({ "decision": 2 })));
    assert_eq!(read(&trial, "/decisions/1").await["followed_by"], 2);
    let next = read(&trial, "/decisions/2").await;
    assert_eq!(next["after"], json!({ "decision": 1, "met": "We oiled the lock" }));
    assert_eq!((&next["state"], &next["about"]), (&json!("open"), &about));
    let became = read(&trial, "/decisions/1/trace").await["became"].clone();
    assert_eq!((&became[0]["decision"], &became[0]["state"]), (&json!(2), &json!("open")));
}

#[tokio::test]
async fn a_vote_that_too_few_answer_says_how_many_had_to() {
    let trial = given(10).await;
    opened(&trial, Question::Proposal { by: Passing::Vote }).await;
    cast(&trial, 0, stand(Stand::Yes, None)).await;
    let counted = counted(&trial).await;
    assert_eq!((&counted["state"], &counted["closed"]["needed"]), (&json!("too-few"), &json!(3)));
    assert_eq!(counted["seats"], 10);
}

#[tokio::test]
async fn sides_are_told_of_only_where_both_are_large() {
    for (people, told) in [(20, [Some(9), Some(6)]), (19, [None, None])] {
        sides_told(people, told).await;
    }
}

/// Half of so many people are on each side, and the last two are worried.
async fn sides_told(people: u8, told: [Option<u8>; 2]) {
    let trial = given(people).await;
    for seat in 0..u32::from(people) {
        let side = if seat < 10 { Connection::Comes } else { Connection::Works };
        trial.ask(seat, Command::Connect { connections: BTreeSet::from([side]) }).await;
    }
    opened(&trial, Question::Proposal { by: Passing::BothMustAgree }).await;
    for seat in 0..u32::from(people) {
        cast(
            &trial,
            seat,
            stand(if seat < u32::from(people) - 4 { Stand::Ok } else { Stand::Worried }, None),
        )
        .await;
    }
    let counted = counted(&trial).await;
    assert_eq!(counted["state"], "passed");
    let [comes, works] =
        told.map(|tenths| tenths.map(|tenths| json!({ "for_it_in_ten": tenths, "agreed": true })));
    let sides = json!([{ "side": "comes", "told": comes }, { "side": "works", "told": works }]);
    assert_eq!(counted["closed"]["working"]["sides"], sides);
}

#[tokio::test]
async fn a_ranked_choice_shows_the_order_and_every_pair() {
    let trial = given(3).await;
    let options = ["Red", "Blue", "Green"].map(words).to_vec();
    opened(&trial, Question::Ranked { options }).await;
    cast(&trial, 0, Ballot::Ranked(vec![BTreeSet::from([1]), BTreeSet::from([0])])).await;
    cast(&trial, 1, Ballot::Ranked(vec![BTreeSet::from([1]), BTreeSet::from([0, 2])])).await;
    let counted = counted(&trial).await;
    assert_eq!((&counted["state"], &counted["closed"]["chosen"]), (&json!("chosen"), &json!(2)));
    let working =
        json!({ "kind": "ranked", "order": [[2], [1], [3]], "pairs": [[0, 0, 1], [2, 0, 2], [0, 0, 0]] });
    assert_eq!(counted["closed"]["working"], working);
}

#[tokio::test]
async fn a_shared_budget_shows_who_gets_what_and_what_is_left() {
    let trial = given(3).await;
    let project = |(what, pence)| Project { what: words(what), pence };
    let projects = [("A bench", 6_000), ("A ramp", 3_000), ("A fountain", 9_000)].map(project).to_vec();
    opened(&trial, Question::SharedBudget { pence: 10_000, projects }).await;
    cast(&trial, 0, Ballot::Wants(BTreeSet::from([0, 1]))).await;
    cast(&trial, 1, Ballot::Wants(BTreeSet::from([0]))).await;
    let counted = counted(&trial).await;
    assert_eq!(counted["state"], "shared");
    let working = &counted["closed"]["working"];
    let funded: Vec<_> = working["funded"].as_array().unwrap().iter().map(|one| &one["option"]).collect();
    assert_eq!(funded, [1, 2]);
    assert_eq!((&working["wanted"], &working["left"]), (&json!([2, 1, 0]), &json!(1_000)));
}

#[tokio::test]
async fn advice_becomes_a_promise_of_whoever_decides() {
    let trial = given(3).await;
    let by = trial.day.plus(20);
    opened(&trial, Question::Advice { who: words("The landlord"), by }).await;
    cast(&trial, 0, stand(Stand::NotSure, Some("What about the nights?"))).await;
    let counted = counted(&trial).await;
    let working = &counted["closed"]["working"];
    assert_eq!((&counted["state"], &working["decider"]), (&json!("advised"), &json!("The landlord")));
    let promise = read(&trial, "/promises?state=late").await["promises"][0].clone();
    assert_eq!(promise["from"], json!({ "kind": "decision", "decision": 1 }));
    assert_eq!((&promise["who"], &promise["state"]), (&json!("The landlord"), &json!("late")));
    let behind = read(&trial, "/promises/1/trace").await["behind"].clone();
    assert_eq!(
        behind,
        json!([{ "conversation": 1, "statement": 1, "text": "The door is shut", "altered": false }])
    );
}

#[tokio::test]
async fn new_rules_hold_once_they_are_decided() {
    let trial = given(2).await;
    let mut new = rules();
    new.disagreement = words("We toss a coin");
    opened(&trial, Question::NewRules { by: Passing::Vote, rules: new }).await;
    cast(&trial, 0, stand(Stand::Yes, None)).await;
    assert_eq!(counted(&trial).await["state"], "passed");
    let versions = read(&trial, "/rules").await["versions"].clone();
    assert_eq!(
        (&versions[1]["decision"], &versions[1]["rules"]["disagreement"]),
        (&json!(1), &json!("We toss a coin"))
    );
}
