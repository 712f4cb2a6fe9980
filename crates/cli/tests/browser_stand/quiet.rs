//! Without scripts, on a phone, by keyboard alone.

use support::browser::{Browser, Key, Look};
use support::until;

use crate::hall::{Hall, PEOPLE, RAMP, SOON, all_words, expect_people, is};

const UNLIKE: &str = "This does not sound like me";
const WORDS: &str = "I like drums and quiet mornings.";
const OTHER_WORDS: &str = "I am between all of you.";

/// Nothing sticks out on the narrowest phone.
fn fits_a_small_phone(browser: &mut Browser) {
    let before = Look::WIDER_PHONE.without_scripts();
    browser.dress(Look::PHONE.without_scripts());
    assert!(is(browser, "innerWidth === 320"));
    assert_eq!(browser.sideways(), Vec::<String>::new());
    assert_eq!(browser.clipped(), Vec::<String>::new());
    browser.dress(before);
}

#[test]
fn all_of_it_is_there_without_scripts() {
    let mut hall = Hall::full();
    let mut browser = hall.open(Look::WIDER_PHONE.without_scripts());
    expect_people(&browser, PEOPLE);
    assert!(!is(&browser, "document.querySelector('[data-live-pause]').checkVisibility()"), "no dead button");
    let late = hall.sit();
    hall.answer(late, RAMP, "agree");
    browser.tab_and_enter("Check for changes");
    expect_people(&browser, PEOPLE + 1);

    let groups = all_words(&browser, "[data-live-part=groups] .rt-group");
    assert_eq!(groups, ["Leaf group", "Wave group", "Sun group"]);
    let cards = all_words(&browser, "[data-live-part=groups] .rt-card");
    assert!(cards.iter().all(|card| card.contains("People here mostly agree: “")), "{cards:?}");
    let bars = all_words(&browser, "[data-live-part=groups] .rt-each li");
    let in_words = |bar: &String| bar.contains(" in 10 ") || bar.contains("Everybody who answered ");
    assert!(bars.len() >= 6 && bars.iter().all(in_words), "bars have words: {bars:?}");
    let drawn = |css: &str| is(&browser, &format!("document.querySelector('{css}').checkVisibility()"));
    assert!(drawn("[data-live-part=groups] .rt-bar"));
    assert!(drawn("[data-live-part=line] .rt-ideas circle"));
    assert_eq!(browser.count("[data-live-part=numbers] tbody tr"), 11);

    assert!(!drawn("[data-live-part=people] .rt-people"), "folded away");
    browser.tab_to("Show the map of people");
    browser.key(Key::Enter);
    until(SOON, "the map to unfold", || drawn("[data-live-part=people] .rt-people").then_some(()));
    assert!(browser.count(".rt-people use") >= 10);
    browser.key(Key::Space);
    until(SOON, "the map to fold", || (!drawn("[data-live-part=people] .rt-people")).then_some(()));
    browser.key(Key::Enter);
    until(SOON, "the map to unfold again", || drawn("[data-live-part=people] .rt-people").then_some(()));
    fits_a_small_phone(&mut browser);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn whoever_is_not_in_the_picture_says_so_in_their_own_words() {
    let hall = Hall::full();
    let mut browser = hall.open_as(4, Look::WIDER_PHONE.without_scripts());
    assert_eq!(all_words(&browser, "[data-live-part=groups] .rt-card a"), [UNLIKE; 3], "one in each card");
    browser.tab_and_enter(UNLIKE);
    browser.expect_path(&format!("{}/unlike", hall.stand()));
    browser.expect_words("Nobody has said so.");

    let mine = || browser.execute("return document.querySelector('textarea').value");
    browser.tab_and_type("In my own words", WORDS);
    browser.tab_and_enter("Say that it does not fit me");
    browser.expect_words("Saved. It does not say who you are.");
    assert_eq!(mine(), WORDS);
    let said = || all_words(&browser, "#said ~ ul li");
    assert!(said().len() == 1 && said()[0].contains(WORDS), "{:?}", said());

    browser.tab_to("In my own words");
    browser.type_over(OTHER_WORDS);
    browser.tab_and_enter("Save my words");
    until(SOON, "the changed words", || (said().len() == 1 && said()[0].contains(OTHER_WORDS)).then_some(()));
    assert_eq!(mine(), OTHER_WORDS);

    // Others see the words, and not whose they are.
    let stranger = hall.open(Look::WIDER_PHONE.without_scripts());
    stranger.expect_words("A few people say the groups do not sound like them.");
    stranger.tab_and_enter(UNLIKE);
    stranger.expect_words(OTHER_WORDS);
    assert_eq!(stranger.count("textarea"), 0);
    assert!(!stranger.words().contains("You have said so"));

    browser.tab_and_enter("Take it back");
    browser.expect_words("You took it back. Your words are gone.");
    assert_eq!((mine(), said().len()), ("".into(), 0));
    fits_a_small_phone(&mut browser);
    stranger.refresh();
    stranger.expect_words("Nobody has said so.");
}
