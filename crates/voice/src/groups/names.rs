//! The groups keep their names while answers come in.

/// What a group is called. A shape and a word, no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// Leaf.
    Leaf,
    /// Wave.
    Wave,
    /// Sun.
    Sun,
    /// Stone.
    Stone,
    /// Star.
    Star,
}

impl Name {
    /// All five, in the order in which they are given out.
    pub const ALL: [Self; 5] = [Self::Leaf, Self::Wave, Self::Sun, Self::Stone, Self::Star];
}

/// Names for `groups` groups (five at most get one), given what each person's group was called before and which it is now.
///
/// 1. For each old name and new group, count the people they share.
/// 2. A group *may* keep a name when those people are at least half of the group's people who had a name, or at least half
///    of the name's people who have a group now.
/// 3. Of all ways to let groups keep names (one name a group, one group a name), take the one in which the most people keep
///    theirs; of equals, the one that gives earlier groups earlier names.
/// 4. A group without a name gets the first that was not in use before; when those run out, the first that is free.
///
/// People may have joined or left between; only those in both lists count.
///
/// ```
/// use voice::groups::{Name, carry};
/// let before = [Some(Name::Sun), Some(Name::Sun), Some(Name::Leaf), None];
/// let now = [Some(0), Some(0), Some(1), Some(1), Some(2)];
/// assert_eq!(carry(&before, &now, 3), [Name::Sun, Name::Leaf, Name::Wave]);
/// ```
pub fn carry(before: &[Option<Name>], now: &[Option<usize>], groups: usize) -> Vec<Name> {
    let groups = groups.min(Name::ALL.len());
    let mut shared = [[0_u32; 5]; 5];
    for pair in before.iter().zip(now) {
        if let (Some(name), Some(group)) = pair
            && *group < groups
        {
            shared[*group][*name as usize] += 1;
        }
    }
    let may = allowed(&shared);
    let kept = best(groups, 0, &may, &mut [false; 5]).1;
    let mut used = [false; 5];
    for name in before.iter().flatten() {
        used[*name as usize] = true;
    }
    let mut taken = [false; 5];
    for name in kept.iter().flatten() {
        taken[*name] = true;
    }
    kept.iter()
        .map(|kept| {
            let fresh = || (0..5).find(|&name| !used[name] && !taken[name]);
            let free = || (0..5).find(|&name| !taken[name]);
            let name = kept.or_else(fresh).or_else(free).unwrap_or(0);
            taken[name] = true;
            Name::ALL[name]
        })
        .collect()
}

/// The shared people where rule 2 holds, 0 elsewhere.
fn allowed(shared: &[[u32; 5]; 5]) -> [[u32; 5]; 5] {
    std::array::from_fn(|group| {
        std::array::from_fn(|name| {
            let both = shared[group][name];
            let of_group: u32 = shared[group].iter().sum();
            let of_name: u32 = shared.iter().map(|row| row[name]).sum();
            if 2 * both >= of_group || 2 * both >= of_name { both } else { 0 }
        })
    })
}

/// The most people that keep their name from this group on, and how. 1,546 ways at most.
fn best(
    groups: usize,
    group: usize,
    may: &[[u32; 5]; 5],
    taken: &mut [bool; 5],
) -> (u32, Vec<Option<usize>>) {
    if group == groups {
        return (0, Vec::new());
    }
    let mut found: Option<(u32, Vec<Option<usize>>)> = None;
    for name in (0..5).map(Some).chain([None]) {
        let gain = match name {
            Some(name) if taken[name] || may[group][name] == 0 => continue,
            Some(name) => may[group][name],
            None => 0,
        };
        if let Some(name) = name {
            taken[name] = true;
        }
        let (rest, mut names) = best(groups, group + 1, may, taken);
        if let Some(name) = name {
            taken[name] = false;
        }
        if found.as_ref().is_none_or(|(most, _)| gain + rest > *most) {
            names.insert(0, name);
            found = Some((gain + rest, names));
        }
    }
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Name::*, *};

    fn times(parts: &[(Option<Name>, Option<usize>, usize)]) -> (Vec<Option<Name>>, Vec<Option<usize>>) {
        parts.iter().flat_map(|&(name, group, count)| vec![(name, group); count]).unzip()
    }

    #[test]
    fn the_first_names_go_in_order() {
        assert_eq!(carry(&[], &[Some(0), Some(1)], 2), [Leaf, Wave]);
        assert_eq!(carry(&[], &[], 5), Name::ALL);
        assert!(carry(&[], &[], 0).is_empty());
    }

    #[test]
    fn a_group_that_splits_leaves_its_name_to_the_larger_part() {
        let (before, now) =
            times(&[(Some(Leaf), Some(1), 60), (Some(Leaf), Some(2), 40), (Some(Wave), Some(0), 90)]);
        assert_eq!(carry(&before, &now, 3), [Wave, Leaf, Sun]);
    }

    #[test]
    fn groups_that_join_keep_the_name_of_most() {
        let (before, now) =
            times(&[(Some(Sun), Some(0), 30), (Some(Star), Some(0), 50), (Some(Leaf), Some(1), 20)]);
        assert_eq!(carry(&before, &now, 2), [Star, Leaf]);
    }

    #[test]
    fn a_group_of_new_people_does_not_take_an_old_name() {
        let (before, now) = times(&[(Some(Leaf), None, 20), (Some(Wave), Some(0), 20), (None, Some(1), 30)]);
        assert_eq!(carry(&before, &now, 2), [Wave, Sun], "Leaf has gone and is not given to strangers");
    }

    proptest! {
        #[test]
        fn nothing_changes_when_nothing_changes(groups in prop::collection::vec(prop::option::of(0_usize..5), 0..80)) {
            let names = carry(&[], &groups, 5);
            let before: Vec<_> = groups.iter().map(|group| group.map(|group| names[group])).collect();
            for (group, name) in carry(&before, &groups, 5).iter().enumerate() {
                let anybody = groups.contains(&Some(group));
                prop_assert!(!anybody || *name == names[group]);
            }
        }

        #[test]
        fn no_two_groups_share_a_name(pairs in prop::collection::vec((prop::option::of(0_usize..5), prop::option::of(0_usize..5)), 0..60)) {
            let before: Vec<_> = pairs.iter().map(|pair| pair.0.map(|name| Name::ALL[name])).collect();
            let now: Vec<_> = pairs.iter().map(|pair| pair.1).collect();
            let mut names = carry(&before, &now, 5);
            names.sort_unstable();
            prop_assert_eq!(names, Name::ALL);
        }
    }
}
