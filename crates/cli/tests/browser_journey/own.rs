//! What is one's own: the page, the card, the copy, how pages look, and the ways out.

use serde_json::Value;
use support::browser::Key;

use crate::World;
use crate::card::Card;
use crate::hand::Hand;
use crate::setting::{QUESTION, come_by_code};

const NAME: &str = "Benedict";

/// A name, what one brings and how one is connected: all can be changed, none stands beside words.
pub(crate) fn tell_about_oneself(ben: &Hand, table: &str) {
    ben.go("My page", "Your seat is called");
    assert!(ben.says("No name") && ben.says("I listen well") && ben.says("I work here"));
    ben.go("Change your name for this table", "You need no name.");
    ben.write("Name", NAME);
    ben.go("Save", "Saved.");
    assert!(ben.says(NAME));
    ben.go("Change what you bring", "Others see what the group brings");
    ben.tick("I can cook");
    ben.write("In your own words", "I know every bus driver");
    ben.go("Save", "I know every bus driver");
    assert!(ben.says("I listen well") && ben.says("I can cook"), "what was ticked before stays");
    ben.go("Change how you are connected to this", "It only shows as totals");
    ben.tick("I work here");
    ben.tick("I come here");
    ben.go("Save", "I come here");
    assert!(!ben.says("I work here"));
    ben.browser.expect_path(&format!("{table}/me"));
}

/// One file with everything that is one's own, and nothing of anybody else's.
pub(crate) fn take_a_copy(ben: &Hand, table: &str) {
    let copy = ben.download("Take a copy of everything you gave");
    let read: Result<Value, _> = serde_json::from_str(&copy);
    assert!(read.is_ok(), "not JSON: {copy}");
    for mine in
        [NAME, "I know every bus driver", "We were told the rent ends in 2027.", "at the word register"]
    {
        assert!(copy.contains(mine), "{mine} is not in the copy: {copy}");
    }
    assert!(!copy.contains("Sunday mornings"), "what was taken back is destroyed");
    ben.browser.expect_path(&format!("{table}/me"));
}

/// The words bring Ben back on another device; so does the square code.
pub(crate) fn come_back_elsewhere(world: &World, other: &Hand, card: &Card) {
    other.open(&world.url("/"), "Decide things together");
    other.go("Get back in with your card", "Type what stands on your card.");
    other.write("The table’s code", &card.table);
    other.write("The five words", "these are not it");
    other.go("Get back in", "A card has 5 words.");
    other.write("The five words", &card.words);
    other.go("Get back in", "Your seat is called");
    assert!(other.says(NAME) && other.says(&card.seat));
    other.forget();
    other.open(&card.address, "You scanned a card.");
    assert_eq!(other.cookies(&world.origin), [], "a mere look at the address opens nothing");
    other.go("Get back in", "Your seat is called");
    assert!(other.says(NAME));
    other.forget();
}

/// Ben loses his card and his phone. Two who know him give him his seat back.
pub(crate) fn lose_the_card(world: &World, [ana, ben, third]: [&Hand; 3], old: &Card, link: &str) {
    come_by_code(world, third, link);
    ben.forget();
    ben.open(&world.url("/back"), "Lost your card?");
    ben.go("I lost my card", "You get a new card.");
    ben.write("The table’s code", &old.table);
    ben.write("Name of the seat", "purple nonsense");
    ben.go("Ask for a new card", "We found no such seat");
    ben.write("Name of the seat", &old.seat);
    ben.go("Ask for a new card", "Your check word is");
    let new = Card::on_page(ben, &world.origin);
    let check = ben.browser.text("strong.rt-code");
    come_back_fails(
        world,
        ben,
        &new,
        "This card waits until two people at the table vouch for you. So far it is 0.",
    );

    let table = format!("/t/{}", old.table);
    vouch(world, ana, &table, &check);
    come_back_fails(world, ben, &new, "So far it is 1.");
    ana.open(&world.url(&format!("{table}/vouch")), "You have vouched for this one.");
    vouch(world, third, &table, &check);

    come_back_fails(world, ben, old, "These words open no seat at that table.");
    ben.write("The five words", &new.words);
    ben.go("Get back in", "Your seat is called");
    assert!(ben.says(NAME) && ben.says(&old.seat), "the same seat, with all that is in it");
}

fn vouch(world: &World, who: &Hand, table: &str, check: &str) {
    who.open(&world.url(table), "Somebody lost their card and asks for help");
    who.go("Somebody lost their card and asks for help", "Vouch only if you know this person");
    assert!(who.says(check), "the check word stands there: {check}");
    who.go("I know this person and they told me the word", "Thank you. You have vouched.");
}

fn come_back_fails(world: &World, who: &Hand, card: &Card, because: &str) {
    who.open(&world.url(&format!("/t/{}/back", card.table)), "Type what stands on your card.");
    who.write("The five words", &card.words);
    who.go("Get back in", because);
}

/// Larger letters and other colours take effect at once, on every page, and stay on this device.
pub(crate) fn make_it_easier_to_read(world: &World, ben: &Hand) {
    let size = "return parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)";
    let ground = "return getComputedStyle(document.querySelector('.rt-ground')).backgroundColor";
    ben.open(&world.url("/help"), "Short answers");
    let (letters, paper) = (ben.browser.execute(size), ben.browser.execute(ground));
    ben.go("Make it easier to read", "Only this device remembers it.");
    ben.choose("Very large");
    ben.choose("Dark");
    ben.go("Use these", "Saved. Pages look like this now.");
    ben.open(&world.url("/help"), "Short answers");
    assert!(ben.browser.execute(size).as_f64() > letters.as_f64(), "the letters are larger");
    assert_ne!(ben.browser.execute(ground), paper, "the ground is another");
    assert_eq!(ben.browser.execute("return document.documentElement.dataset.theme"), "dark");
    ben.go("Make it easier to read", "Only this device remembers it.");
    ben.choose("Normal");
    ben.choose("As my device is set");
    ben.tick("Less data");
    ben.go("Use these", "Saved. Pages look like this now.");
    assert_eq!(ben.browser.count("script"), 0, "less data: no script");
    assert_eq!(ben.browser.execute(ground), paper);
}

/// One press and another page is there; Back shows nothing, and a copied session opens nothing.
pub(crate) fn leave_this_site(world: &World, ana: &Hand, table: &str) {
    ana.open(&world.url(&format!("{table}/me")), "Your seat is called");
    let mine = ana.browser.text("main .rt-lead");
    let mut thief = ana.copied(world.server.client(), &world.origin);
    let me = format!("{table}/me");
    assert_eq!(thief.get(&me).send().status, 200, "the copy would have worked before");
    ana.leave("The weather today");
    assert_eq!(ana.browser.url(), world.elsewhere);
    assert_eq!(ana.cookies(&world.origin), [], "nothing is left on the device");
    assert_eq!(thief.get(&me).send().status, 401, "the visit has ended at the server too");
    ana.browser.back();
    ana.browser.expect_words("This needs a seat");
    assert!(!ana.says(&mine) && !ana.says(QUESTION), "Back shows nothing of it");
}

/// Where scripts run, Shift pressed three times leaves as well.
pub(crate) fn leave_by_shift(world: &World, third: &Hand, table: &str) {
    third.open(&world.url(&format!("{table}/me")), "Your seat is called");
    for _ in 0..3 {
        third.browser.key(Key::Shift);
    }
    third.browser.expect_words("The weather today");
    assert_eq!(third.cookies(&world.origin), []);
}

/// Everything of Ben's goes; the place where words stood stays.
pub(crate) fn leave_the_table(world: &World, ben: &Hand, table: &str) {
    let mut copy = ben.copied(world.server.client(), &world.origin);
    ben.open(&world.url(&format!("{table}/me")), "Your seat is called");
    ben.go("Leave this table", "You do not have to say why.");
    ben.go("Stay at the table", "Your seat is called");
    ben.go("Leave this table", "You do not have to say why.");
    ben.go("Leave and destroy what is mine", "Your card does not work any more.");
    ben.open(&world.url(&format!("{table}/me")), "This needs a seat");
    assert_eq!(copy.get(&format!("{table}/me")).send().status, 401, "on no device");
}
