//! Rules, accounts, decisions and promises as a program meets them, and the trace between them.

use serde_json::{Value, json};

use crate::people::*;

#[test]
fn rules_are_chosen_until_a_decision_relies_on_them() {
    let (mut set, table) = deciding();
    let here = format!("{table}/rules");
    let read = Person::stranger().read(&here);
    assert_eq!((&read["fixed"], &read["versions"][0]["rules"]), (&json!(false), &rules()));
    let mut next = read["versions"][0]["rules"].clone();
    next["in_use"][1]["share"] = json!(67);
    let choose = json!({ "over": 1, "rules": next, "why": "Two thirds feel better" });
    fine(&set.starter.write("POST", &here, &choose));
    let read = Person::stranger().read(&here);
    assert_eq!(read["versions"][1]["why"], "Two thirds feel better");
    assert_eq!(read["versions"][1]["rules"], next, "what is read can be body back");
    assert_eq!(refused(&set.starter.write("POST", &here, &choose), 409), "changed-meanwhile");
    fine(&set.starter.write("POST", &format!("{table}/decisions"), &decision()));
    assert_eq!(Person::stranger().read(&here)["fixed"], true);
    let late = json!({ "over": 2, "rules": rules() });
    assert_eq!(refused(&set.starter.write("POST", &here, &late), 422), "rules-stand");
}

#[test]
fn rules_that_can_not_be_kept_are_refused() {
    let Set { code, mut starter, .. } = set("public");
    let here = format!("/tables/{code}/rules");
    let with = |in_use: Value| {
        let mut rules = rules();
        rules["in_use"] = in_use;
        json!({ "over": 0, "rules": rules })
    };
    for (in_use, status, key) in [
        (json!([]), 422, "no-way-to-change"),
        (json!([{ "kind": "ranked", "quorum": 10 }]), 422, "no-way-to-change"),
        (
            json!([{ "kind": "consent", "quorum": 10 }, { "kind": "consent", "quorum": 20 }]),
            422,
            "same-twice",
        ),
        (json!([{ "kind": "vote", "share": 50, "quorum": 10 }]), 422, "out-of-range"),
        (
            json!([{ "kind": "both-must-agree", "sides": ["comes", "comes"], "share": 51, "quorum": 1 }]),
            422,
            "same-twice",
        ),
        (
            json!([{ "kind": "both-must-agree", "sides": ["comes"], "share": 51, "quorum": 1 }]),
            422,
            "out-of-range",
        ),
        (json!([{ "kind": "consent", "quorum": 0 }]), 400, "body"),
        (json!([{ "kind": "consent", "quorum": 101 }]), 400, "body"),
        (json!([{ "kind": "consent", "share": 60, "quorum": 10 }]), 400, "body"),
        (json!([["consent", 10]]), 400, "body"),
        (json!(["consent"]), 400, "body"),
    ] {
        let body = with(in_use);
        assert_eq!(refused(&starter.write("POST", &here, &body), status), key, "{body}");
    }
    let mut blank = with(rules()["in_use"].clone());
    blank["rules"]["disagreement"] = json!(" ");
    let reply = starter.write("POST", &here, &blank);
    assert_eq!(
        (refused(&reply, 422).as_str(), &reply.json()["error"]["field"]),
        ("empty", &json!("disagreement"))
    );
    assert_eq!(starter.read(&here), json!({ "versions": [], "fixed": false }));
    let open = starter.write("POST", &format!("/tables/{code}/decisions"), &decision());
    assert_eq!(refused(&open, 422), "no-rule-yet");
}

#[test]
fn an_account_is_written_and_answered_and_shows_no_answer_before_it_is_counted() {
    let (mut set, table) = deciding();
    let accounts = format!("{table}/conversations/1/accounts");
    let parts = json!([{ "kind": "linking", "linking": "In the morning" }, { "kind": "line", "statement": 2 },
        { "kind": "line", "statement": 1 }]);
    let body = json!({ "parts": parts, "last_day": "2028-01-01" });
    let mut writer = sit(&set.code);
    assert_eq!(fine(&writer.write("POST", &accounts, &body)), json!({ "account": 1 }));
    let listed = Person::stranger().read(&accounts)["accounts"][0].clone();
    assert_eq!(
        (&listed["by"], &listed["state"], &listed["lines"]),
        (&json!("person"), &json!("open"), &json!(2))
    );
    let here = format!("{table}/accounts/1");
    let before = Person::stranger().read(&here);
    assert_eq!(before["parts"][0], parts[0]);
    assert_eq!(before["parts"][1]["text"], "A bell would do");
    assert_eq!(before["terms"], json!({ "share": 60, "floor": 40 }));
    let reply = format!("{here}/lines/2/reply");
    let not_quite = json!({ "reply": "not-quite", "not_quite": "A soft bell" });
    fine(&set.starter.write("PUT", &reply, &not_quite));
    fine(&set.starter.write("PUT", &format!("{here}/missing"), &json!({ "missing": "The night" })));
    assert_eq!(Person::stranger().read(&here), before, "nothing of an answer shows");
    assert_eq!(
        writer.read(&format!("{here}/mine")),
        json!({ "replies": [], "missing": null, "written_by_you": true })
    );
    let mine = json!({ "replies": [{ "statement": 2, "said": not_quite }], "missing": "The night", "written_by_you": false });
    assert_eq!(set.starter.read(&format!("{here}/mine")), mine);
    assert_eq!(refused(&set.starter.bare("POST", &format!("{here}/settle")), 422), "not-over-yet");
    for _ in 0..2 {
        fine(&set.starter.bare("DELETE", &reply));
        fine(&set.starter.bare("DELETE", &format!("{here}/missing")));
    }
    assert_eq!(set.starter.read(&format!("{here}/mine"))["replies"], json!([]));
    for (path, body, status, key) in [
        ("lines/2/reply", json!({ "reply": "yes", "not_quite": "But" }), 400, "body"),
        ("lines/9/reply", json!({ "reply": "yes" }), 404, "not-found"),
        ("missing", json!({ "missing": " " }), 422, "empty"),
    ] {
        let reply = set.starter.write("PUT", &format!("{here}/{path}"), &body);
        assert_eq!(refused(&reply, status), key, "{body}");
    }
    assert_eq!(refused(&Person::stranger().write("PUT", &reply, &json!({ "reply": "yes" })), 401), "no-seat");
}

#[test]
fn accounts_that_can_not_be_are_refused() {
    let (mut set, table) = deciding();
    let accounts = format!("{table}/conversations/1/accounts");
    let line = |statement: u64| json!({ "kind": "line", "statement": statement });
    let linking = json!({ "kind": "linking", "linking": "And" });
    for (parts, last_day, status, key) in [
        (json!([]), "2028-01-01", 422, "out-of-range"),
        (json!([line(1), line(1)]), "2028-01-01", 422, "same-twice"),
        (json!([line(1), linking, linking, linking]), "2028-01-01", 422, "out-of-range"),
        (json!([line(7)]), "2028-01-01", 404, "not-found"),
        (json!([line(1)]), "2020-01-01", 422, "too-early"),
        (json!([line(1)]), "soon", 422, "not-a-day"),
        (json!([{ "kind": "linking", "linking": "" }, line(1)]), "2028-01-01", 422, "empty"),
        (json!([1]), "2028-01-01", 400, "body"),
    ] {
        let body = json!({ "parts": parts, "last_day": last_day });
        assert_eq!(refused(&set.starter.write("POST", &accounts, &body), status), key, "{body}");
    }
    let call = json!({ "places": 3, "last_day": "2028-01-01" });
    let reply = set.starter.write("POST", &format!("{accounts}/call"), &call);
    assert_eq!(refused(&reply, 422), "too-few-for-account");
    let call = json!({ "places": 21, "last_day": "2028-01-01" });
    let reply = set.starter.write("POST", &format!("{accounts}/call"), &call);
    assert_eq!(refused(&reply, 422), "out-of-range");
}

#[test]
fn the_program_chooses_once_eight_have_answered() {
    let (set, table) = deciding();
    let conversation = format!("{table}/conversations/1");
    let mut people: Vec<Person> = (0..8).map(|_| sit(&set.code)).collect();
    for person in &mut people {
        let answer = json!({ "choice": "agree" });
        fine(&person.write("PUT", &format!("{conversation}/statements/1/response"), &answer));
    }
    let call = json!({ "places": 2, "last_day": "2028-01-01" });
    fine(&people[0].write("POST", &format!("{conversation}/accounts/call"), &call));
    let read = Person::stranger().read(&format!("{table}/accounts/1"));
    assert_eq!(read["by"], "program");
    assert_eq!(read["parts"][0]["answers"]["counts"], json!({ "agree": 8, "disagree": 0, "pass": 0 }));
    assert_eq!(read["chosen"]["people"], 8);
    assert_eq!(read["chosen"]["lines"][0]["support"], json!({ "yes": 8, "answered": 8 }));
    assert_eq!(read["chosen"]["covered"], json!({ "level": "not-told", "people": null }));
}

#[test]
fn a_promise_is_made_told_of_and_judged_by_others() {
    let (mut set, table) = deciding();
    let promises = format!("{table}/promises");
    let from = json!({ "kind": "statement", "conversation": 1, "statement": 1 });
    assert_eq!(fine(&set.starter.write("POST", &promises, &promise(&from))), json!({ "promise": 1 }));
    let here = format!("{promises}/1");
    let mut other = sit(&set.code);
    let kept = json!({ "judgement": "kept" });
    assert_eq!(refused(&other.write("PUT", &format!("{here}/judgement"), &kept), 422), "not-due-yet");
    let will_not = json!({ "kind": "will-not", "name": "Sam", "news": "The hinge is listed" });
    for news in [json!({ "kind": "doing", "news": "Half of it" }), will_not.clone()] {
        fine(&other.write("POST", &format!("{here}/news"), &news));
    }
    assert_eq!(refused(&set.starter.write("PUT", &format!("{here}/judgement"), &kept), 422), "own-promise");
    let before = Person::stranger().read(&here);
    assert_eq!((&before["state"], &before["news"][1]["news"]), (&json!("will-not"), &will_not));
    assert_eq!(before["judged"], json!({ "level": "few", "words": null, "counts": null }));
    fine(&other.write("PUT", &format!("{here}/judgement"), &kept));
    assert_eq!(Person::stranger().read(&here), before, "one judgement tells nothing");
    assert_eq!(
        other.read(&format!("{here}/mine")),
        json!({ "made_by_you": false, "due": true, "judgement": "kept" })
    );
    assert_eq!(set.starter.read(&format!("{here}/mine"))["made_by_you"], true);
    fine(&other.bare("DELETE", &format!("{here}/judgement")));
    assert_eq!(other.read(&format!("{here}/mine"))["judgement"], Value::Null);
    let blank = json!({ "kind": "will-not", "name": " ", "news": "" });
    let reply = other.write("POST", &format!("{here}/news"), &blank);
    refused(&reply, 422);
    let fields =
        [&reply.json()["errors"][0]["field"], &reply.json()["errors"][1]["field"]].map(Value::to_string);
    assert_eq!(fields, ["\"name\"", "\"news\""]);
}

#[test]
fn promises_are_listed_by_where_they_stand_in_parts() {
    let (mut set, table) = deciding();
    let promises = format!("{table}/promises");
    let from = json!({ "kind": "statement", "conversation": 1, "statement": 1 });
    for day in ["2028-03-01", "2028-02-01", "2028-01-01"] {
        let mut body = promise(&from);
        body["promise_by"] = json!(day);
        fine(&set.starter.write("POST", &promises, &body));
    }
    let done = json!({ "kind": "done", "news": "Done" });
    fine(&set.starter.write("POST", &format!("{promises}/3/news"), &done));
    let numbers = |query: &str| {
        let read = Person::stranger().read(&format!("{promises}{query}"));
        let each = read["promises"].as_array().unwrap().iter();
        let numbers: Vec<u64> = each.map(|one| one["promise"].as_u64().unwrap()).collect();
        (numbers, read["next_from"].as_u64())
    };
    assert_eq!(numbers(""), (vec![2, 1, 3], None));
    assert_eq!(numbers("?limit=2"), (vec![2, 1], Some(3)));
    assert_eq!(numbers("?state=said-done"), (vec![3], None));
    assert_eq!(numbers("?state=waiting&from=2"), (vec![1], None));
    assert_eq!(numbers("?from=9"), (vec![], None));
    for query in ["?state=gone", "?state=", "?who=Sam", "?from=0", "?state=late&state=late"] {
        let reply = set.starter.get(&format!("{promises}{query}"));
        assert_eq!(refused(&reply, 400), "query", "{query}");
    }
}

#[test]
fn words_are_followed_both_ways() {
    let (mut set, table) = deciding();
    fine(&set.starter.write("POST", &format!("{table}/conversations/1/accounts"), &account(&[1])));
    let mut open = decision();
    open["conversation"] = json!(1);
    open["about"]["sources"] = json!([{ "kind": "account", "account": 1 }]);
    fine(&set.starter.write("POST", &format!("{table}/decisions"), &open));
    let from = json!({ "kind": "line", "account": 1, "statement": 1 });
    fine(&set.starter.write("POST", &format!("{table}/promises"), &promise(&from)));
    let read = |path: &str| Person::stranger().read(&format!("{table}/{path}/trace"));
    let decision =
        json!({ "kind": "decision", "decision": 1, "proposal": "Open the door at eight", "state": "open" });
    let promise = json!({ "kind": "promise", "promise": 1, "what": "Oil the hinge", "state": "waiting" });
    let account = json!({ "kind": "account", "account": 1, "state": "open" });
    let became = json!([account, decision, promise]);
    assert_eq!(read("conversations/1/statements/1"), json!({ "became": became }));
    assert_eq!(read("conversations/1/statements/2"), json!({ "became": [] }));
    let behind = json!([{ "conversation": 1, "statement": 1, "text": "The door is shut until nine", "altered": false }]);
    assert_eq!(read("accounts/1"), json!({ "behind": behind, "became": [decision, promise] }));
    assert_eq!(read("decisions/1"), json!({ "behind": behind, "became": [] }));
    assert_eq!(read("promises/1"), json!({ "behind": behind, "became": [] }));
    assert_eq!(
        Person::stranger().read(&format!("{table}/decisions/1"))["about"]["sources"],
        open["about"]["sources"]
    );
    for path in ["conversations/1/statements/9", "accounts/9", "decisions/0", "promises/2"] {
        let reply = Person::stranger().get(&format!("{table}/{path}/trace"));
        assert_eq!(refused(&reply, 404), "not-found", "{path}");
    }
    open["about"]["sources"] = json!([{ "kind": "line", "account": 1, "statement": 2 }]);
    let reply = set.starter.write("POST", &format!("{table}/decisions"), &open);
    assert_eq!(refused(&reply, 404), "not-found");
}

#[test]
fn what_was_asked_before_is_found() {
    let (mut set, table) = deciding();
    let from = json!({ "kind": "statement", "conversation": 1, "statement": 1 });
    fine(&set.starter.write("POST", &format!("{table}/promises"), &promise(&from)));
    let found = |words: &str| {
        Person::stranger().read(&format!("{table}/asked-before?words={words}"))["found"].clone()
    };
    let oil = found("Oil%20the%20hinge");
    let expected = json!({ "kind": "promise", "promise": 1, "text": "Oil the hinge", "answered": false, "state": "waiting" });
    assert_eq!(oil[0], expected);
    assert_eq!(found("The+door+is+shut+until+nine")[0]["statement"], 1);
    assert_eq!(found("Biscuits"), json!([]));
    assert_eq!(found("%20"), json!([]));
    for query in ["", "?words=", "?text=door", &format!("?words={}", "x".repeat(281))] {
        let reply = set.starter.get(&format!("{table}/asked-before{query}"));
        assert_eq!(refused(&reply, 400), "query", "{query}");
    }
}

#[test]
fn what_changed_is_told_newest_first() {
    let (mut set, table) = deciding();
    fine(&set.starter.write("POST", &format!("{table}/decisions"), &decision()));
    let all = Person::stranger().read(&format!("{table}/changes"));
    let names: Vec<&str> =
        all["changes"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"decision-1") && names.contains(&"rules-1"), "{names:?}");
    let one = Person::stranger().read(&format!("{table}/changes?limit=1"));
    assert_eq!((&one["changes"][0], &one["next_from"]), (&all["changes"][0], &json!(2)));
}
