//! Sentences and lists for a terminal: plain text, at most [`WIDTH`] columns wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// So many columns at most.
pub(super) const WIDTH: usize = 100;
/// So many rows of each list are shown to people; the JSON has all.
pub(super) const TOP: usize = 5;

/// Text that is written line by line.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<String>);

impl Lines {
    /// A paragraph.
    pub(super) fn say(&mut self, text: &str) {
        self.row("", text);
    }

    /// An empty line.
    pub(super) fn space(&mut self) {
        self.0.push(String::new());
    }

    /// A line of a table, whose columns must not move.
    pub(super) fn as_it_is(&mut self, line: String) {
        self.0.push(line);
    }

    /// Text after `before`. Further lines of it begin under its first letter.
    pub(super) fn row(&mut self, before: &str, text: &str) {
        let indent = before.width();
        let mut line = before.to_owned();
        for (at, word) in text.split_whitespace().enumerate() {
            if at > 0 {
                if line.width() + 1 + word.width() > WIDTH && line.width() > indent {
                    self.0.push(std::mem::replace(&mut line, " ".repeat(indent)));
                } else {
                    line.push(' ');
                }
            }
            self.word(&mut line, word, indent);
        }
        self.0.push(line.trim_end().to_owned());
    }

    /// A word that is longer than a line is broken where the line ends: some scripts have no spaces.
    fn word(&mut self, line: &mut String, word: &str, indent: usize) {
        if line.width() + word.width() <= WIDTH {
            line.push_str(word);
            return;
        }
        for letter in word.chars() {
            if line.width() + letter.width().unwrap_or(0) > WIDTH {
                self.0.push(std::mem::replace(line, " ".repeat(indent)));
            }
            line.push(letter);
        }
    }

    /// A heading and the first rows under it, and how many more there are. Nothing where there are no rows.
    pub(super) fn list<T>(&mut self, heading: &str, rows: &[T], mut row: impl FnMut(&mut Self, &T)) {
        if rows.is_empty() {
            return;
        }
        self.space();
        self.say(heading);
        for one in rows.iter().take(TOP) {
            row(self, one);
        }
        if let Some(more) = rows.len().checked_sub(TOP).filter(|more| *more > 0) {
            self.row("  ", &format!("and {} more", crate::say::grouped(more as u64)));
        }
    }

    /// All of it, without the last line break.
    pub(super) fn text(self) -> String {
        self.0.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_inside_of_long_ones() {
        let mut lines = Lines::default();
        lines.row("  agree: ", &"word ".repeat(40));
        lines.row("  ", &"語".repeat(120));
        lines.row("  ", &format!("{} {}", "a".repeat(90), "b".repeat(90)));
        let text = lines.text();
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert_eq!(text.matches("word").count(), 40);
        assert_eq!(text.matches('語').count(), 120, "no letter is lost");
        let starts: Vec<bool> = text.lines().take(3).map(|line| line.starts_with("         word")).collect();
        assert_eq!(starts, [false, true, true], "under the first letter: {text}");
        assert!(text.contains(&format!("\n  {}\n  {}", "a".repeat(90), "b".repeat(90))), "{text}");
    }

    #[test]
    fn a_list_says_how_many_more_there_are() {
        let mut lines = Lines::default();
        lines.list("Some", &[1, 2, 3, 4, 5, 6, 7], |lines, one| lines.row("  ", &one.to_string()));
        lines.list("None", &[] as &[u8], |lines, one| lines.row("  ", &one.to_string()));
        assert_eq!(lines.text(), "\nSome\n  1\n  2\n  3\n  4\n  5\n  and 2 more");
    }
}
