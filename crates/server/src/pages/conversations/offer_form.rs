//! The fields of an offer, as a form and as words.

use maud::{Markup, html};
use table::{Field, Offer, TypedOffer, Words};

use crate::fields::Fields;
use crate::mend::Wrong;
use crate::t;
use crate::text::Tr;
use crate::ui::{InputKind, Label, Size, TextInput, Textarea, Width};

/// What an offer says in words, in the order it is read: the field, and its words.
pub(crate) fn in_words(tr: Tr, offer: &Offer) -> [(Field, String); 9] {
    fn words<const MAX: usize>(words: &Words<MAX>) -> String {
        words.as_str().to_owned()
    }
    [
        (Field::Question, words(&offer.question)),
        (Field::Open, words(&offer.open)),
        (Field::Fixed, words(&offer.fixed)),
        (Field::WhoDecides, words(&offer.who_decides)),
        (Field::WhoSpends, words(&offer.who_spends)),
        (Field::WhoStops, words(&offer.who_stops)),
        (Field::HowDecided, words(&offer.how_decided)),
        (Field::ByWhen, tr.day(offer.by_when)),
        (Field::HearBack, tr.day(offer.hear_back)),
    ]
}

/// The name of a field, as forms and what came of them show it.
pub(crate) fn name(tr: Tr, field: Field) -> String {
    tr.say(&format!("field-{}", field.key()), None)
}

/// A form with an offer in it.
pub(super) fn filled(offer: &Offer) -> Vec<(String, String)> {
    let pair = |field: Field, words: &str| (field.key().to_owned(), words.to_owned());
    vec![
        pair(Field::Question, offer.question.as_str()),
        pair(Field::Open, offer.open.as_str()),
        pair(Field::Fixed, offer.fixed.as_str()),
        pair(Field::WhoDecides, offer.who_decides.as_str()),
        pair(Field::WhoSpends, offer.who_spends.as_str()),
        pair(Field::WhoStops, offer.who_stops.as_str()),
        pair(Field::HowDecided, offer.how_decided.as_str()),
        pair(Field::ByWhen, &offer.by_when.to_string()),
        pair(Field::HearBack, &offer.hear_back.to_string()),
    ]
}

/// The offer in a form, or everything that needs mending.
pub(super) fn read(fields: &Fields) -> Result<Offer, Vec<table::Refusal>> {
    Offer::check(&TypedOffer {
        question: fields.get(Field::Question.key()),
        open: fields.get(Field::Open.key()),
        fixed: fields.get(Field::Fixed.key()),
        who_decides: fields.get(Field::WhoDecides.key()),
        who_spends: fields.get(Field::WhoSpends.key()),
        who_stops: fields.get(Field::WhoStops.key()),
        how_decided: fields.get(Field::HowDecided.key()),
        by_when: fields.day(Field::ByWhen.key()),
        hear_back: fields.day(Field::HearBack.key()),
    })
}

/// All fields, with hints that say why each is asked.
pub(super) fn all(tr: Tr, fields: &Fields, wrong: &Wrong) -> Markup {
    let form = Form { tr, fields, wrong };
    html! {
        (form.line(Field::Question, t!(tr, "offer-hint-question")))
        (form.text(Field::Open, t!(tr, "offer-hint-open"), 5))
        (form.text(Field::Fixed, t!(tr, "offer-hint-fixed"), 4))
        (form.text(Field::WhoDecides, t!(tr, "offer-hint-who-decides"), 2))
        (form.text(Field::WhoSpends, t!(tr, "offer-hint-who-spends"), 2))
        (form.text(Field::WhoStops, t!(tr, "offer-hint-who-stops"), 2))
        (form.text(Field::HowDecided, t!(tr, "offer-hint-how-decided"), 3))
        (form.day(Field::ByWhen, t!(tr, "offer-hint-by-when")))
        (form.day(Field::HearBack, t!(tr, "offer-hint-hear-back")))
    }
}

/// Fields that are named as in the rules of a table, with what was typed in them and what is wrong with it.
pub(crate) struct Form<'a> {
    pub(crate) tr: Tr,
    pub(crate) fields: &'a Fields,
    pub(crate) wrong: &'a Wrong,
}

impl Form<'_> {
    fn label(&self, field: Field) -> Label {
        Label::new(name(self.tr, field)).size(Size::M)
    }

    fn input(&self, field: Field, hint: String) -> TextInput {
        TextInput::new(field.key(), self.label(field))
            .hint(hint)
            .value(self.fields.get(field.key()))
            .error(self.wrong.at(self.tr, field.key()))
            .autocomplete("off")
    }

    /// One line.
    pub(crate) fn line(&self, field: Field, hint: String) -> TextInput {
        self.input(field, hint)
    }

    /// A day.
    pub(crate) fn day(&self, field: Field, hint: String) -> TextInput {
        self.input(field, hint).kind(InputKind::Date).width(Width::W10)
    }

    /// Several lines.
    pub(crate) fn text(&self, field: Field, hint: String, rows: u8) -> Textarea {
        Textarea::new(field.key(), self.label(field))
            .hint(hint)
            .value(self.fields.get(field.key()))
            .error(self.wrong.at(self.tr, field.key()))
            .rows(rows)
    }
}
