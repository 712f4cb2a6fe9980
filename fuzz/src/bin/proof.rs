//! Receipts, promises and what witnesses are asked: whatever is read is written again so that it reads the same, and it holds
//! when it is signed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::checkpoint::Checkpoint;
use record::hash;
use record::note::{Note, Signer};
use record::pledge::Pledge;
use record::receipt::Receipt;
use record::tree::root_above;
use record::witness::{Request, Seen};
use verify::{earlier, promise};

fuzz_target!(|text: &str| {
    if let Ok(receipt) = text.parse::<Receipt>() {
        assert_eq!(receipt.to_string().parse::<Receipt>().as_ref(), Ok(&receipt));
        holds(receipt);
    }
    if let Ok(pledge) = text.parse::<Pledge>() {
        assert_eq!(pledge.to_string().parse::<Pledge>().as_ref(), Ok(&pledge));
        is_kept(pledge);
    }
    if let Ok(request) = text.parse::<Request>() {
        assert_eq!(request.to_string().parse::<Request>().as_ref(), Ok(&request));
        is_judged(request);
    }
    // In whatever form they were kept.
    let _ = promise::read(text.as_bytes());
    let _ = earlier::read(text.as_bytes());
});

fn signer(origin: &str) -> Option<Signer> {
    Signer::from_seed(origin, [7; 32]).ok()
}

/// A receipt whose way leads to some root holds for that root, and for no other entry.
fn holds(mut receipt: Receipt) {
    let Ok(named) = receipt.checkpoint.text().parse::<Checkpoint>() else { return };
    let Some(signer) = signer(named.origin()) else { return };
    let leaf = hash::leaf(receipt.extra.as_deref().unwrap_or(b"an entry"));
    let Some(root) = root_above(leaf, receipt.index, named.size, &receipt.proof) else { return };
    receipt.checkpoint = Checkpoint::new(named.origin(), named.size, root).sign(&signer);
    assert!(receipt.check(leaf, &signer.verifier()).is_ok());
    assert!(
        receipt.check(hash::leaf(b"another entry"), &signer.verifier()).is_err()
            || receipt.extra.as_deref() == Some(b"another entry")
    );
}

/// A promise that leads to what was signed is read as it was made.
fn is_kept(pledge: Pledge) {
    let lines: Vec<&str> = pledge.note().text().lines().collect();
    let [header, origin, until, size, _] = *lines else { return };
    let Some(signer) = signer(origin) else { return };
    let Ok(many) = size.parse() else { return };
    let Some(root) = root_above(hash::leaf(&pledge.entry), pledge.index, many, &pledge.proof) else { return };
    let Ok(mut note) = Note::new(&format!("{header}\n{origin}\n{until}\n{size}\n{root}\n")) else { return };
    note.add(signer.sign(&note));
    let pledge = pledge.with_note(note);
    if let Ok((entry, by)) = pledge.check(&signer.verifier()) {
        assert_eq!(entry.encode(), pledge.entry);
        assert_eq!(by.to_string(), pledge.note().text().lines().nth(2).unwrap_or_default());
    }
}

/// A witness never goes back.
fn is_judged(mut request: Request) {
    let Some(signer) = request.checkpoint.text().lines().next().and_then(signer) else { return };
    let Ok(mut note) = Note::new(request.checkpoint.text()) else { return };
    note.add(signer.sign(&note));
    request.checkpoint = note;
    let seen = Seen { size: request.old, ..Seen::nothing() };
    if let Ok(now) = request.judge(&seen, &signer.verifier()) {
        assert!(now.size > seen.size || now == seen);
    }
}
