//! The pictures in the documentation, taken from the running demo.

use crate::cargo::cargo;
use crate::install;
use crate::shell::{self, Outcome};

/// Takes them all into `docs/pictures`, through the same browser that the tests use.
pub(crate) fn take() -> Outcome {
    install::browser()?;
    shell::run(&mut cargo(&[
        "test",
        "--package",
        "cli",
        "--test",
        "pictures",
        "--",
        "--ignored",
        "--nocapture",
    ]))
}
