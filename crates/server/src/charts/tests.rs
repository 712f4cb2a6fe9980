//! What holds of every picture: named or hidden, nothing inline, the same bytes every time, small.

use std::collections::BTreeSet;
use std::io::Write;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use maud::html;
use voice::groups::Name;
use voice::published::{Own, Published};

use super::symbols::symbol;
use super::{line, name, people, sample, tenths};
use crate::map_parts::{Parts, method, nothing};
use crate::text::Tr;

const HERE: Own = Own { at: Some((14, 11)), group: Some(0), nearest: Some(0), certainty: 7 };

/// Every picture and part that there is, in one page.
fn everything(published: &Published, own: Option<&Own>) -> String {
    let tr = Tr::english();
    let words = |number: u32| html! { bdi { "Idea " (number) } };
    let parts = Parts { tr, published, words: &words };
    let numbers: Vec<u32> = published.statements.iter().map(|row| row.statement).collect();
    html! {
        (parts.all_agree(&published.all_agree, &nothing))
        (parts.divides(&published.divides, &nothing))
        (parts.minorities(&published.minorities, &nothing))
        (parts.bridges(&published.bridges, &nothing))
        (parts.cards(own, &nothing))
        (line(tr, published, &numbers))
        (people(tr, published, own))
        (parts.table(&published.statements))
        (method(tr, published))
    }
    .into_string()
}

fn samples() -> Vec<Published> {
    let mut all = vec![sample::empty(), sample::cloud(40, 12)];
    all.extend((2..=5).map(|groups| sample::clear(groups, 30 * 5, 30)));
    all
}

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// Whether it stands inside of a picture.
    inside: bool,
}

impl Element {
    fn written(&self) -> String {
        format!("<{} {:?}>{}", self.name, self.attributes, self.text)
    }

    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }
}

/// All elements in the order of the page; a page that a browser would have to mend fails.
fn elements(page: &str) -> Vec<Element> {
    elements_but(page, None)
}

/// The same without elements of a class and what is in them.
fn elements_but(page: &str, without: Option<&str>) -> Vec<Element> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), body, Vec::new(), false).one(page);
    assert!(dom.errors.borrow().is_empty(), "{:?}", dom.errors.borrow());
    let mut all = Vec::new();
    collect(&dom.document, false, without, &mut all);
    all
}

fn collect(node: &Handle, inside: bool, without: Option<&str>, all: &mut Vec<Element>) {
    let mut below = inside;
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs.borrow();
        let class = attributes.iter().find(|one| &*one.name.local == "class");
        if class.is_some_and(|class| class.value.split(' ').any(|one| Some(one) == without)) {
            return;
        }
        let attributes = attributes.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
        let texts = node.children.borrow();
        let text = texts.iter().filter_map(|child| match &child.data {
            NodeData::Text { contents } => Some(contents.borrow().to_string()),
            _ => None,
        });
        let name = name.local.to_string();
        below |= name == "svg";
        all.push(Element { name, attributes: attributes.collect(), text: text.collect(), inside });
    }
    for child in node.children.borrow().iter() {
        collect(child, below, without, all);
    }
}

fn weight(page: &str) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    writer.write_all(page.as_bytes()).unwrap();
    writer.into_inner().len()
}

#[test]
fn every_picture_is_named_or_hidden() {
    for published in samples() {
        let all = elements(&everything(&published, Some(&HERE)));
        for svg in all.iter().filter(|element| element.name == "svg" && !element.inside) {
            if svg.get("aria-hidden") == Some("true") {
                continue;
            }
            assert_eq!(svg.get("role"), Some("img"));
            let id = svg.get("aria-labelledby").expect("a name");
            let title = all.iter().find(|element| element.get("id") == Some(id)).expect("the name is there");
            assert!(title.name == "title" && !title.text.trim().is_empty());
        }
    }
}

#[test]
fn nothing_is_inline_and_no_id_stands_twice() {
    for published in samples() {
        let mut ids = BTreeSet::new();
        let all = elements(&everything(&published, Some(&HERE)));
        for element in &all {
            assert!(element.name != "script" && element.name != "style");
            for (name, value) in &element.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{name}={value}");
                assert!(name != "id" || ids.insert(value.clone()), "{value} stands twice");
            }
        }
        for element in all.iter().filter(|element| element.name == "use") {
            let shape = element.get("href").and_then(|href| href.strip_prefix('#')).expect("a shape");
            assert!(ids.contains(shape), "{shape} is not there");
        }
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    for (one, again) in samples().iter().zip(&samples()) {
        assert_eq!(everything(one, Some(&HERE)), everything(again, Some(&HERE)));
    }
}

#[test]
fn what_is_the_persons_own_is_never_on_paper() {
    let on_paper = |page: &str| -> Vec<String> {
        elements_but(page, Some("rt-noprint")).iter().map(Element::written).collect()
    };
    for published in samples() {
        let nobody = everything(&published, None);
        assert!(!nobody.contains("rt-noprint") && !nobody.contains("rt-fill-you"));
        let between = Own { group: None, nearest: Some(1), ..HERE };
        for own in [HERE, between, Own { at: None, ..HERE }] {
            assert_eq!(on_paper(&everything(&published, Some(&own))), on_paper(&nobody));
        }
    }
}

#[test]
fn a_person_sees_their_place_only_where_they_have_one() {
    let (tr, published) = (Tr::english(), sample::clear(3, 60, 12));
    let placed = people(tr, &published, Some(&HERE)).into_string();
    assert_eq!(placed.matches("rt-fill-you").count(), 2, "on the map and in its key");
    let unplaced = people(tr, &published, Some(&Own { at: None, ..HERE })).into_string();
    assert!(!unplaced.contains("rt-fill-you") && unplaced.contains("You are not on it yet"), "{unplaced}");
}

#[test]
fn without_a_map_the_reason_is_told() {
    let tr = Tr::english();
    assert!(people(tr, &sample::empty(), None).into_string().contains("from 20 people on"));
    let mut alike = sample::cloud(100, 12);
    alike.marks.clear();
    assert!(people(tr, &alike, None).into_string().contains("do not tell people apart"));
    assert!(!line(tr, &sample::empty(), &[]).into_string().contains("<svg"));
}

#[test]
fn ideas_that_share_a_place_stand_on_one_another() {
    let mut published = sample::clear(2, 40, 4);
    for (row, line) in published.statements.iter_mut().zip([Some(9), Some(9), Some(0), None]) {
        row.line = line;
    }
    let drawn = line(Tr::english(), &published, &[1, 2, 3, 4, 77]).into_string();
    let places: Vec<(String, String)> = elements(&drawn)
        .iter()
        .filter(|element| element.name == "circle")
        .map(|circle| (circle.get("cx").unwrap().to_owned(), circle.get("cy").unwrap().to_owned()))
        .collect();
    let at = |x: &str, y: &str| (x.to_owned(), y.to_owned());
    assert_eq!(places, [at("4.54%", "43"), at("86.36%", "43"), at("86.36%", "16")]);
    assert!(drawn.contains("2 ideas are not on the line yet"), "{drawn}");
}

#[test]
fn words_come_before_their_bar() {
    let tr = Tr::english();
    let shown = |agree, disagree, unsure| tenths(tr, [agree, disagree, unsure]).into_string();
    let mixed = shown(8, 1, 1);
    assert!(mixed.starts_with(
        "<p class=\"rt-shares\">8 in 10 agree, 1 or fewer in 10 disagree, 1 or fewer in 10 are not sure.</p><svg"
    ));
    assert!(shown(7, 0, 3).contains("7 in 10 agree, 3 in 10 are not sure."));
    assert!(shown(9, 1, 1).contains(">9 or more in 10 agree.<"), "that says it all");
    assert!(shown(1, 1, 9).contains(">9 or more in 10 are not sure.<"));
    assert!(shown(10, 0, 0).contains("Everybody who answered agrees."));
    assert!(shown(0, 0, 10).contains("Nobody who answered is sure."));
}

#[test]
fn each_group_has_a_sign_and_a_word_of_its_own() {
    let signs: BTreeSet<String> = Name::ALL.iter().map(|name| symbol(*name).into_string()).collect();
    let words: BTreeSet<String> = Name::ALL.iter().map(|one| name(Tr::english(), *one)).collect();
    assert_eq!((signs.len(), words.len()), (5, 5));
}

#[test]
fn pictures_are_light() {
    let tr = Tr::english();
    let map = |count| people(tr, &sample::clear(5, count, 12), Some(&HERE)).into_string();
    let (small, large) = (weight(&map(64)), weight(&map(2_000)));
    assert!(small <= 3 * 1024, "the map of 64 people weighs {small} bytes");
    assert!(large <= 6 * 1024, "the map of 2,000 people weighs {large} bytes");
    let published = sample::clear(5, 300, 40);
    let all: Vec<u32> = (1..=40).collect();
    let ideas = weight(&line(tr, &published, &all).into_string());
    assert!(ideas <= 1536, "40 ideas weigh {ideas} bytes");
}
