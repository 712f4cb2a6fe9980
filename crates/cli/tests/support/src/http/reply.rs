//! What came back.

use serde_json::Value;

use crate::html::{self, Form};

/// A cookie as the server set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// All that followed the value, such as `Path=/; HttpOnly`.
    pub attributes: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// All headers in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body as it came, still compressed if it was.
    pub body: Vec<u8>,
    /// Bytes sent for it, headers included.
    pub sent: u64,
    /// Bytes received for it, headers included.
    pub received: u64,
}

impl Reply {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The cookies that it sets.
    pub fn set_cookies(&self) -> Vec<Cookie> {
        let lines = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        lines.filter_map(|(_, line)| parse_cookie(line)).collect()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The words that a person would read.
    pub fn words(&self) -> String {
        html::words(&self.text())
    }

    /// The forms of the page.
    pub fn forms(&self) -> Vec<Form> {
        html::forms(&self.text())
    }

    /// The one form whose action starts with `action`.
    ///
    /// # Panics
    /// When there is none.
    pub fn form(&self, action: &str) -> Form {
        let forms = self.forms();
        let known: Vec<String> = forms.iter().map(|form| form.action.clone()).collect();
        let found = forms.into_iter().find(|form| form.action.starts_with(action));
        found.unwrap_or_else(|| panic!("no form goes to {action}; the page's forms go to {known:?}"))
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("status {}: not JSON ({error}): {}", self.status, self.text()),
        }
    }
}

fn parse_cookie(line: &str) -> Option<Cookie> {
    let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=')?;
    Some(Cookie {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        attributes: attributes.trim().to_owned(),
    })
}
