//! What somebody wrote into the data behind everybody's backs is shown nowhere, and every page says so in its place.

use axum::http::StatusCode;
use serde_json::Value;
use table::{
    AccountCommand, AccountNo, AccountTerms, Choice, Command, ConversationNo, DecisionCommand, DecisionNo,
    Findable, InHundred, LineReply, NotHere, Opening, Part, Passing, PromiseCommand, PromiseNo, PromiseOf,
    Proposal, Question, ReasonChange, Rule, Rules, Source, StatementNo, Tidings,
};

use crate::app::today;
use crate::pages::trial::{Trial, words};
use crate::t;
use crate::text::Tr;

const FIRST: ConversationNo = ConversationNo(1);
const SAID: &str = "A bell by the door";
const FORGED: &str = "A ball by the door";

/// As it stands in a page.
fn sentence() -> String {
    t!(Tr::english(), "tamper-words")
}

fn reply(statement: u32) -> Command {
    Command::Respond {
        conversation: FIRST,
        statement: StatementNo(statement),
        choice: Choice::Agree,
        matters: false,
        reason: ReasonChange::Keep,
        drawn: None,
    }
}

/// A table where somebody said two things, and others answered; accounts, decisions and promises came of it.
async fn grown() -> Trial {
    let trial = Trial::new(Findable::Public).await;
    trial.sit(9).await;
    trial.say(0, SAID).await;
    trial.say(1, "A lamp over it").await;
    for seat in 0..10 {
        trial.ask(seat, reply(1)).await;
        trial.ask(seat, reply(2)).await;
    }
    let parts = vec![Part::Line(StatementNo(1)), Part::Line(StatementNo(2))];
    let until = trial.day.plus(2);
    for _ in 0..2 {
        let write = AccountCommand::Write { conversation: FIRST, parts: parts.clone(), until };
        trial.ask(0, Command::Account(write)).await;
    }
    let rules = Rules {
        rules: vec![Rule::Consent { quorum: InHundred::new(10).unwrap() }],
        disagreement: words("We sleep on it"),
        account: AccountTerms::default(),
    };
    trial.ask(0, Command::ChooseRules { over: 0, rules, why: None }).await;
    for what in ["Buy the bell", "Hang the lamp"] {
        decide(&trial, what).await;
    }
    let make = PromiseCommand::Make {
        from: PromiseOf::Statement(FIRST, StatementNo(1)),
        who: words("Sam"),
        what: words("Look for a shop"),
        by: trial.day.plus(30),
    };
    trial.ask(0, Command::Promise(make)).await;
    let told = PromiseCommand::Tell { promise: PromiseNo(1), tidings: Tidings::Done(words("Found one")) };
    trial.ask(0, Command::Promise(told)).await;
    trial
}

async fn decide(trial: &Trial, what: &str) {
    let closes = trial.day.plus(5);
    let proposal = Proposal {
        what: words(what),
        would_do: words("It rings"),
        cost: words("Nothing"),
        who_does: words("The team"),
        would_stop: words("Nothing"),
        bad_for: words("Those who sleep"),
        overrule: words("Nobody"),
        review_on: closes.plus(100),
        from: vec![Source::Statement(FIRST, StatementNo(1))],
    };
    let question = Question::Proposal { by: Passing::Consent };
    let opening = Opening { conversation: Some(FIRST), proposal, question, closes, seed: [1; 32] };
    trial.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

/// Decision 2 and account 2 are counted.
async fn counted(trial: &mut Trial) {
    let (decision, account) = (DecisionNo(2), AccountNo(2));
    let not_here = NotHere { people: Vec::new(), words: words("Nobody") };
    let answered = AccountCommand::Reply { account, statement: StatementNo(2), reply: LineReply::Yes };
    trial.ask(1, Command::Account(answered)).await;
    let who = DecisionCommand::AnswerWhoIsNotHere { decision, not_here };
    trial.ask(0, Command::Decision(who)).await;
    trial.day = today();
    trial.ask(0, Command::Decision(DecisionCommand::Close { decision })).await;
    trial.ask(0, Command::Account(AccountCommand::Settle { account })).await;
}

/// Where a table is read, on pages, in files and by programs.
const PLACES: &[&str] = &[
    "",
    "/agreement",
    "/agreement/1",
    "/brings",
    "/sit",
    "/poster",
    "/changes",
    "/changes.atom",
    "/rules",
    "/rules/1",
    "/rules/choose",
    "/me",
    "/me/said",
    "/me/answers/1",
    "/me/export.json",
    "/c/1",
    "/c/1/all",
    "/c/1/add",
    "/c/1/offer",
    "/c/1/offer/change",
    "/c/1/s/1",
    "/c/1/s/2",
    "/c/1/s/1/withdraw",
    "/c/1/say/1",
    "/c/1/done",
    "/c/1/stand",
    "/c/1/stand.csv",
    "/c/1/stand/how",
    "/c/1/stand/map.json",
    "/c/1/heard",
    "/c/1/heard/write",
    "/heard/1",
    "/heard/1/answer/1",
    "/heard/1/account.html",
    "/heard/1/account.json",
    "/heard/2",
    "/heard/2/account.json",
    "/d",
    "/d/1",
    "/d/1/not-here",
    "/d/2",
    "/d/new",
    "/promises",
    "/promises/poster",
    "/promises/new",
    "/promises/new?from=s1.1",
    "/p/1",
    "/papers",
    "/papers/minutes.html",
    "/papers/actions.csv",
    "/c/1/papers/evidence.html",
    "/before?words=bell",
    "/record",
];

const ASKED: &[&str] = &[
    "",
    "/agreement",
    "/changes",
    "/conversations",
    "/conversations/1",
    "/conversations/1/offer",
    "/conversations/1/statements",
    "/conversations/1/statements/1",
    "/conversations/1/statements/1/trace",
    "/conversations/1/standing",
    "/conversations/1/mine",
    "/conversations/1/next",
    "/conversations/1/accounts",
    "/accounts/1",
    "/accounts/1/trace",
    "/accounts/2",
    "/rules",
    "/decisions",
    "/decisions/1",
    "/decisions/1/trace",
    "/decisions/2",
    "/promises",
    "/promises/1",
    "/asked-before?words=bell",
];

/// Everything, as a seat and as somebody without one sees it. None of it has the words, the old or the new ones, and nothing
/// breaks.
async fn shown_nowhere(trial: &Trial, forged: &[&str]) {
    for seat in [Some(0), None] {
        for path in PLACES {
            let (status, _, bytes) = trial.file(seat, path).await;
            let text = String::from_utf8_lossy(&bytes);
            assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{path}: {text}");
            for words in forged {
                assert!(!text.contains(words), "{path}: {words}: {text}");
            }
        }
        for path in ASKED {
            let (status, told) = trial.api("GET", seat, path, None).await;
            assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{path}: {told}");
            let told = told.to_string();
            for words in forged {
                assert!(!told.contains(words), "{path}: {words}: {told}");
            }
        }
    }
}

#[tokio::test]
async fn a_statement_is_shown_nowhere_and_its_place_says_so() {
    let trial = grown().await;
    trial.fill_the_record();
    let trial = trial.tampered(&[(SAID, FORGED)]).await;
    shown_nowhere(&trial, &[SAID, FORGED]).await;
    for path in ["/c/1/s/1", "/c/1/all", "/c/1/stand", "/c/1/heard", "/heard/1", "/me/answers/1", "/d/1"] {
        let page = trial.get(Some(1), path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(&sentence()), "{path}: {}", page.body);
    }
    let page = trial.get(Some(1), "/c/1/s/1").await.body;
    let at = page.split("Entry ").nth(1).expect("the record has it").split(' ').next().unwrap();
    assert!(
        at.parse::<u64>().unwrap() > 0 && page.contains("of the record says what they should be."),
        "{page}"
    );
    assert!(page.contains("govuk-warning-text"), "{page}");
    let told = trial.api("GET", None, "/conversations/1/statements/1", None).await.1;
    let known = (&told["altered"], &told["text"], &told["taken_back"], &told["answers"]["counts"]["agree"]);
    assert_eq!(
        known,
        (&Value::Bool(true), &Value::Null, &Value::Bool(false), &Value::from(10)),
        "counts as it did"
    );
    let whole = trial.api("GET", None, "/conversations/1/statements/2", None).await.1;
    assert_eq!((&whole["altered"], &whole["text"]), (&Value::Bool(false), &Value::from("A lamp over it")));
    let answered = trial.post(Some(1), "/c/1/s/1", &[("answer", "agree")]).await;
    assert!(answered.status.is_client_error(), "nobody is asked about what they can't read");
}

#[tokio::test]
async fn the_tables_page_says_that_something_was_changed_and_where_to_look() {
    let trial = grown().await;
    let quiet = trial.get(None, "").await.body;
    let banner = t!(Tr::english(), "tamper-banner");
    assert!(!quiet.contains(&banner));
    let trial = trial.tampered(&[(SAID, FORGED)]).await;
    let page = trial.get(None, "").await.body;
    assert!(page.contains(&banner) && page.contains(&format!("href=\"/t/{}/record\"", trial.id)), "{page}");
    assert_eq!(trial.api("GET", None, "", None).await.1["inside"]["altered"], true);
}

#[tokio::test]
async fn what_has_power_over_others_is_not_shown_either() {
    let mut trial = grown().await;
    counted(&mut trial).await;
    let agreement =
        Command::ChangeAgreement { over: 1, text: words("Nobody shouts"), why: words("We shouted") };
    trial.ask(0, agreement).await;
    let changes = [
        ("Nobody shouts", "Nobody whines"),
        ("When is the door open?", "When is the shop open?"),
        ("Buy the bell", "Buy the ball"),
        ("Look for a shop", "Look for a bank"),
        (r#"{"rules-chosen":"#, r#"{"rules-choseN":"#),
    ];
    let trial = trial.tampered(&changes).await;
    let words: Vec<&str> = changes.iter().flat_map(|(from, to)| [*from, *to]).collect();
    shown_nowhere(&trial, &words).await;
    for path in [
        "",
        "/agreement",
        "/agreement/2",
        "/c/1",
        "/c/1/offer",
        "/rules",
        "/rules/1",
        "/d",
        "/promises",
        "/d/new",
    ] {
        let page = trial.get(Some(1), path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(&sentence()), "{path}: {}", page.body);
    }
    for path in ["/d/1", "/p/1"] {
        let page = trial.get(Some(1), path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(page.body.contains(&sentence()), "{path}: {}", page.body);
    }
    let told = trial.api("GET", None, "/decisions/1", None).await;
    assert_eq!((told.0, &told.1["error"]["key"]), (StatusCode::SERVICE_UNAVAILABLE, &Value::from("altered")));
    let list = trial.api("GET", None, "/decisions", None).await.1;
    assert_eq!(list["decisions"][1]["state"], "altered", "{list}");
    assert_eq!(trial.get(Some(1), "/d/2").await.status, StatusCode::OK, "the others stand");
}

#[tokio::test]
async fn a_result_that_was_changed_is_not_shown_and_can_not_be_counted_again() {
    let mut trial = grown().await;
    counted(&mut trial).await;
    let changes = [
        (r#"{"decision":{"closed":{"decision":2"#, r#"{"decision":{"closed":{"decision":7"#),
        (r#"{"account":{"settled":{"account":2"#, r#"{"account":{"settled":{"account":7"#),
    ];
    let trial = trial.tampered(&changes).await;
    shown_nowhere(&trial, &[]).await;
    let result = t!(Tr::english(), "tamper-result");
    for path in ["/d/2", "/heard/2"] {
        let page = trial.get(Some(1), path).await;
        assert!(page.status.is_success() && page.body.contains(&result), "{path}: {}", page.body);
    }
    for path in ["/d/2/close", "/heard/2/settle"] {
        let sent = trial.post(Some(1), path, &[]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", sent.body);
    }
    let decision = trial.api("GET", None, "/decisions/2", None).await.1;
    assert_eq!((&decision["state"], &decision["closed"]), (&Value::from("altered"), &Value::Null));
}

#[tokio::test]
async fn a_table_whose_beginning_was_changed_says_so_at_every_address() {
    let trial = grown().await;
    let trial = trial.tampered(&[("We listen", "We shout!")]).await;
    let title = t!(Tr::english(), "tamper-table-title");
    for path in PLACES.iter().copied().chain(["/nowhere", "/record/checkpoint"]) {
        let page = trial.get(Some(0), path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(page.body.contains(&title), "{path}: {}", page.body);
        assert!(!page.body.contains("We shout!") && !page.body.contains("Mill Street"), "{path}");
    }
    assert_eq!(trial.post(Some(0), "/agreement", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let told = trial.api("GET", None, "", None).await;
    assert_eq!((told.0, &told.1["error"]["key"]), (StatusCode::SERVICE_UNAVAILABLE, &Value::from("damaged")));
    let home = trial.request("GET", "/", "", String::new()).await;
    assert_eq!(home.status, StatusCode::OK, "the server goes on");
    assert!(!home.body.contains("Mill Street"));
}
