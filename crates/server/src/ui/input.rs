//! Fields to type in.

use maud::{Markup, Render, html};

use super::content::{Content, classes};
use super::error::ErrorMessage;
use super::field::{Field, Label, label};

/// What a text field is for, which chooses the keyboard on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any words.
    #[default]
    Text,
    /// A number.
    Number,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// An address on the web.
    Url,
    /// Words to look for.
    Search,
    /// A day.
    Date,
}

impl InputKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Url => "url",
            Self::Search => "search",
            Self::Date => "date",
        }
    }
}

/// How many characters a field has room for, as a hint to how much is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Two characters.
    W2,
    /// Three characters.
    W3,
    /// Four characters.
    W4,
    /// Five characters.
    W5,
    /// Ten characters.
    W10,
    /// Twenty characters.
    W20,
    /// Thirty characters.
    W30,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::W2 => "govuk-input--width-2",
            Self::W3 => "govuk-input--width-3",
            Self::W4 => "govuk-input--width-4",
            Self::W5 => "govuk-input--width-5",
            Self::W10 => "govuk-input--width-10",
            Self::W20 => "govuk-input--width-20",
            Self::W30 => "govuk-input--width-30",
        }
    }
}

/// Builder methods that a text field and a text area share.
macro_rules! shared {
    () => {
        /// The field's id, which error messages lead to; the name serves unless this is given.
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.field.id = id.into();
            self
        }

        /// A sentence of help under the label.
        pub fn hint(mut self, words: impl Into<Content>) -> Self {
            self.field.hint = Some(words.into());
            self
        }

        /// What is wrong with what was typed, if anything is.
        pub fn error(mut self, error: impl Into<Option<ErrorMessage>>) -> Self {
            self.field.error = error.into();
            self
        }

        /// The ids of what a screen reader reads before the hint.
        pub fn described_by(mut self, ids: impl Into<String>) -> Self {
            self.field.described_by = Some(ids.into());
            self
        }

        /// What is in the field already, such as what the person typed before an error.
        pub fn value(mut self, value: impl Into<String>) -> Self {
            self.value = Some(value.into());
            self
        }

        /// What the browser may fill in.
        pub fn autocomplete(mut self, token: &'static str) -> Self {
            self.autocomplete = Some(token);
            self
        }

        /// Whether the browser marks words it does not know.
        pub fn spellcheck(mut self, check: bool) -> Self {
            self.spellcheck = Some(check);
            self
        }
    };
}

/// A field for one line of text.
#[must_use]
#[derive(Clone, Debug)]
pub struct TextInput {
    field: Field,
    label: Label,
    value: Option<String>,
    autocomplete: Option<&'static str>,
    spellcheck: Option<bool>,
    kind: InputKind,
    inputmode: Option<&'static str>,
    autocapitalize: Option<&'static str>,
    pattern: Option<&'static str>,
    width: Option<Width>,
    spaced: bool,
    prefix: Option<Content>,
    suffix: Option<Content>,
}

impl TextInput {
    /// A field with the name it is sent under and its label.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into()),
            label: label.into(),
            value: None,
            autocomplete: None,
            spellcheck: None,
            kind: InputKind::Text,
            inputmode: None,
            autocapitalize: None,
            pattern: None,
            width: None,
            spaced: false,
            prefix: None,
            suffix: None,
        }
    }

    shared!();

    /// What the field is for.
    pub fn kind(mut self, kind: InputKind) -> Self {
        self.kind = kind;
        self
    }

    /// The keyboard to show on a phone, such as "numeric".
    pub fn inputmode(mut self, mode: &'static str) -> Self {
        self.inputmode = Some(mode);
        self
    }

    /// Whether a phone begins words with a capital letter, such as "none".
    pub fn autocapitalize(mut self, how: &'static str) -> Self {
        self.autocapitalize = Some(how);
        self
    }

    /// The pattern that what is typed should fit.
    pub fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Shows how much is wanted.
    pub fn width(mut self, width: Width) -> Self {
        self.width = Some(width);
        self
    }

    /// Sets the letters apart, for codes that are read out or copied.
    pub fn spaced(mut self) -> Self {
        self.spaced = true;
        self
    }

    /// A sign before the field, such as "£". Say it in the label too: a screen reader skips it.
    pub fn prefix(mut self, sign: impl Into<Content>) -> Self {
        self.prefix = Some(sign.into());
        self
    }

    /// A sign after the field, such as "hours". Say it in the label too: a screen reader skips it.
    pub fn suffix(mut self, sign: impl Into<Content>) -> Self {
        self.suffix = Some(sign.into());
        self
    }

    fn input(&self) -> Markup {
        let class = classes(
            "govuk-input",
            &[
                self.width.map(Width::class),
                self.spaced.then_some("govuk-input--extra-letter-spacing"),
                self.field.error.as_ref().map(|_| "govuk-input--error"),
            ],
        );
        html! {
            input class=(class) id=(self.field.id) name=(self.field.name) type=(self.kind.name())
                value=[&self.value] spellcheck=[self.spellcheck] autocomplete=[self.autocomplete]
                autocapitalize=[self.autocapitalize] pattern=[self.pattern] inputmode=[self.inputmode]
                aria-describedby=[self.field.descriptions()];
        }
    }
}

impl Render for TextInput {
    fn render(&self) -> Markup {
        html! {
            div class=(self.field.group_class(None)) {
                (label(&self.label, Some(&self.field.id)))
                (self.field.hint_and_error())
                @if self.prefix.is_some() || self.suffix.is_some() {
                    div.govuk-input__wrapper {
                        @if let Some(sign) = &self.prefix {
                            div.govuk-input__prefix aria-hidden="true" { (sign) }
                        }
                        (self.input())
                        @if let Some(sign) = &self.suffix {
                            div.govuk-input__suffix aria-hidden="true" { (sign) }
                        }
                    }
                } @else {
                    (self.input())
                }
            }
        }
    }
}

/// A field for several lines of text.
#[must_use]
#[derive(Clone, Debug)]
pub struct Textarea {
    pub(super) field: Field,
    label: Label,
    value: Option<String>,
    autocomplete: Option<&'static str>,
    spellcheck: Option<bool>,
    rows: u8,
}

impl Textarea {
    /// A field with the name it is sent under and its label.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name.into()),
            label: label.into(),
            value: None,
            autocomplete: None,
            spellcheck: None,
            rows: 5,
        }
    }

    shared!();

    /// How many lines show at first.
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// What stands inside the group, around the box itself.
    pub(super) fn inside(&self, more_class: Option<&str>, after: &Markup) -> Markup {
        let class = classes(
            "govuk-textarea",
            &[self.field.error.as_ref().map(|_| "govuk-textarea--error"), more_class],
        );
        html! {
            (label(&self.label, Some(&self.field.id)))
            (self.field.hint_and_error())
            textarea class=(class) id=(self.field.id) name=(self.field.name) rows=(self.rows)
                spellcheck=[self.spellcheck] autocomplete=[self.autocomplete]
                aria-describedby=[self.field.descriptions()] {
                // A browser drops the first line break of a text area; one more keeps the person's own.
                @if self.value.as_ref().is_some_and(|value| value.starts_with('\n')) { "\n" }
                (self.value.as_deref().unwrap_or_default())
            }
            (after)
        }
    }
}

impl Render for Textarea {
    fn render(&self) -> Markup {
        html! { div class=(self.field.group_class(None)) { (self.inside(None, &html! {})) } }
    }
}
