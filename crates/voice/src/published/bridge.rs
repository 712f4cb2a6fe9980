//! Ideas that reach across: what people at both ends of every axis say.

use std::cmp::Reverse;

use crate::{
    groups::{
        Found,
        views::{Common, Views},
    },
    ideal::Position,
    responses::Responses,
};

/// What both ends of every axis of the map say by more than half, surely; surest first, then by lower statement. The bound
/// is that of the least sure end. On a map without axes there is nothing to reach across.
pub(super) fn bridges(found: &Found, responses: &Responses) -> Vec<Common> {
    let mut axes = (0..found.model.dimension().get()).map(|axis| {
        let at_end = |person: u32| end(&found.model.position(person as usize), axis);
        Views::of(responses, 2, at_end).all_agree()
    });
    let Some(mut across) = axes.next() else { return Vec::new() };
    for axis in axes {
        across.retain_mut(|common| {
            let same =
                axis.iter().find(|same| (same.statement, same.side) == (common.statement, common.side));
            if let Some(same) = same {
                common.bound = common.bound.min(same.bound);
            }
            same.is_some()
        });
    }
    across.sort_by_key(|common| (Reverse(common.bound), common.statement));
    across
}

/// At which end of an axis somebody surely is: more than one standard deviation of their own place away from the middle, so
/// that with five chances in six they are on that side.
fn end(position: &Position, axis: usize) -> Option<usize> {
    let (at, doubt) = (position.at[axis], position.spread()[axis][axis].max(0.0).sqrt());
    (at.abs() > doubt).then(|| usize::from(at > 0.0))
}
