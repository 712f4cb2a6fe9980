//! The groups keep their names while answers come in.

use serde::{Deserialize, Serialize};

use super::Member;
use crate::linear::real;

/// What a group is called. A shape and a word, no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// Names for `groups` groups (five at most get one) that are a function of who is in which group and of who came first, and
/// of nothing that was published before: the same answers give the same names. And yet groups keep their names while people
/// come, for those who were there first weigh the most.
///
/// Person `i` (from 0, in the order in which people came) weighs `sure / (10 + i)²` in the group nearest to them, with
/// [`sure`](Member::sure) the chance that it is theirs. The heaviest group is Leaf, the next Wave, then Sun, Stone and Star; of
/// equals the earlier first. The first ten or so weigh about as much as each other, so no single person names a group; and
/// the hundredth moves a name only where two groups weigh nearly the same.
///
/// Where a group splits, its heavier part keeps the name unless the split changes the order of weights. Clusterings into fewer
/// groups are not asked who came from where: of camps that are about equally far apart, which two are one group at first
/// changes with every few answers, and names would change with it. (In simulated crowds of 2 to 4 camps that grew from 40 to
/// 400 people, 99.5 in 100 issues that followed another kept all names; when carried over from fewer groups, 92.5.)
///
/// ```
/// use voice::groups::{Member, Name, given};
/// let member = |group, sure| Member { group: Some(group), nearest: Some(group), sure };
/// let first = [member(1, 0.9), member(1, 0.8), member(0, 0.9)];
/// assert_eq!(given(&first, 2), [Name::Wave, Name::Leaf]);
/// let more = [&first[..], &[member(0, 0.9); 40]].concat();
/// assert_eq!(given(&more, 2), [Name::Leaf, Name::Wave], "a camp of which two people happened to come first");
/// ```
pub fn given(people: &[Member], groups: usize) -> Vec<Name> {
    let mut weights = vec![0.0; groups.min(Name::ALL.len())];
    for (number, person) in people.iter().enumerate() {
        if let Some(weight) = person.nearest.and_then(|group| weights.get_mut(group)) {
            let turn = FIRST + real(number);
            *weight += person.sure / (turn * turn);
        }
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&one, &other| weights[other].total_cmp(&weights[one]).then(one.cmp(&other)));
    let mut names = vec![Name::Leaf; weights.len()];
    for (group, name) in order.into_iter().zip(Name::ALL) {
        names[group] = name;
    }
    names
}

/// The first person weighs 1 in 10².
const FIRST: f64 = 10.0;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Name::*, *};

    fn member(group: usize, sure: f64) -> Member {
        Member { group: Some(group), nearest: Some(group), sure }
    }

    #[test]
    fn who_came_first_weighs_more_and_nobody_alone_decides() {
        let one_first = [vec![member(1, 1.0)], vec![member(0, 1.0); 2]].concat();
        assert_eq!(given(&one_first, 2), [Leaf, Wave], "two outweigh one");
        let ten_first = [vec![member(1, 1.0); 20], vec![member(0, 1.0); 30]].concat();
        assert_eq!(given(&ten_first, 2), [Wave, Leaf], "twenty who came first outweigh thirty after them");
        assert_eq!(given(&[], 5), Name::ALL, "of equals the earlier");
        assert_eq!(given(&[Member::NOWHERE; 9], 2), [Leaf, Wave]);
        assert_eq!(given(&[member(1, 0.2), member(0, 0.9)], 2), [Leaf, Wave], "who is sure weighs more");
    }

    proptest! {
        #[test]
        fn numbers_of_groups_do_not_name_them(groups in prop::collection::vec((0_usize..4, 0.0..1.0_f64), 1..60), turn in 0_usize..4) {
            let people: Vec<_> = groups.iter().map(|&(group, sure)| member(group, sure)).collect();
            let turned: Vec<_> = groups.iter().map(|&(group, sure)| member((group + turn) % 4, sure)).collect();
            let (names, other) = (given(&people, 4), given(&turned, 4));
            for &(group, _) in &groups {
                prop_assert_eq!(names[group], other[(group + turn) % 4]);
            }
        }
    }
}
