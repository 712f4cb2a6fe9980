//! Choosing the rules.

use super::Rules;
use crate::decide::{Decided, MOST_VERSIONS, unless};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::state::Table;
use crate::words::Words;

/// Any seat can choose, and choose better, until the first decision is opened: from then on somebody relies on them.
pub(crate) fn choose(table: &Table, over: u32, rules: &Rules, why: Option<&Words<280>>) -> Decided {
    if !table.decisions.is_empty() {
        return Err(Refusal::RulesStand);
    }
    let version = table.rules().map_or(0, |(version, _)| version);
    if version != over {
        return Err(Refusal::ChangedMeanwhile);
    }
    if version as usize >= MOST_VERSIONS {
        return Err(Refusal::Full);
    }
    rules.check()?;
    let already = table.rules().is_some_and(|(_, stands)| stands.rules == *rules);
    Ok(unless(already, || Event::RulesChosen { rules: rules.clone(), why: why.cloned(), decision: None }))
}
