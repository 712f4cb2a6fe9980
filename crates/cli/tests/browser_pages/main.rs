//! Every page, as everybody may see it: light, dark and in forced colours, 320 and 1280 pixels wide. No fault
//! that axe-core knows, nothing that scrolls sideways or is cut off, nothing too small to touch, nothing asked of
//! anybody else.

mod check;
mod house;
mod list;
mod steps;

use std::time::Instant;

use check::Checker;
use house::House;
use support::browser::{Browser, Colours, Look};

#[test]
fn every_page_in_every_look_one_half() {
    every_other_page(0);
}

#[test]
fn every_page_in_every_look_the_other_half() {
    every_other_page(1);
}

/// Two of these side by side take half as long; every page is in one of them.
fn every_other_page(half: usize) {
    let mut house = House::begin(env!("CARGO_BIN_EXE_roundtable"));
    let mut checker = Checker::new(Browser::open(Look::PHONE));
    let begun = Instant::now();
    for (who, pages) in list::all(&mut house) {
        checker.become_person(&house, who);
        for page in pages.iter().skip(half).step_by(2) {
            checker.check(&house, page);
        }
    }
    println!("{} pages, {:.0} s", checker.seen(), begun.elapsed().as_secs_f64());
    checker.finish();
}

/// The colours that a person can choose on the page "Make it easier to read", and its largest, widest letters.
#[test]
fn main_pages_in_the_colours_a_person_chooses() {
    let mut house = House::begin(env!("CARGO_BIN_EXE_roundtable"));
    let mut checker = Checker::new(Browser::open(Look::PHONE));
    let pages = list::main_ones(&mut house);
    // The last one: a dark device, and a person who wants light pages all the same.
    let looks = ["cream", "contrast.size3.space", "dark.calm", "light"];
    for look in looks {
        let colours = if look == "light" { Colours::Dark } else { Colours::Light };
        checker.choose(&house, look, Look::PHONE.in_colours(colours));
        for page in &pages {
            checker.check_once(&house, page);
        }
    }
    checker.finish();
}

/// Each stop of the keyboard can be seen: a ring round it, and nothing on top.
#[test]
fn main_pages_show_where_the_keyboard_is() {
    let mut house = House::begin(env!("CARGO_BIN_EXE_roundtable"));
    let mut checker = Checker::new(Browser::open(Look::PHONE));
    let pages = list::main_ones(&mut house);
    for look in [Look::PHONE, Look::DESK.in_colours(Colours::Dark)] {
        checker.choose(&house, "device", look);
        for page in &pages {
            checker.check_keyboard(&house, page);
        }
    }
    checker.finish();
}
