//! The form in which a statement is answered, on whatever page it stands.

use maud::{Markup, html};
use table::{Chance, Choice, Command, ConversationNo, Field, ReasonChange, StatementNo, Words};

use super::counted::counted;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::t;
use crate::text::Tr;
use crate::ui::{
    Answer as Kind, AnswerButton, Checkbox, Choice as Tick, Details, Label, Size, Textarea, answers,
};

/// What stands in the form.
#[derive(Default)]
pub(super) struct Filled {
    /// The answer given before.
    pub choice: Option<Choice>,
    /// "This matters a lot to me."
    pub matters: bool,
    /// "In my own words."
    pub reason: String,
}

impl Filled {
    /// What was typed, when it has to be shown again.
    pub(super) fn typed(fields: &Fields, choice: Option<Choice>) -> Self {
        Self { choice, matters: fields.has("matters"), reason: fields.get(Field::Reason.key()).to_owned() }
    }
}

/// The answer in a form, or what needs mending. `drawn` is the chance with which the statement was drawn; none where
/// the person picked it.
pub(super) fn read(
    tr: Tr,
    fields: &Fields,
    conversation: ConversationNo,
    statement: StatementNo,
    drawn: Option<Chance>,
) -> Result<(Choice, Command), Wrong> {
    let mut wrong = Wrong::none();
    let choice = table::choice::from_word(fields.get("choice"));
    if choice.is_none() {
        wrong.add(None, t!(tr, "answer-choose"));
    }
    let reason = match Words::optional(Field::Reason, fields.get(Field::Reason.key())) {
        Ok(Some(words)) => ReasonChange::Set(words),
        // Emptying the box takes the words back; a form without the box leaves them.
        Ok(None) if fields.has(Field::Reason.key()) => ReasonChange::Remove,
        Ok(None) => ReasonChange::Keep,
        Err(refusal) => {
            wrong.add(Some(Field::Reason.key()), sentence(tr, &refusal));
            ReasonChange::Keep
        }
    };
    match choice {
        Some(choice) if !wrong.is_any() => {
            let matters = fields.has("matters");
            Ok((choice, Command::Respond { conversation, statement, choice, matters, reason, drawn }))
        }
        _ => Err(wrong),
    }
}

/// An answer as a word on a page.
pub(super) fn word(tr: Tr, choice: Choice) -> String {
    match choice {
        Choice::Agree => t!(tr, "answer-word-agree"),
        Choice::Disagree => t!(tr, "answer-word-disagree"),
        Choice::Pass => t!(tr, "answer-word-pass"),
    }
}

/// That an answer was saved; with a word about what in its reason could lead a stranger to somebody.
pub(super) fn saved(tr: Tr, choice: Choice, reason: &str) -> String {
    let mut words = vec![t!(tr, "answer-saved", answer = word(tr, choice))];
    let finds = table::look(reason).into_iter();
    words.extend(finds.map(|find| tr.say(&format!("find-{}", find.key()), None)));
    words.join(" ")
}

/// The form: three answers as equals, and more for those who want to say more.
pub(super) fn form(tr: Tr, action: &str, hidden: &Markup, filled: &Filled, wrong: &Wrong) -> Markup {
    let button = |kind, choice, label: String| {
        AnswerButton::new(kind, label, "choice", table::choice::word(choice))
            .given(filled.choice == Some(choice))
    };
    let buttons = [
        button(Kind::Agree, Choice::Agree, t!(tr, "answer-agree")),
        button(Kind::Disagree, Choice::Disagree, t!(tr, "answer-disagree")),
        button(Kind::Unsure, Choice::Pass, t!(tr, "answer-pass")),
    ];
    let open = filled.matters || !filled.reason.is_empty() || wrong.is_any();
    html! {
        form action=(action) method="post" novalidate {
            (hidden)
            // Enter in a box presses a form's first button. This one does nothing, so that Enter never agrees.
            button type="submit" disabled hidden {}
            (answers(&buttons))
            (Details::new(t!(tr, "answer-more"), more(tr, filled, wrong)).open(open))
        }
    }
}

fn more(tr: Tr, filled: &Filled, wrong: &Wrong) -> Markup {
    let tick = Tick::new("yes", t!(tr, "answer-matters")).checked(filled.matters);
    let area = Textarea::new(Field::Reason.key(), Label::new(t!(tr, "field-reason")).size(Size::S))
        .hint(t!(tr, "answer-reason-hint"))
        .value(filled.reason.as_str())
        .error(wrong.at(tr, Field::Reason.key()))
        .rows(3);
    html! {
        (Checkbox::new("matters", tick))
        (counted(tr, area, 280))
        p.govuk-body { (t!(tr, "answer-then")) }
    }
}
