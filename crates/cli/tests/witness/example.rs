//! The policy in docs/witnessing.md is one that works, and means what the text says.

use record::checkpoint::Checkpoint;
use record::cosignature::Cosigner;
use record::note::Signer;
use record::policy::Policy;
use record::tree::Tree;

const DOCS: &str = include_str!("../../../../docs/witnessing.md");
/// The witnesses of the example, in its order: two on each side.
const NAMES: [&str; 4] = ["peers.example", "alumni.example", "university.example", "council.example"];

/// The block that holds a quorum line.
fn example() -> &'static str {
    DOCS.split("```").skip(1).step_by(2).find(|block| block.contains("\nquorum ")).unwrap()
}

fn cosigner(at: usize) -> Cosigner {
    Cosigner::from_seed(NAMES[at], [u8::try_from(at).unwrap() + 1; 32]).unwrap()
}

#[test]
fn the_example_asks_for_one_on_each_side() {
    let policy: Policy = example().parse().unwrap();
    let keys: Vec<String> = policy.witnesses().iter().map(|known| known.key.to_string()).collect();
    let own: Vec<String> = (0..4).map(|at| cosigner(at).witness().to_string()).collect();
    assert_eq!(keys, own, "the keys in the example are made from the seeds of this test");
    assert!(
        policy
            .witnesses()
            .iter()
            .all(|known| known.url.as_deref().is_some_and(|url| url.starts_with("https://")))
    );
    assert!(policy.needs_witnesses() && policy.logs().is_empty(), "one policy for all records of a server");
    let origin = "roundtable/0011223344556677/8899aabbccddeeff";
    let signer = Signer::from_seed(origin, [9; 32]).unwrap();
    for present in 0..16_u8 {
        let mut note = Checkpoint::of(origin, &Tree::default()).sign(&signer);
        let has = |at: usize| present & (1 << at) != 0;
        for at in (0..4).filter(|at| has(*at)) {
            note.add(cosigner(at).cosign(&note, 1_700_000_000));
        }
        let both = (has(0) || has(1)) && (has(2) || has(3));
        assert_eq!(policy.is_met(&note), both, "{present:04b}");
    }
}
