//! `/t/{table}/d/{decision}`: one decision, for whoever looks.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::Markup;
use table::{
    Account, Ballot, CameTo, Closed, ConversationNo, Day, Decision, DecisionNo, NotHere, PromiseNo,
    PromiseOf, PromiseState, Proposal, Question, Rule, SeatNo, Source, Stand, Table, TableId, Words,
};

use super::one_page::page;
use super::shown;
use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::mend::Wrong;
use crate::page::AtTable;
use crate::pages::record::Counted;
use crate::pages::seats::{Paging, asked};
use crate::pages::{heard, links, promises, record};
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::visitor::Visitor;

pub(super) type Id = (TableId, DecisionNo);

/// So many people's words stand on a page.
const WORDS_ON_A_PAGE: usize = 20;

/// A decision for whoever looks.
pub(super) struct View {
    pub at: AtTable,
    pub number: DecisionNo,
    /// Where it stands.
    pub tag: Markup,
    pub proposal: Proposal,
    pub question: Question,
    pub rule: Rule,
    pub disagreement: Words<600>,
    /// So many could answer when it opened.
    pub seats: u32,
    pub closes: Day,
    pub more_time: Option<Day>,
    /// The words it comes from.
    pub sources: Vec<Link>,
    /// The conversation it follows.
    pub conversation: Option<Link>,
    /// The decision that led to a talk before this one, and how its worries were met.
    pub after: Option<(Link, String)>,
    /// The decision that takes this one up after a talk, and how the worries were met.
    pub followed_by: Option<(Link, String)>,
    pub not_here: Option<NotHere>,
    pub mine: Mine,
    pub stage: Stage,
}

/// Words with the page that shows them.
pub(super) struct Link {
    /// What stands before them, where it is not plain.
    pub name: Option<String>,
    pub words: String,
    pub address: String,
}

/// What whoever looks has to do with it.
pub(super) enum Mine {
    NoSeat,
    SatDownSince,
    NotYet,
    Answered(Ballot),
}

/// Where it stands.
pub(super) enum Stage {
    Open,
    /// The last day has passed.
    Waiting,
    Closed(Box<Ended>),
    /// It was counted, and what it came to is not as it was kept.
    Altered,
}

/// What is told of a decision once it is counted, and only then.
pub(super) struct Ended {
    pub closed: Closed,
    pub came_to: CameTo,
    /// The same as a sentence.
    pub sentence: String,
    /// What people wrote beside where they stand: worries first, as many as stand on this page of them.
    pub words: Vec<(Stand, String)>,
    pub paging: Paging,
    pub promises: Vec<Made>,
    /// Where it stands in the record, and who has seen it.
    pub record: Option<Markup>,
}

/// A promise that came of it.
pub(super) struct Made {
    pub number: PromiseNo,
    pub who: String,
    pub what: String,
    pub by: Day,
    pub state: PromiseState,
}

impl View {
    fn of(
        visitor: &Visitor,
        table: &Table,
        decision: &Decision,
        seat: Option<SeatNo>,
        asked: &Fields,
    ) -> Self {
        let (tr, today) = (visitor.tr, visitor.today);
        let after = decision
            .after
            .as_ref()
            .and_then(|after| Some((decision_link(tr, table, after.decision)?, after.met.to_string())));
        let followed_by = decision.followed_by.and_then(|next| {
            let met = table.decision(next)?.after.as_ref()?.met.to_string();
            Some((decision_link(tr, table, next)?, met))
        });
        Self {
            at: AtTable::of(table, seat.is_some()),
            number: decision.number,
            tag: shown::tag(tr, decision, today),
            proposal: decision.proposal.clone(),
            question: decision.question.clone(),
            rule: decision.rule.clone(),
            disagreement: decision.disagreement.clone(),
            seats: decision.seats,
            closes: decision.closes,
            more_time: decision.more_time,
            sources: decision.proposal.from.iter().flat_map(|from| source(tr, table, *from)).collect(),
            conversation: decision.conversation.and_then(|number| conversation(tr, table, number)),
            after,
            followed_by,
            not_here: decision.not_here.clone(),
            mine: Mine::of(decision, seat),
            stage: Stage::of(tr, table, decision, today, asked),
        }
    }

    /// The last day to answer.
    pub(super) fn last_day(&self) -> Day {
        self.more_time.unwrap_or(self.closes)
    }
}

impl Mine {
    pub(super) fn of(decision: &Decision, seat: Option<SeatNo>) -> Self {
        match seat {
            None => Self::NoSeat,
            Some(seat) if !decision.is_for(seat) => Self::SatDownSince,
            Some(seat) => {
                decision.ballot_of(seat).map_or(Self::NotYet, |ballot| Self::Answered(ballot.clone()))
            }
        }
    }
}

impl Stage {
    fn of(tr: Tr, table: &Table, decision: &Decision, today: Day, asked: &Fields) -> Self {
        let (Some(closed), Some(sentence)) = (&decision.closed, shown::came_to(tr, decision)) else {
            return match decision.result_altered {
                Some(_) => Self::Altered,
                None if decision.is_open(today) => Self::Open,
                None => Self::Waiting,
            };
        };
        let made = table.promises_from(PromiseOf::Decision(decision.number)).map(|promise| Made {
            number: promise.number,
            who: promise.who.to_string(),
            what: tamper::promised(tr, promise),
            by: promise.by,
            state: promise.state(today),
        });
        let (words, paging) = wrote(decision, asked);
        Self::Closed(Box::new(Ended {
            closed: closed.clone(),
            came_to: closed.outcome.came_to(),
            sentence,
            words,
            paging,
            promises: made.collect(),
            record: None,
        }))
    }
}

/// What people wrote, worries first, then what is asked for. Within each the order stays the lot's.
fn wrote(decision: &Decision, asked: &Fields) -> (Vec<(Stand, String)>, Paging) {
    let mut words = decision.words();
    words.sort_by_key(|(stand, _)| match stand {
        Stand::Worried => 0,
        Stand::NotSure => 1,
        Stand::Yes | Stand::Ok => 2,
    });
    let paging = Paging::of(words.len(), WORDS_ON_A_PAGE, asked);
    let here = words.get(paging.range()).unwrap_or_default();
    (here.iter().map(|(stand, words)| (*stand, words.to_string())).collect(), paging)
}

/// Where a proposal comes from: a line leads to its account and to the words themselves.
fn source(tr: Tr, table: &Table, from: Source) -> Vec<Link> {
    let said = |(conversation, statement)| Link {
        name: None,
        words: promises::shown::words_of(tr, table, (conversation, statement)),
        address: links::statement(table.id, conversation, statement),
    };
    let heard = |of: &Account| Link {
        name: None,
        words: heard::shown::title(tr, of),
        address: links::account(table.id, of.number),
    };
    match from {
        Source::Statement(conversation, statement) => vec![said((conversation, statement))],
        Source::Account(number) => table.account(number).map(heard).into_iter().collect(),
        Source::Line(number, statement) => {
            let account = table.account(number);
            account.map_or_else(Vec::new, |account| {
                vec![heard(account), said((account.conversation, statement))]
            })
        }
    }
}

fn conversation(tr: Tr, table: &Table, number: ConversationNo) -> Option<Link> {
    Some(Link {
        name: Some(t!(tr, "talk-title")),
        words: tamper::question(tr, table.conversation(number)?),
        address: links::conversation(table.id, number),
    })
}

fn decision_link(tr: Tr, table: &Table, number: DecisionNo) -> Option<Link> {
    Some(Link {
        name: Some(t!(tr, "trail-decision", number = number.0)),
        words: tamper::proposal(tr, table.decision(number)?),
        address: links::decision(table.id, number),
    })
}

/// Looks at a decision under the table's lock.
pub(super) async fn look(
    app: &App,
    visitor: &Visitor,
    (id, number): Id,
    asked: &Fields,
) -> Result<View, Fault> {
    let look = |table: &Table| {
        let seat = reading(app, visitor, table)?;
        let decision = tamper::decision(table, number)?;
        Ok::<_, Fault>(View::of(visitor, table, decision, seat, asked))
    };
    let mut view = app.clerk.read(id, look).await??;
    if let Stage::Closed(ended) = &mut view.stage {
        ended.record = record::finality(app, visitor.tr, id, Counted::Decision(number)).await;
    }
    Ok(view)
}

/// `GET /t/{table}/d/{decision}`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Id>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let asked = asked(raw);
    let view = look(&app, &visitor, id, &asked).await?;
    let notice = notice(visitor.tr, asked.get("saved"), &view);
    Ok(page(&app, &visitor, view, notice, None, &Wrong::none()))
}

/// What was just done, if it stands.
fn notice(tr: Tr, saved: &str, view: &View) -> Option<String> {
    match (saved, &view.mine, &view.stage) {
        ("opened", Mine::NotYet, Stage::Open) => Some(t!(tr, "opening-opened")),
        ("answered", Mine::Answered(_), Stage::Open) => {
            Some(t!(tr, "ballot-saved", day = tr.day(view.last_day())))
        }
        ("back", Mine::NotYet, _) => Some(t!(tr, "ballot-taken-back")),
        ("time", Mine::NotYet | Mine::Answered(_) | Mine::SatDownSince, _) => {
            view.more_time.map(|day| t!(tr, "time-saved", day = tr.day(day)))
        }
        ("not-here", _, _) if view.not_here.is_some() => Some(t!(tr, "not-here-saved")),
        ("counted", _, Stage::Closed(_)) => Some(t!(tr, "close-saved")),
        _ => None,
    }
}
