//! What a decision came to, with the working: totals of the whole table, and of sides only what may be told.

use paper::Block;
use table::{
    Closed, Connection, Decision, DecisionNo, Expected, Funded, FundedBy, Headcount, Outcome, Project,
    Question, SideSaid, Stand, Stands, Words,
};
use voice::publish::LEAST_COUNT;

use super::{Scribe, sheet, voices};
use crate::pages::decisions;
use crate::pages::decisions::shown::money;
use crate::t;
use crate::text::grouped;

impl Scribe<'_> {
    /// The result of a decision; nothing while it is open, whatever was answered.
    pub(super) fn came_to(self, decision: &Decision) -> Vec<Block> {
        let tr = self.tr;
        let Some(closed) = &decision.closed else { return Vec::new() };
        let mut blocks: Vec<Block> =
            decisions::shown::came_to(tr, decision).into_iter().map(Block::Plain).collect();
        let (answered, seats) = (grouped(closed.answered), grouped(decision.seats));
        blocks.push(Block::Plain(t!(tr, "paper-answered", answered = answered, seats = seats)));
        blocks.extend(self.working(decision, closed));
        blocks.extend(self.not_here(decision));
        blocks.extend(self.own_words(decision));
        blocks.extend(decision.followed_by.into_iter().flat_map(|number| self.followed(number)));
        blocks
    }

    fn working(self, decision: &Decision, closed: &Closed) -> Vec<Block> {
        let tr = self.tr;
        match (&closed.outcome, &decision.question) {
            (Outcome::Stands { stands, sides, .. }, _) => {
                [Some(self.stands(*stands)), self.sides(sides)].into_iter().flatten().collect()
            }
            (Outcome::Ranked { order, pairs, .. }, Question::Ranked { options }) => {
                vec![self.order(order, options), self.pairs(pairs, options)]
            }
            (
                Outcome::Budget { funded, wanted, left, raised, .. },
                Question::SharedBudget { projects, .. },
            ) => {
                let mut blocks = vec![self.shared(funded, wanted, projects)];
                blocks.push(Block::Plain(t!(tr, "paper-left", sum = money(*left))));
                if *raised > 0 {
                    blocks.push(Block::Plain(t!(tr, "paper-raised", sum = money(*raised))));
                }
                blocks
            }
            (Outcome::Advice { stands, .. }, _) => vec![self.stands(*stands)],
            // An outcome is of the kind that was asked for.
            (Outcome::Ranked { .. } | Outcome::Budget { .. }, _) => Vec::new(),
        }
    }

    /// How many said what.
    fn stands(self, stands: Stands) -> Block {
        let tr = self.tr;
        let counts = [stands.yes, stands.ok, stands.not_sure, stands.worried];
        let rows = Stand::ALL.into_iter().zip(counts);
        let rows = rows.map(|(stand, count)| [decisions::shown::stand_name(tr, stand), grouped(count)]);
        sheet(t!(tr, "paper-totals"), [t!(tr, "paper-answer"), t!(tr, "paper-people")], rows)
    }

    /// What each side said, as far as it may be told.
    fn sides(self, sides: &[SideSaid]) -> Option<Block> {
        let tr = self.tr;
        let side = |side: Connection| tr.say(&format!("connection-{}", side.key()), None);
        let row = |said: &SideSaid| {
            let (tenths, agreed) = match said.told {
                Some(told) if told.agreed => (told.for_it_in_ten.get().to_string(), t!(tr, "paper-yes")),
                Some(told) => (told.for_it_in_ten.get().to_string(), t!(tr, "paper-no")),
                None => (t!(tr, "cell-hidden"), t!(tr, "cell-hidden")),
            };
            [side(said.side), tenths, agreed]
        };
        let head = [t!(tr, "paper-side"), t!(tr, "paper-for-it"), t!(tr, "paper-side-agreed")];
        let caption = t!(tr, "paper-sides", least = LEAST_COUNT);
        (!sides.is_empty()).then(|| sheet(caption, head, sides.iter().map(row)))
    }

    /// From first to last; equals together.
    fn order(self, order: &[Vec<u16>], options: &[Words<140>]) -> Block {
        let tr = self.tr;
        let option = |at: &u16| options.get(usize::from(*at)).map(ToString::to_string);
        let row = |(place, equals): (usize, &Vec<u16>)| {
            let equals: Vec<String> = equals.iter().filter_map(option).collect();
            [place.to_string(), equals.join("; ")]
        };
        let head = [t!(tr, "paper-rank"), t!(tr, "paper-option")];
        sheet(t!(tr, "paper-order"), head, (1..).zip(order).map(row))
    }

    /// How many put each option before each other one.
    fn pairs(self, pairs: &[u32], options: &[Words<140>]) -> Block {
        let tr = self.tr;
        let count = options.len();
        let numbers = (0..options.len()).map(|at| (at + 1).to_string());
        let head = [t!(tr, "paper-option")].into_iter().chain(numbers).collect();
        let row = |(at, option): (u16, &Words<140>)| {
            let of_row = pairs.iter().skip(usize::from(at) * count).take(count).enumerate();
            // An option is not before itself.
            let cell = |(to, people): (usize, &u32)| {
                if to == usize::from(at) { "–".to_owned() } else { grouped(*people) }
            };
            [numbered(at, option.as_str())].into_iter().chain(of_row.map(cell)).collect()
        };
        let rows = (0_u16..).zip(options).map(row).collect();
        Block::Sheet(paper::Sheet { caption: t!(tr, "paper-pairs"), head, rows })
    }

    /// Which projects are paid for, and how.
    fn shared(self, funded: &[Funded], wanted: &[u32], projects: &[Project]) -> Block {
        let tr = self.tr;
        let how = |at: usize| match funded.iter().find(|one| usize::from(one.project) == at).map(|one| one.by)
        {
            Some(FundedBy::Shares { each }) => t!(tr, "paper-paid-shares", each = money(each)),
            Some(FundedBy::Rest) => t!(tr, "paper-paid-rest"),
            None => t!(tr, "paper-not-paid"),
        };
        let row = |(at, project): (usize, &Project)| {
            let people = wanted.get(at).copied().unwrap_or_default();
            [project.what.to_string(), money(project.pence), grouped(people), how(at)]
        };
        let head =
            [t!(tr, "paper-project"), t!(tr, "paper-costs"), t!(tr, "paper-wanted"), t!(tr, "paper-paid")];
        sheet(t!(tr, "paper-shared"), head, projects.iter().enumerate().map(row))
    }

    /// The group's answer to "Who is not here?"
    fn not_here(self, decision: &Decision) -> Vec<Block> {
        let tr = self.tr;
        let Some(not_here) = &decision.not_here else { return Vec::new() };
        let mut blocks = voices(t!(tr, "paper-not-here"), [&not_here.words]);
        let count = |people: Headcount| {
            people.number().map_or_else(|| t!(tr, "fair-under", count = LEAST_COUNT), grouped)
        };
        let row = |one: &Expected| {
            let channel = one.channel.as_ref().map(ToString::to_string);
            [one.who.to_string(), channel.unwrap_or_default(), count(one.expected), count(one.heard)]
        };
        if !not_here.people.is_empty() {
            let head = [
                t!(tr, "paper-expected-who"),
                t!(tr, "paper-expected-channel"),
                t!(tr, "paper-expected"),
                t!(tr, "paper-heard"),
            ];
            blocks.push(sheet(t!(tr, "paper-expected-heard"), head, not_here.people.iter().map(row)));
        }
        blocks
    }

    /// Worries first, then what others wrote beside their answer, all in the order of a lot.
    fn own_words(self, decision: &Decision) -> Vec<Block> {
        let tr = self.tr;
        let all = decision.words();
        let of = |stand: Stand| all.iter().filter(move |(said, _)| *said == stand).map(|(_, words)| *words);
        let mut blocks = Vec::new();
        for stand in Stand::ALL.into_iter().rev() {
            let lead = t!(tr, "paper-wrote", stand = decisions::shown::stand_name(tr, stand));
            blocks.extend(voices(lead, of(stand)));
        }
        blocks
    }

    /// How worries were met, in the decision that came after the talk.
    fn followed(self, number: DecisionNo) -> Vec<Block> {
        let next = self.table.decision(number);
        let met = next.and_then(|next| next.after.as_ref()).map(|after| &after.met);
        voices(t!(self.tr, "paper-met", decision = number.0), met)
    }
}

/// An option with its number, from 1: "2. Open at eight".
pub(super) fn numbered(at: u16, option: &str) -> String {
    format!("{}. {option}", u32::from(at) + 1)
}
