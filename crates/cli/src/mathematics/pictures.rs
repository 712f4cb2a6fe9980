//! Where pictures and pages go: into files, or to standard output in place of the summary.

use std::path::{Path, PathBuf};

use super::Problem;
use crate::args::{Page, Pictures};

/// What was drawn, and what is printed because of it.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// What standard output was asked for.
    instead: Option<String>,
    wrote: Vec<String>,
}

impl Pictures {
    /// Whether anything is to be drawn.
    pub(super) const fn any(&self) -> bool {
        self.svg.is_some() || self.page.html.is_some()
    }

    /// Looks, before any work is done, whether two things want standard output.
    pub(super) fn check(&self, json: bool) -> Result<(), Problem> {
        one_output([&self.svg, &self.page.html], json)
    }

    /// Draws what was asked for.
    pub(super) fn put(
        &self,
        svg: impl FnOnce() -> String,
        html: impl FnOnce() -> String,
    ) -> Result<Drawn, Problem> {
        let mut drawn = Drawn::default();
        drawn.put(self.svg.as_deref(), svg)?;
        drawn.put(self.page.html.as_deref(), html)?;
        Ok(drawn)
    }
}

impl Page {
    /// As [`Pictures::check`].
    pub(super) fn check(&self, json: bool) -> Result<(), Problem> {
        one_output([&self.html], json)
    }

    /// Writes the page, if it was asked for.
    pub(super) fn put(&self, html: impl FnOnce() -> String) -> Result<Drawn, Problem> {
        let mut drawn = Drawn::default();
        drawn.put(self.html.as_deref(), html)?;
        Ok(drawn)
    }
}

fn one_output<const N: usize>(paths: [&Option<PathBuf>; N], json: bool) -> Result<(), Problem> {
    let printed = paths.into_iter().flatten().filter(|path| is_output(path)).count();
    if printed > 0 && printed + usize::from(json) > 1 { Err(Problem::OneOutput) } else { Ok(()) }
}

impl Drawn {
    fn put(&mut self, path: Option<&Path>, draw: impl FnOnce() -> String) -> Result<(), Problem> {
        let Some(path) = path else { return Ok(()) };
        let mut text = draw();
        text.truncate(text.trim_end_matches('\n').len());
        if is_output(path) {
            // The line break comes with the printing.
            self.instead = Some(text);
            return Ok(());
        }
        text.push('\n');
        let shown = path.display().to_string();
        std::fs::write(path, text).map_err(|reason| Problem::File { path: shown.clone(), reason })?;
        self.wrote.push(shown);
        Ok(())
    }

    /// What is printed: the picture alone, or the summary and what was written.
    pub(super) fn or(&self, summary: impl FnOnce() -> String) -> String {
        match &self.instead {
            Some(text) => text.clone(),
            None if self.wrote.is_empty() => summary(),
            None => format!("{}\n\nWrote {}.", summary(), self.wrote.join(" and ")),
        }
    }
}

fn is_output(path: &Path) -> bool {
    path.as_os_str() == "-"
}
