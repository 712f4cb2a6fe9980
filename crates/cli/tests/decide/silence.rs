//! While a decision is open nothing anybody can fetch depends on how many have answered it, or how. The same holds for an
//! account.

use std::collections::BTreeMap;

use support::crawl::crawl;
use support::http::{Client, Reply};

use crate::group::Group;

/// What others say in this test, and nobody else. It is none of the words that records are told in.
const OTHERS: &str = "okapi";
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
    let pages = ["", "/promises/poster", "/changes.atom", "/me", "/checking", "/me/export.json"];
    starts.extend(pages.map(|page| home.clone() + page));
    let mut all = crawl(client, &starts);
    // No link leads to what an open page listens to.
    let live = group.at("/c/1/stand/live");
    let heard = client.get(&live).send();
    all.insert(live, heard);
    // What is read is counted too, so these move while a test reads; see `writes_counted`.
    all.remove("/metrics");
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

/// The host's numbers, without those of what is only read and of how long it took.
fn writes_counted(group: &Group) -> Vec<String> {
    let numbers = group.server.client().get("/metrics").send().text();
    let is_of_reading = |line: &str| line.contains("\"GET\"") || line.contains("_seconds");
    let is_number = |line: &&str| !line.is_empty() && !line.starts_with('#') && !is_of_reading(line);
    let mut of_writing: Vec<String> = numbers.lines().filter(is_number).map(str::to_owned).collect();
    of_writing.sort();
    of_writing
}

/// What is said of how old a conversation's map is: beside the file, in the API, in one's own place, and in the token of the
/// page that is open.
fn map_is_of(group: &mut Group) -> Vec<String> {
    let api = format!("/api/v1/tables/{}/conversations/1/map", group.table);
    let mut client = group.server.client();
    let file = client.get(&group.at("/c/1/stand/map.json")).send();
    let by_api = client.get(&api).send();
    let own = group.people[0].get(&format!("{api}/me")).send().json();
    let page = client.get(&group.at("/c/1/stand")).send().text();
    let token = page.split("seen=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let live = client.get(&group.at("/c/1/stand/live")).send().text();
    let how = client.get(&group.at("/c/1/stand/how")).send().text();
    let at = how.split("--at ").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let header = |reply: &Reply| reply.header("roundtable-entry").unwrap().to_owned();
    let behind = |token: &str| token.split_once('-').unwrap().1.trim().to_owned();
    let live = live.split("data: ").nth(1).unwrap().to_owned();
    vec![
        header(&file),
        header(&by_api),
        own["entry"].to_string(),
        behind(token),
        behind(&live),
        at.to_owned(),
    ]
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
    let numbers = writes_counted(&group);
    for person in 2..14 {
        group.answer_all(person, &format!("{OTHERS} {person}"));
    }
    assert_eq!(writes_counted(&group), numbers, "the host's numbers");
    assert!(numbers.iter().any(|line| line.starts_with("roundtable_commands_kept_total")), "{numbers:?}");
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

#[test]
fn how_old_a_map_is_counts_no_answer_to_what_is_open() {
    let told: Vec<Vec<String>> = [0, 6]
        .map(|answering| {
            let mut group = Group::deciding(8);
            let before = map_is_of(&mut group);
            for person in 0..answering {
                group.answer_all(person, OTHERS);
            }
            group.agree(7, 1);
            let after = map_is_of(&mut group);
            assert_ne!(before, after, "one more answer, one more map");
            let first = &before[0];
            assert!(before.iter().all(|at| at == first), "{before:?}");
            [before, after].concat()
        })
        .into();
    assert_eq!(told[0], told[1], "whether anybody answered or not");
}
