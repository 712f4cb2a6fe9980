//! Promises as people meet them: made, told of, judged, late, on paper; and by whom not.

use axum::http::StatusCode;
use table::{
    AccountCommand, Command, ConversationNo, Findable, Judgement, Part, PromiseCommand, PromiseNo, PromiseOf,
    StatementNo, Tidings,
};

use crate::pages::trial::{Trial, words};

const FIRST: ConversationNo = ConversationNo(1);

/// A table with so many seats, and a statement of seat 1's.
async fn given(findable: Findable, seats: u8) -> Trial {
    let trial = Trial::new(findable).await;
    trial.sit(seats - 1).await;
    trial.say(1, "A bell at <the> door").await;
    trial
}

/// Seat 1 promises something by so many days from the trial's day.
async fn promised(trial: &Trial, what: &str, days: i32) {
    let from = PromiseOf::Statement(FIRST, StatementNo(1));
    let by = trial.day.plus(days);
    let make = PromiseCommand::Make { from, who: words("The house team"), what: words(what), by };
    trial.ask(1, Command::Promise(make)).await;
}

async fn judged(trial: &Trial, seat: u32, judgement: Judgement) {
    let judge = PromiseCommand::Judge { promise: PromiseNo(1), judgement };
    trial.ask(seat, Command::Promise(judge)).await;
}

async fn told(trial: &Trial, tidings: Tidings) {
    trial.ask(1, Command::Promise(PromiseCommand::Tell { promise: PromiseNo(1), tidings })).await;
}

#[tokio::test]
async fn a_promise_is_made_from_somebodys_words() {
    let trial = given(Findable::Public, 3).await;
    let page = trial.get(Some(2), "/c/1/s/1").await.body;
    let address = format!("/t/{}/promises/new?from=c1-1", trial.id);
    assert!(page.contains(&format!("href=\"{address}\"")), "{page}");
    let form = trial.get(Some(2), "/promises/new?from=c1-1").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains("A bell at &lt;the&gt; door"), "{}", form.body);
    let by = crate::app::today().plus(30).to_string();
    let fields = [("from", "c1-1"), ("who", "Sam"), ("promise", "A bell by May"), ("promise-by", &by)];
    let sent = trial.post(Some(2), "/promises/new", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location, format!("/t/{}/p/1?saved=made", trial.id));
    let page = trial.get(Some(2), "/p/1?saved=made").await.body;
    for needed in
        ["Promise 1", "A bell by May", "Sam", "A bell at &lt;the&gt; door", "role=\"status\"", "Not yet"]
    {
        assert!(page.contains(needed), "{needed}: {page}");
    }
    let words = trial.get(None, "/c/1/s/1").await.body;
    assert!(words.contains(&format!("href=\"/t/{}/p/1\"", trial.id)), "the words lead to the promise");
    assert!(!words.contains("promises/new"), "whoever has no seat is not asked to promise");
}

#[tokio::test]
async fn what_was_typed_stays_until_it_fits() {
    let trial = given(Findable::Public, 2).await;
    let long = "x".repeat(81);
    let fields = [
        ("key", "the-key-of-a-form"),
        ("from", "c1-1"),
        ("who", long.as_str()),
        ("promise", "Kept <here>"),
        ("promise-by", "soon"),
    ];
    let refused = trial.post(Some(0), "/promises/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [&long, "Kept &lt;here&gt;", "the-key-of-a-form", "href=\"#who\"", "href=\"#promise-by\""] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    assert_eq!(trial.look(|table| table.promises.len()), 0);
    let past = trial.day.plus(-1).to_string();
    let fields = [("from", "c1-1"), ("who", "Sam"), ("promise", "A bell"), ("promise-by", &past)];
    let refused = trial.post(Some(0), "/promises/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#promise-by\""), "a day that is over: {}", refused.body);
}

#[tokio::test]
async fn a_promise_answers_something_that_is_there() {
    let trial = given(Findable::Public, 2).await;
    for from in ["c1-9", "c9-1", "d1", "h1-1", "x", "c1-1-1", ""] {
        let page = trial.get(Some(0), &format!("/promises/new?from={from}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{from}");
    }
    let fields = [("from", "d1"), ("who", "Sam"), ("promise", "A bell"), ("promise-by", "2099-01-01")];
    assert_eq!(trial.post(Some(0), "/promises/new", &fields).await.status, StatusCode::NOT_FOUND);
    trial.ask(1, Command::WithdrawStatement { conversation: FIRST, statement: StatementNo(1) }).await;
    let gone = trial.get(Some(0), "/promises/new?from=c1-1").await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "words that were taken back");
}

#[tokio::test]
async fn outsiders_promise_nothing_and_hidden_tables_are_not_there() {
    let open = given(Findable::Public, 2).await;
    promised(&open, "A bell", 90).await;
    let hidden = given(Findable::Hidden, 2).await;
    promised(&hidden, "A bell", 90).await;
    for path in ["/promises", "/promises/poster", "/p/1"] {
        assert_eq!(open.get(None, path).await.status, StatusCode::OK, "{path}");
    }
    let tell = [("action", "tell"), ("kind", "done"), ("news", "It rings")];
    let make = [("from", "c1-1"), ("who", "Sam"), ("promise", "A bell"), ("promise-by", "2099-01-01")];
    assert_eq!(open.post(None, "/p/1", &tell).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(open.post(None, "/promises/new", &make).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(open.get(None, "/promises/new").await.status, StatusCode::UNAUTHORIZED);
    assert!(!open.get(None, "/p/1").await.body.contains("<form"), "nothing to send without a seat");

    let nothing = hidden.get(None, "/nothing/here").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    for path in ["/promises", "/promises/new", "/promises/new?from=c1-1", "/promises/poster", "/p/1"] {
        let page = hidden.get(None, path).await;
        assert_eq!((page.status, &page.body), (StatusCode::NOT_FOUND, &nothing.body), "{path}");
    }
    for (path, fields) in [("/p/1", &tell[..]), ("/promises/new", &make[..])] {
        let page = hidden.post(None, path, fields).await;
        assert_eq!((page.status, &page.body), (StatusCode::NOT_FOUND, &nothing.body), "{path}");
    }
    assert_eq!(hidden.look(|table| table.promises.len()), 1);
}

#[tokio::test]
async fn late_ones_come_first_on_every_page() {
    let trial = given(Findable::Public, 2).await;
    promised(&trial, "A lamp, in time", 300).await;
    promised(&trial, "A bell, too late", 3).await;
    let list = trial.get(None, "/promises").await.body;
    assert!(list.contains("1 promise is late."), "{list}");
    assert!(list.find("A bell, too late").unwrap() < list.find("A lamp, in time").unwrap());
    let home = trial.get(None, "").await.body;
    assert!(home.contains("1 promise is late.") && home.contains("A bell, too late"), "{home}");
    assert!(home.find("1 promise is late.").unwrap() < home.find("When is the door open?").unwrap());
    let poster = trial.get(None, "/promises/poster").await.body;
    assert!(poster.contains("Late") && poster.contains("<svg viewBox=\"0 0 "), "{poster}");
}

#[tokio::test]
async fn news_is_told_and_a_no_needs_a_name_and_a_reason() {
    let trial = given(Findable::Public, 3).await;
    promised(&trial, "A bell", 90).await;
    let no = [("action", "tell"), ("kind", "will-not"), ("news", ""), ("teller", "")];
    let refused = trial.post(Some(2), "/p/1", &no).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#news\"") && refused.body.contains("href=\"#teller\""));
    let half = [("action", "tell"), ("kind", ""), ("news", "Typed words"), ("teller", "Sam Mill")];
    let refused = trial.post(Some(2), "/p/1", &half).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["Typed words", "Sam Mill", "href=\"#kind\""] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    let doing = [("action", "tell"), ("kind", "doing"), ("news", "We asked for prices")];
    let sent = trial.post(Some(2), "/p/1", &doing).await;
    assert_eq!(sent.location, format!("/t/{}/p/1?saved=told", trial.id));
    let no = [("action", "tell"), ("kind", "will-not"), ("news", "No money"), ("teller", "Sam Mill")];
    assert_eq!(trial.post(Some(2), "/p/1", &no).await.status, StatusCode::SEE_OTHER);
    let page = trial.get(None, "/p/1").await.body;
    assert!(page.find("We asked for prices").unwrap() < page.find("No money").unwrap(), "oldest first");
    assert!(page.contains("Will not") && page.contains("Sam Mill"), "{page}");
    let odd = trial.post(Some(2), "/p/1", &[("action", "burn")]).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_others_say_if_it_was_kept_and_whoever_promised_cannot() {
    let mut trial = given(Findable::Public, 12).await;
    promised(&trial, "A bell", 10).await;
    let kept = [("action", "judge"), ("judgement", "kept")];
    trial.day = crate::app::today();
    assert!(!trial.get(Some(1), "/p/1").await.body.contains("value=\"kept\""), "not for whoever promised");
    let own = trial.post(Some(1), "/p/1", &kept).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.body.contains("You made this promise."), "{}", own.body);
    let sent = trial.post(Some(2), "/p/1", &kept).await;
    assert_eq!(sent.location, format!("/t/{}/p/1?saved=judged", trial.id));
    assert!(trial.get(Some(2), "/p/1").await.body.contains("You said: Kept."));
    assert!(!trial.get(Some(3), "/p/1").await.body.contains("You said:"), "only for their own eyes");
    let few = trial.get(None, "/p/1").await.body;
    assert!(few.contains("Few people have said if it was kept."), "{few}");
    for seat in 3..9 {
        judged(&trial, seat, Judgement::Kept).await;
    }
    let seven = trial.get(None, "/p/1").await.body;
    assert!(seven.contains("Most of those who said something say: Kept."), "{seven}");
    judged(&trial, 9, Judgement::Not).await;
    let eight = trial.get(None, "/p/1").await.body;
    assert!(eight.contains("Kept: 7. Partly kept: 0. Not kept: 1."), "{eight}");
    let back = trial.post(Some(2), "/p/1", &[("action", "take-back")]).await;
    assert_eq!(back.location, format!("/t/{}/p/1?saved=taken-back", trial.id));
    assert!(!trial.get(Some(2), "/p/1").await.body.contains("You said:"));
}

#[tokio::test]
async fn nobody_calls_a_promise_broken_before_its_day() {
    let trial = given(Findable::Public, 3).await;
    promised(&trial, "A bell", 300).await;
    assert!(!trial.get(Some(2), "/p/1").await.body.contains("value=\"judge\""));
    let early = trial.post(Some(2), "/p/1", &[("action", "judge"), ("judgement", "not")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("This is promised for"), "{}", early.body);
    told(&trial, Tidings::Done(words("It rings"))).await;
    let after = trial.post(Some(2), "/p/1", &[("action", "judge"), ("judgement", "not")]).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "there is an answer");
}

#[tokio::test]
async fn the_same_form_twice_is_one_promise() {
    let trial = given(Findable::Public, 2).await;
    let by = crate::app::today().plus(30).to_string();
    let fields = |what: &'static str| {
        let by = by.clone();
        async {
            let by = by;
            let fields = [
                ("key", "one-key-of-a-form"),
                ("from", "c1-1"),
                ("who", "Sam"),
                ("promise", what),
                ("promise-by", by.as_str()),
            ];
            trial.post(Some(0), "/promises/new", &fields).await
        }
    };
    let (first, second) = (fields("A bell").await, fields("A bell").await);
    assert_eq!((second.status, &second.location), (StatusCode::SEE_OTHER, &first.location));
    let other = fields("A lamp").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.body.contains("A lamp") && !other.body.contains("one-key-of-a-form"), "{}", other.body);
    assert_eq!(trial.look(|table| table.promises.len()), 1);
}

#[tokio::test]
async fn without_a_word_of_what_it_answers_the_page_shows_what_waits() {
    let mut trial = given(Findable::Public, 4).await;
    trial.say(1, "A lamp at the door").await;
    let parts = vec![Part::Line(StatementNo(1)), Part::Line(StatementNo(2))];
    let until = trial.day.plus(3);
    trial.ask(0, Command::Account(AccountCommand::Write { conversation: FIRST, parts, until })).await;
    assert!(!trial.get(Some(0), "/promises/new").await.body.contains("from=h1-1"), "not agreed yet");
    for seat in 0..4 {
        for statement in [1, 2].map(StatementNo) {
            let (account, reply) = (table::AccountNo(1), table::LineReply::Yes);
            trial.ask(seat, Command::Account(AccountCommand::Reply { account, statement, reply })).await;
        }
    }
    trial.day = until.plus(1);
    trial.ask(0, Command::Account(AccountCommand::Settle { account: table::AccountNo(1) })).await;
    let waiting = trial.get(Some(0), "/promises/new").await.body;
    assert!(waiting.contains("from=h1-1") && waiting.contains("from=h1-2"), "{waiting}");
    let from = PromiseOf::Line(table::AccountNo(1), StatementNo(1));
    let by = trial.day.plus(9);
    let make = PromiseCommand::Make { from, who: words("Sam"), what: words("A bell"), by };
    trial.ask(2, Command::Promise(make)).await;
    let waiting = trial.get(Some(0), "/promises/new").await.body;
    assert!(!waiting.contains("from=h1-1") && waiting.contains("from=h1-2"), "{waiting}");
    let again = trial.get(Some(0), "/promises/new?from=h1-1").await.body;
    assert!(again.contains(&format!("href=\"/t/{}/p/1\"", trial.id)), "it was promised before: {again}");
    let page = trial.get(None, "/p/1").await.body;
    for link in ["/heard/1\"", "/c/1/s/1\""] {
        assert!(page.contains(&format!("href=\"/t/{}{link}", trial.id)), "{link}: {page}");
    }
}

#[tokio::test]
async fn the_poster_says_nobodys_name_for_the_table() {
    let trial = given(Findable::Public, 3).await;
    let name = Some(words("Robin"));
    trial.ask(2, Command::ChooseName { name }).await;
    let from = PromiseOf::Statement(FIRST, StatementNo(1));
    for who in ["ask robin", "The house team"] {
        let by = trial.day.plus(90);
        let make = PromiseCommand::Make { from, who: words(who), what: words("A bell"), by };
        trial.ask(1, Command::Promise(make)).await;
    }
    let poster = trial.get(Some(2), "/promises/poster").await.body;
    assert!(!poster.to_lowercase().contains("robin") && poster.contains("The house team"), "{poster}");
}

#[tokio::test]
async fn pages_stay_light() {
    let trial = given(Findable::Public, 3).await;
    let filler = |at: u32| {
        let all = "We will open a quiet room with soft light and two chairs where people can rest after a long way \
             and nobody asks them for a paper or a name before they sit down and drink something warm today";
        let words: Vec<&str> = all.split(' ').collect();
        let turned = (0..30).map(|word| words[(word * 7 + at as usize * 11) % words.len()]);
        turned.collect::<Vec<_>>().join(" ")
    };
    for at in 0..12 {
        let number = trial.say(1, &filler(at).chars().take(130).collect::<String>()).await;
        let from = PromiseOf::Statement(FIRST, number);
        let by = trial.day.plus(10 + i32::try_from(at).unwrap() * 9);
        let make = PromiseCommand::Make { from, who: words("The house team"), what: words(&filler(at)), by };
        trial.ask(1, Command::Promise(make)).await;
        told(&trial, Tidings::Doing(words(&filler(at + 20)))).await;
    }
    for path in [
        "",
        "/promises",
        "/promises/poster",
        "/promises/new?from=c1-2",
        "/promises/new",
        "/p/1",
        "/me",
        "/c/1/s/2",
    ] {
        let weight = trial.get(Some(1), path).await.weight();
        assert!(weight <= 4096, "{path} weighs {weight} bytes");
    }
}
