//! A conversation with everybody's answer to everything, by ideal points in two dimensions.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use voice::responses::Choice;

/// How large a conversation is and how it grows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub people: usize,
    pub statements: usize,
    /// Statements that are there before anybody comes.
    pub first: usize,
    /// Answers of a person, on average.
    pub each: f64,
    /// 1 if statements are added evenly, more if most are added early: the `x`-th part of them is there when
    /// `last·x^power` of the people have come.
    pub power: f64,
    /// The share of people who have come when the last is added.
    pub last: f64,
    /// How far people's views move between the first and the last who come.
    pub drift: f64,
}

impl Shape {
    /// 800 people, 120 statements, 12 answers each.
    pub(crate) const fn town() -> Self {
        Self { people: 800, statements: 120, first: 12, each: 12.0, power: 1.5, last: 0.94, drift: 1.0 }
    }

    /// 400 people, 60 statements, 7 answers each.
    pub(crate) const fn street() -> Self {
        Self { people: 400, statements: 60, first: 10, each: 7.0, power: 1.5, last: 0.94, drift: 0.0 }
    }

    /// 1,000 people, 150 statements, 12 answers each.
    pub(crate) const fn city() -> Self {
        Self { people: 1_000, statements: 150, first: 15, each: 12.0, power: 1.5, last: 0.94, drift: 0.5 }
    }

    /// A statement for every three people until the very end, 17 answers each.
    pub(crate) const fn to_the_end() -> Self {
        Self { people: 600, statements: 210, first: 10, each: 17.0, power: 1.0, last: 1.0, drift: 0.0 }
    }

    /// 15 people, 20 statements, 10 answers each.
    pub(crate) const fn table() -> Self {
        Self { people: 15, statements: 20, first: 8, each: 10.0, power: 1.0, last: 0.7, drift: 0.0 }
    }
}

pub(crate) struct World {
    pub seed: u64,
    /// By statement, then by person.
    pub answers: Vec<Vec<Choice>>,
    /// How many people have come before a statement is there; ascending.
    pub born: Vec<usize>,
    /// How many answers each person gives.
    pub each: Vec<usize>,
    people: Vec<[f64; 2]>,
}

pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From 0 to under 1.
    pub(crate) fn part(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Normal with mean 0 and standard deviation 1, by Box and Muller.
    fn normal(&mut self) -> f64 {
        let (one, other) = (self.part().max(1e-9), self.part());
        libm::sqrt(-2.0 * libm::log(one)) * libm::cos(std::f64::consts::TAU * other)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and not negative")]
pub(crate) fn whole(number: f64) -> usize {
    number as usize
}

impl World {
    pub(crate) fn of(seed: u64, shape: Shape) -> Self {
        let mut dice = Dice::of(seed);
        let (count, statements) = (shape.people as f64, shape.statements - shape.first);
        let people: Vec<[f64; 2]> = (0..shape.people)
            .map(|person| {
                // Six in ten stand on one side; later people lean a little further to the other.
                let side = if dice.part() < 0.6 { 0.8 } else { -1.2 };
                let late = shape.drift * (2.0 * person as f64 / count - 1.0);
                [side + 0.7 * dice.normal() + late, dice.normal()]
            })
            .collect();
        let each = people
            .iter()
            .map(|_| {
                let more = -libm::log(dice.part().max(1e-9));
                whole(shape.each * (0.3 + 0.7 * more)).max(1)
            })
            .collect();
        let mut born = vec![0; shape.first];
        born.extend((0..statements).map(|at| {
            whole(count * shape.last * libm::pow(at as f64 / statements as f64, shape.power) * 0.999)
        }));
        let mut world = Self { seed, answers: Vec::new(), born, each, people };
        for _ in 0..shape.statements {
            let line = [0.9 * dice.normal() + 0.4, dice.normal(), 0.7 * dice.normal()];
            let unsure = 0.05 + 0.2 * dice.part();
            let answers = world.answered(&mut dice, line, unsure);
            world.answers.push(answers);
        }
        world
    }

    /// Agree with the chance `1/(1 + e^−(b + v·x))` of those who are sure.
    fn answered(&self, dice: &mut Dice, [b, v, w]: [f64; 3], unsure: f64) -> Vec<Choice> {
        let of = |[x, y]: &[f64; 2]| {
            let agree = 1.0 / (1.0 + libm::exp(-(b + v * x + w * y)));
            if dice.part() < unsure {
                Choice::Pass
            } else if dice.part() < agree {
                Choice::Agree
            } else {
                Choice::Disagree
            }
        };
        self.people.iter().map(of).collect()
    }

    /// Adds a statement that so large a part agrees with, when such a part of the people have come. Returns which it is.
    pub(crate) fn add_view_of_few(&mut self, part: f64, when: f64) -> u32 {
        let mut dice = Dice::of(self.seed ^ 0xfeed);
        let answers =
            self.people.iter().map(|_| if dice.part() < part { Choice::Agree } else { Choice::Disagree });
        let answers = answers.collect();
        let born = whole(self.people() as f64 * when);
        let at = self.born.partition_point(|&other| other <= born);
        self.born.insert(at, born);
        self.answers.insert(at, answers);
        u32::try_from(at).expect("a small number")
    }

    /// From answers that are known, with as many given by each as really were.
    pub(crate) fn known(seed: u64, answers: Vec<Vec<Choice>>, born: Vec<usize>, each: Vec<usize>) -> Self {
        let people = vec![[0.0; 2]; each.len()];
        Self { seed, answers, born, each, people }
    }

    pub(crate) fn people(&self) -> usize {
        self.each.len()
    }

    pub(crate) fn statements(&self) -> usize {
        self.born.len()
    }

    /// The share of all people who agree.
    pub(crate) fn truth(&self, statement: usize) -> f64 {
        let agree = self.answers[statement].iter().filter(|&&choice| choice == Choice::Agree).count();
        agree as f64 / self.people() as f64
    }
}
