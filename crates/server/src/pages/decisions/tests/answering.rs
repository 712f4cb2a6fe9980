//! Answering: one seat, one ballot, and no hint of anybody else's.

use std::sync::Arc;

use axum::http::StatusCode;
use table::{Ballot, Findable, SeatNo, Stand};

use super::*;

#[tokio::test]
async fn an_answer_is_sent_changed_and_taken_back() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    let page = trial.get(Some(2), "/d/1").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Open the &lt;front&gt; door at eight",
        "she has said that she will not",
        "People who sleep by the door",
        "The door is shut",
        "We sleep on it &amp; talk",
        "Nobody sees a count before the end",
        "Few people have a seat here.",
        "I think it could hurt someone. We should talk first.",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let overrule = page.body.find("she has said that she will not");
    assert!(overrule < page.body.find("name=\"stand\""), "who can overrule stands before the answer");
    assert!(page.weight() <= 4096, "{} bytes", page.weight());

    let sent = trial.post(Some(2), "/d/1", &[("stand", "worried"), ("reason", "Who <pays>?")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(sent.location, format!("/t/{}/d/1?saved=answered", trial.id));
    let page = trial.get(Some(2), "/d/1?saved=answered").await.body;
    assert!(page.contains("Saved. You can change it until") && page.contains("Who &lt;pays&gt;?"), "{page}");
    assert!(trial.get(Some(2), "/d").await.body.contains("You have answered."));
    assert!(trial.get(Some(1), "/d").await.body.contains("You have not answered yet."));

    trial.post(Some(2), "/d/1", &[("stand", "yes"), ("reason", "")]).await;
    let mine = |trial: &Trial| trial.look(|table| table.decision(FIRST)?.ballot_of(SeatNo(2)).cloned());
    assert_eq!(mine(&trial), Some(stand(Stand::Yes, None)));
    let sent = trial.post(Some(2), "/d/1/back", &[]).await;
    assert!(
        trial
            .get(Some(2), &sent.location[sent.location.find("/d").unwrap()..])
            .await
            .body
            .contains("Taken back.")
    );
    assert_eq!(mine(&trial), None);
}

#[tokio::test]
async fn what_has_to_be_mended_keeps_what_was_typed() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    let sent = trial.post(Some(1), "/d/1", &[("reason", "I wonder")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        sent.body.contains("Choose one of the four answers.") && sent.body.contains("I wonder"),
        "{}",
        sent.body
    );
    let long = "why ".repeat(100);
    let sent = trial.post(Some(1), "/d/1", &[("stand", "ok"), ("reason", &long)]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains(long.trim()) && sent.body.contains("value=\"ok\" checked"), "{}", sent.body);
    assert!(trial.look(|table| table.decision(FIRST).unwrap().ballot_of(SeatNo(1)).is_none()));
}

#[tokio::test]
async fn an_order_and_wishes_are_answers_too() {
    let trial = open_today(Findable::Public, 3, ranked()).await;
    let page = trial.get(Some(1), "/d/1").await;
    assert!(page.body.contains("name=\"place-2\"") && page.body.contains("A &lt;door&gt;"), "{}", page.body);
    let sent = trial.post(Some(1), "/d/1", &[("place-0", "x"), ("place-1", "1")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("href=\"#place-0\"") && sent.body.contains("value=\"x\""), "{}", sent.body);
    let fields = [("place-0", "2"), ("place-1", "1"), ("place-2", "2")];
    trial.post(Some(1), "/d/1", &fields).await;
    let expected = Ballot::Ranked(vec![BTreeSet::from([1]), BTreeSet::from([0, 2])]);
    let mine = |trial: &Trial| trial.look(|table| table.decision(FIRST)?.ballot_of(SeatNo(1)).cloned());
    assert_eq!(mine(&trial), Some(expected));

    let trial = open_today(Findable::Public, 3, budget()).await;
    let page = trial.get(Some(1), "/d/1").await;
    assert!(page.body.contains("£600") && page.body.contains("£1,000"), "{}", page.body);
    trial.post(Some(1), "/d/1", &[("want", "0"), ("want", "2")]).await;
    assert_eq!(mine(&trial), Some(Ballot::Wants(BTreeSet::from([0, 2]))));
    let page = trial.get(Some(1), "/d/1").await.body;
    assert!(page.contains("value=\"2\" checked") && !page.contains("value=\"1\" checked"), "{page}");
}

#[tokio::test]
async fn nobody_sees_that_others_have_answered() {
    for question in [consent(), ranked(), budget()] {
        let trial = open_today(Findable::Public, 12, question).await;
        // What was set up above is in the record before anybody looks.
        trial.fill_the_record();
        let seen = async || {
            let mut pages = Vec::new();
            for path in ["/d/1", "/d", ""] {
                for reader in [None, Some(11)] {
                    pages.push(without_keys(&trial.get(reader, path).await.body));
                }
            }
            pages
        };
        let before = seen().await;
        for seat in 0..10 {
            let fields: &[_] = if seat % 2 == 0 {
                &[("stand", "yes"), ("reason", "Because"), ("place-0", "1"), ("want", "0")]
            } else {
                &[("stand", "worried"), ("place-1", "1"), ("want", "1"), ("want", "2")]
            };
            let sent = trial.post(Some(seat), "/d/1", fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        assert_eq!(seen().await, before, "byte for byte");
        assert_ne!(without_keys(&trial.get(Some(0), "/d/1").await.body), before[1], "but one's own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_ballots_of_one_seat_one_counts() {
    let trial = Arc::new(open_today(Findable::Public, 3, consent()).await);
    let mut sending = tokio::task::JoinSet::new();
    for number in 0..50 {
        let trial = Arc::clone(&trial);
        sending.spawn(async move {
            let own = format!("Try {number}");
            trial.post(Some(1), "/d/1", &[("stand", "ok"), ("reason", &own)]).await.status
        });
    }
    for status in sending.join_all().await {
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
    let mine = |trial: &Trial| trial.look(|table| table.decision(FIRST)?.ballot_of(SeatNo(1)).cloned());
    let Some(Ballot::Stand { stand: Stand::Ok, words: Some(own) }) = mine(&trial) else {
        panic!("no ballot")
    };
    assert!((0..50).any(|number| own.as_str() == format!("Try {number}")), "{own}");
    trial.post(Some(1), "/d/1", &[("stand", "not-sure"), ("reason", "The last one")]).await;
    assert_eq!(mine(&trial), Some(stand(Stand::NotSure, Some("The last one"))));
}

#[tokio::test]
async fn only_those_who_sat_here_when_it_opened_can_answer() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    trial.sit(1).await;
    let page = trial.get(Some(3), "/d/1").await.body;
    assert!(page.contains("This opened before you sat down.") && !page.contains("name=\"stand\""), "{page}");
    let sent = trial.post(Some(3), "/d/1", &[("stand", "yes"), ("reason", "Let me")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("Let me") && sent.body.contains("This was not counted."), "{}", sent.body);
    let page = trial.get(None, "/d/1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<form"), "{}", page.body);
    for path in ["/d/1", "/d/1/back", "/d/1/time", "/d/1/not-here", "/d/1/close"] {
        let sent = trial.post(None, path, &[("stand", "yes"), ("not-here", "Me")]).await;
        assert_eq!(sent.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_hidden_table_is_not_there_for_outsiders() {
    let trial = open_today(Findable::Hidden, 3, consent()).await;
    let nowhere = trial.get(None, "/d/999").await;
    for path in ["/d", "/d/1", "/d/1/not-here"] {
        let page = trial.get(None, path).await;
        assert_eq!((page.status, &page.body), (StatusCode::NOT_FOUND, &nowhere.body), "{path}");
    }
    for path in ["/d/1", "/d/1/back", "/d/1/time", "/d/1/not-here", "/d/1/close"] {
        let sent = trial.post(None, path, &[("stand", "yes")]).await;
        assert_eq!((sent.status, &sent.body), (StatusCode::NOT_FOUND, &nowhere.body), "{path}");
    }
    assert_eq!(trial.get(Some(1), "/d/2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(trial.get(Some(1), "/d").await.status, StatusCode::OK);
}
