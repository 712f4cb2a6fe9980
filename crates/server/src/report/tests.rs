//! What is kept outside the pages needs nothing else and runs nothing.

use voice::published::{Common, Published};

use super::{file, html, svg};
use crate::charts::sample;

const TOPIC: &str = "What would </style><script>alert(1)</script> make the “front door” feel safe & warm?";

fn words(number: u32) -> String {
    match number {
        1 => "<script src=//elsewhere.example/x.js></script>".to_owned(),
        2 => "]]> \u{1}\u{b}&amp; <b>".to_owned(),
        3 => "long".repeat(200),
        _ => format!("Idea {number}, said by a person who had a little more to say than others have"),
    }
}

fn samples() -> Vec<Published> {
    vec![sample::empty(), sample::cloud(60, 12), sample::clear(2, 40, 9), sample::clear(5, 2_000, 120)]
}

/// Checks that every tag is closed in its turn and every `&` begins an entity that XML knows.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        text_is_escaped(before);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        assert!(!tag.contains('<'), "{tag}");
        text_is_escaped(tag);
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in the wrong order");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("a name"));
        }
        rest = after;
    }
    assert!(open.is_empty() && rest.is_empty(), "{open:?} {rest:?}");
}

fn text_is_escaped(text: &str) {
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
        assert!(known.iter().any(|entity| text[at..].starts_with(entity)), "{text}");
    }
    assert!(text.chars().all(|letter| !letter.is_control() || letter == '\n'), "{text:?}");
}

#[test]
fn a_picture_is_a_whole_file_of_well_formed_xml() {
    for published in samples() {
        let picture = svg(&published, &words, TOPIC);
        assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        well_formed(&picture);
        assert!(picture.contains("role=\"img\"") && picture.contains("<title id=\"picture-title\">"));
        assert!(!picture.contains("rt-noprint") && !picture.contains("var("));
        assert_eq!(picture, svg(&published, &words, TOPIC));
    }
}

#[test]
fn a_picture_names_every_idea_on_its_line() {
    let mut published = sample::clear(5, 2_000, 120);
    for row in &mut published.statements {
        row.line.get_or_insert(5);
    }
    let picture = svg(&published, &words, TOPIC);
    assert_eq!(picture.matches("<circle cx=").count(), 40);
    assert_eq!(picture.matches("<text class=\"n\"").count(), 40);
}

#[test]
fn a_page_fetches_nothing_runs_nothing_and_keeps_peoples_words_as_words() {
    for published in samples() {
        let page = html(&published, &words, TOPIC);
        let body = page.split_once("</style>").expect("styles").1;
        assert!(!page.contains("<script") && !page.contains("url(http") && !page.contains("@import"));
        for tag in body.split('<').filter_map(|piece| Some(piece.split_once('>')?.0)) {
            for fetching in [" src", " href=\"h", " href=\"/", "link ", "img ", "iframe", " style"] {
                assert!(!tag.contains(fetching), "{tag}");
            }
        }
        assert!(page.contains("default-src 'none'") && body.contains("front door"));
        assert_eq!(page, html(&published, &words, TOPIC));
    }
}

#[test]
fn a_page_has_its_sections_in_their_order() {
    let page = html(&sample::clear(3, 60, 12), &words, "A question");
    let heads = [
        "Where we stand</h1>",
        "60 people took part. There are 3 groups",
        "no one has won",
        "We mostly agree</h2>",
        "What reaches across</h2>",
        "We see this in different ways</h2>",
        "A few people feel strongly</h2>",
        "People who answered in a similar way</h2>",
        "Ideas on a line</h2>",
        "Map of people</h2>",
        "All the numbers</h2>",
        "How this was worked out</h2>",
    ];
    let mut from = 0;
    for head in heads {
        from += page[from..].find(head).unwrap_or_else(|| panic!("{head} is not there or too early"));
    }
}

#[test]
fn long_lists_are_folded_and_nothing_is_left_out() {
    let mut published = sample::clear(2, 40, 60);
    published.all_agree = (1..=60).map(|statement| Common { statement, ..published.all_agree[0] }).collect();
    let page = html(&published, &|number| format!("Idea no. {number}."), TOPIC);
    let section = page.split_once("We mostly agree</h2>").unwrap().1.split_once("</details>").unwrap().0;
    let (first, more) = section.split_once("<details").unwrap();
    assert_eq!((first.matches("<li>").count(), more.matches("<li>").count()), (10, 50));
    assert!(!page.contains("What reaches across"), "all of it stands in the first list");
}

#[test]
fn a_file_can_be_read_back_and_written_again() {
    for published in samples() {
        let bytes = file(&published);
        assert_eq!(bytes.last(), Some(&b'\n'));
        let read: Published = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(file(&read), bytes);
    }
}
