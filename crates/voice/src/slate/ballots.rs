//! Who agrees with what, and what silence means.

use crate::responses::{Choice, Responses};

/// What a missing answer means. Not having seen a statement is not disagreeing with it; how that is made good is a choice,
/// and the choice is part of every result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Answers count as they are; silence counts as not agreeing. Right only where (nearly) everyone was asked everything.
    Everyone,
    /// Only those who saw a statement count for it, each with a weight that is proportional to 1 / (the chance with which
    /// they were shown it). Of those who saw `c`, with weights `w`, the supporters stand for `n · Σ_{agree} w / Σ_{saw} w`
    /// people. Statements that fewer than `least_seen` people saw can't be chosen.
    ///
    /// Agreeing with a chosen statement that a person was never shown is not known, and counts as not agreeing: with few
    /// answers each, people look less covered than they are, and EJR+ may be out of reach.
    SeenOnly {
        /// How many people must have seen a statement that is chosen.
        least_seen: u32,
    },
    /// A model gives each person's chance to agree with each statement, in units of 2^−`bits`. A person with the chance
    /// `u` pays `u` times as much, and is covered `u` times. EJR+ is that of additive utilities (see [`LeftOut`]).
    ///
    /// [`LeftOut`]: super::LeftOut
    Fractional {
        /// From 1 to 12.
        bits: u8,
    },
    /// As [`Reading::Fractional`], by the plainest model there is: see [`Ballots::from_shares`].
    Shares {
        /// How many people must have seen a statement that is chosen.
        least_seen: u32,
        /// From 1 to 12.
        bits: u8,
    },
}

/// One person saw one statement, in [`Reading::SeenOnly`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// From 0 to people − 1.
    pub person: u32,
    /// From 0 to statements − 1.
    pub statement: u32,
    /// Proportional to 1 / (chance of being shown it), 1 or more. Only the proportions within a statement matter.
    pub weight: u32,
    /// Whether they agree.
    pub agrees: bool,
}

/// Why ballots can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A person's number is not below the number of people.
    #[error("person {0} is out of range: number people from 0")]
    Person(u32),
    /// A statement's number is not below the number of statements.
    #[error("statement {0} is out of range: number statements from 0")]
    Statement(u32),
    /// The same person comes twice at a statement.
    #[error("person {person} answers statement {statement} twice: keep the last answer only")]
    Twice {
        /// Who.
        person: u32,
        /// To what.
        statement: u32,
    },
    /// A weight of 0 would make a person vanish.
    #[error("the weight of person {person} at statement {statement} is 0: weights are 1 or more")]
    NoWeight {
        /// Who.
        person: u32,
        /// At what.
        statement: u32,
    },
    /// A chance above 1.
    #[error("person {person} agrees with statement {statement} with a chance above 1")]
    AboveOne {
        /// Who.
        person: u32,
        /// With what.
        statement: u32,
    },
    /// `bits` out of range.
    #[error("{0} bits for a chance: take from 1 to 12")]
    Bits(u8),
}

/// Who agrees with each statement: one column for each statement.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Columns {
    /// 4 bytes an approval, 8 with weights.
    Sparse { starts: Vec<usize>, who: Vec<u32>, weights: Option<Vec<u32>> },
    /// 2 bytes for each person and statement, statement by statement.
    Dense(Vec<u16>),
}

/// Who agrees with what. See the [module](super).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballots {
    people: u32,
    statements: u32,
    reading: Reading,
    columns: Columns,
    out_of: Vec<u64>,
}

impl Ballots {
    /// Agreements as (person, statement), in any order, each once; everything else is no agreement.
    ///
    /// # Errors
    /// Where a number is out of range or a pair comes twice.
    pub fn everyone(
        people: u32,
        statements: u32,
        agreed: impl IntoIterator<Item = (u32, u32)>,
    ) -> Result<Self, Unfit> {
        let cells: Vec<(u32, u32, u32)> =
            agreed.into_iter().map(|(person, statement)| (statement, person, 1)).collect();
        let columns = sparse(people, statements, cells, false)?;
        let out_of = vec![u64::from(people); statements as usize];
        Ok(Self { people, statements, reading: Reading::Everyone, columns, out_of })
    }

    /// Everyone who saw something, with weights: see [`Reading::SeenOnly`].
    ///
    /// # Errors
    /// Where a number is out of range, a pair comes twice or a weight is 0.
    pub fn seen_only(
        people: u32,
        statements: u32,
        least_seen: u32,
        seen: impl IntoIterator<Item = Seen>,
    ) -> Result<Self, Unfit> {
        let mut out_of = vec![0_u64; statements as usize];
        let mut heads = vec![0_u32; statements as usize];
        let (mut agreed, mut others) = (Vec::new(), Vec::new());
        for Seen { person, statement, weight, agrees } in seen {
            let Some(out_of) = out_of.get_mut(statement as usize) else {
                return Err(Unfit::Statement(statement));
            };
            if weight == 0 {
                return Err(Unfit::NoWeight { person, statement });
            }
            *out_of += u64::from(weight);
            heads[statement as usize] += 1;
            if agrees { &mut agreed } else { &mut others }.push((statement, person, weight));
        }
        // Nobody is on both sides of a statement.
        sparse(people, statements, agreed.iter().chain(&others).copied().collect(), false)?;
        for (out_of, heads) in out_of.iter_mut().zip(heads) {
            *out_of *= u64::from(heads >= least_seen);
        }
        let mut columns = sparse(people, statements, agreed, true)?;
        drop_columns(&mut columns, &out_of);
        Ok(Self { people, statements, reading: Reading::SeenOnly { least_seen }, columns, out_of })
    }

    /// Chances to agree in units of 2^−`bits`: `fill` is called once for each statement, in order, with a zeroed column of
    /// one place for each person. Takes 2 bytes for each person and statement.
    ///
    /// # Errors
    /// Where a chance is above 1 or `bits` is not from 1 to 12.
    pub fn fractional(
        people: u32,
        statements: u32,
        bits: u8,
        mut fill: impl FnMut(u32, &mut [u16]),
    ) -> Result<Self, Unfit> {
        if !(1..=12).contains(&bits) {
            return Err(Unfit::Bits(bits));
        }
        let mut chances = vec![0_u16; people as usize * statements as usize];
        if people > 0 {
            for (statement, column) in (0_u32..).zip(chances.chunks_exact_mut(people as usize)) {
                fill(statement, column);
                if let Some((person, _)) = (0_u32..).zip(&*column).find(|&(_, &chance)| chance > 1 << bits) {
                    return Err(Unfit::AboveOne { person, statement });
                }
            }
        }
        let out_of = vec![u64::from(people) << bits; statements as usize];
        let (reading, columns) = (Reading::Fractional { bits }, Columns::Dense(chances));
        Ok(Self { people, statements, reading, columns, out_of })
    }

    /// From real answers, silence as [`Reading::Everyone`] has it. People who answered nothing are not counted: person `i`
    /// of the ballots is the `i`-th of [`Responses::persons`].
    pub fn from_answers(responses: &Responses) -> Self {
        let columns = agreements(responses, |_| true);
        let (people, statements) = (responses.people(), length(responses.statements()));
        let out_of = vec![u64::from(people); responses.statements()];
        Self { people, statements, reading: Reading::Everyone, columns, out_of }
    }

    /// From real answers, each statement by those who saw it (answered it, "not sure" included), all with equal weight:
    /// [`Reading::SeenOnly`]. People are counted as in [`Ballots::from_answers`].
    pub fn from_those_who_saw(responses: &Responses, least_seen: u32) -> Self {
        let seen = |tally: &crate::responses::Tally| {
            if tally.seen() >= least_seen { u64::from(tally.seen()) } else { 0 }
        };
        let out_of: Vec<u64> = responses.tallies().iter().map(seen).collect();
        let columns = agreements(responses, |statement| out_of[statement as usize] > 0);
        let (people, statements) = (responses.people(), length(responses.statements()));
        Self { people, statements, reading: Reading::SeenOnly { least_seen }, columns, out_of }
    }

    /// From real answers, and the plainest model for what is missing: a person who did not see a statement agrees with it
    /// with the chance `(agree + 1) / (seen + 2)` of those who did, in units of 2^−`bits`, rounded down. Real answers count
    /// as 1 or 0. Statements that fewer than `least_seen` people saw can't be chosen: of them too little is known.
    ///
    /// # Errors
    /// Where `bits` is not from 1 to 12.
    pub fn from_shares(responses: &Responses, least_seen: u32, bits: u8) -> Result<Self, Unfit> {
        let (people, statements) = (responses.people(), length(responses.statements()));
        let answered = columns_of(responses);
        let mut ballots = Self::fractional(people, statements, bits, |statement, column| {
            let tally = responses.tally(statement);
            if tally.seen() < least_seen {
                return;
            }
            let share = (u64::from(tally.agree + 1) << bits) / u64::from(tally.seen() + 2);
            column.fill(u16::try_from(share).unwrap_or(0));
            for &(person, choice) in &answered[statement as usize] {
                column[person as usize] = u16::from(choice == Choice::Agree) << bits;
            }
        })?;
        for (out_of, tally) in ballots.out_of.iter_mut().zip(responses.tallies()) {
            *out_of *= u64::from(tally.seen() >= least_seen);
        }
        ballots.reading = Reading::Shares { least_seen, bits };
        Ok(ballots)
    }

    /// How many people there are.
    pub const fn people(&self) -> u32 {
        self.people
    }

    /// How many statements there are.
    pub const fn statements(&self) -> u32 {
        self.statements
    }

    /// What silence means.
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// What a whole agreement is: 1, or 2^bits where chances are given.
    pub const fn scale(&self) -> u32 {
        match self.reading {
            Reading::Fractional { bits } | Reading::Shares { bits, .. } => 1 << bits,
            Reading::Everyone | Reading::SeenOnly { .. } => 1,
        }
    }

    /// How many there are to agree with a statement, in the units in which support is told: everyone, or the weights of
    /// those who saw it. 0 where it can't be chosen.
    pub fn out_of(&self, statement: u32) -> u64 {
        self.out_of.get(statement as usize).copied().unwrap_or(0)
    }

    /// The weight and agreement of all who agree with a statement: `Σ g·v`, out of [`Ballots::out_of`].
    pub fn support(&self, statement: u32) -> u64 {
        let mut support = 0;
        self.each(statement, |_, value, stands| support += stands * u64::from(value));
        support
    }

    /// How many (person, statement) pairs agree, with whatever chance above 0.
    pub fn agreements(&self) -> u64 {
        match &self.columns {
            Columns::Sparse { who, .. } => who.len() as u64,
            Columns::Dense(chances) => chances.iter().filter(|chance| **chance > 0).count() as u64,
        }
    }

    /// Everyone who agrees with a statement, by ascending person: (person, agreement `v` from 1 to [`Ballots::scale`], for
    /// how many they stand `g`).
    pub fn each(&self, statement: u32, mut supporter: impl FnMut(u32, u32, u64)) {
        let at = statement as usize;
        match &self.columns {
            Columns::Sparse { starts, who, weights } => {
                let (Some(&start), Some(&end)) = (starts.get(at), starts.get(at + 1)) else { return };
                match weights {
                    None => who[start..end].iter().for_each(|&who| supporter(who, 1, 1)),
                    Some(weights) => {
                        for (&who, &weight) in who[start..end].iter().zip(&weights[start..end]) {
                            supporter(who, 1, u64::from(weight));
                        }
                    }
                }
            }
            Columns::Dense(chances) => {
                let people = self.people as usize;
                let Some(column) = chances.get(at * people..(at + 1) * people) else { return };
                for (who, &chance) in (0_u32..).zip(column) {
                    if chance > 0 {
                        supporter(who, u32::from(chance), 1);
                    }
                }
            }
        }
    }
}

/// From (statement, person, weight) in any order.
fn sparse(
    people: u32,
    statements: u32,
    mut cells: Vec<(u32, u32, u32)>,
    weighted: bool,
) -> Result<Columns, Unfit> {
    if !cells.is_sorted() {
        cells.sort_unstable();
    }
    if let Some(pair) = cells.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
        return Err(Unfit::Twice { statement: pair[0].0, person: pair[0].1 });
    }
    let mut starts = vec![0; statements as usize + 1];
    for &(statement, person, _) in &cells {
        if person >= people {
            return Err(Unfit::Person(person));
        }
        *starts.get_mut(statement as usize + 1).ok_or(Unfit::Statement(statement))? += 1;
    }
    add_up(&mut starts);
    let who = cells.iter().map(|cell| cell.1).collect();
    let weights = weighted.then(|| cells.iter().map(|cell| cell.2).collect());
    Ok(Columns::Sparse { starts, who, weights })
}

/// Empties the columns of statements that can't be chosen.
fn drop_columns(columns: &mut Columns, out_of: &[u64]) {
    let Columns::Sparse { starts, who, weights } = columns else { return };
    let kept = |list: &[u32]| -> Vec<u32> {
        let columns = out_of.iter().zip(starts.windows(2)).filter(|(out_of, _)| **out_of > 0);
        columns.flat_map(|(_, ends)| list[ends[0]..ends[1]].iter().copied()).collect()
    };
    (*who, *weights) = (kept(who), weights.as_deref().map(kept));
    let lengths: Vec<usize> = starts.windows(2).map(|ends| ends[1] - ends[0]).collect();
    for ((start, length), out_of) in starts[1..].iter_mut().zip(lengths).zip(out_of) {
        *start = if *out_of > 0 { length } else { 0 };
    }
    add_up(starts);
}

/// Who agrees, by counting: the answers come by ascending person, so each column ascends.
fn agreements(responses: &Responses, is_open: impl Fn(u32) -> bool) -> Columns {
    let mut starts = vec![0; responses.statements() + 1];
    for ((statement, tally), start) in (0_u32..).zip(responses.tallies()).zip(&mut starts[1..]) {
        *start = if is_open(statement) { tally.agree as usize } else { 0 };
    }
    add_up(&mut starts);
    let mut ends = starts.clone();
    let mut who = vec![0; starts.last().copied().unwrap_or(0)];
    for (number, person) in (0_u32..).zip(responses.persons()) {
        for (statement, answer) in responses.row(person) {
            if answer.choice == Choice::Agree && is_open(statement) {
                let end = &mut ends[statement as usize];
                who[*end] = number;
                *end += 1;
            }
        }
    }
    Columns::Sparse { starts, who, weights: None }
}

fn columns_of(responses: &Responses) -> Vec<Vec<(u32, Choice)>> {
    let mut columns = vec![Vec::new(); responses.statements()];
    for (number, person) in (0_u32..).zip(responses.persons()) {
        for (statement, answer) in responses.row(person) {
            columns[statement as usize].push((number, answer.choice));
        }
    }
    columns
}

fn add_up(counts: &mut [usize]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

/// Statements and people are numbered with 32 bits, so their number fits.
fn length(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
