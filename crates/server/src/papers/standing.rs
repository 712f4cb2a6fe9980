//! Where everybody stands on what was said, as it is published: in words, by groups, and as numbers.

use paper::{Block, Sheet};
use table::{Conversation, StatementNo};
use voice::groups::Verdict;
use voice::published::{Card, Published};

use super::{Scribe, noted, sheet};
use crate::charts;
use crate::map_parts::Parts;
use crate::pages::conversations::shown::shown_in;
use crate::pages::conversations::stand::{stands, there};
use crate::pages::conversations::unlike;
use crate::report::page::{bridges, headline};
use crate::t;
use crate::text::grouped;

impl Scribe<'_> {
    /// What all groups say, what divides them, what a few hold, and who does not find themselves in it.
    pub(super) fn standing(self, conversation: &Conversation, map: &Published) -> Vec<Block> {
        let tr = self.tr;
        let map = &*there(map, |number| conversation.said(StatementNo(number)).is_some());
        let nothing = |_| maud::Markup::default();
        let parts = Parts { tr, published: map, words: &nothing };
        let words = |number: u32| self.words((conversation.number, StatementNo(number)));
        let mut blocks = vec![Block::Plain(headline(tr, map)), Block::Plain(t!(tr, "stand-not-a-contest"))];
        let common = map.all_agree.iter().map(|one| noted(words(one.statement), parts.common_sentence(one)));
        blocks.extend(titled(t!(tr, "stand-agree-title"), common));
        let bridges = bridges(map);
        let across = bridges.iter().map(|one| noted(words(one.statement), parts.bridge_sentence(*one)));
        blocks.extend(titled(t!(tr, "report-bridges"), across));
        let divides = map.divides.iter().map(|one| noted(words(one.statement), parts.divide_sentence(one)));
        blocks.extend(titled(t!(tr, "stand-differ-title"), divides));
        let few = map.minorities.iter().map(|one| noted(words(one.statement), parts.minority_sentence(one)));
        blocks.extend(titled(t!(tr, "stand-strong-title"), few));
        for (at, card) in map.groups.iter().enumerate() {
            blocks.extend(self.group(conversation, map, (at, card)));
        }
        blocks.extend(self.unlike(conversation));
        blocks
    }

    /// A group: its name, how many, and what tells it apart.
    fn group(self, conversation: &Conversation, map: &Published, (at, card): (usize, &Card)) -> Vec<Block> {
        let tr = self.tr;
        let group = charts::name(tr, card.name);
        let heading = t!(tr, "picture-group", group = group, shown = grouped(card.about));
        let idea = |number: &u32| {
            let shares = tenths(map, *number, at)?;
            let words = self.words((conversation.number, StatementNo(*number)));
            Some(noted(words, charts::shares(tr, shares)))
        };
        titled(heading, card.ideas.iter().filter_map(idea))
    }

    /// Who says that the groups do not sound like them.
    fn unlike(self, conversation: &Conversation) -> Vec<Block> {
        let line = unlike::line(self.tr, conversation).map(Block::Plain);
        let words = unlike::in_an_order_of_its_own(conversation).into_iter().map(super::said);
        titled(t!(self.tr, "stand-unlike"), line.into_iter().chain(words))
    }

    /// Everything that can be answered, with its numbers; and the shares of each group, where there are any.
    pub(super) fn numbers(self, conversation: &Conversation, map: &Published) -> Vec<Block> {
        let tr = self.tr;
        let row = |(number, (bucket, heard)): (u32, _)| {
            let shown = shown_in(tr, bucket, heard);
            let counts = shown.counts.map_or_else(
                || [(); 3].map(|()| t!(tr, "cell-hidden")),
                |counts| [counts.agree, counts.disagree, counts.pass].map(grouped),
            );
            let [agree, disagree, not_sure] = counts;
            let words = self.words((conversation.number, StatementNo(number)));
            [number.to_string(), words, agree, disagree, not_sure, shown.words]
        };
        let rows: Vec<[String; 6]> = stands(conversation, map).into_iter().map(row).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let head = [
            t!(tr, "paper-number"),
            t!(tr, "numbers-words"),
            t!(tr, "answer-agree"),
            t!(tr, "paper-disagree"),
            t!(tr, "numbers-not-sure"),
            t!(tr, "numbers-stands"),
        ];
        let mut blocks =
            vec![Block::Plain(t!(tr, "numbers-lead")), sheet(t!(tr, "numbers-title"), head, rows)];
        if map.verdict == Verdict::Clear {
            let lead = format!("{} {}", t!(tr, "shares-lead"), t!(tr, "shares-ends"));
            blocks.extend([Block::Plain(lead), self.shares(conversation, map)]);
        }
        blocks
    }

    /// How many in ten of each group agree, disagree and are not sure.
    fn shares(self, conversation: &Conversation, map: &Published) -> Block {
        let tr = self.tr;
        let groups = map.groups.iter().map(|card| charts::name(tr, card.name));
        let cell = |shares: &Option<[u8; 3]>| match shares {
            None => t!(tr, "cell-hidden"),
            Some([agree, disagree, not_sure]) => [
                t!(tr, "cell-agree", tenths = *agree),
                t!(tr, "cell-disagree", tenths = *disagree),
                t!(tr, "cell-not-sure", tenths = *not_sure),
            ]
            .join(", "),
        };
        let rows =
            map.statements.iter().filter(|row| conversation.said(StatementNo(row.statement)).is_some());
        let row = |row: &voice::published::Row| {
            let words = self.words((conversation.number, StatementNo(row.statement)));
            let idea = format!("{}. {words}", row.statement);
            [idea].into_iter().chain(row.tenths.iter().map(cell)).collect()
        };
        Block::Sheet(Sheet {
            caption: t!(tr, "shares-caption"),
            head: [t!(tr, "shares-idea")].into_iter().chain(groups).collect(),
            rows: rows.map(row).collect(),
        })
    }
}

/// A group's shares on a statement.
fn tenths(map: &Published, statement: u32, group: usize) -> Option<[u8; 3]> {
    let at = map.statements.binary_search_by_key(&statement, |row| row.statement).ok()?;
    *map.statements.get(at)?.tenths.get(group)?
}

/// A heading and what stands under it; nothing where that is nothing.
fn titled(heading: String, blocks: impl Iterator<Item = Block>) -> Vec<Block> {
    let blocks: Vec<Block> = blocks.collect();
    if blocks.is_empty() { blocks } else { [vec![Block::Heading(heading)], blocks].concat() }
}
