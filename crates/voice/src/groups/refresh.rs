//! The groups after some more answers, in between two whole looks.

use super::{
    Found, Grouping, LEAST_GROUP, LEAST_MAP, Point, Settings, Verdict, belong, cloud, kmeans, present,
};
use crate::ideal::{self, Model, Sides};

/// What [`look`](super::look) found, after some more answers: the map [follows](ideal::follow) for two rounds, the groups'
/// centres settle from where they were, and everybody is placed anew. `sides` are all sides, old and new.
///
/// No dimension, number of groups or stability is looked for: [`Found::chosen`] and [`Grouping::tried`] stay as they were,
/// and so does the verdict, with two exceptions that err on the side of showing less. A group that has fallen under
/// [`LEAST_GROUP`] people ends the showing of groups, and fewer than [`LEAST_MAP`] people the map. Groups keep their places in
/// the list, even when another has become larger.
///
/// **Published maps are never made this way.** Small steps leave a trace of the order in which answers came; a map that is
/// published, or compared byte by byte, comes from [`look`](super::look). This is for what a person sees move at once.
///
/// ```
/// use voice::{groups::{self, Verdict}, ideal::Sides, responses::{Answer, Choice, Responses}};
///
/// let mut responses = Responses::default();
/// for person in 0..40 {
///     for statement in 0..12 {
///         let agrees = (person < 25) == (statement < 6);
///         responses.set(person, statement, Answer::new(if agrees { Choice::Agree } else { Choice::Disagree }));
///     }
/// }
/// let settings = groups::Settings::default();
/// let found = groups::look(&Sides::of(&responses), &settings);
/// for statement in 0..12 {
///     let choice = if statement < 6 { Choice::Disagree } else { Choice::Agree };
///     responses.set(40, statement, Answer::new(choice));
/// }
/// let next = groups::refresh(&found, &Sides::of(&responses), &settings);
/// assert_eq!(next.grouping.verdict, Verdict::Clear);
/// assert_eq!(next.grouping.people[40].group, found.grouping.people[39].group);
/// ```
pub fn refresh(last: &Found, sides: &Sides, settings: &Settings) -> Found {
    let model = ideal::follow(sides, &last.model, &settings.map);
    let present = present(sides);
    let nobody = |verdict| Grouping::none(verdict, last.grouping.tried.clone(), model.people());
    let grouping = match last.grouping.verdict {
        _ if present.len() < LEAST_MAP => nobody(Verdict::TooFewPeople),
        Verdict::Clear => {
            settled(&last.grouping, &model, &present).unwrap_or_else(|| nobody(Verdict::NoClearGroups))
        }
        verdict => nobody(verdict),
    };
    Found { chosen: last.chosen.clone(), model, grouping }
}

/// The groups round centres that settle from the last ones; `None` where one is too small to be shown.
fn settled(last: &Grouping, model: &Model, present: &[usize]) -> Option<Grouping> {
    let mut centres: Vec<Point> = last.groups.iter().map(|group| group.centre).collect();
    kmeans::settle(&cloud(model, present), &mut centres);
    let (groups, people) = belong(model, present, &centres);
    groups.iter().all(|group| group.size >= LEAST_GROUP).then(|| Grouping {
        verdict: Verdict::Clear,
        tried: last.tried.clone(),
        groups,
        people,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{look, same_groups, tests::made};
    use super::*;
    use crate::{ideal::scramble, responses::Responses};

    fn pairs(one: &Grouping, other: &Grouping) -> Vec<(usize, usize)> {
        let both = one.people.iter().zip(&other.people);
        both.filter_map(|(one, other)| Some((one.nearest?, other.nearest?))).collect()
    }

    #[test]
    fn a_hundredth_more_answers_lead_to_the_groups_of_a_whole_look() {
        for (camps, seed) in [(2, 1), (4, 3)] {
            let all = made(400, camps, 0.4, seed);
            let before: Responses = all
                .iter()
                .filter(|&(person, s, _)| !scramble(seed, person as usize, s as usize).is_multiple_of(101))
                .collect();
            let settings = Settings::default();
            let last = look(&Sides::of(&before), &settings);
            let next = refresh(&last, &Sides::of(&all), &settings);
            let whole = look(&Sides::of(&all), &settings);
            assert_eq!((next.grouping.verdict, whole.grouping.verdict), (Verdict::Clear, Verdict::Clear));
            assert_eq!(next.grouping.groups.len(), camps);
            let alike = same_groups(pairs(&next.grouping, &whole.grouping));
            assert!(alike >= 0.95, "{camps} camps: {alike}");
            let placed = next.grouping.people.iter().zip(&whole.grouping.people);
            let placed = placed.filter_map(|(one, other)| Some((one.group?, other.group?)));
            assert!(same_groups(placed) >= 0.99, "{camps} camps");
        }
    }

    #[test]
    fn no_more_answers_leave_everybody_where_they_were() {
        let sides = Sides::of(&made(300, 3, 0.4, 5));
        let settings = Settings::default();
        let last = look(&sides, &settings);
        let next = refresh(&last, &sides, &settings);
        assert!(pairs(&last.grouping, &next.grouping).iter().all(|(one, other)| one == other));
        for (one, other) in last.grouping.groups.iter().zip(&next.grouping.groups) {
            assert!(kmeans::squared(&one.centre, &other.centre).sqrt() < 0.02, "{one:?} {other:?}");
        }
        assert_eq!(last.chosen, next.chosen);
        for person in 0..300 {
            let (one, other) = (last.model.position(person), next.model.position(person));
            assert!(kmeans::squared(&one.at, &other.at).sqrt() < 0.05, "{person}");
        }
    }

    #[test]
    fn groups_that_became_too_small_are_not_shown() {
        let all = made(60, 2, 0.3, 1);
        let settings = Settings::default();
        let last = look(&Sides::of(&all), &settings);
        assert_eq!(last.grouping.verdict, Verdict::Clear, "{:?}", last.grouping.tried);
        let one = last.grouping.people[1].group;
        let without = |keep: usize| -> Responses {
            let mut left = 0;
            let gone: Vec<bool> = last
                .grouping
                .people
                .iter()
                .map(|member| {
                    left += usize::from(member.group == one);
                    member.group == one && left > keep
                })
                .collect();
            all.iter().filter(|(person, ..)| !gone[*person as usize]).collect()
        };
        let small = refresh(&last, &Sides::of(&without(3)), &settings).grouping;
        assert_eq!(small.verdict, Verdict::NoClearGroups);
        assert!(small.groups.is_empty() && small.people.iter().all(|member| member.group.is_none()));
        let few: Responses = all.iter().filter(|(person, ..)| *person < 19).collect();
        let few = refresh(&last, &Sides::of(&few), &settings).grouping;
        assert_eq!(few.verdict, Verdict::TooFewPeople);
        let none = look(&Sides::of(&made(120, 1, 1.0, 0)), &settings);
        assert_eq!(none.grouping.verdict, Verdict::NoClearGroups);
        let still = refresh(&none, &Sides::of(&made(120, 1, 1.0, 0)), &settings).grouping;
        assert_eq!(still, none.grouping);
    }
}
