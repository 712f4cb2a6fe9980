//! The sorts of decision that a form is for, as they stand in its address.

use table::{Passing, Question, RuleKind, Rules};

use crate::pages::rules::shown;
use crate::t;
use crate::text::Tr;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One proposal that goes through or does not.
    Proposal(Passing),
    /// New rules for deciding.
    NewRules,
    /// One of several.
    Ranked,
    /// What shares a sum of money.
    SharedBudget,
    /// Advice to somebody.
    Advice,
}

const NEW_RULES: &str = "new-rules";

impl Kind {
    /// The one with this name in an address.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        match key {
            NEW_RULES => Some(Self::NewRules),
            _ => RuleKind::from_key(key).map(Self::by_rule),
        }
    }

    /// Its name in an address.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Proposal(by) => by.key(),
            Self::NewRules => NEW_RULES,
            Self::Ranked => RuleKind::Ranked.key(),
            Self::SharedBudget => RuleKind::SharedBudget.key(),
            Self::Advice => RuleKind::Advice.key(),
        }
    }

    const fn by_rule(kind: RuleKind) -> Self {
        match kind {
            RuleKind::Consent => Self::Proposal(Passing::Consent),
            RuleKind::Vote => Self::Proposal(Passing::Vote),
            RuleKind::BothMustAgree => Self::Proposal(Passing::BothMustAgree),
            RuleKind::Ranked => Self::Ranked,
            RuleKind::SharedBudget => Self::SharedBudget,
            RuleKind::Advice => Self::Advice,
        }
    }

    /// That of something that is asked.
    pub(super) const fn of(question: &Question) -> Self {
        match question {
            Question::NewRules { .. } => Self::NewRules,
            other => Self::by_rule(other.kind()),
        }
    }

    /// Those that the rules of a table allow, in the order of the rules; new rules come last.
    pub(super) fn allowed(rules: &Rules) -> Vec<Self> {
        let by_rules = RuleKind::ALL.iter().filter(|kind| rules.of_kind(**kind).is_some());
        by_rules.map(|kind| Self::by_rule(*kind)).chain([Self::NewRules]).collect()
    }

    /// What it is called.
    pub(super) fn name(self, tr: Tr) -> String {
        self.rule().map_or_else(|| t!(tr, "opening-new-rules"), |kind| shown::name(tr, kind))
    }

    /// What it is good for.
    pub(super) fn good_for(self, tr: Tr) -> String {
        self.rule().map_or_else(|| t!(tr, "opening-new-rules-for"), |kind| shown::good_for(tr, kind))
    }

    /// The sort of rule, where the sort of decision says it.
    const fn rule(self) -> Option<RuleKind> {
        match self {
            Self::Proposal(by) => Some(of_passing(by)),
            Self::NewRules => None,
            Self::Ranked => Some(RuleKind::Ranked),
            Self::SharedBudget => Some(RuleKind::SharedBudget),
            Self::Advice => Some(RuleKind::Advice),
        }
    }
}

/// The sort of rule by which a proposal goes through or does not.
pub(super) const fn of_passing(by: Passing) -> RuleKind {
    match by {
        Passing::Consent => RuleKind::Consent,
        Passing::Vote => RuleKind::Vote,
        Passing::BothMustAgree => RuleKind::BothMustAgree,
    }
}

/// The rules of a table by which a proposal goes through or does not.
pub(super) fn passing(rules: &Rules) -> impl Iterator<Item = Passing> {
    Passing::ALL.iter().copied().filter(|by| rules.of_kind(of_passing(*by)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_one_address() {
        for key in RuleKind::ALL.iter().map(|kind| kind.key()).chain(["new-rules"]) {
            assert_eq!(Kind::from_key(key).unwrap().key(), key);
        }
        assert_eq!(Kind::from_key("lottery"), None);
    }
}
