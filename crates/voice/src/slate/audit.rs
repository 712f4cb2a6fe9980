//! Does the slate cover people better than chance, and better than the most liked statements? Group by group.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};

use super::Ballots;
use crate::responses::{Choice, Responses};

/// Some people, to be looked at together. Groups may overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What the group is called.
    pub name: String,
    /// Whether these are people whom the majority outnumbers: such groups come first in an [`Audit`].
    pub dissents: bool,
    /// Who is in it, as numbered in the ballots.
    pub members: Vec<u32>,
}

/// How well a slate covers a group: the sum over its members of `min(1, u_i)`, in units of [`Ballots::scale`]. For
/// approvals that is the number of members who agree with at least one chosen statement.
pub type Coverage = u64;

/// One group's coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The group's name.
    pub name: String,
    /// As in [`Group::dissents`].
    pub dissents: bool,
    /// How many people it has.
    pub people: u32,
    /// By the slate.
    pub slate: Coverage,
    /// By as many statements, those with the largest shares of support.
    pub most_liked: Coverage,
    /// By as many statements picked at random: the lower middle one of all picks.
    pub random_median: Coverage,
    /// In how many random picks the group was covered worse than by the slate.
    pub better_than: u32,
}

impl Row {
    /// Whether the slate covers the group at least as well as the median random pick does.
    pub const fn is_fair(&self) -> bool {
        self.slate >= self.random_median
    }
}

/// The audit of a slate: dissenters first, then the groups from the least covered to the best, then by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// One row for each group that has members.
    pub rows: Vec<Row>,
    /// How many random picks were drawn.
    pub picks: u32,
    /// [`Ballots::scale`].
    pub scale: u32,
}

impl Audit {
    /// Whether no group is covered worse than by the median random pick.
    pub fn is_fair(&self) -> bool {
        self.rows.iter().all(Row::is_fair)
    }
}

/// Compares a slate with `picks` random ones of the same size, drawn from the statements that can be chosen by the
/// `ChaCha12` stream of the seed, and with the most liked statements. Members out of range are not counted.
///
/// Costs O(picks · (agreements with the statements picked + members)).
///
/// ```
/// use voice::slate::{self, Ballots, Group};
///
/// // Eight people agree with statements 0 and 1, two with statement 2.
/// let agreed = (0..8).flat_map(|person| [(person, 0), (person, 1)]).chain([(8, 2), (9, 2)]);
/// let ballots = Ballots::everyone(10, 6, agreed)?;
/// let groups = [
///     Group { name: "many".into(), dissents: false, members: (0..8).collect() },
///     Group { name: "few".into(), dissents: true, members: vec![8, 9] },
/// ];
/// let audit = slate::audit(&ballots, &[0, 2], &groups, 100, &[7; 32]);
/// assert!(audit.is_fair());
/// assert_eq!((audit.rows[0].name.as_str(), audit.rows[0].slate, audit.rows[0].most_liked), ("few", 2, 0));
/// # Ok::<(), slate::Unfit>(())
/// ```
pub fn audit(ballots: &Ballots, chosen: &[u32], groups: &[Group], picks: u32, seed: &[u8; 32]) -> Audit {
    let groups: Vec<Group> = groups.iter().map(|group| tidy(group, ballots.people())).collect();
    let groups: Vec<&Group> = groups.iter().filter(|group| !group.members.is_empty()).collect();
    let mut times = vec![0; ballots.people() as usize];
    let slate = coverage(ballots, chosen, &groups, &mut times);
    let liked = coverage(ballots, &most_liked(ballots, chosen.len()), &groups, &mut times);
    let mut open: Vec<u32> =
        (0..ballots.statements()).filter(|statement| ballots.out_of(*statement) > 0).collect();
    let mut stream = ChaCha12Rng::from_seed(*seed);
    let mut random = vec![Vec::with_capacity(picks as usize); groups.len()];
    for _ in 0..picks {
        let pick = draw(&mut stream, &mut open, chosen.len());
        for (list, one) in random.iter_mut().zip(coverage(ballots, pick, &groups, &mut times)) {
            list.push(one);
        }
    }
    let mut rows: Vec<Row> = groups
        .iter()
        .zip(random)
        .zip(slate.into_iter().zip(liked))
        .map(|((group, random), (slate, most_liked))| row(group, random, slate, most_liked))
        .collect();
    rows.sort_by(|a, b| {
        let share = |row: &Row, other: &Row| u128::from(row.slate) * u128::from(other.people);
        b.dissents.cmp(&a.dissents).then(share(a, b).cmp(&share(b, a))).then(a.name.cmp(&b.name))
    });
    Audit { rows, picks, scale: ballots.scale() }
}

fn tidy(group: &Group, people: u32) -> Group {
    let mut members: Vec<u32> = group.members.iter().copied().filter(|member| *member < people).collect();
    members.sort_unstable();
    members.dedup();
    Group { members, ..group.clone() }
}

fn row(group: &Group, mut random: Vec<Coverage>, slate: Coverage, most_liked: Coverage) -> Row {
    random.sort_unstable();
    Row {
        name: group.name.clone(),
        dissents: group.dissents,
        people: count(group.members.len()),
        slate,
        most_liked,
        random_median: random.get(random.len().saturating_sub(1) / 2).copied().unwrap_or(0),
        better_than: count(random.partition_point(|one| *one < slate)),
    }
}

fn coverage(ballots: &Ballots, chosen: &[u32], groups: &[&Group], times: &mut [u32]) -> Vec<Coverage> {
    let scale = ballots.scale();
    for &statement in chosen {
        ballots.each(statement, |who, value, _| times[who as usize] += value);
    }
    let of = |group: &&Group| -> Coverage {
        group.members.iter().map(|member| u64::from(times[*member as usize].min(scale))).sum()
    };
    let covered = groups.iter().map(of).collect();
    times.fill(0);
    covered
}

/// The first of a shuffle, each with the same chance.
fn draw<'a>(stream: &mut ChaCha12Rng, open: &'a mut [u32], size: usize) -> &'a [u32] {
    let size = size.min(open.len());
    for at in 0..size {
        let other = at + below(stream, open.len() - at);
        open.swap(at, other);
    }
    &open[..size]
}

/// A number from 0 to `end` − 1, each with the same chance: too large ones are thrown away.
fn below(stream: &mut ChaCha12Rng, end: usize) -> usize {
    let end = end as u64;
    let fair = u64::MAX - u64::MAX % end;
    loop {
        let number = stream.next_u64();
        if number < fair {
            return usize::try_from(number % end).unwrap_or(0);
        }
    }
}

/// The statements with the largest shares of support, best first; of equals those with more support, then with the lower
/// number.
pub fn most_liked(ballots: &Ballots, size: usize) -> Vec<u32> {
    let mut all: Vec<(u32, u64, u64)> = (0..ballots.statements())
        .map(|statement| (statement, ballots.support(statement), ballots.out_of(statement)))
        .filter(|(_, _, out_of)| *out_of > 0)
        .collect();
    let cross = |x: u64, y: u64| u128::from(x) * u128::from(y);
    all.sort_by(|a, b| cross(b.1, a.2).cmp(&cross(a.1, b.2)).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    all.into_iter().take(size).map(|(statement, ..)| statement).collect()
}

/// The people who answer against the larger side more often than with it, counting answers that take a side on statements
/// where the sides differ in size. Numbered as in the ballots: by the order of [`Responses::persons`].
pub fn dissenters(responses: &Responses) -> Vec<u32> {
    let is_against = |statement: u32, choice: Choice| {
        let tally = responses.tally(statement);
        match (choice, tally.agree.cmp(&tally.disagree)) {
            (Choice::Pass, _) | (_, std::cmp::Ordering::Equal) => None,
            (Choice::Agree, order) => Some(order.is_lt()),
            (Choice::Disagree, order) => Some(order.is_gt()),
        }
    };
    let dissents = |person: u32| {
        let (mut against, mut with) = (0_u32, 0_u32);
        for (statement, answer) in responses.row(person) {
            match is_against(statement, answer.choice) {
                Some(true) => against += 1,
                Some(false) => with += 1,
                None => {}
            }
        }
        against > with
    };
    (0_u32..)
        .zip(responses.persons())
        .filter(|(_, person)| dissents(*person))
        .map(|(number, _)| number)
        .collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
