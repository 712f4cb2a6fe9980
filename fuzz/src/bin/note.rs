//! Signed notes, checkpoints, keys and policies: whatever is read is written again as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::checkpoint::Checkpoint;
use record::cosignature::Witness;
use record::note::{Note, Signature, Verifier};
use record::policy::Policy;

fuzz_target!(|text: &str| {
    if let Ok(note) = text.parse::<Note>() {
        assert_eq!(note.to_string(), text);
        if let Ok(checkpoint) = note.text().parse::<Checkpoint>() {
            assert_eq!(checkpoint.to_string(), note.text());
        }
    }
    if let Ok(signature) = text.parse::<Signature>() {
        assert_eq!(signature.to_string(), text);
    }
    if let Ok(key) = text.parse::<Verifier>() {
        assert_eq!(key.to_string().parse::<Verifier>().as_ref(), Ok(&key));
    }
    if let Ok(key) = text.parse::<Witness>() {
        assert_eq!(key.to_string().parse::<Witness>().as_ref(), Ok(&key));
    }
    // A policy, and behind a line of its own what it is asked about.
    let (policy, note) = text.split_once("\n#\n").unwrap_or((text, ""));
    let (Ok(policy), Ok(note)) = (policy.parse::<Policy>(), note.parse::<Note>()) else { return };
    let is_met = policy.is_met(&note);
    assert!(is_met || policy.needs_witnesses() || !policy.logs().is_empty());
});
