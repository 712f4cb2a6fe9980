//! Decisions as people open them: of every sort, with what is wrong, after a talk, and by whom not.

use axum::http::StatusCode;
use table::{
    AccountCommand, AccountNo, AccountTerms, Ballot, Command, ConversationNo, DecisionCommand, DecisionNo,
    Findable, InHundred, LineReply, NotHere, Part, PromiseCommand, PromiseOf, Question, Rule, Rules, Source,
    Stand, StatementNo,
};

use crate::app::today;
use crate::pages::trial::{Reply, Trial, words};

const SAID: Source = Source::Statement(ConversationNo(1), StatementNo(1));

/// A table with so many seats, a statement, and all rules but one: both sides.
async fn given(findable: Findable, seats: u8) -> Trial {
    let trial = Trial::new(findable).await;
    trial.sit(seats - 1).await;
    trial.say(0, "The <front> door should open at ten").await;
    let quorum = InHundred::new(30).unwrap();
    let rules = vec![
        Rule::Consent { quorum },
        Rule::Vote { share: InHundred::new(60).unwrap(), quorum },
        Rule::Ranked { quorum },
        Rule::SharedBudget { quorum },
        Rule::Advice,
    ];
    let rules = Rules { rules, disagreement: words("We sleep over it."), account: AccountTerms::default() };
    trial.ask(0, Command::ChooseRules { over: 0, rules, why: None }).await;
    trial
}

type Typed = Vec<(&'static str, String)>;

/// A proposal that can be opened today.
fn proposal() -> Typed {
    let day = |days| today().plus(days).to_string();
    vec![
        ("key", "the-key-of-a-form".into()),
        ("proposal", "Open the <door> at ten".into()),
        ("would-do", "Everybody sleeps longer.".into()),
        ("cost", "Nothing.".into()),
        ("who-does", "The house team.".into()),
        ("would-stop", "Breakfast.".into()),
        ("bad-for", "People who wake early.".into()),
        ("overrule", "The landlord. She said that she will not.".into()),
        ("closes", day(14)),
        ("review-on", day(100)),
        ("source", "c1-1".into()),
        ("sources", "c1-1".into()),
    ]
}

fn with(mut typed: Typed, more: &[(&'static str, &str)]) -> Typed {
    for (name, value) in more {
        typed.retain(|(known, _)| known != name);
        typed.push((name, (*value).to_owned()));
    }
    typed
}

async fn send(trial: &Trial, seat: Option<u32>, path: &str, typed: &Typed) -> Reply {
    let fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    trial.post(seat, path, &fields).await
}

/// Looks at it, then opens it.
async fn opened(trial: &Trial, kind: &str, typed: &Typed) -> Question {
    let path = format!("/d/new/{kind}");
    let check = send(trial, Some(1), &path, typed).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.body);
    assert!(check.body.contains("name=\"sure\""), "{}", check.body);
    assert!(check.weight() <= 4096, "{kind}: {} bytes", check.weight());
    for (name, value) in typed.iter().filter(|(name, _)| *name != "key") {
        let escaped = value.replace('<', "&lt;").replace('>', "&gt;");
        let hidden = format!("type=\"hidden\" name=\"{name}\" value=\"{escaped}\"");
        assert!(check.body.contains(&hidden), "{hidden}: {}", check.body);
    }
    let before = trial.look(|table| table.decisions.len());
    let sent = send(trial, Some(1), &path, &with(typed.clone(), &[("sure", "yes")])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(sent.location.starts_with(&format!("/t/{}/d/{}", trial.id, before + 1)), "{}", sent.location);
    trial.look(|table| table.decisions.last().unwrap().question.clone())
}

#[tokio::test]
async fn it_begins_with_what_was_asked_before_and_our_own_rules() {
    let trial = given(Findable::Public, 2).await;
    let begin = trial.get(Some(1), "/d/new?source=c1-1").await.body;
    assert!(begin.contains("value=\"The &lt;front&gt; door should open at ten\""), "its words: {begin}");
    assert!(begin.contains("name=\"source\" value=\"c1-1\"") && !begin.contains("/d/new/"), "{begin}");
    let make = PromiseCommand::Make {
        from: PromiseOf::Statement(ConversationNo(1), StatementNo(1)),
        who: words("The house"),
        what: words("We look at opening the front door at ten"),
        by: trial.day.plus(7),
    };
    trial.ask(1, Command::Promise(make)).await;
    let page = trial.get(Some(1), "/d/new?words=front+door+open+at+ten&source=c1-1").await;
    let (promise, said) = (page.body.find("/p/1\""), page.body.find("/c/1/s/1\""));
    assert!(promise.is_some() && promise < said, "the unanswered promise comes first: {}", page.body);
    for kind in ["consent", "vote", "ranked", "shared-budget", "advice", "new-rules"] {
        let link = format!("/d/new/{kind}?words=front+door+open+at+ten&amp;source=c1-1\"");
        assert!(page.body.contains(&link), "{link}: {}", page.body);
    }
    assert!(!page.body.contains("both-must-agree"), "not one of our rules: {}", page.body);
    assert!(page.weight() <= 4096);
    let form = trial.get(Some(1), "/d/new/consent?words=Open+at+ten&source=c1-1").await.body;
    assert!(form.contains(">Open at ten</textarea>") && form.contains("value=\"c1-1\" checked"), "{form}");
    let other = trial.get(Some(1), "/d/new/both-must-agree").await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "not one of our rules");
    assert_eq!(trial.get(Some(1), "/d/new/lottery").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lines_that_the_group_agreed_can_be_ticked() {
    let mut trial = given(Findable::Public, 4).await;
    trial.say(0, "A lamp at the <door>").await;
    let parts = vec![Part::Line(StatementNo(1)), Part::Line(StatementNo(2))];
    let until = trial.day.plus(3);
    let write = AccountCommand::Write { conversation: ConversationNo(1), parts, until };
    trial.ask(0, Command::Account(write)).await;
    let offered = trial.get(Some(1), "/d/new/consent").await.body;
    assert!(!offered.contains("value=\"h1"), "not agreed yet: {offered}");
    for seat in 0..4 {
        for statement in [1, 2].map(StatementNo) {
            let reply = AccountCommand::Reply { account: AccountNo(1), statement, reply: LineReply::Yes };
            trial.ask(seat, Command::Account(reply)).await;
        }
    }
    trial.day = until.plus(1);
    trial.ask(0, Command::Account(AccountCommand::Settle { account: AccountNo(1) })).await;
    let offered = trial.get(Some(1), "/d/new/consent?source=h1-2").await.body;
    let places = ["value=\"h1-2\" checked", "value=\"h1\"", "value=\"h1-1\""].map(|one| offered.find(one));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {offered}");
    assert!(offered.contains("A lamp at the &lt;door&gt;") && !offered.contains("value=\"h1\" checked"));
    let typed = with(proposal(), &[("source", "h1-2"), ("sources", "h1"), ("sure", "yes")]);
    let sent = send(&trial, Some(1), "/d/new/vote", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let decision = trial.look(|table| table.decision(DecisionNo(1)).unwrap().clone());
    assert_eq!(
        decision.proposal.from,
        [Source::Account(AccountNo(1))],
        "what was ticked, not what was offered"
    );
    assert_eq!(decision.conversation, Some(ConversationNo(1)));
    let page =
        trial.get(Some(1), &format!("/d/1{}", &sent.location[sent.location.find('?').unwrap()..])).await;
    assert!(page.body.contains("role=\"status\""), "it says that it is open now: {}", page.body);
}

#[tokio::test]
async fn without_rules_it_leads_to_them() {
    let trial = Trial::new(Findable::Public).await;
    let page = trial.get(Some(0), "/d/new?words=door").await.body;
    assert!(page.contains("/rules/choose\"") && !page.contains("<form action"), "{page}");
    assert_eq!(trial.get(Some(0), "/d/new/vote").await.status, StatusCode::SEE_OTHER);
    let refused = send(&trial, Some(0), "/d/new/vote", &proposal()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.body.contains("href=\"#rules\""), "there is no such field here: {}", refused.body);
}

#[tokio::test]
async fn a_decision_of_every_sort_is_looked_at_and_opened() {
    let trial = given(Findable::Public, 3).await;
    opened(&trial, "consent", &proposal()).await;
    let decision = trial.look(|table| table.decision(DecisionNo(1)).unwrap().clone());
    assert_eq!(decision.proposal.from, [SAID]);
    assert_eq!(decision.conversation, Some(ConversationNo(1)), "where all its words come from");
    let vote = with(proposal(), &[("key", "another-key-of-a-form")]);
    opened(&trial, "vote", &vote).await;
    let ranked = with(vote, &[("key", "third-key-of-a-form"), ("options", "Ten\nHalf past\nNine")]);
    let Question::Ranked { options } = opened(&trial, "ranked", &ranked).await else { panic!() };
    assert_eq!(options.len(), 3);
    let money =
        [("key", "fourth-key-of-a-form"), ("budget", "1,200.50"), ("options", "A bench, 120.50\nTea £30")];
    let budget = with(ranked, &money);
    let Question::SharedBudget { pence, projects } = opened(&trial, "shared-budget", &budget).await else {
        panic!()
    };
    assert_eq!((pence, projects[0].pence, projects[1].pence), (120_050, 12_050, 3_000));
    let by = today().plus(30).to_string();
    let advice = [("key", "fifth-key-of-a-form"), ("decider", "Sam, who runs the house"), ("decide-by", &by)];
    let Question::Advice { who, .. } = opened(&trial, "advice", &with(budget, &advice)).await else {
        panic!()
    };
    assert_eq!(who.as_str(), "Sam, who runs the house");
}

#[tokio::test]
async fn new_rules_are_put_to_a_decision() {
    let trial = given(Findable::Public, 3).await;
    let form = trial.get(Some(1), "/d/new/new-rules").await;
    assert!(form.body.contains("name=\"by\"") && form.body.contains("value=\"consent\" checked"));
    assert!(form.weight() <= 4096, "{} bytes", form.weight());
    let mut typed = proposal();
    typed.extend([("rules", "vote".to_owned()), ("rules", "consent".to_owned()), ("by", "vote".to_owned())]);
    typed.extend(
        [("share", "75"), ("quorum", "30"), ("disagreement", "We draw lots."), ("account-share", "60")]
            .map(|(name, value)| (name, value.to_owned())),
    );
    let refused = send(&trial, Some(1), "/d/new/new-rules", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#account-floor\""), "{}", refused.body);
    typed.push(("account-floor", "40".into()));
    let Question::NewRules { rules, .. } = opened(&trial, "new-rules", &typed).await else { panic!() };
    assert_eq!(rules.rules.len(), 2);
    let same = [("key", "another-key-of-a-form"), ("share", "60"), ("disagreement", "We sleep over it.")];
    let mut same = with(typed, &same);
    same.extend(["ranked", "shared-budget", "advice"].map(|rule| ("rules", rule.to_owned())));
    let refused = send(&trial, Some(1), "/d/new/new-rules", &same).await;
    assert!(refused.body.contains("href=\"#rules\""), "these are the rules already: {}", refused.body);
}

#[tokio::test]
async fn every_mistake_stands_at_its_field_and_nothing_typed_is_lost() {
    let trial = given(Findable::Public, 2).await;
    let long = "x".repeat(281);
    let typed = with(proposal(), &[("cost", long.as_str()), ("bad-for", " "), ("review-on", "soon")]);
    let refused = send(&trial, Some(1), "/d/new/consent", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["cost", "bad-for", "review-on"] {
        assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", refused.body);
        assert!(refused.body.contains(&format!("id=\"{field}\"")), "{field}: {}", refused.body);
    }
    for kept in [&long, "Open the &lt;door&gt; at ten", "the-key-of-a-form", "value=\"c1-1\" checked"] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    // What only the table's rules find is found before the page to look at.
    let early = with(proposal(), &[("closes", "2020-01-01")]);
    let refused = send(&trial, Some(1), "/d/new/consent", &early).await;
    assert!(refused.body.contains("href=\"#closes\""), "{}", refused.body);
    let fine = [("budget", "199999.99"), ("options", "A bench, 120.51")];
    let refused = send(&trial, Some(1), "/d/new/shared-budget", &with(proposal(), &fine)).await;
    assert!(refused.body.contains("href=\"#budget\""), "too fine to share out: {}", refused.body);
    let wrong = [("budget", "12,50"), ("options", "A ramp, 5\nA bench")];
    let refused = send(&trial, Some(1), "/d/new/shared-budget", &with(proposal(), &wrong)).await;
    assert!(
        refused.body.contains("Line 2:") && refused.body.contains("href=\"#budget\""),
        "{}",
        refused.body
    );
    let back = with(proposal(), &[("change", "yes")]);
    let form = send(&trial, Some(1), "/d/new/consent", &back).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains("Open the &lt;door&gt; at ten</textarea>"), "{}", form.body);
    assert_eq!(trial.look(|table| table.decisions.len()), 0);
}

/// Decision 1, closed with a worry in it.
async fn worried(trial: &mut Trial) {
    let opened_on = trial.day;
    let mut typed = with(proposal(), &[("sure", "yes")]);
    typed.retain(|(name, _)| *name != "closes");
    typed.push(("closes", today().to_string()));
    let sent = send(trial, Some(1), "/d/new/consent", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let decision = DecisionNo(1);
    let ballot = Ballot::Stand { stand: Stand::Worried, words: Some(words("Nobody hears <the> bell")) };
    trial.day = today();
    trial.ask(0, Command::Decision(DecisionCommand::CastBallot { decision, ballot })).await;
    trial.day = today().plus(1);
    let not_here = NotHere { people: Vec::new(), words: words("Everybody is here.") };
    trial.ask(0, Command::Decision(DecisionCommand::AnswerWhoIsNotHere { decision, not_here })).await;
    trial.ask(0, Command::Decision(DecisionCommand::Close { decision })).await;
    trial.day = opened_on;
}

#[tokio::test]
async fn after_a_talk_the_proposal_comes_back_with_how_worries_were_met() {
    let mut trial = given(Findable::Public, 2).await;
    assert_eq!(trial.get(Some(1), "/d/1/after-talk").await.status, StatusCode::NOT_FOUND);
    worried(&mut trial).await;
    let form = trial.get(Some(1), "/d/1/after-talk").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.weight() <= 4096, "{} bytes", form.weight());
    for shown in ["Nobody hears &lt;the&gt; bell", "Open the &lt;door&gt; at ten", "value=\"c1-1\" checked"] {
        assert!(form.body.contains(shown), "{shown}: {}", form.body);
    }
    let refused = send(&trial, Some(1), "/d/1/after-talk", &with(proposal(), &[("met", "")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#met\"") && refused.body.contains("Open the &lt;door&gt; at ten"));
    let typed = with(proposal(), &[("key", "key-of-another-form"), ("met", "We bought a louder bell.")]);
    let check = send(&trial, Some(1), "/d/1/after-talk", &typed).await;
    assert!(check.body.contains("name=\"sure\"") && check.body.contains("We bought a louder bell."));
    let sent = send(&trial, Some(1), "/d/1/after-talk", &with(typed.clone(), &[("sure", "yes")])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(sent.location.starts_with(&format!("/t/{}/d/2", trial.id)), "{}", sent.location);
    assert_eq!(trial.get(Some(1), "/d/1/after-talk").await.status, StatusCode::SEE_OTHER, "taken up already");
    let late = with(typed, &[("key", "key-of-a-third-form"), ("sure", "yes")]);
    let refused = send(&trial, Some(0), "/d/1/after-talk", &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(trial.look(|table| table.decisions.len()), 2);
}

#[tokio::test]
async fn a_hidden_table_says_nothing_and_opening_needs_a_seat() {
    let mut hidden = given(Findable::Hidden, 2).await;
    worried(&mut hidden).await;
    let sure = with(proposal(), &[("sure", "yes"), ("met", "A bell.")]);
    for path in ["/d/new", "/d/new/consent", "/d/new/lottery", "/d/1/after-talk", "/d/9/after-talk"] {
        let page = hidden.get(None, path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.contains("Mill Street"), "{path}");
        if path != "/d/new" {
            assert_eq!(send(&hidden, None, path, &sure).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    let public = given(Findable::Public, 2).await;
    for path in ["/d/new", "/d/new/consent", "/d/1/after-talk"] {
        assert_eq!(public.get(None, path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(send(&public, None, "/d/new/consent", &sure).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(public.look(|table| table.decisions.len()), 0);
}
