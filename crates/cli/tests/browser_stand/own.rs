//! One's own place is on one's own screen, and nowhere else: not on others' pages, not on paper.

use serde_json::json;
use support::browser::{Browser, Look};

use crate::hall::{Hall, all_words, is};

const NEAR: &str = "You are near here";

/// The groups whose card says that whoever looks is near.
fn near(browser: &Browser) -> Vec<String> {
    let code = format!(
        "return [...document.querySelectorAll('[data-live-part=groups] .rt-card')]\
         .filter(card => card.innerText.includes({})).map(card => card.querySelector('h3').innerText.trim())",
        json!(NEAR)
    );
    let names = browser.execute(&code).as_array().cloned().unwrap_or_default();
    names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn unfold_map(browser: &Browser) {
    browser.press("Show the map of people");
    browser.expect_words("Left and right, up and down, do not mean anything.");
}

/// Everything on show that tells where somebody is.
fn seen(browser: &Browser) -> Vec<String> {
    let own = ".rt-you, .rt-fill-you, [data-live-part=people] :is(p, li), [data-live-part=groups] p";
    // A browser that looks as paper does answers for a drawing from before, unless asked for its boxes.
    let code = format!(
        "return [...document.querySelectorAll({})].filter(e => e.getClientRects().length && e.checkVisibility() && \
         (e.matches('.rt-you, .rt-fill-you') || /You are (near|between|not)|Only you/.test(e.textContent)))\
         .map(e => e.localName + ' ' + e.textContent)",
        json!(own)
    );
    let list = browser.execute(&code).as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|words| words.as_str().map(str::to_owned)).collect()
}

#[test]
fn everybody_sees_themselves_and_nobody_else() {
    let mut hall = Hall::full();
    let one = hall.open_as(6, Look::DESK);
    let other = hall.open_as(7, Look::DESK);
    let (of_one, of_other) = (near(&one), near(&other));
    assert_eq!((of_one.len(), of_other.len()), (1, 1), "one card each: {of_one:?} {of_other:?}");
    assert_ne!(of_one, of_other, "they are in different camps");
    for browser in [&one, &other] {
        unfold_map(browser);
        assert!(is(browser, "document.querySelectorAll('.rt-people .rt-you').length === 1"));
        assert!(is(browser, "document.querySelector('.rt-people .rt-you').checkVisibility()"));
        assert_eq!(browser.text(".rt-people .rt-you text"), "You");
        assert!(browser.words().contains("You. Only you can see this."));
    }
    let place = |browser: &Browser| {
        let code = "const c = document.querySelector('.rt-you circle'); \
             return c.getAttribute('cx') + ' ' + c.getAttribute('cy')";
        browser.execute(code)
    };
    assert_ne!(place(&one), place(&other), "and in different places");

    let stranger = hall.open(Look::DESK);
    unfold_map(&stranger);
    assert!(is(&stranger, "document.querySelector('.rt-people').checkVisibility()"));
    assert_eq!((near(&stranger), seen(&stranger)), (vec![], vec![]));
    let source = stranger.source();
    assert!(!source.contains("rt-you") && !source.contains("rt-fill-you") && !source.contains(NEAR));

    // Whoever has answered one thing only is nowhere yet, and the page says so.
    let late = hall.sit();
    hall.answer(late, 1, "agree");
    let newcomer = hall.open_as(late, Look::DESK);
    unfold_map(&newcomer);
    assert_eq!((near(&newcomer), newcomer.count(".rt-you")), (vec![], 0));
    assert!(newcomer.words().contains("You are not on it yet. Answer a few more things."));
}

#[test]
fn on_paper_nobody_is_marked() {
    let hall = Hall::full();
    let browser = hall.open_as(6, Look::DESK);
    unfold_map(&browser);
    assert!(seen(&browser).len() >= 4, "a sign, its circle, its meaning, a card: {:?}", seen(&browser));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert!(is(&browser, "matchMedia('print').matches"));
    assert_eq!(seen(&browser), Vec::<String>::new());
    let gone = "[...document.querySelectorAll('.rt-you, .rt-legend li:has(.rt-fill-you)')]\
        .every(e => getComputedStyle(e).display === 'none')";
    assert!(is(&browser, gone));
    let words = browser.words();
    assert!(!words.contains(NEAR) && !words.contains("Only you can see"), "{words}");
    // The rest is on paper, without what can only be pressed.
    assert!(is(&browser, "document.querySelector('.rt-people').checkVisibility()"));
    assert_eq!(all_words(&browser, "[data-live-part=groups] h3").len(), 3);
    assert!(!words.contains("Check for changes") && !words.contains("This does not sound like me"));
}
