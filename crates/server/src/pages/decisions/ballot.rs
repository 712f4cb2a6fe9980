//! A ballot as a form, as it is read from one, and as it is shown to whoever sent it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use table::{Ballot, Field, Project, Question, Stand, Words};

use super::shown::{money, option, stand_means, stand_name};
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::page::said;
use crate::pages::conversations::counted::counted;
use crate::t;
use crate::text::Tr;
use crate::ui::{Checkboxes, Choice, Fieldset, Label, Radios, Size, TextInput, Textarea, Width};

/// The box for own words.
const WORDS: Field = Field::Reason;
/// Ticked for each thing that somebody wants.
const WANTS: &str = "want";

/// Where an option is put, by its place in the list.
fn place(option: usize) -> String {
    format!("place-{option}")
}

const fn key(stand: Stand) -> &'static str {
    match stand {
        Stand::Yes => "yes",
        Stand::Ok => "ok",
        Stand::NotSure => "not-sure",
        Stand::Worried => "worried",
    }
}

fn stand(typed: &str) -> Option<Stand> {
    Stand::ALL.into_iter().find(|stand| key(*stand) == typed)
}

/// What is chosen and written, with whatever was typed before.
pub(super) fn boxes(tr: Tr, question: &Question, fields: &Fields, wrong: &Wrong) -> Markup {
    match question {
        Question::Proposal { .. } | Question::NewRules { .. } => {
            stands(tr, t!(tr, "ballot-stand"), fields, wrong)
        }
        Question::Advice { .. } => stands(tr, t!(tr, "ballot-advice"), fields, wrong),
        Question::Ranked { options } => places(tr, options, fields, wrong),
        Question::SharedBudget { projects, .. } => wants(tr, projects, fields),
    }
}

fn stands(tr: Tr, legend: String, fields: &Fields, wrong: &Wrong) -> Markup {
    let choice = |stand: Stand| {
        Choice::new(key(stand), stand_name(tr, stand))
            .hint(stand_means(tr, stand))
            .checked(fields.get(Field::Stand.key()) == key(stand))
    };
    let words = Textarea::new(WORDS.key(), Label::new(t!(tr, "ballot-words")).size(Size::S))
        .hint(t!(tr, "ballot-words-hint"))
        .value(fields.get(WORDS.key()))
        .error(wrong.at(tr, WORDS.key()))
        .rows(3);
    html! {
        (Radios::new(Field::Stand.key(), Label::new(legend).size(Size::S))
            .choices(Stand::ALL.into_iter().map(choice))
            .error(wrong.at(tr, Field::Stand.key())))
        (counted(tr, words, 280))
    }
}

fn places(tr: Tr, options: &[Words<140>], fields: &Fields, wrong: &Wrong) -> Markup {
    let input = |(at, option): (usize, &Words<140>)| {
        let name = place(at);
        TextInput::new(name.as_str(), Label::new(html! { bdi { (option) } }))
            .value(fields.get(&name))
            .error(wrong.at(tr, &name))
            .inputmode("numeric")
            .autocomplete("off")
            .width(Width::W2)
    };
    let body = html! {
        p.govuk-hint #places { (t!(tr, "ballot-places-hint")) }
        @for one in options.iter().enumerate() { (input(one)) }
    };
    html! {
        (Fieldset::new(Label::new(t!(tr, "ballot-places")).size(Size::S), body).described_by("places"))
    }
}

fn wants(tr: Tr, projects: &[Project], fields: &Fields) -> Markup {
    let choice = |(at, project): (usize, &Project)| {
        Choice::new(at.to_string(), html! { bdi { (project.what) } })
            .hint(money(project.pence))
            .checked(fields.all(WANTS).any(|ticked| ticked == at.to_string()))
    };
    html! {
        (Checkboxes::new(WANTS, Label::new(t!(tr, "ballot-wants")).size(Size::S))
            .hint(t!(tr, "ballot-wants-hint"))
            .choices(projects.iter().enumerate().map(choice)))
    }
}

/// The ballot in a form, or everything that needs mending.
pub(super) fn read(tr: Tr, question: &Question, fields: &Fields) -> Result<Ballot, Wrong> {
    match question {
        Question::Proposal { .. } | Question::NewRules { .. } | Question::Advice { .. } => {
            read_stand(tr, fields)
        }
        Question::Ranked { options } => read_places(tr, options, fields),
        Question::SharedBudget { projects, .. } => {
            let is_there = |place: &u16| usize::from(*place) < projects.len();
            let ticked = fields.all(WANTS).filter_map(|ticked| ticked.parse().ok());
            Ok(Ballot::Wants(ticked.filter(is_there).collect()))
        }
    }
}

fn read_stand(tr: Tr, fields: &Fields) -> Result<Ballot, Wrong> {
    let mut wrong = Wrong::none();
    let stand = stand(fields.get(Field::Stand.key()));
    if stand.is_none() {
        wrong.add(Some(Field::Stand.key()), t!(tr, "ballot-stand-empty"));
    }
    let words = Words::optional(WORDS, fields.get(WORDS.key()));
    if let Err(refusal) = &words {
        wrong.add(Some(WORDS.key()), sentence(tr, refusal));
    }
    match (stand, words) {
        (Some(stand), Ok(words)) => Ok(Ballot::Stand { stand, words }),
        _ => Err(wrong),
    }
}

fn read_places(tr: Tr, options: &[Words<140>], fields: &Fields) -> Result<Ballot, Wrong> {
    let mut wrong = Wrong::none();
    let mut order: BTreeMap<u32, BTreeSet<u16>> = BTreeMap::new();
    for (at, option) in (0_u16..).zip(options) {
        let name = place(at.into());
        let typed = fields.get(&name).trim();
        match typed.parse() {
            Ok(number) if number > 0 => {
                order.entry(number).or_default().insert(at);
            }
            _ if typed.is_empty() => {}
            _ => wrong.add_at(name, t!(tr, "ballot-place-wrong", option = option.as_str())),
        }
    }
    if order.is_empty() && !wrong.is_any() {
        wrong.add_at(place(0), t!(tr, "ballot-places-empty"));
    }
    if wrong.is_any() { Err(wrong) } else { Ok(Ballot::Ranked(order.into_values().collect())) }
}

/// The form with a ballot in it.
pub(super) fn filled(ballot: &Ballot) -> Fields {
    let pairs = match ballot {
        Ballot::Stand { stand, words } => {
            let words = words.as_ref().map(|words| (WORDS.key().to_owned(), words.to_string()));
            let stand = (Field::Stand.key().to_owned(), key(*stand).to_owned());
            [Some(stand), words].into_iter().flatten().collect()
        }
        Ballot::Ranked(order) => {
            let numbered = |(number, equals): (u32, &BTreeSet<u16>)| {
                let pair = move |option: &u16| (place((*option).into()), number.to_string());
                equals.iter().map(pair).collect::<Vec<_>>()
            };
            (1..).zip(order).flat_map(numbered).collect()
        }
        Ballot::Wants(wanted) => wanted.iter().map(|option| (WANTS.to_owned(), option.to_string())).collect(),
    };
    Fields::of(pairs)
}

/// What somebody chose and wrote, in words. It reads what was typed, so that nothing is lost that could not be counted.
pub(super) fn in_words(tr: Tr, question: &Question, fields: &Fields) -> Markup {
    match question {
        Question::Proposal { .. } | Question::NewRules { .. } | Question::Advice { .. } => html! {
            @if let Some(stand) = stand(fields.get(Field::Stand.key())) {
                p.govuk-body { strong { (stand_name(tr, stand)) } }
            }
            (said(fields.get(WORDS.key())))
        },
        Question::Ranked { options } => {
            let typed = |(at, option)| (fields.get(&place(at)).trim().to_owned(), option);
            let mut placed: Vec<(String, &Words<140>)> =
                options.iter().enumerate().map(typed).filter(|(number, _)| !number.is_empty()).collect();
            placed.sort_by_key(|(number, _)| number.parse().unwrap_or(u32::MAX));
            html! {
                ul.govuk-list {
                    @for (number, option) in placed { li { (number) ": " bdi { (option) } } }
                }
            }
        }
        Question::SharedBudget { .. } => {
            let ticked = fields.all(WANTS).filter_map(|ticked| ticked.parse().ok());
            let ticked: Vec<&str> =
                ticked.map(|at| option(question, at)).filter(|option| !option.is_empty()).collect();
            html! {
                @if ticked.is_empty() { p.govuk-body { (t!(tr, "ballot-wants-none")) } }
                ul.govuk-list { @for option in ticked { li { bdi { (option) } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<const MAX: usize>(text: &str) -> Words<MAX> {
        Words::new(text).unwrap()
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn ranked() -> Question {
        Question::Ranked { options: ["Door", "Lamp", "Bench"].map(words).to_vec() }
    }

    #[test]
    fn a_ballot_reads_back_from_its_own_form() {
        let tr = Tr::english();
        let advice = Question::Advice { who: words("Sam"), by: "2026-12-31".parse().unwrap() };
        let budget = Question::SharedBudget {
            pence: 1000,
            projects: ["A", "B", "C"].map(|what| Project { what: words(what), pence: 100 }).to_vec(),
        };
        let all = [
            (&advice, Ballot::Stand { stand: Stand::NotSure, words: Some(words("Who pays?")) }),
            (&advice, Ballot::Stand { stand: Stand::Yes, words: None }),
            (&ranked(), Ballot::Ranked(vec![BTreeSet::from([2]), BTreeSet::from([0, 1])])),
            (&budget, Ballot::Wants(BTreeSet::from([0, 2]))),
            (&budget, Ballot::Wants(BTreeSet::new())),
        ];
        for (question, ballot) in all {
            assert_eq!(read(tr, question, &filled(&ballot)).unwrap(), ballot);
        }
    }

    #[test]
    fn numbers_say_only_the_order() {
        let tr = Tr::english();
        let order = |pairs: &[(&str, &str)]| read(tr, &ranked(), &fields(pairs)).ok();
        let expected = Ballot::Ranked(vec![BTreeSet::from([1]), BTreeSet::from([0])]);
        assert_eq!(order(&[("place-0", " 9 "), ("place-1", "2"), ("place-2", "")]), Some(expected));
        for typed in ["0", "first", "-1", "1.5", "99999999999"] {
            assert_eq!(order(&[("place-0", "1"), ("place-2", typed)]), None, "{typed}");
        }
        assert_eq!(order(&[("place-7", "1")]), None, "nothing was put anywhere");
    }
}
