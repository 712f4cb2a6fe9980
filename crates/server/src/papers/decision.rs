//! A decision: what it is about, by which rule, and until when. Nothing here looks at an answer.

use paper::{Block, Fact};
use table::{Decision, Question, Source};

use super::outcome::numbered;
use super::{Scribe, fact, said, sheet};
use crate::pages::decisions::shown::money;
use crate::pages::{decisions, heard, links};
use crate::t;

impl Scribe<'_> {
    /// What people know before they answer. It is the same however many have.
    pub(super) fn opened(self, decision: &Decision) -> Vec<Block> {
        let tr = self.tr;
        if decision.altered.is_some() {
            return vec![Block::Plain(t!(tr, "tamper-words"))];
        }
        let mut blocks = vec![Block::Facts(self.proposal(decision))];
        blocks.extend(self.asked(&decision.question));
        blocks.push(Block::Plain(t!(tr, "paper-by-rule", rule = self.rule(&decision.rule))));
        blocks.extend([Block::Plain(t!(tr, "paper-disagreement")), said(&decision.disagreement)]);
        if let Some(after) = &decision.after {
            let lead = t!(tr, "paper-after-talk", decision = after.decision.0);
            blocks.extend([Block::Plain(lead), said(&after.met)]);
        }
        let sources: Vec<String> =
            decision.proposal.from.iter().filter_map(|source| self.source(*source)).collect();
        if !sources.is_empty() {
            blocks.extend([Block::Plain(t!(tr, "paper-came")), Block::List(sources)]);
        }
        blocks
    }

    /// What was known, what it came to, and the working.
    pub(super) fn whole_decision(self, decision: &Decision) -> Vec<Block> {
        let mut blocks = self.opened(decision);
        if decision.result_altered.is_some() {
            blocks.push(Block::Plain(t!(self.tr, "tamper-result")));
        }
        blocks.extend(self.came_to(decision));
        blocks
    }

    fn proposal(self, decision: &Decision) -> Vec<Fact> {
        let (tr, proposal) = (self.tr, &decision.proposal);
        let mut facts = vec![
            fact(t!(tr, "field-would-do"), &proposal.would_do),
            fact(t!(tr, "field-cost"), &proposal.cost),
            fact(t!(tr, "field-who-does"), &proposal.who_does),
            fact(t!(tr, "field-would-stop"), &proposal.would_stop),
            fact(t!(tr, "field-bad-for"), &proposal.bad_for),
            fact(t!(tr, "field-overrule"), &proposal.overrule),
            fact(t!(tr, "field-review-on"), tr.day(proposal.review_on)),
            fact(t!(tr, "field-closes"), tr.day(decision.last_day())),
            fact(t!(tr, "paper-address"), self.at(&links::decision(self.table.id, decision.number))),
        ];
        // Once it is counted, what it came to is told with the working.
        if decision.closed.is_none() {
            facts.push(fact(t!(tr, "paper-state"), decisions::shown::state(tr, decision, self.today)));
        }
        facts
    }

    /// What there is to choose from, where it is more than yes or no.
    fn asked(self, question: &Question) -> Vec<Block> {
        let tr = self.tr;
        match question {
            Question::Proposal { .. } => Vec::new(),
            Question::NewRules { rules, .. } => {
                let mut blocks = vec![Block::Plain(t!(tr, "paper-new-rules"))];
                blocks.extend(self.rules(rules));
                blocks
            }
            Question::Ranked { options } => {
                let options = (0_u16..).zip(options).map(|(at, option)| numbered(at, option.as_str()));
                vec![Block::Plain(t!(tr, "paper-options")), Block::List(options.collect())]
            }
            Question::SharedBudget { pence, projects } => {
                let rows = projects.iter().map(|one| [one.what.to_string(), money(one.pence)]);
                let caption = t!(tr, "paper-projects", sum = money(*pence));
                vec![sheet(caption, [t!(tr, "paper-project"), t!(tr, "paper-costs")], rows)]
            }
            Question::Advice { who, by } => vec![Block::Facts(vec![
                fact(t!(tr, "field-decider"), who),
                fact(t!(tr, "field-decide-by"), tr.day(*by)),
            ])],
        }
    }

    /// Where a proposal comes from.
    fn source(self, source: Source) -> Option<String> {
        Some(match source {
            Source::Statement(conversation, statement) => self.words((conversation, statement)),
            Source::Line(account, statement) => {
                let conversation = self.table.account(account)?.conversation;
                self.words((conversation, statement))
            }
            Source::Account(account) => heard::shown::title(self.tr, self.table.account(account)?),
        })
    }
}
