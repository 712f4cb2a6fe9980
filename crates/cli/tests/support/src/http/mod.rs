//! A small blocking HTTP/1.1 client that counts every byte on the wire.
//!
//! It speaks to one address, keeps its connection and its cookies, and leaves bodies as they came: a compressed
//! body stays compressed, so that what is counted is what a phone would pay for.

mod reply;
mod wire;

use std::io::{self, BufReader, Write};
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;

pub use reply::{Cookie, Reply};

use crate::html::Form;
use wire::Counted;

/// How long the client waits for the next byte.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many redirects in a row are still a way and not a circle.
const MOST_REDIRECTS: usize = 10;

/// Bytes and requests so far, headers included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Bytes sent.
    pub sent: u64,
    /// Bytes received.
    pub received: u64,
    /// Requests answered.
    pub requests: u32,
}

impl Traffic {
    /// Bytes both ways.
    pub fn bytes(&self) -> u64 {
        self.sent + self.received
    }
}

/// A client of one address.
pub struct Client {
    address: SocketAddr,
    connection: Option<BufReader<Counted>>,
    cookies: Vec<Cookie>,
    traffic: Traffic,
    patience: Duration,
}

impl Client {
    /// A client with no cookies and no open connection.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            connection: None,
            cookies: Vec::new(),
            traffic: Traffic::default(),
            patience: PATIENCE,
        }
    }

    /// Waits at most `patience` for the next byte instead of 20 seconds.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Bytes and requests so far.
    pub fn traffic(&self) -> Traffic {
        self.traffic
    }

    /// The cookies it holds.
    pub fn cookies(&self) -> &[Cookie] {
        &self.cookies
    }

    /// The value of one cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|cookie| cookie.name == name).map(|cookie| cookie.value.as_str())
    }

    /// Puts a cookie in, as a copied session would be.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|cookie| cookie.name != name);
        self.cookies.push(Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            attributes: String::new(),
        });
    }

    /// Drops all cookies, as a new person on the same device would.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    /// Any request.
    pub fn request<'c>(&'c mut self, method: &str, path: &str) -> Request<'c> {
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: None,
            client: self,
        }
    }

    /// A GET that accepts HTML.
    pub fn get<'c>(&'c mut self, path: &str) -> Request<'c> {
        self.request("GET", path).header("Accept", "text/html,*/*")
    }

    /// A form sent as a browser without scripts sends it, from a page of the same site.
    pub fn post_form<'c>(&'c mut self, path: &str, fields: &[(&str, &str)]) -> Request<'c> {
        let origin = format!("http://{}", self.address);
        self.request("POST", path)
            .header("Accept", "text/html,*/*")
            .header("Origin", &origin)
            .header("Sec-Fetch-Site", "same-origin")
            .body("application/x-www-form-urlencoded", encode(fields).into_bytes())
    }

    /// A JSON body sent by a program: no `Origin`, no `Sec-Fetch-Site`.
    pub fn send_json<'c>(&'c mut self, method: &str, path: &str, body: &Value) -> Request<'c> {
        self.request(method, path)
            .header("Accept", "application/json")
            .body("application/json", body.to_string().into_bytes())
    }

    /// Sends a form read from a page with [`Reply::forms`], with its own fields and what was set on it.
    pub fn send_form<'c>(&'c mut self, form: &Form) -> Request<'c> {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if form.method.eq_ignore_ascii_case("post") {
            return self.post_form(&form.action, &fields);
        }
        let separator = if form.action.contains('?') { '&' } else { '?' };
        let path = format!("{}{separator}{}", form.action, encode(&fields));
        self.get(&path)
    }

    /// Follows redirects on the same address until a page comes.
    ///
    /// # Panics
    /// On an eleventh redirect in a row, or one that leaves the site.
    pub fn follow(&mut self, mut reply: Reply) -> Reply {
        for _ in 0..MOST_REDIRECTS {
            if !(300..400).contains(&reply.status) || reply.status == 304 {
                return reply;
            }
            let Some(target) = reply.header("location").map(str::to_owned) else {
                panic!("a {} came without Location", reply.status)
            };
            let own = format!("http://{}", self.address);
            let path = target.strip_prefix(&own).unwrap_or(&target);
            assert!(path.starts_with('/'), "the redirect leaves the site: {target}");
            let path = path.split('#').next().unwrap_or(path).to_owned();
            reply = self.get(&path).send();
        }
        panic!("more than {MOST_REDIRECTS} redirects in a row")
    }

    fn exchange(&mut self, method: &str, request: &[u8]) -> io::Result<Reply> {
        // A kept connection may have been closed by the other side; asking again is safe for reading only.
        let may_retry = self.connection.is_some() && matches!(method, "GET" | "HEAD");
        match self.exchange_once(method, request) {
            Err(_) if may_retry => {
                self.connection = None;
                self.exchange_once(method, request)
            }
            other => other,
        }
    }

    fn exchange_once(&mut self, method: &str, request: &[u8]) -> io::Result<Reply> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => BufReader::new(Counted::connect(self.address, self.patience)?),
        };
        let before = connection.get_ref().received;
        connection.get_mut().stream.write_all(request)?;
        let (reply, keep) = wire::read_reply(&mut connection, method)?;
        let reply =
            Reply { sent: request.len() as u64, received: connection.get_ref().received - before, ..reply };
        self.traffic.sent += reply.sent;
        self.traffic.received += reply.received;
        self.traffic.requests += 1;
        if keep {
            self.connection = Some(connection);
        }
        self.keep_cookies(&reply);
        Ok(reply)
    }

    fn keep_cookies(&mut self, reply: &Reply) {
        for cookie in reply.set_cookies() {
            self.cookies.retain(|known| known.name != cookie.name);
            let attributes = cookie.attributes.to_ascii_lowercase();
            let gone = attributes.contains("max-age=0") || attributes.contains("1970");
            if !gone {
                self.cookies.push(cookie);
            }
        }
    }
}

/// A request being made.
pub struct Request<'c> {
    client: &'c mut Client,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Request<'_> {
    /// Sets a header, in place of any of the same name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Takes a header away.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// A body of the given type.
    #[must_use]
    pub fn body(mut self, content_type: &str, bytes: Vec<u8>) -> Self {
        self.body = Some(bytes);
        self.header("Content-Type", content_type)
    }

    /// Asks for what a phone's browser asks for: a compressed answer.
    #[must_use]
    pub fn compressed(self) -> Self {
        self.header("Accept-Encoding", "gzip, deflate, br")
    }

    /// Sends it.
    ///
    /// # Panics
    /// When the connection fails; [`Request::try_send`] gives the error instead.
    pub fn send(self) -> Reply {
        let what = format!("{} {}", self.method, self.path);
        match self.try_send() {
            Ok(reply) => reply,
            Err(error) => panic!("{what} got no answer: {error}"),
        }
    }

    /// Sends it; an error when no whole answer came back, and then it may or may not have taken effect.
    pub fn try_send(self) -> io::Result<Reply> {
        let mut bytes = self.head().into_bytes();
        bytes.extend_from_slice(self.body.as_deref().unwrap_or_default());
        self.client.exchange(&self.method, &bytes)
    }

    /// The request line and all headers, with the empty line after them.
    fn head(&self) -> String {
        let given = |name: &str| self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let mut lines = vec![format!("{} {} HTTP/1.1", self.method, self.path)];
        if !given("host") {
            lines.push(format!("Host: {}", self.client.address));
        }
        let cookies = &self.client.cookies;
        if !given("cookie") && !cookies.is_empty() {
            let pairs: Vec<String> = cookies.iter().map(|c| format!("{}={}", c.name, c.value)).collect();
            lines.push(format!("Cookie: {}", pairs.join("; ")));
        }
        if let Some(body) = &self.body
            && !given("content-length")
        {
            lines.push(format!("Content-Length: {}", body.len()));
        }
        lines.extend(self.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.join("\r\n") + "\r\n\r\n"
    }
}

/// Fields as `application/x-www-form-urlencoded`.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

fn escape(text: &str) -> String {
    let escape_byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(escape_byte).collect()
}
