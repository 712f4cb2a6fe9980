//! What a promise is made of, as it stands in an address: `d3` a decision, `h2-5` statement 5 in account 2, `c1-7`
//! statement 7 of conversation 1.

use table::{AccountNo, ConversationNo, DecisionNo, PromiseOf, StatementNo};

/// Reads it.
pub(crate) fn read(text: &str) -> Option<PromiseOf> {
    let mut letters = text.chars();
    let kind = letters.next()?;
    let rest = letters.as_str();
    match kind {
        'd' => Some(PromiseOf::Decision(DecisionNo(number(rest)?))),
        'h' => pair(rest).map(|(account, line)| PromiseOf::Line(AccountNo(account), StatementNo(line))),
        'c' => pair(rest).map(|(conversation, statement)| {
            PromiseOf::Statement(ConversationNo(conversation), StatementNo(statement))
        }),
        _ => None,
    }
}

/// Writes it.
pub(crate) fn write(from: PromiseOf) -> String {
    match from {
        PromiseOf::Decision(decision) => format!("d{decision}"),
        PromiseOf::Line(account, statement) => format!("h{account}-{statement}"),
        PromiseOf::Statement(conversation, statement) => format!("c{conversation}-{statement}"),
    }
}

fn pair(text: &str) -> Option<(u32, u32)> {
    let (one, other) = text.split_once('-')?;
    Some((number(one)?, number(other)?))
}

/// Digits and nothing else, so that each thing has one address.
pub(crate) fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_nothing_else_does() {
        let all = [
            PromiseOf::Decision(DecisionNo(3)),
            PromiseOf::Line(AccountNo(2), StatementNo(5)),
            PromiseOf::Statement(ConversationNo(1), StatementNo(70)),
        ];
        for from in all {
            assert_eq!(read(&write(from)), Some(from));
        }
        for text in ["", "d", "d0", "d03", "d+3", "h2", "h2-", "c1-7-2", "x1", "é1", "d99999999999"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
