//! Every link between words and what they became, walked both ways on the demonstration's pages.

use std::collections::{BTreeMap, BTreeSet};

use support::Server;
use support::crawl::crawl;
use support::html::{tags, words};
use support::http::{Client, Reply};
use support::people::Person;

use crate::group::PROGRAM;

const TABLE: &str = "/t/frntdesk";

/// Addresses of one sort that a page links to.
fn links(reply: &Reply, place: &str) -> BTreeSet<String> {
    if !reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return BTreeSet::new();
    }
    let start = format!("{TABLE}/{place}/");
    let found = tags(&reply.text());
    let addresses = found.iter().filter_map(|tag| tag.attribute("href"));
    let is_one = |address: &&str| {
        let rest = address.strip_prefix(&start);
        rest.is_some_and(|rest| rest.split('/').all(|part| part == "s" || part.parse::<u32>().is_ok()))
    };
    addresses.filter(is_one).map(str::to_owned).collect()
}

/// The pages of one sort.
fn pages(client: &mut Client, all: &BTreeMap<String, Reply>, place: &str) -> BTreeMap<String, Reply> {
    let found: BTreeSet<String> = all.values().flat_map(|reply| links(reply, place)).collect();
    found
        .into_iter()
        .map(|address| {
            let reply = client.get(&address).send();
            assert_eq!(reply.status, 200, "{address}");
            (address, reply)
        })
        .collect()
}

/// The statements that a page leads back to: by itself, or by the decision and the account it came from.
fn behind(client: &mut Client, later: &BTreeMap<String, Reply>, address: &str) -> BTreeSet<String> {
    let mut statements = BTreeSet::new();
    let mut waiting = vec![address.to_owned()];
    let mut known: BTreeSet<String> = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        let page = &later[&next];
        statements.extend(own(client, &next, page));
        // Accounts do not lead on: what they are made of stands in them. Nothing leads to what came later.
        let sources = sources(&next, page);
        waiting.extend(sources.into_iter().filter(|source| known.insert(source.clone())));
    }
    statements
}

/// The statements that a page itself comes from. An account's page leads to one that it leaves out, too: its lines are in
/// its file.
fn own(client: &mut Client, address: &str, page: &Reply) -> BTreeSet<String> {
    let all = links(page, "c/1/s");
    if !address.starts_with(&format!("{TABLE}/heard/")) {
        return all;
    }
    let file = client.get(&format!("{address}/account.json")).send().json();
    let lines =
        file["parts"].as_array().unwrap().iter().filter_map(|part| part["line"]["statement"].as_u64());
    let lines: BTreeSet<String> = lines.map(|line| format!("{TABLE}/c/1/s/{line}")).collect();
    assert!(lines.is_subset(&all), "each line leads to its statement: {address}");
    lines
}

/// What a decision says it came from, beside statements.
fn sources(address: &str, page: &Reply) -> BTreeSet<String> {
    let number = |address: &str| address.rsplit('/').next().and_then(|last| last.parse::<u32>().ok());
    match address[TABLE.len() + 1..].split('/').next() {
        Some("d") => {
            let earlier = links(page, "d").into_iter().filter(|other| number(other) < number(address));
            // A statement that is named with an account is one line of it; an account alone means all its lines.
            let alone = links(page, "c/1/s").is_empty();
            let whole = if alone { links(page, "heard") } else { BTreeSet::new() };
            earlier.chain(whole).collect()
        }
        // A promise's page has all of its statements, and so has an account's.
        _ => BTreeSet::new(),
    }
}

#[test]
fn every_link_of_the_demonstration_can_be_walked_both_ways() {
    let server = Server::demo(PROGRAM);
    let mut client = server.client();
    let all = crawl(&mut client, &[TABLE.to_owned()]);
    // What needs a seat says so; nothing is not there.
    let lost: Vec<_> = all.iter().filter(|(_, reply)| ![200, 303, 401].contains(&reply.status)).collect();
    assert!(
        lost.is_empty(),
        "these lead nowhere: {:?}",
        lost.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
    let statements: BTreeMap<String, Reply> = pages(&mut client, &all, "c/1/s");
    let later: BTreeMap<String, Reply> =
        ["heard", "d", "p"].into_iter().flat_map(|place| pages(&mut client, &all, place)).collect();
    assert_eq!(statements.len(), 12);
    assert_eq!(later.len(), 2 + 9 + 8, "accounts, decisions and promises");
    let (mut there, mut back) = (0, 0);
    for (address, reply) in &statements {
        for became in ["heard", "d", "p"].into_iter().flat_map(|place| links(reply, place)) {
            assert!(
                behind(&mut client, &later, &became).contains(address),
                "{became} does not lead back to {address}"
            );
            there += 1;
        }
    }
    for address in later.keys() {
        for said in behind(&mut client, &later, address) {
            let place = address[TABLE.len() + 1..].split('/').next().unwrap();
            let became = links(&statements[&said], place);
            assert!(became.contains(address), "{said} does not lead to {address}");
            back += 1;
        }
    }
    assert!(there >= 20 && there == back, "{there} links one way, {back} the other");
}

/// Whatever leads to what it came from is reached again from there: at once, or by way of one decision or account.
#[test]
fn whatever_came_of_something_is_reached_from_there() {
    let server = Server::demo(PROGRAM);
    let mut client = server.client();
    let all = crawl(&mut client, &[TABLE.to_owned()]);
    let later: BTreeMap<String, Reply> =
        ["heard", "d", "p"].into_iter().flat_map(|place| pages(&mut client, &all, place)).collect();
    let onward = |address: &str| -> BTreeSet<String> {
        ["heard", "d", "p"].into_iter().flat_map(|place| links(&later[address], place)).collect()
    };
    let mut walked = 0;
    for address in later.keys() {
        for other in onward(address) {
            let there = onward(&other);
            let way = there.contains(address) || there.iter().any(|next| onward(next).contains(address));
            assert!(way, "{address} leads to {other}, and nothing leads back");
            walked += 1;
        }
    }
    assert!(walked >= 20, "{walked}");
}

/// On Monday somebody takes part. Later their card brings them back, and what became of their words is two taps away.
#[test]
fn from_a_card_to_what_became_of_ones_words_in_two_taps() {
    let server = Server::serve(PROGRAM);
    let mut person = Person::new(server.address(), "monday");
    let table = person.set_table("The kitchen", "public");
    let conversation = person.open(&table);
    let statement = person.say(&conversation, "The kettle should stand by the window");
    let mut client = server.client();
    client.set_cookie(&format!("seat-{table}"), person.token().unwrap());
    let promise = format!("/t/{table}/promises/new?from=c1-{statement}");
    let form = client.get(&promise).send().form(&format!("/t/{table}/promises/new"));
    let form =
        form.with("who", "Sam").with("promise", "I will move the kettle").with("promise-by", "2028-01-01");
    assert_eq!(client.send_form(&form).send().status, 303);

    // The five words of the card, typed on another phone.
    let card = client.get(&format!("/t/{table}/card")).send();
    let renewed = client.send_form(&card.form(&format!("/t/{table}/card"))).send().text();
    let card =
        renewed.split("rt-seatcard__words\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
    let mut phone = server.client();
    let form = phone.get("/back").send().form("/back");
    let back = phone.send_form(&form.with("code", &table).with("card", &words(card))).send();
    let landed = phone.follow(back);
    assert_eq!(landed.status, 200, "{}", landed.words());
    let said = format!("/t/{table}/c/1/s/{statement}");
    let first = addresses(&landed);
    let own = first.iter().filter(|tap| tap.starts_with(&format!("/t/{table}/")));
    let two_taps =
        first.contains(&said) || own.into_iter().any(|tap| addresses(&phone.get(tap).send()).contains(&said));
    assert!(two_taps, "{first:?}");
    let became = phone.get(&said).send();
    assert!(became.text().contains("I will move the kettle"), "{}", became.words());
}

fn addresses(reply: &Reply) -> BTreeSet<String> {
    let found = tags(&reply.text());
    found.iter().filter_map(|tag| tag.attribute("href")).map(str::to_owned).collect()
}
