//! Reading a seat's card off the page, as a person with a pencil and as a camera does.

use qrcode::{Color, EcLevel, QrCode};

use crate::hand::Hand;

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    /// The five words.
    pub(crate) words: String,
    /// The table's code.
    pub(crate) table: String,
    /// The address in the square code.
    pub(crate) address: String,
    /// The two words the seat is called by, where the page says them.
    pub(crate) seat: String,
}

impl Card {
    /// Copies the card that is on the page. The square is compared module by module with one made from the
    /// address that the words and the table's code give.
    pub(crate) fn on_page(hand: &Hand, origin: &str) -> Self {
        let spans = hand.browser.execute(
            "return [...document.querySelectorAll('.rt-seatcard__words span')].map(s => s.innerText.trim())",
        );
        let words: Vec<String> = spans
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect();
        assert_eq!(words.len(), 5, "a card has five words: {words:?}");
        let page = hand.browser.words();
        let after = |start: &str, end: &str| {
            let rest = page.split_once(start).map(|(_, rest)| rest);
            rest.and_then(|rest| rest.split_once(end)).map(|(word, _)| word.to_owned())
        };
        let by_hand =
            after("The table’s code is ", ".").unwrap_or_else(|| panic!("no code on the card: {page}"));
        let table = by_hand.replace('-', "").to_lowercase();
        let address = format!("{origin}/back/{table}/{}", words.join("-"));
        let strokes = hand.browser.attribute(".rt-seatcard__code svg path[stroke]", "d").unwrap_or_default();
        assert_eq!(modules(&strokes), expected(&address), "the square does not hold {address}");
        let seat = after("Your seat is called “", "”").unwrap_or_default();
        Self { words: words.join(" "), table, address, seat }
    }
}

/// The dark modules of a square code that holds `text`.
fn expected(text: &str) -> Vec<(usize, usize)> {
    let code = match QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q) {
        Ok(code) => code,
        Err(error) => panic!("{text} does not fit in a square code: {error}"),
    };
    let across = code.width();
    let colours = code.to_colors();
    let dark = colours.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark);
    dark.map(|(at, _)| (at / across, at % across)).collect()
}

/// The dark modules that a path of strokes draws, row by row: `M4 4.5h7m1 0h2M…`, with a margin of four.
fn modules(path: &str) -> Vec<(usize, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().unwrap_or_else(|_| panic!("not a stroke: {text}"));
    let mut found = Vec::new();
    for row in path.split('M').skip(1) {
        let Some((start, rest)) = row.split_once(".5h") else { panic!("not a row: {row}") };
        let Some((column, line)) = start.split_once(' ') else { panic!("not a start: {start}") };
        let (mut column, line) = (number(column) - 4, number(line) - 4);
        for (at, stroke) in rest.split('m').enumerate() {
            let run = if at == 0 {
                number(stroke)
            } else {
                let Some((gap, run)) = stroke.split_once(" 0h") else { panic!("not a stroke: {stroke}") };
                column += number(gap);
                number(run)
            };
            found.extend((column..column + run).map(|column| (line, column)));
            column += run;
        }
    }
    found
}
