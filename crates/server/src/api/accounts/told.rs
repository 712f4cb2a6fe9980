//! How an account was chosen and what came of it, as far as it may be shown.

use serde::Serialize;
use table::{Certificate, CertifiedLine, GroupSaid, Portion, Settled, Shortfall, Support};
use utoipa::ToSchema;
use voice::groups::Name;
use voice::publish::Share;

use super::super::kinds::Date;
use super::super::map_schema::GroupName;

/// How many of the people, as far as it may be told.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum PartTold {
    /// There are too few people to cut them into parts.
    NotTold,
    /// Fewer than 8, or nobody.
    Few,
    /// So many as `people` says, to the nearest 5.
    About,
    /// Everybody, or all but fewer than 8.
    NearlyAll,
}

/// A part of the people.
#[derive(Serialize, ToSchema)]
struct PeoplePart {
    /// How it is told.
    level: PartTold,
    /// How many, at the level `about`.
    people: Option<u32>,
}

impl PeoplePart {
    const fn of(portion: Portion) -> Self {
        match portion {
            Portion::NotTold => Self { level: PartTold::NotTold, people: None },
            Portion::Few => Self { level: PartTold::Few, people: None },
            Portion::About(people) => Self { level: PartTold::About, people: Some(people.get()) },
            Portion::NearlyAll => Self { level: PartTold::NearlyAll, people: None },
        }
    }
}

/// So many of those who answered, of 8 or more.
#[derive(Serialize, ToSchema)]
struct YesOf {
    /// How many said yes.
    yes: u32,
    /// How many answered.
    answered: u32,
}

impl YesOf {
    const fn of(support: Support) -> Self {
        Self { yes: support.yes, answered: support.answered }
    }
}

/// A group that no line speaks for as much as for others.
#[derive(Serialize, ToSchema)]
struct GroupLeftOut {
    /// The number of the statement that they agree with.
    statement: u32,
    /// How many they are.
    people: PeoplePart,
}

/// How a line came to be chosen.
#[derive(Serialize, ToSchema)]
struct LineChosen {
    /// The statement's number.
    statement: u32,
    /// Whether its supporters had enough to buy the place; otherwise it was added for those for whom nothing spoke.
    bought: bool,
    /// Who agreed with it; nothing where fewer than 8 had answered it.
    support: Option<YesOf>,
}

impl LineChosen {
    fn of(line: &CertifiedLine) -> Self {
        Self { statement: line.statement.0, bought: line.bought, support: line.support.map(YesOf::of) }
    }
}

/// How the program chose. Silence counts as not agreeing. `roundtable account house` makes the same choice again.
#[derive(Serialize, ToSchema)]
pub(super) struct HowChosen {
    /// How many lines were asked for.
    places: u32,
    /// How many people had answered something.
    people: u32,
    /// How many of them agree with at least one line.
    covered: PeoplePart,
    /// Whether no group that is large enough is left out (EJR+).
    holds: bool,
    /// The strongest group of one mind that is left out.
    left_out: Option<GroupLeftOut>,
    /// How each line came to be chosen, in order.
    lines: Vec<LineChosen>,
}

impl HowChosen {
    pub(super) fn of(certificate: &Certificate) -> Self {
        Self {
            places: certificate.places,
            people: certificate.people,
            covered: PeoplePart::of(certificate.covered),
            holds: certificate.holds,
            left_out: certificate.left_out.map(|group| GroupLeftOut {
                statement: group.statement.0,
                people: PeoplePart::of(group.people),
            }),
            lines: certificate.lines.iter().map(LineChosen::of).collect(),
        }
    }
}

/// Why an account is not agreed.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum ShortOf {
    /// Fewer than 8 people answered, and fewer than half of the seats.
    TooFew {},
    /// Nobody but its writer said yes.
    OnlyItsAuthor {},
    /// Too few said yes to a line.
    Line {
        /// The statement's number.
        statement: u32,
    },
    /// Too few of an opinion group said yes to a line.
    Group {
        /// The group.
        #[schema(value_type = GroupName)]
        group: Name,
        /// The statement's number.
        statement: u32,
    },
}

impl ShortOf {
    const fn of(short: Shortfall) -> Self {
        match short {
            Shortfall::TooFew => Self::TooFew {},
            Shortfall::OnlyItsAuthor => Self::OnlyItsAuthor {},
            Shortfall::Line(line) => Self::Line { statement: line.0 },
            Shortfall::Group(group, line) => Self::Group { group, statement: line.0 },
        }
    }
}

/// What an opinion group said to a line.
#[derive(Serialize, ToSchema)]
struct GroupSaidYes {
    /// The group.
    #[schema(value_type = GroupName)]
    group: Name,
    /// How many in ten said yes: 1 is 1 or fewer, 9 is 9 or more. Nothing where it may not be told apart: fewer than 20 answered,
    /// fewer than 8 of it, or fewer than 8 others.
    #[schema(minimum = 0, maximum = 10)]
    yes_in_ten: Option<u8>,
}

/// What was said to a line.
#[derive(Serialize, ToSchema)]
struct SaidToLine {
    /// The statement's number.
    statement: u32,
    /// Who said yes; nothing where fewer than 8 answered.
    said: Option<YesOf>,
    /// The same within each clear opinion group.
    groups: Vec<GroupSaidYes>,
}

/// What came of an account.
#[derive(Serialize, ToSchema)]
pub(super) struct Came {
    /// When it was counted.
    on: Date,
    /// How many answered at least one line; nothing for 1 to 7 people.
    replied: Option<u32>,
    /// Why it is not agreed. Nothing in it: it is.
    short_of: Vec<ShortOf>,
    /// What was said to each line that still stood.
    lines: Vec<SaidToLine>,
}

impl Came {
    pub(super) fn of(settled: &Settled) -> Self {
        let lines = settled.lines.iter().enumerate().map(|(at, line)| SaidToLine {
            statement: line.statement.0,
            said: line.said.map(YesOf::of),
            groups: settled.groups.iter().map(|group| said_yes(group, at)).collect(),
        });
        Self {
            on: Date(settled.on),
            replied: settled.replied.number(),
            short_of: settled.short_of.iter().copied().map(ShortOf::of).collect(),
            lines: lines.collect(),
        }
    }
}

fn said_yes(group: &GroupSaid, line: usize) -> GroupSaidYes {
    GroupSaidYes {
        group: group.group,
        yes_in_ten: group.yes_in_ten.get(line).copied().flatten().map(Share::get),
    }
}
