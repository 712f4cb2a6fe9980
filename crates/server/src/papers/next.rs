//! What comes next, and on which day.

use paper::Block;
use table::Day;

use super::{Scribe, sheet};
use crate::t;
use crate::tamper;

impl Scribe<'_> {
    /// The days from today on that somebody should know, the nearest first.
    pub(super) fn next_days(self) -> Vec<Block> {
        let tr = self.tr;
        let mut days: Vec<(Day, String)> = Vec::new();
        let mut add = |day: Day, what: String| {
            if day >= self.today {
                days.push((day, what));
            }
        };
        for conversation in &self.table.conversations {
            if let Some((_, version)) = conversation.offer()
                && version.altered.is_none()
            {
                let question = tamper::question(tr, conversation);
                add(version.offer.by_when, self.called(&t!(tr, "field-by-when"), &question));
                add(version.offer.hear_back, self.called(&t!(tr, "field-hear-back"), &question));
            }
        }
        for account in
            self.table.accounts.iter().filter(|account| account.settled.is_none() && !account.is_altered())
        {
            add(account.until, self.called(&t!(tr, "paper-account-until"), &self.asked_in(account)));
        }
        for decision in self.table.decisions.iter().filter(|decision| !decision.is_altered()) {
            let what = decision.proposal.what.as_str();
            match decision.closed {
                None => add(decision.last_day(), self.called(&t!(tr, "field-closes"), what)),
                Some(_) => add(decision.proposal.review_on, self.called(&t!(tr, "field-review-on"), what)),
            }
        }
        for promise in
            self.table.promises.iter().filter(|promise| promise.altered.is_none() && !promise.is_answered())
        {
            add(promise.by, self.called(&t!(tr, "field-promise-by"), promise.what.as_str()));
        }
        days.sort();
        let head = [t!(tr, "paper-day"), t!(tr, "paper-what")];
        let rows = days.iter().map(|(day, what)| [tr.day(*day), what.clone()]);
        if days.is_empty() { Vec::new() } else { vec![sheet(t!(tr, "paper-next-caption"), head, rows)] }
    }
}
