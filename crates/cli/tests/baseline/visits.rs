//! Cookies and visits: what they are called, how long they live, and who can end them.

use std::time::Duration;

use support::Launch;
use support::http::Cookie;

use crate::PROGRAM;
use crate::place::{Place, set_by_form};

#[track_caller]
fn is_kept_well(cookie: &Cookie, secure: bool) {
    let parts: Vec<&str> = cookie.attributes.split(';').map(str::trim).collect();
    for part in ["Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(parts.contains(&part), "{cookie:?} has no {part}");
    }
    assert_eq!(parts.contains(&"Secure"), secure, "{cookie:?}");
    assert!(!cookie.attributes.to_ascii_lowercase().contains("domain"), "{cookie:?}");
}

#[test]
fn a_cookie_comes_with_the_first_action_and_is_kept_well() {
    let place = Place::open();
    let mut client = place.client();
    let card = set_by_form(&mut client, "public");
    let cookies = card.set_cookies();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    assert!(cookies[0].name.starts_with("seat-"), "{cookies:?}");
    is_kept_well(&cookies[0], false);
    let look = client.post_form("/settings", &[("theme", "dark"), ("size", "2")]).send();
    let cookies = look.set_cookies();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    is_kept_well(&cookies[0], false);
}

#[test]
fn behind_https_cookies_are_strict() {
    let place = Place::launched(Launch::serve(PROGRAM).arg("--public-url").arg("https://round.example"));
    let mut client = place.client();
    let card = set_by_form(&mut client, "hidden");
    let cookie = card.set_cookies().remove(0);
    assert!(cookie.name.starts_with("__Host-seat-"), "{cookie:?}");
    is_kept_well(&cookie, true);
    let look = client.post_form("/settings", &[("theme", "dark")]).send();
    is_kept_well(&look.set_cookies().remove(0), true);
    let table = cookie.name.trim_start_matches("__Host-seat-").to_owned();
    assert_eq!(client.get(&format!("/t/{table}/me")).send().status, 200);
    // A cookie that another host under the same name could have set brings nobody in.
    let mut weaker = place.client();
    weaker.set_cookie(&format!("seat-{table}"), &cookie.value);
    assert_eq!(weaker.get(&format!("/t/{table}/me")).send().status, 404);
}

#[test]
fn a_copied_cookie_is_dead_once_its_holder_left_the_site_also_after_a_restart() {
    let mut place = Place::open();
    let mut client = place.client();
    set_by_form(&mut client, "public");
    let cookie = client.cookies()[0].clone();
    let page = format!("/t/{}/me", cookie.name.trim_start_matches("seat-"));
    let mut thief = place.client();
    thief.set_cookie(&cookie.name, &cookie.value);
    assert_eq!(thief.get(&page).send().status, 200);
    let out = client.get("/leave").send();
    assert_eq!(out.status, 303);
    let cleared = out.header("clear-site-data").unwrap_or_default();
    assert!(cleared.contains("\"cookies\"") && cleared.contains("\"storage\""), "{cleared}");
    assert_eq!(client.cookie(&cookie.name), None, "the browser was told to forget it");
    assert_eq!(thief.get(&page).send().status, 401);
    let address = place.server.address();
    assert!(place.server.terminate(Duration::from_secs(10)).success());
    place.server.start_again(address);
    let mut thief = place.client();
    thief.set_cookie(&cookie.name, &cookie.value);
    assert_eq!(thief.get(&page).send().status, 401);
}

#[test]
fn a_new_card_ends_every_visit_before_it() {
    let place = Place::open();
    let mut client = place.client();
    set_by_form(&mut client, "public");
    let cookie = client.cookies()[0].clone();
    let table = cookie.name.trim_start_matches("seat-").to_owned();
    let form = client.get(&format!("/t/{table}/card")).send().form(&format!("/t/{table}/card"));
    assert_eq!(client.send_form(&form).send().status, 200);
    assert_ne!(client.cookies()[0].value, cookie.value);
    assert_eq!(client.get(&format!("/t/{table}/me")).send().status, 200);
    let mut old = place.client();
    old.set_cookie(&cookie.name, &cookie.value);
    assert_eq!(old.get(&format!("/t/{table}/me")).send().status, 401);
}

#[test]
fn opening_the_address_of_a_card_lets_nobody_in_and_sending_its_form_does() {
    let place = Place::open();
    let mut client = place.client();
    let card = set_by_form(&mut client, "public").text();
    let table = client.cookies()[0].name.trim_start_matches("seat-").to_owned();
    // The words stand one by one on the card; the typed form forgives what is between them.
    let start = card.find("rt-seatcard__words").unwrap();
    let spans: Vec<&str> = card[start..]
        .split("<span>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</span>").map(|(word, _)| word))
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
        .take(5)
        .collect();
    assert_eq!(spans.len(), 5, "five words are on the card");
    let path = format!("/back/{table}/{}", spans.join("-"));
    let mut other = place.client();
    for _ in 0..10 {
        let reply = other.get(&path).send();
        assert_eq!(reply.status, 200, "{}", reply.words());
        assert!(reply.set_cookies().is_empty());
    }
    let form = other.get(&path).send().form("/back");
    let back = other.send_form(&form).send();
    assert_eq!((back.status, back.set_cookies().len()), (303, 1));
    assert_eq!(back.header("location"), Some(format!("/t/{table}/me").as_str()));
    assert_ne!(
        other.cookies()[0].value,
        client.cookies()[0].value,
        "every coming back is a visit of its own"
    );
}
