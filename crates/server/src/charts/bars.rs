//! Shares of a group in tenths: words first, then the same as a bar.

use maud::{Markup, html};

use crate::t;
use crate::text::Tr;
use crate::ui::quiet_bar;

/// So many in ten of a smaller group stand for so many or more.
const NINE_OR_MORE: u8 = 9;

/// "7 in 10 agree, 2 in 10 disagree, 1 or fewer in 10 are not sure." Beside 9 or more the others are left out, and so is what an
/// older map says of nobody.
pub(crate) fn shares(tr: Tr, [agree, disagree, unsure]: [u8; 3]) -> String {
    match (agree, disagree, unsure) {
        (10, ..) => return t!(tr, "shares-all-agree"),
        (_, 10, _) => return t!(tr, "shares-all-disagree"),
        (.., 10) => return t!(tr, "shares-all-not-sure"),
        _ => {}
    }
    let parts = [
        (agree, t!(tr, "shares-agree", tenths = agree)),
        (disagree, t!(tr, "shares-disagree", tenths = disagree)),
        (unsure, t!(tr, "shares-not-sure", tenths = unsure)),
    ];
    let least = if agree.max(disagree).max(unsure) >= NINE_OR_MORE { NINE_OR_MORE } else { 1 };
    let said: Vec<String> =
        parts.into_iter().filter(|(tenths, _)| *tenths >= least).map(|(_, words)| words).collect();
    t!(tr, "shares-sentence", list = said.join(", "))
}

/// The words, and under them a bar that a screen reader passes over.
pub(crate) fn tenths(tr: Tr, shown: [u8; 3]) -> Markup {
    let [agree, disagree, unsure] = shown.map(u64::from);
    html! {
        p.rt-shares { (shares(tr, shown)) }
        (quiet_bar(agree, disagree, unsure))
    }
}
