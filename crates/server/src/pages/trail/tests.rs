//! What became of words, said to whoever said them.

use axum::http::StatusCode;
use table::{
    AccountCommand, AccountNo, Actor, Command, ConversationNo, Day, DecisionCommand, Findable, LineReply,
    Opening, Part, Passing, PromiseCommand, PromiseOf, Proposal, Question, Rule, Rules, SeatNo, Source,
    StatementNo, Trace,
};

use super::in_a_sentence;
use crate::pages::conversations::trial::Trial;
use crate::pages::trial::{Trial as House, words};
use crate::text::Tr;

const FIRST: ConversationNo = ConversationNo(1);

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn proposal(from: Vec<Source>, review_on: Day) -> Proposal {
    Proposal {
        what: words("Open the front door at eight"),
        would_do: words("The door opens an hour sooner"),
        cost: words("One hour of work a day"),
        who_does: words("The morning team"),
        would_stop: words("The late round"),
        bad_for: words("People who sleep by the door"),
        overrule: words("The landlord can; she has said that she will not"),
        review_on,
        from,
    }
}

/// How we decide: by consent.
fn rules() -> Command {
    let quorum = table::InHundred::new(10).unwrap();
    let rules = Rules {
        rules: vec![Rule::Consent { quorum }],
        disagreement: words("We sleep on it"),
        account: table::AccountTerms::default(),
    };
    Command::ChooseRules { over: 0, rules, why: None }
}

fn opening(from: Vec<Source>, closes: Day) -> Command {
    Command::Decision(DecisionCommand::Open(Box::new(Opening {
        conversation: Some(FIRST),
        proposal: proposal(from, closes.plus(100)),
        question: Question::Proposal { by: Passing::Consent },
        closes,
        seed: [1; 32],
    })))
}

fn promise(from: PromiseOf, by: Day) -> Command {
    let (who, what) = (words("Sam"), words("A bell at the door"));
    Command::Promise(PromiseCommand::Make { from, who, what, by })
}

fn write(lines: &[u32], until: Day) -> Command {
    let parts = lines.iter().map(|line| Part::Line(StatementNo(*line))).collect();
    Command::Account(AccountCommand::Write { conversation: FIRST, parts, until })
}

#[test]
fn each_way_that_words_can_go_is_a_sentence() {
    let tr = Tr::english();
    let mut trial = Trial::new(3);
    for text in ["One", "Two", "Three", "Four", "Five"] {
        trial.say(0, text);
    }
    let seat = Actor::Seat(SeatNo(1));
    trial.ask(seat, &rules());
    trial.ask(seat, &write(&[1, 2], today().plus(3)));
    trial.ask(seat, &opening(vec![Source::Line(AccountNo(1), StatementNo(1))], today().plus(7)));
    trial.ask(seat, &opening(vec![Source::Statement(FIRST, StatementNo(3))], today().plus(7)));
    trial.ask(seat, &opening(vec![Source::Statement(FIRST, StatementNo(3))], today().plus(8)));
    trial.ask(seat, &promise(PromiseOf::Line(AccountNo(1), StatementNo(1)), today().plus(9)));
    trial.ask(seat, &promise(PromiseOf::Statement(FIRST, StatementNo(4)), today().plus(9)));
    trial.ask(seat, &promise(PromiseOf::Statement(FIRST, StatementNo(4)), today().plus(2)));
    let trace = Trace::of(trial.table());
    let says =
        |statement, day| in_a_sentence(tr, trial.table(), &trace, (FIRST, StatementNo(statement)), day);
    let one = says(1, today());
    assert!(
        one.starts_with("Your words are in account 1, which people can still answer, and in decision 1. "),
        "{one}"
    );
    assert!(one.ends_with(" A promise came of it: not yet."), "{one}");
    assert_eq!(says(2, today()), "Your words are in account 1, which people can still answer.");
    assert_eq!(says(2, today().plus(4)), "Your words are in account 1, which waits to be counted.");
    let three = says(3, today());
    assert!(three.starts_with("Your words led to decision 3. "), "the newest: {three}");
    assert!(three.ends_with(" They are part of 1 more account or decision."), "{three}");
    assert_eq!(says(4, today().plus(5)), "2 promises answer your words: late, not yet.");
    assert_eq!(says(5, today()), "Nothing has come of it yet.");
}

/// The five words, as the card's page shows them.
fn words_on_the_card(page: &str) -> Vec<String> {
    let words = page.split("rt-seatcard__words").nth(1).unwrap().split("</p>").next().unwrap();
    words.split("<span>").skip(1).map(|word| word.split('<').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_became_of_my_words_is_on_my_page_and_one_tap_further() {
    let mut trial = House::new(Findable::Public).await;
    trial.sit(4).await;
    for text in ["A bell at the door", "A lamp", "A bench", "A tree", "A roof"] {
        trial.say(1, text).await;
    }
    let until = trial.day.plus(3);
    trial.ask(0, write(&[1], until)).await;
    for seat in 0..5 {
        let (account, statement) = (AccountNo(1), StatementNo(1));
        let reply = AccountCommand::Reply { account, statement, reply: LineReply::Yes };
        trial.ask(seat, Command::Account(reply)).await;
    }
    trial.day = until.plus(1);
    trial.ask(0, Command::Account(AccountCommand::Settle { account: AccountNo(1) })).await;
    trial.ask(2, promise(PromiseOf::Line(AccountNo(1), StatementNo(1)), trial.day.plus(1))).await;

    // The first tap gives the card: it leads to one's own page. The oldest words are there, because something came of them.
    let card = words_on_the_card(&trial.post(Some(1), "/card", &[]).await.body);
    let form = format!("code={}&card={}", trial.id, card.join("-"));
    let back = trial.request("POST", "/back", "", form).await;
    assert_eq!(back.location, format!("/t/{}/me", trial.id));
    let mine = trial.request("GET", &back.location, &back.cookie, String::new()).await;
    assert_eq!(mine.status, StatusCode::OK);
    let sentence = "Your words are in account 1, which the group agreed. A promise came of it: late.";
    let link = format!("href=\"/t/{}/c/1/s/1#became\">{sentence}", trial.id);
    assert!(mine.body.contains(&link), "{}", mine.body);
    assert!(mine.body.contains("Nothing has come of it yet."), "{}", mine.body);
    // The second tap shows all of it, with links.
    let address = format!("/t/{}/c/1/s/1", trial.id);
    let page = trial.request("GET", &address, &back.cookie, String::new()).await.body;
    for link in ["/heard/1", "/p/1"] {
        assert!(page.contains(&format!("href=\"/t/{}{link}\"", trial.id)), "{link}: {page}");
    }
    let address = format!("/t/{}/me/said", trial.id);
    let all = trial.request("GET", &address, &back.cookie, String::new()).await.body;
    assert_eq!(all.matches("#became\"").count(), 5, "one sentence a statement");
    assert!(!trial.get(Some(0), "/me").await.body.contains(sentence), "not on anybody else's page");
}
