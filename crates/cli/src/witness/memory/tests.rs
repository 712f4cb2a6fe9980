use std::path::Path;

use record::checkpoint::Checkpoint;
use record::hash::leaf;
use record::note::Signer;
use record::tree::Tree;
use record::witness::{Refusal, Request};

use super::{Memory, MemoryError, Verdict};

const ORIGIN: &str = "roundtable/0011223344556677/8899aabbccddeeff";
const FILE: &str = "records/0011223344556677-8899aabbccddeeff";

fn log() -> Signer {
    Signer::from_seed(ORIGIN, [1; 32]).unwrap()
}

/// A record of so many entries; `past` makes another one of the same size.
fn tree(size: u8, past: u8) -> Tree {
    let mut tree = Tree::default();
    (0..size).for_each(|entry| tree.push(leaf(&[entry, past])));
    tree
}

fn ask(memory: &Memory, old: u8, new: u8, past: u8) -> Result<Verdict, MemoryError> {
    let whole = tree(new, past);
    let request = Request {
        old: old.into(),
        proof: whole.consistency(old.into(), new.into()).unwrap_or_default(),
        checkpoint: Checkpoint::of(ORIGIN, &whole).sign(&log()),
    };
    memory.judge(&request, &log().verifier())
}

fn kept(directory: &Path, file: &str) -> u64 {
    let text = std::fs::read_to_string(directory.join(file)).unwrap();
    Checkpoint::open(&text.parse().unwrap(), &log().verifier()).unwrap().size
}

#[test]
fn what_was_cosigned_is_remembered_and_never_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let seed = {
        let memory = Memory::open(home.path()).unwrap();
        assert_eq!(ask(&memory, 0, 4, 0).unwrap(), Verdict::Kept);
        assert_eq!(ask(&memory, 4, 9, 0).unwrap(), Verdict::Kept);
        assert_eq!(ask(&memory, 9, 9, 0).unwrap(), Verdict::Kept, "the same again is fine");
        *memory.seed()
    };
    let memory = Memory::open(home.path()).unwrap();
    assert_eq!(*memory.seed(), seed, "the key stays");
    assert_eq!(kept(home.path(), FILE), 9);
    assert_eq!(ask(&memory, 0, 4, 0).unwrap(), Verdict::Refused(Refusal::Elsewhere(9)));
    assert_eq!(ask(&memory, 9, 12, 1).unwrap(), Verdict::Refused(Refusal::Inconsistent));
    assert_eq!(ask(&memory, 9, 9, 1).unwrap(), Verdict::Forked(Refusal::Elsewhere(9)));
    assert_eq!(kept(home.path(), FILE), 9);
    assert_eq!(kept(home.path(), &format!("{FILE}.fork")), 9);
    assert_eq!(ask(&memory, 9, 10, 0).unwrap(), Verdict::Kept, "the true one goes on");
}

#[test]
fn one_process_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let _first = Memory::open(home.path()).unwrap();
    assert!(matches!(Memory::open(home.path()), Err(MemoryError::InUse(_))));
}

/// A memory that can't be read is no memory of nothing.
#[test]
fn damage_is_told_and_nothing_is_cosigned() {
    let home = tempfile::tempdir().unwrap();
    let memory = Memory::open(home.path()).unwrap();
    assert_eq!(ask(&memory, 0, 9, 0).unwrap(), Verdict::Kept);
    let path = home.path().join(FILE);
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        assert!(ask(&memory, 0, 3, 1).is_err(), "byte {at}");
    }
    for length in 0..whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(ask(&memory, 0, 3, 1).is_err(), "cut at {length}");
    }
    std::fs::write(home.path().join("witness.key"), [1; 31]).unwrap();
    drop(memory);
    assert!(matches!(Memory::open(home.path()), Err(MemoryError::Key(_))));
}

/// Many ask at once, with all the sizes there are: what is kept only ever grows.
#[test]
fn those_who_ask_at_once_are_judged_one_after_another() {
    let home = tempfile::tempdir().unwrap();
    let memory = Memory::open(home.path()).unwrap();
    assert_eq!(ask(&memory, 0, 1, 0).unwrap(), Verdict::Kept);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for new in 2..=30 {
                    let before = kept(home.path(), FILE);
                    let old = u8::try_from(before).unwrap();
                    let verdict = ask(&memory, old.min(new), new, 0).unwrap();
                    let after = kept(home.path(), FILE);
                    assert!(after >= before, "from {before} to {after}");
                    if verdict == Verdict::Kept {
                        assert!(after >= u64::from(new), "{new} was cosigned and {after} is kept");
                    }
                }
            });
        }
    });
    assert_eq!(kept(home.path(), FILE), 30);
}

#[cfg(unix)]
#[test]
fn the_key_is_closed_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let _memory = Memory::open(home.path()).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.path().join("witness.key")), 0o600);
    assert_eq!(mode(home.path()), 0o700);
}
