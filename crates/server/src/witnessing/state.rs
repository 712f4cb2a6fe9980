//! Whether something in a record is final.

use record::policy::Policy;
use store::LogView;

/// Whether others have seen what an entry says, so that it can't be changed quietly any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finality {
    /// Nobody was asked to be a witness.
    NoWitness,
    /// Not enough of the witnesses have seen it so far.
    NotYet,
    /// Those have seen it whose word is enough.
    Final,
}

/// How it is with an entry of a record, from 0; none, where it has not entered yet. The policy is the server's.
pub(crate) fn finality(policy: Option<&Policy>, view: &LogView, entry: Option<u64>) -> Finality {
    if !policy.is_some_and(Policy::needs_witnesses) {
        return Finality::NoWitness;
    }
    let seen = view.witnessed.as_ref().map_or(0, |witnessed| witnessed.size);
    if entry.is_some_and(|entry| entry < seen) { Finality::Final } else { Finality::NotYet }
}

#[cfg(test)]
mod tests {
    use record::checkpoint::Checkpoint;
    use record::cosignature::Cosigner;
    use record::note::Signer;
    use record::tree::Tree;
    use store::Witnessed;

    use super::*;

    #[test]
    fn final_is_what_enough_witnesses_have_seen() {
        let signer = Signer::from_seed("roundtable/1/2", [1; 32]).unwrap();
        let note = Checkpoint::of("roundtable/1/2", &Tree::default()).sign(&signer);
        let witness = Cosigner::from_seed("peers.example", [2; 32]).unwrap().witness();
        let policy: Policy = format!("witness peers {witness}\nquorum peers\n").parse().unwrap();
        let mut view = LogView {
            origin: "roundtable/1/2".into(),
            key: signer.verifier(),
            epoch: 1,
            size: 9,
            root: Tree::default().root(),
            checkpoint: note.clone(),
            witnessed: None,
        };
        assert_eq!(finality(Some(&policy), &view, Some(0)), Finality::NotYet);
        view.witnessed = Some(Witnessed { size: 7, checkpoint: note });
        assert_eq!(finality(Some(&policy), &view, Some(6)), Finality::Final);
        assert_eq!(finality(Some(&policy), &view, Some(7)), Finality::NotYet);
        assert_eq!(finality(Some(&policy), &view, None), Finality::NotYet);
        let nobody: Policy = "quorum none\n".parse().unwrap();
        assert_eq!(finality(Some(&nobody), &view, Some(0)), Finality::NoWitness);
        assert_eq!(finality(None, &view, Some(0)), Finality::NoWitness);
    }
}
