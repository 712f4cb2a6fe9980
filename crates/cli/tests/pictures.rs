//! Takes the pictures in the documentation from the running demo: `cargo xtask pictures`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use support::browser::{Browser, Colours, Look};
use support::{Server, must};

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
    /// Opens a page and takes its picture from `css` down; from the very top where that is left out.
    fn take(&mut self, name: &str, look: Look, path: &str, css: Option<&str>) {
        self.browser.dress(look);
        self.browser.goto(&self.server.url(path));
        self.keep(name, css);
    }

    /// Takes the picture of the page that is there.
    fn keep(&self, name: &str, css: Option<&str>) {
        let top = match css {
            Some(css) => format!("document.querySelector({}).getBoundingClientRect().top + scrollY - 16", json!(css)),
            None => "0".to_owned(),
        };
        self.browser.execute(&format!("document.documentElement.style.scrollPadding = 0; scrollTo(0, {top})"));
        let file = self.pictures.join(name);
        must(fs::write(&file, self.browser.screenshot()), "write a picture");
        println!("{}", file.display());
    }
}

#[test]
#[ignore = "writes into docs/pictures; run by `cargo xtask pictures`"]
fn take_all() {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    must(fs::create_dir_all(&pictures), "make docs/pictures");
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    let mut camera = Camera { browser: Browser::open(PHONE), server, pictures };

    let stand = format!("{TABLE}/c/1/stand");
    camera.take("stand-phone.png", PHONE, &stand, None);
    camera.take("stand-desk.png", DESK, &stand, None);
    camera.take("offer-desk.png", DESK, &format!("{TABLE}/c/1"), None);

    camera.browser.dress(PHONE);
    camera.browser.goto(&camera.server.url(&format!("{TABLE}/sit")));
    camera.browser.press("Take a seat");
    camera.browser.expect_words("These five words");
    camera.keep("card-phone.png", Some("h1"));
    let say = format!("{TABLE}/c/1/say");
    camera.take("say-phone.png", PHONE, &say, None);
    camera.take("say-phone-dark.png", PHONE.in_colours(Colours::Dark), &say, None);
}
