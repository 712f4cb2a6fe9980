//! Accounts from asking for one to what came of it, as a browser sends it.

use table::{
    AccountCommand, AccountNo, Answer, Choice, Command, ConversationNo, Field, Findable, Part, ReasonChange,
    StatementNo, Table,
};

use crate::app::today;
use crate::pages::trial::{Trial, words};

const CALL: &str = "/c/1/heard/call";
const WRITE: &str = "/c/1/heard/write";

/// Nine people, three statements; everybody has answered all of them, and agrees but for the last of them.
async fn trial(findable: Findable) -> Trial {
    let trial = Trial::new(findable).await;
    trial.sit(8).await;
    for text in ["The door should open at eight.", "The door should be green.", "Nobody should wait outside."]
    {
        trial.say(0, text).await;
    }
    for seat in 0..9 {
        for statement in 1..=3 {
            let agrees = statement != 3 || seat < 5;
            respond(&trial, seat, statement, if agrees { Choice::Agree } else { Choice::Disagree }).await;
        }
    }
    trial
}

async fn respond(trial: &Trial, seat: u32, statement: u32, choice: Choice) {
    let respond = Command::Respond {
        conversation: ConversationNo(1),
        statement: StatementNo(statement),
        choice,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    };
    trial.ask(seat, respond).await;
}

/// An account of statement 2 and 1, with linking words, as it was written on the trial's day; it could be answered for so
/// many days from then.
async fn written(trial: &Trial, days: i32) -> AccountNo {
    let parts =
        vec![Part::Linking(words("First of all:")), Part::Line(StatementNo(2)), Part::Line(StatementNo(1))];
    let until = trial.day.plus(days);
    let write = AccountCommand::Write { conversation: ConversationNo(1), parts, until };
    match trial.ask(0, Command::Account(write)).await {
        Answer::Account(number) => number,
        other => panic!("{other:?}"),
    }
}

async fn reply(trial: &Trial, seat: u32, statement: u32, reply: table::LineReply) {
    let account = AccountNo(1);
    let command = AccountCommand::Reply { account, statement: StatementNo(statement), reply };
    trial.ask(seat, Command::Account(command)).await;
}

fn has_account(table: &Table) -> bool {
    !table.accounts.is_empty()
}

#[tokio::test]
async fn anybody_with_a_seat_asks_for_an_account_and_nobody_else() {
    let trial = trial(Findable::Public).await;
    let form = trial.get(Some(3), CALL).await;
    assert!(form.status == 200 && form.body.contains("Choose the lines"), "{}", form.body);
    let last = today().plus(5).to_string();
    for fields in [[("places", "0"), ("last-day", &*last)], [("places", "2"), ("last-day", "soon")]] {
        let again = trial.post(Some(3), CALL, &fields).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains(&format!("value=\"{}\"", fields[0].1)), "what was typed is kept");
        assert!(
            again.body.contains("There is a problem") || again.body.contains("Something needs another look")
        );
    }
    let early = today().plus(-1).to_string();
    let early = trial.post(Some(3), CALL, &[("places", "2"), ("last-day", &early)]).await;
    assert!(early.status == 422 && early.body.contains("or later"), "{}", early.body);
    let nobody = trial.post(None, CALL, &[("places", "2"), ("last-day", &last)]).await;
    assert_eq!(nobody.status, 401);
    assert!(!trial.look(has_account));

    let sent = trial.post(Some(3), CALL, &[("places", "2"), ("last-day", &last)]).await;
    assert_eq!(
        (sent.status.as_u16(), &*sent.location),
        (303, &*format!("/t/{}/heard/1?saved=called", trial.id))
    );
    let page = trial.get(Some(3), "/heard/1?saved=called").await.body;
    for part in
        ["These are the lines", "The program chose", "How the lines were chosen", "roundtable account house"]
    {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert_eq!(trial.look(|table| table.accounts[0].lines.len()), 2);
}

#[tokio::test]
async fn too_few_people_are_told_why_there_is_no_account() {
    let trial = Trial::new(Findable::Public).await;
    trial.say(0, "The door should be green.").await;
    let last = today().plus(5).to_string();
    let refused = trial.post(Some(0), CALL, &[("places", "2"), ("last-day", &last)]).await;
    assert!(refused.status == 422 && refused.body.contains("8 people who have answered"), "{}", refused.body);
}

#[tokio::test]
async fn an_account_is_written_in_three_steps_without_scripts() {
    let trial = trial(Findable::Public).await;
    let first = trial.get(Some(2), WRITE).await;
    assert!(first.body.contains("The door should be green.") && first.body.contains("Step 1 of 3"));
    let none = trial.post(Some(2), WRITE, &[("go", "order")]).await;
    assert!(none.status == 422 && none.body.contains("Tick 1 to 20 things."), "{}", none.body);

    let chosen = [("line", "1"), ("line", "2")];
    let order = trial.post(Some(2), WRITE, &[&chosen[..], &[("go", "order")]].concat()).await;
    assert!(
        order.status == 200
            && order.body.contains("value=\"up-2\"")
            && !order.body.contains("value=\"up-1\"")
    );
    let typed = [&chosen[..], &[("before-2", "First of all:"), ("go", "up-2")]].concat();
    let moved = trial.post(Some(2), WRITE, &typed).await.body;
    assert!(moved.contains("value=\"up-1\"") && !moved.contains("value=\"up-2\""), "2 is first now");
    assert!(moved.contains("First of all:"), "what was typed moves along");

    let too_long = "x".repeat(141);
    let swapped = [("line", "2"), ("line", "1")];
    let long = [&swapped[..], &[("before-2", &*too_long), ("go", "check")]].concat();
    let refused = trial.post(Some(2), WRITE, &long).await;
    assert!(refused.status == 422 && refused.body.contains(&too_long), "what was typed is kept");

    let good = [&swapped[..], &[("before-2", "First of all:"), ("after", "Call 07700 900123.")]].concat();
    let check = trial.post(Some(2), WRITE, &[&good[..], &[("go", "check")]].concat()).await;
    assert!(check.status == 200 && check.body.contains("Here is how it will read"), "{}", check.body);
    assert!(check.body.contains("This looks like a phone number"));
    assert!(!trial.look(has_account), "nothing is sent before");

    let undated =
        trial.post(Some(2), WRITE, &[&good[..], &[("go", "send"), ("last-day", "")]].concat()).await;
    assert!(undated.status == 422 && undated.body.contains("First of all:"), "{}", undated.body);
    let last = today().plus(5).to_string();
    let sending = [&good[..], &[("go", "send"), ("last-day", &last)]].concat();
    assert_eq!(trial.post(None, WRITE, &sending).await.status, 401);
    let sent = trial.post(Some(2), WRITE, &sending).await;
    assert_eq!((sent.status.as_u16(), sent.location.ends_with("/heard/1?saved=written")), (303, true));
    assert_eq!(trial.look(|table| table.accounts[0].lines.clone()), [StatementNo(2), StatementNo(1)]);
    let page = trial.get(None, "/heard/1").await.body;
    assert!(page.contains("First of all:") && page.contains("words of whoever wrote this account"));
    assert!(page.contains("nobody has worked out whom they speak for"), "{page}");
}

#[tokio::test]
async fn long_lists_are_ticked_over_pages_and_searched() {
    let mut trial = Trial::new(Findable::Public).await;
    trial.day = trial.day.plus(-1);
    for number in 1..=23 {
        trial.day = if number % 12 == 0 { trial.day.plus(1) } else { trial.day };
        trial.say(0, &format!("Idea number {number} is about lamp{number}.")).await;
    }
    let first = trial.get(Some(0), WRITE).await.body;
    assert!(first.contains("lamp20") && !first.contains("lamp21"));
    let second = trial.post(Some(0), WRITE, &[("line", "3"), ("go", "page-2")]).await.body;
    assert!(second.contains("lamp21") && second.contains("name=\"line\" value=\"3\""), "{second}");
    assert!(second.contains("1 more thing is ticked"));
    let found = trial.post(Some(0), WRITE, &[("line", "3"), ("find", "lamp17"), ("go", "find")]).await.body;
    assert!(found.contains("about lamp17") && found.contains("name=\"line\" value=\"3\""), "{found}");
    let ticked = [("order", "3"), ("line", "3"), ("line", "22"), ("go", "order")];
    let order = trial.post(Some(0), WRITE, &ticked).await.body;
    assert!(order.find("lamp3.").unwrap() < order.find("lamp22").unwrap());
}

#[tokio::test]
async fn lines_are_answered_one_after_another() {
    let trial = trial(Findable::Public).await;
    written(&trial, 90).await;
    let to = trial.get(Some(4), "/heard/1/answer").await.location;
    assert!(to.ends_with("/heard/1/answer/2"), "{to}");
    let page = trial.get(Some(4), "/heard/1/answer/2").await;
    assert!(page.body.contains("The door should be green.") && page.body.contains("First of all:"));
    assert!(page.body.contains("Line 1 of 2"), "{}", page.body);

    let none = trial.post(Some(4), "/heard/1/answer/2", &[("not-quite", "Blue it is.")]).await;
    assert!(none.status == 422 && none.body.contains("Blue it is."), "{}", none.body);
    let unsaid = [("reply", "yes"), ("not-quite", "Blue it is.")];
    let unsaid = trial.post(Some(4), "/heard/1/answer/2", &unsaid).await;
    assert!(unsaid.status == 422 && unsaid.body.contains("Blue it is."), "a yes would throw the words away");

    let words = [("reply", "not-quite-so"), ("not-quite", "Blue it is.")];
    let next = trial.post(Some(4), "/heard/1/answer/2", &words).await;
    assert!(next.location.ends_with("/heard/1/answer/1?saved=2"), "{}", next.location);
    let page = trial.get(Some(4), "/heard/1/answer/1?saved=2").await.body;
    assert!(page.contains("Saved: not quite."), "{page}");
    let last = trial.post(Some(4), "/heard/1/answer/1", &[("reply", "yes")]).await;
    assert!(last.location.ends_with("/heard/1/missing"), "{}", last.location);

    // Changed, with the old words still in the box.
    let changed = [("reply", "yes"), ("not-quite", "Blue it is.")];
    let changed = trial.post(Some(4), "/heard/1/answer/2", &changed).await;
    assert!(changed.location.ends_with("/heard/1?saved=reply"), "{}", changed.location);
    let gone = trial.post(Some(4), "/heard/1/answer/2", &[("action", "take-back")]).await;
    assert!(gone.location.ends_with("/heard/1?saved=taken-back"), "{}", gone.location);
    assert_eq!(trial.look(|table| table.accounts[0].replies.len()), 1);

    assert_eq!(trial.post(None, "/heard/1/answer/2", &[("reply", "yes")]).await.status, 401);
    assert_eq!(
        trial.post(Some(4), "/heard/1/answer/3", &[("reply", "yes")]).await.status,
        404,
        "no line of it"
    );
}

#[tokio::test]
async fn what_is_missing_is_said_and_taken_back() {
    let trial = trial(Findable::Public).await;
    written(&trial, 90).await;
    let empty = trial.post(Some(4), "/heard/1/missing", &[("action", "say"), ("missing", " ")]).await;
    assert_eq!(empty.status, 422);
    let too_long = "x".repeat(281);
    let long = trial.post(Some(4), "/heard/1/missing", &[("action", "say"), ("missing", &too_long)]).await;
    assert!(long.status == 422 && long.body.contains(&too_long));
    assert_eq!(
        trial.post(None, "/heard/1/missing", &[("action", "say"), ("missing", "x")]).await.status,
        401
    );
    let said = trial
        .post(Some(4), "/heard/1/missing", &[("action", "say"), ("missing", "Nobody spoke of rain.")])
        .await;
    assert!(said.location.ends_with("?saved=missing"), "{}", said.location);
    let (mine, other) =
        (trial.get(Some(4), "/heard/1").await.body, trial.get(Some(5), "/heard/1").await.body);
    assert!(mine.contains("Nobody spoke of rain.") && !other.contains("Nobody spoke of rain."));
    let gone = trial.post(Some(4), "/heard/1/missing", &[("action", "take-back")]).await;
    assert_eq!(gone.status, 303);
    assert_eq!(trial.look(|table| table.accounts[0].missing.len()), 0);
}

#[tokio::test]
async fn nothing_is_told_of_the_answers_before_they_are_counted() {
    use table::LineReply::{NotQuite, Yes};
    let trial = trial(Findable::Public).await;
    written(&trial, 90).await;
    let pages = ["/heard/1", "/c/1/heard", "/c/1"];
    let mut before = Vec::new();
    for page in pages {
        before.push(trial.get(None, page).await.body);
    }
    for seat in 0..9 {
        reply(&trial, seat, 1, Yes).await;
        reply(&trial, seat, 2, NotQuite(Some(words("Blue it is.")))).await;
        let missing = AccountCommand::SayMissing { account: AccountNo(1), words: words("Rain.") };
        trial.ask(seat, Command::Account(missing)).await;
    }
    for (page, before) in pages.into_iter().zip(before) {
        assert_eq!(trial.get(None, page).await.body, before, "{page}");
    }
}

#[tokio::test]
async fn after_the_last_day_it_is_counted_once_and_says_why() {
    use table::LineReply::{NotQuite, Yes};
    let trial = trial(Findable::Public).await;
    written(&trial, 30).await;
    for seat in 0..9 {
        reply(&trial, seat, 1, Yes).await;
        let blue = NotQuite(Some(words("Blue it is.")));
        reply(&trial, seat, 2, if seat < 5 { Yes } else { blue }).await;
    }
    let missing = AccountCommand::SayMissing { account: AccountNo(1), words: words("Nobody spoke of rain.") };
    trial.ask(7, Command::Account(missing)).await;

    let waits = trial.get(Some(3), "/heard/1").await.body;
    assert!(waits.contains("Count the answers now") && !waits.contains("Blue it is."), "{waits}");
    assert!(!trial.get(None, "/heard/1").await.body.contains("Count the answers now"));
    let late =
        trial.post(Some(3), "/heard/1/answer/2", &[("reply", "not-quite-so"), ("not-quite", "Red.")]).await;
    assert!(late.status == 422 && late.body.contains("The last day to answer") && late.body.contains("Red."));
    assert_eq!(trial.post(None, "/heard/1/settle", &[]).await.status, 401);
    for seat in [3, 4] {
        let settled = trial.post(Some(seat), "/heard/1/settle", &[]).await;
        assert!(settled.location.ends_with("/heard/1?saved=settled"), "whoever comes second sees it too");
    }
    let page = trial.get(None, "/heard/1").await.body;
    for part in [
        "Not agreed",
        "The group did not agree",
        "Line 1: fewer than 60 in 100 said yes.",
        "9 people answered",
        "5 of 9 said: yes",
        "9 of 9 said: yes",
        "Blue it is.",
        "Nobody spoke of rain.",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("Line 2: fewer"));
    // Whoever wrote something can still take it back.
    let mine = trial.get(Some(7), "/heard/1/answer/2").await.body;
    assert!(mine.contains("Take my answer back") && !mine.contains("name=\"reply\""), "{mine}");
    let gone = trial.post(Some(7), "/heard/1/missing", &[("action", "take-back")]).await;
    assert_eq!(gone.status, 303);
    assert!(!trial.get(None, "/heard/1").await.body.contains("Nobody spoke of rain."));
}

#[tokio::test]
async fn the_groups_own_account_stands_first_and_on_the_conversations_page() {
    let trial = trial(Findable::Public).await;
    written(&trial, 30).await;
    written(&trial, 90).await;
    for seat in 0..9 {
        for line in [1, 2] {
            reply(&trial, seat, line, table::LineReply::Yes).await;
        }
    }
    trial.post(Some(3), "/heard/1/settle", &[]).await;
    let list = trial.get(Some(3), "/c/1/heard").await.body;
    let at = |words: &str| list.find(words).unwrap_or_else(|| panic!("{words} is not in {list}"));
    assert!(at("Agreed by the group") < at("Open until"));
    assert!(at("/heard/1\"") < at("/heard/2\""));
    let home = trial.get(None, "/c/1").await.body;
    assert!(home.contains("What we heard, account 1") && home.contains("2 accounts."), "{home}");
    let page = trial.get(Some(3), "/heard/1").await.body;
    for link in ["/promises/new?from=h1-2", "/d/new?source=h1", "/heard/1/account.pdf", "/c/1/heard\""] {
        assert!(page.contains(link), "{link} is not in {page}");
    }
}

#[tokio::test]
async fn a_line_that_was_taken_back_leaves_a_place() {
    let trial = trial(Findable::Public).await;
    written(&trial, 90).await;
    let gone = StatementNo(2);
    trial.ask(0, Command::WithdrawStatement { conversation: ConversationNo(1), statement: gone }).await;
    let page = trial.get(Some(4), "/heard/1").await.body;
    assert!(
        page.contains("The person took it back.") && !page.contains("The door should be green."),
        "{page}"
    );
    assert!(trial.get(Some(4), "/heard/1/answer").await.location.ends_with("/answer/1"));
    let sent = trial.post(Some(4), "/heard/1/answer/2", &[("reply", "yes")]).await;
    assert_eq!(sent.status, 422);
    let order = trial.post(Some(4), WRITE, &[("line", "2"), ("line", "1"), ("go", "check")]).await;
    assert!(order.status == 422 && order.body.contains("It is left out now."), "{}", order.body);
}

#[tokio::test]
async fn a_hidden_table_tells_outsiders_nothing() {
    let trial = trial(Findable::Hidden).await;
    written(&trial, 90).await;
    let nowhere = trial.get(None, "/heard/77").await;
    for page in
        ["/c/1/heard", CALL, WRITE, "/heard/1", "/heard/1/answer", "/heard/1/answer/2", "/heard/1/missing"]
    {
        let reply = trial.get(None, page).await;
        assert_eq!((reply.status.as_u16(), &reply.body), (404, &nowhere.body), "{page}");
    }
    for page in [CALL, WRITE, "/heard/1/answer/2", "/heard/1/missing", "/heard/1/settle"] {
        assert_eq!(trial.post(None, page, &[("go", "order"), ("reply", "yes")]).await.status, 404, "{page}");
    }
    assert_eq!(trial.get(Some(0), "/heard/1").await.status, 200);
    assert_eq!(trial.get(Some(0), "/heard/77").await.status, 404);
    assert_eq!(trial.get(Some(0), "/c/9/heard").await.status, 404);
}

#[tokio::test]
async fn every_page_is_light() {
    let trial = trial(Findable::Public).await;
    let last = today().plus(5).to_string();
    trial.post(Some(3), CALL, &[(Field::Places.key(), "5"), ("last-day", &last)]).await;
    let pages = ["/c/1/heard", CALL, WRITE, "/heard/1", "/heard/1/answer/1", "/heard/1/missing", "/c/1"];
    for page in pages {
        let reply = trial.get(Some(3), page).await;
        assert_eq!(reply.status, 200, "{page}");
        let weight = reply.weight();
        assert!(weight <= 4096, "{page} is {weight} bytes");
    }
}
