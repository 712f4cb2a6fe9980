//! What is left of an issue after a restart.

use super::{
    tests::{camps, live, make},
    *,
};
use crate::responses::{Answer, Choice, Responses};

/// The key that `make` makes issues with.
const KEY: [u8; 32] = [7; 32];

/// A restart: what is written down is read again, when the answers may have changed.
fn restarted(standing: &Standing, responses: &Responses, statements: u32) -> Standing {
    let text = serde_json::to_string(&standing.kept()).unwrap();
    let kept: Kept = serde_json::from_str(&text).unwrap();
    kept.taken_up(responses, &live(statements), &KEY).unwrap()
}

#[test]
fn an_issue_outlives_a_restart_with_everybodys_own_place() {
    for (sizes, seed) in [(&[5, 4][..], 5), (&[4, 3, 3][..], 6)] {
        let (responses, _) = camps(150, sizes, 24, seed);
        let before = make(&responses, 24).standing();
        let after = restarted(&before, &responses, 24);
        assert_eq!(after.published, before.published);
        assert!(!after.may_be_followed(&responses, &live(24)), "nobody has changed");
        let is_line = before.published.method.dimension == 1;
        for person in 0..160 {
            let (own, again) = (before.place(&responses, person), after.place(&responses, person));
            if is_line {
                let column =
                    |own: Option<Own>| own.map(|own| (own.at.map(|at| at.0), own.group, own.certainty));
                assert_eq!(column(again), column(own), "how high a mark is piled means nothing");
            } else {
                assert_eq!(again, own);
            }
        }
        assert!(after.may_be_followed(&responses, &live(25)), "a statement nobody has answered");
    }
}

#[test]
fn a_restart_does_not_let_seven_people_show() {
    let (mut responses, _) = camps(60, &[1, 1], 12, 1);
    let mut standing = make(&responses, 12).standing();
    assert!(standing.has_cuts());
    for person in 0..4 {
        responses.clear_person(person);
    }
    let Next::Changed(changed) = standing.next(&responses, &live(12)) else { panic!("four are news") };
    standing.note(changed);
    assert_eq!(standing.next(&responses, &live(12)), Next::Same, "once");
    let mut standing = restarted(&standing, &responses, 12);
    assert_eq!(standing.next(&responses, &live(12)), Next::Same, "they are kept in mind");
    assert!(!standing.may_be_followed(&responses, &live(13)), "not for another statement either");
    // Two change while the server is down: nobody saw them, so they do not count, and nobody sees them.
    responses.clear_person(4);
    responses.clear_person(5);
    standing = restarted(&standing, &responses, 12);
    for person in 6..10 {
        assert!(!standing.may_be_followed(&responses, &live(12)), "{person}");
        responses.set(person, 0, Answer::new(Choice::Pass));
    }
    assert!(standing.may_be_followed(&responses, &live(12)));
}

#[test]
fn what_nobody_saw_change_counts_as_far_as_the_totals_tell() {
    let (whole, _) = camps(60, &[1, 1], 12, 1);
    let standing = make(&whole, 12).standing();
    let without = |people: u32| {
        let mut fewer = whole.clone();
        (0..people).for_each(|person| fewer.clear_person(person));
        fewer
    };
    for gone in 0..12 {
        let again = restarted(&standing, &without(gone), 12);
        assert_eq!(again.may_be_followed(&without(gone), &live(12)), gone >= 8, "{gone} fewer people");
    }
    let mut otherwise = whole.clone();
    for person in 0..30 {
        otherwise.set(person, 0, Answer::new(Choice::Pass));
    }
    let again = restarted(&standing, &otherwise, 12);
    assert!(!again.may_be_followed(&otherwise, &live(13)), "thirty changed their minds: no total tells");
    let quiet: Responses =
        whole.iter().filter(|(person, statement, _)| *person > 20 || *statement < 3).collect();
    let again = restarted(&make(&quiet, 12).standing(), &whole, 12);
    assert!(again.may_be_followed(&whole, &live(12)), "so many answers are of 8 people or more");
}

#[test]
fn what_is_written_down_holds_nobodys_row() {
    let (responses, _) = camps(50, &[3, 2], 20, 4);
    let text = serde_json::to_value(make(&responses, 20).standing().kept()).unwrap();
    let mut lists = Vec::new();
    let mut open = vec![&text];
    while let Some(value) = open.pop() {
        if let Some(list) = value.as_array() {
            lists.push(list.len());
        }
        open.extend(value.as_array().into_iter().flatten());
        open.extend(value.as_object().into_iter().flat_map(|object| object.values()));
    }
    // Marks are as many as cells of the picture that somebody is in.
    let marks = text["published"]["marks"].as_array().unwrap().len();
    assert!(marks < 50 && !lists.contains(&50), "{lists:?}");
}

#[test]
fn a_damaged_file_is_no_issue() {
    let (responses, _) = camps(80, &[1, 1], 12, 3);
    let good = serde_json::to_value(make(&responses, 12).standing().kept()).unwrap();
    let reads = |value: serde_json::Value| {
        let kept: Kept = serde_json::from_value(value).unwrap();
        kept.taken_up(&responses, &live(12), &KEY).is_some()
    };
    assert!(reads(good.clone()));
    let mut short = good.clone();
    short["directions"].as_array_mut().unwrap().pop();
    assert!(!reads(short));
    let mut wrong = good;
    wrong["published"]["marks"][0]["y"] = serde_json::json!(200);
    assert!(!reads(wrong));
}
