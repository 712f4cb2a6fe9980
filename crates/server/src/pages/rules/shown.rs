//! How a rule is put into words: its name, and three sentences that say how it works, with its numbers.

use table::{Connection, InHundred, Rule, RuleKind};

use crate::t;
use crate::text::Tr;

/// What a sort of rule is called.
pub(crate) fn name(tr: Tr, kind: RuleKind) -> String {
    match kind {
        RuleKind::Consent => t!(tr, "rule-consent"),
        RuleKind::Vote => t!(tr, "rule-vote"),
        RuleKind::BothMustAgree => t!(tr, "rule-both"),
        RuleKind::Ranked => t!(tr, "rule-ranked"),
        RuleKind::SharedBudget => t!(tr, "rule-budget"),
        RuleKind::Advice => t!(tr, "rule-advice"),
    }
}

/// What a sort of rule is good for, in one sentence, before it has numbers.
pub(crate) fn good_for(tr: Tr, kind: RuleKind) -> String {
    match kind {
        RuleKind::Consent => t!(tr, "rule-consent-for"),
        RuleKind::Vote => t!(tr, "rule-vote-for"),
        RuleKind::BothMustAgree => t!(tr, "rule-both-for"),
        RuleKind::Ranked => t!(tr, "rule-ranked-for"),
        RuleKind::SharedBudget => t!(tr, "rule-budget-for"),
        RuleKind::Advice => t!(tr, "rule-advice-for"),
    }
}

/// A rule in three sentences, with its numbers.
pub(crate) fn explained(tr: Tr, rule: &Rule) -> [String; 3] {
    let quorum = |share: InHundred| t!(tr, "rule-quorum", quorum = share.get());
    match rule {
        Rule::Consent { quorum: share } => {
            [t!(tr, "rule-consent-1"), t!(tr, "rule-consent-2"), quorum(*share)]
        }
        Rule::Vote { share, quorum: answered } => {
            [t!(tr, "rule-vote-1", share = share.get()), t!(tr, "rule-vote-2"), quorum(*answered)]
        }
        Rule::BothMustAgree { sides, share, quorum } => [
            t!(tr, "rule-both-1", sides = self::sides(tr, sides.iter().copied())),
            t!(tr, "rule-both-2", share = share.get()),
            t!(tr, "rule-both-3", quorum = quorum.get()),
        ],
        Rule::Ranked { quorum } => {
            [t!(tr, "rule-ranked-1"), t!(tr, "rule-ranked-2"), t!(tr, "rule-ranked-3", quorum = quorum.get())]
        }
        Rule::SharedBudget { quorum } => {
            [t!(tr, "rule-budget-1", quorum = quorum.get()), t!(tr, "rule-budget-2"), t!(tr, "rule-budget-3")]
        }
        Rule::Advice => [t!(tr, "rule-advice-1"), t!(tr, "rule-advice-2"), t!(tr, "rule-advice-3")],
    }
}

/// Sides by the words in which people declare them.
fn sides(tr: Tr, sides: impl Iterator<Item = Connection>) -> String {
    let quoted = |side: Connection| {
        let words = tr.say(&format!("connection-{}", side.key()), None);
        t!(tr, "rule-side", words = words)
    };
    sides.map(quoted).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_rule_is_told_in_three_short_sentences_with_its_numbers() {
        let tr = Tr::english();
        let share = |number| InHundred::new(number).unwrap();
        let sides = BTreeSet::from([Connection::Comes, Connection::Works, Connection::Pays]);
        let rules = [
            Rule::Consent { quorum: share(37) },
            Rule::Vote { share: share(61), quorum: share(37) },
            Rule::BothMustAgree { sides, share: share(61), quorum: share(37) },
            Rule::Ranked { quorum: share(37) },
            Rule::SharedBudget { quorum: share(37) },
            Rule::Advice,
        ];
        for rule in &rules {
            let sentences = explained(tr, rule);
            for sentence in &sentences {
                assert!(
                    sentence.ends_with('.') && !sentence.trim_end_matches('.').contains(". "),
                    "{sentence}"
                );
                // The sides are quoted in people's words, and as long as those are.
                let own = sentence.split(':').next().unwrap_or_default();
                assert!(own.split_whitespace().count() <= 20, "{sentence}");
            }
            let all = sentences.join(" ");
            assert_eq!(all.contains("37"), rule.quorum().is_some(), "{all}");
            assert_eq!(all.contains("61"), matches!(rule, Rule::Vote { .. } | Rule::BothMustAgree { .. }));
        }
        assert!(explained(tr, &rules[2])[0].contains("“I come here”, “I work here”"));
    }
}
