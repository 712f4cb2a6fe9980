//! Rust source without what is not code: comments, texts and test modules become spaces, lines stay lines.

/// The code that ships: no comments, no text and character literals, no items under `#[cfg(test)]`.
pub(super) fn shipped(source: &str) -> String {
    without_tests(&without_comments_and_texts(source))
}

/// Replaces every character of `from..to` but line ends with a space.
fn blank(out: &mut [char], from: usize, to: usize) {
    for character in &mut out[from..to] {
        if *character != '\n' {
            *character = ' ';
        }
    }
}

fn without_comments_and_texts(source: &str) -> String {
    let input: Vec<char> = source.chars().collect();
    let mut out = input.clone();
    let mut at = 0;
    while at < input.len() {
        let end = match (input[at], input.get(at + 1)) {
            ('/', Some('/')) => Some(find(&input, at, |rest| rest[0] == '\n')),
            ('/', Some('*')) => Some(comment_end(&input, at)),
            ('"', _) => Some(text_end(&input, at)),
            ('r', Some('"' | '#')) if !follows_word(&input, at) => raw_text_end(&input, at),
            ('\'', _) => character_end(&input, at),
            _ => None,
        };
        match end {
            Some(end) => {
                blank(&mut out, at, end);
                at = end;
            }
            None => at += 1,
        }
    }
    out.into_iter().collect()
}

/// The first place from `at` on where the test holds, or the end.
fn find(input: &[char], at: usize, test: impl Fn(&[char]) -> bool) -> usize {
    (at..input.len()).find(|place| test(&input[*place..])).unwrap_or(input.len())
}

/// Whether a name goes on here, so that this `r` begins no raw text; `br"…"` does.
fn follows_word(input: &[char], at: usize) -> bool {
    let word = |place: usize| input.get(place).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let is_byte_text = at > 0 && input[at - 1] == 'b' && !(at > 1 && word(at - 2));
    at > 0 && word(at - 1) && !is_byte_text
}

fn comment_end(input: &[char], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at < input.len() {
        match (input[at], input.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    input.len()
}

fn text_end(input: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < input.len() {
        match input[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    input.len()
}

fn raw_text_end(input: &[char], start: usize) -> Option<usize> {
    let hashes = input[start + 1..].iter().take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    // `r#name` is a name, not a text.
    (input.get(open) == Some(&'"')).then_some(())?;
    let closes =
        |rest: &[char]| rest[0] == '"' && rest[1..].iter().take_while(|c| **c == '#').count() >= hashes;
    Some((find(input, open + 1, closes) + 1 + hashes).min(input.len()))
}

/// The end of `'x'` or `'\n'`; a lifetime has no closing quote and is left alone.
fn character_end(input: &[char], start: usize) -> Option<usize> {
    if input.get(start + 1) == Some(&'\\') {
        return Some((find(input, start + 3, |rest| rest[0] == '\'') + 1).min(input.len()));
    }
    (input.get(start + 2) == Some(&'\'')).then_some(start + 3)
}

/// Blanks each item under `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    let marker: Vec<char> = "#[cfg(test)]".chars().collect();
    let input: Vec<char> = code.chars().collect();
    let mut out = input.clone();
    let mut at = 0;
    while let Some(start) = (at..input.len()).find(|place| input[*place..].starts_with(&marker)) {
        let end = item_end(&input, start + marker.len());
        blank(&mut out, start, end);
        at = end;
    }
    out.into_iter().collect()
}

/// The files (`….rs`) and directories (`…/`) that hold the modules which one file declares under `#[cfg(test)]`.
pub(super) fn test_modules(file: &str, source: &str) -> Vec<String> {
    let (directory, name) = file.rsplit_once('/').unwrap_or((".", file));
    let home = match name {
        "lib.rs" | "main.rs" | "mod.rs" => directory.to_owned(),
        other => format!("{directory}/{}", other.trim_end_matches(".rs")),
    };
    let code = without_comments_and_texts(source);
    let mut found = Vec::new();
    for after in code.split("#[cfg(test)]").skip(1) {
        let Some((item, _)) = after.split_once(';') else { continue };
        let words: Vec<&str> = item.split_whitespace().collect();
        if let ([.., "mod", name], false) = (words.as_slice(), item.contains('{')) {
            found.push(format!("{home}/{name}.rs"));
            found.push(format!("{home}/{name}/"));
        }
    }
    found
}

fn item_end(input: &[char], start: usize) -> usize {
    let mut depth = 0;
    for (place, character) in input.iter().enumerate().skip(start) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return place + 1,
            _ => continue,
        }
        if depth == 0 {
            return place + 1;
        }
    }
    input.len()
}

#[cfg(test)]
mod tests {
    use super::{shipped, test_modules};

    #[test]
    fn only_code_is_left_and_lines_stay() {
        let source = "fn a<'x>(s: &'x str) { /* unwrap /* in */ one */ b(\"// no\", 'c', '\\'', r#\"x\".unwrap()\"#) } // end\n\
                      #[cfg(test)]\nmod tests { fn t() { x.unwrap(); } }\nfn z() { y.unwrap() }\n";
        let code = shipped(source);
        assert_eq!(code.lines().count(), source.lines().count());
        assert_eq!(code.matches("unwrap").count(), 1, "{code}");
        assert!(
            code.starts_with("fn a<'x>(s: &'x str) {") && code.contains("fn z() { y.unwrap() }"),
            "{code}"
        );
        assert!(!code.contains("end") && !code.contains("mod tests"), "{code}");
    }

    #[test]
    fn modules_for_tests_are_found_where_they_are_declared() {
        let source = "mod a;\n#[cfg(test)]\nmod golden;\n#[cfg(test)]\nmod tests { mod inner; }\n";
        assert_eq!(test_modules("x/src/ui/mod.rs", source), ["x/src/ui/golden.rs", "x/src/ui/golden/"]);
        assert_eq!(test_modules("x/src/ui.rs", source)[0], "x/src/ui/golden.rs");
    }

    #[test]
    fn names_that_look_like_texts_are_left() {
        assert_eq!(
            shipped("let r#type = for_r; br(b'x', br\"y\")").trim(),
            "let r#type = for_r; br(b   , b    )"
        );
    }
}
