//! A card for each group: its sign and name, how many, a sentence made by rule, and what tells it apart.

use maud::{Markup, html};
use voice::published::{Card, Own};

use super::{After, Parts};
use crate::charts;
use crate::t;
use crate::text::grouped;
use crate::ui::{Tone, tag};

impl Parts<'_> {
    /// What groups are and are not. Stands before the cards.
    pub(crate) fn cards_lead(&self) -> String {
        t!(self.tr, "groups-lead")
    }

    /// The cards, with the caller's links under each; `own` is the place of the person who looks.
    pub(crate) fn cards(&self, own: Option<&Own>, extra: After<'_, usize>) -> Markup {
        html! {
            div.rt-grid.rt-grid--wide {
                @for (group, card) in self.published.groups.iter().enumerate() {
                    (self.card(group, card, own, extra))
                }
            }
        }
    }

    fn card(&self, group: usize, card: &Card, own: Option<&Own>, extra: After<'_, usize>) -> Markup {
        let tr = self.tr;
        html! {
            div.rt-card {
                h3.govuk-heading-m.rt-group { (charts::named(tr, card.name)) }
                p.govuk-body.rt-quiet { (t!(tr, "group-about", shown = grouped(card.about))) }
                (self.near(group, own))
                (self.sentence(card))
                ul.rt-each {
                    @for (idea, shown) in card.ideas.iter().filter_map(|idea| Some((*idea, self.shares(*idea, group)?))) {
                        li { p.rt-rows__words { ((self.words)(idea)) } (charts::tenths(tr, shown)) }
                    }
                }
                (extra(group))
            }
        }
    }

    /// Where the person who looks stands, for their own eyes.
    fn near(&self, group: usize, own: Option<&Own>) -> Markup {
        let Some(own) = own else { return html! {} };
        html! {
            @if own.group == Some(group) {
                p.govuk-body.rt-noprint { (tag(Tone::Note, t!(self.tr, "group-near"))) }
            } @else if own.group.is_none() && own.nearest == Some(group) {
                p.govuk-body.rt-noprint { (t!(self.tr, "group-nearest")) }
            }
        }
    }

    /// "People here mostly agree: “…” They mostly disagree: “…”"
    fn sentence(&self, card: &Card) -> Markup {
        let (tr, words) = (self.tr, self.words);
        html! {
            @if let Some(statement) = card.agrees {
                p.govuk-body { (t!(tr, "group-agrees")) " “" (words(statement)) "”" }
            }
            @if let Some(statement) = card.disagrees {
                p.govuk-body {
                    @if card.agrees.is_some() { (t!(tr, "group-they-disagree")) } @else { (t!(tr, "group-disagrees")) }
                    " “" (words(statement)) "”"
                }
            }
        }
    }
}
