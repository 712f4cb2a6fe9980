//! Opening a conversation on something that was asked before.

use axum::http::StatusCode;
use table::Findable;

use crate::app::today;
use crate::pages::trial::Trial;

#[tokio::test]
async fn what_was_asked_before_is_shown_once_and_then_it_opens_all_the_same() {
    let trial = Trial::new(Findable::Public).await;
    let (by_when, hear_back) = (today().plus(14).to_string(), today().plus(28).to_string());
    let fields = |question| {
        vec![
            ("question", question),
            ("open", "The <hours>.\nAll of them."),
            ("fixed", "The building."),
            ("who-decides", "The meeting."),
            ("who-spends", "Nobody."),
            ("who-stops", "The landlord."),
            ("how-decided", "By consent."),
            ("by-when", by_when.as_str()),
            ("hear-back", hear_back.as_str()),
        ]
    };
    let again = fields("When is the front door open?");
    let shown = trial.post(Some(0), "/c/new", &again).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains(&format!("href=\"/t/{}/c/1\"", trial.id)), "{}", shown.body);
    assert!(
        shown.body.contains("name=\"open\" value=\"The &lt;hours&gt;.\nAll of them.\""),
        "{}",
        shown.body
    );
    assert_eq!(trial.look(|table| table.conversations.len()), 1);
    let change: Vec<_> = again.iter().copied().chain([("change", "yes")]).collect();
    let form = trial.post(Some(0), "/c/new", &change).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains("value=\"When is the front door open?\""), "{}", form.body);
    let sure: Vec<_> = again.iter().copied().chain([("sure", "yes")]).collect();
    let opened = trial.post(Some(0), "/c/new", &sure).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.location, format!("/t/{}/c/2", trial.id));
    let opened = trial.post(Some(0), "/c/new", &fields("Which biscuits should there be?")).await;
    assert_eq!(opened.location, format!("/t/{}/c/3", trial.id), "nothing like it was asked");
}

#[tokio::test]
async fn one_can_look_before_writing_anything() {
    let trial = Trial::new(Findable::Public).await;
    let page = trial.get(Some(0), "/c/new").await;
    assert!(!page.body.contains("/c/1\"") && page.weight() <= 4096, "{} bytes", page.weight());
    let page = trial.get(Some(0), "/c/new?words=when+is+the+door+open").await.body;
    assert!(page.contains("/c/1\"") && page.contains("<details class=\"govuk-details\" open"), "{page}");
    assert_eq!(trial.get(None, "/c/new?words=door").await.status, StatusCode::UNAUTHORIZED);
}
