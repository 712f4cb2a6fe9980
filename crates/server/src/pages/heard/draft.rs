//! An account that somebody is writing: it travels in the form from step to step, and nothing is kept until it is sent.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use table::{Field, MOST_LINES, Part, StatementNo, Words};

use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::t;
use crate::text::Tr;

/// The field of a chosen statement; there as often as statements are chosen.
pub(super) const LINE: &str = "line";
/// The field with the order in which those stood that are not on this page of the list.
pub(super) const ORDER: &str = "order";
/// The field with the linking words after all lines.
pub(super) const AFTER: &str = "after";

/// The field with the linking words before a line.
pub(super) fn before(line: StatementNo) -> String {
    format!("before-{line}")
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The statements, in order, each once.
    pub lines: Vec<StatementNo>,
    /// What was typed before lines, also before those that are not chosen at the moment.
    before: BTreeMap<StatementNo, String>,
    /// What was typed after all of them.
    pub after: String,
    /// The last day to answer, once somebody chose it.
    until: String,
}

impl Draft {
    /// What is in a form.
    pub(super) fn read(fields: &Fields) -> Self {
        let ticked: Vec<StatementNo> = fields.all(LINE).filter_map(number).collect();
        let is_ticked: BTreeSet<StatementNo> = ticked.iter().copied().collect();
        let ordered = fields.get(ORDER).split(',').filter_map(number).filter(|line| is_ticked.contains(line));
        let mut there = BTreeSet::new();
        let lines: Vec<StatementNo> = ordered.chain(ticked).filter(|line| there.insert(*line)).collect();
        let typed = fields.pairs().filter_map(|(name, value)| {
            let line = name.strip_prefix("before-").and_then(number)?;
            (!value.trim().is_empty()).then(|| (line, value.to_owned()))
        });
        Self {
            before: typed.collect(),
            after: fields.get(AFTER).to_owned(),
            until: fields.get(Field::LastDay.key()).to_owned(),
            lines,
        }
    }

    /// Whether there are as many lines as an account can have.
    pub(super) fn fits(&self) -> bool {
        (1..=MOST_LINES as usize).contains(&self.lines.len())
    }

    /// What was typed before a line.
    pub(super) fn before(&self, line: StatementNo) -> &str {
        self.before.get(&line).map_or("", String::as_str)
    }

    /// Moves a line up by one place.
    pub(super) fn up(&mut self, line: StatementNo) {
        if let Some(at) = self.lines.iter().position(|one| *one == line).filter(|at| *at > 0) {
            self.lines.swap(at - 1, at);
        }
    }

    /// The account, or what needs mending in its linking words.
    pub(super) fn parts(&self, tr: Tr) -> Result<Vec<Part>, Wrong> {
        let mut wrong = Wrong::none();
        let mut parts = Vec::new();
        let mut linking =
            |name: &str, typed: &str, parts: &mut Vec<Part>| match Words::optional(Field::Linking, typed) {
                Ok(words) => parts.extend(words.map(Part::Linking)),
                Err(refusal) => wrong.add_at(name.to_owned(), sentence(tr, &refusal)),
            };
        for line in &self.lines {
            linking(&before(*line), self.before(*line), &mut parts);
            parts.push(Part::Line(*line));
        }
        linking(AFTER, &self.after, &mut parts);
        if wrong.is_any() { Err(wrong) } else { Ok(parts) }
    }

    /// What people should look at before they send their linking words.
    pub(super) fn warnings(&self, tr: Tr) -> Vec<String> {
        let all = self.lines.iter().map(|line| self.before(*line)).chain([self.after.as_str()]);
        let finds: BTreeSet<&str> = all.flat_map(table::look).map(table::Find::key).collect();
        finds.into_iter().map(|key| tr.say(&format!("find-{key}"), None)).collect()
    }

    /// The chosen lines as hidden fields.
    pub(super) fn hidden_lines<'a>(lines: impl IntoIterator<Item = &'a StatementNo>) -> Markup {
        html! { @for line in lines { input type="hidden" name=(LINE) value=(line); } }
    }

    /// The linking words as hidden fields.
    pub(super) fn hidden_words(&self) -> Markup {
        html! {
            @for (line, words) in &self.before { input type="hidden" name=(before(*line)) value=(words); }
            @if !self.after.trim().is_empty() { input type="hidden" name=(AFTER) value=(self.after); }
        }
    }

    /// The last day as a hidden field, on the steps that do not ask for it.
    pub(super) fn hidden_day(&self) -> Markup {
        html! {
            @if !self.until.is_empty() { input type="hidden" name=(Field::LastDay.key()) value=(self.until); }
        }
    }

    /// What is wrong with the choice of lines, where something is.
    pub(super) fn wrong_choice(&self, tr: Tr) -> Wrong {
        let mut wrong = Wrong::none();
        if !self.fits() {
            wrong.add(Some(LINE), t!(tr, "heard-tick", most = MOST_LINES));
        }
        wrong
    }
}

fn number(text: &str) -> Option<StatementNo> {
    text.parse().ok().map(StatementNo)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(pairs: &[(&str, &str)]) -> Draft {
        Draft::read(&Fields::of(pairs.iter().map(|(one, two)| ((*one).into(), (*two).into())).collect()))
    }

    fn numbers(draft: &Draft) -> Vec<u32> {
        draft.lines.iter().map(|line| line.0).collect()
    }

    #[test]
    fn the_order_stays_when_lines_are_ticked_on_another_page() {
        let first = draft(&[("order", "7,3,9"), ("line", "3"), ("line", "7"), ("line", "12"), ("line", "3")]);
        assert_eq!(numbers(&first), [7, 3, 12], "9 was unticked, 12 is new, 3 is there once");
        let mut moved = draft(&[("line", "7"), ("line", "3"), ("line", "12")]);
        moved.up(StatementNo(12));
        moved.up(StatementNo(7));
        assert_eq!(numbers(&moved), [7, 12, 3]);
        assert_eq!(numbers(&draft(&[("line", "x"), ("line", "-1"), ("order", "4")])), [0; 0]);
    }

    #[test]
    fn linking_words_stay_with_their_line() {
        let tr = Tr::english();
        let written = draft(&[
            ("line", "2"),
            ("line", "1"),
            ("before-1", "And yet:"),
            ("before-2", " "),
            ("before-9", "not chosen"),
            ("after", "That is all."),
        ]);
        let words = |text| Part::Linking(Words::new(text).unwrap());
        let parts = written.parts(tr).unwrap();
        let expected = [
            Part::Line(StatementNo(2)),
            words("And yet:"),
            Part::Line(StatementNo(1)),
            words("That is all."),
        ];
        assert_eq!(parts, expected);
        let hidden = written.hidden_words().into_string();
        assert!(hidden.contains("before-9") && hidden.contains("And yet:") && !hidden.contains("before-2"));
        let long = "x".repeat(141);
        let too_long = draft(&[("line", "2"), ("before-2", &long)]);
        assert!(too_long.parts(tr).unwrap_err().at(tr, "before-2").is_some());
    }
}
