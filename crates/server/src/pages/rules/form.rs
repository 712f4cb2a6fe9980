//! The fields in which people choose how they decide, as a form and as rules. One share and one quorum hold for all the
//! rules that are ticked: most groups want the same, and a form of six sorts of rule with their own numbers would not be
//! filled in.

use std::collections::BTreeSet;

use maud::{Markup, html};
use table::{AccountTerms, Connection, Field, InHundred, Refusal, Rule, RuleKind, Rules, Words};

use super::shown;
use crate::fields::Fields;
use crate::mend::{Wrong, sentence};
use crate::pages::conversations::counted::counted;
use crate::t;
use crate::text::Tr;
use crate::ui::{Checkboxes, Choice, Fieldset, Label, Size, TextInput, Textarea, Width};

const QUORUM: &str = "quorum";
const ACCOUNT_SHARE: &str = "account-share";
const ACCOUNT_FLOOR: &str = "account-floor";

/// What a group begins with, to change as it likes: consent and a vote, and numbers that a small group can reach.
const BEGIN_SHARE: u8 = 60;
const BEGIN_QUORUM: u8 = 30;

type Pairs = Vec<(String, String)>;

fn pair(name: &str, value: &(impl ToString + ?Sized)) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// The form as a group without rules finds it.
pub(crate) fn starting(tr: Tr) -> Pairs {
    let terms = AccountTerms::default();
    vec![
        pair(Field::Rules.key(), RuleKind::Consent.key()),
        pair(Field::Rules.key(), RuleKind::Vote.key()),
        pair(Field::Share.key(), &BEGIN_SHARE),
        pair(QUORUM, &BEGIN_QUORUM),
        pair(Field::Disagreement.key(), &t!(tr, "rules-disagreement-start")),
        pair(ACCOUNT_SHARE, &terms.share.get()),
        pair(ACCOUNT_FLOOR, &terms.floor.get()),
    ]
}

/// A form with rules in it.
pub(crate) fn filled(rules: &Rules) -> Pairs {
    let mut pairs: Pairs =
        rules.rules.iter().map(|rule| pair(Field::Rules.key(), rule.kind().key())).collect();
    let share = rules.rules.iter().find_map(share_of).map_or(BEGIN_SHARE, InHundred::get);
    let quorum = rules.rules.iter().find_map(Rule::quorum).map_or(BEGIN_QUORUM, InHundred::get);
    let sides = rules.rules.iter().flat_map(sides_of).map(|side| pair(Field::Sides.key(), side.key()));
    pairs.extend(sides);
    pairs.extend([
        pair(Field::Share.key(), &share),
        pair(QUORUM, &quorum),
        pair(Field::Disagreement.key(), rules.disagreement.as_str()),
        pair(ACCOUNT_SHARE, &rules.account.share.get()),
        pair(ACCOUNT_FLOOR, &rules.account.floor.get()),
    ]);
    pairs
}

/// Whether the form can't show all the numbers of these rules, because they differ from rule to rule.
pub(crate) fn flattens(rules: &Rules) -> bool {
    let shares: BTreeSet<InHundred> = rules.rules.iter().filter_map(share_of).collect();
    let quorums: BTreeSet<InHundred> = rules.rules.iter().filter_map(Rule::quorum).collect();
    shares.len() > 1 || quorums.len() > 1
}

const fn share_of(rule: &Rule) -> Option<InHundred> {
    match rule {
        Rule::Vote { share, .. } | Rule::BothMustAgree { share, .. } => Some(*share),
        _ => None,
    }
}

fn sides_of(rule: &Rule) -> Vec<Connection> {
    match rule {
        Rule::BothMustAgree { sides, .. } => sides.iter().copied().collect(),
        _ => Vec::new(),
    }
}

/// The rules in a form, or everything that needs mending.
pub(crate) fn read(tr: Tr, fields: &Fields) -> Result<Rules, Wrong> {
    let mut reading = Reading { tr, fields, wrong: Wrong::none() };
    let rules = reading.rules();
    let disagreement = reading.disagreement();
    let account_share = reading.share(ACCOUNT_SHARE, &t!(tr, "rules-account-share"), 1);
    let account_floor = reading.share(ACCOUNT_FLOOR, &t!(tr, "rules-account-floor"), 1);
    let whole = || {
        let account = AccountTerms { share: account_share?, floor: account_floor? };
        Some(Rules { rules: rules?, disagreement: disagreement?, account })
    };
    match whole() {
        Some(rules) if !reading.wrong.is_any() => {
            rules.check().map_err(|refusal| Wrong::of(tr, &[refusal]))?;
            Ok(rules)
        }
        _ => Err(reading.wrong),
    }
}

struct Reading<'a> {
    tr: Tr,
    fields: &'a Fields,
    wrong: Wrong,
}

impl Reading<'_> {
    fn refuse(&mut self, refusal: &Refusal) {
        self.wrong.add(refusal.field().map(Field::key), sentence(self.tr, refusal));
    }

    /// The rules that are ticked. What is typed for a rule that is not ticked is nobody's mistake.
    fn rules(&mut self) -> Option<Vec<Rule>> {
        let ticked = ticked(self.fields);
        let passing = [RuleKind::Consent, RuleKind::Vote, RuleKind::BothMustAgree];
        if !passing.iter().any(|kind| ticked.contains(kind)) {
            self.refuse(&Refusal::NoWayToChange);
        }
        let needs_share = ticked.contains(&RuleKind::Vote) || ticked.contains(&RuleKind::BothMustAgree);
        let name = t!(self.tr, "field-share");
        let share = if needs_share { self.share(Field::Share.key(), &name, 51) } else { None };
        let name = t!(self.tr, "rules-quorum");
        let quorum = self.share(QUORUM, &name, 1);
        let sides: BTreeSet<Connection> =
            self.fields.all(Field::Sides.key()).filter_map(Connection::from_key).collect();
        if ticked.contains(&RuleKind::BothMustAgree) && sides.len() < 2 {
            self.wrong.add(Some(Field::Sides.key()), t!(self.tr, "rules-two-sides"));
        }
        let rule = |kind: &RuleKind| {
            Some(match kind {
                RuleKind::Consent => Rule::Consent { quorum: quorum? },
                RuleKind::Vote => Rule::Vote { share: share?, quorum: quorum? },
                RuleKind::BothMustAgree => {
                    Rule::BothMustAgree { sides: sides.clone(), share: share?, quorum: quorum? }
                }
                RuleKind::Ranked => Rule::Ranked { quorum: quorum? },
                RuleKind::SharedBudget => Rule::SharedBudget { quorum: quorum? },
                RuleKind::Advice => Rule::Advice,
            })
        };
        ticked.iter().map(rule).collect()
    }

    fn disagreement(&mut self) -> Option<Words<600>> {
        let typed = self.fields.get(Field::Disagreement.key());
        Words::of(Field::Disagreement, typed).map_err(|refusal| self.refuse(&refusal)).ok()
    }

    /// So many in a hundred, with or without the sign for it.
    fn share(&mut self, field: &'static str, name: &str, least: u8) -> Option<InHundred> {
        let typed = self.fields.get(field).trim().trim_end_matches('%').trim_end();
        let share = typed.parse().ok().filter(|number| *number >= least).and_then(InHundred::new);
        if share.is_none() {
            self.wrong.add(Some(field), t!(self.tr, "rules-number", field = name, least = least));
        }
        share
    }
}

fn ticked(fields: &Fields) -> BTreeSet<RuleKind> {
    fields.all(Field::Rules.key()).filter_map(RuleKind::from_key).collect()
}

/// All fields.
pub(crate) fn boxes(tr: Tr, fields: &Fields, wrong: &Wrong) -> Markup {
    let disagreement =
        Textarea::new(Field::Disagreement.key(), Label::new(t!(tr, "field-disagreement")).size(Size::M))
            .hint(t!(tr, "rules-disagreement-hint"))
            .value(fields.get(Field::Disagreement.key()))
            .error(wrong.at(tr, Field::Disagreement.key()))
            .rows(4);
    let number = |name: &'static str, label: String, hint: String| {
        TextInput::new(name, Label::new(label).size(Size::S))
            .hint(hint)
            .value(fields.get(name))
            .error(wrong.at(tr, name))
            .autocomplete("off")
            .inputmode("numeric")
            .width(Width::W3)
            .suffix(t!(tr, "rules-in-100"))
    };
    let account = html! {
        p.govuk-body { (t!(tr, "rules-account-what")) }
        (number(ACCOUNT_SHARE, t!(tr, "rules-account-share"), t!(tr, "rules-account-share-hint")))
        (number(ACCOUNT_FLOOR, t!(tr, "rules-account-floor"), t!(tr, "rules-account-floor-hint")))
    };
    html! {
        (kinds(tr, fields, wrong))
        (number(QUORUM, t!(tr, "rules-quorum"), t!(tr, "rules-quorum-hint")))
        (number(Field::Share.key(), t!(tr, "field-share"), t!(tr, "rules-share-hint")))
        (sides(tr, fields, wrong))
        (counted(tr, disagreement, 600))
        (Fieldset::new(Label::new(t!(tr, "rules-account")).size(Size::M), account))
    }
}

fn kinds(tr: Tr, fields: &Fields, wrong: &Wrong) -> Checkboxes {
    let ticked = ticked(fields);
    let choice = |kind: &RuleKind| {
        Choice::new(kind.key(), shown::name(tr, *kind))
            .hint(shown::good_for(tr, *kind))
            .checked(ticked.contains(kind))
    };
    Checkboxes::new(Field::Rules.key(), Label::new(t!(tr, "rules-kinds")).size(Size::M))
        .hint(t!(tr, "rules-kinds-hint"))
        .error(wrong.at(tr, Field::Rules.key()))
        .choices(RuleKind::ALL.iter().map(choice))
}

fn sides(tr: Tr, fields: &Fields, wrong: &Wrong) -> Checkboxes {
    let ticked: BTreeSet<Connection> =
        fields.all(Field::Sides.key()).filter_map(Connection::from_key).collect();
    let all = Connection::ALL.iter().filter(|side| **side != Connection::RatherNot);
    let choice = |side: &Connection| {
        Choice::new(side.key(), tr.say(&format!("connection-{}", side.key()), None))
            .checked(ticked.contains(side))
    };
    Checkboxes::new(Field::Sides.key(), Label::new(t!(tr, "field-sides")).size(Size::S))
        .hint(t!(tr, "rules-sides-hint"))
        .error(wrong.at(tr, Field::Sides.key()))
        .choices(all.map(choice))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Rules {
        let share = |number| InHundred::new(number).unwrap();
        Rules {
            rules: vec![
                Rule::Consent { quorum: share(40) },
                Rule::BothMustAgree {
                    sides: BTreeSet::from([Connection::Comes, Connection::Works]),
                    share: share(55),
                    quorum: share(40),
                },
                Rule::Advice,
            ],
            disagreement: Words::new("We talk.").unwrap(),
            account: AccountTerms { share: share(70), floor: share(30) },
        }
    }

    fn changed(name: &str, values: &[&str]) -> Fields {
        let mut pairs = filled(&whole());
        pairs.retain(|(known, _)| known != name);
        pairs.extend(values.iter().map(|value| pair(name, value)));
        Fields::of(pairs)
    }

    #[test]
    fn what_the_form_shows_is_what_it_reads() {
        let tr = Tr::english();
        assert_eq!(read(tr, &Fields::of(filled(&whole()))).unwrap(), whole());
        assert!(
            read(tr, &Fields::of(starting(tr))).is_ok(),
            "what a group begins with can be chosen as it is"
        );
        assert_eq!(read(tr, &changed("share", &[" 55 %"])).unwrap(), whole(), "people type the sign");
        let mut uneven = whole();
        uneven.rules.push(Rule::Ranked { quorum: InHundred::new(41).unwrap() });
        assert!(flattens(&uneven) && !flattens(&whole()));
    }

    #[test]
    fn every_mistake_is_said_at_its_field_at_once() {
        let tr = Tr::english();
        let mistakes = [
            ("rules", vec!["ranked", "advice"]),
            ("share", vec!["50"]),
            ("share", vec!["lots"]),
            ("quorum", vec!["0"]),
            ("quorum", vec!["101"]),
            ("sides", vec!["comes"]),
            ("sides", vec!["comes", "rather-not-known"]),
            ("disagreement", vec![" "]),
            ("account-share", vec![""]),
            ("account-floor", vec!["-1"]),
        ];
        for (field, values) in mistakes {
            let wrong = read(tr, &changed(field, &values)).unwrap_err();
            assert!(wrong.at(tr, field).is_some(), "{field} {values:?}");
        }
        let wrong = read(tr, &Fields::default()).unwrap_err();
        for field in ["rules", "quorum", "disagreement", "account-share", "account-floor"] {
            assert!(wrong.at(tr, field).is_some(), "{field}");
        }
        assert!(wrong.at(tr, "share").is_none() && wrong.at(tr, "sides").is_none(), "no rule needs them");
    }
}
