//! What changed at a table, in sentences: for the page, the feed and the mail. All three say the same.

mod feed;

use table::{AccountNo, Change, Changed, ConversationNo, Day, DecisionNo, PromiseNo, Table};

pub(crate) use feed::{Feed, private_address, reader};

use crate::pages::links;
use crate::t;
use crate::tamper;
use crate::text::Tr;

/// Something that changed, as it is told.
pub(crate) struct Item {
    /// The day.
    pub on: Day,
    /// What it is called in the feed: the same for as long as it stands there.
    pub name: String,
    /// What happened.
    pub sentence: String,
    /// The words it is about, as somebody wrote them.
    pub words: Option<String>,
    /// The page that shows it.
    pub address: String,
}

/// What changed from a day to another, both with it, newest first.
pub(crate) fn items(tr: Tr, table: &Table, from: Day, to: Day) -> Vec<Item> {
    table.changes(from, to).into_iter().map(|changed| item(tr, table, changed)).collect()
}

/// Something that changed, as it is told.
pub(crate) fn item(tr: Tr, table: &Table, Changed { on, what }: Changed) -> Item {
    let (name, sentence, words, address) = match what {
        Change::TableSet => ("set".to_owned(), t!(tr, "change-set"), None, format!("/t/{}", table.id)),
        Change::AgreementChanged(version) => (
            format!("agreement-{version}"),
            t!(tr, "change-agreement"),
            None,
            format!("/t/{}/agreement", table.id),
        ),
        Change::RulesChosen(version) => {
            (format!("rules-{version}"), t!(tr, "change-rules"), None, format!("/t/{}/rules", table.id))
        }
        Change::PromiseLate(no) => {
            of_promise(tr, table, no, format!("late-{no}"), t!(tr, "change-promise-late"))
        }
        Change::PromiseTold(no, at) => {
            of_promise(tr, table, no, format!("told-{no}-{at}"), t!(tr, "change-promise-told"))
        }
        Change::PromiseMade(no) => {
            of_promise(tr, table, no, format!("promise-{no}"), t!(tr, "change-promise-made"))
        }
        Change::DecisionClosed(no) => {
            of_decision(tr, table, no, format!("closed-{no}"), t!(tr, "change-decision-closed"))
        }
        Change::DecisionWaits(no) => {
            of_decision(tr, table, no, format!("waits-{no}"), t!(tr, "change-decision-waits"))
        }
        Change::DecisionOpened(no) => {
            of_decision(tr, table, no, format!("decision-{no}"), t!(tr, "change-decision-opened"))
        }
        Change::ReviewDue(no) => of_decision(tr, table, no, format!("review-{no}"), t!(tr, "change-review")),
        Change::AccountSettled(no) => {
            let agreed = table.account(no).is_some_and(table::Account::is_agreed);
            let agreed = if agreed { "yes" } else { "no" };
            let sentence = t!(tr, "change-account-settled", agreed = agreed);
            (format!("settled-{no}"), sentence, of_account(tr, table, no), links::account(table.id, no))
        }
        Change::AccountMade(no) => (
            format!("account-{no}"),
            t!(tr, "change-account-made"),
            of_account(tr, table, no),
            links::account(table.id, no),
        ),
        Change::HearBackDue(no) => {
            of_conversation(tr, table, no, format!("hear-{no}"), t!(tr, "change-hear-back"))
        }
        Change::ConversationEnded(no) => {
            of_conversation(tr, table, no, format!("ended-{no}"), t!(tr, "change-conversation-ended"))
        }
        Change::Said(no, count) => {
            of_conversation(tr, table, no, format!("said-{no}-{on}"), t!(tr, "change-said", count = count))
        }
        Change::OfferChanged(no, version) => {
            of_conversation(tr, table, no, format!("offer-{no}-{version}"), t!(tr, "change-offer"))
        }
        Change::ConversationOpened(no) => {
            of_conversation(tr, table, no, format!("conversation-{no}"), t!(tr, "change-conversation-opened"))
        }
    };
    Item { on, name, sentence, words, address }
}

type Parts = (String, String, Option<String>, String);

fn of_conversation(tr: Tr, table: &Table, number: ConversationNo, name: String, sentence: String) -> Parts {
    let words = table.conversation(number).map(|conversation| tamper::question(tr, conversation));
    (name, sentence, words, links::conversation(table.id, number))
}

fn of_decision(tr: Tr, table: &Table, number: DecisionNo, name: String, sentence: String) -> Parts {
    let words = table.decision(number).map(|decision| tamper::proposal(tr, decision));
    (name, sentence, words, links::decision(table.id, number))
}

fn of_promise(tr: Tr, table: &Table, number: PromiseNo, name: String, sentence: String) -> Parts {
    let words = table.promise(number).map(|promise| tamper::promised(tr, promise));
    (name, sentence, words, links::promise(table.id, number))
}

fn of_account(tr: Tr, table: &Table, number: AccountNo) -> Option<String> {
    let conversation = table.account(number)?.conversation;
    table.conversation(conversation).map(|conversation| tamper::question(tr, conversation))
}
