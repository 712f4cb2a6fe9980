//! What happens to the promises of a table when something happened.

use std::collections::BTreeMap;

use super::{News, Promise, PromiseEvent};
use crate::altered::put;
use crate::day::Day;
use crate::ids::{PromiseNo, SeatNo};
use crate::state::Table;

impl Table {
    pub(crate) fn apply_promise(&mut self, event: &PromiseEvent, on: Day) {
        match event {
            PromiseEvent::Made { promise, from, who, what, by } => {
                self.before.promises.0.insert(promise.0, what.as_str());
                let made = Promise {
                    number: *promise,
                    from: *from,
                    who: who.clone(),
                    what: what.clone(),
                    by: *by,
                    made_on: on,
                    seat: None,
                    news: Vec::new(),
                    judged: BTreeMap::new(),
                    altered: None,
                };
                put(&mut self.promises, promise.index(), |there| there.altered.is_some(), made);
            }
            PromiseEvent::Signed { promise, seat } => {
                self.change_promise(*promise, |it| it.seat = Some(*seat));
            }
            PromiseEvent::Told { promise, tidings } => {
                self.change_promise(*promise, |it| {
                    it.news.push(News { on, tidings: tidings.clone(), altered: None });
                });
            }
            PromiseEvent::Judged { promise, seat, judgement } => {
                self.change_promise(*promise, |it| {
                    it.judged.insert(*seat, *judgement);
                });
            }
            PromiseEvent::JudgementTakenBack { promise, seat } => {
                self.change_promise(*promise, |it| {
                    it.judged.remove(seat);
                });
            }
        }
    }

    fn change_promise(&mut self, number: PromiseNo, change: impl FnOnce(&mut Promise)) {
        let found = number.index().checked_sub(1).and_then(|at| self.promises.get_mut(at));
        if let Some(promise) = found {
            change(promise);
        }
    }
}

impl Promise {
    /// What links the promise to a seat goes; the promise stays.
    pub(crate) fn leave(&mut self, seat: SeatNo) {
        self.seat = self.seat.filter(|maker| *maker != seat);
        self.judged.remove(&seat);
    }
}
