//! An account as one page to keep: which statements speak for whom, and what was checked.

use maud::{Markup, Render, html};
use serde::{Serialize, Serializer};
use voice::groups::Name;
use voice::publish::{Heard, Words};
use voice::responses::Tally;

use super::page::document;
use crate::charts;
use crate::t;
use crate::text::Tr;
use crate::ui::{Cell, Column, Size, Table, inset_text, quiet_bar, scroll_region};

/// A few statements that together speak for everyone, with nothing in it that may not be shown.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// What it is about.
    pub topic: String,
    /// How many people answered, from 8 on.
    pub people: Option<u32>,
    /// How many statements there were to choose from.
    pub statements: u32,
    /// How many were to be chosen at most.
    pub places: u32,
    /// What a missing answer means.
    pub silence: Silence,
    /// In the order in which they were chosen.
    pub chosen: Vec<Chosen>,
    /// How many people at least one of them speaks for.
    pub covered: Count,
    /// Whether no group that is large enough is left out.
    pub holds: bool,
    /// The strongest group left out, if there is any.
    pub left_out: Option<LeftOut>,
    /// How it does beside other choices: those whom the majority outnumbers first.
    pub audit: Vec<Audited>,
    /// How many random choices it was compared with.
    pub picks: u32,
}

/// What it means that somebody did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// That they do not agree.
    NotAgreeing,
    /// That they agree as likely as those who did answer.
    AsOthers,
}

/// A statement chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Chosen {
    /// Its number.
    pub statement: i64,
    /// Its words.
    pub words: String,
    /// What may be shown of the answers to it.
    #[serde(serialize_with = "counts")]
    pub answers: Heard,
    /// How many people it speaks for of whom none before it does. Not for JSON: only files that are public tell it, and
    /// those have a certificate.
    #[serde(skip)]
    pub newly: Count,
    /// Whether its supporters' shares paid for it, or it was added for those for whom nothing spoke.
    pub bought: bool,
}

/// People who agree on a statement that was not chosen.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// Its number.
    pub statement: i64,
    /// Its words.
    pub words: String,
    /// How many they are.
    pub people: Count,
}

/// A number of people, as far as it may be shown. In JSON, a number or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exact(u64),
    /// To the nearest 5.
    About(u32),
    /// Fewer than 8, but somebody.
    Few,
    /// It would tell about somebody.
    Hidden,
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(people) => serializer.serialize_some(people),
            Self::About(people) => serializer.serialize_some(people),
            Self::Few | Self::Hidden => serializer.serialize_none(),
        }
    }
}

/// How many in ten of some people have at least one statement that speaks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// Who they are.
    pub group: Who,
    /// By this account.
    pub chosen: u8,
    /// By as many statements, those most people like.
    pub most_liked: u8,
    /// By as many statements picked at random: in the middle of all picks.
    pub random: u8,
    /// Whether this account does at least as well as the middle pick, counted exactly.
    pub fair: bool,
}

/// Some people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Those who answer against the larger side more often than with it.
    Outnumbered,
    /// Those who surely belong to no group.
    Between,
    /// Everybody.
    Everybody,
    /// A group that answers alike.
    #[serde(untagged)]
    Group(Name),
}

/// Exact counts from 8 answers on, else null.
fn counts<S: Serializer>(heard: &Heard, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Counts {
        agree: u32,
        disagree: u32,
        pass: u32,
    }
    match heard {
        Heard::Counts(Tally { agree, disagree, pass, .. }) => {
            serializer.serialize_some(&Counts { agree: *agree, disagree: *disagree, pass: *pass })
        }
        Heard::FewHaveAnswered | Heard::Words(_) => serializer.serialize_none(),
    }
}

impl Account {
    /// The account as one HTML page that needs no other file.
    pub fn html(&self) -> String {
        let tr = Tr::english();
        let body = html! {
            p.rt-lead { (self.headline(tr)) }
            (inset_text(t!(tr, "account-what")))
            (self.list(tr))
            h2.govuk-heading-l { (t!(tr, "account-whom")) }
            p.govuk-body { (covers(tr, self.covered)) }
            (self.checked(tr))
            @if !self.audit.is_empty() {
                h2.govuk-heading-l { (t!(tr, "account-beside")) }
                (self.audit(tr))
            }
        };
        document(tr, &t!(tr, "account-title"), &self.topic, &body)
    }

    fn headline(&self, tr: Tr) -> String {
        let chosen = t!(tr, "account-chosen", chosen = self.chosen.len(), statements = self.statements);
        match self.people {
            Some(people) => format!("{chosen} {}", t!(tr, "account-people", count = people)),
            None => chosen,
        }
    }

    fn list(&self, tr: Tr) -> Markup {
        html! {
            ol.rt-rows {
                @for (place, chosen) in (1..).zip(&self.chosen) {
                    li {
                        h2.govuk-heading-m { (place) ". " bdi { (chosen.words) } }
                        (answers(tr, chosen.answers))
                        @if let Some(newly) = first_for(tr, chosen.newly) { p.govuk-body { (newly) } }
                        p.govuk-body {
                            (if chosen.bought { t!(tr, "account-bought") } else { t!(tr, "account-added") })
                        }
                    }
                }
            }
        }
    }

    /// The certificate in plain words.
    fn checked(&self, tr: Tr) -> Markup {
        let silence = match self.silence {
            Silence::NotAgreeing => t!(tr, "account-silence-none"),
            Silence::AsOthers => t!(tr, "account-silence-others"),
        };
        html! {
            h2.govuk-heading-l { (t!(tr, "account-checked")) }
            ul.govuk-list.govuk-list--bullet {
                li { (t!(tr, "account-part", places = self.places)) }
                li { (if self.holds { t!(tr, "account-holds") } else { t!(tr, "account-fails") }) }
                @if let Some(group) = &self.left_out {
                    li {
                        (strongest(tr, group.people)) " " bdi { "\u{201c}" (group.words) "\u{201d}" }
                    }
                }
                li { (silence) }
                li { (t!(tr, "account-again")) }
            }
        }
    }

    fn audit(&self, tr: Tr) -> Markup {
        let heads = [
            Column::words(t!(tr, "account-those")),
            Column::numbers(t!(tr, "account-this")),
            Column::numbers(t!(tr, "account-liked")),
            Column::numbers(t!(tr, "account-random")),
        ];
        let caption = t!(tr, "account-caption");
        let mut table = Table::new(caption.as_str(), heads).caption_size(Size::M).row_heads();
        for row in &self.audit {
            let share = |tenths: u8| Cell::number(t!(tr, "account-tenths", tenths = tenths));
            let shares = [row.chosen, row.most_liked, row.random].map(share);
            table = table.row([Cell::words(who(tr, row.group))].into_iter().chain(shares));
        }
        let fair = self.audit.iter().all(|row| row.fair);
        html! {
            p.govuk-body { (t!(tr, "account-compared", picks = self.picks)) }
            (scroll_region(&caption, &table.render()))
            p.govuk-body { (if fair { t!(tr, "account-fair") } else { t!(tr, "account-unfair") }) }
        }
    }
}

fn answers(tr: Tr, heard: Heard) -> Markup {
    let words = match heard {
        Heard::FewHaveAnswered => t!(tr, "stands-few"),
        Heard::Words(Words::MostAgree) => t!(tr, "stands-few-agree"),
        Heard::Words(Words::MostDisagree) => t!(tr, "stands-few-disagree"),
        Heard::Words(Words::WeDiffer) => t!(tr, "stands-few-differ"),
        Heard::Words(Words::NotSure) => t!(tr, "stands-few-not-sure"),
        Heard::Counts(Tally { agree, disagree, pass, .. }) => {
            t!(tr, "counts-sentence", agree = agree, disagree = disagree, pass = pass)
        }
    };
    html! {
        p.govuk-body { (words) }
        @if let Heard::Counts(tally) = heard {
            (quiet_bar(tally.agree.into(), tally.disagree.into(), tally.pass.into()))
        }
    }
}

fn first_for(tr: Tr, newly: Count) -> Option<String> {
    Some(match newly {
        Count::Exact(0) => t!(tr, "account-first-none"),
        Count::Exact(people) => t!(tr, "account-first", count = people),
        Count::About(people) => t!(tr, "account-first-about", count = people),
        Count::Few => t!(tr, "account-first-few"),
        Count::Hidden => return None,
    })
}

fn covers(tr: Tr, covered: Count) -> String {
    match covered {
        Count::Exact(people) => t!(tr, "account-covers", count = people),
        Count::About(people) => t!(tr, "account-covers-about", count = people),
        Count::Few | Count::Hidden => t!(tr, "account-covers-hidden"),
    }
}

fn strongest(tr: Tr, people: Count) -> String {
    match people {
        Count::Exact(people) => t!(tr, "account-left", count = people),
        Count::About(people) => t!(tr, "account-left-about", count = people),
        Count::Few | Count::Hidden => t!(tr, "account-left-few"),
    }
}

fn who(tr: Tr, who: Who) -> Markup {
    match who {
        Who::Outnumbered => html! { (t!(tr, "account-outnumbered")) },
        Who::Group(name) => charts::named(tr, name),
        Who::Between => html! { (t!(tr, "account-between")) },
        Who::Everybody => html! { (t!(tr, "account-everybody")) },
    }
}
