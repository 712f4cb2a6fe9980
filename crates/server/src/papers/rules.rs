//! How a table decides, in sentences.

use paper::Block;
use table::{Rule, Rules, RulesVersion};

use super::{Scribe, said};
use crate::pages::heard::came;
use crate::pages::rules::shown::{explained, name};
use crate::t;

impl Scribe<'_> {
    /// A rule: "Consent. It goes through when nobody is worried. …"
    pub(super) fn rule(self, rule: &Rule) -> String {
        let [first, second, third] = explained(self.tr, rule);
        format!("{}. {first} {second} {third}", name(self.tr, rule.kind()))
    }

    /// The rules a table has chosen, what it does in a disagreement, and what makes an account agreed.
    pub(super) fn rules(self, rules: &Rules) -> Vec<Block> {
        let tr = self.tr;
        vec![
            Block::List(rules.rules.iter().map(|rule| self.rule(rule)).collect()),
            Block::Plain(t!(tr, "paper-disagreement")),
            said(&rules.disagreement),
            Block::Plain(t!(tr, "paper-agreed-when")),
            Block::List(came::takes(tr, rules.account).into()),
        ]
    }

    /// A version of the rules, with why it was chosen.
    pub(super) fn rules_version(self, version: &RulesVersion) -> Vec<Block> {
        let tr = self.tr;
        let mut blocks = Vec::new();
        if let Some(decision) = version.decision.and_then(|number| self.table.decision(number)) {
            blocks.push(Block::Plain(t!(tr, "paper-rules-by", decision = decision.number.0)));
        }
        if let Some(why) = &version.why {
            blocks.push(said(why));
        }
        match version.altered {
            Some(_) => blocks.push(Block::Plain(t!(tr, "tamper-words"))),
            None => blocks.extend(self.rules(&version.rules)),
        }
        blocks
    }
}
