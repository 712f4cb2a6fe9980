//! Forms that need mending: what is wrong, said first and at the field, with everything typed still there.

use std::borrow::Cow;

use table::{Field, Refusal};

use crate::t;
use crate::text::Tr;
use crate::ui::{ErrorMessage, ErrorSummary};

/// What is wrong with a form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong(Vec<(Option<Cow<'static, str>>, String)>);

impl Wrong {
    /// Nothing yet.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// From the refusals of a command.
    pub(crate) fn of(tr: Tr, refusals: &[Refusal]) -> Self {
        let mut wrong = Self::default();
        for refusal in refusals {
            wrong.add(refusal.field().map(Field::key), sentence(tr, refusal));
        }
        wrong
    }

    /// One more thing, at a field or in general.
    pub(crate) fn add(&mut self, field: Option<&'static str>, words: String) {
        self.0.push((field.map(Cow::Borrowed), words));
    }

    /// One more thing, at a field whose name was put together, such as one of several rows.
    pub(crate) fn add_at(&mut self, field: String, words: String) {
        self.0.push((Some(Cow::Owned(field)), words));
    }

    /// What is wrong with another part of the same form, too.
    pub(crate) fn join(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Whether there is anything.
    pub(crate) fn is_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// What stands at the top of the page.
    pub(crate) fn summary(&self, tr: Tr) -> Option<ErrorSummary> {
        if self.0.is_empty() {
            return None;
        }
        let mut summary = ErrorSummary::new(t!(tr, "mend-title"));
        for (field, words) in &self.0 {
            summary = match field {
                Some(field) => summary.field(field.as_ref(), words.as_str()),
                None => summary.general(words.as_str()),
            };
        }
        Some(summary)
    }

    /// What stands at a field.
    pub(crate) fn at(&self, tr: Tr, field: &str) -> Option<ErrorMessage> {
        self.0
            .iter()
            .find(|(known, _)| known.as_deref() == Some(field))
            .map(|(_, words)| ErrorMessage::new(t!(tr, "mend-prefix"), words.as_str()))
    }
}

/// A refusal as a sentence.
pub(crate) fn sentence(tr: Tr, refusal: &Refusal) -> String {
    let mut args = fluent_bundle::FluentArgs::new();
    if let Some(field) = refusal.field() {
        args.set("field", tr.say(&format!("field-{}", field.key()), None));
    }
    match *refusal {
        Refusal::TooLong { max, length, .. } => {
            args.set("max", max);
            args.set("length", length);
            args.set("over", length - max);
        }
        Refusal::TooEarly { earliest, .. } => args.set("day", tr.day(earliest)),
        Refusal::TooLate { latest, .. } => args.set("day", tr.day(latest)),
        Refusal::OutOfRange { least, most, .. } => {
            args.set("least", least);
            args.set("most", most);
        }
        Refusal::Ended { on }
        | Refusal::AnswersClosed { on }
        | Refusal::NotOverYet { on }
        | Refusal::MoreTimeGiven { on }
        | Refusal::NotDueYet { on } => args.set("day", tr.day(on)),
        Refusal::TooFewForAccount { least } => args.set("least", least),
        Refusal::TooFine { step } => args.set("step", step),
        Refusal::AlreadySaid { statement } => args.set("statement", statement.0),
        Refusal::EnoughForToday { most } => args.set("most", most),
        _ => {}
    }
    tr.say(&format!("refusal-{}", refusal.key()), Some(&args))
}
