//! Sums of money as people type them, in exact pence.

/// The pence of a sum such as `1200`, `£1,200.50` or `0.5`; none where it is not plain what is meant.
pub(super) fn pence(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let sum = typed.strip_prefix('£').map_or(typed, str::trim_start);
    let (pounds, rest) = match sum.split_once('.') {
        Some((pounds, rest)) => (pounds, fraction(rest)?),
        None => (sum, 0),
    };
    whole(pounds)?.checked_mul(100)?.checked_add(rest)
}

/// One or two digits after the point.
fn fraction(digits: &str) -> Option<u64> {
    let number = plain(digits)?;
    match digits.len() {
        1 => Some(number * 10),
        2 => Some(number),
        _ => None,
    }
}

/// Digits, with or without commas between groups of three. A comma anywhere else may be meant as a point.
fn whole(typed: &str) -> Option<u64> {
    let (first, more) = typed.split_once(',').map_or((typed, None), |(first, more)| (first, Some(more)));
    let is_grouped =
        more.is_none_or(|more| first.len() <= 3 && more.split(',').all(|group| group.len() == 3));
    if first.is_empty() || !is_grouped {
        return None;
    }
    plain(&typed.replace(',', ""))
}

fn plain(digits: &str) -> Option<u64> {
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_or_refused() {
        let sums = [
            ("1200", 120_000),
            (" £1,200.50 ", 120_050),
            ("£ 12", 1200),
            ("0.5", 50),
            ("0.05", 5),
            ("1,234,567.89", 123_456_789),
            ("007", 700),
        ];
        for (typed, meant) in sums {
            assert_eq!(pence(typed), Some(meant), "{typed}");
        }
        for typed in [
            "",
            "£",
            ".5",
            "12.",
            "12.345",
            "12,50",
            "1,2345",
            "1,,200",
            "+5",
            "-5",
            "1.200,50",
            "12 pounds",
            "1e3",
        ] {
            assert_eq!(pence(typed), None, "{typed}");
        }
        assert_eq!(pence("999999999999999999999"), None, "more than there is");
        assert_eq!(pence("184467440737095517"), None, "in pence it is more than there is");
    }
}
