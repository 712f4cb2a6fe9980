//! What people kept: checkpoints, receipts and promises.

use record::checkpoint::Checkpoint;
use record::entry::{Cause, Fact, Kind};
use record::hash::{empty, leaf};
use record::note::{Note, Signer};
use record::pledge::{Pledge, Until, pledge};
use record::receipt::Receipt;
use verify::{Asked, Code};

use crate::writer::{ORIGIN, TODAY, Writer, found, named, signer, week};

const OLD: &str = "roundtable/00000000000000aa/00000000000000cc";

fn kept(note: Note) -> Asked {
    Asked { checkpoints: vec![note], ..Asked::default() }
}

fn promised(until: Until, entry: &[u8], today: Option<i32>) -> Asked {
    let filler = b"{\"data\":{\"day\":1},\"kind\":\"day\",\"v\":1}".to_vec();
    let mut pledges = pledge(ORIGIN, &signer(), until, vec![filler, entry.to_vec()]);
    Asked { pledges: vec![pledges.remove(1)], today, ..Asked::default() }
}

#[test]
fn every_earlier_checkpoint_is_a_beginning() {
    let week = week();
    for size in 0..=week.writer.entries.len() {
        let mut earlier = week.writer.clone();
        earlier.entries.truncate(size);
        assert_eq!(found(&week.writer.log(), &kept(earlier.checkpoint())), [], "{size}");
        let root = leaf(b"other");
        let other = Checkpoint::new(ORIGIN, size as u64, root).sign(&signer());
        assert_eq!(found(&week.writer.log(), &kept(other)), [(Code::Rewrite, None)], "{size}");
    }
}

#[test]
fn a_shorter_record_is_a_rollback_with_both_sizes() {
    let week = week();
    let mut shorter = week.writer.clone();
    shorter.entries.pop();
    shorter.openings.pop();
    let mut findings = Vec::new();
    verify::log::check(&shorter.log(), &kept(week.writer.checkpoint()), &mut findings);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, Code::Rollback);
    assert!(findings[0].text.contains("25") && findings[0].text.contains("26"), "{}", findings[0].text);
}

#[test]
fn a_checkpoint_that_was_not_signed_proves_nothing_and_is_told() {
    let week = week();
    let stranger = Signer::from_seed(ORIGIN, [1; 32]).unwrap();
    let forged = Checkpoint::of(ORIGIN, &week.writer.tree()).sign(&stranger);
    assert_eq!(found(&week.writer.log(), &kept(forged)), [(Code::Rewrite, None)]);
    let text = week.writer.checkpoint().to_string().replacen("\n26\n", "\n27\n", 1);
    assert_eq!(found(&week.writer.log(), &kept(text.parse().unwrap())), [(Code::Altered, None)]);
}

fn receipt(writer: &Writer, index: u64, extra: bool) -> Receipt {
    let entry = writer.entries[usize::try_from(index).unwrap()].clone();
    let proof = writer.tree().inclusion(index, writer.entries.len() as u64).unwrap();
    Receipt { index, extra: extra.then_some(entry), proof, checkpoint: writer.checkpoint() }
}

#[test]
fn receipts_are_held_against_the_record() {
    let week = week();
    let with = |receipt| Asked { receipts: vec![receipt], ..Asked::default() };
    for index in 0..23 {
        for extra in [true, false] {
            assert_eq!(found(&week.writer.log(), &with(receipt(&week.writer, index, extra))), []);
        }
    }
    let moved = Receipt { index: 4, ..receipt(&week.writer, 5, true) };
    assert_eq!(found(&week.writer.log(), &with(moved)), [(Code::Altered, Some(4))]);
    let mut other = week.writer.clone();
    other.entries.swap(3, 7);
    assert_eq!(
        found(&other.log(), &with(receipt(&week.writer, 3, true))),
        [(Code::Rewrite, None), (Code::Rewrite, Some(3))]
    );
}

#[test]
fn a_receipt_holds_alone() {
    let week = week();
    let key = signer().verifier();
    let policy = crate::writer::policy();
    let mut receipt = receipt(&week.writer, 5, true);
    let report = verify::receipt::check(&receipt, &key, Some(&policy)).unwrap();
    assert!(report.ok);
    assert_eq!((report.size, report.records[0].witnessed), (26, Some(0)));
    receipt.checkpoint = week.writer.cosigned();
    let report = verify::receipt::check(&receipt, &key, Some(&policy)).unwrap();
    assert_eq!(report.records[0].witnessed, Some(26));
    let wrong = Receipt { extra: Some(week.writer.entries[4].clone()), ..receipt.clone() };
    let report = verify::receipt::check(&wrong, &key, None).unwrap();
    assert_eq!(report.findings.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::Altered]);
    assert!(verify::receipt::check(&Receipt { extra: None, ..receipt }, &key, None).is_err());
}

#[test]
fn a_promise_by_a_day_is_kept_before_a_later_day_enters() {
    let week = week();
    let (log, said) = (week.writer.log(), week.writer.entries[4].clone());
    for (day, today, expected) in [
        // It entered on TODAY - 7; the next day that entered is TODAY - 6.
        (TODAY - 7, Some(TODAY), vec![]),
        (TODAY, Some(TODAY + 9), vec![]),
        (TODAY - 8, None, vec![(Code::BrokenPromise, Some(4))]),
    ] {
        assert_eq!(found(&log, &promised(Until::Day(day), &said, today)), expected, "{day} {today:?}");
    }
    let lost = Fact::Day(1);
    let lost = record::entry::Entry::Fact(lost).encode();
    for (day, today, is_broken) in [
        (TODAY - 1, None, true),
        (TODAY, None, false),
        (TODAY, Some(TODAY), false),
        (TODAY, Some(TODAY + 1), true),
        (TODAY + 3, Some(TODAY + 1), false),
    ] {
        let expected = if is_broken { vec![(Code::BrokenPromise, None)] } else { vec![] };
        assert_eq!(found(&log, &promised(Until::Day(day), &lost, today)), expected, "{day} {today:?}");
    }
}

#[test]
fn a_promise_until_a_result_is_kept_before_it() {
    let week = week();
    let log = week.writer.log();
    let ballot = week.writer.entries[usize::try_from(week.ballot).unwrap()].clone();
    assert_eq!(found(&log, &promised(Until::Result(1), &ballot, None)), []);
    let mut later = week.writer.clone();
    let entry = later.sealed(Kind::Ballot);
    let late = later.entries[usize::try_from(entry).unwrap()].clone();
    assert_eq!(
        found(&later.log(), &promised(Until::Result(1), &late, None)),
        [(Code::BrokenPromise, Some(entry))]
    );
    assert_eq!(found(&log, &promised(Until::Result(1), &late, None)), [(Code::BrokenPromise, None)]);
    assert_eq!(found(&log, &promised(Until::Result(2), &late, Some(99_999))), [], "it was not counted yet");
    assert_eq!(found(&log, &promised(Until::Settled(1), &late, Some(99_999))), []);
}

#[test]
fn a_promise_that_was_not_made_proves_nothing_and_is_told() {
    let week = week();
    let asked = promised(Until::Result(1), b"{\"data\":{\"day\":2},\"kind\":\"day\",\"v\":1}", None);
    let changed = |change: fn(&mut Pledge)| {
        let mut asked = asked.clone();
        change(&mut asked.pledges[0]);
        found(&week.writer.log(), &asked)
    };
    assert_eq!(changed(|_| {}), [(Code::BrokenPromise, None)]);
    assert_eq!(changed(|pledge| pledge.index = 0), [(Code::Altered, None)]);
    assert_eq!(changed(|pledge| pledge.entry.clear()), [(Code::Altered, None)]);
    let stranger = Signer::from_seed(ORIGIN, [1; 32]).unwrap();
    let forged = pledge(ORIGIN, &stranger, Until::Day(1), vec![asked.pledges[0].entry.clone()]);
    let forged = Asked { pledges: forged, ..Asked::default() };
    assert_eq!(found(&week.writer.log(), &forged), [(Code::Rewrite, None)]);
}

/// A record that goes on from one of 26 entries, with everything entered anew.
fn restored() -> (Writer, Writer) {
    let mut old = week().writer;
    OLD.clone_into(&mut old.origin);
    let mut new = Writer::new(ORIGIN);
    let notice = Fact::Notice {
        epoch: 2,
        cause: Cause::Restored,
        origin: OLD.to_owned(),
        size: 26,
        root: old.tree().root(),
    };
    new.fact(notice);
    new.fact(Fact::Day(TODAY + 2));
    for at in 1..old.entries.len() {
        if !old.entries[at].starts_with(b"{\"data\"") {
            new.entries.push(old.entries[at].clone());
            new.openings.push(old.openings[at].clone());
        }
    }
    new.tombstone(6);
    (old, new)
}

#[test]
fn a_record_that_goes_on_from_another_keeps_its_word() {
    let (old, new) = restored();
    let log = new.log();
    assert_eq!(found(&log, &kept(old.checkpoint())), []);
    let mut longer = old.clone();
    longer.fact(Fact::Day(TODAY + 1));
    assert_eq!(found(&log, &kept(longer.checkpoint())), [(Code::Rollback, Some(0))]);
    let other = Checkpoint::new(OLD, 26, empty()).sign(&named(OLD));
    assert_eq!(found(&log, &kept(other)), [(Code::Rewrite, Some(0))]);
    let forged = Checkpoint::new(OLD, 99, empty()).sign(&Signer::from_seed(OLD, [1; 32]).unwrap());
    assert_eq!(found(&log, &kept(forged)), [(Code::Rewrite, None)]);
    let promise = |until, entry: &[u8]| {
        let pledges = pledge(OLD, &named(OLD), until, vec![entry.to_vec()]);
        found(&log, &Asked { pledges, today: Some(TODAY + 9), ..Asked::default() })
    };
    assert_eq!(promise(Until::Day(TODAY - 7), &old.entries[4]), []);
    assert_eq!(promise(Until::Day(TODAY), &old.entries[0]), [(Code::BrokenPromise, None)]);
    assert_eq!(promise(Until::Result(9), &old.entries[0]), []);
}
