//! What somebody can work out who knows the rules, the whole totals, and everything that is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use proptest::prelude::*;
use voice::publish::{self, Asked, Cell, Cut, LEAST_DOUBT, Share, Since, of_sides};

/// The counts a cell can stand for, by what is shown of it alone, in a cut of so many people.
fn can_be(cell: Cell, people: u32) -> Vec<u32> {
    let fits = |count: &u32| match cell {
        Cell::Zero => *count == 0,
        Cell::Hidden => *count > 0 && (*count < 8 || people - count < 8),
        Cell::Rounded(about) => *count >= 8 && people - count >= 8 && count.abs_diff(about.get()) <= 2,
    };
    (0..=people).filter(fits).collect()
}

/// The values that each cell can have where all add up to `total`: by reach of sums, exactly, from both ends.
fn solved(cells: &[Vec<u32>], total: u32) -> Vec<BTreeSet<u32>> {
    let add = |sums: &BTreeSet<u32>, cell: &[u32]| -> BTreeSet<u32> {
        sums.iter()
            .flat_map(|sum| cell.iter().map(move |value| sum + value))
            .filter(|sum| *sum <= total)
            .collect()
    };
    (0..cells.len())
        .map(|at| {
            let others = cells.iter().enumerate().filter(|(other, _)| *other != at);
            let reach = others.fold(BTreeSet::from([0]), |sums, (_, cell)| add(&sums, cell));
            cells[at].iter().copied().filter(|value| reach.contains(&(total - (*value).min(total)))).collect()
        })
        .collect()
}

/// Tables with some small cells.
fn tables() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(prop_oneof![3 => 0_u32..10, 2 => 8_u32..60, 1 => 0_u32..400], 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_table_of_parts_can_be_solved(cells in tables()) {
        let total: u32 = cells.iter().sum();
        let Cut::Cells(shown) = publish::parts(&cells) else { return Ok(()) };
        prop_assert!(total >= 20);
        let domains: Vec<_> = shown.iter().map(|cell| can_be(*cell, total)).collect();
        for ((cell, values), count) in shown.iter().zip(solved(&domains, total)).zip(&cells) {
            prop_assert!(values.contains(count), "the solver knows the rules: {shown:?} {cells:?}");
            // A number that is shown may be known to the head: it and all others are 8 or more.
            let is_open = *cell != Cell::Hidden || values.len() >= LEAST_DOUBT as usize;
            prop_assert!(is_open, "{shown:?} of {total} tells {values:?}");
            let is_large = |value: &u32| *value >= 8 && total - value >= 8;
            prop_assert!(!matches!(cell, Cell::Rounded(_)) || values.iter().all(is_large));
        }
    }

    /// The part that is told of, and the rest, which is not: both are a cut, and so are two parts of the same people.
    #[test]
    fn no_complement_of_a_choice_can_be_solved(people in 0_u32..400, cells in tables()) {
        let cells: Vec<u32> = cells.into_iter().map(|cell| cell.min(people)).collect();
        let Cut::Cells(shown) = publish::choices(people, &cells) else { return Ok(()) };
        for (cell, count) in shown.iter().zip(&cells) {
            let values = can_be(*cell, people);
            prop_assert!(values.contains(count));
            prop_assert!(*count < people, "everybody is never told");
            let is_open = *cell != Cell::Hidden || values.len() >= LEAST_DOUBT as usize;
            prop_assert!(is_open, "{cell:?} of {people} tells {values:?}");
            let is_large = |value: &u32| *value >= 8 && people - value >= 8;
            prop_assert!(!matches!(cell, Cell::Rounded(_)) || values.iter().all(is_large));
        }
    }

    /// Two sides that make up the whole, whose totals are told exactly: what the shares leave open.
    #[test]
    fn shares_of_two_sides_beside_exact_totals_leave_each_side_open(
        sizes in (0_u32..60, 0_u32..60), parts in (0_u32..60, 0_u32..60),
    ) {
        let (sizes, parts) = ([sizes.0, sizes.1], [parts.0.min(sizes.0), parts.1.min(sizes.1)]);
        let (whole, yes) = (sizes[0] + sizes[1], parts[0] + parts[1]);
        let asked = |side: usize| Asked { yes: parts[side], answered: sizes[side] };
        let told = of_sides([asked(0), asked(1)], Asked { yes, answered: whole });
        if told == [None, None] {
            return Ok(());
        }
        let mut of_first: BTreeSet<(u32, u32)> = BTreeSet::new();
        for size in 0..=whole {
            for part in 0..=yes.min(size) {
                let other = (yes - part, whole - size);
                if other.0 <= other.1
                    && Share::of(part, size, whole) == told[0]
                    && Share::of(other.0, other.1, whole) == told[1]
                {
                    of_first.insert((part, size));
                }
            }
        }
        prop_assert!(of_first.contains(&(parts[0], sizes[0])));
        let no = |(part, size): &(u32, u32)| size - part;
        let nos: BTreeSet<u32> = of_first.iter().map(no).collect();
        let yeses: BTreeSet<u32> = of_first.iter().map(|(part, _)| *part).collect();
        // Where all or nobody said yes the exact totals tell that already.
        let enough = |told: usize, whole: u32| told >= 2.min(whole as usize + 1);
        prop_assert!(enough(yeses.len(), yes), "{told:?} {of_first:?}");
        prop_assert!(enough(nos.len(), whole - yes), "{told:?} {of_first:?}");
    }

    #[test]
    fn what_is_published_changes_only_when_eight_people_have(
        before in prop::collection::btree_map(0_u32..60, 0_u64..3, 20..60),
        steps in prop::collection::vec((0_u32..64, prop::option::of(0_u64..3), any::<bool>()), 1..80),
    ) {
        let mut records = before.clone();
        let mut since = Since::new(before.clone());
        let mut truly: BTreeSet<u32> = BTreeSet::new();
        for (person, answer, restarts) in steps {
            match answer {
                Some(answer) => records.insert(person, answer),
                None => records.remove(&person),
            };
            let now: Vec<(u32, u64)> = records.iter().map(|(person, answer)| (*person, *answer)).collect();
            truly.insert(person);
            if since.may_reissue(&now) {
                prop_assert!(truly.len() >= 8, "{truly:?}");
                return Ok(());
            }
            since.note(since.changed(&now));
            if restarts {
                since = Since::taken_up(now, since.total(), since.noted().clone());
            }
        }
        let differ = |person: &u32| before.get(person) != records.get(person);
        prop_assert!((0..64).filter(differ).count() < 8, "and then it does change");
    }
}

/// The same exhaustively for small tables, with a solver that knows the rules to the letter: what it can't tell apart was shown
/// alike.
#[test]
fn whoever_knows_the_rules_learns_no_small_cell_of_three() {
    const SMALL: RangeInclusive<u32> = 20..=32;
    for total in SMALL {
        let mut known: BTreeMap<String, (Vec<Cell>, Vec<BTreeSet<u32>>)> = BTreeMap::new();
        for first in 0..=total {
            for second in 0..=total - first {
                let cells = [first, second, total - first - second];
                let Cut::Cells(shown) = publish::parts(&cells) else { continue };
                let entry =
                    known.entry(format!("{shown:?}")).or_insert_with(|| (shown, vec![BTreeSet::new(); 3]));
                for (values, count) in entry.1.iter_mut().zip(cells) {
                    values.insert(count);
                }
            }
        }
        assert!(!known.is_empty());
        for (shown, values) in known.values() {
            let hidden = shown.iter().zip(values).filter(|(cell, _)| **cell == Cell::Hidden);
            for (_, values) in hidden {
                assert!(values.len() >= LEAST_DOUBT as usize, "{shown:?} tells {values:?}");
            }
        }
    }
    assert_eq!(publish::parts(&[9, 4, 1]), Cut::Withheld);
    let text = serde_json::to_string(&publish::choices(40, &[20, 3, 38, 0]));
    assert_eq!(text.ok().as_deref(), Some("[20,null,null,0]"));
}
