//! The groups in the order of their names.

use crate::groups::{Grouping, Name, given};

/// The groups, in the order of their names, and who is surely in which.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) names: Vec<Name>,
    pub(super) sizes: Vec<u32>,
    pub(super) centres: Vec<[f64; 3]>,
    members: Vec<Option<usize>>,
}

impl Named {
    /// There are none unless the groups are clear.
    pub(super) fn of(grouping: &Grouping) -> Self {
        let names = given(&grouping.people, grouping.groups.len());
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|&group| names[group]);
        let mut rank = vec![0; order.len()];
        for (place, &group) in order.iter().enumerate() {
            rank[group] = place;
        }
        let place = |group: Option<usize>| group.and_then(|group| rank.get(group).copied());
        Self {
            members: grouping.people.iter().map(|member| place(member.group)).collect(),
            names: order.iter().map(|&group| names[group]).collect(),
            sizes: order.iter().map(|&group| grouping.groups[group].size).collect(),
            centres: order.iter().map(|&group| grouping.groups[group].centre).collect(),
        }
    }

    pub(super) fn groups(&self) -> usize {
        self.names.len()
    }

    /// The group a person of the map surely belongs to.
    pub(super) fn group(&self, person: usize) -> Option<usize> {
        self.members.get(person).copied().flatten()
    }
}
