//! The words people read: plain, short, and about people. Read from the Fluent files.

/// Words that are not for pages, each with what to say.
const NOT_FOR_PAGES: [(&str, &str); 38] = [
    ("user", "person, people, you"),
    ("users", "people"),
    ("service user", "person, people who come here"),
    ("service users", "people who come here"),
    ("participant", "person"),
    ("participants", "people"),
    ("client", "person"),
    ("clients", "people"),
    ("beneficiary", "person"),
    ("beneficiaries", "people"),
    ("stakeholder", "person"),
    ("stakeholders", "people"),
    ("admin", "say who it is"),
    ("submit", "send"),
    ("submitted", "sent"),
    ("log in", "get back in"),
    ("login", "get back in"),
    ("log out", "leave"),
    ("logout", "leave"),
    ("sign in", "get back in"),
    ("sign up", "take a seat"),
    ("vote", "answer"),
    ("votes", "answers"),
    ("voted", "answered"),
    ("voting", "answering"),
    ("consultation", "talk"),
    ("hard to reach", "we have not yet made this easy to join"),
    ("the homeless", "people without a home"),
    ("rough sleeper", "people sleeping outside"),
    ("rough sleepers", "people sleeping outside"),
    ("the vulnerable", "leave it out"),
    ("addict", "people who use drugs or drink"),
    ("addicts", "people who use drugs or drink"),
    ("lived experience", "leave it out"),
    ("expert by experience", "leave it out"),
    ("please note", "leave it out"),
    ("click here", "say where the link goes"),
    ("utilise", "use"),
];
/// The longest sentence that a nine-year-old reads with ease.
const MOST_WORDS: usize = 20;

/// Everything in one Fluent file that breaks a rule.
pub(super) fn check(file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for message in messages(text) {
        // Where we stand says what it is not, in these very words.
        let words = plain_words(&message.text.replace("not a vote", ""));
        for (word, instead) in NOT_FOR_PAGES {
            if has_phrase(&words, word) {
                found.push(format!("{file}:{}: \"{word}\"; say: {instead}", message.line));
            }
        }
        for sentence in sentences(&message.text) {
            let count = plain_words(sentence).len();
            if count > MOST_WORDS {
                let start: String = sentence.trim().chars().take(40).collect();
                found.push(format!("{file}:{}: {count} words in one sentence: {start}…", message.line));
            }
        }
    }
    found
}

/// A piece of text that stands together: a message, an attribute, or one variant of either.
struct Piece {
    line: usize,
    text: String,
}

/// All pieces of a Fluent file. Placeables become one word, since a name or number will stand there.
fn messages(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if line.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        let (starts, rest) = split_start(line);
        let words = without_placeables(rest);
        match pieces.last_mut() {
            Some(last) if !starts => {
                last.text.push(' ');
                last.text.push_str(&words);
            }
            _ => pieces.push(Piece { line: number + 1, text: words }),
        }
    }
    pieces
}

/// Whether a line begins a new piece, and the text in it.
fn split_start(line: &str) -> (bool, &str) {
    let trimmed = line.trim_start();
    if let Some(rest) = trimmed.strip_prefix("*[").or_else(|| trimmed.strip_prefix('[')) {
        return (true, rest.split_once(']').map_or("", |(_, text)| text));
    }
    let is_name = |name: &str| {
        let name = name.trim();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match line.split_once('=') {
        Some((name, rest)) if is_name(name) && (!line.starts_with(' ') || trimmed.starts_with('.')) => {
            (true, rest)
        }
        _ => (false, trimmed),
    }
}

/// The line with each `{ … }` as one word; what stays open or closes over several lines is no text.
fn without_placeables(line: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for character in line.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    out.push('0');
                }
            }
            '}' => {}
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    out
}

/// The words in lower case, without what stands around them.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "/–—<>=\"".contains(c));
    let trimmed = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    trimmed.filter(|word| !word.is_empty()).collect()
}

fn has_phrase(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|window| window.iter().eq(&phrase))
}

/// The sentences of a text: up to a full stop, question or exclamation mark before a space or the end.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let closes = matches!(character, '.' | '!' | '?' | ':' | '…');
        if closes
            && text[end..].chars().next().is_none_or(|next| next.is_whitespace() || "”’\"')".contains(next))
        {
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.push(&text[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn words_that_are_not_for_pages_are_caught_where_they_stand() {
        let file = "# The user may vote here: a comment.\nuser-name = Your name\nsend = Submit your words\n    \
                    and log in\nhint =\n    .label = Participants: { $users }\n";
        let found = check("en.ftl", file);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("en.ftl:3: \"submit\"; say: send"));
        assert!(found[1].starts_with("en.ftl:3: \"log in\""));
        assert!(found[2].starts_with("en.ftl:6: \"participants\""));
    }

    #[test]
    fn words_inside_other_words_are_fine() {
        assert_eq!(check("en.ftl", "a = A devoted clientele, a busy userland.\n"), Vec::<String>::new());
    }

    #[test]
    fn a_sentence_of_over_20_words_is_caught_and_two_short_ones_are_not() {
        let long = format!("a = {}.\n", "word ".repeat(21).trim());
        assert_eq!(check("en.ftl", &long).len(), 1);
        let two = format!("a = {0}. {0}!\n    More {{ $n }}.\n", "word ".repeat(20).trim());
        assert_eq!(check("en.ftl", &two), Vec::<String>::new());
    }

    #[test]
    fn variants_are_read_one_by_one() {
        let file = "n = { $count ->\n    [one] One person { $name ->\n        [x] y\n       *[z] w\n    }\n   *[other] { $count } users\n}\n";
        let found = check("en.ftl", file);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("en.ftl:6: \"users\""));
    }
}
