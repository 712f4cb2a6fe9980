//! What makes an account the group's, and what came of it, in sentences: the same on pages and on paper.

use table::{Account, AccountOrigin, AccountTerms, Headcount, LineSaid, Shortfall, StatementNo};
use voice::groups::Name;
use voice::publish::{LEAST_COUNT, LEAST_TABLE};

use crate::charts;
use crate::t;
use crate::text::{Tr, grouped};

/// What it takes, one sentence each.
pub(crate) fn takes(tr: Tr, terms: AccountTerms) -> [String; 5] {
    [
        t!(tr, "heard-takes-share", share = terms.share.get()),
        t!(tr, "heard-takes-floor", floor = terms.floor.get()),
        t!(tr, "heard-takes-apart", least = LEAST_COUNT, table = LEAST_TABLE),
        t!(tr, "heard-takes-enough", least = LEAST_COUNT),
        t!(tr, "heard-takes-author"),
    ]
}

/// How many answered, as far as it may be told.
pub(crate) fn replied(tr: Tr, replied: Headcount) -> String {
    match replied.number() {
        Some(0) => t!(tr, "heard-replied-nobody"),
        Some(people) => t!(tr, "heard-replied", count = grouped(people)),
        None => t!(tr, "heard-replied-few"),
    }
}

/// What was said to a line.
pub(crate) fn said(tr: Tr, line: &LineSaid) -> String {
    line.said.map_or_else(
        || t!(tr, "heard-said-few", least = LEAST_COUNT),
        |said| t!(tr, "heard-said", yes = grouped(said.yes), answered = grouped(said.answered)),
    )
}

/// What a group said to a line.
pub(crate) fn said_by(tr: Tr, group: Name, tenths: u8) -> String {
    t!(tr, "heard-group", group = charts::name(tr, group), tenths = tenths)
}

/// The place of a line in an account, from 1.
pub(crate) fn place(account: &Account, line: StatementNo) -> usize {
    account.lines.iter().position(|one| *one == line).map_or(0, |at| at + 1)
}

/// Why an account is not agreed.
pub(crate) fn shortfall(tr: Tr, account: &Account, short: Shortfall) -> String {
    match short {
        Shortfall::TooFew => t!(tr, "heard-short-few", least = LEAST_COUNT),
        Shortfall::OnlyItsAuthor => match account.origin {
            AccountOrigin::Called(_) => t!(tr, "heard-short-nobody"),
            AccountOrigin::Written => t!(tr, "heard-short-author"),
        },
        Shortfall::Line(line) => {
            t!(tr, "heard-short-line", line = place(account, line), share = account.terms.share.get())
        }
        Shortfall::Group(group, line) => t!(
            tr,
            "heard-short-group",
            line = place(account, line),
            group = charts::name(tr, group),
            floor = account.terms.floor.get()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use table::{AccountNo, ConversationNo, Day};

    #[test]
    fn each_shortfall_says_which_line_and_which_group() {
        let today: Day = "2026-11-22".parse().unwrap();
        let account = Account {
            number: AccountNo(1),
            conversation: ConversationNo(1),
            origin: AccountOrigin::Written,
            lines: vec![StatementNo(9), StatementNo(4)],
            on: today,
            until: today,
            terms: AccountTerms::default(),
            author: None,
            replies: std::collections::BTreeMap::new(),
            missing: std::collections::BTreeMap::new(),
            settled: None,
            altered: None,
            result_altered: None,
        };
        let tr = Tr::english();
        let words = |short| shortfall(tr, &account, short);
        assert!(words(Shortfall::Line(StatementNo(4))).starts_with("Line 2"));
        let group = words(Shortfall::Group(Name::Wave, StatementNo(9)));
        assert!(group.starts_with("Line 1") && group.contains("Wave group"), "{group}");
        assert!(words(Shortfall::OnlyItsAuthor).contains("wrote"));
        assert!(replied(tr, Headcount::of(3)).contains("few"));
        assert!(replied(tr, Headcount::of(12)).contains("12"));
    }
}
