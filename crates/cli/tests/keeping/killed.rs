//! Commands that are killed at any moment: what they do is done, or it is not.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use support::disk::marked;
use support::people::text;

use crate::PROGRAM;
use crate::house::{House, said, serve};
use crate::run::{recover, run, verify};

const MARK: &str = "canaryq";

/// How often a command is killed; `ROUNDTABLE_KILLS` says it otherwise.
pub(crate) fn kills() -> u32 {
    std::env::var("ROUNDTABLE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(30)
}

/// A copy of a data directory that nobody uses.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        } else {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}

/// Starts a command and pulls the plug after a while. Whether it had ended by then, and how.
pub(crate) fn killed_after<S: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = S>,
    after: Duration,
) -> Option<bool> {
    let mut child =
        Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let ended = child.try_wait().unwrap();
    let _ = child.kill();
    child.wait().unwrap();
    ended.map(|status| status.success())
}

/// Moments from the beginning of something to a little after its end, each once, as it takes so long.
fn moments(kills: u32, whole: Duration) -> impl Iterator<Item = Duration> {
    (0..kills).map(move |turn| whole * (turn * 13 % kills) / kills.max(1) * 6 / 5)
}

/// Tries moments until both are among them: before it was done and after. On a machine that is busy it takes longer.
pub(crate) fn until_both(
    kills: u32,
    whole: Duration,
    mut is_done: impl FnMut(Duration) -> bool,
) -> (u32, u32) {
    let (mut not, mut done) = (0, 0);
    for slower in 0..6 {
        for moment in moments(kills, whole * (1 << slower)) {
            if is_done(moment) { done += 1 } else { not += 1 }
        }
        if not > 0 && done > 0 {
            return (not, done);
        }
    }
    panic!("the moments were not well chosen: {not} before it was done, {done} after")
}

/// How long something takes when nothing else goes on: the fastest of a few times.
pub(crate) fn fastest(mut what: impl FnMut()) -> Duration {
    let times = (0..4).map(|_| {
        let began = Instant::now();
        what();
        began.elapsed()
    });
    times.min().unwrap()
}

/// A house that has ended, where one of the seats said and answered much; that seat's name.
fn talkative() -> (House, String) {
    let mut house = House::of(3);
    house.people[2].say(&house.conversation, "Another's: canaryqother");
    for number in 0..12 {
        house.people[1].say(&house.conversation, &format!("Mine: canaryqmine{number}"));
    }
    let response = format!("{}/statements/1/response", house.conversation);
    house.people[1].done("PUT", &response, &json!({ "choice": "agree", "reason": "Because: canaryqreason" }));
    let name = format!("/api/v1/tables/{}/me/name", house.table);
    house.people[1].done("PUT", &name, &json!({ "name": "canaryqname" }));
    let me = house.people[1].read(&format!("/api/v1/tables/{}/me", house.table)).json();
    house.stop();
    (house, text(&me, "seat_name"))
}

// trust C 57
#[test]
fn an_erasure_that_is_killed_is_done_or_not_and_never_half() {
    let (house, seat) = talkative();
    let place = house.folder("tries");
    let mut number = 0;
    let mut fresh = || -> PathBuf {
        number += 1;
        let data = place.join(number.to_string());
        copy(house.server.data(), &data);
        data
    };
    let erase = |data: &Path| -> Vec<std::ffi::OsString> {
        let words = ["erase", "--table", &house.table, "--seat", &seat, "--yes", "--data"];
        words.iter().map(Into::into).chain([data.into()]).collect()
    };
    let (all, rest) = (marked(house.server.data(), MARK), BTreeSet::from(["canaryqother".to_owned()]));
    assert_eq!(all.len(), 15);
    let whole = fastest(|| {
        let data = fresh();
        run(erase(&data)).well();
        assert_eq!(marked(&data, MARK), rest);
    });
    let (stayed, gone) = until_both(kills(), whole, |moment| {
        let data = fresh();
        let ended = killed_after(erase(&data), moment);
        let at_once = marked(&data, MARK);
        if ended == Some(true) {
            assert_eq!(at_once, rest, "it was told that it is done");
        }
        // What a start does first: what was erased and still stood in the database's log goes.
        drop(store::House::open(&data).unwrap().journal().unwrap());
        let there = marked(&data, MARK);
        assert!(there == all || there == rest, "half erased after {moment:?}: {there:?}");
        verify(&data);
        if there == all {
            run(erase(&data)).well();
            assert_eq!(marked(&data, MARK), rest, "and then it can be done");
        }
        std::fs::remove_dir_all(&data).unwrap();
        there == rest
    });
    println!("killed within {whole:?}: {stayed} times all stayed, {gone} times it was gone");
}

// trust E 85, C 49: a restore that is killed has not happened; one that ended has heeded the list.
#[test]
fn a_restore_that_is_killed_leaves_what_was_there_and_serves_nothing_that_was_erased() {
    let mut house = House::of(3);
    house.people[1].say(&house.conversation, "Taken back later: canaryqgone");
    house.people[2].say(&house.conversation, "This stays: canaryqstays");
    house.host().backup("one.age").well();
    house.people[1].done("DELETE", &format!("{}/statements/1", house.conversation), &json!(null));
    house.stop();
    let list = house.server.data().join("erasures");
    let restore = |to: &Path| -> Vec<std::ffi::OsString> {
        let mut words: Vec<std::ffi::OsString> =
            vec!["restore".into(), house.folder("backups/one.age").into()];
        for (flag, path) in [("--data", to), ("--keys", &*house.folder("keys")), ("--erasures", &*list)] {
            words.extend([flag.into(), path.into()]);
        }
        words
    };
    let stays = BTreeSet::from(["canaryqstays".to_owned()]);
    let mut number = 0;
    let whole = fastest(|| {
        number += 1;
        run(restore(&house.folder(&format!("whole{number}")))).well();
    });
    let data = house.folder("place/data");
    std::fs::create_dir(house.folder("place")).unwrap();
    until_both(kills().min(30), whole, |moment| {
        let ended = killed_after(restore(&data), moment);
        let is_there = data.exists();
        assert!(is_there || ended != Some(true));
        if is_there {
            assert_eq!(marked(&data, MARK), stays, "after {moment:?}");
            assert!(data.join("recovering").exists(), "it says that it was put back");
            verify(&data);
            std::fs::remove_dir_all(&data).unwrap();
        }
        is_there
    });
    // Whatever a killed one left is cleared away by the next.
    run(restore(&data)).well();
    let left: Vec<_> =
        std::fs::read_dir(house.folder("place")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&data));
    recover(&data, "restored").well();
    let server = serve(&data);
    assert_eq!(said(&server, &house.conversation), ["This stays: canaryqstays".to_owned()].into());
}
