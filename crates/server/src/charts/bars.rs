//! Shares of a group in tenths: words first, then the same as a bar.

use maud::{Markup, html};

use crate::t;
use crate::text::Tr;
use crate::ui::quiet_bar;

/// "8 in 10 agree, 1 in 10 disagree, 1 in 10 are not sure." Whoever nobody belongs to is left out.
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
    let said: Vec<String> =
        parts.into_iter().filter(|(tenths, _)| *tenths > 0).map(|(_, words)| words).collect();
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
