//! Takes the pictures in the documentation from the running demo: `cargo xtask pictures`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use support::browser::{Browser, Colours, Look};
use support::people::Person;
use support::{Server, must, until};

/// The demonstration's public table.
const TABLE: &str = "/t/manyhand";
/// A phone of today, in a picture twice as sharp as the page.
const PHONE: Look = Look { width: 360, height: 800, density: 2, colours: Colours::Light, scripts: true };
/// A desk.
const DESK: Look = Look { width: 1280, height: 900, density: 1, colours: Colours::Light, scripts: true };

/// Someone at the demo with a camera.
struct Camera {
    browser: Browser,
    server: Server,
    pictures: PathBuf,
}

impl Camera {
    /// Opens a page and takes its picture.
    fn take(&mut self, name: &str, look: Look, path: &str, from: Option<&str>) {
        self.browser.dress(look);
        // Phones have no bars beside their pages.
        self.browser.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        self.browser.goto(&self.server.url(path));
        self.keep(name, from);
    }

    /// Takes the picture of the page that is there: from the top, or with an element high up in it, below the
    /// strip that stays at the top.
    fn keep(&self, name: &str, from: Option<&str>) {
        if let Some(css) = from {
            let top =
                format!("document.querySelector({}).getBoundingClientRect().top + scrollY - 72", json!(css));
            self.browser.execute(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})"));
        }
        let file = self.pictures.join(name);
        must(fs::write(&file, self.browser.screenshot()), "write a picture");
        println!("{}", file.display());
    }
}

/// A camera at a new demo.
fn camera() -> Camera {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    must(fs::create_dir_all(&pictures), "make docs/pictures");
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    Camera { browser: Browser::open(PHONE), server, pictures }
}

#[test]
#[ignore = "writes into docs/pictures; run by `cargo xtask pictures`"]
fn where_we_stand() {
    let mut camera = camera();
    let stand = format!("{TABLE}/c/1/stand");
    camera.take("stand-phone.png", Look { height: 1040, ..PHONE }, &stand, Some("[data-live-part=agree] h2"));
    camera.take(
        "groups-phone.png",
        Look { height: 1040, ..PHONE },
        &stand,
        Some("[data-live-part=groups] .rt-card"),
    );
    camera.take("stand-desk.png", Look { height: 1100, ..DESK }, &stand, None);
    camera.browser.dress(Look { height: 1480, ..DESK });
    camera.browser.execute("document.querySelector('[data-live-part=people] details').open = true");
    camera.keep("map-desk.png", Some("[data-live-part=line] h2"));
}

#[test]
#[ignore = "writes into docs/pictures; run by `cargo xtask pictures`"]
fn taking_part() {
    let mut camera = camera();
    camera.take("offer-desk.png", DESK, &format!("{TABLE}/c/1"), None);

    camera.browser.goto(&camera.server.url(&format!("{TABLE}/sit")));
    camera.browser.dress(Look { height: 980, ..PHONE });
    camera.browser.press("Take a seat");
    camera.browser.expect_words("These five words");
    camera.keep("card-phone.png", Some("h1"));
    let say = format!("{TABLE}/c/1/say");
    camera.take("say-phone.png", PHONE, &say, Some("h1"));
    camera.take("say-phone-dark.png", PHONE.in_colours(Colours::Dark), &say, Some("h1"));
}

#[test]
#[ignore = "writes into docs/pictures; run by `cargo xtask pictures`"]
fn checking_words() {
    let mut camera = camera();
    let mut person = Person::new(camera.server.address(), "camera");
    person.sit("manyhand");
    let talk = "/api/v1/tables/manyhand/conversations/1";
    person.say(talk, "Meet where there is a ramp and a bus.");
    for statement in 1..=7 {
        let path = format!("{talk}/statements/{statement}/response");
        person.done("PUT", &path, &json!({ "choice": "agree" }));
    }
    until(Duration::from_secs(30), "it to enter the record", || {
        let listed = person.read("/api/v1/tables/manyhand/me/record").json();
        let entries = listed["entries"].as_array().cloned().unwrap_or_default();
        entries.iter().all(|one| one["state"] == "in").then_some(())
    });
    let kept = json!({ "url": camera.server.url("/"), "name": "seat-manyhand", "value": person.token() });
    camera.browser.devtools("Network.setCookie", &kept);
    camera.take("checking-phone.png", PHONE, &format!("{TABLE}/checking"), Some("h1"));
}
