//! What is in a paper is on the pages, and what is not there is not in a paper.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use table::{
    AccountCommand, AccountNo, AccountTerms, Ballot, Command, ConversationNo, DecisionCommand, DecisionNo,
    Expected, Findable, Headcount, InHundred, LineReply, NotHere, Opening, Part, Passing, Project,
    PromiseCommand, PromiseNo, PromiseOf, Proposal, Question, ReasonChange, Rule, Rules, Source, Stand,
    StatementNo, Tidings,
};

use super::Form;
use crate::app::today;
use crate::pages::trial::{Trial, words};

const FIRST: ConversationNo = ConversationNo(1);
const TABLE_PAPERS: [&str; 6] = [
    "/papers/minutes.pdf",
    "/papers/minutes.html",
    "/papers/minutes.csv",
    "/papers/actions.pdf",
    "/papers/actions.html",
    "/papers/actions.csv",
];
const EVIDENCE: [&str; 3] = ["/papers/evidence/1.pdf", "/papers/evidence/1.html", "/papers/evidence/1.csv"];
const ACCOUNT: [&str; 3] = ["/heard/1/account.pdf", "/heard/1/account.html", "/heard/1/account.json"];
const STATEMENT: &str = "Tea & <b>cake</b> at \"8\" – für alle 🫖";
const SUM: &str = "=cmd|' /C calc'!A0";

fn all() -> impl Iterator<Item = &'static str> {
    TABLE_PAPERS.into_iter().chain(EVIDENCE).chain(ACCOUNT)
}

/// A table of so many seats with rules, two statements, an account with a line, and a promise.
async fn house(findable: Findable, seats: u8) -> Trial {
    let house = Trial::new(findable).await;
    house.sit(seats - 1).await;
    house.say(0, STATEMENT).await;
    house.say(1, "The door opens at eight").await;
    let half = InHundred::new(50).unwrap();
    let tenth = InHundred::new(10).unwrap();
    let rules = vec![
        Rule::Consent { quorum: tenth },
        Rule::Vote { share: InHundred::new(60).unwrap(), quorum: half },
        Rule::Ranked { quorum: tenth },
        Rule::SharedBudget { quorum: tenth },
        Rule::Advice,
    ];
    let rules = Rules { rules, disagreement: words("We sleep on it"), account: AccountTerms::default() };
    house.ask(0, Command::ChooseRules { over: 0, rules, why: None }).await;
    let parts =
        vec![Part::Linking(words("First of all")), Part::Line(StatementNo(1)), Part::Line(StatementNo(2))];
    let write = AccountCommand::Write { conversation: FIRST, parts, until: house.day.plus(7) };
    house.ask(2, Command::Account(write)).await;
    let from = PromiseOf::Statement(FIRST, StatementNo(1));
    let make =
        PromiseCommand::Make { from, who: words("The kitchen"), what: words(SUM), by: house.day.plus(3) };
    house.ask(3, Command::Promise(make)).await;
    let tidings = Tidings::WillNot { name: words("Ada"), because: words("+There is no oven") };
    house.ask(3, Command::Promise(PromiseCommand::Tell { promise: PromiseNo(1), tidings })).await;
    house
}

async fn open(house: &Trial, question: Question, closes: table::Day) -> DecisionNo {
    let proposal = Proposal {
        what: words("Open the front door at eight"),
        would_do: words("The door opens an hour sooner"),
        cost: words("One hour of work a day"),
        who_does: words("The morning team"),
        would_stop: words("The late round"),
        bad_for: words("People who sleep by the door"),
        overrule: words("The landlord can, and says that she will not"),
        review_on: today().plus(200),
        from: vec![Source::Line(AccountNo(1), StatementNo(2))],
    };
    let opening = Opening { conversation: Some(FIRST), proposal, question, closes, seed: [8; 32] };
    match house.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await {
        table::Answer::Decision(number) => number,
        other => panic!("{other:?}"),
    }
}

async fn cast(house: &Trial, seat: u32, decision: DecisionNo, ballot: Ballot) {
    house.ask(seat, Command::Decision(DecisionCommand::CastBallot { decision, ballot })).await;
}

fn stand(stand: Stand, said: &str) -> Ballot {
    Ballot::Stand { stand, words: Some(words(said)) }
}

/// Says who is not here and counts, after the last day.
async fn close(house: &mut Trial, decision: DecisionNo) {
    let person = Expected {
        who: words("The night team"),
        channel: Some(words("By phone")),
        expected: Headcount::of(12),
        heard: Headcount::of(3),
    };
    let not_here = NotHere { people: vec![person], words: words("We rang the night team") };
    house.ask(0, Command::Decision(DecisionCommand::AnswerWhoIsNotHere { decision, not_here })).await;
    house.day = house.look(|table| table.decision(decision).unwrap().last_day()).plus(1);
    house.ask(0, Command::Decision(DecisionCommand::Close { decision })).await;
}

async fn bytes(house: &Trial) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for path in all() {
        let (status, _, file) = house.file(Some(0), path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        files.push(file);
    }
    files
}

async fn text(house: &Trial, path: &str) -> String {
    let (status, _, file) = house.file(Some(0), path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    String::from_utf8(file).unwrap()
}

#[tokio::test]
async fn no_paper_tells_of_the_answers_to_a_decision_before_it_is_counted() {
    let house = house(Findable::Public, 12).await;
    let open_now = open(&house, Question::Proposal { by: Passing::Vote }, today().plus(5)).await;
    let waits = open(&house, Question::Proposal { by: Passing::Consent }, house.day.plus(7)).await;
    house.fill_the_record();
    let before = bytes(&house).await;
    for seat in 0..10 {
        cast(&house, seat, open_now, stand(Stand::Worried, "The cold comes in")).await;
        cast(&house, seat, waits, stand(Stand::ALL[seat as usize % 4], "Hidden words")).await;
    }
    let after = bytes(&house).await;
    for ((path, before), after) in all().zip(&before).zip(&after) {
        assert!(before == after, "{path} tells of answers");
    }
    let not_here = NotHere { people: Vec::new(), words: words("Ten have answered") };
    house
        .ask(0, Command::Decision(DecisionCommand::AnswerWhoIsNotHere { decision: open_now, not_here }))
        .await;
    // That somebody did so has its entry in the record, and so other words; what they said is told later.
    let others = |path: &str| !path.contains("/minutes.");
    for ((path, before), after) in
        all().zip(before).zip(bytes(&house).await).filter(|((path, _), _)| others(path))
    {
        assert!(before == after, "{path} tells of answers");
    }
    let minutes = text(&house, "/papers/minutes.html").await;
    assert!(!minutes.contains("Ten have answered"), "{minutes}");
    assert!(minutes.contains("Open until") && minutes.contains("waits to be counted"));
}

#[tokio::test]
async fn the_working_of_a_counted_decision_is_in_the_minutes() {
    let mut house = house(Findable::Public, 12).await;
    let decision = open(&house, Question::Proposal { by: Passing::Vote }, house.day.plus(7)).await;
    for seat in 0..9 {
        cast(&house, seat, decision, Ballot::Stand { stand: Stand::Ok, words: None }).await;
    }
    cast(&house, 9, decision, stand(Stand::Worried, "The cold <comes> in")).await;
    close(&mut house, decision).await;
    for path in ["/papers/minutes.html", "/papers/evidence/1.html"] {
        let paper = text(&house, path).await;
        for part in [
            "We decided yes.",
            "10 of 12 seats answered.",
            "<th scope=\"row\" dir=\"auto\">OK</th>\n<td dir=\"auto\">9</td>",
            "<th scope=\"row\" dir=\"auto\">Worried</th>\n<td dir=\"auto\">1</td>",
            "The cold &lt;comes&gt; in",
            "We rang the night team",
            "<td dir=\"auto\">12</td>\n<td dir=\"auto\">fewer than 8</td>",
        ] {
            assert!(paper.contains(part), "{path} lacks {part}");
        }
    }
    let table = text(&house, "/papers/minutes.csv").await;
    assert!(table.contains("\"Worried\",\"1\""), "{table}");
}

#[tokio::test]
async fn choices_and_money_are_worked_out_in_full() {
    let mut house = house(Findable::Public, 6).await;
    let options = vec![words("Red"), words("Green"), words("Blue")];
    let ranked = open(&house, Question::Ranked { options }, house.day.plus(7)).await;
    let project = |what: &str, pence| Project { what: words(what), pence };
    let projects = vec![project("A bench", 40_000), project("A tree", 12_550)];
    let shared = open(&house, Question::SharedBudget { pence: 60_000, projects }, house.day.plus(7)).await;
    for seat in 0..4 {
        let order = [1, 0, 2].map(|option| BTreeSet::from([option]));
        cast(&house, seat, ranked, Ballot::Ranked(order.to_vec())).await;
        cast(&house, seat, shared, Ballot::Wants(BTreeSet::from([1]))).await;
    }
    let last = house.day;
    close(&mut house, ranked).await;
    house.day = last;
    close(&mut house, shared).await;
    let minutes = text(&house, "/papers/minutes.csv").await;
    for row in [
        "\"head\",\"What there was to choose from\",\"1\",\"2\",\"3\"",
        "\"row\",\"2. Green\",\"4\",\"–\",\"4\"",
        "\"row\",\"1\",\"Green\"",
        "\"row\",\"A tree\",\"£125.50\",\"4\",\"Yes.",
        "\"row\",\"A bench\",\"£400\",\"0\",\"No\"",
        "\"£474.50 is left.\"",
    ] {
        assert!(minutes.contains(row), "{row} is not in\n{minutes}");
    }
}

#[tokio::test]
async fn words_stay_as_they_were_written_and_no_cell_is_a_formula() {
    let house = house(Findable::Public, 4).await;
    let reason = "“Ja”, said <i>Ömer</i>\nand left";
    let respond = Command::Respond {
        conversation: FIRST,
        statement: StatementNo(1),
        choice: table::Choice::Agree,
        matters: false,
        reason: ReasonChange::Set(words(reason)),
        drawn: None,
    };
    house.ask(1, respond).await;
    let exactly = |words: &str| {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        escaped.replace('"', "&quot;").replace('\n', "<br>\n")
    };
    let evidence = text(&house, "/papers/evidence/1.html").await;
    assert!(evidence.contains(&exactly(STATEMENT)) && evidence.contains(&exactly(reason)), "{evidence}");
    let log = text(&house, "/papers/actions.csv").await;
    assert_eq!(log.lines().count(), 2, "one table: its head and the promise\n{log}");
    assert!(log.contains("\"'=cmd|' /C calc'!A0\"") && log.contains("\"The kitchen\""), "{log}");
    assert!(log.contains("Ada says that it will not be done. +There is no oven"), "{log}");
    assert!(log.contains("Will not") && log.contains(&STATEMENT.replace('"', "\"\"")), "{log}");
    for path in all().filter(|path| Form::of_file(path).is_some_and(|(_, form)| form == Form::Csv)) {
        let file = text(&house, path).await;
        let runs = file
            .split("\r\n")
            .flat_map(|row| row.split("\",\""))
            .any(|cell| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t', '\r']));
        assert!(!runs, "{path} has a cell that runs");
    }
}

#[tokio::test]
async fn an_account_is_told_with_those_who_would_say_it_otherwise() {
    let mut house = house(Findable::Public, 6).await;
    let account = AccountNo(1);
    for seat in 0..5 {
        let reply = if seat < 4 { LineReply::Yes } else { LineReply::NotQuite(Some(words("Tea <at> nine"))) };
        let command = AccountCommand::Reply { account, statement: StatementNo(1), reply };
        house.ask(seat, Command::Account(command)).await;
    }
    let missing = AccountCommand::SayMissing { account, words: words("The garden") };
    house.ask(5, Command::Account(missing)).await;
    let is_told = async |house: &Trial| {
        let mut told = Vec::new();
        for path in &ACCOUNT[1..] {
            let file = text(house, path).await;
            assert!(file.contains("First of all"), "{path}");
            told.push(file.contains("nine") && file.contains("The garden"));
        }
        told
    };
    assert_eq!(is_told(&house).await, [false, false], "not before it is counted, as on the page");
    house.day = house.day.plus(8);
    house.ask(0, Command::Account(AccountCommand::Settle { account })).await;
    assert_eq!(is_told(&house).await, [true, true]);
    let file: serde_json::Value = serde_json::from_str(&text(&house, ACCOUNT[2]).await).unwrap();
    assert_eq!((&file["format"], &file["state"]), (&"roundtable account 1".into(), &"not-agreed".into()));
    assert_eq!(file["parts"][0]["linking"], "First of all");
    let line = &file["parts"][1]["line"];
    assert_eq!((&line["words"], &line["not_quite"][0]), (&STATEMENT.into(), &"Tea <at> nine".into()));
    assert!(line["said"].is_null() && line["answers"].is_null(), "fewer than 8 answered");
    assert_eq!(file["result"]["short_of"][0], serde_json::json!({ "line": 2 }));
    assert!(file["result"]["replied"].is_null() && file["certificate"].is_null());
    assert!(!file.to_string().contains("seat"));
}

#[tokio::test]
async fn a_pdf_has_tags_and_files_have_names() {
    let house = house(Findable::Public, 4).await;
    for path in all() {
        let (_, headers, file) = house.file(None, path).await;
        let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        assert_eq!(
            (header("x-content-type-options"), header("cache-control")),
            ("nosniff", "no-store"),
            "{path}"
        );
        let (place, name) = header("content-disposition").split_once("; ").unwrap();
        assert_eq!(
            place,
            if Form::of_file(path).is_some_and(|(_, form)| form == Form::Html) {
                "inline"
            } else {
                "attachment"
            }
        );
        let ending = path.rsplit_once('.').unwrap().1;
        assert!(name.ends_with(&format!("-{}.{ending}\"", today())) && !name.contains("Mill"), "{name}");
        if ending == "pdf" {
            let has = |part: &[u8]| file.windows(part.len()).any(|window| window == part);
            assert!(file.starts_with(b"%PDF-") && has(b"/StructTreeRoot") && has(b"/Marked true"), "{path}");
        }
    }
    let minutes = String::from_utf8(house.file(None, "/papers/minutes.html").await.2).unwrap();
    let order = [
        "What the table is for",
        "How we work together",
        "The table was set.",
        "Opened. Conversation 1",
        "Put together. What we heard, account 1",
        "Promised.",
        "There is news.",
        "What comes next",
    ];
    let mut rest = minutes.as_str();
    for part in order {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} is not next in {minutes}")).1;
    }
}

#[tokio::test]
async fn who_may_not_read_the_table_gets_no_paper() {
    let hidden = house(Findable::Hidden, 4).await;
    let invited = house(Findable::Invitation, 4).await;
    let nothing = hidden.file(None, "/no-such-page").await;
    assert_eq!(nothing.0, StatusCode::NOT_FOUND);
    for path in all().chain(["/papers"]) {
        let outside = hidden.file(None, path).await;
        assert_eq!((outside.0, outside.2), (nothing.0, nothing.2.clone()), "{path}");
        assert_ne!(invited.file(None, path).await.0, StatusCode::OK, "{path}");
        assert_eq!(hidden.file(Some(1), path).await.0, StatusCode::OK, "{path}");
    }
    for path in [
        "/papers/minutes.exe",
        "/papers/minutes",
        "/papers/evidence/2.pdf",
        "/papers/evidence/x.pdf",
        "/heard/9/account.pdf",
    ] {
        assert_eq!(hidden.file(Some(1), path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_page_leads_to_every_paper_and_is_light() {
    let house = house(Findable::Public, 4).await;
    let page = house.get(None, "/papers").await;
    for path in all() {
        assert!(page.body.contains(&format!("href=\"/t/{}{path}\"", house.id)), "{path}");
    }
    assert!(page.weight() <= 4096, "{} bytes", page.weight());
}

#[tokio::test]
async fn an_account_the_program_chose_says_how_and_for_whom() {
    let house = house(Findable::Public, 9).await;
    for seat in 0..9 {
        let respond = Command::Respond {
            conversation: FIRST,
            statement: StatementNo(1 + u32::from(seat == 8)),
            choice: table::Choice::Agree,
            matters: false,
            reason: ReasonChange::Keep,
            drawn: None,
        };
        house.ask(seat, respond).await;
    }
    let call = AccountCommand::Call { conversation: FIRST, places: 1, until: today().plus(7) };
    house.ask(0, Command::Account(call)).await;
    let page = text(&house, "/heard/2/account.html").await;
    for part in [
        "9 people answered.",
        "No group that is large enough",
        "Everybody who answered agrees.",
        "Last day to answer the account",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let file: serde_json::Value = serde_json::from_str(&text(&house, "/heard/2/account.json").await).unwrap();
    assert_eq!((&file["origin"], &file["certificate"]["people"]), (&"called".into(), &9.into()));
    assert_eq!(file["certificate"]["covered"], "not-told", "there are no parts of nine people");
    assert_eq!(file["parts"][0]["line"]["answers"]["agree"], 8);
}

#[tokio::test]
async fn worries_stand_beside_how_they_were_met() {
    let mut house = house(Findable::Public, 4).await;
    let first = open(&house, Question::Proposal { by: Passing::Consent }, house.day.plus(7)).await;
    cast(&house, 1, first, stand(Stand::Worried, "The cold comes in")).await;
    close(&mut house, first).await;
    let proposal = house.look(|table| table.decision(first).unwrap().proposal.clone());
    let amendment = table::Amendment {
        decision: first,
        proposal,
        met: words("We hang a curtain"),
        closes: today().plus(5),
        seed: [1; 32],
    };
    house.ask(2, Command::Decision(DecisionCommand::AmendAfterTalk(Box::new(amendment)))).await;
    let minutes = text(&house, "/papers/minutes.html").await;
    let (_, counted) = minutes.split_once("Counted. Decision 1").unwrap();
    let (_, worried) = counted.split_once("The cold comes in").unwrap();
    let (met, next) = worried.split_once("Opened. Decision 2").unwrap();
    assert!(met.contains("Decision 2 came after the talk.") && met.contains("We hang a curtain"), "{met}");
    assert!(next.contains("It came after a talk about decision 1.") && next.contains("Open until"), "{next}");
}

#[test]
fn evidence_has_the_map_as_it_is_published_and_no_small_numbers() {
    let mut trial = crate::pages::conversations::trial::Trial::new(3);
    for number in 1..=12 {
        trial.say(number % 3, &format!("Said as {number}"));
    }
    trial.answer(1, 1, Some("It is warm"));
    let map = crate::charts::sample::clear(2, 40, 13);
    let scribe = super::Scribe {
        tr: crate::text::Tr::english(),
        table: trial.table(),
        today: today(),
        origin: "https://round.example",
        record: None,
    };
    let house = tempfile::tempdir().unwrap();
    let cuts = crate::cuts::Cuts::new(crate::kept::Kept::beside(house.path()));
    let page = super::evidence(scribe, trial.conversation(), &map, &cuts).html(None);
    for part in [
        "40 people took part.",
        "Leaf group, about ",
        "We see this in different ways</h2>",
        "<th scope=\"col\">Wave group</th>",
        "It is warm",
        "https://round.example/t/",
        "<td dir=\"auto\">Said as 12</td>\n<td dir=\"auto\">*</td>\n<td dir=\"auto\">*</td>",
    ] {
        let part = part.replace("</h2>", "</h3>");
        assert!(page.contains(&part), "{part} is not in {page}");
    }
    assert!(
        !page.contains("<th scope=\"row\" dir=\"auto\">13"),
        "it is in the map, and was taken back since"
    );
}
