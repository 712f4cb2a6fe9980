//! "This does not sound like me": said, changed and taken back, by the API and by the page.

use serde_json::{Value, json};
use support::http::Client;

use crate::people::*;

#[test]
fn not_like_me_is_said_changed_and_taken_back() {
    let (mut set, conversation) = talk();
    let unlike = format!("{conversation}/unlike");
    let nobody =
        json!({ "anybody": false, "people": null, "reasons": [], "reasons_in_all": 0, "yours": null });
    assert_eq!(Person::stranger().read(&unlike), nobody);
    assert_eq!(refused(&Person::stranger().write("PUT", &unlike, &json!({})), 401), "no-seat");
    let person = &mut set.starter;
    fine(&person.write("PUT", &unlike, &json!({ "reason": "I am in between" })));
    fine(&person.write("PUT", &unlike, &json!({ "reason": "I am somewhere else" })));
    let few = Person::stranger().read(&unlike);
    let said = json!(["I am somewhere else"]);
    assert_eq!((&few["anybody"], &few["people"], &few["reasons"]), (&json!(true), &Value::Null, &said));
    assert_eq!(few["yours"], Value::Null);
    assert_eq!(person.read(&unlike)["yours"]["reason"], "I am somewhere else");
    let copy = person.read(&format!("/tables/{}/me/export", set.code));
    assert_eq!(copy["unlike"], json!([{ "conversation": 1, "words": "I am somewhere else" }]));
    let long = person.write("PUT", &unlike, &json!({ "reason": "x".repeat(281) }));
    assert_eq!(
        (refused(&long, 422).as_str(), &long.json()["error"]["field"]),
        ("too-long", &json!("reason"))
    );
    fine(&person.write("PUT", &unlike, &json!({ "reason": null })));
    let bare = person.read(&unlike);
    assert_eq!(
        (&bare["yours"]["reason"], &bare["anybody"]),
        (&Value::Null, &json!(true)),
        "words are not needed"
    );
    fine(&person.bare("DELETE", &unlike));
    fine(&person.bare("DELETE", &unlike));
    assert_eq!(person.read(&unlike), nobody);
    let nowhere = format!("/tables/{}/conversations/9/unlike", set.code);
    assert_eq!(refused(&person.write("PUT", &nowhere, &json!({})), 404), "not-found");
}

#[test]
fn how_many_say_not_like_me_shows_from_eight_on_and_goes_with_who_leaves() {
    let (set, conversation) = talk();
    let unlike = format!("{conversation}/unlike");
    let mut people: Vec<Person> = (0..8).map(|_| sit(&set.code)).collect();
    for (at, person) in people.iter_mut().enumerate() {
        assert_eq!(person.read(&unlike)["people"], Value::Null, "after {at}");
        fine(&person.write("PUT", &unlike, &json!({ "reason": format!("Word {at}") })));
    }
    let read = Person::stranger().read(&format!("{unlike}?from=8&limit=5"));
    assert_eq!((&read["people"], &read["reasons"]), (&json!(8), &json!(["Word 7"])));
    fine(&people[3].bare("DELETE", &format!("/tables/{}/me", set.code)));
    let read = Person::stranger().read(&unlike);
    assert_eq!((&read["people"], &read["reasons_in_all"]), (&Value::Null, &json!(7)));
    assert!(!read.to_string().contains("Word 3"), "{read}");
}

/// A browser with somebody's seat.
fn browser(person: &Person, table: &str) -> Client {
    let mut client = person.server.client();
    client.set_cookie(&format!("seat-{table}"), person.token.as_deref().unwrap());
    client
}

#[test]
fn the_page_keeps_what_was_typed_and_says_what_was_done() {
    let (set, conversation) = talk();
    let page = format!("/t/{}/c/1/stand/unlike", set.code);
    let mut client = browser(&set.starter, &set.code);
    let form = |client: &mut Client| client.get(&page).send().form(&page);
    let long = form(&mut client).with("reason", &"in between ".repeat(30));
    let wrong = client.send_form(&long).send();
    assert_eq!(wrong.status, 422, "{}", wrong.words());
    assert!(wrong.text().contains("in between in between"), "what was typed is still there");
    let short = wrong.form(&page).with("reason", "I am in between");
    let done = client.send_form(&short).send();
    assert_eq!(done.status, 303, "{}", done.words());
    let done = client.follow(done);
    assert_eq!(done.status, 200);
    let said = |text: &str| text.matches("I am in between").count();
    assert_eq!(said(&done.text()), 2, "in the form to change it, and among what people said");
    let other = short.with("reason", "I am somewhere else");
    let again = client.send_form(&other).send();
    assert_eq!(again.status, 422, "an old form with other words is asked about: {}", again.words());
    assert_eq!(client.send_form(&again.form(&page)).send().status, 303);
    let read = Person::stranger().read(&format!("{conversation}/unlike"));
    assert_eq!(read["reasons"], json!(["I am somewhere else"]));

    let forms = client.get(&page).send().forms();
    let back = forms
        .into_iter()
        .find(|form| form.action == page && form.names.iter().all(|name| name != "reason"))
        .unwrap();
    let gone = client.send_form(&back.pressing("Take it back")).send();
    assert!(!client.follow(gone).text().contains("somewhere else"));
    assert_eq!(Person::stranger().read(&format!("{conversation}/unlike"))["anybody"], false);
}

#[test]
fn the_page_lets_a_stranger_read_and_holds_no_form_for_them() {
    let (mut set, conversation) = talk();
    fine(&set.starter.write(
        "PUT",
        &format!("{conversation}/unlike"),
        &json!({ "reason": "<b>In between</b>" }),
    ));
    let page = format!("/t/{}/c/1/stand/unlike", set.code);
    let mut stranger = set.starter.server.client();
    let reply = stranger.get(&page).send();
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("&lt;b&gt;In between&lt;/b&gt;"), "{}", reply.words());
    assert!(reply.forms().iter().all(|form| form.action != page));
    assert!(reply.text().contains(&format!("/t/{}/sit", set.code)), "the way to a seat");
    let turned_away = stranger.post_form(&page, &[("key", "strangers-key"), ("action", "say")]).send();
    assert_eq!(turned_away.status, 401);
    let mut client = browser(&set.starter, &set.code);
    let weight = client.get(&page).header("Accept-Encoding", "br").send();
    assert_eq!(weight.header("content-encoding"), Some("br"));
    assert!(weight.body.len() <= 4000, "{} bytes", weight.body.len());
    let odd = [("key", "another-key-1"), ("action", "shout")];
    assert_eq!(client.post_form(&page, &odd).send().status, 400);
}
