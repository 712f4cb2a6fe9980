//! Every way to change a record, and the finding that names it.

use record::entry::{Cause, Entry, Fact, Kind};
use record::hash::empty;
use record::note::Signer;
use record::{Commitment, Salt};
use verify::{Asked, Code, Log, Opening};

use crate::writer::{ORIGIN, TODAY, Week, checked, codes, found, named, policy, signer, statement, week};

fn at(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

/// What is found once a week's record was changed and signed again, as only the host could.
fn signed_again(change: impl FnOnce(&mut Week)) -> Vec<(Code, Option<u64>)> {
    let mut week = week();
    change(&mut week);
    found(&week.writer.log(), &Asked::default())
}

/// What is found once a week's record was changed by somebody without the key.
fn past_the_key(change: impl FnOnce(&mut Log)) -> Vec<(Code, Option<u64>)> {
    let mut log = week().writer.log();
    change(&mut log);
    found(&log, &Asked::default())
}

#[test]
fn a_week_is_clean() {
    let week = week();
    let (checked, findings) = checked(&week.writer.log(), &Asked::default());
    assert_eq!(findings, []);
    assert_eq!(checked.size, week.writer.entries.len() as u64);
    assert_eq!(checked.root, week.writer.tree().root().to_string());
    assert_eq!(checked.words.split(' ').count(), 8);
    assert_eq!((checked.recomputed.decisions, checked.recomputed.out_of_reach), (1, 0));
    assert_eq!(checked.witnessed, None);
}

#[test]
fn what_is_shown_is_what_was_committed_to() {
    let said = week().said;
    let shown =
        |change: fn(&mut Opening)| past_the_key(|log| change(log.openings[at(said)].as_mut().unwrap()));
    let expected = [(Code::Altered, Some(said))];
    assert_eq!(shown(|opening| opening.shown = opening.shown.replace("eight", "nine")), expected);
    assert_eq!(shown(|opening| opening.salt = Salt::from_bytes([0; 32])), expected);
    let swapped = past_the_key(|log| log.openings.swap(at(said), 1));
    assert_eq!(swapped, [(Code::Altered, Some(1)), (Code::Altered, Some(said))]);
}

#[test]
fn nothing_is_shown_that_was_not_committed_to() {
    let opening = || Opening { salt: Salt::from_bytes([1; 32]), shown: "{}".into() };
    assert_eq!(past_the_key(|log| log.openings[0] = Some(opening())), [(Code::Altered, Some(0))]);
    assert_eq!(past_the_key(|log| log.openings.push(Some(opening()))), [(Code::InsertedOutsideLog, None)]);
}

#[test]
fn nothing_vanishes_without_a_tombstone() {
    let said = week().said;
    assert_eq!(past_the_key(|log| log.openings[at(said)] = None), [(Code::SilentDeletion, Some(said))]);
    assert_eq!(
        signed_again(|week| {
            week.writer.openings[at(week.said)] = None;
            week.writer.tombstone(week.said);
        }),
        []
    );
    // What is known to be destroyed although its tombstone waits.
    let mut log = week().writer.log();
    log.openings[at(said)] = None;
    let mut findings = Vec::new();
    verify::log::check_record(&log, &Asked::default(), &[said].into(), &mut findings);
    assert_eq!(findings, []);
}

#[test]
fn a_tombstone_is_of_something_before_it_once_and_true() {
    let mut end = 0;
    let mut with = |target: fn(&Week) -> u64| {
        signed_again(|week| {
            end = week.writer.entries.len() as u64;
            let target = target(week);
            week.writer.tombstone(target);
        })
    };
    assert_eq!(with(|week| week.withdrawn), [(Code::Rewrite, Some(26))], "a second one");
    assert_eq!(with(|_| 0), [(Code::Rewrite, Some(26))], "of a fact");
    assert_eq!(with(|_| 26), [(Code::Rewrite, Some(26))], "of itself");
    assert_eq!(with(|_| 1 << 40), [(Code::Rewrite, Some(26))], "of nothing");
    assert_eq!(with(|week| week.said), [(Code::InsertedOutsideLog, Some(week().said))], "and it is shown");
    assert_eq!(end, 26);
}

#[test]
fn entries_have_one_form() {
    let response = |about, public: bool| {
        signed_again(|week| {
            let commit = Commitment::from_bytes([1; 32]);
            let public = public.then_some(commit);
            week.writer.push(&Entry::Sealed { kind: Kind::Response, about, commit, public }, None);
        })
    };
    assert_eq!(codes(&response(None, false)), [].into());
    assert_eq!(codes(&response(Some(1), false)), [Code::Rewrite].into());
    assert_eq!(codes(&response(None, true)), [Code::Rewrite, Code::SilentDeletion].into());
    let spaced = signed_again(|week| {
        let spaced = String::from_utf8(week.writer.entries[0].clone()).unwrap().replace(':', ": ");
        week.writer.entries[0] = spaced.into_bytes();
    });
    assert_eq!(spaced, [(Code::Rewrite, Some(0))]);
}

#[test]
fn an_entry_enters_once() {
    let again = signed_again(|week| {
        let ballot = week.writer.entries[at(week.ballot)].clone();
        week.writer.entries.push(ballot);
    });
    assert_eq!(again, [(Code::InsertedOutsideLog, Some(26))]);
}

#[test]
fn days_go_forward_and_notices_come_first() {
    let day = signed_again(|week| {
        week.writer.fact(Fact::Day(TODAY - 1));
    });
    assert_eq!(day, [(Code::Rewrite, Some(26))]);
    let notice = |epoch, origin: &str| Fact::Notice {
        epoch,
        cause: Cause::Restored,
        origin: origin.to_owned(),
        size: 3,
        root: empty(),
    };
    assert_eq!(
        signed_again(|week| {
            week.writer.fact(notice(2, "roundtable/a/b"));
        }),
        [(Code::Rewrite, Some(26))]
    );
    for (epoch, origin, expected) in
        [(2, "roundtable/a/b", None), (1, "roundtable/a/b", Some(())), (2, ORIGIN, Some(()))]
    {
        let found = signed_again(|week| {
            let first = Entry::Fact(notice(epoch, origin)).encode();
            week.writer = crate::writer::Writer::new(ORIGIN);
            week.writer.entries.push(first);
            week.writer.openings.push(None);
        });
        assert_eq!(found, expected.map(|()| (Code::Rewrite, Some(0))).into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn ballots_enter_with_a_result() {
    let early = signed_again(|week| {
        let end = at(week.result);
        week.writer.entries.truncate(end);
        week.writer.openings.truncate(end);
    });
    assert_eq!(early, [(Code::Rewrite, Some(week().ballot))]);
}

#[test]
fn the_checkpoint_is_of_these_entries_and_signed() {
    let rewrite = |found: Vec<(Code, Option<u64>)>| assert_eq!(codes(&found), [Code::Rewrite].into());
    rewrite(past_the_key(|log| {
        log.entries.pop();
        log.openings.pop();
    }));
    rewrite(past_the_key(|log| {
        log.entries.push(Entry::Fact(Fact::Day(TODAY)).encode());
        log.openings.push(None);
    }));
    rewrite(past_the_key(|log| log.entries.swap(3, 7)));
    rewrite(past_the_key(|log| {
        let last = log.entries.last_mut().unwrap();
        *last = Entry::Fact(Fact::Host(record::entry::Act::Read)).encode();
    }));
    let other = Signer::from_seed(ORIGIN, [9; 32]).unwrap();
    rewrite(past_the_key(|log| log.verifier = other.verifier()));
    rewrite(past_the_key(|log| log.verifier = named("roundtable/a/c").verifier()));
    let known = Asked { key: Some(other.verifier()), ..Asked::default() };
    assert_eq!(found(&week().writer.log(), &known), [(Code::Rewrite, None)]);
    let known = Asked { key: Some(signer().verifier()), ..Asked::default() };
    assert_eq!(found(&week().writer.log(), &known), []);
}

#[test]
fn what_enough_have_seen_is_final() {
    let week = week();
    let mut log = week.writer.log();
    let of = |log: &Log| checked(log, &Asked::default());
    log.policy = Some(policy());
    assert_eq!(of(&log), (verify::Checked { witnessed: Some(0), ..of(&log).0 }, vec![]));
    let mut shorter = week.writer.clone();
    shorter.entries.truncate(9);
    log.witnessed = Some(shorter.cosigned());
    assert_eq!(of(&log).0.witnessed, Some(9));
    assert_eq!(of(&log).1, []);
    // A policy of one's own goes before the server's.
    let strict = format!("witness other {}\nquorum other\n", {
        record::cosignature::Cosigner::from_seed("other.example", [1; 32]).unwrap().witness()
    });
    let strict = Asked { policy: Some(strict.parse().unwrap()), ..Asked::default() };
    assert_eq!(checked(&log, &strict).0.witnessed, Some(0));
    // A witnessed checkpoint is kept by others: the record can't be behind it, or another one.
    let mut longer = week.writer.clone();
    longer.event(&statement(2, "More."));
    log.witnessed = Some(longer.cosigned());
    assert_eq!(found(&log, &Asked::default()), [(Code::Rollback, None)]);
    let mut other = week.writer.clone();
    other.entries.swap(3, 7);
    log.witnessed = Some(other.cosigned());
    assert_eq!(found(&log, &Asked::default()), [(Code::Rewrite, None)]);
    assert_eq!(of(&log).0.witnessed, Some(0), "it covers nothing of this record");
    log.witnessed = Some(named("roundtable/a/c").sign_empty());
    assert_eq!(of(&log).0.witnessed, Some(0));
}

trait SignEmpty {
    fn sign_empty(&self) -> record::note::Note;
}

impl SignEmpty for Signer {
    fn sign_empty(&self) -> record::note::Note {
        record::checkpoint::Checkpoint::new(self.verifier().name().as_str(), 0, empty()).sign(self)
    }
}

#[test]
fn a_thousand_changes_are_told_in_a_thousand_sentences() {
    let mut log = week().writer.log();
    for _ in 0..3_000 {
        log.entries.push(b"no entry".to_vec());
    }
    let found = found(&log, &Asked::default());
    assert!(found.len() < 1_010, "{}", found.len());
}

#[test]
fn what_the_record_shows_is_what_its_entries_are_about() {
    let other = signed_again(|week| {
        // The rule's opening, committed to under another kind.
        let salt = Salt::from_bytes([200; 32]);
        let shown = week.writer.openings[at(week.rule)].clone().unwrap().shown;
        let commit = Commitment::from_bytes([201; 32]);
        let public = Some(Commitment::to("agreement", &salt, shown.as_bytes()));
        let entry = Entry::Sealed { kind: Kind::Agreement, about: None, commit, public };
        week.writer.push(&entry, Some(Opening { salt, shown }));
    });
    assert_eq!(other, [(Code::Altered, Some(26))]);
}
