//! `roundtable erase`: what somebody asks the host to erase who can't do it at the table, such as with a lost card. It is the same
//! as leaving the table with that seat, and the record says that the host did it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use record::entry::{Act, Kind as Sort};
use serde::Serialize;
use store::{Clerk, House, Journal as _, Key, Problem as Unkept};
use table::{Actor, Command, Kept, SeatNo, TableId, recording, seat_name, seat_named};

use super::{Problem, host_did, must_be_a_house};
use crate::args::Erase;
use crate::say::{Answer, counted};

/// What an erasure answers. The keys are documented in `docs/commands.md`.
#[derive(Debug, Serialize)]
pub(crate) struct Erased {
    done: bool,
    table: TableId,
    /// The seat's name, as the table writes it.
    seat: String,
    #[serde(flatten)]
    goes: Goes,
}

/// What goes, in numbers.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Goes {
    statements: u64,
    answers: u64,
    replies: u64,
    ballots: u64,
    other: u64,
}

/// Shows what would go, or erases it.
pub(crate) fn erase(asked: &Erase) -> Result<Erased, Problem> {
    must_be_a_house(&asked.data)?;
    let house = House::open(&asked.data)?;
    let journal = Arc::new(house.journal()?);
    if !journal.tables()?.contains(&asked.table) {
        return Err(Problem::NoTable(asked.table));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| Problem::Unerased(error.to_string()))?;
    let clerk = Clerk::start(Arc::clone(&journal) as _, crate::today())?;
    let seat = runtime.block_on(find(&clerk, asked))?;
    let owned: BTreeSet<u64> = clerk.entries_of(asked.table, seat).into_iter().collect();
    let mut sorts: BTreeMap<Sort, u64> = BTreeMap::new();
    let mut seq = 0;
    journal.follow(asked.table, 0, &mut |kept, _| {
        seq += 1;
        if let Kept::Whole(event) = kept
            && owned.contains(&seq)
        {
            *sorts.entry(recording::kind(event.kind())).or_default() += 1;
        }
    })?;
    if asked.yes {
        // Said before it is done, so that nobody can stop the program in between.
        host_did(&asked.data, Some(asked.table), Act::Erase)?;
        runtime.block_on(leave(clerk, asked.table, seat))?;
    }
    let seat = seat_name(asked.table, seat);
    Ok(Erased { done: asked.yes, table: asked.table, seat, goes: Goes::of(&sorts) })
}

async fn find(clerk: &Clerk, asked: &Erase) -> Result<SeatNo, Problem> {
    let look = |table: &table::Table| {
        let seat = seat_named(asked.table, table.seats_ever(), &asked.seat)?;
        table.seat(seat).map(|_| seat)
    };
    let found = clerk.read(asked.table, look).await.map_err(|problem| unkept(&problem))?;
    found.ok_or_else(|| Problem::NoSeat { table: asked.table, typed: asked.seat.clone() })
}

/// Leaves the table with that seat, and waits until everything is on the disk.
async fn leave(clerk: Clerk, table: TableId, seat: SeatNo) -> Result<(), Problem> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| Problem::Unerased(error.to_string()))?;
    let key = random.iter().fold(String::from("erase-"), |key, byte| format!("{key}{byte:02x}"));
    let key = Key::new(&key).ok_or_else(|| Problem::Unerased(key.clone()))?;
    let left = clerk.ask(table, Actor::Seat(seat), Command::Leave, key, crate::today()).await;
    left.map_err(|problem| unkept(&problem))?;
    let ended = clerk.ended();
    drop(clerk);
    ended.await;
    Ok(())
}

fn unkept(problem: &Unkept) -> Problem {
    Problem::Unerased(problem.to_string())
}

impl Goes {
    fn of(sorts: &BTreeMap<Sort, u64>) -> Self {
        let mut goes = Self::default();
        for (sort, count) in sorts {
            let of = match sort {
                Sort::Statement => &mut goes.statements,
                Sort::Response => &mut goes.answers,
                Sort::Reply => &mut goes.replies,
                Sort::Ballot => &mut goes.ballots,
                _ => &mut goes.other,
            };
            *of += count;
        }
        goes
    }

    fn sentence(&self) -> String {
        let parts = [
            (self.statements, "thing said", "things said"),
            (self.answers, "answer", "answers"),
            (self.replies, "reply to an account", "replies to accounts"),
            (self.ballots, "answer to a decision", "answers to decisions"),
            (self.other, "other thing, such as a name or a card", "other things, such as names and cards"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        parts.join(", ")
    }
}

impl Answer for Erased {
    fn sentences(&self) -> String {
        let Self { done, table, seat, goes } = self;
        let goes = goes.sentence();
        if *done {
            format!(
                "Erased at table {table}, of the seat “{seat}”: {goes}. The seat is gone, and so is its card. What was decided \
                 stands. Every backup made before still holds it, until its key is destroyed; where one is put back, the file \
                 “erasures” has it erased again. The table's record says that something was erased and that the host did it."
            )
        } else {
            format!(
                "Nothing was erased yet. At table {table}, of the seat “{seat}”, this would go for good: {goes}. The seat and its \
                 card go too, and what was decided stands. To erase it, say the same again with --yes."
            )
        }
    }

    fn is_no(&self) -> bool {
        !self.done
    }
}
