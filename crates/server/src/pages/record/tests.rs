//! The record as people and programs meet it.

use axum::http::{StatusCode, header};
use record::checkpoint::Checkpoint;
use record::entry::Act;
use record::note::{Note, Verifier};
use store::Trouble;
use table::{Choice, Command, ConversationNo, Findable, ReasonChange, recording};

use crate::app::today;
use crate::pages::trial::Trial;

/// A table where something was said, with all of it in the record.
async fn kept(findable: Findable) -> Trial {
    let trial = Trial::new(findable).await;
    trial.sit(2).await;
    trial.say(1, "Open <the> door at eight").await;
    trial.fill_the_record();
    trial
}

/// Somebody says something and answers it so many times, now this way and now that, until all of it is in the record.
async fn change_ones_mind(trial: &Trial, times: usize) {
    let (conversation, statement) = (ConversationNo(1), trial.say(0, "A lamp by the gate").await);
    for choice in [Choice::Agree, Choice::Disagree].into_iter().cycle().take(times) {
        let (matters, reason) = (false, ReasonChange::Keep);
        trial
            .ask(0, Command::Respond { conversation, statement, choice, matters, reason, drawn: None })
            .await;
    }
    trial.fill_the_record();
}

/// The words of the list with this heading's words before it.
fn listed<'a>(page: &'a str, before: &str) -> Vec<&'a str> {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("{before} is not in {page}")).1;
    let list = rest.split_once("<ol").unwrap().1.split_once("</ol>").unwrap().0;
    let items = list.split("<span class=\"rt-code\">").skip(1);
    items.map(|item| item.split_once("</span>").unwrap().0).collect()
}

#[tokio::test]
async fn the_page_has_the_words_of_the_signed_root() {
    let trial = kept(Findable::Public).await;
    let (_, _, checkpoint) = trial.file(None, "/record/checkpoint").await;
    let (_, _, key) = trial.file(None, "/record/key").await;
    let note: Note = String::from_utf8(checkpoint).unwrap().parse().unwrap();
    let key: Verifier = String::from_utf8(key).unwrap().trim_end().parse().unwrap();
    let checkpoint = Checkpoint::open(&note, &key).unwrap();
    let words = recording::eight_words(checkpoint.root.as_bytes());
    let page = trial.get(None, "/record").await.body;
    assert_eq!(listed(&page, "Eight words"), words);
    assert!(page.contains(&format!("The words for {} entries", checkpoint.size)), "{page}");
    assert!(page.contains("Nobody outside has been asked to keep watch yet."), "{page}");
    let (_, _, list) = trial.file(None, "/record/words").await;
    let list = String::from_utf8(list).unwrap();
    assert!(words.iter().all(|word| list.lines().any(|line| line == *word)));
    // The same words elsewhere.
    let line = words.join(" ");
    for path in ["", "/promises/poster", "/papers/minutes.html"] {
        let page = trial.get(None, path).await.body;
        assert!(page.contains(&line), "{path}: {page}");
    }
}

#[tokio::test]
async fn an_older_paper_finds_its_words_again() {
    let trial = Trial::new(Findable::Public).await;
    trial.fill_the_record();
    let before = trial.record();
    change_ones_mind(&trial, 300).await;
    assert!(trial.record().size > 256 + before.size, "it has more than one tile");
    let at = |entries: &str| format!("/record?entries={entries}");
    let page = trial.get(None, &at(&before.size.to_string())).await.body;
    assert_eq!(listed(&page, "the words were:"), recording::eight_words(before.root.as_bytes()));
    let now = trial.record();
    let page = trial.get(None, &at(&now.size.to_string())).await.body;
    assert_eq!(listed(&page, "the words were:"), recording::eight_words(now.root.as_bytes()));
    let page = trial.get(None, &at(&(now.size + 1).to_string())).await.body;
    assert!(page.contains("something was taken away") && !page.contains("the words were:"), "{page}");
    for odd in ["0", "-1", "many%3Cb%3E", "1e9"] {
        let page = trial.get(None, &at(odd)).await.body;
        assert!(page.contains("Write the number of entries"), "{odd}: {page}");
        assert!(!page.contains("many<b>"), "{page}");
    }
}

#[tokio::test]
async fn what_the_host_did_is_told_in_public() {
    let trial = kept(Findable::Public).await;
    let before = trial.get(None, "/record").await.body;
    assert!(before.contains("Nothing so far."), "{before}");
    trial.recorder().host_did(Some(trial.id), Act::Export).unwrap();
    trial.recorder().host_did(None, Act::Backup).unwrap();
    trial.recorder().host_did(None, Act::Backup).unwrap();
    trial.fill_the_record();
    let page = trial.get(None, "/record").await.body;
    let day = crate::text::Tr::english().day(today());
    assert!(page.contains(&format!("{day}: They took out everybody’s answers as files.")), "{page}");
    assert!(page.contains("They made a copy of everything, to keep it safe. 2 times."), "{page}");
    let backup = page.find("They made a copy").unwrap();
    assert!(backup < page.find("They took out").unwrap(), "the newest first");
}

#[tokio::test]
async fn files_of_a_public_table_may_be_kept_and_others_may_not() {
    for (findable, seat) in [(Findable::Public, None), (Findable::Hidden, Some(0))] {
        let trial = kept(findable).await;
        let everybody = findable == Findable::Public;
        change_ones_mind(&trial, 300).await;
        let hour = "public, max-age=3600";
        let (text, bytes) = ("text/plain; charset=utf-8", "application/octet-stream");
        let moment = "public, max-age=5";
        for (path, mime, keep) in [
            ("checkpoint", text, moment),
            ("key", text, moment),
            ("words", text, moment),
            ("tile/0/000", bytes, hour),
            ("tile/entries/000", bytes, hour),
            ("tile/0/001.p/2", bytes, moment),
            ("tile/entries/000.p/7", bytes, moment),
            ("tile/1/000.p/1", bytes, moment),
            ("export.jsonl", "application/jsonl", "no-store"),
        ] {
            let (status, headers, body) = trial.file(seat, &format!("/record/{path}")).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert_eq!(headers[header::CONTENT_TYPE], mime, "{path}");
            assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
            let keep = if everybody { keep } else { "no-store" };
            assert_eq!(headers[header::CACHE_CONTROL], keep, "{path} of {findable:?}");
            assert!(!body.is_empty(), "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_may_not_be_read_are_alike() {
    let trial = kept(Findable::Public).await;
    for path in [
        "witnessed",
        "policy",
        "tile/0/001",
        "tile/0/000.p/255",
        "tile/0/000.p/0",
        "tile/0/0",
        "tile/8/000.p/1",
        "tile/entries/../000.p/1",
        "tile/none/000.p/1",
        "nothing",
    ] {
        assert_eq!(trial.get(None, &format!("/record/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let hidden = kept(Findable::Hidden).await;
    for path in ["", "/checkpoint", "/key", "/words", "/tile/0/000.p/1", "/export.jsonl"] {
        let path = format!("/record{path}");
        assert_eq!(hidden.file(None, &path).await.0, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(hidden.file(Some(1), &path).await.0, StatusCode::OK, "{path}");
    }
    assert_eq!(hidden.api("GET", None, "/record", None).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_api_says_the_same() {
    let trial = kept(Findable::Public).await;
    let (status, told) = trial.api("GET", None, "/record", None).await;
    let view = trial.record();
    assert_eq!(status, StatusCode::OK);
    assert_eq!(told["size"], view.size);
    assert_eq!(told["root"], view.root.to_string());
    assert_eq!(told["origin"], view.origin);
    assert_eq!(told["key"], view.key.to_string());
    assert_eq!(told["checkpoint"], view.checkpoint.to_string());
    assert_eq!(told["words"], serde_json::json!(recording::eight_words(view.root.as_bytes())));
    assert_eq!((&told["condition"], &told["witnesses"]), (&"well".into(), &serde_json::json!([])));
    assert!(told["witnessed"].is_null());
}

#[tokio::test]
async fn a_record_that_cannot_go_on_is_told_in_public_and_nothing_is_added() {
    let trial = kept(Findable::Public).await;
    let view = trial.record();
    let trouble = Trouble::RolledBack { origin: view.origin.clone(), here: view.size, seen: view.size + 9 };
    trial.recorder().rolled_back(trouble);
    let page = trial.get(None, "/record").await;
    assert_eq!(page.status, StatusCode::OK);
    let seen = format!("Somebody outside saw {} entries of a record here", view.size + 9);
    assert!(page.body.contains(&seen), "{}", page.body);

    let said = trial.post(Some(1), "/c/1/add", &[("statement", "A lamp"), ("sure", "yes")]).await;
    assert_eq!(said.status, StatusCode::SERVICE_UNAVAILABLE, "{}", said.body);
    assert!(said.body.contains("Everything can still be read."), "{}", said.body);
    let body = serde_json::json!({ "statement": "A lamp" });
    let (status, told) = trial.api("POST", Some(1), "/conversations/1/statements", Some(&body)).await;
    assert_eq!((status, &told["error"]["key"]), (StatusCode::SERVICE_UNAVAILABLE, &"read-only".into()));
    assert_eq!(trial.get(None, "/c/1/s/1").await.status, StatusCode::OK, "it is still read");
    let (_, told) = trial.api("GET", None, "/record", None).await;
    assert_eq!(told["condition"], "rolled-back");
}

#[tokio::test]
async fn the_page_is_light_however_long_the_record() {
    let trial = kept(Findable::Public).await;
    for act in Act::ALL.iter().cycle().take(40) {
        trial.recorder().host_did(None, *act).unwrap();
    }
    trial.fill_the_record();
    let page = trial.get(Some(1), "/record").await;
    assert!(page.weight() <= 4_000, "{} bytes", page.weight());
}
