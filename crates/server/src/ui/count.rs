//! A text area that says how many characters are left.

use maud::{Markup, Render, html};

use super::content::Content;
use super::input::Textarea;

/// What is said while a person types. `%{count}` stands for the number.
#[derive(Clone, Debug)]
pub struct CountMessages {
    /// One character is left.
    pub one_left: String,
    /// Several characters are left.
    pub many_left: String,
    /// No character is left.
    pub none_left: String,
    /// One character too many.
    pub one_over: String,
    /// Several characters too many.
    pub many_over: String,
}

/// A text area with a limit. Without scripts the limit stands under the box as a sentence.
#[must_use]
#[derive(Clone, Debug)]
pub struct CharacterCount {
    textarea: Textarea,
    limit: u32,
    description: Content,
    messages: Option<CountMessages>,
    threshold: Option<u8>,
}

impl CharacterCount {
    /// A limit on a text area: the most characters it takes, the sentence that says so, and what is said
    /// while a person types. The limit here is help only; whoever receives the form still checks it.
    pub fn new(
        textarea: Textarea,
        limit: u32,
        description: impl Into<Content>,
        messages: CountMessages,
    ) -> Self {
        Self { textarea, limit, description: description.into(), messages: Some(messages), threshold: None }
    }

    /// Says nothing until this percentage of the limit is used.
    pub fn threshold(mut self, percent: u8) -> Self {
        self.threshold = Some(percent);
        self
    }

    /// The published examples mostly leave the messages to the script's own English.
    #[cfg(test)]
    pub(super) fn without_messages(mut self) -> Self {
        self.messages = None;
        self
    }
}

impl Render for CharacterCount {
    fn render(&self) -> Markup {
        let mut textarea = self.textarea.clone();
        let info = format!("{}-info", textarea.field.id);
        let before = textarea.field.described_by.take();
        textarea.field.described_by =
            Some(before.map_or_else(|| info.clone(), |ids| format!("{info} {ids}")));
        let said = self.messages.as_ref();
        let count = html! { div.govuk-hint.govuk-character-count__message id=(info) { (self.description) } };
        html! {
            div class=(textarea.field.group_class(Some("govuk-character-count")))
                data-module="govuk-character-count" data-maxlength=(self.limit) data-threshold=[self.threshold]
                "data-i18n.characters-under-limit.one"=[said.map(|words| &words.one_left)]
                "data-i18n.characters-under-limit.other"=[said.map(|words| &words.many_left)]
                "data-i18n.characters-at-limit"=[said.map(|words| &words.none_left)]
                "data-i18n.characters-over-limit.one"=[said.map(|words| &words.one_over)]
                "data-i18n.characters-over-limit.other"=[said.map(|words| &words.many_over)] {
                (textarea.inside(Some("govuk-js-character-count"), &count))
            }
        }
    }
}
