//! With scripts: what others answer shows by itself, and nothing that somebody is at is taken from them.

use std::thread::sleep;
use std::time::{Duration, Instant};

use support::browser::{Browser, Key, Look};
use support::until;

use crate::hall::{Hall, PEOPLE, RAMP, SOON, expect_people, is, says_people};

const MAP: &str = "Show the map of people";
/// Long enough for a page that wanted to show something to have done so.
const A_WHILE: Duration = Duration::from_secs(3);

/// How far the element that has the focus is from the top of the window.
fn focus_top(browser: &Browser) -> f64 {
    let top = browser.execute("return document.activeElement.getBoundingClientRect().top");
    top.as_f64().unwrap_or(f64::NAN)
}

/// When each look for what is new began, in milliseconds.
fn fetches(browser: &Browser, stand: &str) -> Vec<f64> {
    let code = format!(
        "performance.getEntriesByType('resource')\
         .filter(e => e.initiatorType === 'fetch' && new URL(e.name).pathname === '{stand}').map(e => e.startTime)"
    );
    numbers(browser, &code)
}

/// A list of numbers in the page.
fn numbers(browser: &Browser, list: &str) -> Vec<f64> {
    let list = browser.execute(&format!("return {list}")).as_array().cloned().unwrap_or_default();
    list.iter().filter_map(serde_json::Value::as_f64).collect()
}

/// Marks the page that is there, so that a page loaded anew would be known; its scripts have run by then.
fn mark(browser: &Browser) {
    let ready = "document.querySelector('[data-live-pause]').checkVisibility()";
    until(SOON, "the page's scripts", || is(browser, ready).then_some(()));
    browser.execute("window.sameAsBefore = true");
}

#[test]
fn an_open_page_takes_over_what_is_new_and_keeps_the_readers_place() {
    let mut hall = Hall::full();
    let browser = hall.open(Look::DESK);
    expect_people(&browser, PEOPLE);
    mark(&browser);
    browser.tab_to(MAP);
    browser.key(Key::Enter);
    until(SOON, "the map to unfold", || {
        is(&browser, "document.activeElement.parentElement.open").then_some(())
    });
    let top = focus_top(&browser);

    let late = hall.sit();
    hall.answer(late, RAMP, "agree");
    expect_people(&browser, PEOPLE + 1);
    assert!(is(&browser, "window.sameAsBefore"), "the page was not loaded again");
    assert_eq!(browser.text("[role=status][data-live-status]"), "New answers are shown.");
    assert!(is(&browser, "document.activeElement.parentElement.open"), "what was unfolded stays so");
    let stop = browser.stop();
    assert_eq!(stop.map(|stop| stop.name).as_deref(), Some(MAP), "the keyboard stands where it stood");
    let moved = (focus_top(&browser) - top).abs();
    assert!(moved <= 2.0, "what somebody reads has moved by {moved} pixels");

    // The numbers are new too, but not under somebody's hands.
    let row = format!(
        "[...document.querySelectorAll('#numbers ~ * tbody tr')].find(row => row.innerText.includes('{RAMP}. '))"
    );
    let agree = || browser.execute(&format!("return Number({row}.cells[1].innerText)"));
    let before = agree().as_u64().unwrap_or_default();
    assert!(before > 30, "{before}");
    browser.execute(&format!("{row}.querySelector('a').focus()"));
    let later = hall.sit();
    hall.answer(later, RAMP, "agree");
    expect_people(&browser, PEOPLE + 2);
    assert_eq!(agree(), before, "the table waits while the keyboard is in it");
    assert!(is(&browser, &format!("{row}.contains(document.activeElement)")));
    browser.execute("document.activeElement.blur()");
    until(SOON, "the table to take over what is new", || (agree() == before + 1).then_some(()));

    // Eight more make a new map, in what was unfolded.
    assert!(is(&browser, "document.querySelector('.rt-people').checkVisibility()"));
    browser.execute("document.querySelector('.rt-people').dataset.old = 'yes'");
    hall.fill(8);
    expect_people(&browser, PEOPLE + 10);
    until(SOON, "the new map", || {
        is(&browser, "!document.querySelector('.rt-people').dataset.old").then_some(())
    });
    assert!(is(&browser, "document.querySelector('.rt-people').checkVisibility()"), "still unfolded");
    assert!(is(&browser, "window.sameAsBefore"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn nothing_jumps_while_somebody_reads() {
    let mut hall = Hall::full();
    for (at, look) in [Look::PHONE, Look::WIDER_PHONE, Look::DESK].into_iter().enumerate() {
        let browser = hall.open(look);
        mark(&browser);
        // Not every browser goes along with the text when something above it grows.
        browser.execute("document.documentElement.style.overflowAnchor = 'none'; scrollTo(0, 300)");
        let tops = "[...document.querySelectorAll('main h1, main h2, [data-live] > :not([role])')]\
            .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().top)";
        let before = numbers(&browser, tops);
        assert!(before.len() > 8, "{before:?}");
        let late = hall.sit();
        hall.answer(late, RAMP, "agree");
        expect_people(&browser, PEOPLE + at + 1);
        assert_eq!(browser.text("[data-live-status]"), "New answers are shown.");
        assert_eq!(numbers(&browser, tops), before, "{look:?}");
    }
}

#[test]
fn updates_stop_and_start_when_somebody_says_so() {
    let mut hall = Hall::full();
    let browser = hall.open(Look::PHONE);
    let [one, other, third] = [hall.sit(), hall.sit(), hall.sit()];
    mark(&browser);
    hall.answer(one, RAMP, "agree");
    expect_people(&browser, PEOPLE + 1);

    browser.tab_and_enter("Pause updates");
    assert_eq!(
        browser.stop().map(|stop| stop.name).as_deref(),
        Some("Start updates"),
        "it says what it does"
    );
    let before = fetches(&browser, &hall.stand()).len();
    hall.answer(other, RAMP, "agree");
    sleep(A_WHILE);
    assert!(says_people(&browser, PEOPLE + 1), "nothing changes under a reader who wants to rest");
    assert_eq!(fetches(&browser, &hall.stand()).len(), before, "and nothing is fetched");

    browser.key(Key::Space);
    expect_people(&browser, PEOPLE + 2);
    assert_eq!(browser.stop().map(|stop| stop.name).as_deref(), Some("Pause updates"));
    hall.answer(third, RAMP, "agree");
    expect_people(&browser, PEOPLE + 3);
    assert!(is(&browser, "window.sameAsBefore"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn when_many_answer_at_once_the_page_is_fetched_once_a_second_and_says_so_rarely() {
    let mut hall = Hall::full();
    let browser = hall.open(Look::PHONE);
    let late = hall.sit();
    mark(&browser);
    browser.execute(
        "window.told = []; new MutationObserver(() => { \
         const words = document.querySelector('[data-live-status]').textContent; \
         if (words) window.told.push(performance.now()) })\
         .observe(document.querySelector('[data-live-status]'), { childList: true })",
    );
    let begun = Instant::now();
    for round in 0.. {
        for person in 0..6 {
            hall.answer(person, RAMP, if round % 2 == 0 { "disagree" } else { "agree" });
        }
        if begun.elapsed() > Duration::from_secs(5) {
            break;
        }
    }
    hall.answer(late, RAMP, "agree");
    expect_people(&browser, PEOPLE + 1);
    let starts = fetches(&browser, &hall.stand());
    let apart: Vec<f64> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    println!("{} fetches in {:?}, apart by {apart:.0?} ms", starts.len(), begun.elapsed());
    assert!(starts.len() >= 3, "it goes on showing what is new: {starts:?}");
    assert!(apart.iter().all(|apart| *apart >= 950.0), "{apart:?}");
    let told = numbers(&browser, "window.told");
    assert!(!told.is_empty(), "a screen reader hears of it");
    assert!(told.windows(2).all(|pair| pair[1] - pair[0] >= 9_900.0), "but not with every answer: {told:?}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
