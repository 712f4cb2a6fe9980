//! Tables: setting one, coming to one, sitting down, and how people work together there.

mod agreement;
pub(crate) mod brings;
mod going;
mod home;
mod invitations;
mod poster;
pub(crate) mod set;
mod sit;

use std::fmt::Display;

use axum::Router;
use axum::routing::{get, post};
use maud::Markup;

use crate::app::App;
use crate::page::said;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/start", get(set::choose))
        .route("/start/{starter}", get(set::show).post(set::set))
        .route("/t/{table}", get(home::show))
        .route("/t/{table}/sit", get(sit::show).post(sit::sit))
        .route("/t/{table}/agreement", get(agreement::show).post(agreement::change))
        .route("/t/{table}/agreement/{version}", get(agreement::earlier))
        .route("/t/{table}/invitations", get(invitations::show).post(invitations::make))
        .route("/t/{table}/invitations/end", post(invitations::end))
        .route("/t/{table}/poster/{code}", get(poster::show))
        .route("/t/{table}/poster/{code}/cards", get(poster::cards))
        .route("/t/{table}/brings", get(brings::show))
        .route("/j/{code}", get(sit::invited))
}

/// A code as people copy it by hand: ABCD-EFGH.
pub(crate) fn by_hand(code: impl Display) -> String {
    let mut shown = code.to_string().to_uppercase();
    if shown.len() == 8 {
        shown.insert(4, '-');
    }
    shown
}

/// How people work together, with room between the lines: most are lists of sentences.
fn line_by_line(words: &str) -> Markup {
    said(&words.replace('\n', "\n\n"))
}

/// An address as people type it: browsers add what comes before the host.
pub(crate) fn typed(origin: &str, path: &str) -> String {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or(origin);
    format!("{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use table::InviteCode;

    #[test]
    fn a_code_copied_by_hand_reads_back() {
        for number in [0, 1, 852_891_037_440] {
            let code = InviteCode::from_number(number);
            let shown = by_hand(code);
            assert_eq!(shown.len(), 9);
            assert_eq!(&shown[4..5], "-");
            assert_eq!(shown.parse::<InviteCode>(), Ok(code));
        }
    }

    #[test]
    fn an_address_to_type_is_as_short_as_it_can_be() {
        assert_eq!(typed("https://round.example", "/go"), "round.example/go");
        assert_eq!(typed("http://192.168.0.7:8080", "/back"), "192.168.0.7:8080/back");
    }
}
