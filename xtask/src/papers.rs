//! PDF/UA: sample papers, and the checker that reads them as a stranger would.

use std::fs;

use crate::cargo::cargo;
use crate::shell::{self, Outcome, command, target};

/// Makes the sample papers of the crate `paper` and checks each PDF by all rules of PDF/UA-1 that a machine can check.
pub(crate) fn check() -> Outcome {
    let python = crate::install::pdf_checker()?;
    let folder = target("papers").join("samples");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("could not empty {}: {error}", folder.display()))?;
    }
    let place = folder.display().to_string();
    shell::run(&mut cargo(&["run", "--quiet", "--package", "paper", "--example", "samples", "--", &place]))?;
    shell::run(&mut command(python, &["e2e/check_papers.py", &place]))
}
