//! A paper as HTML: plain markup that reads aloud and prints well without any style.

use crate::document::{Block, Fact, Paper, Sheet};

impl Paper {
    /// The paper as a document of its own, valid HTML, with one `h1` and no skipped heading.
    ///
    /// It has no style of its own, so it works under the strictest content policy; `stylesheet` is the address of one to
    /// link. People's words are escaped, and stand in a `blockquote` that takes its direction from them.
    ///
    /// ```
    /// # use paper::Paper;
    /// let paper = Paper {
    ///     language: "en".into(),
    ///     title: "Minutes".into(),
    ///     facts: vec![],
    ///     sections: vec![],
    ///     foot: String::new(),
    /// };
    /// assert!(paper.html(Some("/print.css")).contains(r#"<link rel="stylesheet" href="/print.css">"#));
    /// ```
    pub fn html(&self, stylesheet: Option<&str>) -> String {
        let mut page = Page::default();
        page.raw("<!DOCTYPE html>\n<html lang=\"").words(&self.language).raw("\">\n<head>\n");
        page.raw("<meta charset=\"utf-8\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<title>").words(&self.title).raw("</title>\n");
        if let Some(address) = stylesheet {
            page.raw("<link rel=\"stylesheet\" href=\"").words(address).raw("\">\n");
        }
        page.raw("</head>\n<body>\n<main>\n");
        page.element("h1", &self.title);
        page.facts(&self.facts);
        for section in &self.sections {
            page.raw("<section>\n");
            let named = !section.heading.trim().is_empty();
            if named {
                page.element("h2", &section.heading);
            }
            for block in &section.blocks {
                page.block(block, if named { "h3" } else { "h2" });
            }
            page.raw("</section>\n");
        }
        page.raw("</main>\n");
        if !self.foot.is_empty() {
            page.raw("<footer>\n").element("p", &self.foot).raw("</footer>\n");
        }
        page.raw("</body>\n</html>\n");
        page.0
    }
}

/// The document as far as it is written.
#[derive(Default)]
struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text in an element or in a quoted attribute.
    fn words(&mut self, words: &str) -> &mut Self {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // A parser would make a line feed of it.
                '\r' => self.0.push_str("&#13;"),
                // It can't be written in HTML in any way.
                '\0' => self.0.push(char::REPLACEMENT_CHARACTER),
                other => self.0.push(other),
            }
        }
        self
    }

    /// Text whose lines stay lines.
    fn lines(&mut self, words: &str) -> &mut Self {
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.raw("<br>\n");
            }
            self.words(line);
        }
        self
    }

    /// The program's own words in an element.
    fn element(&mut self, name: &str, words: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").lines(words).raw("</").raw(name).raw(">\n")
    }

    /// Words that may be anybody's in an element: they say themselves which way they run.
    fn any(&mut self, name: &str, words: &str) -> &mut Self {
        self.raw("<").raw(name).raw(" dir=\"auto\">").lines(words).raw("</").raw(name).raw(">\n")
    }

    fn block(&mut self, block: &Block, heading: &str) {
        match block {
            Block::Heading(words) => self.element(heading, words),
            Block::Plain(words) => self.element("p", words),
            Block::Said { words, note } => self.said(words, note.as_deref()),
            Block::List(items) if items.is_empty() => self,
            Block::List(items) => {
                self.raw("<ul>\n");
                for item in items {
                    self.any("li", item);
                }
                self.raw("</ul>\n")
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Sheet(sheet) => self.sheet(sheet),
        };
    }

    fn said(&mut self, words: &str, note: Option<&str>) -> &mut Self {
        self.raw("<figure>\n<blockquote dir=\"auto\"><p>").lines(words).raw("</p></blockquote>\n");
        if let Some(note) = note {
            self.element("figcaption", note);
        }
        self.raw("</figure>\n")
    }

    fn facts(&mut self, facts: &[Fact]) -> &mut Self {
        if facts.is_empty() {
            return self;
        }
        self.raw("<dl>\n");
        for fact in facts {
            self.element("dt", &fact.name).any("dd", &fact.value);
        }
        self.raw("</dl>\n")
    }

    fn sheet(&mut self, sheet: &Sheet) -> &mut Self {
        // A wide table scrolls on its own, and the keyboard can get there.
        self.raw("<div role=\"group\" tabindex=\"0\" aria-label=\"").words(&sheet.caption).raw("\">\n");
        self.raw("<table>\n").element("caption", &sheet.caption).raw("<thead>\n<tr>\n");
        for name in &sheet.head {
            self.raw("<th scope=\"col\">").lines(name).raw("</th>\n");
        }
        self.raw("</tr>\n</thead>\n<tbody>\n");
        for row in &sheet.rows {
            self.raw("<tr>\n");
            for (column, cell) in row.iter().enumerate() {
                if column == 0 {
                    self.raw("<th scope=\"row\" dir=\"auto\">").lines(cell).raw("</th>\n");
                } else {
                    self.any("td", cell);
                }
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n")
    }
}
