//! A small made-up conversation. Large ones, and the curve, are `cargo xtask curve`'s.

use voice::responses::{Answer, Choice, Responses};

/// A scattered number that is the same on every machine.
pub(crate) const fn mixed(a: u32, b: u32) -> u32 {
    let x = a.wrapping_mul(2_654_435_761) ^ b.wrapping_mul(2_246_822_519);
    let x = (x ^ x >> 15).wrapping_mul(2_246_822_507);
    x ^ x >> 13
}

/// Four opinions, each with its own leaning on each statement; everybody answers about one statement in `one_in`.
pub(crate) fn conversation(people: u32, statements: u32, one_in: u32) -> Responses {
    let cells = (0..people).flat_map(|person| (0..statements).map(move |statement| (person, statement)));
    let asked = cells.filter(|&(person, statement)| mixed(person, statement).is_multiple_of(one_in));
    asked
        .map(|(person, statement)| {
            let leaning = 15 + mixed(person % 4, statement + 1_000_000) % 71;
            let choice = match mixed(statement, person) % 100 {
                roll if roll < 10 => Choice::Pass,
                roll if roll < 10 + leaning * 9 / 10 => Choice::Agree,
                _ => Choice::Disagree,
            };
            (person, statement, Answer::new(choice))
        })
        .collect()
}
