//! Buttons that send a form, and links that look like buttons.

use maud::{Markup, PreEscaped, Render, html};

use super::content::{Content, classes};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default)]
enum Look {
    #[default]
    Main,
    Secondary,
    Warning,
    Start,
}

impl Look {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Main => None,
            Self::Secondary => Some("govuk-button--secondary"),
            Self::Warning => Some("govuk-button--warning"),
            Self::Start => Some("govuk-button--start"),
        }
    }
}

/// The arrow of a start button. Focusing it is switched off for old browsers that would stop there.
const ARROW: PreEscaped<&str> = PreEscaped(
    "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" \
     viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\"><path fill=\"currentColor\" \
     d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>",
);

fn inside(label: &Content, look: Look) -> Markup {
    html! {
        @match (look, label) {
            // A start button lays its parts out in a row, which would swallow the spaces between elements.
            (Look::Start, Content::Html(label)) => { span { (label) } (ARROW) }
            (Look::Start, label) => { (label) " " (ARROW) }
            (_, label) => { (label) }
        }
    }
}

/// A button that sends its form.
#[must_use]
#[derive(Clone, Debug)]
pub struct Button {
    label: Content,
    look: Look,
    pair: Option<(String, Option<String>)>,
    id: Option<String>,
    class: Option<String>,
    once: Option<bool>,
    plain: bool,
}

impl Button {
    /// A button with its words, verb first.
    pub fn new(label: impl Into<Content>) -> Self {
        Self {
            label: label.into(),
            look: Look::Main,
            pair: None,
            id: None,
            class: None,
            once: None,
            plain: false,
        }
    }

    /// The second choice beside a main button.
    pub fn secondary(mut self) -> Self {
        self.look = Look::Secondary;
        self
    }

    /// For taking something away.
    pub fn warning(mut self) -> Self {
        self.look = Look::Warning;
        self
    }

    /// The one button that begins something, with an arrow.
    pub fn start(mut self) -> Self {
        self.look = Look::Start;
        self
    }

    /// Sends this name with the form when this button is the one pressed.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.pair = Some((name.into(), None));
        self
    }

    /// Sends this name and value with the form when this button is the one pressed.
    pub fn name_value(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.pair = Some((name.into(), Some(value.into())));
        self
    }

    /// The button's id.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// One more class.
    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.class = Some(class.into());
        self
    }

    /// Says whether a second press shortly after the first is ignored where scripts run.
    pub fn once(mut self, once: bool) -> Self {
        self.once = Some(once);
        self
    }

    /// A button that does nothing unless a script gives it something to do.
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let class = classes("govuk-button", &[self.class.as_deref(), self.look.class()]);
        let kind = if self.plain { "button" } else { "submit" };
        let name = self.pair.as_ref().map(|(name, _)| name);
        let value = self.pair.as_ref().and_then(|(_, value)| value.as_ref());
        html! {
            button type=(kind) class=(class) data-module="govuk-button" name=[name] value=[value]
                id=[&self.id] data-prevent-double-click=[self.once] { (inside(&self.label, self.look)) }
        }
    }
}

/// A link that looks like a button because it takes the next step.
#[must_use]
#[derive(Clone, Debug)]
pub struct LinkButton {
    label: Content,
    href: String,
    look: Look,
    class: Option<String>,
    rel: Option<&'static str>,
}

impl LinkButton {
    /// A link button with its words and where it goes.
    pub fn new(label: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), look: Look::Main, class: None, rel: None }
    }

    /// The second choice beside a main button.
    pub fn secondary(mut self) -> Self {
        self.look = Look::Secondary;
        self
    }

    /// For leaving, or for taking something away.
    pub fn warning(mut self) -> Self {
        self.look = Look::Warning;
        self
    }

    /// The one link that begins something, with an arrow.
    pub fn start(mut self) -> Self {
        self.look = Look::Start;
        self
    }

    /// One more class.
    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.class = Some(class.into());
        self
    }

    /// Keeps the place gone to from learning where the person came from.
    pub(super) fn without_trace(mut self) -> Self {
        self.rel = Some("nofollow noreferrer");
        self
    }
}

impl Render for LinkButton {
    fn render(&self) -> Markup {
        let class = classes("govuk-button", &[self.look.class(), self.class.as_deref()]);
        html! {
            a href=(self.href) role="button" draggable="false" class=(class) data-module="govuk-button"
                rel=[self.rel] { (inside(&self.label, self.look)) }
        }
    }
}
