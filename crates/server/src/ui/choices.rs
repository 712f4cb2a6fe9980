//! Choosing: one of several, several of several, or a single tick.

use maud::{Markup, Render, html};

use super::content::{Content, classes};
use super::error::ErrorMessage;
use super::field::{Field, Legend};
use super::fieldset::Fieldset;

/// One thing to choose.
#[must_use]
#[derive(Clone, Debug)]
pub struct Choice {
    value: String,
    label: Content,
    hint: Option<Content>,
    checked: bool,
    id: Option<String>,
    name: Option<String>,
}

impl Choice {
    /// A choice with the value it sends and its label.
    pub fn new(value: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, checked: false, id: None, name: None }
    }

    /// A sentence of help under the label.
    pub fn hint(mut self, words: impl Into<Content>) -> Self {
        self.hint = Some(words.into());
        self
    }

    /// Whether it is chosen already.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// An id of its own.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// A name of its own, for ticks that are sent apart from the rest of the group. Radios ignore it.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

#[derive(Clone, Debug)]
enum Item {
    Choice(Choice),
    Divider(Content),
}

/// The two kinds differ in their class names, their input type, and whether a choice may have its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Radios,
    Checkboxes,
}

impl Kind {
    fn base(self) -> &'static str {
        match self {
            Self::Radios => "govuk-radios",
            Self::Checkboxes => "govuk-checkboxes",
        }
    }

    fn input(self) -> &'static str {
        match self {
            Self::Radios => "radio",
            Self::Checkboxes => "checkbox",
        }
    }
}

fn choice(kind: Kind, field: &Field, index: usize, choice: &Choice, described_by: Option<String>) -> Markup {
    let base = kind.base();
    // The first choice has the group's own id, so that an error can lead to it.
    let id = choice.id.clone().unwrap_or_else(|| match index {
        0 => field.id.clone(),
        more => format!("{}-{}", field.id, more + 1),
    });
    let name = match kind {
        Kind::Radios => &field.name,
        Kind::Checkboxes => choice.name.as_ref().unwrap_or(&field.name),
    };
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    let ids: Vec<String> = [described_by, hint_id.clone()].into_iter().flatten().collect();
    let described_by = (!ids.is_empty()).then(|| ids.join(" "));
    html! {
        div class={ (base) "__item" } {
            input class={ (base) "__input" } id=(id) name=(name) type=(kind.input()) value=(choice.value)
                checked[choice.checked] aria-describedby=[described_by];
            label class={ "govuk-label " (base) "__label" } for=(id) { (choice.label) }
            @if let Some(words) = &choice.hint {
                div class={ "govuk-hint " (base) "__hint" } id=[&hint_id] { (words) }
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Group {
    kind: Kind,
    field: Field,
    legend: Legend,
    items: Vec<Item>,
    inline: bool,
}

impl Render for Group {
    fn render(&self) -> Markup {
        let base = self.kind.base();
        let class = classes(base, &[self.inline.then_some("govuk-radios--inline")]);
        let inner = html! {
            (self.field.hint_and_error())
            div class=(class) data-module=(base) {
                @for (index, item) in self.items.iter().enumerate() {
                    @match item {
                        Item::Choice(one) => (choice(self.kind, &self.field, index, one, None)),
                        Item::Divider(words) => { div class={ (base) "__divider" } { (words) } }
                    }
                }
            }
        };
        let mut fieldset = Fieldset::new(self.legend.clone(), inner);
        if let Some(ids) = self.field.descriptions() {
            fieldset = fieldset.described_by(ids);
        }
        html! { div class=(self.field.group_class(None)) { (fieldset) } }
    }
}

/// Builder methods that both kinds of group share.
macro_rules! group {
    ($kind:expr) => {
        /// A group with the name it is sent under and its legend.
        pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
            Self(Group {
                kind: $kind,
                field: Field::new(name.into()),
                legend: legend.into(),
                items: Vec::new(),
                inline: false,
            })
        }

        /// Adds a choice.
        pub fn choice(mut self, choice: Choice) -> Self {
            self.0.items.push(Item::Choice(choice));
            self
        }

        /// Adds several choices.
        pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
            self.0.items.extend(choices.into_iter().map(Item::Choice));
            self
        }

        /// A word between two choices, such as "or".
        pub fn divider(mut self, words: impl Into<Content>) -> Self {
            self.0.items.push(Item::Divider(words.into()));
            self
        }

        /// The id that error messages lead to; the name serves unless this is given.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.0.field.id = id.into();
            self
        }

        /// A sentence of help under the legend.
        pub fn hint(mut self, words: impl Into<Content>) -> Self {
            self.0.field.hint = Some(words.into());
            self
        }

        /// What is wrong with the choice, if anything is.
        pub fn error(mut self, error: impl Into<Option<ErrorMessage>>) -> Self {
            self.0.field.error = error.into();
            self
        }

        /// The ids of what a screen reader reads before the hint.
        pub fn described_by(mut self, ids: impl Into<String>) -> Self {
            self.0.field.described_by = Some(ids.into());
            self
        }
    };
}

/// Choose one.
#[must_use]
#[derive(Clone, Debug)]
pub struct Radios(Group);

impl Radios {
    group!(Kind::Radios);

    /// Puts the choices beside one another where there is room: only for two short ones.
    pub fn inline(mut self) -> Self {
        self.0.inline = true;
        self
    }
}

impl Render for Radios {
    fn render(&self) -> Markup {
        self.0.render()
    }
}

/// Choose any.
#[must_use]
#[derive(Clone, Debug)]
pub struct Checkboxes(Group);

impl Checkboxes {
    group!(Kind::Checkboxes);
}

impl Render for Checkboxes {
    fn render(&self) -> Markup {
        self.0.render()
    }
}

/// A single tick, which needs no legend because its label says everything.
#[must_use]
#[derive(Clone, Debug)]
pub struct Checkbox {
    field: Field,
    choice: Choice,
}

impl Checkbox {
    /// A tick with the name it is sent under, and the value and label of its one choice.
    pub fn new(name: impl Into<String>, choice: Choice) -> Self {
        Self { field: Field::new(name.into()), choice }
    }

    /// The id that error messages lead to; the name serves unless this is given.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.field.id = id.into();
        self
    }

    /// A sentence of help above the tick.
    pub fn hint(mut self, words: impl Into<Content>) -> Self {
        self.field.hint = Some(words.into());
        self
    }

    /// What is wrong, if anything is.
    pub fn error(mut self, error: impl Into<Option<ErrorMessage>>) -> Self {
        self.field.error = error.into();
        self
    }

    /// The ids of what a screen reader reads before the hint.
    pub fn described_by(mut self, ids: impl Into<String>) -> Self {
        self.field.described_by = Some(ids.into());
        self
    }
}

impl Render for Checkbox {
    fn render(&self) -> Markup {
        html! {
            div class=(self.field.group_class(None)) {
                (self.field.hint_and_error())
                div.govuk-checkboxes data-module="govuk-checkboxes" {
                    (choice(Kind::Checkboxes, &self.field, 0, &self.choice, self.field.descriptions()))
                }
            }
        }
    }
}
