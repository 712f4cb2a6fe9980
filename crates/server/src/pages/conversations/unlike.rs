//! `/t/{table}/c/{conversation}/stand/unlike`: "this does not sound like me". Groups are found by mathematics;
//! whoever does not find themselves in the picture says so here. It never says which group they are in.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use store::Problem;
use table::{Actor, Command, Conversation, ConversationNo, Field, SeatNo, TableId, Words, lot};
use voice::publish::LEAST_COUNT;

use super::shown::grouped;
use super::talk::{self, Asked};
use super::unlike_page::{Again, page};
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::{go_to, key_field, same_key_field};
use crate::t;
use crate::text::Tr;
use crate::visitor::Visitor;

type Id = (TableId, ConversationNo);

/// So many people's words on a page.
pub(super) const WORDS: usize = 50;

/// How many people say that the groups do not sound like them, as far as that may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowMany {
    /// Nobody.
    Nobody,
    /// Fewer than may be counted out loud.
    AFew,
    /// So many.
    Count(u32),
}

/// How many say so. Everybody at the table counts, so the number is exact once it may be shown.
pub(crate) fn said(conversation: &Conversation) -> HowMany {
    match u32::try_from(conversation.unlike.len()).unwrap_or(u32::MAX) {
        0 => HowMany::Nobody,
        1..LEAST_COUNT => HowMany::AFew,
        people => HowMany::Count(people),
    }
}

/// The same as a sentence; nothing where nobody says so.
pub(crate) fn line(tr: Tr, conversation: &Conversation) -> Option<String> {
    match said(conversation) {
        HowMany::Nobody => None,
        HowMany::AFew => Some(t!(tr, "unlike-few")),
        HowMany::Count(people) => Some(t!(tr, "unlike-people", shown = grouped(people))),
    }
}

/// What people said of the picture, for whoever looks.
pub(super) struct View {
    /// Whether whoever looks said so, and their words, if they wrote any.
    pub mine: Option<String>,
    /// How many say so, as a sentence.
    pub line: Option<String>,
    /// What people wrote, the part on this page.
    pub words: Vec<String>,
    /// How many wrote something.
    pub all: usize,
    /// How many were passed over.
    pub from: usize,
}

impl View {
    fn of(tr: Tr, conversation: &Conversation, seat: Option<SeatNo>, from: usize) -> Self {
        let words = in_an_order_of_its_own(conversation);
        let all = words.len();
        // An address that leads past the end shows the beginning.
        let from = if from < all { from / WORDS * WORDS } else { 0 };
        let mine = seat.and_then(|seat| conversation.unlike.get(&seat));
        Self {
            mine: mine.map(|words| words.as_ref().map(ToString::to_string).unwrap_or_default()),
            line: line(tr, conversation),
            words: words.into_iter().skip(from).take(WORDS).map(str::to_owned).collect(),
            all,
            from,
        }
    }
}

/// What people wrote, in an order that says nothing about who wrote it or when.
pub(crate) fn in_an_order_of_its_own(conversation: &Conversation) -> Vec<&str> {
    let mut all: Vec<([u8; 32], &str)> = conversation
        .unlike
        .iter()
        .filter_map(|(seat, words)| {
            let lot = lot("roundtable unlike 1", &conversation.seed, &seat.0.to_le_bytes());
            Some((lot, words.as_ref()?.as_str()))
        })
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, words)| words).collect()
}

/// `GET …/stand/unlike`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let (talk, view) = talk::look(&app, &visitor, id, |_, conversation, seat| {
        Ok(View::of(tr, conversation, seat, asked.from()))
    })
    .await?;
    let notice = match (asked.saved.as_str(), &view.mine) {
        ("said", Some(_)) => Some(t!(tr, "unlike-saved")),
        ("taken-back", None) => Some(t!(tr, "unlike-gone")),
        _ => None,
    };
    Ok(page(&app, &visitor, talk, &view, notice, None, &Wrong::none()))
}

/// `POST …/stand/unlike`: says so, says it in other words, or takes it back.
pub(super) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    fields: Fields,
) -> Result<Response, Fault> {
    let seat = visitor.seat_at(&app, id.0)?;
    let key = fields.key()?;
    let conversation = id.1;
    let (command, saved) = match fields.get("action") {
        "say" => match Words::optional(Field::Reason, fields.get(Field::Reason.key())) {
            Ok(words) => (Command::NotLikeMe { conversation, words }, "said"),
            Err(refusal) => {
                let wrong = Wrong::of(visitor.tr, &[refusal]);
                return again(&app, &visitor, id, &fields, &wrong, same_key_field(&fields)).await;
            }
        },
        "take-back" => (Command::TakeNotLikeMeBack { conversation }, "taken-back"),
        _ => return Err(Fault::Bad),
    };
    match app.clerk.ask(id.0, Actor::Seat(seat), command, key, visitor.today).await {
        Ok(_) => {
            let address = format!("{}/stand/unlike?saved={saved}", talk::base(id.0, conversation));
            Ok(go_to(&address, Vec::new()))
        }
        // Somebody went back to the form they had sent, and changed their words.
        Err(Problem::KeyReused) if saved == "said" => {
            let mut wrong = Wrong::none();
            wrong.add(None, t!(visitor.tr, "unlike-again"));
            again(&app, &visitor, id, &fields, &wrong, key_field()).await
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn again(
    app: &App,
    visitor: &Visitor,
    id: Id,
    fields: &Fields,
    wrong: &Wrong,
    key: maud::Markup,
) -> Result<Response, Fault> {
    let (talk, view) =
        talk::look(app, visitor, id, |_, conversation, seat| Ok(View::of(visitor.tr, conversation, seat, 0)))
            .await?;
    let again = Again { typed: fields.get(Field::Reason.key()), key };
    Ok(page(app, visitor, talk, &view, None, Some(again), wrong))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::conversations::trial::Trial;

    #[test]
    fn no_number_is_shown_below_eight_people() {
        let tr = Tr::english();
        let mut trial = Trial::new(9);
        assert_eq!(line(tr, trial.conversation()), None);
        for seat in 0..9 {
            trial.not_like_me(seat, None);
            let line = line(tr, trial.conversation()).unwrap();
            let said = said(trial.conversation());
            if seat < 7 {
                assert_eq!(said, HowMany::AFew, "{seat}");
                assert!(!line.contains(|letter: char| letter.is_ascii_digit()), "{line}");
            } else {
                assert_eq!(said, HowMany::Count(seat + 1));
                assert!(line.starts_with(&(seat + 1).to_string()), "{line}");
            }
        }
    }

    #[test]
    fn the_order_says_nothing_about_who_wrote_it_or_when() {
        let written = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
        let mut trial = Trial::new(9);
        for (seat, words) in (0..).zip(written) {
            trial.not_like_me(seat, Some(words));
        }
        trial.not_like_me(8, None);
        let forwards: Vec<String> =
            in_an_order_of_its_own(trial.conversation()).into_iter().map(str::to_owned).collect();
        assert_ne!(forwards, written, "not in the order of the seats");
        let mut sorted = forwards.clone();
        sorted.sort();
        let mut all = written;
        all.sort_unstable();
        assert_eq!(sorted, all, "everybody's words, and nothing for those who wrote none");
        let mut trial = Trial::new(9);
        for (seat, words) in (0..8).zip(written).rev() {
            trial.not_like_me(seat, Some(words));
        }
        assert_eq!(in_an_order_of_its_own(trial.conversation()), forwards, "whoever came first");
    }

    #[test]
    fn only_the_person_themselves_sees_which_words_are_theirs() {
        let tr = Tr::english();
        let mut trial = Trial::new(3);
        trial.not_like_me(1, Some("I am in between"));
        trial.not_like_me(2, None);
        let mine = |seat| View::of(tr, trial.conversation(), seat, 0).mine;
        assert_eq!(mine(None), None);
        assert_eq!(mine(Some(SeatNo(0))), None);
        assert_eq!(mine(Some(SeatNo(1))).as_deref(), Some("I am in between"));
        assert_eq!(mine(Some(SeatNo(2))).as_deref(), Some(""));
        let past = View::of(tr, trial.conversation(), None, 500);
        assert_eq!((past.words.len(), past.all, past.from), (1, 1, 0), "past the end is the beginning");
    }
}
