//! The Polis method beside the outputs of Polis's own engine.
#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test stops at what it can't read"
)]

mod polis_data;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use polis_data::{folder, ids, json, numbers, renumber, votes_of_dump, votes_of_journal, votes_of_matrix};
use serde_json::Value;
use voice::{
    polis::{self, GroupTally, Map, Moderation, Representative, Shared, Statement, Vote},
    standing::Side,
};

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The cosine of each component with the engine's, and the sign that turns our positions into theirs: opposite to that
/// of the components, because in the engine agree is −1.
fn components(map: &Map, tids: &[u32], theirs: &Value) -> ([f64; 2], [f64; 2]) {
    let cosine = |k: usize| {
        let theirs = numbers(&theirs[k]);
        let ours: Vec<f64> = tids.iter().map(|&tid| statement(map, tid).loadings[k]).collect();
        dot(&ours, &theirs) / (dot(&ours, &ours) * dot(&theirs, &theirs)).sqrt()
    };
    let cosines = [cosine(0), cosine(1)];
    (cosines.map(f64::abs), cosines.map(|cosine| -cosine.signum()))
}

fn statement(map: &Map, tid: u32) -> &Statement {
    &map.statements[map.statements.binary_search_by_key(&tid, |statement| statement.id).unwrap()]
}

fn farthest(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// Everyone's group: person → the engine's number of their group.
fn groups_of(base: &[(u64, Vec<u32>)], groups: &Value) -> BTreeMap<u32, u64> {
    let base: BTreeMap<u64, &Vec<u32>> = base.iter().map(|(id, members)| (*id, members)).collect();
    let mut of = BTreeMap::new();
    for group in groups.as_array().unwrap() {
        for member in group["members"].as_array().unwrap() {
            for person in base[&member.as_u64().unwrap()] {
                of.insert(*person, group["id"].as_u64().unwrap());
            }
        }
    }
    of
}

fn our_groups(map: &Map) -> BTreeMap<u32, u64> {
    let grouped = map.people.iter().filter_map(|person| Some((person.id, person.member?.group)));
    grouped.map(|(id, group)| (id, map.groups[group as usize].id as u64)).collect()
}

fn from_scratch(name: &str, votes: impl Fn(&Path) -> Vec<Vote>) {
    let Some(folder) = folder() else { return };
    let theirs = json(&folder.join(format!("polis-reference/clojure/out_clj_{name}.json")));
    let pids = ids(&theirs["pids"]);
    let mut votes = votes(&folder);
    renumber(&mut votes, &pids);
    let map = polis::map(&votes, &Moderation::default());

    let tids = ids(&theirs["tids"]);
    assert_eq!((map.people.len(), map.statements.len()), (pids.len(), tids.len()));
    let ours: Vec<&Statement> = tids.iter().map(|&tid| statement(&map, tid)).collect();
    let (cosines, signs) = components(&map, &tids, &theirs["comps"]);
    let positions = map.people.iter().zip(theirs["proj"].as_array().unwrap());
    let positions = farthest(positions.flat_map(|(ours, theirs)| {
        let theirs = numbers(theirs);
        [0, 1].map(|k| (signs[k] * ours.position[k], theirs[k]))
    }));
    let centre = farthest(ours.iter().map(|one| -one.mean).zip(numbers(&theirs["center"])));
    let extremity = farthest(ours.iter().map(|one| one.extremity).zip(numbers(&theirs["extremity"])));
    let silhouette = |groups: usize| theirs["sil"][groups.to_string()].as_f64().unwrap();
    assert_eq!(map.fits.len(), theirs["sil"].as_object().unwrap().len());
    let silhouettes = farthest(map.fits.iter().map(|fit| (fit.silhouette, silhouette(fit.groups))));
    let by_statement = |field: &str, statement: u32| theirs[field][statement.to_string()].as_f64().unwrap();
    let group_aware =
        farthest(ours.iter().map(|one| (one.group_aware_consensus, by_statement("gac", one.id))));
    // On its first update the engine takes all counts for 0.
    let first = |one: &Statement| polis::priority(false, GroupTally::default(), one.extremity);
    let priorities = farthest(ours.iter().map(|one| (first(one), by_statement("priorities", one.id))));

    let base: Vec<(u64, Vec<u32>)> =
        theirs["base-clusters"].as_array().unwrap().iter().map(base_cluster).collect();
    let named =
        |members: &[u32]| members.iter().map(|&person| pids[person as usize]).collect::<BTreeSet<u32>>();
    let ours_base: Vec<BTreeSet<u32>> = map.base_clusters.iter().map(|base| named(&base.members)).collect();
    let theirs_base: Vec<BTreeSet<u32>> =
        base.iter().map(|(_, members)| members.iter().copied().collect()).collect();
    let ours_of: BTreeMap<u32, u64> =
        our_groups(&map).into_iter().map(|(person, group)| (pids[person as usize], group)).collect();
    let theirs_of = groups_of(&base, &theirs["group-clusters"]);
    let in_conversation: BTreeSet<u32> = ids(&theirs["in-conv"]).into_iter().collect();

    eprintln!(
        "{name}: cosines {cosines:?}; farthest: positions {positions:.1e}, centre {centre:.1e}, extremity \
         {extremity:.1e}, silhouettes {silhouettes:.1e}, group-aware consensus {group_aware:.1e}, priorities \
         {priorities:.1e}; {} base clusters and {} people in groups alike; {} passes",
        ours_base.len(),
        ours_of.len(),
        map.passes
    );
    assert!(cosines.iter().all(|cosine| (cosine - 1.0).abs() < 1e-9));
    assert!(positions < 1e-6 && extremity < 1e-6 && silhouettes < 1e-8 && priorities < 1e-5);
    assert!(centre < 1e-12 && group_aware < 1e-12);
    assert_eq!(ours_base, theirs_base);
    assert_eq!(ours_of, theirs_of);
    assert!(ours_of.keys().eq(&in_conversation));
    nothing_counted(&map, &tids, &theirs);
}

fn base_cluster(cluster: &Value) -> (u64, Vec<u32>) {
    (cluster["id"].as_u64().unwrap(), ids(&cluster["members"]))
}

/// In these outputs the engine had compared decimal votes with whole numbers and counted no agreement and no
/// disagreement at all; from the same counts we choose the same statements, to the digit.
fn nothing_counted(map: &Map, tids: &[u32], theirs: &Value) {
    let column = |tid: u32| map.statements.binary_search_by_key(&tid, |statement| statement.id).unwrap();
    let seen = |tid: u32, votes: &[GroupTally]| GroupTally { agree: 0, disagree: 0, ..votes[column(tid)] };
    let votes: Vec<Vec<GroupTally>> =
        map.groups.iter().map(|group| tids.iter().map(|&tid| seen(tid, &group.votes)).collect()).collect();
    let statements: Vec<(u32, bool)> = tids.iter().map(|&tid| (tid, false)).collect();
    for (group, ours) in map.groups.iter().zip(polis::representatives(&votes, &statements)) {
        same_list(&ours, &theirs["repness"][group.id.to_string()]);
    }
    assert_eq!(theirs["consensus"]["agree"].as_array().unwrap().len(), 0);
}

fn same_list(ours: &[Representative], theirs: &Value) {
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(u64::from(ours.statement), theirs["tid"].as_u64().unwrap());
        assert_eq!(u64::from(ours.success), theirs["n-success"].as_u64().unwrap());
        assert_eq!(u64::from(ours.trials), theirs["n-trials"].as_u64().unwrap());
        assert_eq!(ours.side == Side::Agree, theirs["repful-for"] == "agree");
        assert_eq!(ours.best_agree, theirs["best-agree"] == true);
        for (ours, field) in
            [(ours.probability, "p-success"), (ours.probability_test, "p-test"), (ours.repness, "repness")]
        {
            assert!((ours - theirs[field].as_f64().unwrap()).abs() < 1e-12, "{field} of {theirs}");
        }
        assert_eq!(
            ours.repness_test.to_string(),
            (theirs["repness-test"].as_f64().unwrap() as f32).to_string()
        );
    }
}

/// How the groups of a production engine voted, summed from what it says of its base clusters.
fn their_votes(blob: &Value, group: &Value) -> Vec<GroupTally> {
    let base = ids(&blob["base-clusters"]["id"]);
    let members = ids(&group["members"]);
    let inside: Vec<usize> =
        members.iter().map(|id| base.iter().position(|base| base == id).unwrap()).collect();
    let tally = |tid: u32| {
        let votes = &blob["votes-base"][tid.to_string()];
        let sum = |letter: &str| inside.iter().map(|&at| votes[letter][at].as_u64().unwrap() as u32).sum();
        GroupTally { agree: sum("A"), disagree: sum("D"), seen: sum("S") }
    };
    ids(&blob["tids"]).into_iter().map(tally).collect()
}

/// From the production engine's own groups: every statistic that does not depend on its history.
fn statistics_of_production(blob: &Value) {
    let out: BTreeSet<u32> = ids(&blob["mod-out"]).into_iter().collect();
    let meta: BTreeSet<u32> = ids(&blob["meta-tids"]).into_iter().collect();
    let tids = ids(&blob["tids"]);
    let groups = blob["group-clusters"].as_array().unwrap();
    let votes: Vec<Vec<GroupTally>> = groups.iter().map(|group| their_votes(blob, group)).collect();
    let statements: Vec<(u32, bool)> = tids.iter().map(|tid| (*tid, out.contains(tid))).collect();
    for (group, ours) in groups.iter().zip(polis::representatives(&votes, &statements)) {
        same_list(&ours, &blob["repness"][group["id"].to_string()]);
    }
    let extremity = numbers(&blob["pca"]["comment-extremity"]);
    for (column, tid) in tids.iter().enumerate() {
        let total = votes.iter().fold(GroupTally::default(), |sum, votes| GroupTally {
            agree: sum.agree + votes[column].agree,
            disagree: sum.disagree + votes[column].disagree,
            seen: sum.seen + votes[column].seen,
        });
        let ours = polis::priority(meta.contains(tid), total, extremity[column]);
        let theirs = blob["comment-priorities"][tid.to_string()].as_f64().unwrap();
        assert!((ours / theirs - 1.0).abs() < 1e-12);
    }
}

/// Our map of the votes beside the production engine's, whose state had come about over many updates.
fn map_of_production(name: &str, blob: &Value, votes: &[Vote], least_alike: usize) {
    let moderation = Moderation { out: ids(&blob["mod-out"]), meta: ids(&blob["meta-tids"]) };
    let map = polis::map(votes, &moderation);
    let tids = ids(&blob["tids"]);
    let (cosines, _) = components(&map, &tids, &blob["pca"]["comps"]);
    let extremity = tids.iter().map(|&tid| statement(&map, tid).extremity);
    let extremity = farthest(extremity.zip(numbers(&blob["pca"]["comment-extremity"])));
    let centre = tids.iter().map(|&tid| -statement(&map, tid).mean);
    let centre = farthest(centre.zip(numbers(&blob["pca"]["center"])));

    let base: Vec<(u64, Vec<u32>)> = ids(&blob["base-clusters"]["id"])
        .into_iter()
        .map(u64::from)
        .zip(blob["base-clusters"]["members"].as_array().unwrap().iter().map(ids))
        .collect();
    let theirs_of = groups_of(&base, &blob["group-clusters"]);
    let ours_of = our_groups(&map);
    let mut together: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for (person, group) in &ours_of {
        if let Some(theirs) = theirs_of.get(person) {
            *together.entry((*group, *theirs)).or_default() += 1;
        }
    }
    let best = |group: u64| together.iter().filter(|((ours, _), _)| *ours == group).map(|(_, n)| *n).max();
    let alike: usize = map.groups.iter().filter_map(|group| best(group.id as u64)).sum();
    eprintln!(
        "{name}: cosines {cosines:?}; farthest: centre {centre:.1e}, extremity {extremity:.1e}; in groups {} and {}, \
         alike {alike}; {:?} groups, by ours and theirs {together:?}",
        ours_of.len(),
        theirs_of.len(),
        map.groups.len(),
    );
    assert!(cosines.iter().all(|cosine| *cosine > 0.999_99));
    assert!(centre < 1e-12);
    assert!(alike >= least_alike, "{alike}");
    same_consensus(&map.consensus.agree, &blob["consensus"]["agree"]);
    same_consensus(&map.consensus.disagree, &blob["consensus"]["disagree"]);
}

fn same_consensus(ours: &[Shared], theirs: &Value) {
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(u64::from(ours.statement), theirs["tid"].as_u64().unwrap());
        assert_eq!(u64::from(ours.success), theirs["n-success"].as_u64().unwrap());
        assert_eq!(u64::from(ours.trials), theirs["n-trials"].as_u64().unwrap());
        assert!((ours.probability - theirs["p-success"].as_f64().unwrap()).abs() < 1e-12);
        assert!((ours.test - theirs["p-test"].as_f64().unwrap()).abs() < 1e-12);
    }
}

#[test]
fn biodiversity() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("polis-reference/biodiversity");
    let blob = json(&folder.join("math_blob.json"));
    statistics_of_production(&blob);
    map_of_production("biodiversity", &blob, &votes_of_journal(&folder.join("votes.csv"), 1), 437);
}

#[test]
fn small() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("polis-reference/small/25ptpt-3gp-no-strict-with-meta");
    let blob = json(&folder.join("math-pca2.json"));
    statistics_of_production(&blob);
    map_of_production("small", &blob, &votes_of_dump(&folder.join("votes.json")), 23);
}

#[test]
fn brexit() {
    from_scratch("brexit-consensus", |folder| {
        votes_of_journal(&folder.join("polis/brexit-consensus/votes.csv"), 1)
    });
}

#[test]
fn vtaiwan() {
    from_scratch("vtaiwan.uberx", |folder| {
        votes_of_journal(&folder.join("polis/vtaiwan.uberx/votes.csv"), 1)
    });
}

#[test]
fn bowling_green() {
    from_scratch("bowling", |folder| {
        votes_of_matrix(&folder.join("polis/american-assembly.bowling-green/participants-votes.csv"))
    });
}
