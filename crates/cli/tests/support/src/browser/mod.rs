//! Chromium under `WebDriver`, as people meet the pages: small screens, dark, forced colours, no scripts, no mouse.
//!
//! Calls block, so that a journey reads from top to bottom and can stop and start a server in between.
//!
//! ## Scripts off
//! Tried on Chromium 156: `--blink-settings=scriptEnabled=false`, the content setting `javascript = 2` and the
//! `DevTools` command `Emulation.setScriptExecutionDisabled` all stop the page's own scripts and event handlers and
//! show `<noscript>`. `WebDriver` goes on working under each: find, click, type, Tab, Enter, and `execute` of code
//! that ends at once. What stops too is every timer, so nothing asynchronous returns: axe-core waits for ever, and
//! one stuck `DevTools` call blocks the session after it. Only the `DevTools` command can be taken back on a page that
//! is already there, and the page then stays as it was built: `<noscript>` shown, no script run. So scripts are
//! turned off with that command, and [`Browser::audit`] lets scripts run for the length of one audit.

mod audit;
mod driver;
mod keyboard;
mod layout;
mod look;

use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

pub use audit::Violation;
pub use keyboard::{Key, Stop};
pub use layout::Target;
pub use look::{Colours, Look};

use crate::{must, until};
use driver::{Driver, Vendor};

/// How long a page may take to become what a test waits for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with one window and a profile of its own; all is gone when it is dropped.
pub struct Browser {
    client: Option<Client>,
    runtime: Runtime,
    look: Look,
    // The driver ends before its profile is removed.
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium with a new, empty profile.
    ///
    /// # Panics
    /// When Chromium or its driver is not installed; the sentence says what installs it.
    pub fn open(look: Look) -> Self {
        let driver = Driver::start();
        let profile = must(tempfile::tempdir(), "make a directory for the browser's profile");
        let runtime = must(
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build(),
            "start a runtime for WebDriver",
        );
        let capabilities = driver::capabilities(profile.path());
        let client = must(
            runtime.block_on(
                ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver.address()),
            ),
            "open a browser window",
        );
        let mut browser = Self { client: Some(client), runtime, look, _driver: driver, _profile: profile };
        browser.dress(look);
        browser
    }

    fn client(&self) -> &Client {
        match &self.client {
            Some(client) => client,
            None => panic!("the browser is closed"),
        }
    }

    /// Waits for a `WebDriver` call.
    #[track_caller]
    fn run<T>(&self, what: &str, call: impl Future<Output = Result<T, CmdError>>) -> T {
        must(self.runtime.block_on(call), what)
    }

    /// A `DevTools` command, for what `WebDriver` has no word for.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.run(command, self.client().issue_cmd(Vendor { path: "goog/cdp/execute", body }))
    }

    /// Changes size, colours and scripts; scripts take effect with the next page.
    pub fn dress(&mut self, look: Look) {
        self.devtools("Emulation.setDeviceMetricsOverride", &look.metrics());
        self.devtools("Emulation.setEmulatedMedia", &look.media());
        self.allow_scripts(look.scripts);
        self.look = look;
    }

    fn allow_scripts(&self, allowed: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !allowed }));
    }

    /// Opens an address and waits until it is loaded.
    pub fn goto(&self, url: &str) {
        self.run(&format!("open {url}"), self.client().goto(url));
    }

    /// The browser's own Back.
    pub fn back(&self) {
        self.run("go back", self.client().back());
    }

    /// Loads the page again.
    pub fn refresh(&self) {
        self.run("load the page again", self.client().refresh());
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.run("read the address", self.client().current_url()).to_string()
    }

    /// The path of the page, without host and query.
    pub fn path(&self) -> String {
        self.run("read the address", self.client().current_url()).path().to_owned()
    }

    /// The page's title.
    pub fn title(&self) -> String {
        self.run("read the title", self.client().title())
    }

    /// The page as it stands now.
    pub fn source(&self) -> String {
        self.run("read the page", self.client().source())
    }

    /// Runs code that ends at once and gives its `return` value; works with scripts off too.
    pub fn execute(&self, code: &str) -> Value {
        self.run("run code in the page", self.client().execute(code, Vec::new()))
    }

    /// The words on show in the first element of a CSS selector.
    pub fn text(&self, css: &str) -> String {
        // Between finding and reading, the next page may have come; then the element is looked for again.
        let read = async || self.client().find(Locator::Css(css)).await?.text().await;
        let text = patiently(|| self.runtime.block_on(read()).ok());
        text.unwrap_or_else(|| panic!("{} has no {css}", self.url()))
    }

    /// All the words on show.
    pub fn words(&self) -> String {
        self.text("body")
    }

    /// How many elements a CSS selector finds.
    pub fn count(&self, css: &str) -> usize {
        self.run(&format!("look for {css}"), self.client().find_all(Locator::Css(css))).len()
    }

    /// An attribute of the first element of a CSS selector.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.find(Locator::Css(css), css);
        self.run(&format!("read {name} of {css}"), element.attr(name))
    }

    /// Presses the first element of a CSS selector with a pointer.
    pub fn click(&self, css: &str) {
        self.find_and_click(Locator::Css(css), css);
    }

    /// Presses the button, link, label or summary that says exactly these words.
    pub fn press(&self, words: &str) {
        self.find_and_click(Locator::XPath(&named(words)), words);
    }

    /// Types in the field whose label says exactly these words, in place of what is there.
    pub fn fill(&self, label: &str, text: &str) {
        let path = format!(
            "//*[(self::input or self::textarea or self::select) and @id=//label[normalize-space(.)={}]/@for]",
            quoted(label)
        );
        let element = self.find(Locator::XPath(&path), label);
        self.run(&format!("empty {label:?}"), element.clear());
        self.run(&format!("type in {label:?}"), element.send_keys(text));
    }

    /// Waits until the page shows these words.
    pub fn expect_words(&self, words: &str) {
        let shown = || self.words().split_whitespace().collect::<Vec<_>>().join(" ");
        let said = patiently(|| shown().contains(words).then_some(()));
        assert!(said.is_some(), "{} does not say {words:?}; it says:\n{}", self.url(), shown());
    }

    /// Waits until the address's path begins so.
    pub fn expect_path(&self, start: &str) {
        until(PATIENCE, &format!("a page under {start}"), || self.path().starts_with(start).then_some(()));
    }

    fn find(&self, locator: Locator<'_>, name: &str) -> Element {
        let found = patiently(|| self.runtime.block_on(self.client().find(locator)).ok());
        found.unwrap_or_else(|| panic!("{} has no {name:?}; it says:\n{}", self.url(), self.words()))
    }

    fn find_and_click(&self, locator: Locator<'_>, name: &str) {
        let click = async || {
            let element = self.client().find(locator).await?;
            // WebDriver leaves half-covered things where they are; a person scrolls them to where they can be seen.
            let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            self.client().execute(middle, vec![json!(element)]).await?;
            element.click().await
        };
        let mut reason = String::new();
        let done =
            patiently(|| self.runtime.block_on(click()).map_err(|error| reason = error.to_string()).ok());
        assert!(done.is_some(), "{}: can't press {name:?}: {reason}\n{}", self.url(), self.words());
    }

    /// The window as a PNG.
    pub fn screenshot(&self) -> Vec<u8> {
        self.run("take a picture", self.client().screenshot())
    }

    /// What the browser complained about since the last call: errors, blocked scripts, breaches of the page's
    /// content security policy.
    pub fn complaints(&self) -> Vec<String> {
        let body = json!({ "type": "browser" });
        let entries =
            self.run("read the browser's log", self.client().issue_cmd(Vendor { path: "se/log", body }));
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect()
    }

    /// Every address that the page was made from, itself first.
    pub fn requests(&self) -> Vec<String> {
        let list = self.execute(
            "return performance.getEntries().filter(e => e.entryType === 'navigation' || e.entryType === 'resource')\
             .map(e => e.name)",
        );
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // A browser that has crashed cannot be closed again.
            let _ = self.runtime.block_on(client.close());
        }
    }
}

/// Asks `probe` again until it gives something or the patience for a page is used up.
fn patiently<T>(mut probe: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = probe();
        if found.is_some() || Instant::now() > deadline {
            return found;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The `XPath` of what a person can press and that says exactly `words`.
fn named(words: &str) -> String {
    format!(
        "//*[(self::a or self::button or self::summary or self::label) and normalize-space(.)={}]",
        quoted(words)
    )
}

/// A text as an `XPath` literal, which has no escapes.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}
