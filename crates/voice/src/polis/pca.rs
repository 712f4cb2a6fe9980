//! The two directions in which people differ most: the leading eigenvectors of `XᵀX`.
//!
//! `X` is the matrix of `x − μ`, with exactly 0 where nothing was answered. Polis finds its eigenvectors one after the
//! other by up to 100 rounds of power iteration from an unseeded random start. Here both are found at once in a Krylov
//! space (block Lanczos with full orthogonalisation) from a stated start, until the residual `‖XᵀXp − λp‖` is under
//! 10⁻¹¹ of the first eigenvalue: the vectors that power iteration tends to, in a tenth of the passes over the votes.
//!
//! A pass costs two additions a vote: the product of every *possible* cell (three a statement) with the vector is made
//! first, a person's sum is gathered from that table, and sums are scattered to a table of the same shape.

use super::{
    eigen::{Pair, symmetric},
    matrix::{ANSWERS, Matrix},
    real,
};

/// How many components Polis uses.
pub(super) const COMPONENTS: usize = 2;
/// The residual at which a component is done, as a share of the first eigenvalue.
const TOLERANCE: f64 = 1e-11;
/// An eigenvalue under this share of the whole variance is rounding, not a direction.
const NOTHING: f64 = 1e-13;
/// A vector of which less than this share is new adds nothing to the space.
const NEW: f64 = 1e-12;
/// The Krylov space starts anew from its best two vectors when it is as large as this.
const SPACE: usize = 96;
/// The residual is looked at when the space has grown by this much.
const LOOK: usize = 8;
/// Passes over the votes after which the best vectors found are taken: only for spectra without a gap.
const PASSES: u32 = 480;

/// Unit vectors over the statements, or all zeros where people do not differ in so many directions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Components {
    pub(super) vectors: [Vec<f64>; COMPONENTS],
    /// `λ`: the sum over people of their squared place along the component; 0 with an all-zero vector.
    pub(super) values: [f64; COMPONENTS],
    pub(super) passes: u32,
}

/// The leading components of the matrix whose cells are worth `centred`, each turned so that its largest loading (the
/// first of equal ones) is positive.
pub(super) fn components(matrix: &Matrix, centred: &[f64]) -> Components {
    let columns = matrix.statements().len();
    let spread = spread(matrix, centred);
    let nothing = NOTHING * spread.iter().sum::<f64>();
    let zeros = || Components { vectors: [vec![0.0; columns], vec![0.0; columns]], ..Components::default() };
    // With one statement or one person there is no map; Polis then leaves everybody at 0.
    if columns < COMPONENTS || matrix.people().len() < 2 || nothing == 0.0 {
        return zeros();
    }
    let mut votes = Gram::new(matrix, centred);
    let (pairs, passes) = leading(&mut votes, start(&spread), SPACE);
    let mut found = Components { passes, ..zeros() };
    for (k, pair) in pairs.into_iter().enumerate().filter(|(_, pair)| pair.value > nothing) {
        found.values[k] = pair.value;
        found.vectors[k] = turned(pair.vector);
    }
    found
}

/// The sum of squares of each column.
fn spread(matrix: &Matrix, centred: &[f64]) -> Vec<f64> {
    let of = |(tally, worth): (&[u32; ANSWERS], &[f64])| {
        tally.iter().zip(worth).map(|(&count, worth)| f64::from(count) * worth * worth).sum()
    };
    matrix.tallies().iter().zip(centred.chunks_exact(ANSWERS)).map(of).collect()
}

/// Where the search starts: the spread of each statement times a scattered number, so that no direction is left out
/// by symmetry and nothing is looked for where all are alike.
fn start(spread: &[f64]) -> [Vec<f64>; COMPONENTS] {
    // The golden ratio's and the plastic number's fractions scatter evenly and never repeat.
    [0.618_033_988_749_894_9, 0.754_877_666_246_692_8].map(|step| {
        let scatter = |(column, spread): (usize, &f64)| {
            let turn = real(column + 1) * step;
            spread.sqrt() * (0.1 + turn - turn.floor() - if column % 2 == 0 { 0.0 } else { 1.0 })
        };
        spread.iter().enumerate().map(scatter).collect()
    })
}

fn turned(mut vector: Vec<f64>) -> Vec<f64> {
    let mut largest = 0.0_f64;
    for &x in &vector {
        if x.abs() > largest.abs() {
            largest = x;
        }
    }
    if largest < 0.0 {
        for x in &mut vector {
            *x = -*x;
        }
    }
    vector
}

/// `XᵀX` as an operation on two vectors at once.
struct Gram<'a> {
    matrix: &'a Matrix,
    centred: &'a [f64],
    gather: Vec<[f64; COMPONENTS]>,
    scatter: Vec<[f64; COMPONENTS]>,
}

impl<'a> Gram<'a> {
    fn new(matrix: &'a Matrix, centred: &'a [f64]) -> Self {
        let table = vec![[0.0; COMPONENTS]; centred.len()];
        Self { matrix, centred, gather: table.clone(), scatter: table }
    }

    /// The products with one or two vectors.
    fn times(&mut self, block: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let at = |k: usize, column: usize| block.get(k).map_or(0.0, |vector: &Vec<f64>| vector[column]);
        for (cell, (to, worth)) in self.gather.iter_mut().zip(self.centred).enumerate() {
            *to = [0, 1].map(|k| worth * at(k, cell / ANSWERS));
        }
        self.scatter.fill([0.0; COMPONENTS]);
        for row in self.matrix.rows() {
            let sum = gathered(&self.gather, row);
            for &cell in row {
                let to = &mut self.scatter[cell as usize];
                to[0] += sum[0];
                to[1] += sum[1];
            }
        }
        let column = |k: usize| {
            let cells = self.scatter.chunks_exact(ANSWERS).zip(self.centred.chunks_exact(ANSWERS));
            cells
                .map(|(sums, worth)| sums[0][k] * worth[0] + sums[1][k] * worth[1] + sums[2][k] * worth[2])
                .collect()
        };
        (0..block.len()).map(column).collect()
    }
}

/// The sum of a row's entries in a table, in four interleaved parts: a fixed order that does not wait for each addition.
pub(super) fn gathered(table: &[[f64; COMPONENTS]], row: &[u32]) -> [f64; COMPONENTS] {
    let mut parts = [[0.0; COMPONENTS]; 4];
    let (fours, rest) = row.as_chunks::<4>();
    for four in fours {
        for (part, &cell) in parts.iter_mut().zip(four) {
            let entry = table[cell as usize];
            part[0] += entry[0];
            part[1] += entry[1];
        }
    }
    for &cell in rest {
        let entry = table[cell as usize];
        parts[0][0] += entry[0];
        parts[0][1] += entry[1];
    }
    [0, 1].map(|k| (parts[0][k] + parts[1][k]) + (parts[2][k] + parts[3][k]))
}

/// The two largest eigenpairs, and the passes it took, in spaces of at most `most` vectors.
fn leading(votes: &mut Gram<'_>, start: [Vec<f64>; COMPONENTS], most: usize) -> (Vec<Pair>, u32) {
    let mut passes = 0;
    let mut start: Vec<Vec<f64>> = start.into();
    loop {
        let mut space = Krylov::new(start);
        let best = loop {
            passes += 1;
            let full = space.grow(votes, most);
            let out = passes >= PASSES;
            if !full && !out && !space.basis.len().is_multiple_of(LOOK) {
                continue;
            }
            let (best, done) = space.best();
            if done || out {
                return (best, passes);
            }
            if full {
                break best;
            }
        };
        start = best.into_iter().map(|pair| pair.vector).collect();
    }
}

/// An orthonormal basis of the space spanned by a block and its products with `XᵀX`, and `XᵀX` seen in that basis.
struct Krylov {
    basis: Vec<Vec<f64>>,
    /// The vectors whose products are not in the space yet.
    block: Vec<Vec<f64>>,
    /// Column `j` holds `qᵢ·XᵀX·qⱼ` for the `i` in the space when it was made.
    seen: Vec<Vec<f64>>,
    /// For each vector of the last block: what of its product the space did not hold, as multiples of the new block.
    rest: Vec<[f64; COMPONENTS]>,
}

impl Krylov {
    fn new(start: Vec<Vec<f64>>) -> Self {
        let mut space = Self { basis: Vec::new(), block: Vec::new(), seen: Vec::new(), rest: Vec::new() };
        let scale = start.iter().map(|vector| length(vector)).fold(0.0, f64::max);
        space.rest = space.join(start, scale);
        space
    }

    /// Takes the block into the basis and its products as the next block. True when the space can't grow any more.
    fn grow(&mut self, votes: &mut Gram<'_>, most: usize) -> bool {
        let products = votes.times(&self.block);
        self.basis.append(&mut self.block);
        let scale = products.iter().map(|vector| length(vector)).fold(0.0, f64::max);
        let rests = products.into_iter().map(|mut product| {
            let mut seen = vec![0.0; self.basis.len()];
            // Twice is enough: what rounding leaves the first time, the second takes away.
            for _ in 0..2 {
                for (seen, q) in seen.iter_mut().zip(&self.basis) {
                    let share = dot(q, &product);
                    add(&mut product, -share, q);
                    *seen += share;
                }
            }
            self.seen.push(seen);
            product
        });
        let rests = rests.collect();
        self.rest = self.join(rests, scale);
        self.block.is_empty() || self.basis.len() + self.block.len() > most
    }

    /// Makes an orthonormal block of vectors that are orthogonal to the basis, leaving out what is not new; returns
    /// each vector as multiples of the block.
    fn join(&mut self, vectors: Vec<Vec<f64>>, scale: f64) -> Vec<[f64; COMPONENTS]> {
        self.block.clear();
        let mut multiples = Vec::new();
        for mut vector in vectors {
            let mut multiple = [0.0; COMPONENTS];
            for (share, q) in multiple.iter_mut().zip(&self.block) {
                *share = dot(q, &vector);
                add(&mut vector, -*share, q);
            }
            let length = length(&vector);
            if length > NEW * scale {
                multiple[self.block.len()] = length;
                for x in &mut vector {
                    *x /= length;
                }
                // A short rest of a long vector carries its rounding: clear it of the space once more.
                for q in self.basis.iter().chain(&self.block) {
                    let share = dot(q, &vector);
                    add(&mut vector, -share, q);
                }
                self.block.push(vector);
            }
            multiples.push(multiple);
        }
        multiples
    }

    /// The two best vectors in the space, and whether both are done.
    fn best(&self) -> (Vec<Pair>, bool) {
        let size = self.basis.len();
        let cell = |i: usize, j: usize| self.seen[i.max(j)].get(i.min(j)).copied().unwrap_or_default();
        let pairs = symmetric((0..size).map(|i| (0..size).map(|j| cell(i, j)).collect()).collect());
        let enough = TOLERANCE * pairs.first().map_or(0.0, |pair| pair.value);
        let last = size - self.rest.len();
        let small = |pair: &Pair| {
            let along =
                |k: usize| -> f64 { pair.vector[last..].iter().zip(&self.rest).map(|(y, r)| y * r[k]).sum() };
            let residual = [along(0), along(1)];
            length(&residual) <= enough
        };
        let done = self.block.is_empty() || pairs.iter().take(COMPONENTS).all(small);
        let lift = |pair: Pair| {
            let mut vector = vec![0.0; self.basis[0].len()];
            for (share, q) in pair.vector.iter().zip(&self.basis) {
                add(&mut vector, *share, q);
            }
            let length = length(&vector);
            for x in &mut vector {
                *x /= length;
            }
            Pair { value: pair.value, vector }
        };
        (pairs.into_iter().take(COMPONENTS).map(lift).collect(), done)
    }
}

/// The dot product in four interleaved parts: a fixed order that the processor need not wait for.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, a_rest) = a.as_chunks::<4>();
    let (b, b_rest) = b.as_chunks::<4>();
    let mut parts = [0.0; 4];
    for (a, b) in a.iter().zip(b) {
        for k in 0..4 {
            parts[k] += a[k] * b[k];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (parts[0] + parts[1]) + (parts[2] + parts[3]) + rest
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

fn length(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        polis::{Moderation, Vote},
        responses::Choice,
    };

    /// Votes without any pattern: the spectrum has hardly a gap.
    fn noise(people: u32, statements: u32, seed: u32) -> Vec<Vote> {
        let choices = [Choice::Agree, Choice::Disagree, Choice::Pass];
        let mixed = |person: u32, statement: u32| {
            let mut x = (person * statements + statement).wrapping_add(seed.wrapping_mul(40_503)) | 1;
            for shift in [16, 15, 16] {
                x = (x ^ (x >> shift)).wrapping_mul(0x7feb_352d);
            }
            x >> 8
        };
        let cells = (0..people).flat_map(|person| (0..statements).map(move |statement| (person, statement)));
        cells
            .filter(|&(person, statement)| mixed(person, statement) % 5 > 1)
            .map(|(person, statement)| {
                let choice = choices[mixed(person, statement) as usize / 5 % 3];
                Vote { person, statement, choice }
            })
            .collect()
    }

    fn gram(matrix: &Matrix, centred: &[f64]) -> Vec<Vec<f64>> {
        let size = matrix.statements().len();
        let mut gram = vec![vec![0.0; size]; size];
        for row in matrix.rows() {
            for &a in row {
                for &b in row {
                    gram[a as usize / ANSWERS][b as usize / ANSWERS] +=
                        centred[a as usize] * centred[b as usize];
                }
            }
        }
        gram
    }

    fn found(votes: &[Vote]) -> (Matrix, Vec<f64>, Components) {
        let matrix = Matrix::new(|| votes.iter().copied(), &Moderation::default());
        let centred = matrix.centred(&matrix.means());
        let components = components(&matrix, &centred);
        (matrix, centred, components)
    }

    proptest! {
        #[test]
        fn the_values_are_those_of_the_dense_matrix(people in 2..40_u32, statements in 2..16_u32, seed in 0..999_u32) {
            let (matrix, centred, components) = found(&noise(people, statements, seed));
            prop_assume!(matrix.statements().len() > 1 && matrix.people().len() > 1);
            let dense = symmetric(gram(&matrix, &centred));
            for (value, pair) in components.values.iter().zip(&dense) {
                prop_assert!((value - pair.value).abs() <= 1e-10 * dense[0].value, "{value} {}", pair.value);
            }
        }
    }

    #[test]
    fn a_spectrum_without_a_gap_is_followed_to_its_end() {
        let (matrix, centred, components) = found(&noise(600, 200, 1));
        assert!(components.passes < 48, "{}", components.passes);
        let products = Gram::new(&matrix, &centred).times(&components.vectors);
        for (k, product) in products.iter().enumerate() {
            let rest = product.iter().zip(&components.vectors[k]).map(|(a, b)| a - components.values[k] * b);
            assert!(length(&rest.collect::<Vec<f64>>()) < 1e-9 * components.values[0]);
            assert!((length(&components.vectors[k]) - 1.0).abs() < 1e-14);
        }
        assert!(dot(&components.vectors[0], &components.vectors[1]).abs() < 1e-9);
    }

    #[test]
    fn a_small_space_is_started_anew_and_ends_at_the_same_place() {
        let (matrix, centred, components) = found(&noise(200, 60, 1));
        let start = start(&spread(&matrix, &centred));
        let (pairs, passes) = leading(&mut Gram::new(&matrix, &centred), start, 16);
        assert!(passes > 8 && passes < PASSES, "{passes}");
        for (k, pair) in pairs.iter().enumerate() {
            assert!((pair.value - components.values[k]).abs() < 1e-12 * components.values[0]);
            assert!((dot(&pair.vector, &components.vectors[k]).abs() - 1.0).abs() < 1e-9);
        }
    }
}
