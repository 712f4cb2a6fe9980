//! HTML and CSV of a known paper.

mod samples;

use paper::{Block, Paper, Section, Sheet};

#[test]
fn html_has_one_title_and_every_part_in_its_own_element() {
    let page = samples::plain().html(None);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assert_eq!(page.matches("<h1>").count(), 1);
    assert_eq!(page.matches("<h2>").count(), 2);
    assert_eq!(page.matches("<h3>").count(), 2);
    assert!(page.contains(
        "<blockquote dir=\"auto\"><p>I waited in the rain twice.<br>\nNobody said sorry.</p></blockquote>"
    ));
    assert!(page.contains("<caption>What we promised</caption>"));
    assert_eq!(page.matches("<th scope=\"col\">").count(), 4);
    assert_eq!(page.matches("<th scope=\"row\" dir=\"auto\">").count(), 3);
    assert!(!page.contains("style"), "no style, so that no policy forbids the page");
}

#[test]
fn a_section_without_heading_skips_no_level() {
    let page = samples::bare().html(None);
    assert!(page.contains("<h2>Under no heading</h2>"), "{page}");
    assert!(!page.contains("<h3>"));
}

#[test]
fn nothing_in_html_comes_from_outside_and_nothing_runs() {
    let page = samples::hostile().html(None);
    for forbidden in ["<script", "<a ", "src=", "onerror", "<link"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn csv_has_a_row_for_each_thing() {
    let file = String::from_utf8(samples::plain().csv()).unwrap();
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines[0], "section,heading,kind,words,words_2,words_3,words_4");
    assert_eq!(lines[1], "\"\",\"\",\"title\",\"What we decided at Mill Street\",\"\",\"\",\"\"");
    assert!(lines.contains(
        &"\"What we heard\",\"What some of us said\",\"said\",\"Leave it as it is.\",\"\",\"\",\"\""
    ));
    assert!(
        lines
            .contains(&"\"What we decided\",\"\",\"head\",\"Promise\",\"Who\",\"By when\",\"How it stands\"")
    );
    assert!(lines.iter().filter(|line| line.contains("\"row\"")).count() == 3);
}

#[test]
fn a_paper_that_is_one_table_is_just_that_table() {
    let sheet = Sheet {
        caption: "Actions".to_owned(),
        head: vec!["What".to_owned(), "Who".to_owned()],
        rows: vec![vec!["=1+1".to_owned(), "A, \"B\"".to_owned()]],
    };
    let paper = Paper {
        sections: vec![Section { heading: "Actions".to_owned(), blocks: vec![Block::Sheet(sheet)] }],
        ..samples::bare()
    };
    assert_eq!(paper.csv(), b"\"What\",\"Who\"\r\n\"'=1+1\",\"A, \"\"B\"\"\"\r\n");
}

#[test]
fn every_paper_has_one_title_and_rows_of_one_length() {
    for (name, paper) in samples::all() {
        let page = paper.html(None);
        assert_eq!(page.matches("<h1>").count(), 1, "{name}");
        assert_eq!(page.matches("<section>").count(), paper.sections.len(), "{name}");
        let file = paper.csv();
        let mut reader = csv::Reader::from_reader(file.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name}");
    }
}
