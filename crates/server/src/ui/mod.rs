//! The pieces that pages are made of, as typed builders.
//!
//! A field cannot be made without its label, a group without its legend, an error without its message, a
//! table without its name. No piece holds a word of its own: every visible or spoken word comes from the
//! caller, who takes it from the message files. The markup is the design system's; its published examples
//! are the golden tests of this module.
//!
//! Every builder implements [`maud::Render`], so it is used inside a page as `(Button::new(words))`.

mod banner;
mod button;
mod choices;
mod content;
mod count;
mod disclosure;
mod error;
mod field;
mod fieldset;
mod frame;
#[cfg(test)]
mod golden;
pub mod icons;
mod input;
mod link;
mod navigation;
mod pagination;
mod parts;
mod summary;
mod table;
mod tag;
mod tasks;

pub use banner::{NotificationBanner, Panel, inset_text, warning_text};
pub use button::{Button, LinkButton};
pub use choices::{Checkbox, Checkboxes, Choice, Radios};
pub use content::{Content, Level};
pub use count::{CharacterCount, CountMessages};
pub use disclosure::Details;
pub use error::{ErrorMessage, ErrorSummary};
pub use field::{Label, Legend, Size, hint, label};
pub use fieldset::Fieldset;
pub use frame::{ExitThisPage, ExitWords, Footer, Header, demo_banner, skip_links};
pub use input::{InputKind, TextInput, Textarea, Width};
pub use link::{back_link, exit_skip_link, skip_link};
pub use navigation::{NavItem, ServiceNavigation};
pub use pagination::Pagination;
pub use parts::{
    Answer, AnswerButton, SeatCard, answers, bar, bar_key, quiet_bar, saved, scroll_region, statement,
};
pub use summary::{Action, CardAction, Row, SummaryCard, SummaryList};
pub use table::{Cell, Column, Table};
pub use tag::{Tone, tag};
pub use tasks::{Status, Task, TaskList};
