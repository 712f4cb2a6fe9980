//! What holds of the whole page: its order, and what is shown to whom.

use table::StatementNo;
use voice::published::Own;
use voice::standing::stand;

use super::page::body;
use super::*;
use crate::charts::sample;
use crate::page::AtTable;
use crate::pages::conversations::talk::{Phase, Talk};
use crate::pages::conversations::trial::Trial;
use crate::text::Tr;

/// The sample map of 40 people and 12 statements, with 1, 2 and 3 agreed on, 4 split, 5 unclear and 6 hardly heard.
fn view(map: &Published) -> View<'_> {
    let tally = |number: u32| match number {
        1..=3 => Tally { agree: 36, disagree: 3, disagree_matters: 3, pass: 1, ..Tally::default() },
        4 => Tally { agree: 21, disagree: 18, pass: 1, ..Tally::default() },
        5 => Tally { agree: 10, disagree: 5, pass: 20, ..Tally::default() },
        _ => Tally { agree: 4, ..Tally::default() },
    };
    let heard: Vec<(u32, Tally)> = (1..=6).map(|number| (number, tally(number))).collect();
    let lines = heard.iter().map(|(number, tally)| Line {
        number: *number,
        words: format!("Said as {number}"),
        bucket: bucket(&BTreeSet::new(), *number, tally, 40),
        heard: publish::statement(*tally),
    });
    let map = there(map, |number| number <= 6);
    View {
        people: Some(40),
        footing: Footing::Table,
        lines: lines.collect(),
        lists: Lists::of(&stand(heard, 40), &map),
        from: 0,
        map,
        at: 77,
        own: None,
        unlike: None,
        exposure: hearing::exposure(&[4, 40]),
        evenness: Evenness { at_most_in_100: Some(3), beyond_luck: 0 },
        turn: None,
        connections: None,
        seen: Seen::of(Trial::new(1).conversation()),
    }
}

fn talk() -> Talk {
    Talk {
        at: AtTable { id: TableId::from_number(1), name: "Mill Street".to_owned(), seated: false },
        base: "/t/x/c/1".to_owned(),
        question: "When is the door open?".to_owned(),
        seat: None,
        phase: Phase::Elsewhere,
    }
}

fn page(view: &View<'_>) -> String {
    body(Tr::english(), false, &talk(), view).into_string()
}

#[track_caller]
fn in_order(page: &str, marks: &[&str]) {
    let mut rest = page;
    for mark in marks {
        rest = rest.split_once(mark).unwrap_or_else(|| panic!("{mark:?} is not next in {page}")).1;
    }
}

#[test]
fn the_headline_says_it_all() {
    let headline = |view: &View<'_>| headline::headline(Tr::english(), view);
    let (clear, cloud, empty) = (sample::clear(2, 40, 12), sample::cloud(40, 12), sample::empty());
    let words =
        "40 people took part. Most people agree on 3 things. There is 1 thing we see in different ways.";
    let groups = "There are 2 groups of people who answered in a similar way.";
    let with_groups = view(&clear);
    assert!(headline(&with_groups).starts_with("40 people took part. Most people agree on "));
    assert!(headline(&with_groups).ends_with(groups));
    assert_eq!(headline(&view(&cloud)), format!("{words} There are no clear groups."));
    assert_eq!(headline(&view(&empty)), words, "nothing is said of groups where nobody looked for any");
    let few = View { people: None, footing: Footing::WordsOnly, lists: Lists::default(), ..view(&empty) };
    assert_eq!(headline(&few), "A few people took part. It is too early to say more.");
    let nobody = View { footing: Footing::NothingYet, ..few };
    assert_eq!(headline(&nobody), "Too few people have answered so far. Come back when more have.");
}

#[test]
fn words_come_first_and_numbers_last() {
    let map = sample::clear(3, 60, 12);
    let page = page(&view(&map));
    in_order(
        &page,
        &[
            "people took part.",
            "This is not a vote and no one has won.",
            "Check for changes",
            "We mostly agree</h2>",
            "We see this in different ways</h2>",
            "A few people feel strongly</h2>",
            "Not sure yet</h2>",
            "Few have answered yet</h2>",
            "People who answered in a similar way</h2>",
            "Leaf group",
            "This does not sound like me",
            "Ideas on a line</h2>",
            "<title",
            "Show the map of people",
            "do not mean anything",
            "All the numbers</h2>",
            "/t/x/c/1/stand.csv",
            "/t/x/c/1/stand/how",
            "Was everything heard?",
        ],
    );
}

#[test]
fn without_groups_the_page_says_why() {
    let page = page(&view(&sample::cloud(40, 12)));
    in_order(&page, &["There are no clear groups.", "groups do not stay the same", "Ideas on a line"]);
    assert!(!page.contains("Leaf") && !page.contains("sound like me") && !page.contains("In every group"));
    let map = sample::empty();
    let few = super::tests::page(&view(&map));
    assert!(few.contains("from 20 people on") && !few.contains("map of people"));
}

#[test]
fn each_part_has_a_name_and_none_is_inside_another() {
    let map = sample::clear(5, 60, 12);
    let page = page(&view(&map));
    let names: Vec<&str> =
        page.split("data-live-part=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        names,
        ["headline", "agree", "differ", "strong", "groups", "line", "people", "numbers", "heard"]
    );
    for part in page.split("<div data-live-part=").skip(1) {
        let part = part.split("<div data-live-part=").next().unwrap();
        let (opened, closed) = (part.matches("<div").count(), part.matches("</div>").count());
        assert_eq!(closed, opened + 1, "it ends before the next begins: {part}");
    }
}

#[test]
fn later_pages_hold_the_table_alone() {
    let map = sample::clear(2, 40, 12);
    let later = View { from: 2, ..view(&map) };
    let page = page(&later);
    assert!(page.contains("3 to 6 of 6") && page.contains("/t/x/c/1/stand?from=2"));
    assert!(!page.contains("We mostly agree") && !page.contains("Leaf group</h3>"));
}

#[test]
fn less_data_means_no_map_and_no_stream_and_the_link_stays() {
    let map = sample::clear(2, 40, 12);
    let view = view(&map);
    let lean = body(Tr::english(), true, &talk(), &view).into_string();
    assert!(!lean.contains("rt-people") && !lean.contains("data-live=") && !lean.contains("Pause"));
    in_order(&lean, &["Check for changes", "you asked for less data"]);
    assert!(page(&view).contains("data-live=\"/t/x/c/1/stand/live?seen="));
}

#[test]
fn only_the_seat_itself_sees_where_it_is() {
    let map = sample::clear(2, 40, 12);
    let own = Own { at: Some((10, 10)), group: Some(1), nearest: Some(1), certainty: 8 };
    let (other, mine) = (page(&view(&map)), page(&View { own: Some(own), ..view(&map) }));
    assert!(!other.contains("You are near here") && !other.contains("rt-you"));
    assert_eq!(mine.matches("You are near here").count(), 1);
    assert!(mine.contains("rt-you"));
}

#[test]
fn nothing_stands_twice_in_one_list_and_all_is_in_the_table() {
    for groups in 2..=5 {
        let map = sample::clear(groups, 60, 12);
        let view = view(&map);
        let mut all: Vec<u32> = view.lists.in_order().collect();
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3, 4, 5, 6]);
        let page = page(&view);
        let table = page.split_once("id=\"numbers\"").unwrap().1;
        for number in 1..=6 {
            let link = format!("href=\"{}\"", talk().statement(StatementNo(number)));
            assert_eq!(table.matches(&link).count(), 1, "{number}");
        }
    }
}
