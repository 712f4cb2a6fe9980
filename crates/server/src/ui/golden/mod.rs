//! Our components against the design system's published examples.
//!
//! Each example has options and the HTML they give. We make the same with our builders and compare what a
//! browser would see: elements, attributes in any order, words with white space folded. An example that uses
//! an option we do not offer is left out, and `coverage.txt` names it with the reason. That file is compared
//! too, so that an example can't fall out of the comparison unseen.

mod forms;
mod normal;
mod options;
mod pieces;

use std::fmt::Write as _;

use maud::Markup;
use serde_json::Value;

use normal::Omit;
use options::Options;

/// What we make of an example: the markup, or why it is left out.
type Made = Result<Markup, String>;

/// How the two sides are brought together where we always have something that an example may lack.
#[derive(Clone, Copy)]
struct Allowance {
    /// Elements taken out of our side when the example has none.
    ours: Option<&'static str>,
    /// A class without any rule in our style sheet, taken out of the example.
    theirs: Option<&'static str>,
    /// The beginning of attributes that say what we never count, taken out of the example.
    unsaid: Option<&'static str>,
}

type Maker = fn(&Options<'_>) -> Made;

/// Nothing: the two sides are the same.
const EXACT: Allowance = Allowance { ours: None, theirs: None, unsaid: None };
/// A table always has a caption here; most published tables have none.
const CAPTION: Allowance = Allowance { ours: Some("caption"), theirs: None, unsaid: None };
/// The blue tag is the plain tag: its own class has no rule.
const BLUE: Allowance = Allowance { ours: None, theirs: Some("govuk-tag--blue"), unsaid: None };
/// We count characters, so what is said about words is never heard.
const WORDS: Allowance = Allowance { ours: None, theirs: None, unsaid: Some("data-i18n.words-") };

const COMPONENTS: [(&str, Maker, Allowance); 25] = [
    ("back-link", pieces::back_link, EXACT),
    ("button", pieces::button, EXACT),
    ("character-count", forms::character_count, WORDS),
    ("checkboxes", forms::checkboxes, EXACT),
    ("details", pieces::details, EXACT),
    ("error-message", forms::error_message, EXACT),
    ("error-summary", pieces::error_summary, EXACT),
    ("exit-this-page", pieces::exit_this_page, EXACT),
    ("fieldset", forms::fieldset, EXACT),
    ("hint", forms::hint, EXACT),
    ("input", forms::input, EXACT),
    ("inset-text", pieces::inset_text, EXACT),
    ("label", forms::label, EXACT),
    ("notification-banner", pieces::notification_banner, EXACT),
    ("pagination", pieces::pagination, EXACT),
    ("panel", pieces::panel, EXACT),
    ("radios", forms::radios, EXACT),
    ("service-navigation", pieces::service_navigation, EXACT),
    ("skip-link", pieces::skip_link, EXACT),
    ("summary-list", pieces::summary_list, EXACT),
    ("table", pieces::table, CAPTION),
    ("tag", pieces::tag, EXACT),
    ("task-list", pieces::task_list, BLUE),
    ("textarea", forms::textarea, EXACT),
    ("warning-text", pieces::warning_text, EXACT),
];

/// Compares one example and says what became of it.
fn compare(make: Maker, allowance: Allowance, fixture: &Value) -> Result<Option<String>, String> {
    let name = fixture["name"].as_str().expect("an example has a name");
    let html = fixture["html"].as_str().expect("an example has HTML");
    let object = fixture["options"].as_object().expect("an example has options");
    let ours = match make(&Options::new(object)) {
        Ok(markup) => markup.into_string(),
        Err(reason) => return Ok(Some(reason)),
    };
    let theirs =
        normal::of(html, &Omit { class: allowance.theirs, attribute: allowance.unsaid, element: None });
    let missing = allowance.ours.filter(|tag| !theirs.contains(&format!("<{tag} ")));
    let ours = normal::of(&ours, &Omit { element: missing, ..Omit::default() });
    if ours == theirs { Ok(None) } else { Err(format!("{name}\n  published {theirs}\n  ours      {ours}\n")) }
}

#[test]
fn components_match_the_published_examples() {
    let (mut report, mut wrong) = (String::new(), String::new());
    let (mut all, mut all_matched) = (0, 0);
    for (component, make, allowance) in COMPONENTS {
        let (_, text) = assets::fixtures::ALL
            .into_iter()
            .find(|(name, _)| *name == component)
            .unwrap_or_else(|| panic!("the design system has no component {component}"));
        let published: Value = serde_json::from_str(text).expect("the examples are JSON");
        let fixtures = published["fixtures"].as_array().expect("a list of examples");
        let (mut matched, mut left_out) = (Vec::new(), Vec::new());
        for fixture in fixtures {
            let name = fixture["name"].as_str().unwrap_or_default();
            match compare(make, allowance, fixture) {
                Ok(None) => matched.push(name),
                Ok(Some(reason)) => left_out.push((name, reason)),
                Err(difference) => _ = write!(wrong, "{component}: {difference}"),
            }
        }
        all += fixtures.len();
        all_matched += matched.len();
        _ = writeln!(report, "{component}: {} of {}", matched.len(), fixtures.len());
        for name in matched {
            _ = writeln!(report, "  same      {name}");
        }
        for (name, reason) in left_out {
            _ = writeln!(report, "  left out  {name}: {reason}");
        }
    }
    _ = writeln!(report, "all: {all_matched} of {all}");
    assert!(wrong.is_empty(), "\n{wrong}");
    check_coverage(&report);
}

/// Holds the report against the file in the tree. With `UPDATE_COVERAGE` set, writes the file instead.
fn check_coverage(report: &str) {
    if std::env::var_os("UPDATE_COVERAGE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui/golden/coverage.txt");
        std::fs::write(path, report).expect("the coverage file can be written");
        return;
    }
    let committed = include_str!("coverage.txt");
    let lost: Vec<&str> = committed.lines().filter(|line| !report.lines().any(|now| now == *line)).collect();
    let new: Vec<&str> = report.lines().filter(|line| !committed.lines().any(|was| was == *line)).collect();
    assert!(
        report == committed,
        "What is compared has changed. Run the test with UPDATE_COVERAGE=1 if that is meant.\n\
         gone: {lost:#?}\nnew: {new:#?}"
    );
}

#[test]
fn the_comparison_sees_a_missing_attribute_a_wrong_word_and_a_lost_element() {
    let of = |html| normal::of(html, &Omit::default());
    let html = "<p class=\"a b\" id=\"c\">One <b>two</b></p>";
    assert_eq!(of(html), of("<p id=c class='b  a'> One\n<b>two</b> </p>"));
    for other in [
        "<p class=\"a b\">One <b>two</b></p>",
        "<p class=\"a b\" id=\"c\">One <b>too</b></p>",
        "<p class=\"a b\" id=\"c\">One two</p>",
        "<p class=\"a b\" id=\"c\">One<b>two</b></p>",
    ] {
        assert_ne!(of(html), of(other), "{other}");
    }
}
