//! "Was this asked before?"

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use table::{Before, Day, Table, TableId, asked_before};
use utoipa::{IntoParams, ToSchema};

use super::Answered;
use super::decisions::DecisionStands;
use super::kinds::PromiseStands;
use super::request::{Asking, At, Heard, Question, readable};
use crate::app::App;

/// So many things are found at most, as on pages.
const MOST: usize = 10;
/// At most so many characters are compared.
const MOST_CHARACTERS: u32 = 280;

/// Which words.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(super) struct InWords {
    /// What is to be asked, decided or promised.
    #[param(min_length = 1, max_length = 280)]
    words: String,
}

/// Words to look for.
#[derive(Default)]
pub(super) struct Sought(Option<String>);

impl Question for Sought {
    fn hear(&mut self, name: &str, value: &str) -> Heard {
        if name != "words" {
            return Heard::Unknown;
        }
        let characters = value.chars().count();
        if characters == 0 || characters > MOST_CHARACTERS as usize {
            return Heard::Length(MOST_CHARACTERS);
        }
        self.0 = Some(value.to_owned());
        Heard::Fine
    }

    fn missing(&self) -> Option<&'static str> {
        self.0.is_none().then_some("words")
    }
}

/// Something with similar words.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum AskedBefore {
    /// A promise.
    Promise {
        /// Its number.
        promise: u32,
        /// What is promised.
        text: String,
        /// Whether there was an answer: done, or will not.
        answered: bool,
        /// Where it stands.
        state: PromiseStands,
    },
    /// A decision.
    Decision {
        /// Its number.
        decision: u32,
        /// The proposal in one sentence.
        text: String,
        /// Where it stands.
        state: DecisionStands,
    },
    /// A conversation that asks it.
    Conversation {
        /// Its number.
        conversation: u32,
        /// The question.
        text: String,
        /// Whether things can be said and answered today.
        open: bool,
    },
    /// Something somebody said.
    Statement {
        /// The conversation's number.
        conversation: u32,
        /// The statement's number.
        statement: u32,
        /// The words.
        text: String,
    },
}

impl AskedBefore {
    fn of(table: &Table, before: Before, today: Day) -> Option<Self> {
        Some(match before {
            Before::Unanswered(number) | Before::Promised(number) => {
                let promise = table.promise(number).filter(|promise| promise.altered.is_none())?;
                Self::Promise {
                    promise: number.0,
                    text: promise.what.to_string(),
                    answered: promise.is_answered(),
                    state: PromiseStands(promise.state(today)),
                }
            }
            Before::Decided(number) => {
                let decision = table.decision(number).filter(|decision| decision.altered.is_none())?;
                let state = DecisionStands::of(decision, today);
                Self::Decision { decision: number.0, text: decision.proposal.what.to_string(), state }
            }
            Before::Asked(number) => {
                let asks = |one: &&table::Conversation| one.question_altered().is_none();
                let conversation = table.conversation(number).filter(asks)?;
                let text = conversation.question().to_owned();
                Self::Conversation { conversation: number.0, text, open: conversation.is_open(today) }
            }
            Before::Said(conversation, statement) => {
                let text = table.conversation(conversation)?.readable(statement)?.text.to_string();
                Self::Statement { conversation: conversation.0, statement: statement.0, text }
            }
        })
    }
}

/// What was said, decided and promised on similar words.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundBefore {
    /// Promises that nobody has answered come first, then the most alike; 10 at most.
    found: Vec<AskedBefore>,
}

/// "Was this asked before?": what was said, decided and promised here on words like these.
#[utoipa::path(get, path = "/api/v1/tables/{table}/asked-before", tag = "trace", params(InWords), security((), ("visit" = [])),
    responses((status = 200, description = "What was found.", body = FoundBefore)))]
pub(super) async fn find_before(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, question: Sought(words) }: Asking<Sought>,
) -> Answered<FoundBefore> {
    let words = words.unwrap_or_default();
    let found = readable(&app, &visitor, id, |table, _| {
        let all = asked_before(table, &words, MOST).into_iter();
        Ok(all.filter_map(|before| AskedBefore::of(table, before, visitor.today)).collect())
    });
    Ok(Json(FoundBefore { found: found.await? }))
}
