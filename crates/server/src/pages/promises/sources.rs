//! Where promises come from: what the group decided or agreed that nobody has promised anything for yet.

use axum::response::Response;
use maud::{Markup, html};
use table::{Account, CameTo, Decision, PromiseOf, Table, TableId};

use super::shown;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::t;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// So many of a kind stand on the page, the newest first.
const MOST: usize = 20;

struct View {
    at: AtTable,
    decisions: Vec<Waiting>,
    lines: Vec<Waiting>,
}

/// Something that a promise could answer.
struct Waiting {
    from: PromiseOf,
    words: String,
}

impl Waiting {
    fn of(tr: Tr, table: &Table, from: PromiseOf) -> Self {
        Self { from, words: shown::of(tr, table, from).0 }
    }
}

impl View {
    fn of(tr: Tr, table: &Table) -> Self {
        let nothing_yet = |from: &PromiseOf| table.promises_from(*from).next().is_none();
        let decided = table.decisions.iter().rev().filter(|decision| asks_for_a_promise(decision));
        let decisions = decided.map(|decision| PromiseOf::Decision(decision.number)).filter(nothing_yet);
        let agreed = table.accounts.iter().rev().filter(|account| account.is_agreed());
        let lines = agreed.flat_map(|account| lines(table, account)).filter(nothing_yet);
        let gather = |from| Waiting::of(tr, table, from);
        Self {
            at: AtTable::of(table, true),
            decisions: decisions.take(MOST).map(gather).collect(),
            lines: lines.take(MOST).map(gather).collect(),
        }
    }
}

/// Whether something is to be done now. New rules for deciding hold by themselves.
fn asks_for_a_promise(decision: &Decision) -> bool {
    let is_about_rules = matches!(decision.question, table::Question::NewRules { .. });
    let outcome = decision.closed.as_ref().map(|closed| closed.outcome.came_to());
    !is_about_rules
        && matches!(outcome, Some(CameTo::Passed | CameTo::Chosen(_) | CameTo::Shared | CameTo::Advised))
}

/// The lines of an account whose words are still there.
fn lines<'a>(table: &'a Table, account: &'a Account) -> impl Iterator<Item = PromiseOf> + 'a {
    let conversation = table.conversation(account.conversation);
    let stands =
        move |line: &&table::StatementNo| conversation.is_some_and(|all| all.readable(**line).is_some());
    account.lines.iter().filter(stands).map(|line| PromiseOf::Line(account.number, *line))
}

/// The page.
pub(super) async fn page(app: &App, visitor: &Visitor, id: TableId) -> Result<Response, Fault> {
    let tr = visitor.tr;
    let view = app.clerk.read(id, |table| View::of(tr, table)).await?;
    let body = html! {
        (back_link(t!(tr, "promises-all"), &format!("/t/{id}/promises")))
        h1.govuk-heading-xl { (t!(tr, "promises-make")) }
        p.rt-lead { (t!(tr, "sources-lead")) }
        @if view.decisions.is_empty() && view.lines.is_empty() { p.govuk-body { (t!(tr, "sources-none")) } }
        (list(id, &t!(tr, "sources-decisions"), &view.decisions))
        (list(id, &t!(tr, "sources-lines"), &view.lines))
        p.govuk-body { (t!(tr, "sources-statement")) }
    };
    Ok(Page::new(t!(tr, "promises-make"), body).at(view.at).show(app, visitor))
}

fn list(id: TableId, title: &str, waiting: &[Waiting]) -> Markup {
    html! {
        @if !waiting.is_empty() {
            h2.govuk-heading-m { (title) }
            ul.rt-rows {
                @for one in waiting {
                    li { a.govuk-link href=(shown::to_make(id, one.from)) { bdi { (one.words) } } }
                }
            }
        }
    }
}
