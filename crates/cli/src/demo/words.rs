//! What the demonstration's first table says about itself and its offer.

use table::{Day, Offer, TypedOffer};

use super::draft::{Slip, offer};

/// The table's code, as it stands in its address.
pub(super) const TABLE: &str = "manyhand";
/// The code on the first invitation.
pub(super) const INVITATION: &str = "bethere2";

pub(super) const NAME: &str = "A conversation on co-production";

pub(super) const PURPOSE: &str = "We want to say together what co-production is. Then we put it on one page \
    that we can all stand behind.\n\nThis is a demonstration. The people here are made up. The words follow a \
    post by Expert Link, told in our own way. The places named here did not write them.";

pub(super) const AGREEMENT: &str = "Everyone here has the same kind of seat.\n\
    Say what you think. Let others think something else.\n\
    Talk about the idea, not about the person.\n\
    Use plain words. If a word is hard, ask what it means.\n\
    Nobody has to tell their story.\n\
    What people say here stays here, unless they say it may go further.";

pub(super) const AGREEMENT_AGAIN: &str = "Everyone here has the same kind of seat.\n\
    Say what you think. Let others think something else.\n\
    Talk about the idea, not about the person.\n\
    It is fine to be angry. It is not fine to be cruel.\n\
    Use plain words. If a word is hard, ask what it means.\n\
    Nobody has to tell their story.\n\
    You can take a break or stop at any time. You do not have to say why.\n\
    What people say here stays here, unless they say it may go further.";

pub(super) const AGREEMENT_WHY: &str = "Two of us felt we had to be nice all the time. We also wanted to say \
    that taking a break is fine.";

pub(super) const MARK: &str = "We were told that every word on the page was open. Then I heard that the title \
    and the first lines are already written.";

pub(super) const OFFER_WHY: &str = "Somebody said this is not what we were told. They were right. The title \
    and the first lines are fixed, and the offer now says so. We also added one week.";

const QUESTION: &str = "What is co-production?";

const OPEN: &str = "What the page says co-production is.\nWhat it says about power, rules, time and pay.\n\
    Which true examples it shows.\nWhat we do next with the page.";

const FIXED: &str = "It is one page. A longer one would not get read.\n\
    It will be free to copy. The money for it was meant for everyone.";

const FIXED_AGAIN: &str = "It is one page. A longer one would not get read.\n\
    It will be free to copy. The money for it was meant for everyone.\n\
    The title and the first two lines are written. They went to the printer early, to get a lower price.";

const WHO_DECIDES: &str = "All of us at this table, together. Nobody has the last word.";
const WHO_SPENDS: &str =
    "There is £400 for printing. Two people drawn by lot look after it and show each bill.";
const WHO_STOPS: &str = "Nobody alone. If one in three of us wants to stop, we stop and talk first.";
const HOW_DECIDED: &str = "We look for words that nearly all of us can live with. Where we still differ, the \
    page shows both sides. If a few feel strongly, their words go on the page too.";

/// The offer as it was opened.
pub(super) fn first_offer(today: Day) -> Result<Offer, Slip> {
    offer(&TypedOffer {
        question: QUESTION,
        open: OPEN,
        fixed: FIXED,
        who_decides: WHO_DECIDES,
        who_spends: WHO_SPENDS,
        who_stops: WHO_STOPS,
        how_decided: HOW_DECIDED,
        by_when: Some(today.plus(21)),
        hear_back: Some(today.plus(49)),
    })
}

/// The offer as it stands, after somebody had marked it.
pub(super) fn second_offer(today: Day) -> Result<Offer, Slip> {
    offer(&TypedOffer {
        question: QUESTION,
        open: OPEN,
        fixed: FIXED_AGAIN,
        who_decides: WHO_DECIDES,
        who_spends: WHO_SPENDS,
        who_stops: WHO_STOPS,
        how_decided: HOW_DECIDED,
        by_when: Some(today.plus(28)),
        hear_back: Some(today.plus(56)),
    })
}

/// Everything a person can read here.
#[cfg(test)]
pub(super) const ALL: [&str; 15] = [
    NAME,
    PURPOSE,
    AGREEMENT,
    AGREEMENT_AGAIN,
    AGREEMENT_WHY,
    MARK,
    OFFER_WHY,
    QUESTION,
    OPEN,
    FIXED,
    FIXED_AGAIN,
    WHO_DECIDES,
    WHO_SPENDS,
    WHO_STOPS,
    HOW_DECIDED,
];
