//! Tries the browser tools on a page with known faults and on a good one, so that "no violations" means something.

use support::browser::{Browser, Colours, Key, Look};
use support::{Pages, http};

const GOOD: &str = r##"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A good page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>:focus { outline: 3px solid } body { font: 19px sans-serif } .touch { display: inline-block; min-height: 44px;
min-width: 44px; line-height: 44px } input, button { font: inherit; box-sizing: border-box; height: 44px }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }</style></head>
<body><header><a class="touch" href="#main">Skip to the words</a></header><main id="main"><h1>Tea at four</h1>
<p id="p">Come and <a href="/else">talk with us</a> about the front door.</p>
<noscript><p id="plain">This works without scripts.</p></noscript>
<form method="post" action="/send"><p><label for="name">Your words</label> <input id="name" name="name"></p>
<button name="answer" value="yes">Send it</button></form></main>
<script>document.getElementById('p').textContent = 'A script was here.'</script></body></html>"##;

const FAULTY: &str = r#"<!doctype html><html><head><title>Faults</title><link rel="icon" href="data:,">
<style>button, input { outline: none !important; box-shadow: none } .wide { width: 900px }
.over { position: fixed; left: 0; bottom: 0; width: 100%; height: 300px; background: #fff }
.cut { width: 60px; height: 20px; overflow: hidden; white-space: nowrap }</style></head>
<body><h1>Faults</h1><h4>Skipped</h4><p style="color:#bbb;background:#fff">Too pale to read.</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input id="unnamed"><button id="tiny" style="padding:0"></button>
<p class="wide">wide</p><p class="cut">This text does not fit in its box at all.</p>
<div class="over">on top</div><script src="http://127.0.0.1:9/gone.js"></script></body></html>"#;

fn pages() -> Pages {
    Pages::serve(&[("/good", GOOD), ("/faulty", FAULTY), ("/else", GOOD)])
}

#[test]
fn axe_finds_faults_and_passes_a_good_page_in_every_look() {
    let pages = pages();
    let mut browser = Browser::open(Look::DESK);
    for look in Look::every() {
        browser.dress(look);
        browser.goto(&pages.url("/good"));
        browser.assert_accessible();
        browser.goto(&pages.url("/faulty"));
        let rules: Vec<String> = browser.audit().into_iter().map(|violation| violation.rule).collect();
        for expected in
            ["button-name", "color-contrast", "heading-order", "html-has-lang", "image-alt", "label"]
        {
            assert!(rules.iter().any(|rule| rule == expected), "{look:?}: {expected} is not in {rules:?}");
        }
    }
}

#[test]
fn the_look_reaches_the_page() {
    let pages = pages();
    let mut browser = Browser::open(Look::PHONE.in_colours(Colours::Dark));
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.execute("return innerWidth"), 320);
    assert_eq!(browser.execute("return matchMedia('(prefers-color-scheme: dark)').matches"), true);
    browser.dress(Look::WIDER_PHONE.in_colours(Colours::Forced));
    assert_eq!(browser.execute("return innerWidth"), 360);
    assert_eq!(browser.execute("return matchMedia('(forced-colors: active)').matches"), true);
    assert_eq!(browser.execute("return matchMedia('(prefers-color-scheme: dark)').matches"), false);
}

#[test]
fn with_scripts_off_the_page_stays_plain_and_can_still_be_used_and_audited() {
    let pages = pages();
    let browser = Browser::open(Look::PHONE.without_scripts());
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.text("#plain"), "This works without scripts.");
    browser.assert_accessible();
    assert!(browser.text("#p").starts_with("Come and"), "the audit let the page's script run");
    browser.tab_and_type("Your words", "a lamp");
    browser.tab_and_enter("Send it");
    browser.expect_words("name=a+lamp&answer=yes");
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.count("noscript p"), 1, "scripts came back after the audit");
}

#[test]
fn with_scripts_on_the_pages_script_runs() {
    let pages = pages();
    let browser = Browser::open(Look::PHONE);
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.text("#p"), "A script was here.");
    browser.fill("Your words", "first");
    browser.fill("Your words", "a bench");
    browser.press("Send it");
    browser.expect_words("name=a+bench&answer=yes");
    assert_eq!(browser.path(), "/send");
    browser.back();
    browser.expect_path("/good");
    assert!(browser.screenshot().starts_with(b"\x89PNG"));
}

#[test]
fn the_keyboard_walks_every_stop_in_order() {
    let pages = pages();
    let browser = Browser::open(Look::DESK.without_scripts());
    browser.goto(&pages.url("/good"));
    let stops = browser.tab_stops();
    let names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
    assert_eq!(names, ["Skip to the words", "talk with us", "Your words", "Send it"]);
    assert!(stops.iter().all(|stop| stop.ring && !stop.covered), "{stops:?}");
    // The walk ends where it began, so a second one sees the same.
    assert_eq!(browser.tab_stops(), stops);
    browser.tab_to("talk with us");
    browser.key(Key::Enter);
    browser.expect_path("/else");
}

#[test]
fn the_keyboard_walk_sees_a_missing_ring_and_a_covered_stop() {
    let pages = pages();
    let browser = Browser::open(Look { height: 320, ..Look::PHONE });
    browser.goto(&pages.url("/faulty"));
    let stops = browser.tab_stops();
    assert_eq!(stops.len(), 2, "{stops:?}");
    assert!(stops.iter().all(|stop| !stop.ring), "{stops:?}");
    assert!(stops.iter().any(|stop| stop.covered), "{stops:?}");
}

#[test]
#[should_panic(expected = "the keyboard can't reach \"Nowhere\"")]
fn what_the_keyboard_cannot_reach_is_said() {
    let pages = pages();
    let browser = Browser::open(Look::DESK);
    browser.goto(&pages.url("/good"));
    browser.tab_to("Nowhere");
}

#[test]
fn layout_faults_are_found_and_a_good_page_has_none() {
    let pages = pages();
    let browser = Browser::open(Look::PHONE);
    browser.goto(&pages.url("/faulty"));
    assert!(browser.sideways().iter().any(|line| line.starts_with("p.wide")), "{:?}", browser.sideways());
    assert!(browser.clipped().iter().any(|line| line.starts_with("p.cut")), "{:?}", browser.clipped());
    let small = browser.small_targets(44);
    assert!(small.iter().any(|target| target.name.starts_with("button")), "{small:?}");
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.small_targets(44), []);
    for change in [Browser::space_text, |browser: &Browser| browser.enlarge_text(200)] {
        change(&browser);
        assert_eq!(browser.sideways(), Vec::<String>::new());
        assert_eq!(browser.clipped(), Vec::<String>::new());
    }
    assert_eq!(browser.animations(), 0);
}

#[test]
fn requests_and_complaints_are_seen() {
    let pages = pages();
    let browser = Browser::open(Look::PHONE);
    browser.goto(&pages.url("/good"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert_eq!(browser.requests()[0], pages.url("/good"));
    browser.goto(&pages.url("/faulty"));
    assert!(browser.complaints().iter().any(|line| line.contains("gone.js")));
    assert!(browser.requests().iter().any(|name| name.ends_with("gone.js")), "{:?}", browser.requests());
}

#[test]
fn every_browser_begins_with_no_cookies() {
    let pages = pages();
    let first = Browser::open(Look::PHONE);
    first.goto(&pages.url("/good"));
    first.execute("document.cookie = 'a=b'");
    let second = Browser::open(Look::PHONE);
    second.goto(&pages.url("/good"));
    assert_eq!(second.execute("return document.cookie"), "");
    // The pages are the same that the plain client reads.
    assert_eq!(http::Client::new(pages.address()).get("/good").send().text(), GOOD);
}
