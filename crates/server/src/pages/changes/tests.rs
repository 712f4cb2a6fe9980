//! The feed is XML whatever people write, and its private address opens for nobody else.

use store::HouseKey;
use table::{
    Actor, CardHash, Command, Conversation, Day, Event, Findable, InviteCode, Offer, SeatNo, SetTable,
    Starter, Table, TableId, TypedOffer, Words, decide,
};

use crate::news::{Feed, items, private_address, reader};
use crate::text::Tr;

const QUESTION: &str = "Who says <b>\"]]>&amp;\" & why? \u{202e}abc";

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn table(number: u64) -> Table {
    let command = SetTable {
        id: TableId::from_number(number),
        name: Words::new("Tea & <talk>").unwrap(),
        purpose: Words::new("The door").unwrap(),
        agreement: Words::new("We listen").unwrap(),
        findable: Findable::Hidden,
        starter: Starter::Blank,
        card: CardHash::from_bytes([0; 32]),
        invitation: InviteCode::from_number(2),
    };
    let events = table::set(&command, today());
    let mut table = Table::begin(&events[0], today()).unwrap();
    apply(&mut table, &events);
    let offer = Offer::check(&TypedOffer {
        question: QUESTION,
        open: "The hours.",
        fixed: "The building.",
        who_decides: "The meeting.",
        who_spends: "Nobody.",
        who_stops: "The landlord.",
        how_decided: "By consent.",
        by_when: Some(today().plus(14)),
        hear_back: Some(today().plus(28)),
    });
    let open = Command::OpenConversation { offer: offer.unwrap(), seed: [1; 32] };
    let events = decide(&table, Actor::Seat(SeatNo(0)), &open, today()).unwrap();
    apply(&mut table, &events);
    table
}

fn apply(table: &mut Table, events: &[Event]) {
    for event in events {
        table.apply(event, today());
    }
}

#[test]
fn a_feed_is_xml_whatever_people_write() {
    let table = table(7);
    let items = items(Tr::english(), &table, today(), today());
    let feed = Feed {
        table: table.id,
        name: table.name.as_str(),
        set_on: table.set_on,
        items: &items,
        origin: "https://round.example",
        address: "/feed",
    };
    let document = feed.document(Tr::english());
    let xml = roxmltree::Document::parse(&document).unwrap();
    let named = |name: &'static str| {
        xml.descendants().filter(move |node| node.tag_name().name() == name).filter_map(|node| node.text())
    };
    assert_eq!(named("content").next(), table.conversations.first().map(Conversation::question));
    assert_eq!(named("title").next(), Some("What changed at Tea & <talk>"));
    assert!(named("updated").all(|moment| moment == "2026-11-22T00:00:00Z"), "no time finer than a day");
    let ids: std::collections::BTreeSet<_> = named("id").collect();
    assert_eq!(ids.len(), items.len() + 1, "each entry has a name of its own");
    let root = xml.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
}

#[test]
fn a_private_address_opens_one_tables_feed_until_the_card_is_new() {
    let (ours, theirs) = (HouseKey::from_bytes([1; 32]), HouseKey::from_bytes([2; 32]));
    let (mut here, there) = (table(7), table(8));
    let address = private_address(&ours, here.id, SeatNo(0), here.seat(SeatNo(0)).unwrap());
    let token = address.rsplit('/').next().unwrap().to_owned();
    assert_eq!(reader(&ours, &here, &token), Some(SeatNo(0)));
    assert_eq!(reader(&ours, &there, &token), None, "another table's");
    assert_eq!(reader(&theirs, &here, &token), None, "another house's");
    for at in 0..token.len() {
        let mut changed = token.clone();
        changed.replace_range(at..=at, if token.as_bytes()[at] == b'A' { "Q" } else { "A" });
        assert_eq!(reader(&ours, &here, &changed), None, "{changed}");
    }
    let card = Command::ReplaceCard { card: CardHash::from_bytes([9; 32]) };
    let events = decide(&here, Actor::Seat(SeatNo(0)), &card, today()).unwrap();
    apply(&mut here, &events);
    assert_eq!(reader(&ours, &here, &token), None, "the card is new");
}
