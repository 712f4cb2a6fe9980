//! A person with a browser, who uses the pages by keyboard alone or with a pointer.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use support::browser::{Browser, Key, Look};
use support::{http, must, until};

/// Stops to pass before a person gives up looking for a group of radios.
const MOST_STOPS: usize = 120;
/// More radios than any group has.
const MOST_RADIOS: usize = 12;

/// How somebody uses pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Tab, Enter, Space, arrows and letters, on a small phone, with scripts off.
    Keys,
    /// A pointer, at a desk, with scripts on.
    Pointer,
}

impl Way {
    fn look(self) -> Look {
        match self {
            Self::Keys => Look::WIDER_PHONE.without_scripts(),
            Self::Pointer => Look::DESK,
        }
    }
}

/// A person at a device of their own. Every step says what the next page must show.
pub(crate) struct Hand {
    pub(crate) browser: Browser,
    way: Way,
    files: PathBuf,
}

impl Hand {
    /// A new device. What is downloaded lands in `files`.
    pub(crate) fn new(way: Way, files: &Path) -> Self {
        must(fs::create_dir_all(files), "make a place for downloads");
        let browser = Browser::open(way.look());
        let allowed = json!({ "behavior": "allow", "downloadPath": files });
        browser.devtools("Browser.setDownloadBehavior", &allowed);
        Self { browser, way, files: files.to_owned() }
    }

    /// Opens an address, as from a message or a camera.
    pub(crate) fn open(&self, url: &str, then: &str) {
        self.browser.goto(url);
        self.browser.expect_words(then);
    }

    /// Follows a link or presses a button, and waits for the words that come then.
    pub(crate) fn go(&self, words: &str, then: &str) {
        self.act(words);
        self.browser.expect_words(then);
    }

    /// Follows a link or presses a button.
    pub(crate) fn act(&self, words: &str) {
        match self.way {
            Way::Keys => self.browser.tab_and_enter(words),
            Way::Pointer => self.browser.press(words),
        }
    }

    /// Leaves the site by the button that stands on every page, or by the link that comes first for the keyboard.
    pub(crate) fn leave(&self, then: &str) {
        match self.way {
            Way::Keys => self.browser.tab_and_enter("Leave this site"),
            Way::Pointer => self.browser.click(".govuk-exit-this-page__button"),
        }
        self.browser.expect_words(then);
    }

    /// What the browser complained about: not the pages that come with an error status, not that it cleared what
    /// it keeps, as it was told to, and not its own pages.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut complaints = self.browser.complaints();
        complaints.retain(|line| !line.contains("the server responded with a status of 4"));
        complaints.retain(|line| !line.contains("Cleared data types: \"cookies\", \"storage\""));
        complaints.retain(|line| !line.starts_with("chrome://"));
        complaints
    }

    /// Types in a field, in place of what is there.
    pub(crate) fn write(&self, label: &str, text: &str) {
        match self.way {
            Way::Keys => {
                self.browser.tab_to(label);
                self.browser.type_over(text);
            }
            Way::Pointer => self.browser.fill(label, text),
        }
    }

    /// Types a day, such as 2027-01-31, in the order in which this browser's people write days.
    pub(crate) fn write_day(&self, label: &str, day: &str) {
        match self.way {
            Way::Keys => drop(self.browser.tab_to(label)),
            Way::Pointer => self.browser.press(label),
        }
        let order = self.browser.execute(&format!(
            "return new Intl.DateTimeFormat(navigator.language, \
             {{ day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }})\
             .formatToParts(new Date('{day}')).filter(p => p.type !== 'literal').map(p => p.value).join('')"
        ));
        self.browser.type_text(order.as_str().unwrap_or_default());
        assert_eq!(self.browser.execute("return document.activeElement.value"), day, "{label}");
    }

    /// Ticks a box.
    pub(crate) fn tick(&self, label: &str) {
        match self.way {
            Way::Keys => {
                self.browser.tab_to(label);
                self.browser.key(Key::Space);
            }
            Way::Pointer => self.browser.press(label),
        }
    }

    /// Chooses one of several.
    pub(crate) fn choose(&self, label: &str) {
        match self.way {
            Way::Keys => self.arrow_to(label),
            Way::Pointer => self.browser.press(label),
        }
    }

    /// By Tab into each group of radios, and round it by the arrow.
    fn arrow_to(&self, label: &str) {
        for _ in 0..MOST_STOPS {
            self.browser.key(Key::Tab);
            let Some(first) = self.browser.stop().filter(|stop| stop.kind == "input radio") else { continue };
            let mut stop = first.clone();
            for _ in 0..MOST_RADIOS {
                if stop.name == label {
                    return;
                }
                self.browser.key(Key::Down);
                let Some(next) = self.browser.stop() else { break };
                if next.index == first.index {
                    break;
                }
                stop = next;
            }
        }
        panic!("{}: no radio says {label:?}", self.browser.url());
    }

    /// Opens something folded.
    pub(crate) fn unfold(&self, words: &str) {
        self.act(words);
        let open = format!(
            "return [...document.querySelectorAll('details[open] > summary')]\
             .some(s => s.innerText.trim() === {})",
            json!(words)
        );
        until(Duration::from_secs(5), "it to unfold", || (self.browser.execute(&open) == true).then_some(()));
    }

    /// Downloads a file by its link and gives what is in it.
    pub(crate) fn download(&self, words: &str) -> String {
        let before = self.downloaded();
        self.act(words);
        let file = until(Duration::from_secs(10), "the file to arrive", || {
            self.downloaded().into_iter().find(|file| !before.contains(file))
        });
        must(fs::read_to_string(&file), "read what was downloaded")
    }

    /// Files that have arrived whole.
    fn downloaded(&self) -> Vec<PathBuf> {
        let files = must(fs::read_dir(&self.files), "look at what was downloaded");
        let files = files.flatten().map(|file| file.path());
        files.filter(|file| file.extension().is_some_and(|end| end == "json" || end == "csv")).collect()
    }

    /// Becomes a device that has never been here.
    pub(crate) fn forget(&self) {
        self.browser.devtools("Network.clearBrowserCookies", &json!({}));
    }

    /// The cookies of this device for these pages: name and value.
    pub(crate) fn cookies(&self, url: &str) -> Vec<(String, String)> {
        let answer = self.browser.devtools("Network.getCookies", &json!({ "urls": [url] }));
        let cookies = answer["cookies"].as_array().cloned().unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        cookies.iter().map(|cookie| (text(&cookie["name"]), text(&cookie["value"]))).collect()
    }

    /// A plain client with a copy of this device's cookies, as a thief of the session would have.
    pub(crate) fn copied(&self, client: http::Client, url: &str) -> http::Client {
        let mut client = client;
        for (name, value) in self.cookies(url) {
            client.set_cookie(&name, &value);
        }
        client
    }

    /// A day from today, as forms take it.
    pub(crate) fn day(&self, from_today: u32) -> String {
        let code = format!("return new Date(Date.now() + {from_today} * 864e5).toISOString().slice(0, 10)");
        self.browser.execute(&code).as_str().unwrap_or_default().to_owned()
    }

    /// Whether the page says these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        let shown = self.browser.words();
        shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    }
}
