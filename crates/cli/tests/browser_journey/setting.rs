//! Setting a table, opening a conversation from its offer, inviting people and sitting down.

use crate::World;
use crate::card::Card;
use crate::hand::Hand;

pub(crate) const TABLE: &str = "Mill Street front door";
pub(crate) const QUESTION: &str = "What would make the front door feel safe?";

/// From the first page to a table of one's own. Gives the path of the table.
pub(crate) fn set_a_table(world: &World, ana: &Hand) -> String {
    ana.open(&world.url("/"), "Decide things together");
    ana.go("Set a table", "What do you want to start from?");
    ana.go("A service that people use", "You get a seat like everybody’s.");
    // Something is forgotten first: the page says so, keeps the rest, and leads to the place.
    ana.choose("People who are invited");
    ana.go("Set the table", "Something needs another look");
    assert!(ana.browser.title().starts_with("Error: "), "{}", ana.browser.title());
    let chosen = ana.browser.execute("return document.querySelector('[name=findable]:checked').value");
    assert_eq!(chosen, "invitation", "what was chosen before stays");
    ana.write("Name of the table", TABLE);
    ana.go("Set the table", "Your card");
    let card = Card::on_page(ana, &world.origin);
    ana.go("I have kept my words. Go on", "What do you bring?");
    ana.go("Skip this", "How are you connected to this?");
    ana.go("Skip this", "There is no conversation yet.");
    ana.browser.expect_path(&format!("/t/{}", card.table));
    format!("/t/{}", card.table)
}

/// The offer, and the conversation that begins from it. Gives its path.
pub(crate) fn open_a_conversation(world: &World, ana: &Hand, table: &str) -> String {
    ana.open(&world.url(table), TABLE);
    ana.go("Open a conversation", "First say what people can change");
    ana.write("The question", QUESTION);
    ana.write("What is open", "The hours, the bell, and what we ask people who come in.");
    ana.write("What is fixed, and why", "The building. We rent it until 2030.");
    ana.write("Who can decide", "The meeting on Mondays.");
    ana.write("Who can spend money", "The office, up to 1,200 pounds.");
    ana.write("Who can stop it", "The landlord.");
    ana.write("How we will decide", "We talk until nobody has a strong reason against it.");
    let (last, hear) = (ana.day(14), ana.day(28));
    ana.write_day("Last day to take part", &last);
    ana.write_day("When people hear back", &hear);
    ana.go("Open the conversation", "Who decides, and when");
    assert!(ana.says(QUESTION));
    assert!(ana.says("The building. We rent it until 2030."));
    format!("{table}/c/1")
}

/// An invitation made by hand. Gives its link.
pub(crate) fn invite(ana: &Hand, table: &str) -> String {
    ana.go(TABLE, "What you can do here");
    ana.go("Invite people", "Anybody with a seat can make an invitation");
    ana.write("How many people", "many");
    ana.go("Make an invitation", "Something needs another look");
    ana.write("How many people", "3");
    ana.go("Make an invitation", "There is a new invitation.");
    ana.browser.expect_path(&format!("{table}/invitations"));
    let link = ana.browser.execute(
        "const row = [...document.querySelectorAll('.rt-rows > li')].find(li => / of 3 has/.test(li.innerText));\
         return row.querySelector('a[href*=\"/j/\"]').href",
    );
    link.as_str().unwrap_or_default().to_owned()
}

/// From an invitation's link to the conversation. Gives the card.
pub(crate) fn come_by_link(world: &World, who: &Hand, link: &str) -> Card {
    who.open(link, "You need no name, no e-mail and no phone.");
    sit_down(world, who, "I work here")
}

/// The same, with the code typed by hand on the first page.
pub(crate) fn come_by_code(world: &World, who: &Hand, link: &str) -> Card {
    let code = link.rsplit('/').next().unwrap_or_default();
    who.open(&world.url("/"), "Decide things together");
    who.write("Code", "ABCD-EFGH");
    who.go("Go", "We know no such code.");
    who.write("Code", &format!("{}-{}", &code[..4], &code[4..]).to_uppercase());
    who.go("Go", "You need no name, no e-mail and no phone.");
    sit_down(world, who, "I live nearby")
}

/// Takes a seat, with the two first questions on the way to the conversation.
fn sit_down(world: &World, who: &Hand, connection: &str) -> Card {
    assert_eq!(who.cookies(&world.origin), [], "no cookie before an action");
    who.unfold("How we work together");
    assert!(who.says("Everybody speaks for themselves."));
    who.go("Take a seat", "These five words bring you back on any device.");
    let card = Card::on_page(who, &world.origin);
    who.go("I have kept my words. Go on", "What do you bring?");
    who.tick("I listen well");
    who.go("Carry on", "How are you connected to this?");
    who.tick(connection);
    who.go("Carry on", QUESTION);
    card
}
