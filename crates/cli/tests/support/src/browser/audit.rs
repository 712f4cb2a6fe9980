//! axe-core on a page.

use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::Browser;

/// WCAG 2.2 A and AA and axe-core's best practice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// One rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule, for example `color-contrast`.
    pub rule: String,
    /// What must be so.
    pub help: String,
    /// Where it is not: for each element its selector and why.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

impl Browser {
    /// All that axe-core finds on this page, as it looks now.
    ///
    /// With scripts off they may run for the length of the audit; the page stays as it was built without.
    pub fn audit(&self) -> Vec<Violation> {
        if self.look.scripts {
            return self.run_axe();
        }
        self.allow_scripts(true);
        let found = self.run_axe();
        self.allow_scripts(false);
        found
    }

    /// Ends the test when axe-core finds anything, with all that it found.
    ///
    /// # Panics
    /// On any violation.
    #[track_caller]
    pub fn assert_accessible(&self) {
        let found = self.audit();
        let list: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{} as {:?}:\n{}", self.url(), self.look, list.join("\n"));
    }

    fn run_axe(&self) -> Vec<Violation> {
        let code = format!(
            "const done = arguments[arguments.length - 1], tags = arguments[0];\n{}\n\
             axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }}, resultTypes: ['violations'] }})\
             .then(r => done(r.violations), e => done(String(e)));",
            axe_source()
        );
        let answer = self.run("run axe-core", self.client().execute_async(&code, vec![json!(RULES)]));
        match answer.as_array() {
            Some(list) => list.iter().map(read_violation).collect(),
            None => panic!("axe-core failed on {}: {answer}", self.url()),
        }
    }
}

fn read_violation(value: &Value) -> Violation {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place = |node: &Value| {
        let why = word(&node["failureSummary"]).replace('\n', " ");
        format!("{} {why}", node["target"])
    };
    let places = value["nodes"].as_array().map(|nodes| nodes.iter().map(place).collect());
    Violation { rule: word(&value["id"]), help: word(&value["help"]), places: places.unwrap_or_default() }
}

/// axe-core's own code, from the lock file's install.
fn axe_source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let installed = "../../../../target/e2e/node_modules/axe-core/axe.min.js";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(installed);
        match std::fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) => {
                panic!("axe-core is not at {} ({error}): `cargo xtask test` installs it", path.display())
            }
        }
    })
}
