//! While a decision is open nothing anybody can fetch depends on how many have answered it, or how. The same holds for an
//! account.

use std::collections::BTreeMap;

use support::crawl::crawl;
use support::http::{Client, Reply};

use crate::group::Group;

/// What others say in this test, and nobody else.
const OTHERS: &str = "zebra";
/// What the one who answered before said.
const OWN: &str = "I like lamps";

/// An answer without what differs between any two times it is fetched: the day and time, and the keys of forms.
fn settled(reply: &Reply) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut headers = reply.headers.clone();
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("date"));
    let is_text = reply.header("content-type").is_some_and(|kind| kind.starts_with("text/"));
    let body = if is_text { without_keys(&reply.text()).into_bytes() } else { reply.body.clone() };
    (reply.status, headers, body)
}

fn without_keys(text: &str) -> String {
    let mut parts = text.split("name=\"key\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('"').map_or("", |(_, rest)| rest));
    rest.fold(first, |whole, part| whole + "KEY" + part)
}

/// Everything one visitor can reach, by links and by the addresses of the API.
fn everything(group: &Group, client: &mut Client, token: Option<&str>) -> BTreeMap<String, Reply> {
    let home = group.at("");
    let mut starts = vec!["/".to_owned(), "/changes".to_owned(), "/metrics".to_owned()];
    let pages = ["", "/promises/poster", "/changes.atom", "/me", "/me/export.json"];
    starts.extend(pages.map(|page| home.clone() + page));
    let mut all = crawl(client, &starts);
    // No link leads to what an open page listens to.
    let live = group.at("/c/1/stand/live");
    let heard = client.get(&live).send();
    all.insert(live, heard);
    // The numbers of the machine itself move all the time; none of them is of a decision's ballots.
    let metrics = all.remove("/metrics").map(|reply| reply.text()).unwrap_or_default();
    let tells = |line: &&str| line.contains("{decision}") && !line.contains("\"GET\"");
    assert_eq!(metrics.lines().find(tells), None);
    let document = client.get("/api/openapi.json").send().json();
    for (path, methods) in document["paths"].as_object().unwrap() {
        if methods.get("get").is_none() {
            continue;
        }
        // Three decisions are open, one of each kind; whatever else has a number has number 1.
        for decision in ["1", "2", "3"] {
            let path = filled(&path.replace("{table}", &group.table).replace("{decision}", decision));
            let request = client.get(&path).header("Accept", "application/json");
            let reply = match token {
                Some(token) => request.header("Authorization", &format!("Bearer {token}")).send(),
                None => request.send(),
            };
            all.insert(path, reply);
        }
    }
    all
}

/// An address with 1 in place of whatever stands in braces.
fn filled(pattern: &str) -> String {
    let mut path = pattern.to_owned();
    while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
        path.replace_range(start..=end, "1");
    }
    path
}

/// The addresses at which what somebody can fetch has changed.
fn changed(before: &BTreeMap<String, Reply>, after: &BTreeMap<String, Reply>) -> Vec<String> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "the same addresses");
    let differs = |(path, reply): &(&String, &Reply)| settled(reply) != settled(&after[*path]);
    before.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

/// A stranger, somebody who has answered, and somebody who has not: what each can fetch.
fn look(group: &mut Group) -> Vec<BTreeMap<String, Reply>> {
    let mut stranger = group.server.client();
    let mut all = vec![everything(group, &mut stranger, None)];
    for person in [1, 0] {
        let mut client = std::mem::replace(&mut group.people[person], group.server.client());
        let token = group.tokens[person].clone();
        all.push(everything(group, &mut client, Some(&token)));
        group.people[person] = client;
    }
    all
}

#[test]
fn what_is_open_gives_no_sign_of_what_others_answered() {
    let mut group = Group::deciding(14);
    group.answer_all(1, OWN);
    let before = look(&mut group);
    for person in 2..14 {
        group.answer_all(person, &format!("{OTHERS} {person}"));
    }
    let after = look(&mut group);
    for (before, after) in before.iter().zip(&after) {
        for there in
            ["/d/1", "/d/2", "/d/3", "/d", "/heard/1", "/heard/1/account.json", "/papers/minutes.csv"]
        {
            assert_eq!(after[&group.at(there)].status, 200, "{there}");
        }
        assert!(before.len() > 90, "there is much to see: {}", before.len());
        assert_eq!(changed(before, after), Vec::<String>::new());
        for (path, reply) in after {
            assert!(!reply.text().contains(OTHERS), "{path}");
            assert!(reply.status < 500, "{path}: {}", reply.status);
        }
    }
    let shows_own = |all: &BTreeMap<String, Reply>| all.values().any(|reply| reply.text().contains(OWN));
    let own: Vec<bool> = after.iter().map(shows_own).collect();
    assert_eq!(own, [false, true, false], "one's own answer is there for oneself");
}
