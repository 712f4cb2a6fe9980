//! What the bytes of a PDF say, read by a small reader of our own.

#![expect(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]

mod reader;
mod samples;

use paper::{Paper, PdfError};
use reader::Pdf;

/// What a PDF that anybody may open and pass on must not have.
const FORBIDDEN: [&str; 11] = [
    "JavaScript",
    "JS",
    "OpenAction",
    "AA",
    "URI",
    "EmbeddedFile",
    "EmbeddedFiles",
    "Launch",
    "GoToR",
    "AcroForm",
    "CreationDate",
];

fn each(check: impl Fn(&str, &Paper, &Pdf)) {
    for (name, paper) in samples::all() {
        check(name, &paper, &Pdf::read(&paper.pdf().unwrap()));
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (name, paper) in samples::all() {
        assert!(paper.pdf().unwrap() == paper.pdf().unwrap(), "{name}");
    }
}

#[test]
fn a_pdf_says_that_it_is_tagged_its_language_and_its_title() {
    each(|name, paper, pdf| {
        let catalog = pdf.object_with("/Type/Catalog");
        assert!(catalog.contains("/MarkInfo<</Marked true"), "{name}: {catalog}");
        assert!(catalog.contains("/StructTreeRoot"), "{name}: {catalog}");
        assert!(catalog.contains("/DisplayDocTitle true"), "{name}: {catalog}");
        assert!(catalog.contains(&format!("/Lang({})", paper.language)), "{name}: {catalog}");
        let about = pdf.streams.iter().find(|stream| stream.starts_with(b"<?xpacket")).unwrap();
        let about = String::from_utf8_lossy(about);
        assert!(about.contains("<pdfuaid:part>1</pdfuaid:part>"), "{name}: {about}");
        assert!(about.contains("<dc:title>"), "{name}: {about}");
    });
}

#[test]
fn nothing_in_a_pdf_acts_or_leads_out() {
    each(|name, _, pdf| {
        for word in FORBIDDEN {
            assert!(!pdf.names.contains(word), "{name} has /{word}");
        }
    });
}

#[test]
fn the_tree_says_what_everything_is() {
    let tree = Pdf::read(&samples::plain().pdf().unwrap()).tree();
    let fact = "LI(Lbl LBody)";
    let row = "TR(TH:Row TD TD TD)";
    assert_eq!(
        tree,
        format!(
            "Document(H1 L({fact} {fact} {fact} {fact}) \
             Sect(H2 P H3 BlockQuote(P) P BlockQuote(P P) P H3 BlockQuote(P) L({fact} {fact})) \
             Sect(H2 L({fact} {fact} {fact}) \
             Table(Caption THead(TR(TH:Column TH:Column TH:Column TH:Column)) TBody({row} {row} {row}))))"
        )
    );
}

#[test]
fn no_heading_skips_a_level() {
    each(|name, _, pdf| {
        let tree = pdf.tree();
        let mut last = 0;
        for level in tree.match_indices('H').filter_map(|(at, _)| tree[at + 1..].chars().next()?.to_digit(10))
        {
            assert!(level <= last + 1, "{name}: H{level} after H{last}");
            last = level;
        }
        assert_eq!(tree.matches("H1").count(), 1, "{name}");
    });
}

#[test]
fn a_long_table_is_one_table_over_many_pages() {
    let pdf = Pdf::read(&samples::long().pdf().unwrap());
    let tree = pdf.tree();
    assert_eq!(tree.matches("TH:Row").count(), 300);
    assert_eq!(tree.matches("TH:Column").count(), 3, "a repeated head is no second one");
    assert_eq!(tree.matches("BlockQuote").count(), 200);
    assert!(pdf.pages().len() > 20);
}

#[test]
fn all_that_is_drawn_is_content_or_an_artifact() {
    each(|name, _, pdf| {
        let pages = pdf.pages();
        assert!(!pages.is_empty(), "{name}");
        for page in pages {
            let mut depth = 0;
            for operator in reader::operators(page) {
                match operator {
                    "BDC" | "BMC" => depth += 1,
                    "EMC" => depth -= 1,
                    "BT" | "f" | "f*" | "S" => assert!(depth > 0, "{name}: {operator} outside all marks"),
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
            let page = String::from_utf8_lossy(page);
            assert!(page.contains("/Pagination"), "{name} has the number of a page as an artifact");
        }
    });
}

#[test]
fn a_paper_without_title_or_language_has_no_pdf() {
    let mut paper = samples::bare();
    paper.language = " ".to_owned();
    assert_eq!(paper.pdf(), Err(PdfError::NoLanguage));
    paper.title = "\u{0}\n".to_owned();
    assert_eq!(paper.pdf(), Err(PdfError::NoTitle));
}
