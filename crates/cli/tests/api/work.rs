//! What every address does, and the refusals that belong to it.

use serde_json::{Value, json};

use crate::people::*;

#[test]
fn the_program_says_what_it_is() {
    let about = Person::stranger().read("/about");
    assert_eq!(about["product"], "Roundtable");
    assert_eq!(about["demo"], false);
    assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn a_table_is_set_found_and_read() {
    let Set { code, invitation, mut starter, .. } = set("public");
    let me = starter.read(&format!("/tables/{code}/me"));
    assert_eq!(me["name"], Value::Null);
    let listed = starter.read("/tables");
    let mine =
        listed["tables"].as_array().unwrap().iter().find(|table| table["table"] == code.as_str()).unwrap();
    assert_eq!(mine["seated"], true);
    let mut stranger = Person::stranger();
    let table = stranger.read(&format!("/tables/{code}"));
    assert_eq!(table["name"], "Mill Street");
    assert_eq!(table["seated"], false);
    assert_eq!(table["inside"]["agreement"], "We listen");
    let invited = stranger.read(&format!("/invitations/{invitation}"));
    assert_eq!((&invited["table"], &invited["works"]), (&json!(code), &json!(true)));
}

#[test]
fn a_seat_is_taken_left_and_come_back_to() {
    let Set { code, card, mut starter, .. } = set("public");
    let seats = format!("/tables/{code}/seats");
    let key = key();
    let first = fine(&Person::stranger().send("POST", &seats, Some(&key), Some(&json!({}))));
    let again = fine(&Person::stranger().send("POST", &seats, Some(&key), Some(&json!({}))));
    assert_eq!(first, again, "the same key is the same seat");
    let mut person = Person::with(first["token"].as_str().unwrap());
    let third = fine(&person.send("POST", &seats, Some(&key), Some(&json!({}))));
    assert_eq!(third["card"], first["card"], "also with the token that came of it");
    assert_eq!(refused(&person.write("POST", &seats, &json!({})), 409), "already-seated");
    let visits = format!("/tables/{code}/visits");
    let words = first["card"].as_str().unwrap().to_uppercase().replace(' ', "-");
    let back = fine(&Person::stranger().send("POST", &visits, None, Some(&json!({ "card": words }))));
    assert_eq!(back["seat_name"], first["seat_name"]);
    assert_ne!(back["token"], first["token"]);
    let mut back = Person::with(back["token"].as_str().unwrap());
    fine(&back.send("DELETE", &format!("{visits}/current"), None, None));
    assert_eq!(refused(&back.get(&format!("/tables/{code}/me")), 401), "no-seat");
    person.read(&format!("/tables/{code}/me"));
    for (card, expected) in [("one two", "card-count"), ("zzzz zzzz zzzz zzzz zzzz", "card-word")] {
        let reply = Person::stranger().send("POST", &visits, None, Some(&json!({ "card": card })));
        assert_eq!(refused(&reply, 422), expected);
    }
    let nobody =
        Person::stranger().send("POST", "/tables/22222222/visits", None, Some(&json!({ "card": card })));
    assert_eq!(refused(&nobody, 422), "card-nobody");
    let leave = format!("/tables/{code}/me");
    let key = self::key();
    fine(&starter.send("DELETE", &leave, Some(&key), None));
    fine(&starter.send("DELETE", &leave, Some(&key), None));
    assert_eq!(refused(&starter.bare("DELETE", &leave), 401), "no-seat");
}

#[test]
fn a_new_card_ends_the_old_one_and_can_be_sent_twice() {
    let Set { code, card, mut starter, .. } = set("public");
    let path = format!("/tables/{code}/me/card");
    let key = key();
    let new = fine(&starter.send("POST", &path, Some(&key), None));
    let again = fine(&starter.send("POST", &path, Some(&key), None));
    assert_eq!(new, again);
    assert_ne!(new["card"], card.as_str());
    assert_eq!(refused(&starter.get(&format!("/tables/{code}/me")), 401), "no-seat");
    let old = Person::stranger().send(
        "POST",
        &format!("/tables/{code}/visits"),
        None,
        Some(&json!({ "card": card })),
    );
    assert_eq!(refused(&old, 422), "card-nobody");
    Person::with(new["token"].as_str().unwrap()).read(&format!("/tables/{code}/me"));
}

#[test]
fn a_lost_card_is_replaced_by_two_who_vouch() {
    let Set { code, mut starter, .. } = set("public");
    let name = starter.read(&format!("/tables/{code}/me"))["seat_name"].clone();
    let requests = format!("/tables/{code}/card-requests");
    let (mut one, mut two) = (sit(&code), sit(&code));
    let ask = json!({ "seat_name": name });
    let asked = fine(&Person::stranger().write("POST", &requests, &ask));
    let visits = format!("/tables/{code}/visits");
    let come_back = json!({ "card": asked["card"] });
    let waiting = Person::stranger().send("POST", &visits, None, Some(&come_back));
    assert_eq!(refused(&waiting, 422), "card-waiting");
    let mut newcomer = sit(&code);
    let list = one.read(&requests);
    assert_eq!(list["requests"][0]["check_word"], asked["check_word"]);
    assert_eq!(list["requests"][0]["yours"], false);
    let vouches = format!("{requests}/1/vouches");
    assert_eq!(refused(&newcomer.bare("POST", &vouches), 422), "cannot-vouch", "who sat down since");
    fine(&one.bare("POST", &vouches));
    assert_eq!(refused(&one.bare("POST", &vouches), 422), "cannot-vouch");
    assert_eq!(refused(&one.bare("DELETE", &format!("{requests}/1")), 403), "not-yours");
    fine(&two.bare("POST", &vouches));
    fine(&Person::stranger().send("POST", &visits, None, Some(&come_back)));
    assert_eq!(refused(&two.bare("POST", &vouches), 422), "request-over");
    let wrong = Person::stranger().write("POST", &requests, &json!({ "seat_name": "loud river" }));
    assert_eq!(refused(&wrong, 422), "seat-unknown");
    let name = one.read(&format!("/tables/{code}/me"))["seat_name"].clone();
    fine(&Person::stranger().write("POST", &requests, &json!({ "seat_name": name })));
    assert_eq!(one.read(&requests)["requests"][0]["yours"], true);
    fine(&one.bare("DELETE", &format!("{requests}/2")));
    assert_eq!(one.read(&requests)["requests"], json!([]));
}

#[test]
fn what_one_tells_is_kept_and_goes_with_the_copy() {
    let (mut set, conversation) = talk();
    let me = format!("/tables/{}/me", set.code);
    let person = &mut set.starter;
    fine(&person.write("PUT", &format!("{me}/name"), &json!({ "name": "Jo" })));
    fine(&person.write(
        "PUT",
        &format!("{me}/strengths"),
        &json!({ "strengths": ["cooks", "listens"], "own_strength": "Patience" }),
    ));
    fine(&person.write("PUT", &format!("{me}/connections"), &json!({ "connections": ["comes"] })));
    say(person, &conversation, "Open the door early");
    let mine = person.read(&me);
    assert_eq!(mine["name"], "Jo");
    assert_eq!(mine["strengths"], json!(["listens", "cooks"]));
    let copy = person.read(&format!("{me}/export"));
    assert_eq!(copy["seat"]["own_strength"], "Patience");
    assert_eq!(copy["statements"][0]["text"], "Open the door early");
    fine(&person.write("PUT", &format!("{me}/name"), &json!({ "name": null })));
    assert_eq!(person.read(&me)["name"], Value::Null);
    assert_eq!(refused(&person.write("PUT", &format!("{me}/name"), &json!({})), 400), "body");
    let unknown = person.write("PUT", &format!("{me}/connections"), &json!({ "connections": ["boss"] }));
    assert_eq!(refused(&unknown, 400), "body");
}

#[test]
fn invitations_open_a_table_that_needs_them() {
    let Set { code, mut starter, .. } = set("invitation");
    let seats = format!("/tables/{code}/seats");
    let mut stranger = Person::stranger();
    let door = stranger.read(&format!("/tables/{code}"));
    assert_eq!(door["inside"], Value::Null);
    assert_eq!(refused(&stranger.write("POST", &seats, &json!({})), 403), "not-invited");
    assert_eq!(refused(&stranger.get(&format!("/tables/{code}/conversations")), 401), "no-seat");
    let invitations = format!("/tables/{code}/invitations");
    let made =
        fine(&starter.write("POST", &invitations, &json!({ "how_many": 1, "last_day": "2028-01-01" })));
    let invite = json!({ "invitation": made["code"] });
    fine(&stranger.write("POST", &seats, &invite));
    assert_eq!(refused(&stranger.write("POST", &seats, &invite), 403), "not-invited", "it was for one");
    let range = starter.write("POST", &invitations, &json!({ "how_many": 0, "last_day": "2028-01-01" }));
    assert_eq!(refused(&range, 422), "out-of-range");
    let day = starter.write("POST", &invitations, &json!({ "how_many": 1, "last_day": "soon" }));
    assert_eq!(refused(&day, 422), "not-a-day");
    let listed = starter.read(&invitations);
    let first = listed["invitations"][0]["code"].as_str().unwrap();
    fine(&starter.bare("DELETE", &format!("{invitations}/{first}")));
    let ended = Person::stranger().write("POST", &seats, &json!({ "invitation": first }));
    assert_eq!(refused(&ended, 403), "not-invited");
}

#[test]
fn the_agreement_and_the_offer_change_in_the_open() {
    let (mut set, conversation) = talk();
    let agreement = format!("/tables/{}/agreement", set.code);
    let change = json!({ "over": 1, "agreement": "We listen, and we eat", "why": "It was cold" });
    fine(&set.starter.write("POST", &agreement, &change));
    assert_eq!(refused(&set.starter.write("POST", &agreement, &change), 409), "changed-meanwhile");
    let versions = Person::stranger().read(&agreement);
    assert_eq!(versions["versions"][1]["why"], "It was cold");
    let mut new = offer();
    new["open"] = json!("The door and the floor");
    let change = json!({ "over": 1.0, "offer": new, "why": "We found money" });
    let offers = format!("{conversation}/offer");
    fine(&set.starter.write("POST", &offers, &change));
    fine(&sit(&set.code).write(
        "POST",
        &format!("{conversation}/marks"),
        &json!({ "mark": "It said lockers" }),
    ));
    let shown = Person::stranger().read(&offers);
    assert_eq!(shown["versions"].as_array().unwrap().len(), 2);
    assert_eq!(shown["marks"][0]["version"], 2);
    let read = Person::stranger().read(&conversation);
    assert_eq!((&read["offer_version"], &read["open"]), (&json!(2), &json!(true)));
}

#[test]
fn the_chance_of_a_draw_is_kept_with_the_answer_to_it_and_with_no_other() {
    let (mut set, conversation) = talk();
    for words in ["A bell", "A bench", "A lamp"] {
        say(&mut set.starter, &conversation, words);
    }
    let (mut one, mut two) = (sit(&set.code), sit(&set.code));
    let next = one.read(&format!("{conversation}/next"))["next"].clone();
    let (drawn, slip) = (next["statement"].as_u64().unwrap(), next["slip"].as_str().unwrap().to_owned());
    let answer = |statement: u64| format!("{conversation}/statements/{statement}/response");
    // Somebody else's slip, one for another statement, and no slip at all count for nothing; the answers do.
    let with = json!({ "choice": "agree", "slip": slip });
    fine(&two.write("PUT", &answer(drawn), &with));
    let other = drawn % 3 + 1;
    fine(&one.write("PUT", &answer(other), &with));
    fine(&one.write("PUT", &answer(drawn), &with));
    fine(&one.write("PUT", &answer(drawn), &json!({ "choice": "pass" })));
    let chances = |person: &mut Person| {
        let copy = person.read(&format!("/tables/{}/me/export", set.code));
        let answers = copy["answers"].as_array().unwrap().clone();
        answers.iter().map(|a| (a["statement"].as_u64().unwrap(), a["chance"].as_f64())).collect::<Vec<_>>()
    };
    assert_eq!(chances(&mut two), [(drawn, None)]);
    let kept = chances(&mut one);
    let of = |statement| kept.iter().find(|(number, _)| *number == statement).unwrap().1;
    assert_eq!(of(other), None);
    let told = next["probability"].as_f64().unwrap();
    assert!((of(drawn).unwrap() / told - 1.0).abs() < 0.009, "{kept:?} {told}");
}

#[test]
fn things_are_said_answered_and_taken_back() {
    let (mut set, conversation) = talk();
    let statements = format!("{conversation}/statements");
    let first = say(&mut set.starter, &conversation, "Open the door early, at 8 in the morning");
    let mut other = sit(&set.code);
    let check = json!({ "statement": "Open the door at 8 in the morning. Ring 07700 900 123" });
    let checked = fine(&other.send("POST", &format!("{statements}/check"), None, Some(&check)));
    assert_eq!(checked["finds"], json!(["phone"]));
    assert_eq!(checked["similar"][0]["statement"], first);
    assert_eq!(
        Person::stranger().read(&statements)["statements"].as_array().unwrap().len(),
        1,
        "nothing was published"
    );
    let same =
        other.write("POST", &statements, &json!({ "statement": "OPEN the door early, at 8 in the morning" }));
    assert_eq!(refused(&same, 422), "already-said");
    let long = other.write("POST", &statements, &json!({ "statement": "x".repeat(141) }));
    assert_eq!(refused(&long, 422), "too-long");
    assert_eq!(long.json()["error"]["field"], "statement");
    let next = other.read(&format!("{conversation}/next"));
    assert_eq!((&next["next"]["statement"], &next["next"]["probability"]), (&json!(first), &json!(1.0)));
    assert_eq!(
        set.starter.read(&format!("{conversation}/next"))["next"],
        Value::Null,
        "nobody is asked about their own"
    );
    let response = format!("{statements}/{first}/response");
    let answer = json!({ "choice": "agree", "matters": true, "reason": "It is cold" });
    assert_eq!(fine(&other.write("PUT", &response, &answer)), json!({ "done": true }));
    fine(&other.write("PUT", &response, &json!({ "choice": "disagree", "slip": next["next"]["slip"] })));
    let mine = other.read(&format!("{conversation}/mine"));
    let expected = json!({ "statement": first, "text": "Open the door early, at 8 in the morning",
        "choice": "disagree", "matters": false, "reason": "It is cold" });
    assert_eq!(mine["answers"], json!([expected]), "a reason that is left out stays");
    let read = Person::stranger().read(&format!("{statements}/{first}"));
    assert_eq!(read["reasons"], json!(["It is cold"]));
    assert_eq!(read["answers"], json!({ "level": "few", "words": null, "counts": null }));
    fine(&other.write("PUT", &response, &json!({ "choice": "disagree", "reason": null })));
    assert_eq!(Person::stranger().read(&format!("{statements}/{first}"))["reasons"], json!([]));
    fine(&other.bare("DELETE", &response));
    assert_eq!(refused(&other.bare("DELETE", &response), 422), "not-answered");
    assert_eq!(refused(&other.bare("DELETE", &format!("{statements}/{first}")), 403), "not-yours");
    fine(&set.starter.bare("DELETE", &format!("{statements}/{first}")));
    assert_eq!(refused(&other.write("PUT", &response, &answer), 422), "taken-back");
    let gone = Person::stranger().read(&statements);
    assert_eq!(
        (&gone["statements"][0]["text"], &gone["statements"][0]["taken_back"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(refused(&other.write("PUT", &format!("{statements}/99/response"), &answer), 404), "not-found");
}

#[test]
fn where_we_stand_shows_no_count_below_eight() {
    let (mut set, conversation) = talk();
    let statement = say(&mut set.starter, &conversation, "Open the door early");
    let response = format!("{conversation}/statements/{statement}/response");
    let mut people: Vec<Person> = (0..8).map(|_| sit(&set.code)).collect();
    for (at, person) in people.iter_mut().enumerate() {
        let standing = Person::stranger().read(&format!("{conversation}/standing"));
        assert_eq!(standing["people"], Value::Null);
        assert!(!standing.to_string().contains("counts\":{"), "after {at} answers: {standing}");
        fine(&person.write("PUT", &response, &json!({ "choice": "agree" })));
    }
    let standing = Person::stranger().read(&format!("{conversation}/standing"));
    assert_eq!(standing["people"], 8);
    assert_eq!(standing["footing"], "small-table");
    let counts = json!({ "agree": 8, "disagree": 0, "pass": 0 });
    assert_eq!(standing["mostly_agree"][0]["answers"]["counts"], counts);
}
