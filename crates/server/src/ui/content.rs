//! What goes inside a piece: plain words, or markup that is already safe.

use maud::{Markup, Render, html};

/// Words or markup. Plain words are escaped when they are written.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words as a person wrote them.
    Text(String),
    /// Markup made by a template.
    Html(Markup),
}

impl Render for Content {
    fn render(&self) -> Markup {
        match self {
            Self::Text(text) => html! { (text) },
            Self::Html(markup) => markup.clone(),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self::Html(markup)
    }
}

/// The level of a heading, so that no page skips one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The page's own heading.
    One,
    /// A part of the page.
    #[default]
    Two,
    /// A part of a part.
    Three,
    /// One level deeper.
    Four,
}

impl Level {
    /// A heading of this level.
    pub(super) fn heading(self, class: &str, id: Option<&str>, content: &Content) -> Markup {
        html! {
            @match self {
                Self::One => { h1 class=(class) id=[id] { (content) } }
                Self::Two => { h2 class=(class) id=[id] { (content) } }
                Self::Three => { h3 class=(class) id=[id] { (content) } }
                Self::Four => { h4 class=(class) id=[id] { (content) } }
            }
        }
    }
}

/// Class names joined by spaces; absent ones leave no trace.
pub(super) fn classes(base: &str, more: &[Option<&str>]) -> String {
    let mut all = base.to_owned();
    for class in more.iter().flatten() {
        all.push(' ');
        all.push_str(class);
    }
    all
}
