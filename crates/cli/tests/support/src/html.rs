//! Reads just enough HTML for a test: tags, forms and the words between.
//!
//! It reads our own pages, which are well formed; it is no general parser.

/// One opening or closing tag, or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case; a closing tag's begins with `/`, a comment's or the doctype's is `!`.
    pub name: String,
    /// Its attributes in order, with entities decoded.
    pub attributes: Vec<(String, String)>,
    /// Where the text after it begins.
    pub end: usize,
    start: usize,
}

impl Tag {
    /// The value of an attribute; an empty text when it stands without one.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn owned(&self, name: &str) -> String {
        self.attribute(name).unwrap_or_default().to_owned()
    }
}

/// A form as a person finds it, with the values that are already in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// What it would send: hidden fields, typed text, ticked boxes, chosen options.
    pub fields: Vec<(String, String)>,
    /// Every name that can be set, also those of boxes that are not ticked.
    pub names: Vec<String>,
    /// The buttons: name, value, words.
    pub buttons: Vec<(String, String, String)>,
}

impl Form {
    /// Types or chooses a value, in place of the one there.
    ///
    /// # Panics
    /// When the form has no such field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        assert!(self.names.iter().any(|known| known == name), "no field {name}; there are {:?}", self.names);
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Presses the button with these words: its name and value are sent too.
    ///
    /// # Panics
    /// When there is no such button.
    #[must_use]
    pub fn pressing(mut self, words: &str) -> Self {
        let found = self.buttons.iter().find(|(_, _, label)| label == words).cloned();
        let Some((name, value, _)) = found else {
            panic!("no button says {words:?}; there are {:?}", self.buttons)
        };
        if !name.is_empty() {
            self.fields.push((name, value));
        }
        self
    }
}

/// All tags and comments of a page, without what stands inside scripts and styles.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let rest = &html[start..];
        if rest.starts_with("<!") {
            let close = if rest.starts_with("<!--") { "-->" } else { ">" };
            at = rest.find(close).map_or(html.len(), |end| start + end + close.len());
            found.push(Tag { name: "!".to_owned(), attributes: Vec::new(), end: at, start });
            continue;
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            at = start + 1;
            continue;
        }
        let tag = read_tag(html, start);
        at = tag.end;
        let raw = matches!(tag.name.as_str(), "script" | "style");
        if raw && let Some(close) = html[at..].find(&format!("</{}", tag.name)) {
            at += close;
        }
        found.push(tag);
    }
    found
}

fn read_tag(html: &str, start: usize) -> Tag {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    let name_end =
        html[at..].find(|c: char| c.is_whitespace() || c == '>').map_or(html.len(), |end| at + end);
    let name = html[at..name_end].trim_end_matches('/').to_ascii_lowercase();
    at = name_end;
    let mut attributes = Vec::new();
    while at < bytes.len() && bytes[at] != b'>' {
        if bytes[at].is_ascii_whitespace() || bytes[at] == b'/' {
            at += 1;
            continue;
        }
        let key_end = html[at..]
            .find(|c: char| c.is_whitespace() || c == '=' || c == '>')
            .map_or(html.len(), |end| at + end);
        let key = html[at..key_end].to_ascii_lowercase();
        at = key_end;
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            (value, at) = read_value(html, at);
        }
        attributes.push((key, decode(value)));
    }
    Tag { name, attributes, end: (at + 1).min(html.len()), start }
}

fn read_value(html: &str, at: usize) -> (&str, usize) {
    if let Some(quote @ (b'"' | b'\'')) = html.as_bytes().get(at) {
        let inside = at + 1;
        let end = html[inside..].find(char::from(*quote)).map_or(html.len(), |end| inside + end);
        (&html[inside..end], (end + 1).min(html.len()))
    } else {
        let end = html[at..].find(|c: char| c.is_whitespace() || c == '>').map_or(html.len(), |end| at + end);
        (&html[at..end], end)
    }
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    let mut select = None;
    let tags = tags(html);
    for (index, tag) in tags.iter().enumerate() {
        let text = || decode(&html[tag.end..tags.get(index + 1).map_or(html.len(), |next| next.start)]);
        match tag.name.as_str() {
            "form" => {
                inside = true;
                let method = tag.attribute("method").unwrap_or("get").to_ascii_lowercase();
                forms.push(Form { action: tag.owned("action"), method, ..Form::default() });
                continue;
            }
            "/form" => inside = false,
            "/select" => select = None,
            _ => {}
        }
        let Some(form) = forms.last_mut().filter(|_| inside) else { continue };
        match tag.name.as_str() {
            "input" => add_input(form, tag),
            "textarea" => form.add(tag.owned("name"), Some(text().trim_start_matches('\n').to_owned())),
            "select" => {
                select = Some(tag.owned("name"));
                form.add(tag.owned("name"), None);
            }
            "option" if tag.attribute("selected").is_some() => {
                if let Some(name) = &select {
                    form.fields.push((name.clone(), tag.owned("value")));
                }
            }
            "button" => {
                let words = words(&html[tag.end..closing(&tags, index, html.len())]);
                form.buttons.push((tag.owned("name"), tag.owned("value"), words));
            }
            _ => {}
        }
    }
    forms
}

impl Form {
    fn add(&mut self, name: String, value: Option<String>) {
        if name.is_empty() {
            return;
        }
        if let Some(value) = value {
            self.fields.push((name.clone(), value));
        }
        self.names.push(name);
    }
}

fn add_input(form: &mut Form, tag: &Tag) {
    let name = tag.owned("name");
    match tag.attribute("type").unwrap_or("text") {
        "submit" | "image" => form.buttons.push((name, tag.owned("value"), tag.owned("value"))),
        "radio" | "checkbox" => {
            let value = tag.attribute("value").unwrap_or("on").to_owned();
            let ticked = tag.attribute("checked").is_some();
            form.add(name, ticked.then_some(value));
        }
        _ => form.add(name, Some(tag.owned("value"))),
    }
}

/// Where the element opened by tag number `index` ends.
fn closing(tags: &[Tag], index: usize, page_end: usize) -> usize {
    let name = format!("/{}", tags[index].name);
    tags[index..].iter().find(|tag| tag.name == name).map_or(page_end, |tag| tag.start)
}

/// The words of a page or a piece of one, with single spaces, without scripts, styles and tags.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    for tag in tags(html) {
        text.push_str(&html[at..tag.start]);
        text.push(' ');
        at = tag.end;
        if matches!(tag.name.as_str(), "script" | "style")
            && let Some(close) = html[at..].find(&format!("</{}", tag.name))
        {
            at += close;
        }
    }
    text.push_str(&html[at..]);
    decode(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Decodes the entities that our pages use.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let known =
            rest.find(';').filter(|end| *end <= 8).and_then(|end| Some((entity(&rest[1..end])?, end)));
        if let Some((character, end)) = known {
            out.push(character);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, forms, tags, words};

    const PAGE: &str = r#"<!doctype html><!-- <form action=/no> --><script>var a="<form>"</script>
        <form method="post" action="/a?x=1&amp;y=2"><input type="hidden" name="key" value="k&quot;1">
        <label>Words <textarea name="words">
one &lt; two</textarea></label><input type=checkbox name=tick value=yes><input type=radio name=r value=1 checked>
        <select name="s"><option value="a">A<option value="b" selected>B</select>
        <button name="answer" value="agree"><svg></svg> I <b>agree</b></button></form>"#;

    #[test]
    fn a_form_is_read_as_a_browser_would_send_it() {
        let form = forms(PAGE).remove(0);
        assert_eq!((form.action.as_str(), form.method.as_str()), ("/a?x=1&y=2", "post"));
        let expected = [("key", "k\"1"), ("words", "one < two"), ("r", "1"), ("s", "b")];
        let found: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(found, expected);
        assert_eq!(form.names, ["key", "words", "tick", "r", "s"]);
        let pressed = form.with("tick", "yes").pressing("I agree");
        assert_eq!(pressed.fields.last().unwrap(), &("answer".to_owned(), "agree".to_owned()));
    }

    #[test]
    fn comments_and_scripts_hold_no_tags() {
        assert_eq!(tags(PAGE).iter().filter(|tag| tag.name == "form").count(), 1);
    }

    #[test]
    fn words_are_what_a_person_reads() {
        assert_eq!(
            words("<!doctype html><p>Tea &amp; <b>talk</b></p><style>p{}</style><!-- no -->\n<p>at 4</p>"),
            "Tea & talk at 4"
        );
        assert_eq!(decode("&#39;&#x27;&unknown; & done"), "''&unknown; & done");
    }

    #[test]
    #[should_panic(expected = "no button says")]
    fn a_button_that_is_not_there_is_named() {
        let _ = forms(PAGE).remove(0).pressing("Send");
    }
}
