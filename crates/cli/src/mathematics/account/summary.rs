//! An account as sentences for a terminal.

use server::report::{Account, Chosen, Count, Silence, Who};
use voice::publish::{Heard, LEAST_COUNT, Words};

use super::super::lines::Lines;
use super::super::map::called;
use super::super::plain;
use crate::say::{counted, grouped};

/// All that a person wants to know first.
pub(super) fn sentences(account: &Account) -> String {
    let mut lines = Lines::default();
    lines.say(&plain(&account.topic));
    let people = match account.people {
        Some(people) => counted(people.into(), "person", "people"),
        None => format!("fewer than {LEAST_COUNT} people"),
    };
    lines.say(&format!(
        "{} of {} for {people}:",
        counted(account.chosen.len() as u64, "statement", "statements"),
        grouped(account.statements.into()),
    ));
    for (place, chosen) in (1..).zip(&account.chosen) {
        lines.space();
        one(&mut lines, place, chosen);
    }
    lines.space();
    covered(&mut lines, account);
    audit(&mut lines, account);
    lines.text()
}

fn one(lines: &mut Lines, place: usize, chosen: &Chosen) {
    lines.row(&format!("{place}. "), &plain(&chosen.words));
    lines.row("   ", &answers(chosen.answers));
    if let Some(newly) = few(chosen.newly) {
        lines.row("   ", &format!("It is the first to speak for {newly}."));
    }
    lines.row(
        "   ",
        if chosen.bought {
            "The equal shares of those who agree were enough for it."
        } else {
            "Added for those for whom nothing spoke yet."
        },
    );
}

fn answers(heard: Heard) -> String {
    match heard {
        Heard::FewHaveAnswered => "Few have answered.".to_owned(),
        Heard::Words(Words::MostAgree) => "A few have answered; most of them agree.".to_owned(),
        Heard::Words(Words::MostDisagree) => "A few have answered; most of them disagree.".to_owned(),
        Heard::Words(Words::WeDiffer) => "A few have answered; they differ.".to_owned(),
        Heard::Words(Words::NotSure) => "A few have answered; many are not sure.".to_owned(),
        Heard::Counts(tally) => {
            let [agree, disagree, pass] =
                [tally.agree, tally.disagree, tally.pass].map(|n| grouped(n.into()));
            format!("{agree} agree, {disagree} disagree, {pass} not sure.")
        }
    }
}

fn covered(lines: &mut Lines, account: &Account) {
    lines.say(&match few(account.covered) {
        Some(people) => format!("At least one of them speaks for {people}."),
        None => {
            "Exactly how many people they speak for is not shown: it could tell about somebody.".to_owned()
        }
    });
    lines.say(if account.holds {
        "No group that is large enough is left out (EJR+ holds)."
    } else {
        "A group that is large enough is left out (EJR+ does not hold)."
    });
    if let Some(group) = &account.left_out {
        let people = few(group.people).map(|people| format!(", {people},")).unwrap_or_default();
        lines.row("", &format!("The strongest group left out{people} agrees with: {}", plain(&group.words)));
    }
    lines.say(match account.silence {
        Silence::NotAgreeing => "Where an answer is missing, it counts as not agreeing.",
        Silence::AsOthers => "Where an answer is missing, it counts as those of the people who gave one.",
    });
}

/// A table of three columns of figures.
fn audit(lines: &mut Lines, account: &Account) {
    if account.audit.is_empty() {
        return;
    }
    lines.space();
    lines.say("So many in ten have at least one statement that speaks for them:");
    let row = |who: &str, figures: [&str; 3]| {
        let [chosen, liked, random] = figures;
        format!("  {who:<42}{chosen:>10}{liked:>13}{random:>11}")
    };
    lines.as_it_is(row("", ["this", "most liked", "by chance"]));
    for one in &account.audit {
        let figures = [one.chosen, one.most_liked, one.random].map(|tenths| tenths.to_string());
        lines.as_it_is(row(who(one.group), [&figures[0], &figures[1], &figures[2]]));
    }
    let picks = grouped(account.picks.into());
    let fair = account.audit.iter().all(|one| one.fair);
    lines.say(&format!(
        "By chance: the middle one of {picks} random choices. {}",
        if fair { "No group is covered worse than by that." } else { "Some are covered worse than by that." }
    ));
}

const fn who(group: Who) -> &'static str {
    match group {
        Who::Outnumbered => "people who are mostly in a minority",
        Who::Between => "people between the groups",
        Who::Everybody => "everybody",
        Who::Group(name) => called(name),
    }
}

/// A number of people, if it may be shown.
fn few(people: Count) -> Option<String> {
    Some(match people {
        Count::Exact(0) => "nobody".to_owned(),
        Count::Exact(people) => counted(people, "person", "people"),
        Count::About(people) => format!("about {} people", grouped(people.into())),
        Count::Few => format!("fewer than {LEAST_COUNT} people"),
        Count::Hidden => return None,
    })
}
