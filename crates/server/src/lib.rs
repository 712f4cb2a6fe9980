//! Pages, the JSON API, visits, and what keeps both safe.
//!
//! A request becomes a command, the clerk decides and keeps it, and the page or JSON that answers is a view
//! of the state. Every page works without scripts; every sentence stands in `locales/`.

mod access;
mod api;
mod app;
mod charts;
mod cookies;
mod cuts;
mod fault;
mod fields;
mod files;
mod kept;
mod live;
mod look;
mod mail;
mod map_parts;
mod maps;
mod mend;
mod metrics;
mod news;
mod page;
mod pages;
mod papers;
mod router;
mod run;
mod security;
mod slip;
mod tamper;
mod text;
mod visit;
mod visitor;
mod witnessing;

pub mod issue;
pub mod report;
pub mod ui;

pub use api::document as openapi;
pub use app::Config;
pub use mail::MailSettings;
pub use run::{ServeError, run, stop_signal};
