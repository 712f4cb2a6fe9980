//! Promises: made, told of, and judged by those who asked.

use table::{Answer, Command, Judgement, PromiseCommand, PromiseNo, PromiseOf, Tidings};

use super::Door;
use crate::demo::draft::{Slip, words};

impl Door {
    /// Somebody promises something on a day, to be done by another one.
    pub(super) fn promise(
        &mut self,
        from: PromiseOf,
        (who, what): (&str, &str),
        (day, by): (i32, i32),
    ) -> Result<PromiseNo, Slip> {
        let make =
            PromiseCommand::Make { from, who: words(who)?, what: words(what)?, by: self.today.plus(by) };
        match self.ask(22, &Command::Promise(make), day)? {
            Answer::Promise(promise) => Ok(promise),
            _ => Err(Slip::Missing("promise")),
        }
    }

    /// What is new about a promise.
    pub(super) fn tell(&mut self, promise: PromiseNo, tidings: Tidings, day: i32) -> Result<(), Slip> {
        self.ask(22, &Command::Promise(PromiseCommand::Tell { promise, tidings }), day).map(drop)
    }

    /// So many people say whether it was kept, and the next so many that it was in part.
    pub(super) fn judge(
        &mut self,
        promise: PromiseNo,
        (kept, partly): (u32, u32),
        day: i32,
    ) -> Result<(), Slip> {
        for seat in 0..kept + partly {
            let judgement = if seat < kept { Judgement::Kept } else { Judgement::Partly };
            let command = PromiseCommand::Judge { promise, judgement };
            self.ask(seat, &Command::Promise(command), day)?;
        }
        Ok(())
    }
}
