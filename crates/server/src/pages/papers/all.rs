//! `/t/{table}/papers`: every paper there is, in each of its forms.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use table::{AccountNo, ConversationNo, Table, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::{AtTable, Page};
use crate::pages::heard;
use crate::pages::links;
use crate::pages::seats::{ON_A_PAGE, Paging, asked};
use crate::papers::Form;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

struct View {
    at: AtTable,
    /// Those of this page, the newest first.
    conversations: Vec<Papers>,
    paging: Paging,
}

/// The papers of a conversation.
struct Papers {
    number: ConversationNo,
    question: String,
    /// Its accounts, each with where it stands.
    accounts: Vec<(AccountNo, String)>,
}

impl View {
    fn of(visitor: &Visitor, table: &Table, seated: bool, raw: RawQuery) -> Self {
        let paging = Paging::of(table.conversations.len(), ON_A_PAGE, &asked(raw));
        let all: Vec<_> = table.conversations.iter().rev().collect();
        let conversations = all[paging.range()].iter().map(|conversation| Papers {
            number: conversation.number,
            question: tamper::question(visitor.tr, conversation),
            accounts: accounts(visitor, table, conversation.number),
        });
        Self { at: AtTable::of(table, seated), conversations: conversations.collect(), paging }
    }
}

fn accounts(visitor: &Visitor, table: &Table, conversation: ConversationNo) -> Vec<(AccountNo, String)> {
    let ours = table.accounts.iter().filter(|account| account.conversation == conversation);
    let state = |account| heard::shown::state(visitor.tr, account, visitor.today);
    ours.map(|account| (account.number, state(account))).collect()
}

/// `GET /t/{table}/papers`.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<TableId>,
    raw: RawQuery,
) -> Result<Response, Fault> {
    let look = |table: &Table| {
        let seat = reading(&app, &visitor, table)?;
        Ok::<_, Fault>(View::of(&visitor, table, seat.is_some(), raw))
    };
    let view = app.clerk.read(id, look).await??;
    let tr = visitor.tr;
    let base = format!("/t/{id}/papers");
    let body = html! {
        (back_link(t!(tr, "open-back"), &format!("/t/{id}")))
        h1.govuk-heading-xl { (t!(tr, "papers-title")) }
        p.rt-lead { (t!(tr, "papers-lead")) }
        p.govuk-body { (t!(tr, "papers-from")) }
        (whole(tr, &t!(tr, "paper-minutes"), &t!(tr, "papers-minutes"), &format!("{base}/minutes")))
        (whole(tr, &t!(tr, "paper-actions"), &t!(tr, "papers-actions"), &format!("{base}/actions")))
        h2.govuk-heading-l { (t!(tr, "papers-conversations")) }
        p.govuk-body { (t!(tr, "papers-evidence")) }
        @if view.conversations.is_empty() { p.govuk-body { (t!(tr, "table-no-conversation")) } }
        @if let Some(words) = view.paging.said(tr) { p.govuk-body { (words) } }
        @for papers in &view.conversations { (of_conversation(tr, id, papers)) }
        @if let Some(links) = view.paging.links(tr, &base) { (links) }
        h2.govuk-heading-m { (t!(tr, "papers-forms")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "papers-pdf")) }
            li { (t!(tr, "papers-html")) }
            li { (t!(tr, "papers-csv")) }
        }
        p.govuk-body { a.govuk-link href="/fonts.txt" { (t!(tr, "papers-fonts")) } }
    };
    Ok(Page::new(t!(tr, "papers-title"), body).at(view.at).show(&app, &visitor))
}

/// A paper of the whole table.
fn whole(tr: Tr, name: &str, about: &str, address: &str) -> Markup {
    html! {
        h2.govuk-heading-l { (name) }
        p.govuk-body { (about) }
        (forms(tr, address, &html! { (name) }))
    }
}

fn of_conversation(tr: Tr, id: TableId, papers: &Papers) -> Markup {
    let question = html! { bdi { (papers.question) } };
    html! {
        h3.govuk-heading-m { (question) }
        (forms(tr, &format!("/t/{id}/papers/evidence/{}", papers.number), &question))
        @for (number, state) in &papers.accounts {
            @let address = links::account(id, *number);
            p.govuk-body {
                a.govuk-link href=(address) { (t!(tr, "heard-account-title", number = number.0)) }
                ": " (state) ". "
                a.govuk-link href={ (address) "/account.pdf" } { (form_name(tr, Form::Pdf)) (of_account(tr, *number)) }
                ", "
                a.govuk-link href={ (address) "/account.html" } { (form_name(tr, Form::Html)) (of_account(tr, *number)) }
                ", "
                a.govuk-link href={ (address) "/account.json" } { (t!(tr, "papers-as-json")) (of_account(tr, *number)) }
            }
        }
    }
}

/// Which account, for those who hear a link on its own.
fn of_account(tr: Tr, number: AccountNo) -> Markup {
    hidden(&html! { (t!(tr, "heard-account-title", number = number.0)) })
}

/// A link for each form.
fn forms(tr: Tr, address: &str, of: &Markup) -> Markup {
    html! {
        ul.govuk-body.rt-cluster {
            @for form in Form::ALL {
                li {
                    a.govuk-link href={ (address) "." (form.ending()) } { (form_name(tr, form)) (hidden(of)) }
                }
            }
        }
    }
}

/// Of what a link is, for those who hear it on its own.
fn hidden(of: &Markup) -> Markup {
    html! { span.govuk-visually-hidden { ": " (of) } }
}

fn form_name(tr: Tr, form: Form) -> String {
    match form {
        Form::Pdf => t!(tr, "papers-as-pdf"),
        Form::Html => t!(tr, "papers-as-page"),
        Form::Csv => t!(tr, "papers-as-table"),
    }
}
