//! Whatever people write, every paper can be made of it, and the words come out again as they went in.

#![expect(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use paper::{Block, Fact, Paper, Section, Sheet};
use proptest::collection::vec;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let hard = proptest::sample::select(vec![
        "",
        "\n",
        "\r\n",
        "\t",
        "\"",
        "'",
        "=1+1",
        "-",
        "@",
        "<b>",
        "&amp;",
        "</p>",
        "]]>",
        "<!--",
        "\\",
        "(",
        ")",
        "\u{0}",
        "\u{202e}",
        "\u{feff}",
        "\u{fffe}",
        "\u{10ffff}",
        "👩🏽‍🦽",
        "مرحبا",
        "שלום 8",
        "你好",
        "বাংলা",
        "e\u{301}",
        "ffi",
        "\u{2028}",
    ]);
    let any = vec(any::<char>(), 0..12).prop_map(String::from_iter);
    vec(prop_oneof![3 => "[a-z ]{0,12}", 2 => hard.prop_map(str::to_owned), 1 => any], 0..6)
        .prop_map(|parts| parts.concat())
}

fn block() -> impl Strategy<Value = Block> {
    let sheet = (words(), 1_usize..5, 0_usize..4).prop_flat_map(|(caption, width, height)| {
        (vec(words(), width), vec(vec(words(), width), height))
            .prop_map(move |(head, rows)| Block::Sheet(Sheet { caption: caption.clone(), head, rows }))
    });
    prop_oneof![
        words().prop_map(Block::Heading),
        words().prop_map(Block::Plain),
        (words(), proptest::option::of(words())).prop_map(|(words, note)| Block::Said { words, note }),
        vec(words(), 0..3).prop_map(Block::List),
        vec((words(), words()), 0..3).prop_map(|facts| Block::Facts(
            facts.into_iter().map(|(name, value)| Fact { name, value }).collect()
        )),
        sheet,
    ]
}

fn any_paper() -> impl Strategy<Value = Paper> {
    let section = (words(), vec(block(), 0..4)).prop_map(|(heading, blocks)| Section { heading, blocks });
    (words(), words(), vec(section, 0..3)).prop_map(|(title, foot, sections)| Paper {
        language: "en".to_owned(),
        title: format!("T{title}"),
        facts: Vec::new(),
        sections,
        foot,
    })
}

/// The words of everybody in a paper, in order.
fn all_said(paper: &Paper) -> Vec<&str> {
    let blocks = paper.sections.iter().flat_map(|section| &section.blocks);
    let said = blocks.filter_map(|block| match block {
        Block::Said { words, .. } => Some(words.as_str()),
        _ => None,
    });
    said.collect()
}

fn quotes(node: &Handle, found: &mut Vec<String>) {
    if matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "blockquote") {
        found.push(String::new());
        text(node, found);
    } else {
        node.children.borrow().iter().for_each(|child| quotes(child, found));
    }
}

fn text(node: &Handle, found: &mut [String]) {
    if let NodeData::Text { contents } = &node.data {
        found.last_mut().unwrap().push_str(&contents.borrow());
    }
    node.children.borrow().iter().for_each(|child| text(child, found));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_come_out_of_html_as_they_went_in(paper in any_paper()) {
        let page = parse_document(RcDom::default(), ParseOpts::default()).one(paper.html(Some("/a.css")));
        let mut found = Vec::new();
        quotes(&page.document, &mut found);
        // HTML can't hold this one sign in any way.
        let expected: Vec<String> = all_said(&paper).iter().map(|words| words.replace('\0', "\u{fffd}")).collect();
        prop_assert_eq!(found, expected);
        let errors = page.errors.borrow().iter().filter(|error| {
            // Signs that Unicode has but HTML would rather not see; they come out all the same.
            !error.contains("character") && !error.contains("Character") && !error.contains("Bad")
        }).count();
        prop_assert_eq!(errors, 0, "{:?}", page.errors.borrow());
    }

    #[test]
    fn words_come_out_of_csv_as_they_went_in(paper in any_paper()) {
        let file = paper.csv();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        let single = matches!(paper.sections.as_slice(), [Section { blocks, .. }] if matches!(blocks.as_slice(), [Block::Sheet(_)]));
        if !single {
            let said = rows.iter().filter(|row| &row[2] == "said").map(|row| row[3].to_owned());
            let guarded = |words: &str| {
                if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words.to_owned() }
            };
            prop_assert_eq!(said.collect::<Vec<_>>(), all_said(&paper).into_iter().map(guarded).collect::<Vec<_>>());
        }
        for cell in rows.iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}

#[cfg(feature = "pdf")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_paper_has_a_pdf(paper in any_paper()) {
        let pdf = paper.pdf();
        prop_assert!(pdf.is_ok(), "{pdf:?}");
    }
}
