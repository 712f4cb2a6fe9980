//! The steps of something longer, each with its state.

use maud::{Markup, Render, html};

use super::content::{Content, classes};
use super::tag::{Tone, tag};

/// The state of a task.
#[derive(Clone, Debug)]
pub enum Status {
    /// Plain words, for what is done.
    Words(Content),
    /// Quiet words, for what cannot begin yet.
    Later(Content),
    /// A tag, for what is worth a look.
    Tag(Tone, Content),
}

/// One task.
#[must_use]
#[derive(Clone, Debug)]
pub struct Task {
    title: Content,
    href: Option<String>,
    status: Status,
    hint: Option<Content>,
}

impl Task {
    /// A task that can be opened now.
    pub fn link(title: impl Into<Content>, href: impl Into<String>, status: Status) -> Self {
        Self { title: title.into(), href: Some(href.into()), status, hint: None }
    }

    /// A task that cannot be opened.
    pub fn plain(title: impl Into<Content>, status: Status) -> Self {
        Self { title: title.into(), href: None, status, hint: None }
    }

    /// A sentence under the title.
    pub fn hint(mut self, words: impl Into<Content>) -> Self {
        self.hint = Some(words.into());
        self
    }
}

/// A list of tasks.
#[must_use]
#[derive(Clone, Debug)]
pub struct TaskList {
    id: String,
    tasks: Vec<Task>,
}

impl TaskList {
    /// A list; its id begins the ids inside it, so two lists on a page need two.
    pub fn new(id: impl Into<String>, tasks: impl IntoIterator<Item = Task>) -> Self {
        Self { id: id.into(), tasks: tasks.into_iter().collect() }
    }
}

fn status(id: &str, status: &Status) -> Markup {
    let later = matches!(status, Status::Later(_)).then_some("govuk-task-list__status--cannot-start-yet");
    html! {
        div class=(classes("govuk-task-list__status", &[later])) id=(id) {
            @match status {
                Status::Words(words) | Status::Later(words) => (words),
                Status::Tag(tone, words) => (tag(*tone, words.clone())),
            }
        }
    }
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        html! {
            ul.govuk-task-list {
                @for (index, task) in self.tasks.iter().enumerate() {
                    @let hint_id = format!("{}-{}-hint", self.id, index + 1);
                    @let status_id = format!("{}-{}-status", self.id, index + 1);
                    @let linked = task.href.as_ref().map(|_| "govuk-task-list__item--with-link");
                    li class=(classes("govuk-task-list__item", &[linked])) {
                        div.govuk-task-list__name-and-hint {
                            @if let Some(href) = &task.href {
                                a.govuk-link.govuk-task-list__link href=(href)
                                    aria-describedby={ @if task.hint.is_some() { (hint_id) " " } (status_id) } {
                                    (task.title)
                                }
                            } @else {
                                div { (task.title) }
                            }
                            @if let Some(words) = &task.hint {
                                div.govuk-task-list__hint id=(hint_id) { (words) }
                            }
                        }
                        (status(&status_id, &task.status))
                    }
                }
            }
        }
    }
}
