//! Who changes group when a fifth of the answers goes?

use voice::{
    groups::{self, Grouping, Verdict},
    ideal::Sides,
    polis::{self, Moderation},
    responses::Responses,
};

use super::{head, mean, percent, real, row};
use crate::{conversation::Conversation, curve::settings, synthetic::part};

const REPEATS: u64 = 8;

/// Everybody's group, by person.
type Placed = Vec<Option<usize>>;

pub(super) fn table(conversations: &[Conversation]) {
    head(
        "When a fifth of the answers goes (mean of 8 repeats, everything computed anew)",
        &[
            "Conversation",
            "Polis: groups; in the repeats",
            "Polis: people in another group",
            "ours: verdict; in the repeats",
            "ours: shown in another group",
            "ours: no longer shown in one",
            "ours: people shown in a group",
        ],
    );
    for conversation in conversations {
        row(line(&conversation.name, &conversation.responses));
    }
}

fn line(name: &str, responses: &Responses) -> [String; 7] {
    let (polis, whole) = (of_polis(responses), look(responses));
    let ours = of_ours(&whole);
    let (mut polis_moved, mut polis_counts) = (Vec::new(), Vec::new());
    let (mut moved, mut hidden, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
    for repeat in 0..REPEATS {
        let thinned: Responses =
            responses.iter().filter(|&(person, s, _)| part(100 + repeat, person, s, 5) != 0).collect();
        let other = of_polis(&thinned);
        polis_counts.push(count(&other).to_string());
        polis_moved.push(changes(&polis, &other).0);
        let other = look(&thinned);
        verdicts.push(word(&other));
        let (other_moved, other_hidden) = changes(&ours, &of_ours(&other));
        moved.push(other_moved);
        hidden.push(other_hidden);
    }
    let shown = ours.iter().flatten().count();
    let moved: Vec<f64> = moved.into_iter().filter(|share| share.is_finite()).collect();
    [
        name.to_owned(),
        format!("{}; {}", count(&polis), polis_counts.join(" ")),
        percent(mean(&polis_moved)),
        format!("{}; {}", word(&whole), verdicts.join(" ")),
        percent(mean(&moved)),
        percent(mean(&hidden)),
        percent(real(shown) / f64::from(responses.people())),
    ]
}

fn of_polis(responses: &Responses) -> Placed {
    let map = polis::map_responses(responses, &Moderation::default());
    let mut placed = vec![None; map.people.last().map_or(0, |last| last.id as usize + 1)];
    for person in &map.people {
        placed[person.id as usize] = person.member.map(|member| member.group as usize);
    }
    placed
}

fn look(responses: &Responses) -> Grouping {
    groups::look(&Sides::of(responses), &settings(2)).grouping
}

fn of_ours(grouping: &Grouping) -> Placed {
    grouping.people.iter().map(|member| member.group).collect()
}

fn word(grouping: &Grouping) -> String {
    match grouping.verdict {
        Verdict::Clear => grouping.groups.len().to_string(),
        Verdict::NoClearGroups => "none".to_owned(),
        Verdict::TooFewPeople => "too few people".to_owned(),
    }
}

fn count(placed: &Placed) -> usize {
    placed.iter().flatten().max().map_or(0, |most| most + 1)
}

/// Of the people in a group before and after, the share outside of what their group has become, under the one-to-one match of
/// groups in which most stay; and of those in a group before, the share that is in none now.
fn changes(before: &Placed, after: &Placed) -> (f64, f64) {
    let groups = count(before).max(count(after));
    let mut shared = vec![vec![0_usize; groups]; groups];
    let (mut both, mut once) = (0, 0);
    for (person, before) in before.iter().enumerate() {
        let Some(before) = before else { continue };
        once += 1;
        if let Some(&Some(after)) = after.get(person) {
            shared[*before][after] += 1;
            both += 1;
        }
    }
    let stay = most_kept(&shared, 0, &mut vec![false; groups]);
    (1.0 - real(stay) / real(both), 1.0 - real(both) / real(once))
}

fn most_kept(shared: &[Vec<usize>], group: usize, taken: &mut [bool]) -> usize {
    let Some(counts) = shared.get(group) else { return 0 };
    let mut most = 0;
    for other in 0..taken.len() {
        if !taken[other] {
            taken[other] = true;
            most = most.max(counts[other] + most_kept(shared, group + 1, taken));
            taken[other] = false;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_groups_do_not_count_and_moves_do() {
        let before = vec![Some(0), Some(0), Some(0), Some(1), Some(1), None];
        let after = vec![Some(1), Some(1), Some(0), Some(0), None, Some(0)];
        let (moved, hidden) = changes(&before, &after);
        assert!((moved - 0.25).abs() < 1e-12 && (hidden - 0.2).abs() < 1e-12, "{moved} {hidden}");
        assert!(changes(&vec![None], &vec![None]).0.is_nan());
    }
}
