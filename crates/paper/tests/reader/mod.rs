//! Reads as much of a PDF as the tests ask about. It knows only files as ours are: plain objects, one after another.

#![expect(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::ZlibDecoder;

/// A PDF taken apart.
pub(crate) struct Pdf {
    /// The objects as they are written, without what is in their streams.
    objects: BTreeMap<u32, String>,
    /// What is in the streams, uncompressed.
    pub(crate) streams: Vec<Vec<u8>>,
    streams_of: BTreeMap<u32, usize>,
    /// Every name that is used as one, so not in a string.
    pub(crate) names: BTreeSet<String>,
}

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut pdf = Self {
            objects: BTreeMap::new(),
            streams: Vec::new(),
            streams_of: BTreeMap::new(),
            names: BTreeSet::new(),
        };
        let mut at = find(bytes, b" 0 obj\n", 0);
        while let Some(found) = at {
            let start = bytes[..found].iter().rposition(|byte| !byte.is_ascii_digit()).unwrap() + 1;
            let number = std::str::from_utf8(&bytes[start..found]).unwrap().parse().unwrap();
            let end = pdf.object(number, bytes, found + b" 0 obj\n".len());
            at = find(bytes, b" 0 obj\n", end);
        }
        assert!(pdf.objects.len() > 10, "too few objects to be a PDF of ours");
        for stream in &pdf.streams {
            // A font's file is no text of a PDF.
            if stream.is_ascii() {
                collect_names(stream, &mut pdf.names);
            }
        }
        pdf
    }

    /// Reads one object that starts here; gives where it ends.
    fn object(&mut self, number: u32, bytes: &[u8], start: usize) -> usize {
        let mut at = start;
        loop {
            let rest = &bytes[at..];
            if rest.starts_with(b"endobj") || rest.starts_with(b"stream\n") {
                break;
            }
            at = skip(bytes, at);
        }
        let text = String::from_utf8_lossy(&bytes[start..at]).trim().to_owned();
        collect_names(&bytes[start..at], &mut self.names);
        if bytes[at..].starts_with(b"stream") {
            let length: usize = after(&text, "/Length ").parse().unwrap();
            let body = &bytes[at + b"stream\n".len()..][..length];
            let mut plain = Vec::new();
            if text.contains("/FlateDecode") {
                ZlibDecoder::new(body).read_to_end(&mut plain).unwrap();
            } else {
                plain.extend_from_slice(body);
            }
            self.streams_of.insert(number, self.streams.len());
            self.streams.push(plain);
            at += length;
        }
        self.objects.insert(number, text);
        find(bytes, b"endobj", at).unwrap()
    }

    /// The one object that has this in it.
    pub(crate) fn object_with(&self, what: &str) -> &str {
        let mut found = self.objects.values().filter(|object| object.contains(what));
        let first = found.next().unwrap_or_else(|| panic!("no object has {what}"));
        assert!(found.next().is_none(), "several objects have {what}");
        first
    }

    /// What is drawn on each page.
    pub(crate) fn pages(&self) -> Vec<&[u8]> {
        let pages = self.objects.values().filter(|object| object.contains("/Type/Page/"));
        pages.map(|page| self.streams[self.streams_of[&reference(page, "/Contents ")]].as_slice()).collect()
    }

    /// The tree of what the document says, as roles: `Document(H1 P)`.
    pub(crate) fn tree(&self) -> String {
        let root = self.object_with("/Type/StructTreeRoot");
        self.branches(root)
    }

    fn branches(&self, element: &str) -> String {
        let kids = after_bracket(element);
        let roles = kids.split(" 0 R").filter_map(|number| number.trim().parse().ok());
        roles.map(|number: u32| self.branch(&self.objects[&number])).collect::<Vec<_>>().join(" ")
    }

    fn branch(&self, element: &str) -> String {
        let role = after(element, "/S/");
        let scope = if element.contains("/Scope/") {
            format!(":{}", after(element, "/Scope/"))
        } else {
            String::new()
        };
        let inner = self.branches(element);
        if inner.is_empty() { format!("{role}{scope}") } else { format!("{role}{scope}({inner})") }
    }
}

/// What is in the brackets of `/K[…]`, if it is references.
fn after_bracket(element: &str) -> &str {
    let inner = element.rsplit_once("/K[").map_or("", |(_, rest)| rest.split(']').next().unwrap());
    if inner.contains(" 0 R") { inner } else { "" }
}

/// The letters and digits after a word.
fn after<'a>(text: &'a str, word: &str) -> &'a str {
    let (_, rest) = text.split_once(word).unwrap_or_else(|| panic!("no {word} in {text}"));
    rest.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap()
}

fn reference(text: &str, word: &str) -> u32 {
    after(text, word).parse().unwrap()
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// Past one sign, or past a whole string.
fn skip(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'(' => {
            let mut depth = 0;
            let mut at = at;
            loop {
                match bytes[at] {
                    b'\\' => at += 1,
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    return at;
                }
            }
        }
        b'<' if bytes.get(at + 1) == Some(&b'<') => at + 2,
        b'<' => find(bytes, b">", at).unwrap() + 1,
        _ => at + 1,
    }
}

/// The operators of what is drawn on a page, without what they work on.
pub(crate) fn operators(page: &[u8]) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let length =
            page[at..].iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'*').count();
        let is_name = at > 0 && page[at - 1] == b'/';
        if length > 0 && !is_name {
            found.push(std::str::from_utf8(&page[at..at + length]).unwrap());
        }
        at = if length > 0 { at + length } else { skip(page, at) };
    }
    found
}

fn collect_names(bytes: &[u8], names: &mut BTreeSet<String>) {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'/' {
            let name: Vec<u8> =
                bytes[at + 1..].iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
            names.insert(String::from_utf8(name).unwrap());
        }
        at = skip(bytes, at);
    }
}
