//! How we decide as people meet it: read, chosen, chosen anew, and by whom not.

use axum::http::StatusCode;
use table::{
    Command, DecisionCommand, Findable, InHundred, Opening, Passing, Proposal, Question, Rule, TypedProposal,
};

use crate::pages::trial::{Reply, Trial};

const CHOSEN: [(&str, &str); 10] = [
    ("over", "0"),
    ("rules", "consent"),
    ("rules", "both-must-agree"),
    ("share", "66"),
    ("quorum", "25"),
    ("sides", "comes"),
    ("sides", "works"),
    ("disagreement", "We sleep <over> it."),
    ("account-share", "70"),
    ("account-floor", "35"),
];

fn with<'a>(name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    CHOSEN.iter().map(|(known, typed)| (*known, if *known == name { value } else { *typed })).collect()
}

async fn choose(trial: &Trial, fields: &[(&str, &str)]) -> Reply {
    trial.post(Some(0), "/rules/choose", fields).await
}

/// Opens a decision, so that the rules stand.
async fn open(trial: &Trial) {
    let proposal = Proposal::check(TypedProposal {
        what: "Open at ten",
        would_do: "The door opens later.",
        cost: "Nothing.",
        who_does: "The house.",
        would_stop: "Nothing.",
        bad_for: "Early people.",
        overrule: "Nobody.",
        review_on: Some(trial.day.plus(300)),
        from: Vec::new(),
    });
    let opening = Opening {
        conversation: None,
        proposal: proposal.unwrap(),
        question: Question::Proposal { by: Passing::Consent },
        closes: trial.day.plus(200),
        seed: [3; 32],
    };
    trial.ask(0, Command::Decision(DecisionCommand::Open(Box::new(opening)))).await;
}

#[tokio::test]
async fn a_group_chooses_and_everybody_can_read_it() {
    let trial = Trial::new(Findable::Public).await;
    let none = trial.get(Some(0), "/rules").await.body;
    let address = format!("/t/{}/rules/choose", trial.id);
    assert!(none.contains(&format!("href=\"{address}\"")), "{none}");
    let form = trial.get(Some(0), "/rules/choose").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.weight() <= 4096, "{} bytes", form.weight());
    let sent = choose(&trial, &CHOSEN).await;
    assert_eq!(
        (sent.status, sent.location),
        (StatusCode::SEE_OTHER, format!("/t/{}/rules?done=1", trial.id))
    );
    let page = trial.get(None, "/rules?done=1").await;
    assert!(page.weight() <= 4096, "{} bytes", page.weight());
    for needed in
        ["66 in 100", "25 in 100", "70 in 100", "35 in 100", "“I come here”", "We sleep &lt;over&gt; it."]
    {
        assert!(page.body.contains(needed), "{needed}: {}", page.body);
    }
    assert!(!page.body.contains("rules/choose"), "whoever has no seat is not asked to choose");
    assert!(trial.get(Some(0), "/rules").await.body.contains(&address), "it can be chosen anew");
}

#[tokio::test]
async fn every_mistake_stands_at_its_field_and_nothing_typed_is_lost() {
    let trial = Trial::new(Findable::Public).await;
    let mut fields = with("share", "12");
    fields.retain(|(name, value)| (*name, *value) != ("sides", "works"));
    fields.extend([("key", "the-key-of-a-form"), ("why", "Kept <here>")]);
    let long = "x".repeat(601);
    for field in &mut fields {
        match field.0 {
            "disagreement" => field.1 = &long,
            "account-floor" => field.1 = "none",
            _ => {}
        }
    }
    let refused = choose(&trial, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in ["#share", "#sides", "#disagreement", "#account-floor"] {
        assert!(refused.body.contains(&format!("href=\"{link}\"")), "{link}: {}", refused.body);
    }
    let ids = ["share", "sides", "disagreement", "account-floor"];
    assert!(ids.iter().all(|id| refused.body.contains(&format!("id=\"{id}\""))), "{}", refused.body);
    for kept in ["the-key-of-a-form", "Kept &lt;here&gt;", &long, "value=\"12\"", "value=\"comes\" checked"] {
        assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
    }
    assert!(trial.look(|table| table.rules().is_none()));
    let only_ranked: Vec<_> = [("rules", "ranked"), ("rules", "advice")]
        .into_iter()
        .chain(CHOSEN.into_iter().filter(|(name, _)| *name != "rules"))
        .collect();
    let refused = choose(&trial, &only_ranked).await;
    assert!(refused.body.contains("href=\"#rules\""), "{}", refused.body);
}

#[tokio::test]
async fn nobody_writes_over_a_choice_they_have_not_seen() {
    let trial = Trial::new(Findable::Public).await;
    choose(&trial, &CHOSEN).await;
    let refused = choose(&trial, &with("share", "80")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("66 in 100"), "what stands now is shown: {}", refused.body);
    assert!(refused.body.contains("value=\"80\"") && refused.body.contains("name=\"over\" value=\"1\""));
    let mut again = with("share", "80");
    again[0] = ("over", "1");
    assert_eq!(choose(&trial, &again).await.status, StatusCode::SEE_OTHER);
    let page = trial.get(None, "/rules").await.body;
    assert!(
        page.contains("80 in 100") && page.contains("/rules/1\"") && page.contains("/rules/2\""),
        "{page}"
    );
    assert!(trial.get(None, "/rules/1").await.body.contains("66 in 100"));
    for nothing in ["/rules/0", "/rules/3", "/rules/x"] {
        assert!(trial.get(None, nothing).await.status.is_client_error(), "{nothing}");
    }
}

#[tokio::test]
async fn once_a_decision_relies_on_them_only_a_decision_changes_them() {
    let trial = Trial::new(Findable::Public).await;
    choose(&trial, &CHOSEN).await;
    open(&trial).await;
    let page = trial.get(Some(0), "/rules").await.body;
    assert!(page.contains("/d/new/new-rules\"") && !page.contains("/rules/choose"), "{page}");
    assert_eq!(trial.get(Some(0), "/rules/choose").await.status, StatusCode::SEE_OTHER);
    let mut again = with("share", "80");
    again[0] = ("over", "1");
    let refused = choose(&trial, &again).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = trial.look(|table| table.rules().unwrap().1.rules.clone());
    assert!(chosen.rules.contains(&Rule::Consent { quorum: InHundred::new(25).unwrap() }));
    assert_eq!(trial.look(|table| table.rules.len()), 1);
}

#[tokio::test]
async fn a_hidden_table_says_nothing_and_choosing_needs_a_seat() {
    let hidden = Trial::new(Findable::Hidden).await;
    for path in ["/rules", "/rules/choose", "/rules/1"] {
        let page = hidden.get(None, path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.contains("Mill Street"), "{path}");
    }
    assert_eq!(hidden.post(None, "/rules/choose", &CHOSEN).await.status, StatusCode::NOT_FOUND);
    let public = Trial::new(Findable::Public).await;
    for reply in [public.get(None, "/rules/choose").await, public.post(None, "/rules/choose", &CHOSEN).await]
    {
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    }
    assert!(public.look(|table| table.rules().is_none()));
}
