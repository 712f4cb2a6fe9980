//! What is said of a promise: what is new, and whether it was kept.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use table::{Command, Field, PromiseCommand, PromiseNo, Refusal, TableId, Tidings, Words};
use utoipa::ToSchema;

use super::super::kinds::JudgedAs;
use super::super::request::{At, Body, Empty, Keyed, Writing, ask};
use super::super::trouble::Trouble;
use super::super::{Answered, DONE, Done};
use crate::app::App;

/// What is new about a promise.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum NewsTold {
    /// They are doing it. That is no answer yet: its day still counts.
    Doing {
        /// What is new.
        /// At most 280 characters, counted as they are kept.
        #[schema(min_length = 1)]
        news: String,
    },
    /// They say that it is done.
    Done {
        /// What is new.
        /// At most 280 characters, counted as they are kept.
        #[schema(min_length = 1)]
        news: String,
    },
    /// They will not do it. With a name and a reason that is an answer.
    WillNot {
        /// Who says so.
        /// At most 80 characters, counted as they are kept.
        #[schema(min_length = 1)]
        name: String,
        /// Why.
        /// At most 280 characters, counted as they are kept.
        #[schema(min_length = 1)]
        news: String,
    },
}

impl NewsTold {
    pub(super) fn of(tidings: &Tidings) -> Self {
        match tidings {
            Tidings::Doing(words) => Self::Doing { news: words.to_string() },
            Tidings::Done(words) => Self::Done { news: words.to_string() },
            Tidings::WillNot { name, because } => {
                Self::WillNot { name: name.to_string(), news: because.to_string() }
            }
        }
    }

    fn check(&self) -> Result<Tidings, Vec<Refusal>> {
        let words = |news: &str| Words::of(Field::News, news);
        match self {
            Self::Doing { news } => words(news).map(Tidings::Doing).map_err(|refusal| vec![refusal]),
            Self::Done { news } => words(news).map(Tidings::Done).map_err(|refusal| vec![refusal]),
            Self::WillNot { name, news } => match (Words::of(Field::Name, name), words(news)) {
                (Ok(name), Ok(because)) => Ok(Tidings::WillNot { name, because }),
                (name, because) => Err([name.err(), because.err()].into_iter().flatten().collect()),
            },
        }
    }
}

/// Says what became of a promise. Any seat can; what was said last stands.
#[utoipa::path(post, path = "/api/v1/tables/{table}/promises/{promise}/news", tag = "promises", params(Keyed),
    request_body = NewsTold, security(("visit" = [])),
    responses((status = 200, description = "It is told.", body = Done)))]
pub(super) async fn tell_news(
    State(app): State<App>,
    At((id, promise)): At<(TableId, PromiseNo)>,
    Writing { visitor, key, body: Body(news) }: Writing<Body<NewsTold>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let tidings = news.check().map_err(|refusals| Trouble::refused(visitor.tr, &refusals))?;
    let command = PromiseCommand::Tell { promise, tidings };
    ask(&app, &visitor, key, (id, seat), Command::Promise(command)).await?;
    Ok(DONE)
}

/// Whether a promise was kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JudgePromise {
    /// Kept, partly or not.
    judgement: JudgedAs,
}

/// Says whether a promise was kept, in place of what one said before. Whoever made it can't.
#[utoipa::path(put, path = "/api/v1/tables/{table}/promises/{promise}/judgement", tag = "promises", params(Keyed),
    request_body = JudgePromise, security(("visit" = [])),
    responses((status = 200, description = "It is saved.", body = Done)))]
pub(super) async fn judge_promise(
    State(app): State<App>,
    At((id, promise)): At<(TableId, PromiseNo)>,
    Writing { visitor, key, body: Body(JudgePromise { judgement }) }: Writing<Body<JudgePromise>>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = PromiseCommand::Judge { promise, judgement: judgement.0 };
    ask(&app, &visitor, key, (id, seat), Command::Promise(command)).await?;
    Ok(DONE)
}

/// Takes that back.
#[utoipa::path(delete, path = "/api/v1/tables/{table}/promises/{promise}/judgement", tag = "promises", params(Keyed),
    security(("visit" = [])), responses((status = 200, description = "It is taken back.", body = Done)))]
pub(super) async fn take_judgement_back(
    State(app): State<App>,
    At((id, promise)): At<(TableId, PromiseNo)>,
    Writing { visitor, key, body: Empty }: Writing<Empty>,
) -> Answered<Done> {
    let seat = visitor.seat_at(&app, id)?;
    let command = PromiseCommand::TakeJudgementBack { promise };
    ask(&app, &visitor, key, (id, seat), Command::Promise(command)).await?;
    Ok(DONE)
}
