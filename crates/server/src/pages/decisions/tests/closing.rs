//! More time, who is not here, and counting.

use axum::http::StatusCode;
use table::{Findable, Stand};

use super::*;

#[tokio::test]
async fn any_one_seat_asks_once_for_more_time() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    assert!(trial.get(Some(2), "/d/1").await.body.contains("Ask for more time"));
    let sent = trial.post(Some(2), "/d/1/time", &[]).await;
    assert_eq!(sent.location, format!("/t/{}/d/1?saved=time", trial.id));
    let page = trial.get(Some(1), "/d/1").await.body;
    let until = crate::text::Tr::english().day(today().plus(24));
    assert!(page.contains(&until) && !page.contains("Ask for more time"), "{page}");
    let again = trial.post(Some(1), "/d/1/time", &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("Somebody asked for more time already."), "{}", again.body);
}

#[tokio::test]
async fn who_is_not_here_is_answered_in_rows() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    let form = trial.get(Some(1), "/d/1/not-here").await.body;
    assert!(form.contains("name=\"who-2\"") && !form.contains("name=\"who-3\""), "{form}");
    let fields = [
        ("rows", "3"),
        ("who-0", "Night <staff>"),
        ("channel-0", "By phone"),
        ("expected-0", "12"),
        ("heard-0", "lots"),
        ("not-here", "We rang twice."),
    ];
    let mut more = fields.to_vec();
    more.push(("action", "row"));
    let longer = trial.post(Some(1), "/d/1/not-here", &more).await;
    assert_eq!(longer.status, StatusCode::OK);
    assert!(
        longer.body.contains("name=\"who-3\"") && longer.body.contains("Night &lt;staff&gt;"),
        "{}",
        longer.body
    );
    assert!(trial.look(|table| table.decision(FIRST).unwrap().not_here.is_none()));

    let wrong = trial.post(Some(1), "/d/1/not-here", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("href=\"#heard-0\"") && wrong.body.contains("value=\"lots\""),
        "{}",
        wrong.body
    );

    let mut right = fields.to_vec();
    right[4] = ("heard-0", "3");
    let sent = trial.post(Some(1), "/d/1/not-here", &right).await;
    assert_eq!(sent.location, format!("/t/{}/d/1?saved=not-here", trial.id), "{}", sent.body);
    let page = trial.get(None, "/d/1").await.body;
    for words in ["Night &lt;staff&gt;", "By phone", "Expected: 12. Heard: 1 to 7.", "We rang twice."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let again = trial.get(Some(2), "/d/1/not-here").await.body;
    assert!(again.contains("value=\"1-7\"") && again.contains("We rang twice."), "{again}");
}

#[tokio::test]
async fn nothing_is_counted_before_its_time() {
    let trial = open_today(Findable::Public, 3, consent()).await;
    assert!(!trial.get(Some(1), "/d/1").await.body.contains("Count now"));
    let early = trial.post(Some(1), "/d/1/close", &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("You can close this after that day."), "{}", early.body);

    let trial = over_today(3, consent()).await;
    let page = trial.get(Some(1), "/d/1").await.body;
    assert!(page.contains("First answer one question together: who is not here?"), "{page}");
    assert!(!page.contains("Count now") && !page.contains("name=\"stand\""), "{page}");
    assert!(trial.get(Some(1), "/d").await.body.contains("These wait to be counted"));
    let unasked = trial.post(Some(1), "/d/1/close", &[]).await;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = counted(&trial).await.body;
    assert!(page.contains("Too few people answered, so nothing is decided."), "{page}");
    let twice = trial.post(Some(2), "/d/1/close", &[]).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "somebody else was faster");
    let late = trial.get(Some(2), "/d/1/not-here").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_not_lost() {
    let trial = over_today(3, consent()).await;
    for fields in [vec![("stand", "worried"), ("reason", "Who pays?")], vec![("reason", "Who pays?")]] {
        let sent = trial.post(Some(1), "/d/1", &fields).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sent.body.contains("The last day to answer this was"), "{}", sent.body);
        assert!(
            sent.body.contains("This was not counted.") && sent.body.contains("Who pays?"),
            "{}",
            sent.body
        );
    }
    cast(&trial, 0, stand(Stand::Yes, None)).await;
    counted(&trial).await;
    let sent = trial.post(Some(1), "/d/1", &[("stand", "worried"), ("reason", "Who pays?")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("We decided yes.") && sent.body.contains("Who pays?"), "{}", sent.body);
}

#[tokio::test]
async fn words_can_be_taken_back_after_the_count_and_the_count_stays() {
    let trial = over_today(3, consent()).await;
    cast(&trial, 1, stand(Stand::Yes, Some("At last, a bell"))).await;
    assert!(counted(&trial).await.body.contains("At last, a bell"));
    let page = trial.get(Some(1), "/d/1").await.body;
    assert!(page.contains("What was counted stays counted."), "{page}");
    trial.post(Some(1), "/d/1/back", &[]).await;
    let page = trial.get(Some(1), "/d/1").await.body;
    assert!(!page.contains("At last, a bell") && page.contains("1 person answered, of 3 seats."), "{page}");
}
