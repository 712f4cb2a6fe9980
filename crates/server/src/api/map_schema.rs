//! What a published map looks like, for the document. The value itself is [`voice::published::Published`], which knows nothing
//! of documents; a test holds both together.
#![cfg_attr(not(test), expect(dead_code, reason = "only described"))]

use utoipa::ToSchema;

macro_rules! described {
    ($($item:item)+) => { $(
        #[derive(ToSchema)]
        #[cfg_attr(test, derive(serde::Deserialize, serde::Serialize))]
        #[cfg_attr(test, serde(deny_unknown_fields))]
        $item
    )+ };
}

macro_rules! words {
    ($($item:item)+) => { $(
        #[derive(ToSchema)]
        #[cfg_attr(test, derive(serde::Deserialize, serde::Serialize))]
        #[schema(rename_all = "kebab-case")]
        #[cfg_attr(test, serde(rename_all = "kebab-case"))]
        $item
    )+ };
}

words! {
    /// Whether there are groups of people who answer alike.
    pub(super) enum WhetherGroups {
        /// There are.
        Clear,
        /// There are none that can be told apart.
        NoClearGroups,
        /// Nobody is put in a group: there are fewer than 20 people.
        TooFewPeople,
    }

    /// What a group is called. A shape and a word, no rank.
    pub(super) enum GroupName {
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

    /// A side of a statement.
    pub(super) enum SideTaken {
        /// Those who agree.
        Agree,
        /// Those who disagree.
        Disagree,
    }
}

described! {
    /// Everything of a map that may be shown. Statements are named by their numbers, groups by their place in `groups`, from 0.
    pub(super) struct Map {
        /// How it was made.
        method: MapMethod,
        /// How many people answered something; null under 8.
        people: Option<u32>,
        /// How many answers stand, "not sure" included; null under 8 people.
        answers: Option<u64>,
        /// Whether there are groups.
        verdict: WhetherGroups,
        /// The groups in the order of their names; empty unless they are clear.
        groups: Vec<MapGroup>,
        /// What every group says, by the group that is least sure to; surest first. Without clear groups everybody is one.
        all_agree: Vec<MapCommon>,
        /// What divides groups the most, widest gap first. Empty without clear groups.
        divides: Vec<MapDivide>,
        /// What one smaller group holds against all others. Empty without clear groups.
        minorities: Vec<MapMinority>,
        /// What people at both ends of the map say; surest first.
        bridges: Vec<MapBridge>,
        /// Every statement that can be answered, ascending.
        statements: Vec<MapStatement>,
        /// The marks of the map of people; empty where there is none.
        marks: Vec<MapMark>,
        /// How many people could be placed on it, to the nearest 5; null where there is no map of people.
        placed: Option<u32>,
    }

    /// How the map was made: enough to make it again from the same answers.
    pub(super) struct MapMethod {
        /// `ideal`: ideal points.
        name: String,
        /// Every change of a formula raises it.
        version: u32,
        /// The seed of every draw.
        seed: u64,
        /// How often a fifth of the answers was left out to see whether the groups stay.
        resamples: u32,
        /// SHA-256 of the answers that stand, keyed so that nobody can try out answers against it.
        answers_sha256: String,
        /// Coordinates of the map, 0 to 3.
        dimension: u8,
        /// Whether the map foretells held-out answers better than no map does.
        better_than_none: bool,
        /// Held-out log-loss of 0, 1, 2 and 3 coordinates; empty under 20 people.
        held_out_loss: Vec<f64>,
        /// What was tried for 2 to 5 groups.
        tried: Vec<MapTried>,
    }

    /// One number of groups and what speaks for it.
    pub(super) struct MapTried {
        /// How many groups.
        groups: u8,
        /// How far apart they are, −1 to 1.
        silhouette: f64,
        /// The same in one cloud without groups.
        of_one_cloud: f64,
        /// Mean adjusted Rand index when a fifth of the answers is left out.
        stability: f64,
        /// The share of placed people who then change group.
        moved: f64,
        /// Whether such groups may be shown.
        fit_to_show: bool,
    }

    /// A group of people who answered alike.
    pub(super) struct MapGroup {
        /// Its name.
        name: GroupName,
        /// About how many people surely belong to it, to the nearest 5.
        about: u32,
        /// The statement it mostly agrees with that tells it apart most.
        agrees: Option<u32>,
        /// The statement it mostly disagrees with that tells it apart most.
        disagrees: Option<u32>,
        /// Up to 3 statements that tell it apart most.
        ideas: Vec<u32>,
    }

    /// Something every group says.
    pub(super) struct MapCommon {
        /// Which statement.
        statement: u32,
        /// What all say to it.
        side: SideTaken,
        /// The group that is least sure to say so; null where everybody is one group.
        least_keen: Option<u32>,
        /// In every group at least so many in ten say so, surely.
        at_least: u8,
    }

    /// A statement on which two groups differ.
    pub(super) struct MapDivide {
        /// Which statement.
        statement: u32,
        /// The group that agrees more.
        keener: u32,
        /// The group that agrees less.
        cooler: u32,
        /// At least so many in ten more, surely; 0 is less than one.
        at_least: u8,
    }

    /// A view that one smaller group holds against all others.
    pub(super) struct MapMinority {
        /// Which statement.
        statement: u32,
        /// The group.
        group: u32,
        /// What it says; the others say the opposite.
        side: SideTaken,
    }

    /// Something people at both ends of the map say.
    pub(super) struct MapBridge {
        /// Which statement.
        statement: u32,
        /// What they say.
        side: SideTaken,
        /// At both ends at least so many in ten say so, surely.
        at_least: u8,
    }

    /// A statement.
    pub(super) struct MapStatement {
        /// Its number.
        statement: u32,
        /// For each group, how many in ten agree, disagree and are not sure: 1 is 1 or fewer, 9 is 9 or more. Null where it may
        /// not be told: fewer than 20 answered, fewer than 8 of the group, or fewer than 8 others.
        tenths: Vec<Option<[u8; 3]>>,
        /// How many in ten agree in the group that agrees least, 1 to 9; of everybody, 0 to 10, without groups. Null where a group is still to be heard.
        line: Option<u8>,
    }

    /// A mark of the map of people: one person, or a few in the same cell.
    pub(super) struct MapMark {
        /// From the left, under 48.
        x: u8,
        /// From the top, under 32.
        y: u8,
        /// The group most of them belong to; null where that is none.
        group: Option<u32>,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use voice::groups::{Name, Verdict};
    use voice::ideal::Workers;
    use voice::published::{self, Live, Published};
    use voice::responses::{Answer, Choice, Responses};
    use voice::standing::Side;

    use super::*;

    /// Two camps of people who agree about one thing, and a group of others.
    fn published() -> Published {
        let mut responses = Responses::default();
        for person in 0..45 {
            for statement in 0..12 {
                let agrees = match (person % 3, statement) {
                    (_, 0) => true,
                    (camp, _) => statement % 3 != camp,
                };
                let choice = if agrees { Choice::Agree } else { Choice::Disagree };
                responses.set(person, statement, Answer::new(choice));
            }
        }
        let live: Vec<Live> = (0..13).map(|at| Live { at, number: at + 1 }).collect();
        published::issue(&responses, &live, &[0; 32], Workers::ONE).published
    }

    #[track_caller]
    fn fits(published: &Published) -> Value {
        let file: Value = serde_json::from_slice(&crate::report::file(published)).unwrap();
        let described: Map = serde_json::from_value(file.clone()).unwrap();
        assert_eq!(serde_json::to_value(described).unwrap(), file, "what is described is what is there");
        file
    }

    #[test]
    fn the_file_is_as_described() {
        let mut published = published();
        published.minorities.push(published::Minority { statement: 1, group: 0, side: Side::Disagree });
        published.bridges.push(published::Bridge { statement: 1, side: Side::Agree, at_least: 7 });
        let file = fits(&published);
        for list in ["groups", "all_agree", "divides", "minorities", "bridges", "statements", "marks"] {
            assert!(
                file[list].as_array().is_some_and(|list| !list.is_empty()),
                "no {list} to compare: {file}"
            );
        }
        assert_eq!(file["statements"][12]["line"], Value::Null);
    }

    #[test]
    fn every_word_is_described() {
        let mut published = published();
        for verdict in [Verdict::Clear, Verdict::NoClearGroups, Verdict::TooFewPeople] {
            published.verdict = verdict;
            fits(&published);
        }
        for name in Name::ALL {
            published.groups[0].name = name;
            fits(&published);
        }
        let names = Name::ALL.map(|name| json!(name));
        assert_eq!(names, ["leaf", "wave", "sun", "stone", "star"].map(|name| json!(name)));
    }
}
