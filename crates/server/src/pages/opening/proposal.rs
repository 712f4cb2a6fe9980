//! The fields of a proposal: everything people need to know before they answer.

use maud::{Markup, html};
use table::{Day, Field, Proposal, Refusal, TypedProposal, Words};

use super::kind::Kind;
use super::sources::{self, Shown};
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::pages::conversations::counted::counted;
use crate::pages::conversations::offer_form::Form;
use crate::t;
use crate::text::Tr;

/// Two weeks to answer; half a year to see how it went.
const DAYS_TO_ANSWER: i32 = 14;
const DAYS_TO_REVIEW: i32 = 182;

/// The days a form begins with.
pub(super) fn days(today: Day) -> Vec<(String, String)> {
    let closes = today.plus(DAYS_TO_ANSWER);
    vec![
        (Field::Closes.key().to_owned(), closes.to_string()),
        (Field::ReviewOn.key().to_owned(), closes.plus(DAYS_TO_REVIEW).to_string()),
    ]
}

/// A form with a proposal in it, and its sources ticked.
pub(super) fn filled(proposal: &Proposal) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = in_words(proposal)
        .into_iter()
        .map(|(field, words)| (field.key().to_owned(), words.to_owned()))
        .collect();
    pairs.extend(sources::filled(&proposal.from));
    pairs
}

/// What a proposal says, in the order it is read.
pub(super) fn in_words(proposal: &Proposal) -> [(Field, &str); 7] {
    [
        (Field::Proposal, proposal.what.as_str()),
        (Field::WouldDo, proposal.would_do.as_str()),
        (Field::Cost, proposal.cost.as_str()),
        (Field::WhoDoes, proposal.who_does.as_str()),
        (Field::WouldStop, proposal.would_stop.as_str()),
        (Field::BadFor, proposal.bad_for.as_str()),
        (Field::Overrule, proposal.overrule.as_str()),
    ]
}

/// The proposal in a form and its last day; what needs mending goes to `wrong`.
pub(super) fn read(tr: Tr, fields: &Fields, wrong: &mut Wrong) -> Option<(Proposal, Day)> {
    let typed = TypedProposal {
        what: fields.get(Field::Proposal.key()),
        would_do: fields.get(Field::WouldDo.key()),
        cost: fields.get(Field::Cost.key()),
        who_does: fields.get(Field::WhoDoes.key()),
        would_stop: fields.get(Field::WouldStop.key()),
        bad_for: fields.get(Field::BadFor.key()),
        overrule: fields.get(Field::Overrule.key()),
        review_on: fields.day(Field::ReviewOn.key()),
        from: sources::ticked(fields),
    };
    let closes = fields.day(Field::Closes.key());
    let proposal = Proposal::check(typed).map_err(|refusals| {
        for refusal in &refusals {
            refuse(tr, wrong, refusal);
        }
    });
    if closes.is_none() {
        refuse(tr, wrong, &Refusal::NotADay { field: Field::Closes });
    }
    proposal.ok().zip(closes)
}

/// A refusal at its field.
pub(super) fn refuse(tr: Tr, wrong: &mut Wrong, refusal: &Refusal) {
    wrong.add(refusal.field().map(Field::key), sentence(tr, refusal));
}

/// Words that are needed; what is wrong with them goes to `wrong`.
pub(super) fn words<const MAX: usize>(
    tr: Tr,
    fields: &Fields,
    wrong: &mut Wrong,
    field: Field,
) -> Option<Words<MAX>> {
    Words::of(field, fields.get(field.key())).map_err(|refusal| refuse(tr, wrong, &refusal)).ok()
}

/// The proposal in one sentence.
pub(super) fn what(tr: Tr, kind: Kind, fields: &Fields, wrong: &Wrong) -> Markup {
    let hint = match kind {
        Kind::Proposal(_) => t!(tr, "opening-hint-proposal"),
        Kind::NewRules => t!(tr, "opening-hint-proposal-rules"),
        Kind::Ranked => t!(tr, "opening-hint-proposal-ranked"),
        Kind::SharedBudget => t!(tr, "opening-hint-proposal-budget"),
        Kind::Advice => t!(tr, "opening-hint-proposal-advice"),
    };
    let form = Form { tr, fields, wrong };
    html! { (counted(tr, form.text(Field::Proposal, hint, 2), 140)) }
}

/// All its other fields, with hints that say why each is asked.
pub(super) fn boxes(tr: Tr, fields: &Fields, wrong: &Wrong, offered: &[Shown]) -> Markup {
    let form = Form { tr, fields, wrong };
    let text = |field: Field, hint: String| counted(tr, form.text(field, hint, 2), 280);
    html! {
        (counted(tr, form.text(Field::WouldDo, t!(tr, "opening-hint-would-do"), 4), 600))
        (text(Field::Cost, t!(tr, "opening-hint-cost")))
        (text(Field::WhoDoes, t!(tr, "opening-hint-who-does")))
        (text(Field::WouldStop, t!(tr, "opening-hint-would-stop")))
        (text(Field::BadFor, t!(tr, "opening-hint-bad-for")))
        (text(Field::Overrule, t!(tr, "opening-hint-overrule")))
        (sources::boxes(tr, offered, fields, wrong))
        (form.day(Field::Closes, t!(tr, "opening-hint-closes")))
        (form.day(Field::ReviewOn, t!(tr, "opening-hint-review")))
    }
}
