//! Whether a result is final: one sentence for the pages of decisions and accounts.

use maud::{Markup, html};
use table::{AccountNo, DecisionNo, TableId};

use super::digest::Digest;
use super::mark::address;
use super::seen::names;
use crate::app::App;
use crate::t;
use crate::text::Tr;
use crate::witnessing::{Finality, finality};

/// What was counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Counted {
    /// A decision.
    Decision(DecisionNo),
    /// What was said to an account.
    Account(AccountNo),
}

impl Counted {
    fn entry(self, digest: &Digest) -> Option<u64> {
        match self {
            Self::Decision(number) => digest.result(number.0),
            Self::Account(number) => digest.settled(number.0),
        }
    }
}

/// Where a result stands in the record, and who has seen it. Nothing while there is no record, or it can't be read: the page
/// is about something else, and does without.
pub(crate) async fn sentence(app: &App, tr: Tr, id: TableId, counted: Counted) -> Option<Markup> {
    let view = app.recorder.log(id)?;
    let (keeps, at) = (app.clone(), view.clone());
    let look = move || keeps.digests.look(&keeps.recorder, id, &at, |digest| counted.entry(digest));
    let entry = tokio::task::spawn_blocking(look).await.ok()?.ok()?;
    let policy = app.config.record.policy.as_ref();
    let words = match finality(policy, &view, entry) {
        Finality::NoWitness => None,
        Finality::NotYet => Some(t!(tr, "record-not-final")),
        Finality::Final => Some(t!(tr, "record-final", who = listed(tr, &names(policy, &view)))),
    };
    let link = entry.map(|entry| t!(tr, "record-entry", number = entry));
    (words.is_some() || link.is_some()).then(|| {
        html! {
            p.govuk-body {
                @if let Some(words) = words { (words) " " }
                @if let Some(link) = link { a.govuk-link href=(address(id)) { (link) } }
            }
        }
    })
}

/// "A, B and C".
fn listed(tr: Tr, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => t!(tr, "record-and", some = all.join(", "), last = last.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        let names = ["peers", "council", "church"].map(str::to_owned);
        let of = |many: usize| listed(Tr::english(), &names[..many]);
        assert_eq!(
            [of(0), of(1), of(2), of(3)],
            ["", "peers", "peers and council", "peers, council and church"]
        );
    }
}
