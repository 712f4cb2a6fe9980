//! For those who pay for every byte: no script, no stream, no map of people; the rest as it is.

use serde_json::json;
use support::browser::{Browser, Look};

use crate::hall::{Hall, PEOPLE, RAMP, expect_people};

/// The page has what costs little and leaves out the rest; what is new comes by the link.
fn is_lean(hall: &mut Hall, browser: &Browser, people: usize) {
    hall.look(browser);
    expect_people(browser, people);
    for left_out in ["script", "[data-live]", "[data-live-pause]", ".rt-people", ".rt-people use"] {
        assert_eq!(browser.count(left_out), 0, "{left_out}");
    }
    assert_eq!(browser.count("[data-live-part=groups] .rt-card"), 3);
    assert_eq!(browser.count("[data-live-part=line] .rt-ideas"), 1);
    browser.press("Show the map of people");
    browser.expect_words("The map of people is left out, because you asked for less data.");
    let asked = browser.requests();
    assert!(asked.iter().all(|url| !url.contains("/live") && !url.contains(".js")), "{asked:?}");

    let late = hall.sit();
    hall.answer(late, RAMP, "agree");
    browser.press("Check for changes");
    expect_people(browser, people + 1);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn less_data_when_the_device_or_the_person_asks_for_it() {
    let mut hall = Hall::full();
    let usual = hall.open(Look::WIDER_PHONE);
    for there in ["script[src]", "[data-live]", ".rt-people"] {
        assert_eq!(usual.count(there), 1, "{there} is there otherwise");
    }
    let device = Browser::open(Look::WIDER_PHONE);
    device.devtools("Network.enable", &json!({}));
    device.devtools("Network.setExtraHTTPHeaders", &json!({ "headers": { "Save-Data": "on" } }));
    is_lean(&mut hall, &device, PEOPLE);
    let person = Browser::open(Look::WIDER_PHONE);
    hall.keep_cookie(&person, "rt-look", "device.lean");
    is_lean(&mut hall, &person, PEOPLE + 1);
}
