//! Exports, and what a checker finds in them: as they came, and as a house would write them that can sign what it likes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use record::Commitment;
use record::checkpoint::Checkpoint;
use record::entry::Entry;
use record::hash;
use record::note::Signer;
use record::tree::Tree;
use verify::{Asked, Log, export, log};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut log) = export::read(bytes) else { return };
    let mut asked = Asked { today: Some(20_000), ..Asked::default() };
    let report = log::report(&log, &asked);
    assert_eq!(report.ok, report.findings.is_empty());
    let Some(signer) = forge(&mut log) else { return };
    asked.key = Some(signer.verifier());
    asked.checkpoints.push(log.checkpoint.clone());
    let report = log::report(&log, &asked);
    assert_eq!(report.size, log.entries.len() as u64);
    let signed = log.checkpoint.text().parse::<Checkpoint>().map(|checkpoint| checkpoint.root.to_string());
    assert_eq!(report.root, signed.ok());
});

/// Commits to whatever is shown, and signs it all: so that what is changed is found in what it says, not by its hash. None where
/// nobody can be called so.
fn forge(log: &mut Log) -> Option<Signer> {
    let signer = Signer::from_seed(log.origin(), [7; 32]).ok()?;
    let mut tree = Tree::default();
    for (bytes, opening) in log.entries.iter_mut().zip(&log.openings) {
        if let (Some(Entry::Sealed { kind, about, commit, public: Some(_) }), Some(opening)) =
            (Entry::decode(bytes), opening)
        {
            let public = Some(Commitment::to(kind.key(), &opening.salt, opening.shown.as_bytes()));
            *bytes = Entry::Sealed { kind, about, commit, public }.encode();
        }
        tree.push(hash::leaf(bytes));
    }
    log.checkpoint = Checkpoint::of(log.origin(), &tree).sign(&signer);
    log.verifier = signer.verifier();
    log.witnessed = None;
    Some(signer)
}
