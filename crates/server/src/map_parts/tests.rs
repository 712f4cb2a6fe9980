//! The sentences that are made by rule.

use maud::{Markup, html};
use voice::groups::Verdict;
use voice::published::{Common, Minority, Own, Published};
use voice::standing::Side;

use super::{Parts, method, nothing, verdict};
use crate::charts::sample;
use crate::text::Tr;

fn words(number: u32) -> Markup {
    html! { bdi { "Idea " (number) } }
}

fn parts(published: &Published) -> Parts<'_> {
    Parts { tr: Tr::english(), published, words: &words }
}

#[test]
fn whether_there_are_groups_is_said_in_any_case() {
    let tr = Tr::english();
    assert_eq!(verdict(tr, &sample::empty()), "Groups of people are shown from 20 people on.");
    assert!(verdict(tr, &sample::cloud(40, 9)).contains("There are no clear groups. That is an answer too."));
    let clear = sample::clear(2, 40, 9);
    assert_eq!(verdict(tr, &clear), "There are 2 groups of people who answered in a similar way.");
}

#[test]
fn what_all_say_is_a_number_only_where_it_is_worth_one() {
    let published = sample::clear(2, 40, 9);
    let said = |side, least_keen, at_least| {
        parts(&published).common_sentence(&Common { statement: 1, side, least_keen, at_least })
    };
    assert_eq!(said(Side::Agree, Some(0), 8), "In every group at least 8 in 10 agree.");
    assert_eq!(said(Side::Agree, Some(0), 5), "In every group most people agree.");
    assert_eq!(said(Side::Disagree, Some(0), 7), "In every group at least 7 in 10 disagree.");
    assert_eq!(said(Side::Disagree, None, 3), "Most people disagree.");
    assert_eq!(said(Side::Agree, None, 6), "At least 6 in 10 people agree.");
}

#[test]
fn what_divides_is_told_in_tenths_of_both_groups() {
    let mut published = sample::clear(2, 40, 9);
    let mut said = |keener, cooler| {
        published.statements[0].tenths = vec![keener, cooler];
        parts(&published).divide_sentence(&published.divides[0])
    };
    assert_eq!(
        said(Some([8, 2, 1]), Some([2, 7, 1])),
        "About 8 in 10 of the Leaf group agree. About 2 in 10 of the Wave group do."
    );
    assert_eq!(
        said(Some([9, 1, 1]), Some([1, 9, 1])),
        "9 or more in 10 of the Leaf group agree. 1 or fewer in 10 of the Wave group do."
    );
    assert_eq!(
        said(Some([10, 0, 0]), Some([0, 9, 1])),
        "All who answered in the Leaf group agree. Nobody who answered in the Wave group does."
    );
    assert_eq!(said(Some([9, 1, 0]), None), "More of the Leaf group agree than of the Wave group.");
}

#[test]
fn a_smaller_group_and_the_others_are_both_told() {
    let published = sample::clear(3, 60, 9);
    let said = |side| parts(&published).minority_sentence(&Minority { statement: 1, group: 2, side });
    assert_eq!(said(Side::Agree), "Most of the Sun group agree. Most of the others do not.");
    assert_eq!(said(Side::Disagree), "Most of the Sun group disagree. Most of the others agree.");
}

#[test]
fn a_card_speaks_in_the_words_of_statements() {
    let mut published = sample::clear(2, 40, 9);
    let card = parts(&published).cards(None, &nothing).into_string();
    assert!(card.contains("People here mostly agree: “<bdi>Idea 1</bdi>”"), "{card}");
    assert!(card.contains("They mostly disagree: “<bdi>Idea 2</bdi>”"), "{card}");
    published.groups[0].agrees = None;
    let card = parts(&published).cards(None, &nothing).into_string();
    assert!(card.contains("People here mostly disagree: “<bdi>Idea 2</bdi>”"), "{card}");
}

#[test]
fn only_ones_own_group_is_marked_as_near() {
    let published = sample::clear(3, 60, 9);
    let own = |group, nearest| Own { at: Some((1, 1)), group, nearest, certainty: 8 };
    let cards = |own| parts(&published).cards(Some(&own), &nothing).into_string();
    let sure = cards(own(Some(1), Some(1)));
    assert_eq!((sure.matches("You are near here").count(), sure.matches("between groups").count()), (1, 0));
    let between = cards(own(None, Some(1)));
    assert_eq!(
        (between.matches("You are near here").count(), between.matches("between groups").count()),
        (0, 1)
    );
}

#[test]
fn the_caller_has_the_last_word_of_each_card_and_row() {
    let published = sample::clear(2, 40, 9);
    let parts = parts(&published);
    let mark = |number: u32| html! { em { (number) } };
    assert!(parts.cards(None, &|group| html! { em { (group) } }).into_string().contains("<em>1</em></div>"));
    assert!(parts.divides(&published.divides, &mark).into_string().contains("<em>4</em></div>"));
    assert!(parts.all_agree(&published.all_agree, &mark).into_string().contains("<em>3</em></li>"));
}

#[test]
fn a_table_shows_a_star_for_what_few_have_answered() {
    let mut published = sample::clear(2, 40, 1);
    published.statements[0].tenths = vec![Some([8, 0, 2]), None];
    let table = parts(&published).table(&published.statements).into_string();
    assert!(table.contains("<li>8 agree</li><li>2 not sure</li>") && table.contains(">*</td>"), "{table}");
    let cloud = sample::cloud(40, 3);
    let table = parts(&cloud).table(&cloud.statements).into_string();
    assert!(table.contains("Everybody") && !table.contains("group</"), "{table}");
    assert!(parts(&cloud).share_columns().is_empty());
}

#[test]
fn a_map_with_names_that_are_not_there_is_written_all_the_same() {
    let mut published = sample::clear(2, 40, 9);
    published.divides[0].keener = 9;
    published.divides[0].statement = 900;
    published.groups[0].ideas = vec![900];
    published.groups[0].agrees = Some(900);
    let parts = parts(&published);
    assert!(parts.divides(&published.divides, &nothing).into_string().contains("Idea 900"));
    assert!(parts.cards(None, &nothing).into_string().contains("Leaf group"));
}

#[test]
fn the_method_holds_what_it_takes_to_make_the_map_again() {
    let published = sample::clear(2, 40, 9);
    let said = method(Tr::english(), &published).into_string();
    for piece in [
        "Method: ideal, version 2.",
        "Every draw starts from the number 0.",
        published.method.answers_sha256.as_str(),
        "2 groups are clear enough to show. With fewer answers, 6 in 100 people change group.",
        "3 groups are not clear enough to show.",
    ] {
        assert!(said.contains(piece), "{piece} is not in {said}");
    }
    let cloud = sample::cloud(40, 9);
    assert_eq!(cloud.verdict, Verdict::NoClearGroups);
    assert!(method(Tr::english(), &cloud).into_string().contains("So no groups are shown."));
}
