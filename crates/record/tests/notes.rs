//! Notes, checkpoints, cosignatures, policies, receipts: against published examples, and against every small change.

#![expect(clippy::unwrap_used, reason = "a test that can't build its notes fails")]

use proptest::prelude::*;
use record::checkpoint::{Checkpoint, CheckpointError};
use record::cosignature::{Cosigner, Witness};
use record::hash::leaf;
use record::note::{Note, NoteError, Signer, Verifier};
use record::policy::Policy;
use record::receipt::{Receipt, ReceiptError};
use record::tree::Tree;
use record::witness::{Refusal, Request, Seen};

const ORIGIN: &str = "table.example/t/1";

fn log() -> Signer {
    Signer::from_seed(ORIGIN, [1; 32]).unwrap()
}

fn tree(size: u8) -> Tree {
    let mut tree = Tree::default();
    (0..size).for_each(|entry| tree.push(leaf(&[entry])));
    tree
}

fn signed(size: u8) -> Note {
    Checkpoint::of(ORIGIN, &tree(size)).sign(&log())
}

/// The example of Go's note package, which other implementations are tested against as well.
#[test]
fn the_published_note() {
    let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let whole = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let verifier: Verifier = key.parse().unwrap();
    let note: Note = whole.parse().unwrap();
    assert_eq!(verifier.check(&note), Ok(()));
    assert_eq!(note.to_string(), whole);
    assert_eq!(verifier.to_string(), key);
    let other: Note = whole.replace("answer", "Answer").parse().unwrap();
    assert_eq!(verifier.check(&other), Err(NoteError::False));
    assert_eq!(log().verifier().check(&note), Err(NoteError::Unsigned));
}

#[test]
fn what_is_no_note() {
    let good = signed(3).to_string();
    assert!(good.parse::<Note>().is_ok());
    let bad = [
        String::new(),
        "text\n".into(),
        "text\n\n".into(),
        good.trim_end().to_owned(),
        good.replace("\n\n", "\n"),
        good.replace('\u{2014}', "-"),
        good.replacen("table", "ta\tble", 1),
        good.replacen("table", "ta\rble", 1),
        format!("{good}\n"),
        format!("{good}\u{2014} name AAAA\n"),
        format!("{good}\u{2014} na+me AAAAAAAA\n"),
        format!("{good}{}", "\u{2014} name AAAAAAAA\n".repeat(64)),
    ];
    for bad in bad {
        assert_eq!(bad.parse::<Note>(), Err(NoteError::Form), "{bad:?}");
    }
    assert!(format!("{good}{}", "\u{2014} name AAAAAAAA\n".repeat(63)).parse::<Note>().is_ok());
    // A text may hold empty lines: the last one is the rule.
    let poem = "One\n\nTwo\n\n\u{2014} name AAAAAAAA\n".parse::<Note>().unwrap();
    assert_eq!(poem.text(), "One\n\nTwo\n");
}

#[test]
fn what_is_no_key() {
    let good = log().verifier().to_string();
    assert!(good.parse::<Verifier>().is_ok());
    assert!(good.parse::<Witness>().is_err(), "a log's key is no witness's");
    assert_eq!(Signer::from_seed("a name", [1; 32]).err(), Some(NoteError::Name));
    let (name, rest) = good.split_once('+').unwrap();
    let bad = [
        format!("other+{rest}"),
        format!("{name}+00000000+{}", rest.split_once('+').unwrap().1),
        good[..good.len() - 1].to_owned(),
        name.to_owned(),
        // The key of small order that fits many signatures.
        "weak+6e4ab6a8+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
    ];
    for bad in bad {
        assert!(bad.parse::<Verifier>().is_err(), "{bad}");
    }
    // One key under two names is two verifiers.
    let known = log().verifier();
    assert_eq!(Verifier::from_key(ORIGIN, known.key()).unwrap(), known);
    let elsewhere = Signer::from_seed("elsewhere", [1; 32]).unwrap();
    assert_eq!(Verifier::from_key("elsewhere", known.key()).unwrap(), elsewhere.verifier());
    assert_eq!(Verifier::from_key("two words", known.key()), Err(NoteError::Name));
    assert_eq!(Verifier::from_key("weak", &[0; 32]), Err(NoteError::Key));
}

#[test]
fn checkpoints() {
    let key = log().verifier();
    let note = signed(7);
    let opened = Checkpoint::open(&note, &key).unwrap();
    assert_eq!((opened.origin(), opened.size, opened.root), (ORIGIN, 7, tree(7).root()));
    let other = Signer::from_seed("elsewhere", [1; 32]).unwrap();
    let theirs = Checkpoint::of(ORIGIN, &tree(7)).sign(&other);
    assert_eq!(Checkpoint::open(&theirs, &other.verifier()), Err(CheckpointError::Origin));
    let text = note.text();
    for bad in [
        text.replace("\n7\n", "\n07\n"),
        text.replace("\n7\n", "\n+7\n"),
        text.replace("\n7\n", "\n-7\n"),
        format!("{text}more\n"),
        text.replace('=', ""),
        text.replacen(ORIGIN, "", 1),
        text.trim_end().to_owned(),
    ] {
        assert_eq!(bad.parse::<Checkpoint>(), Err(CheckpointError::Form), "{bad:?}");
    }
    assert_eq!(Checkpoint::new("two\nlines", 0, tree(0).root()).origin(), "twolines");
}

#[test]
fn cosignatures_say_when() {
    let cosigner = Cosigner::from_seed("peers.example", [2; 32]).unwrap();
    let witness: Witness = cosigner.witness().to_string().parse().unwrap();
    let mut note = signed(5);
    assert_eq!(witness.check(&note), Err(NoteError::Unsigned));
    note.add(cosigner.cosign(&note, 1_679_315_147));
    assert_eq!(witness.check(&note), Ok(1_679_315_147));
    assert!(log().verifier().has_signed(&note), "the log's own signature is still there");
    // The time is signed too, and a cosignature of one checkpoint is none of another.
    let mut later = cosigner.cosign(&note, 1_679_315_147);
    later.bytes[7] ^= 1;
    note.add(later);
    assert_eq!(witness.check(&note), Err(NoteError::False));
    let mut other = signed(6);
    other.add(cosigner.cosign(&signed(5), 5));
    assert_eq!(witness.check(&other), Err(NoteError::False));
}

#[test]
fn a_witness_only_cosigns_what_has_grown() {
    let (key, whole) = (log().verifier(), tree(20));
    let at = |size: u64| Seen { size, root: whole.root_at(size).unwrap() };
    let ask = |old: u64, new: u8| Request {
        old,
        proof: whole.consistency(old, u64::from(new)).unwrap(),
        checkpoint: signed(new),
    };
    assert_eq!(ask(0, 4).judge(&Seen::nothing(), &key), Ok(at(4)));
    assert_eq!(ask(4, 11).judge(&at(4), &key), Ok(at(11)));
    assert_eq!(ask(11, 11).judge(&at(11), &key), Ok(at(11)), "the same again is fine");
    assert_eq!(ask(4, 11).judge(&at(7), &key), Err(Refusal::Elsewhere(7)));
    // A log that rewrote its past, or went back.
    let rewritten = Seen { size: 4, root: leaf(b"another past") };
    assert_eq!(ask(4, 11).judge(&rewritten, &key), Err(Refusal::Inconsistent));
    assert_eq!(ask(4, 4).judge(&rewritten, &key), Err(Refusal::Elsewhere(4)));
    assert_eq!(Request { old: 12, ..ask(4, 11) }.judge(&at(12), &key), Err(Refusal::Form));
    let stranger = Signer::from_seed(ORIGIN, [9; 32]).unwrap().verifier();
    assert_eq!(ask(4, 11).judge(&at(4), &stranger), Err(Refusal::Unsigned));
    let body = ask(4, 11).to_string();
    assert_eq!(body.parse::<Request>(), Ok(ask(4, 11)));
    for bad in ["old 04", "old", "new 4", "old 4 "] {
        assert_eq!(body.replacen("old 4", bad, 1).parse::<Request>(), Err(Refusal::Form), "{bad}");
    }
    let long = format!("old 4\n{}\n{}", format!("{}\n", leaf(b"")).repeat(64), signed(11));
    assert_eq!(long.parse::<Request>(), Err(Refusal::Form));
    let statuses = [Refusal::Form, Refusal::Unsigned, Refusal::Elsewhere(0), Refusal::Inconsistent];
    assert_eq!(statuses.map(|refusal| refusal.status()), [400, 403, 409, 422]);
}

#[test]
fn receipts_are_checked_alone() {
    let key = log().verifier();
    for index in 0..9_u8 {
        let proof = tree(9).inclusion(u64::from(index), 9).unwrap();
        let receipt =
            Receipt { index: u64::from(index), extra: Some(vec![index]), proof, checkpoint: signed(9) };
        let text = receipt.to_string();
        let read: Receipt = text.parse().unwrap();
        assert_eq!(read, receipt);
        assert!(read.check(leaf(&[index]), &key).is_ok());
        assert_eq!(read.check(leaf(&[index + 1]), &key), Err(ReceiptError::NotThere));
        // Any one character changed: it does not read, or does not hold. Only the unsigned extra is free.
        let signed_from = text.find("index").unwrap();
        for (at, char) in text.char_indices().filter(|(at, char)| *at >= signed_from && char.is_ascii()) {
            let other = if char == 'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            let holds =
                changed.parse::<Receipt>().is_ok_and(|receipt| receipt.check(leaf(&[index]), &key).is_ok());
            assert!(!holds, "{at}: {changed}");
        }
    }
}

#[test]
fn policies() {
    let cosigners: Vec<Cosigner> =
        (2..6).map(|seed| Cosigner::from_seed(&format!("w{seed}.example"), [seed; 32]).unwrap()).collect();
    let keys: Vec<String> = cosigners.iter().map(|cosigner| cosigner.witness().to_string()).collect();
    let text = format!(
        "# lived experience first\n\nlog {}  https://table.example\n witness\tP1 {} https://p1.example\nwitness P2 {}\n\
         witness I1 {}\nwitness I2 {}\ngroup lived 2 P1 P2\ngroup inst any I1 I2\ngroup both all lived inst\nquorum both\n",
        log().verifier(),
        keys[0],
        keys[1],
        keys[2],
        keys[3],
    );
    let policy: Policy = text.parse().unwrap();
    assert_eq!(policy.logs()[0].url.as_deref(), Some("https://table.example"));
    assert_eq!(policy.witnesses().len(), 4);
    for present in 0..16_u8 {
        let mut note = signed(3);
        let has = |at: usize| present & (1 << at) != 0;
        for (_, cosigner) in cosigners.iter().enumerate().filter(|(at, _)| has(*at)) {
            note.add(cosigner.cosign(&note, 1));
        }
        assert_eq!(policy.is_met(&note), has(0) && has(1) && (has(2) || has(3)), "{present:04b}");
        let stranger = Signer::from_seed("other", [8; 32]).unwrap();
        assert!(!policy.is_met(&Checkpoint::of("other", &tree(3)).sign(&stranger)));
    }
    let none: Policy = "quorum none".parse().unwrap();
    assert!(none.is_met(&signed(3)));
    assert!(!none.needs_witnesses() && policy.needs_witnesses());
    let refused = |text: &str| text.parse::<Policy>().unwrap_err();
    for (bad, line) in [
        (String::new(), 1),
        (text.replace("quorum both\n", ""), 11),
        (format!("{text}quorum both\n"), 12),
        (text.replace("quorum both", "quorum nobody"), 11),
        (text.replace("group inst", "group none"), 9),
        (text.replace("2 P1 P2", "3 P1 P2"), 8),
        (text.replace("2 P1 P2", "0 P1 P2"), 8),
        (text.replace("2 P1 P2", "+2 P1 P2"), 8),
        (text.replace("any I1 I2", "any I1 I1"), 9),
        (text.replace("any I1 I2", "any"), 9),
        (text.replace("witness P2", "witness P1"), 5),
        (text.replace(&keys[1], &keys[0]), 5),
        (text.replace(&keys[0], &log().verifier().to_string()), 4),
        (text.replace("# lived", "\u{7}# lived"), 1),
    ] {
        assert_eq!(refused(&bad).line, line, "{bad}");
    }
}

proptest! {
    #[test]
    fn nothing_read_ever_panics(text in "(old |index |c2sp.org/tlog-proof@v1|\u{2014} |[a-z+]{0,5}|[A-Za-z0-9+/=]{0,50}|\n|\n\n|.){0,20}") {
        let _ = text.parse::<Note>();
        let _ = text.parse::<Checkpoint>();
        let _ = text.parse::<Request>();
        let _ = text.parse::<Receipt>();
        let _ = text.parse::<Policy>();
        let _ = text.parse::<Verifier>();
        let _ = text.parse::<Witness>();
    }

    #[test]
    fn what_is_written_reads_back(text in "[^\\p{Cc}]{0,30}\n", seed in any::<[u8; 32]>(), time in 0_u64..1 << 62) {
        let signer = Signer::from_seed("a.example", seed).unwrap();
        let cosigner = Cosigner::from_seed("b.example", seed).unwrap();
        let mut note = Note::new(&text).unwrap();
        note.add(signer.sign(&note));
        note.add(cosigner.cosign(&note, time));
        let read: Note = note.to_string().parse().unwrap();
        prop_assert_eq!(&read, &note);
        prop_assert!(signer.verifier().has_signed(&read));
        prop_assert_eq!(cosigner.witness().check(&read), Ok(time));
    }
}
