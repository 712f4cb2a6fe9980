//! Takes the pictures in the documentation from the running demo: `cargo xtask pictures`.

use std::fs;
use std::path::Path;

use support::browser::{Browser, Look};
use support::{Server, must};

/// Pages of the demo, each with the name of its picture.
const PAGES: [(&str, &str); 1] = [("/", "home")];

#[test]
#[ignore = "writes into docs/pictures; run by `cargo xtask pictures`"]
fn take_all() {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    must(fs::create_dir_all(&pictures), "make docs/pictures");
    let server = Server::demo(env!("CARGO_BIN_EXE_roundtable"));
    let sizes = [("phone", Look::WIDER_PHONE.with_density(2)), ("desk", Look::DESK)];
    let mut browser = Browser::open(Look::DESK);
    for (size, look) in sizes {
        browser.dress(look);
        for (path, name) in PAGES {
            browser.goto(&server.url(path));
            let file = pictures.join(format!("{name}-{size}.png"));
            must(fs::write(&file, browser.screenshot()), "write a picture");
            println!("{}", file.display());
        }
    }
}
