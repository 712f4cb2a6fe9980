//! What was offered, in every version, and where it is not what people were told.

use paper::{Block, Fact};
use table::{Conversation, Offer, OfferVersion, Origin};

use super::{Scribe, fact, noted, said};
use crate::pages::conversations::offer_form::{in_words, name};
use crate::t;

impl Scribe<'_> {
    /// A version of an offer: all of it, or what differs from the one before.
    pub(super) fn offer(self, version: &OfferVersion, before: Option<&OfferVersion>) -> Vec<Block> {
        let tr = self.tr;
        if version.altered.is_some() {
            return vec![Block::Plain(t!(tr, "tamper-words"))];
        }
        let mut blocks = Vec::new();
        if let Some(why) = &version.why {
            blocks.extend([Block::Plain(t!(tr, "offer-why")), said(why)]);
        }
        blocks.push(Block::Facts(self.offer_facts(&version.offer, before.map(|before| &before.offer))));
        blocks
    }

    fn offer_facts(self, offer: &Offer, before: Option<&Offer>) -> Vec<Fact> {
        let old = before.map(|before| in_words(self.tr, before));
        let is_new = |at: usize, words: &String| old.as_ref().is_none_or(|old| old[at].1 != *words);
        let new =
            in_words(self.tr, offer).into_iter().enumerate().filter(|(at, (_, words))| is_new(*at, words));
        new.map(|(_, (field, words))| fact(name(self.tr, field), words)).collect()
    }

    /// The marks "this is not what we were told" about a version, or about all of them.
    pub(super) fn marks(self, conversation: &Conversation, version: Option<u32>) -> Vec<Block> {
        let tr = self.tr;
        let meant =
            conversation.marks.iter().filter(|mark| version.is_none_or(|version| mark.version == version));
        let about = |mark: &table::Mark| t!(tr, "marks-about", version = mark.version, day = tr.day(mark.on));
        meant.map(|mark| noted(&mark.words, about(mark))).collect()
    }

    /// Every version of an offer in full, the first one first; or where the conversation was held.
    pub(super) fn offers(self, conversation: &Conversation) -> Vec<Block> {
        let tr = self.tr;
        let versions = match &conversation.origin {
            Origin::Offered(versions) => versions,
            Origin::Imported(_) if conversation.altered.is_some() => {
                return vec![Block::Plain(t!(tr, "tamper-words"))];
            }
            Origin::Imported(source) => {
                return vec![Block::Facts(vec![
                    fact(t!(tr, "elsewhere-where"), &source.url),
                    fact(t!(tr, "paper-elsewhere"), &source.description),
                ])];
            }
        };
        let mut blocks = Vec::new();
        for (number, version) in (1..).zip(versions) {
            let day = tr.day(version.on);
            blocks.push(Block::Heading(t!(tr, "offer-version", number = number, day = day)));
            blocks.extend(self.offer(version, None));
        }
        blocks
    }
}
