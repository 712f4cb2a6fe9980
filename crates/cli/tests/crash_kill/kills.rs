//! Kill -9 under load, again and again.

use std::path::Path;
use std::time::Duration;

use support::disk::marked;
use support::{Launch, Server};

use crate::audit::{Audit, Tally};
use crate::load::{Hand, STATEMENTS, Target, What};
use crate::{Dice, PROGRAM};

const HANDS: usize = 8;
const SEED: u64 = 20_261_122;
/// After so many kills the load goes to a new server, so that reading all of it stays quick.
const KILLS_A_SERVER: usize = 20;

fn kills() -> usize {
    std::env::var("ROUNDTABLE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(25)
}

/// A server under load, with its clients' lists.
struct Trial {
    server: Server,
    target: Target,
    hands: Vec<Hand>,
    dice: Dice,
    total: Tally,
}

impl Trial {
    fn new(round: usize) -> Self {
        let server = Launch::serve(PROGRAM).arg("--record-every").arg("1").start();
        let address = server.address();
        let target = Target::prepare(address, round);
        let seed = SEED + round as u64 * 1000;
        let hand = |number| Hand::new(address, format!("r{round}h{number}"), seed + number as u64 + 1);
        let hands = (0..HANDS).map(hand).collect();
        Self { server, target, hands, dice: Dice::new(seed), total: Tally::default() }
    }

    /// The server's life under load, its death, and what is there afterwards.
    fn kill_once(&mut self) {
        let address = self.server.address();
        let before: Vec<usize> = self.hands.iter().map(|hand| hand.list.len()).collect();
        let (server, target, hands) = (&mut self.server, &self.target, &mut self.hands);
        let life = Duration::from_millis(20 + self.dice.below(281));
        std::thread::scope(|scope| {
            for hand in hands.iter_mut() {
                scope.spawn(|| hand.work(address, target));
            }
            std::thread::sleep(life);
            server.kill();
        });
        nothing_is_found(self.server.data());
        let tally = self.audit();
        self.total.acknowledged = tally.acknowledged;
        self.total.unknown += tally.unknown;
        self.total.unknown_kept += tally.unknown_kept;
        self.server.start_again(address);
        let target = &self.target;
        std::thread::scope(|scope| {
            for (hand, from) in self.hands.iter_mut().zip(&before) {
                scope.spawn(move || hand.send_again(address, target, *from));
            }
        });
        nothing_withdrawn_is_left(self.server.data(), &self.hands, &before);
    }

    fn audit(&self) -> Tally {
        let audit = Audit::of(self.server.data(), &self.target.table);
        audit.holds(&self.hands, 1, STATEMENTS as usize)
    }

    /// Ends it in peace; by then every write was acknowledged, and each is there exactly once.
    fn end(mut self) -> Tally {
        assert!(self.server.terminate(Duration::from_secs(10)).success());
        let tally = self.audit();
        assert_eq!(tally.unknown, 0);
        self.total.acknowledged = tally.acknowledged;
        self.total
    }
}

/// Whoever checks the directory finds nothing: the record follows the journal through every death.
pub(crate) fn nothing_is_found(data: &Path) {
    let report = verify::directory::check(data, &verify::Asked::default()).unwrap();
    assert!(report.ok, "{:#?}", report.findings);
    assert!(report.size > 0, "there is a record");
}

/// Words whose taking back was acknowledged, before the kill or when it was sent again, are in no file.
fn nothing_withdrawn_is_left(data: &Path, hands: &[Hand], before: &[usize]) {
    let left = marked(data, "heardr");
    for (hand, from) in hands.iter().zip(before) {
        for write in &hand.list[*from..] {
            if let (What::Withdraw(_, words), Some(_)) = (&write.what, &write.acknowledged) {
                let word = words.split(' ').next_back().unwrap();
                assert!(!left.contains(word), "{word} was withdrawn and is still in a file");
            }
        }
    }
}

#[test]
fn what_was_acknowledged_survives_every_kill_exactly_once() {
    let kills = kills();
    let began = std::time::Instant::now();
    let mut sum = Tally::default();
    for (round, first) in (0..kills).step_by(KILLS_A_SERVER).enumerate() {
        let mut trial = Trial::new(round);
        for _ in first..kills.min(first + KILLS_A_SERVER) {
            trial.kill_once();
        }
        let tally = trial.end();
        sum.acknowledged += tally.acknowledged;
        sum.unknown += tally.unknown;
        sum.unknown_kept += tally.unknown_kept;
    }
    assert!(sum.acknowledged > kills * HANDS, "hardly anything was written: {sum:?}");
    println!(
        "{kills} kills in {:.0} s: {} writes, all there exactly once; {} had no answer when the server died, \
         {} of those had been kept",
        began.elapsed().as_secs_f64(),
        sum.acknowledged,
        sum.unknown,
        sum.unknown_kept,
    );
}

#[test]
fn a_server_that_was_held_still_goes_on_where_it_was() {
    let mut trial = Trial::new(999);
    let address = trial.server.address();
    let (server, target, hands) = (&mut trial.server, &trial.target, &mut trial.hands);
    std::thread::scope(|scope| {
        for hand in hands.iter_mut() {
            scope.spawn(|| hand.work(address, target));
        }
        std::thread::sleep(Duration::from_millis(200));
        server.freeze();
        std::thread::sleep(Duration::from_millis(1500));
        server.thaw();
        std::thread::sleep(Duration::from_millis(300));
        server.kill();
    });
    trial.audit();
    let written = |hands: &[Hand]| hands.iter().map(|hand| hand.list.len()).sum::<usize>();
    assert!(written(&trial.hands) > HANDS);
}
