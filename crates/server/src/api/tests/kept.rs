//! An account that was counted, and promises whose day has passed.

use serde_json::json;
use table::{
    AccountCommand, AccountNo, ConversationNo, LineReply, Part, PromiseCommand, PromiseOf, StatementNo,
};

use super::*;

const ACCOUNT: AccountNo = AccountNo(1);
const LINE: StatementNo = StatementNo(1);

/// An account of one line that its writer and so many others say yes to, and one person not quite.
async fn written(yes: u32) -> Trial {
    let trial = given(12).await;
    let until = trial.day.plus(7);
    let parts = vec![Part::Line(LINE)];
    trial
        .ask(0, Command::Account(AccountCommand::Write { conversation: ConversationNo(1), parts, until }))
        .await;
    for seat in 0..=yes {
        let reply = LineReply::Yes;
        trial
            .ask(seat, Command::Account(AccountCommand::Reply { account: ACCOUNT, statement: LINE, reply }))
            .await;
    }
    let reply = LineReply::NotQuite(Some(words("It is shut in the morning")));
    trial.ask(11, Command::Account(AccountCommand::Reply { account: ACCOUNT, statement: LINE, reply })).await;
    let missing = words("The back door");
    trial.ask(11, Command::Account(AccountCommand::SayMissing { account: ACCOUNT, words: missing })).await;
    trial
}

#[tokio::test]
async fn what_came_of_an_account_shows_with_the_words_of_those_who_differ() {
    let trial = written(8).await;
    let before = read(&trial, "/accounts/1").await;
    assert_eq!((&before["state"], &before["settled"]), (&json!("waiting"), &json!(null)));
    assert_eq!((&before["missing_in_all"], &before["parts"][0]["not_quite_in_all"]), (&json!(0), &json!(0)));
    done(&trial, "POST", 3, "/accounts/1/settle", None).await;
    let after = read(&trial, "/accounts/1").await;
    assert_eq!(after["state"], "agreed");
    let lines = json!([{ "statement": 1, "said": { "yes": 9, "answered": 10 }, "groups": [] }]);
    assert_eq!((&after["settled"]["lines"], &after["settled"]["replied"]), (&lines, &json!(10)));
    assert_eq!(after["settled"]["short_of"], json!([]));
    assert_eq!(after["parts"][0]["not_quite"], json!(["It is shut in the morning"]));
    assert_eq!(after["missing"], json!(["The back door"]));
    let rest = read(&trial, "/accounts/1?from=2").await;
    assert_eq!((&rest["missing"], &rest["missing_in_all"]), (&json!([]), &json!(1)));
    let (status, again) = trial.api("POST", Some(0), "/accounts/1/settle", None).await;
    assert_eq!(
        (status, &again["error"]["key"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("already-settled"))
    );
}

#[tokio::test]
async fn what_an_account_falls_short_of_is_told_without_small_numbers() {
    let trial = written(0).await;
    done(&trial, "POST", 0, "/accounts/1/settle", None).await;
    let settled = read(&trial, "/accounts/1").await["settled"].clone();
    let short =
        json!([{ "kind": "too-few" }, { "kind": "only-its-author" }, { "kind": "line", "statement": 1 }]);
    assert_eq!(settled["short_of"], short);
    assert_eq!((&settled["replied"], &settled["lines"][0]["said"]), (&json!(null), &json!(null)));
    assert_eq!(read(&trial, "/conversations/1/accounts").await["accounts"][0]["state"], "not-agreed");
}

#[tokio::test]
async fn words_that_were_taken_back_take_with_them_what_was_put_in_their_place() {
    let trial = written(8).await;
    done(&trial, "POST", 3, "/accounts/1/settle", None).await;
    let (status, _) = trial.api("DELETE", Some(0), "/conversations/1/statements/1", None).await;
    assert_eq!(status, StatusCode::OK);
    let line = read(&trial, "/accounts/1").await["parts"][0].clone();
    let gone = json!({ "kind": "line", "statement": 1, "text": null, "altered": false, "answers": null, "groups": [],
        "not_quite": [], "not_quite_in_all": 0 });
    assert_eq!(line, gone);
}

#[tokio::test]
async fn a_promise_is_judged_by_many_in_words_and_then_in_numbers() {
    let trial = given(10).await;
    let make = PromiseCommand::Make {
        from: PromiseOf::Statement(ConversationNo(1), LINE),
        who: words("Sam"),
        what: words("Oil the hinge"),
        by: trial.day.plus(5),
    };
    trial.ask(0, Command::Promise(make)).await;
    assert_eq!(read(&trial, "/promises/1").await["state"], "late");
    for (seat, judged) in [
        (2, json!({ "level": "few", "words": null, "counts": null })),
        (3, json!({ "level": "words", "words": "partly", "counts": null })),
        (8, json!({ "level": "counts", "words": null, "counts": { "kept": 0, "partly": 8, "not": 0 } })),
    ] {
        for seat in 1..=seat {
            done(&trial, "PUT", seat, "/promises/1/judgement", Some(json!({ "judgement": "partly" }))).await;
        }
        assert_eq!(read(&trial, "/promises/1").await["judged"], judged, "{seat}");
    }
    let (status, refused) =
        trial.api("PUT", Some(0), "/promises/1/judgement", Some(&json!({ "judgement": "kept" }))).await;
    assert_eq!((status, &refused["error"]["key"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("own-promise")));
}
