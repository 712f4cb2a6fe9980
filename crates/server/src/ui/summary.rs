//! Names and values, with links to change them; alone or on a card.

use maud::{Markup, Render, html};

use super::content::{Content, Level, classes};

/// A link that does something to one row.
#[derive(Clone, Debug)]
pub struct Action {
    label: Content,
    href: String,
    about: Content,
}

impl Action {
    /// A link with its words, where it goes, and what it is about. "Change" alone says nothing to someone
    /// who hears only the links of a page, so what it is about is always said after it, unseen.
    pub fn new(label: impl Into<Content>, href: impl Into<String>, about: impl Into<Content>) -> Self {
        Self { label: label.into(), href: href.into(), about: about.into() }
    }
}

/// A link that does something to a whole card. The card's title says what it is about.
#[derive(Clone, Debug)]
pub struct CardAction {
    label: Content,
    href: String,
}

impl CardAction {
    /// A link with its words and where it goes.
    pub fn new(label: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

fn link(label: &Content, href: &str, about: Option<&Content>, card: Option<&Content>) -> Markup {
    html! {
        a.govuk-link href=(href) {
            (label)
            span.govuk-visually-hidden {
                @if let Some(about) = about { " " (about) }
                @if let Some(card) = card { " (" (card) ")" }
            }
        }
    }
}

/// One name with its value.
#[must_use]
#[derive(Clone, Debug)]
pub struct Row {
    key: Content,
    value: Content,
    actions: Vec<Action>,
}

impl Row {
    /// A row with its name and value.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self { key: key.into(), value: value.into(), actions: Vec::new() }
    }

    /// A link at the end of the row.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    fn actions(&self, card: Option<&Content>) -> Markup {
        let links: Vec<Markup> = self
            .actions
            .iter()
            .map(|action| link(&action.label, &action.href, Some(&action.about), card))
            .collect();
        html! {
            @match links.as_slice() {
                [] => {}
                [one] => { dd.govuk-summary-list__actions { (one) } }
                several => {
                    dd.govuk-summary-list__actions {
                        ul.govuk-summary-list__actions-list {
                            @for one in several { li.govuk-summary-list__actions-list-item { (one) } }
                        }
                    }
                }
            }
        }
    }
}

/// Rows of names and values.
#[must_use]
#[derive(Clone, Debug)]
pub struct SummaryList {
    rows: Vec<Row>,
    no_border: bool,
}

impl SummaryList {
    /// A list of rows.
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Self {
        Self { rows: rows.into_iter().collect(), no_border: false }
    }

    /// Leaves out the lines between rows.
    pub fn no_border(mut self) -> Self {
        self.no_border = true;
        self
    }

    fn list(&self, card: Option<&Content>) -> Markup {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let no_border = self.no_border.then_some("govuk-summary-list--no-border");
        html! {
            dl class=(classes("govuk-summary-list", &[no_border])) {
                @for row in &self.rows {
                    @let bare = any_actions && row.actions.is_empty();
                    @let bare = bare.then_some("govuk-summary-list__row--no-actions");
                    div class=(classes("govuk-summary-list__row", &[bare])) {
                        dt.govuk-summary-list__key { (row.key) }
                        dd.govuk-summary-list__value { (row.value) }
                        (row.actions(card))
                    }
                }
            }
        }
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        self.list(None)
    }
}

/// A summary list on a card with a title.
#[must_use]
#[derive(Clone, Debug)]
pub struct SummaryCard {
    title: Content,
    level: Level,
    actions: Vec<CardAction>,
    list: SummaryList,
}

impl SummaryCard {
    /// A card with its title and its rows.
    pub fn new(title: impl Into<Content>, list: SummaryList) -> Self {
        Self { title: title.into(), level: Level::Two, actions: Vec::new(), list }
    }

    /// The level of the title.
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// A link beside the title.
    pub fn action(mut self, action: CardAction) -> Self {
        self.actions.push(action);
        self
    }
}

impl Render for SummaryCard {
    fn render(&self) -> Markup {
        let links: Vec<Markup> = self
            .actions
            .iter()
            .map(|action| link(&action.label, &action.href, None, Some(&self.title)))
            .collect();
        html! {
            div.govuk-summary-card {
                div.govuk-summary-card__title-wrapper {
                    (self.level.heading("govuk-summary-card__title", None, &self.title))
                    @match links.as_slice() {
                        [] => {}
                        [one] => { div.govuk-summary-card__actions { (one) } }
                        several => {
                            ul.govuk-summary-card__actions {
                                @for one in several { li.govuk-summary-card__action { (one) } }
                            }
                        }
                    }
                }
                div.govuk-summary-card__content { (self.list.list(Some(&self.title))) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_action_is_about_is_set_apart_by_a_space() {
        let row = Row::new("Name", "Jo").action(Action::new("Change", "/name", "your name"));
        let html = SummaryList::new([row]).render().into_string();
        assert!(html.contains("Change<span class=\"govuk-visually-hidden\"> your name</span>"), "{html}");
    }
}
