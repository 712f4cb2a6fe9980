//! Our own pieces: statements and answers, bars, the seat's card.

use maud::{Markup, Render, html};

use super::content::{Content, classes};
use super::icons;

/// A statement on its card: the words, and a quiet line about where they come from.
pub fn statement(words: impl Into<Content>, by: impl Into<Content>) -> Markup {
    let (words, by) = (words.into(), by.into());
    html! {
        div.rt-statement { p.rt-statement__words { (words) } p.rt-statement__by { (by) } }
    }
}

/// What a person can answer to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// I agree.
    Agree,
    /// I disagree.
    Disagree,
    /// I am not sure, or I skip it.
    Unsure,
}

impl Answer {
    fn icon(self) -> Markup {
        match self {
            Self::Agree => icons::tick(),
            Self::Disagree => icons::cross(),
            Self::Unsure => icons::question(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Unsure => "unsure",
        }
    }
}

/// One big answer button, which sends its form with a name and value.
#[must_use]
#[derive(Clone, Debug)]
pub struct AnswerButton {
    answer: Answer,
    label: Content,
    name: String,
    value: String,
    given: bool,
}

impl AnswerButton {
    /// A button with its words and the name and value it sends.
    pub fn new(
        answer: Answer,
        label: impl Into<Content>,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self { answer, label: label.into(), name: name.into(), value: value.into(), given: false }
    }

    /// Whether this is the answer the person gave before.
    pub fn given(mut self, given: bool) -> Self {
        self.given = given;
        self
    }
}

impl Render for AnswerButton {
    fn render(&self) -> Markup {
        html! {
            button class={ "rt-answer rt-answer--" (self.answer.name()) } type="submit" name=(self.name)
                value=(self.value) data-module="govuk-button" aria-pressed=[self.given.then_some("true")] {
                (self.answer.icon()) span { (self.label) }
            }
        }
    }
}

/// The answers under one another, as equals. Stands inside the form.
pub fn answers(buttons: &[AnswerButton]) -> Markup {
    html! { div.rt-answers { @for button in buttons { (button) } } }
}

/// A notice that something was saved, said by a screen reader when it comes.
pub fn saved(body: impl Into<Content>) -> Markup {
    let body = body.into();
    html! { div.rt-saved role="status" { (icons::tick()) p { (body) } } }
}

/// How the answers to one statement divide, as one bar. The label says the same in words and numbers.
pub fn bar(label: &str, agree: u64, disagree: u64, unsure: u64) -> Markup {
    html! {
        svg.rt-bar viewBox="0 0 1000 6" preserveAspectRatio="none" role="img" aria-label=(label) {
            (pieces(agree, disagree, unsure))
        }
    }
}

/// The same beside words that say it already. A screen reader passes over it.
pub fn quiet_bar(agree: u64, disagree: u64, unsure: u64) -> Markup {
    html! {
        svg.rt-bar viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            (pieces(agree, disagree, unsure))
        }
    }
}

/// Each piece lies over the next one, so that where it ends is all there is to write. The edges at the left, above and below
/// are outside of the picture; the one at the right is the gap.
fn pieces(agree: u64, disagree: u64, unsure: u64) -> Markup {
    let total = agree.saturating_add(disagree).saturating_add(unsure);
    let parts = [("rt-fill-agree", agree), ("rt-fill-disagree", disagree), ("rt-fill-unsure", unsure)];
    let mut before = 0_u64;
    let mut pieces = Vec::new();
    for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
        before = before.saturating_add(count);
        pieces.push((class, share(before, total)));
    }
    // The last one reaches the end, whatever rounding did.
    if let Some((_, end)) = pieces.last_mut() {
        *end = BEYOND;
    }
    html! {
        @if pieces.is_empty() { path.rt-fill-none d={ "M-9-1H" (BEYOND) "V7H-9z" } {} }
        @for (class, end) in pieces.iter().rev() { path class=(class) d={ "M-9-1H" (end) "V7H-9z" } {} }
    }
}

/// A little beyond the right edge.
const BEYOND: u64 = 1009;

/// A count as thousandths of the total, rounded down, in whole numbers so that every machine agrees.
fn share(count: u64, total: u64) -> u64 {
    let thousandths = u128::from(count) * 1000 / u128::from(total.max(1));
    u64::try_from(thousandths).unwrap_or(1000)
}

/// The numbers of a bar in words, each with its sign. They come in the order agree, disagree, not sure.
pub fn bar_key(words: [Content; 3]) -> Markup {
    let answers = [Answer::Agree, Answer::Disagree, Answer::Unsure];
    html! {
        ul.rt-key {
            @for (answer, words) in answers.into_iter().zip(words) {
                li class={ "rt-key--" (answer.name()) } { (answer.icon()) (words) }
            }
        }
    }
}

/// The card that brings a person back to their seat.
#[must_use]
#[derive(Clone, Debug)]
pub struct SeatCard {
    title: Content,
    words: Content,
    note: Content,
    code: Option<(String, Markup)>,
}

impl SeatCard {
    /// A card with its title, the words that bring the person back, and what to do with them.
    pub fn new(title: impl Into<Content>, words: impl Into<Content>, note: impl Into<Content>) -> Self {
        Self { title: title.into(), words: words.into(), note: note.into(), code: None }
    }

    /// The same as a picture for a camera, with the words that name it for a screen reader.
    pub fn code(mut self, label: impl Into<String>, svg: Markup) -> Self {
        self.code = Some((label.into(), svg));
        self
    }
}

impl Render for SeatCard {
    fn render(&self) -> Markup {
        html! {
            div.rt-seatcard {
                div.rt-seatcard__body {
                    p.rt-seatcard__title { (self.title) }
                    p.rt-seatcard__words { (self.words) }
                    p.rt-seatcard__note { (self.note) }
                }
                @if let Some((label, svg)) = &self.code {
                    div.rt-seatcard__code role="img" aria-label=(label) { (svg) }
                }
            }
        }
    }
}

/// A frame that a wide table or picture scrolls in, reachable by keyboard.
pub fn scroll_region(label: &str, body: &Markup) -> Markup {
    html! {
        div class=(classes("rt-table-scroll", &[])) role="region" aria-label=(label) tabindex="0" { (body) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the pieces end, as they are drawn.
    fn ends(html: &str) -> Vec<u64> {
        html.split('H').skip(1).filter_map(|rest| rest.split('V').next()?.parse().ok()).collect()
    }

    #[test]
    fn a_bar_is_always_full_and_shorter_pieces_lie_on_longer_ones() {
        let drawn = |agree, disagree, unsure| ends(&bar("words", agree, disagree, unsure).into_string());
        assert_eq!(drawn(1, 1, 1), [BEYOND, 666, 333]);
        assert_eq!(drawn(13, 0, 1), [BEYOND, 928]);
        assert_eq!(drawn(0, 0, 7), [BEYOND]);
        assert_eq!(drawn(u64::MAX, 1, 1), [BEYOND, 1000, 1000], "saturated");
    }

    #[test]
    fn a_bar_without_answers_is_empty_but_there() {
        let html = bar("No answers yet", 0, 0, 0).into_string();
        assert!(html.contains("rt-fill-none") && html.contains("No answers yet"), "{html}");
    }

    #[test]
    fn only_the_answer_given_before_is_pressed() {
        let answer = |given| AnswerButton::new(Answer::Agree, "Agree", "answer", "agree").given(given);
        assert!(answer(true).render().into_string().contains("aria-pressed=\"true\""));
        assert!(!answer(false).render().into_string().contains("aria-pressed"));
    }
}
