//! The working of consent, of a vote, of both sides, and of advice: who said what, in totals, and the sum that decided.

use maud::{Markup, html};
use table::{Rule, SideSaid, Stand, Stands};
use voice::rule::Outcome;

use super::shown::{stand_means, stand_name};
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::{Cell, Column, Size, Table, scroll_region};

/// How a proposal went through, or why it did not.
pub(super) fn passing(tr: Tr, rule: &Rule, result: Outcome, stands: Stands, sides: &[SideSaid]) -> Markup {
    html! {
        (table(tr, stands))
        @match (rule, result) {
            (_, Outcome::TooFew { .. }) => { p.govuk-body { (t!(tr, "decision-came-too-few")) } }
            (Rule::Vote { share, .. }, _) => { p.govuk-body { (vote(tr, stands, share.get())) } }
            (Rule::BothMustAgree { share, .. }, _) => { (both(tr, sides, share.get())) }
            _ => { p.govuk-body { (t!(tr, "working-worried", count = stands.worried)) } }
        }
    }
}

/// How many said what, exactly: the totals of a whole table.
pub(super) fn table(tr: Tr, stands: Stands) -> Markup {
    let count = |stand: Stand| match stand {
        Stand::Yes => stands.yes,
        Stand::Ok => stands.ok,
        Stand::NotSure => stands.not_sure,
        Stand::Worried => stands.worried,
    };
    let columns = [Column::words(t!(tr, "working-answer")), Column::numbers(t!(tr, "working-people"))];
    let table = Table::new(t!(tr, "working-stands"), columns).caption_size(Size::S).row_heads();
    let table = Stand::ALL.into_iter().fold(table, |table, stand| {
        let name = format!("{}: {}", stand_name(tr, stand), stand_means(tr, stand));
        table.row([Cell::words(name), Cell::number(grouped(count(stand)))])
    });
    html! { (scroll_region(&t!(tr, "working-stands"), &html! { (table) })) }
}

fn vote(tr: Tr, stands: Stands, share: u8) -> String {
    let (for_it, took_a_side) = (stands.for_it(), stands.for_it() + stands.worried);
    if took_a_side == 0 {
        return t!(tr, "working-vote-nobody");
    }
    let sum = t!(tr, "working-vote", part = grouped(for_it), whole = grouped(took_a_side));
    format!("{sum} {}", t!(tr, "working-vote-needed", share = share))
}

/// What each side said, where it is large enough to be told apart.
fn both(tr: Tr, sides: &[SideSaid], share: u8) -> Markup {
    let columns = [
        Column::words(t!(tr, "working-side")),
        Column::words(t!(tr, "working-side-said")),
        Column::words(t!(tr, "working-side-agreed")),
    ];
    let table = Table::new(t!(tr, "working-sides"), columns).caption_size(Size::S).row_heads();
    let table = sides.iter().fold(table, |table, side| {
        let name = tr.say(&format!("connection-{}", side.side.key()), None);
        let (said, agreed) = match side.told {
            Some(told) if told.agreed => {
                (t!(tr, "working-in-ten", count = told.for_it_in_ten.get()), t!(tr, "working-agreed"))
            }
            Some(told) => {
                (t!(tr, "working-in-ten", count = told.for_it_in_ten.get()), t!(tr, "working-not-agreed"))
            }
            None => (t!(tr, "working-not-told"), t!(tr, "working-not-told")),
        };
        table.row([Cell::words(name), Cell::words(said), Cell::words(agreed)])
    });
    html! {
        (scroll_region(&t!(tr, "working-sides"), &html! { (table) }))
        p.govuk-body { (t!(tr, "working-sides-needed", share = share)) " " (t!(tr, "working-sides-small")) }
    }
}
