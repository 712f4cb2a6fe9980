//! What every page of accounts knows: its table, its conversation, who looks.

use maud::{Markup, html};
use table::{Account, AccountNo, Conversation, ConversationNo, SeatNo, StatementNo, Table, TableId};

use crate::access::reading;
use crate::app::App;
use crate::fault::Fault;
use crate::page::AtTable;
use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;
use crate::ui::back_link;
use crate::visitor::Visitor;

/// A conversation whose accounts are looked at.
pub(super) struct Place {
    /// Its table.
    pub at: AtTable,
    /// Its number.
    pub conversation: ConversationNo,
    /// The question, or the topic of an imported one.
    pub question: String,
    /// The seat of whoever looks.
    pub seat: Option<SeatNo>,
}

/// What a page can take from the table while it holds the lock.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub table: &'a Table,
    pub conversation: &'a Conversation,
    pub seat: Option<SeatNo>,
}

impl Place {
    fn of(tr: Tr, seen: Seen<'_>) -> Self {
        Self {
            at: AtTable::of(seen.table, seen.seat.is_some()),
            conversation: seen.conversation.number,
            question: tamper::question(tr, seen.conversation),
            seat: seen.seat,
        }
    }

    /// The address of the list of accounts.
    pub(super) fn all(&self) -> String {
        links::heard(self.at.id, self.conversation)
    }

    /// The address of an account.
    pub(super) fn account(&self, number: AccountNo) -> String {
        links::account(self.at.id, number)
    }

    /// The address of something said here.
    pub(super) fn statement(&self, number: StatementNo) -> String {
        links::statement(self.at.id, self.conversation, number)
    }

    /// The way back to the list of accounts.
    pub(super) fn back(&self, tr: Tr) -> Markup {
        html! { div.rt-noprint { (back_link(t!(tr, "heard-back"), &self.all())) } }
    }

    /// The question, above a page's own heading.
    pub(super) fn question_line(&self) -> Markup {
        html! { p.govuk-body.rt-quiet { bdi { (self.question) } } }
    }

    /// For those who have no seat: how to get one.
    pub(super) fn seat_first(&self, tr: Tr) -> Markup {
        html! {
            @if self.seat.is_none() {
                p.govuk-body.rt-noprint {
                    (t!(tr, "heard-seat-first")) " "
                    a.govuk-link href={ "/t/" (self.at.id) "/sit" } { (t!(tr, "sit-link")) }
                }
            }
        }
    }
}

/// Looks at a conversation under the table's lock: what `see` gathers is shown after.
pub(super) async fn look<R>(
    app: &App,
    visitor: &Visitor,
    (table, number): (TableId, ConversationNo),
    see: impl FnOnce(Seen<'_>) -> Result<R, Fault>,
) -> Result<(Place, R), Fault> {
    app.clerk
        .read(table, |table| {
            let seat = reading(app, visitor, table)?;
            let conversation = table.conversation(number).ok_or(Fault::NotFound)?;
            let seen = Seen { table, conversation, seat };
            Ok((Place::of(visitor.tr, seen), see(seen)?))
        })
        .await?
}

/// Looks at an account.
pub(super) async fn look_at<R>(
    app: &App,
    visitor: &Visitor,
    (table, number): (TableId, AccountNo),
    see: impl FnOnce(Seen<'_>, &Account) -> Result<R, Fault>,
) -> Result<(Place, R), Fault> {
    app.clerk
        .read(table, |table| {
            let seat = reading(app, visitor, table)?;
            let account = tamper::account(table, number)?;
            let conversation = table.conversation(account.conversation).ok_or(Fault::NotFound)?;
            let seen = Seen { table, conversation, seat };
            Ok((Place::of(visitor.tr, seen), see(seen, account)?))
        })
        .await?
}
