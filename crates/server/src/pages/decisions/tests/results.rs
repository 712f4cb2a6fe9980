//! What a decision came to, by each rule, with its working.

use axum::http::StatusCode;
use table::{Ballot, Command, Connection, Day, DecisionCommand, Stand};

use super::*;

fn order(places: &[&[u16]]) -> Ballot {
    Ballot::Ranked(places.iter().map(|equals| equals.iter().copied().collect()).collect())
}

/// Everything stands on the page, in this order.
fn has_all(page: &Reply, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK);
    let mut from = 0;
    for words in words {
        let at = page.body[from..].find(words);
        assert!(at.is_some(), "{words}: {}", page.body);
        from += at.unwrap();
    }
    assert!(page.weight() <= 8192, "{} bytes", page.weight());
}

#[tokio::test]
async fn by_consent() {
    let trial = over_today(10, consent()).await;
    for seat in 0..6 {
        cast(&trial, seat, stand(Stand::Ok, (seat == 3).then_some("I can <live> with it"))).await;
    }
    let page = counted(&trial).await;
    let all = [
        "Decided: yes",
        "We decided yes.",
        "6 people answered, of 10 seats. At least 1 had to.",
        ">6</td>",
        "Nobody is worried.",
        "What others wrote",
        "I can &lt;live&gt; with it",
        "Who was not here",
        "Nobody we know of",
        "she has said that she will not",
        "We look at it again",
        "The door is shut",
        "Nobody has promised anything for this yet.",
    ];
    has_all(&page, &all);
    for link in ["promises/new?from=d1", "papers", "c/1/s/1"] {
        assert!(page.body.contains(&format!("href=\"/t/{}/{link}\"", trial.id)), "{link}: {}", page.body);
    }
    assert!(trial.get(None, "/d").await.body.contains("We decided yes."));
}

#[tokio::test]
async fn a_worry_leads_to_a_talk_and_to_the_next_round() {
    let mut trial = over_today(10, consent()).await;
    for seat in 0..6 {
        cast(&trial, seat, stand(Stand::Yes, None)).await;
    }
    cast(&trial, 7, stand(Stand::Worried, Some("It wakes people who sleep there"))).await;
    cast(&trial, 8, stand(Stand::NotSure, Some("What does it cost?"))).await;
    let page = counted(&trial).await;
    let all = [
        "We talk first",
        "Somebody is worried.",
        "We have talked about it",
        "1 person is worried.",
        "What worries people",
        "It wakes people who sleep there",
        "What people need to know",
        "What does it cost?",
    ];
    has_all(&page, &all);
    let talk = format!("href=\"/t/{}/d/1/after-talk\"", trial.id);
    assert!(page.body.contains(&talk) && !page.body.contains("Make a promise of this"), "{}", page.body);
    assert!(!trial.get(None, "/d/1").await.body.contains(&talk), "not without a seat");

    trial.day = today();
    let proposal = trial.look(|table| table.decision(FIRST).unwrap().proposal.clone());
    let (met, closes) = (words("The bell is quiet before nine"), trial.day.plus(5));
    let amendment = table::Amendment { decision: FIRST, proposal, met, closes, seed: [2; 32] };
    trial.ask(0, Command::Decision(DecisionCommand::AmendAfterTalk(Box::new(amendment)))).await;
    let before = trial.get(Some(0), "/d/1").await.body;
    assert!(before.contains("The bell is quiet before nine") && before.contains("/d/2\""), "{before}");
    assert!(!before.contains(&talk), "{before}");
    let after = trial.get(Some(0), "/d/2").await.body;
    assert!(after.contains("The bell is quiet before nine") && after.contains("/d/1\""), "{after}");
}

#[tokio::test]
async fn by_a_vote() {
    let trial = over_today(10, Question::Proposal { by: Passing::Vote }).await;
    for seat in 0..9 {
        let one = if seat < 5 { Stand::Yes } else { Stand::Worried };
        cast(&trial, seat, stand(one, (seat == 8).then_some("Not before nine"))).await;
    }
    let all = [
        "Decided: no",
        "5 of the 9 people who took a side want it or can live with it. It needed 60 in 100 of them.",
        "Not before nine",
        "Nobody has written here how these worries were met.",
    ];
    has_all(&counted(&trial).await, &all);
}

#[tokio::test]
async fn by_both_sides() {
    let trial = given(Findable::Public, 20).await;
    for seat in 0..20 {
        let side = if seat < 10 { Connection::Comes } else { Connection::Works };
        let connect = Command::Connect { connections: BTreeSet::from([side]) };
        trial.ask(seat, connect).await;
    }
    trial.say(0, "The door is shut").await;
    opened(&trial, Question::Proposal { by: Passing::BothMustAgree }, 10).await;
    for seat in 0..20 {
        cast(&trial, seat, stand(if seat < 16 { Stand::Yes } else { Stand::Worried }, None)).await;
    }
    let all = [
        "Decided: yes",
        "What each side said",
        "I come here",
        "9 or more in 10",
        "I work here",
        "About 6 in 10",
        "Each side needed 51 in 100",
    ];
    has_all(&counted(&trial).await, &all);

    let small = over_today(10, Question::Proposal { by: Passing::BothMustAgree }).await;
    cast(&small, 0, stand(Stand::Yes, None)).await;
    has_all(
        &counted(&small).await,
        &["A side is too small", "So nothing is decided by this rule.", "Not told"],
    );
}

#[tokio::test]
async fn by_everyones_order() {
    let trial = over_today(10, ranked()).await;
    for seat in 0..9 {
        cast(&trial, seat, order(if seat < 6 { &[&[1], &[0], &[2]] } else { &[&[0, 2]] })).await;
    }
    let all = [
        "We chose: A lamp",
        "<li><bdi>A lamp</bdi></li>",
        "A &lt;door&gt;",
        "How many put one before the other",
        ">6</td>",
        "For example: “A lamp” comes before “A &lt;door&gt;” on 6 answers, and after it on 3.",
    ];
    has_all(&counted(&trial).await, &all);

    let tied = over_today(10, ranked()).await;
    cast(&tied, 0, order(&[&[0, 1], &[2]])).await;
    let page = counted(&tied).await;
    has_all(&page, &["Several come first together", "and, equal,"]);
    assert!(!page.body.contains("Make a promise of this"), "{}", page.body);
}

#[tokio::test]
async fn by_equal_shares() {
    let trial = over_today(10, budget()).await;
    for seat in 0..10 {
        let wanted = if seat < 8 { BTreeSet::from([0, 1]) } else { BTreeSet::from([2]) };
        cast(&trial, seat, Ballot::Wants(wanted)).await;
    }
    let all = [
        "The money pays for 2 things on the list.",
        "A lamp",
        "Each person who wants it pays £25 of their equal part",
        "It costs £200. 8 people want it.",
        "A fountain",
        "Not paid for",
        "2 people want it.",
        "Spent",
        "£800",
        "Left over",
    ];
    has_all(&counted(&trial).await, &all);
}

#[tokio::test]
async fn by_advice_the_answer_is_a_promise() {
    let by: Day = today().plus(20);
    let trial = over_today(10, Question::Advice { who: words("Sam at the desk"), by }).await;
    cast(&trial, 1, stand(Stand::Ok, None)).await;
    let page = counted(&trial).await;
    let all =
        ["Advice is given", "Sam at the desk decides by", "What was promised", "/p/1\"", "Sam at the desk"];
    has_all(&page, &all);
}

#[tokio::test]
async fn new_rules_hold_from_then_on() {
    let mut rules = rules();
    rules.disagreement = words("We ask the neighbours");
    let trial = over_today(10, Question::NewRules { by: Passing::Consent, rules }).await;
    cast(&trial, 1, stand(Stand::Yes, None)).await;
    let open = trial.get(Some(1), "/d/1").await;
    has_all(&open, &["This is how we would decide from then on", "We ask the neighbours"]);
    let page = counted(&trial).await;
    has_all(&page, &["This is how we decide from now on.", &format!("href=\"/t/{}/rules\"", trial.id)]);
}

#[tokio::test]
async fn many_words_stand_on_several_pages_worries_first() {
    let trial = over_today(30, consent()).await;
    for seat in 0..30 {
        let one = if seat < 25 { Stand::Worried } else { Stand::Ok };
        cast(&trial, seat, stand(one, Some(&format!("Word number {seat}.")))).await;
    }
    let first = counted(&trial).await;
    has_all(&first, &["What worries people", "Page 1 of 2"]);
    assert!(!first.body.contains("What others wrote"), "{}", first.body);
    let second = trial.get(Some(0), "/d/1?page=2").await;
    has_all(&second, &["What worries people", "What others wrote"]);
    for seat in 0..30 {
        let words = format!("Word number {seat}.");
        let own = usize::from(seat == 0);
        let count = first.body.matches(&words).count() + second.body.matches(&words).count();
        assert_eq!(count, 1 + own * 2, "{words} once, and one's own on both pages beside it");
    }
}
