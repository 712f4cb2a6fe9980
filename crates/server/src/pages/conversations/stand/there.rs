//! The map without what was taken back after it was made.

use std::borrow::Cow;

use voice::published::{Card, Published};

/// The map as it is, or, where something in it was taken back since, without that.
pub(crate) fn there(map: &Published, is_there: impl Fn(u32) -> bool) -> Cow<'_, Published> {
    if map.statements.iter().all(|row| is_there(row.statement)) {
        return Cow::Borrowed(map);
    }
    let mut map = map.clone();
    map.all_agree.retain(|one| is_there(one.statement));
    map.divides.retain(|one| is_there(one.statement));
    map.minorities.retain(|one| is_there(one.statement));
    map.bridges.retain(|one| is_there(one.statement));
    map.statements.retain(|one| is_there(one.statement));
    for Card { agrees, disagrees, ideas, .. } in &mut map.groups {
        *agrees = agrees.filter(|number| is_there(*number));
        *disagrees = disagrees.filter(|number| is_there(*number));
        ideas.retain(|number| is_there(*number));
    }
    Cow::Owned(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::sample;

    #[test]
    fn what_was_taken_back_is_nowhere() {
        let map = sample::clear(3, 60, 12);
        assert!(matches!(there(&map, |_| true), Cow::Borrowed(_)));
        for gone in 1..=12 {
            let left = serde_json::to_value(&*there(&map, |number| number != gone)).unwrap();
            let named = |list: &str, key: &str| {
                left[list].as_array().unwrap().iter().filter(|one| one[key] == gone).count()
            };
            let lists = ["all_agree", "divides", "minorities", "bridges", "statements"];
            assert_eq!(lists.map(|list| named(list, "statement")), [0; 5]);
            assert_eq!(["agrees", "disagrees"].map(|key| named("groups", key)), [0; 2]);
            let ideas = left["groups"].as_array().unwrap().iter().filter_map(|card| card["ideas"].as_array());
            assert!(ideas.flatten().all(|number| *number != gone));
        }
        let left = there(&map, |number| number != 1);
        assert_eq!((left.statements.len(), &left.marks), (11, &map.marks), "nothing else changes");
    }
}
