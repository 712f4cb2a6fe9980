//! Nothing published tells a time finer than a day.

use crate::published::{Form, Published, form, is_called, read};

/// Times of day in a text, such as 9:30 or T10:15. Midnight of a day is the day, in a form that wants a time.
fn times(text: &str) -> Vec<String> {
    let text = text.replace("T00:00:00Z", "");
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| **byte == b':' && *at > 0)
        .filter(|(at, _)| digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3))
        .map(|(at, _)| {
            String::from_utf8_lossy(&bytes[at.saturating_sub(14)..(at + 6).min(bytes.len())]).into_owned()
        })
        .collect()
}

/// Numbers in a text that are seconds or milliseconds of about now.
fn moments(text: &str) -> Vec<&str> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let years = 3 * 365 * 86_400;
    let is_now = |seconds: u64| seconds.abs_diff(now) < years;
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| match word.len() {
            10 => word.parse().is_ok_and(is_now),
            13 => word.parse::<u64>().is_ok_and(|millis| is_now(millis / 1000)),
            _ => false,
        })
        .collect()
}

#[test]
fn this_test_finds_times() {
    assert_eq!(times("at 9:30, 2026-11-23T10:15:20Z").len(), 3);
    assert!(times("http://127.0.0.1:43210/ 2026-11-23T00:00:00Z 1:2").is_empty());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let text = format!("{} and {} and 1234567890123", now.as_secs(), now.as_millis());
    assert_eq!(moments(&text).len(), 2);
}

// trust D 60
#[test]
fn no_page_file_feed_record_or_answer_has_a_time_finer_than_a_day() {
    let published = Published::of_the_demonstration();
    let mut looked = 0;
    for (path, reply) in &published.all {
        // What the protocol itself asks of every answer is when it was sent.
        for (name, value) in reply.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("date")) {
            assert!(times(value).is_empty() && moments(value).is_empty(), "{path}: {name}: {value}");
        }
        for name in ["last-modified", "expires", "age"] {
            assert!(reply.header(name).is_none(), "{path} has {name}");
        }
        // Tiles are hashes; what entries hold is text.
        let text = match form(reply) {
            Form::Other if path.contains("/tile/entries/") => {
                String::from_utf8_lossy(&reply.body).into_owned()
            }
            Form::Page => reply.text(),
            _ => match read(reply) {
                Some(text) => text,
                None => continue,
            },
        };
        looked += 1;
        assert_eq!(times(&text), Vec::<String>::new(), "{path}");
        assert_eq!(moments(&text), Vec::<&str>::new(), "{path}");
    }
    assert!(looked > 250, "{looked}");
    for (path, reply) in published.all.iter().filter(|(path, _)| is_called(path, "pdf")) {
        for dated in ["/CreationDate", "/ModDate", "CreateDate", "ModifyDate"] {
            let there = reply.body.windows(dated.len()).any(|window| window == dated.as_bytes());
            assert!(!there, "{path} has {dated}");
        }
    }
}
