//! A witness that is killed while it is asked, again and again: it never cosigns a smaller tree, nor a second one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use record::checkpoint::Checkpoint;
use record::hash::Hash;
use support::http::Client;

use crate::log::Log;
use crate::process::{Witness, ask, is_cosigned};

const SHARED: u64 = 6;
const HANDS: u8 = 4;

fn kills() -> u64 {
    std::env::var("ROUNDTABLE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(20)
}

/// Somebody who has one past of the record and tries to get it cosigned, step by step.
struct Hand {
    log: Log,
    size: u64,
    /// What it got cosigned, in the order of the answers.
    cosigned: Vec<(u64, Hash)>,
}

impl Hand {
    /// Asks until told to stop, or until nobody answers.
    fn work(&mut self, witness: &Witness, stop: &AtomicBool) {
        let mut client = witness.client();
        while !stop.load(Ordering::Relaxed) {
            if self.step(&mut client, witness).is_err() {
                return;
            }
        }
    }

    fn step(&mut self, client: &mut Client, witness: &Witness) -> std::io::Result<()> {
        let mut old = self.size;
        for attempt in 0..6 {
            // Every third time it tries to go back first.
            let new = if attempt == 0 && old % 3 == 2 { old - 1 } else { old + 1 };
            let request = self.log.request(old.min(new), new);
            let reply = ask(client, &request)?;
            match reply.status {
                200 => {
                    assert!(is_cosigned(&reply, &request.checkpoint, &witness.key()));
                    self.cosigned.push((new, self.log.tree(new).root()));
                    self.size = new;
                    return Ok(());
                }
                409 => old = reply.text().trim().parse().unwrap(),
                422 => {
                    assert!(old > SHARED, "the pasts are the same up to there");
                    break;
                }
                status => panic!("{status}: {}", reply.text()),
            }
        }
        self.size = old;
        Ok(())
    }
}

#[test]
fn killed_at_any_moment_it_never_cosigns_less_or_something_else() {
    let mut witness = Witness::start("peers.example/witness", &Log::new(0).key());
    let (kills, mut rounds_won, mut most) = (kills(), [0_u64; 2], 0);
    for kill in 0..kills {
        // Each record has two pasts, and two hands for each of them.
        let number = kill / 2;
        let hand = |hand| {
            let log = Log::other_past(number, SHARED, hand % 2);
            Hand { log, size: 0, cosigned: Vec::new() }
        };
        let mut hands: Vec<Hand> = (0..HANDS).map(hand).collect();
        let stop = AtomicBool::new(false);
        let before = kept(&witness, &hands[0].log);
        std::thread::scope(|scope| {
            let workers: Vec<_> =
                hands.iter_mut().map(|hand| scope.spawn(|| hand.work(&witness, &stop))).collect();
            std::thread::sleep(Duration::from_millis(15 + kill * 37 % 120));
            kill_process(&witness);
            stop.store(true, Ordering::Relaxed);
            for worker in workers {
                worker.join().unwrap();
            }
        });
        let after = kept(&witness, &hands[0].log);
        let pasts = [0, 1].map(|past| Log::other_past(number, SHARED, past));
        for hand in &hands {
            assert!(hand.cosigned.is_sorted_by_key(|(size, _)| *size), "it went back: {:?}", hand.cosigned);
            for (size, _) in &hand.cosigned {
                assert!(
                    (before.0..=after.0).contains(size),
                    "{size} was cosigned; kept: {before:?}, {after:?}"
                );
            }
        }
        // Whatever was cosigned lies in the past of what is kept, and what was kept before too.
        let won = usize::from(after.1 != pasts[0].tree(after.0).root());
        assert_eq!(after.1, pasts[won].tree(after.0).root());
        let all = hands.iter().flat_map(|hand| &hand.cosigned).chain([&before]);
        for (size, root) in all {
            assert_eq!(*root, pasts[won].tree(*size).root(), "two pasts were cosigned");
        }
        rounds_won[won] += 1;
        most = most.max(after.0);
        witness.start_again();
        assert_eq!(kept(&witness, &hands[0].log), after, "starting changes nothing");
    }
    assert!(most > SHARED, "nothing was ever decided between the two: {most}");
    println!("{kills} kills; the pasts won {rounds_won:?} rounds, the longest had {most} entries");
}

/// Size and root as they are on the disk.
fn kept(witness: &Witness, log: &Log) -> (u64, Hash) {
    let Ok(text) = std::fs::read_to_string(witness.file_of(&log.origin)) else {
        return (0, record::hash::empty());
    };
    let checkpoint = Checkpoint::open(&text.parse().unwrap(), &log.key()).unwrap();
    (checkpoint.size, checkpoint.root)
}

/// SIGKILL to the process while others still use it.
fn kill_process(witness: &Witness) {
    let status = std::process::Command::new("kill").args(["-9", &witness.pid().to_string()]).status();
    assert!(status.unwrap().success());
}
