//! Where a person stands in their group.

use super::{
    clusters::Clusters,
    projection::{Point, between, length, middle},
};

/// Where a person stands in their group. Distances are those of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// The place of the group in [`Map::groups`](super::Map::groups).
    pub group: u32,
    /// 1 − the distance from the middle of everybody.
    pub centricness: f64,
    /// 1 − the distance from the middle of the group.
    pub coreness: f64,
    /// How far beyond the middle of the group, in the direction from everybody's middle to the group's.
    pub extremeness: f64,
}

/// For each person in a group, where they stand in it. Middles are of people, each counted alike: everybody's is that
/// of all who voted, a group's that of its members.
pub(super) fn members(places: &[Point], clusters: &Clusters) -> Vec<Option<Member>> {
    let everybody = middle(places.iter().copied());
    let groups: Vec<(Point, Point)> = (0_u32..)
        .take(clusters.groups.len())
        .map(|group| {
            let inside = places.iter().zip(&clusters.group_of).filter(|(_, of)| **of == Some(group));
            let centre = middle(inside.map(|(place, _)| *place));
            (centre, unit(between(everybody, centre)))
        })
        .collect();
    let member = |(&place, group): (&Point, &Option<u32>)| {
        let group = (*group)?;
        let (centre, outwards) = groups[group as usize];
        let [x, y] = between(centre, place);
        Some(Member {
            group,
            centricness: 1.0 - length(between(everybody, place)),
            coreness: 1.0 - length([x, y]),
            extremeness: x * outwards[0] + y * outwards[1],
        })
    };
    places.iter().zip(&clusters.group_of).map(member).collect()
}

fn unit(way: Point) -> Point {
    let length = length(way);
    if length > 0.0 { way.map(|along| along / length) } else { way }
}
