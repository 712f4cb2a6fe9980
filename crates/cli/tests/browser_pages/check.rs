//! What is looked at on a page.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use support::browser::{Browser, Look};
use support::until;

use crate::house::{House, Who};
use crate::list::{Page, Sent};

/// Finger-sized, in CSS pixels.
const LEAST_TARGET: u64 = 44;
/// The page, its styles, its script and its icon.
const MOST_REQUESTS: usize = 4;

/// Looks at pages and keeps all that is wrong, so that one run shows everything.
pub(crate) struct Checker {
    browser: Browser,
    who: Who,
    /// Each title, with the kind of page that has it.
    titles: BTreeMap<String, String>,
    faults: Vec<String>,
    seen: usize,
}

impl Checker {
    pub(crate) fn new(browser: Browser) -> Self {
        Self { browser, who: Who::Stranger, titles: BTreeMap::new(), faults: Vec::new(), seen: 0 }
    }

    /// How many pages were looked at.
    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    /// Ends the test with everything that was found.
    pub(crate) fn finish(self) {
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }

    /// Takes somebody's cookies in place of those there are.
    pub(crate) fn become_person(&mut self, house: &House, who: Who) {
        self.who = who;
        self.browser.devtools("Network.clearBrowserCookies", &json!({}));
        for (name, value) in house.cookies(who) {
            self.keep_cookie(&house.url(who, "/"), &name, &value);
        }
    }

    /// Somebody with seats, who has chosen how pages look, at a device that looks so.
    pub(crate) fn choose(&mut self, house: &House, chosen: &str, look: Look) {
        self.become_person(house, Who::Seated);
        self.keep_cookie(&house.url(Who::Seated, "/"), "rt-look", chosen);
        self.browser.dress(look);
    }

    fn keep_cookie(&self, url: &str, name: &str, value: &str) {
        self.browser.devtools("Network.setCookie", &json!({ "url": url, "name": name, "value": value }));
    }

    /// Everything, in all looks.
    pub(crate) fn check(&mut self, house: &House, page: &Page) {
        self.browser.dress(Look::PHONE);
        self.load(house, page);
        self.once(house, page);
        for look in Look::every() {
            self.browser.dress(look);
            self.audit(&format!("{look:?}"), page);
            if look == Look::PHONE || look == Look::DESK {
                self.layout(page);
            }
        }
    }

    /// In the look there is.
    pub(crate) fn check_once(&mut self, house: &House, page: &Page) {
        self.load(house, page);
        self.audit("as chosen", page);
        self.layout(page);
    }

    /// The stops of the keyboard, in the look there is.
    pub(crate) fn check_keyboard(&mut self, house: &House, page: &Page) {
        self.load(house, page);
        let stops = self.browser.tab_stops();
        self.note(page, "no stop at all", stops.is_empty());
        for stop in stops {
            self.note(page, &format!("no ring round {stop:?}"), !stop.ring);
            self.note(page, &format!("something lies on {stop:?}"), stop.covered);
        }
    }

    fn note(&mut self, page: &Page, what: &str, wrong: bool) {
        if wrong {
            self.faults.push(format!("{:?} {page}: {what}", self.who));
        }
    }

    fn load(&mut self, house: &House, page: &Page) {
        self.browser.goto(&house.url(self.who, &page.path));
        for sent in &page.sent {
            self.send(sent);
        }
        self.seen += 1;
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        let status = self.browser.execute(status);
        self.note(page, &format!("status {status} in place of {}", page.status), status != page.status);
    }

    /// Fills the form that goes to an address and has the button, sends it, and waits for what comes.
    fn send(&self, sent: &Sent) {
        let code = format!(
            "const {{ action, fields, button }} = {};\
             const pressed = f => [...f.querySelectorAll('button:not([disabled])')]\
             .find(b => !button || b.textContent.trim() === button);\
             const form = [...document.forms].find(f => f.getAttribute('action') === action && pressed(f));\
             for (const [name, value] of fields) for (const e of form.querySelectorAll('[name=\"' + name + '\"]'))\
             if (e.type === 'checkbox' || e.type === 'radio') e.checked = e.value === value; else e.value = value;\
             window.before = true;\
             pressed(form).click();",
            json!({ "action": sent.action, "fields": sent.fields, "button": sent.button })
        );
        self.browser.execute(&code);
        until(Duration::from_secs(20), "the page after a form", || {
            let there = "return !window.before && document.readyState === 'complete'";
            (self.browser.execute(there) == true).then_some(())
        });
    }

    fn audit(&mut self, look: &str, page: &Page) {
        for violation in self.browser.audit() {
            self.note(page, &format!("{look}: {violation}"), true);
        }
    }

    /// What does not depend on the look.
    fn once(&mut self, house: &House, page: &Page) {
        let headings = self.browser.count("h1");
        self.note(page, &format!("{headings} main headings"), headings != 1);
        let title = self.browser.title();
        let kind = self.titles.entry(title.clone()).or_insert_with(|| page.kind.to_owned()).clone();
        self.note(page, &format!("its title {title:?} is also that of {kind}"), kind != page.kind);
        let marked = title.starts_with("Error: ");
        self.note(
            page,
            &format!("its title is {title:?}"),
            marked != (page.status == 422 && !page.sent.is_empty()),
        );
        let own = house.url(self.who, "/");
        let requests = self.browser.requests();
        let foreign: Vec<&String> = requests.iter().filter(|name| !name.starts_with(&own)).collect();
        self.note(page, &format!("asks others for {foreign:?}"), !foreign.is_empty());
        self.note(page, &format!("too many requests: {requests:?}"), requests.len() > MOST_REQUESTS);
        let complaints = self.browser.complaints();
        // The browser also notes every page that came with an error status.
        let complaints: Vec<&String> = complaints
            .iter()
            .filter(|line| !line.contains("the server responded with a status of 4"))
            .collect();
        self.note(page, &format!("the browser complains: {complaints:?}"), !complaints.is_empty());
        let moving = self.browser.animations();
        self.note(page, &format!("{moving} things move"), moving > 0);
    }

    /// Whether it fits: as it is, with text twice as large, and with text spaced out.
    fn layout(&mut self, page: &Page) {
        let small = self.browser.small_targets(LEAST_TARGET);
        self.note(page, &format!("too small to touch: {small:?}"), !small.is_empty());
        self.fits(page, "as it is");
        self.browser.enlarge_text(200);
        self.fits(page, "with text twice as large");
        self.browser.execute("document.documentElement.style.fontSize = ''");
        self.browser.space_text();
        self.fits(page, "with spaced text");
        self.browser.execute("document.adoptedStyleSheets = []");
    }

    fn fits(&mut self, page: &Page, how: &str) {
        let width = self.browser.execute("return innerWidth");
        let sideways = self.browser.sideways();
        self.note(
            page,
            &format!("{width} wide, {how}, it scrolls sideways: {sideways:?}"),
            !sideways.is_empty(),
        );
        let clipped = self.browser.clipped();
        self.note(page, &format!("{width} wide, {how}, cut off: {clipped:?}"), !clipped.is_empty());
    }
}
