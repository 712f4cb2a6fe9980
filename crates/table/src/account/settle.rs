//! Counting what the group says to an account.

use std::collections::BTreeSet;

use voice::groups::Name;
use voice::ideal::Workers;
use voice::publish::{self, LEAST_COUNT, Share};
use voice::published::{self, Live};

use super::{Account, GroupSaid, LineReply, LineSaid, Settled, Shortfall, Support};
use crate::day::Day;
use crate::headcount::Headcount;
use crate::ids::{SeatNo, StatementNo};
use crate::state::{Conversation, Table};

/// At tables with fewer seats than this, half of the seats are enough.
const SMALL_TABLE: usize = 16;

/// How many of some people said yes to a line.
#[derive(Clone, Copy)]
struct Count {
    yes: u32,
    answered: u32,
}

/// What came of it by the answers that stand now.
pub(super) fn settle(table: &Table, account: &Account, conversation: &Conversation, today: Day) -> Settled {
    let lines: Vec<StatementNo> =
        account.lines.iter().copied().filter(|line| conversation.said(*line).is_some()).collect();
    let replied: BTreeSet<SeatNo> =
        account.replies.keys().filter(|(line, _)| lines.contains(line)).map(|(_, seat)| *seat).collect();
    let mut short_of = Vec::new();
    if !is_enough(replied.len(), table.present().count()) {
        short_of.push(Shortfall::TooFew);
    }
    if !has_another_yes(account, &lines) {
        short_of.push(Shortfall::OnlyItsAuthor);
    }
    let counts: Vec<Count> = lines.iter().map(|line| count(account, *line, |_| true)).collect();
    for (line, count) in lines.iter().zip(&counts) {
        if !account.terms.share.reached_by(count.yes, count.answered) {
            short_of.push(Shortfall::Line(*line));
        }
    }
    let mut groups = Vec::new();
    for (name, members) in groups_of(conversation, &replied) {
        let of_group: Vec<Count> =
            lines.iter().map(|line| count(account, *line, |seat| members.contains(&seat))).collect();
        // A group that can't be told apart falls short of nothing: saying so would tell of it.
        for ((line, of_group), whole) in lines.iter().zip(&of_group).zip(&counts) {
            let is_told = publish::is_told(of_group.answered, whole.answered);
            if is_told && !account.terms.floor.reached_by(of_group.yes, of_group.answered) {
                short_of.push(Shortfall::Group(name, *line));
            }
        }
        let share =
            |(of_group, whole): (&Count, &Count)| Share::of(of_group.yes, of_group.answered, whole.answered);
        groups.push(GroupSaid { group: name, yes_in_ten: of_group.iter().zip(&counts).map(share).collect() });
    }
    let said = |(line, count): (&StatementNo, &Count)| LineSaid {
        statement: *line,
        said: (count.answered >= LEAST_COUNT).then_some(Support { yes: count.yes, answered: count.answered }),
    };
    Settled {
        on: today,
        replied: Headcount::of(u32::try_from(replied.len()).unwrap_or(u32::MAX)),
        lines: lines.iter().zip(&counts).map(said).collect(),
        groups,
        short_of,
    }
}

/// 8 people, or half of the seats of a small table.
const fn is_enough(replied: usize, seats: usize) -> bool {
    replied >= LEAST_COUNT as usize || (seats < SMALL_TABLE && replied > 0 && 2 * replied >= seats)
}

fn has_another_yes(account: &Account, lines: &[StatementNo]) -> bool {
    let author = account.author.as_ref().map(|author| author.seat);
    account.replies.iter().any(|((line, seat), reply)| {
        *reply == LineReply::Yes && Some(*seat) != author && lines.contains(line)
    })
}

fn count(account: &Account, line: StatementNo, is_one: impl Fn(SeatNo) -> bool) -> Count {
    let mut count = Count { yes: 0, answered: 0 };
    for ((_, seat), reply) in account.replies.range((line, SeatNo(0))..=(line, SeatNo(u32::MAX))) {
        if is_one(*seat) {
            count.answered += 1;
            count.yes += u32::from(*reply == LineReply::Yes);
        }
    }
    count
}

/// The clear opinion groups of the conversation, as they are published, with those of them who answered the account.
fn groups_of(conversation: &Conversation, replied: &BTreeSet<SeatNo>) -> Vec<(Name, BTreeSet<SeatNo>)> {
    // Without 8 people to answer there is no group of which 8 did: nothing to look for.
    if replied.len() < LEAST_COUNT as usize {
        return Vec::new();
    }
    let live: Vec<Live> = conversation
        .live()
        .map(|(number, _)| Live { at: Conversation::position(number), number: number.0 })
        .collect();
    let issue = published::issue(&conversation.responses, &live, &conversation.seed, Workers::ONE);
    let mut groups: Vec<(Name, BTreeSet<SeatNo>)> =
        issue.published.groups.iter().map(|card| (card.name, BTreeSet::new())).collect();
    for (person, group) in issue.members() {
        if let Some((_, members)) = group.and_then(|group| groups.get_mut(group))
            && replied.contains(&SeatNo(person))
        {
            members.insert(SeatNo(person));
        }
    }
    groups
}
