//! Promises: all of them, one of them, making one, and what is said of it.

mod said;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use table::{
    Answer, Command, Day, Field, Judged, News, Promise, PromiseCommand, PromiseNo, PromiseOf, PromiseState,
    Refusal, SeatNo, Table, TableId, Words,
};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::kinds::{Date, JudgedAs, PromiseStands, state_from};
use super::refs::MadeFor;
use super::request::{Asking, At, Body, Heard, Keyed, Question, Span, Writing, ask, readable, seated};
use super::shapes::object;
use super::trouble::Trouble;
use super::{Answered, Made};
use crate::app::App;
use crate::fault::Fault;
use crate::tamper;
use said::NewsTold;

/// Their addresses.
pub(super) fn paths() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_promises, make_promise))
        .routes(routes!(read_promise))
        .routes(routes!(read_my_judgement))
        .routes(routes!(said::tell_news))
        .routes(routes!(said::judge_promise, said::take_judgement_back))
}

/// A promise.
#[derive(Serialize, ToSchema)]
struct PromiseListed {
    /// Its number.
    promise: u32,
    /// Who will do it, by a name people know.
    who: String,
    /// What they will do.
    what: String,
    /// By when.
    by: Date,
    /// Where it stands.
    state: PromiseStands,
    /// What it answers.
    from: MadeFor,
    /// When it was made.
    made_on: Date,
}

impl PromiseListed {
    fn of(promise: &Promise, state: PromiseState) -> Self {
        Self {
            promise: promise.number.0,
            who: tamper::kept(promise.altered, &promise.who),
            what: tamper::kept(promise.altered, &promise.what),
            by: Date(promise.by),
            state: PromiseStands(state),
            from: promise.from.into(),
            made_on: Date(promise.made_on),
        }
    }
}

/// Which promises.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
struct ByState {
    /// Only those that stand so.
    #[param(required = false)]
    state: PromiseStands,
}

/// Which promises, and which part of them.
#[derive(Default)]
struct Wanted {
    state: Option<PromiseState>,
    span: Span,
}

impl Question for Wanted {
    fn hear(&mut self, name: &str, value: &str) -> Heard {
        if name != "state" {
            return self.span.hear(name, value);
        }
        self.state = state_from(value);
        if self.state.is_some() { Heard::Fine } else { Heard::NoneOf(PromiseStands::words().collect()) }
    }
}

/// Part of a list of promises.
#[derive(Serialize, ToSchema)]
struct Promises {
    /// Late ones first, then by where they stand; equals by their day.
    promises: Vec<PromiseListed>,
    /// The place in the list to go on from; nothing at the end.
    next_from: Option<u32>,
}

/// The promises of a table, late ones first. `from` and `limit` are places in this list.
#[utoipa::path(get, path = "/api/v1/tables/{table}/promises", tag = "promises", params(Span, ByState),
    security((), ("visit" = [])), responses((status = 200, description = "Part of the list.", body = Promises)))]
async fn list_promises(
    State(app): State<App>,
    At(id): At<TableId>,
    Asking { visitor, question: Wanted { state, span } }: Asking<Wanted>,
) -> Answered<Promises> {
    let promises = readable(&app, &visitor, id, |table, _| {
        let mut all = table.promises_by_state(visitor.today);
        all.retain(|(stands, _)| state.is_none_or(|state| state == *stands));
        let (part, next_from) = span.part(&all);
        let promises = part.iter().map(|(stands, promise)| PromiseListed::of(promise, *stands)).collect();
        Ok(Promises { promises, next_from })
    });
    Ok(Json(promises.await?))
}

/// A promise somebody makes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MakePromise {
    /// What it answers. A decision has to be counted first.
    #[serde(deserialize_with = "object")]
    from: MadeFor,
    /// Who will do it, by a name people know.
    /// At most 80 characters, counted as they are kept.
    #[schema(min_length = 1)]
    who: String,
    /// What they will do.
    /// At most 280 characters, counted as they are kept.
    #[schema(min_length = 1)]
    promise: String,
    /// By when, as 2026-12-31.
    #[schema(format = Date)]
    promise_by: String,
}

impl MakePromise {
    fn check(&self) -> Result<PromiseCommand, Vec<Refusal>> {
        let who = Words::of(Field::Who, &self.who);
        let what = Words::of(Field::Promise, &self.promise);
        let by: Result<Day, _> =
            self.promise_by.parse().map_err(|_| Refusal::NotADay { field: Field::PromiseBy });
        match (who, what, by) {
            (Ok(who), Ok(what), Ok(by)) => {
                Ok(PromiseCommand::Make { from: PromiseOf::from(self.from), who, what, by })
            }
            (who, what, by) => Err([who.err(), what.err(), by.err()].into_iter().flatten().collect()),
        }
    }
}

/// A promise was made.
#[derive(Serialize, ToSchema)]
struct PromiseMade {
    /// Its number.
    promise: u32,
}

/// Makes a promise. Anybody can, on any side.
#[utoipa::path(post, path = "/api/v1/tables/{table}/promises", tag = "promises", params(Keyed), request_body = MakePromise,
    security(("visit" = [])), responses((status = 201, description = "The promise.", body = PromiseMade)))]
async fn make_promise(
    State(app): State<App>,
    At(id): At<TableId>,
    Writing { visitor, key, body: Body(given) }: Writing<Body<MakePromise>>,
) -> Made<PromiseMade> {
    let seat = visitor.seat_at(&app, id)?;
    let command = given.check().map_err(|refusals| Trouble::refused(visitor.tr, &refusals))?;
    let answer = ask(&app, &visitor, key, (id, seat), Command::Promise(command)).await?;
    let Answer::Promise(promise) = answer else { return Err(Fault::Broken.into()) };
    Ok((StatusCode::CREATED, Json(PromiseMade { promise: promise.0 })))
}

/// Something new about a promise.
#[derive(Serialize, ToSchema)]
struct NewsHeard {
    /// When.
    on: Date,
    /// What; nothing, if it was changed behind people's backs.
    news: Option<NewsTold>,
    /// Whether it was.
    altered: bool,
}

/// How what those who asked say may be shown.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum JudgedLevel {
    /// 0 to 2 people have said something.
    Few,
    /// 3 to 7 have: what more than half of them say.
    Words,
    /// 8 or more have: the exact numbers.
    Counts,
}

/// How many say what.
#[derive(Serialize, ToSchema)]
struct JudgedCounts {
    /// Kept.
    kept: u32,
    /// Partly kept.
    partly: u32,
    /// Not kept.
    not: u32,
}

/// What those who asked say.
#[derive(Serialize, ToSchema)]
struct JudgedByAll {
    /// How it may be shown.
    level: JudgedLevel,
    /// At the level `words`: what more than half of them say; nothing where they differ.
    words: Option<JudgedAs>,
    /// At the level `counts`.
    counts: Option<JudgedCounts>,
}

impl JudgedByAll {
    fn of(judged: Judged) -> Self {
        match judged {
            Judged::FewHaveSaid => Self { level: JudgedLevel::Few, words: None, counts: None },
            Judged::Words(words) => {
                Self { level: JudgedLevel::Words, words: words.map(JudgedAs), counts: None }
            }
            Judged::Counts { kept, partly, not } => Self {
                level: JudgedLevel::Counts,
                words: None,
                counts: Some(JudgedCounts { kept, partly, not }),
            },
        }
    }
}

/// One promise.
#[derive(Serialize, ToSchema)]
struct PromiseRead {
    /// As in the list.
    #[serde(flatten)]
    listed: PromiseListed,
    /// What became of it, oldest first.
    news: Vec<NewsHeard>,
    /// What those who asked say of it.
    judged: JudgedByAll,
}

impl PromiseRead {
    fn of(promise: &Promise, today: Day) -> Self {
        let heard = |news: &News| NewsHeard {
            on: Date(news.on),
            news: news.altered.is_none().then(|| NewsTold::of(&news.tidings)),
            altered: news.altered.is_some(),
        };
        Self {
            listed: PromiseListed::of(promise, promise.state(today)),
            news: promise.news.iter().map(heard).collect(),
            judged: JudgedByAll::of(promise.judged()),
        }
    }
}

fn find(table: &Table, number: PromiseNo) -> Result<&Promise, Fault> {
    table.promise(number).ok_or(Fault::Refused(Refusal::NotFound))?;
    tamper::promise(table, number)
}

/// One promise, with what became of it.
#[utoipa::path(get, path = "/api/v1/tables/{table}/promises/{promise}", tag = "promises", security((), ("visit" = [])),
    responses((status = 200, description = "The promise.", body = PromiseRead)))]
async fn read_promise(
    State(app): State<App>,
    At((id, number)): At<(TableId, PromiseNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<PromiseRead> {
    let read =
        readable(&app, &visitor, id, |table, _| Ok(PromiseRead::of(find(table, number)?, visitor.today)));
    Ok(Json(read.await?))
}

/// What is yours in a promise. Nobody else can read this.
#[derive(Serialize, ToSchema)]
struct MyJudgement {
    /// Whether you made it. Then you can't say whether it was kept.
    made_by_you: bool,
    /// Whether it can be said yet if it was kept: there is an answer, or its day has passed.
    due: bool,
    /// What you say of it.
    judgement: Option<JudgedAs>,
}

impl MyJudgement {
    fn of(promise: &Promise, seat: SeatNo, today: Day) -> Self {
        Self {
            made_by_you: promise.seat == Some(seat),
            due: promise.is_answered() || today > promise.by,
            judgement: promise.judged.get(&seat).copied().map(JudgedAs),
        }
    }
}

/// What you say of a promise.
#[utoipa::path(get, path = "/api/v1/tables/{table}/promises/{promise}/mine", tag = "promises", security(("visit" = [])),
    responses((status = 200, description = "What is yours.", body = MyJudgement)))]
async fn read_my_judgement(
    State(app): State<App>,
    At((id, number)): At<(TableId, PromiseNo)>,
    Asking { visitor, .. }: Asking,
) -> Answered<MyJudgement> {
    let mine = seated(&app, &visitor, id, |table, seat| {
        Ok(MyJudgement::of(find(table, number)?, seat, visitor.today))
    });
    Ok(Json(mine.await?))
}
