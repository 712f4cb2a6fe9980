//! Fixed pages on loopback, to try the tools on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use crate::must;

/// A server of fixed pages that lives as long as the test process.
pub struct Pages {
    address: SocketAddr,
}

impl Pages {
    /// Serves each `(path, html)`; a form sent to any path comes back as the page `sent` with its body in `#body`.
    pub fn serve(pages: &[(&str, &str)]) -> Self {
        let listener = must(TcpListener::bind(("127.0.0.1", 0)), "listen on loopback");
        let address = must(listener.local_addr(), "read the listener's address");
        let pages: Arc<[(String, String)]> =
            pages.iter().map(|(path, html)| ((*path).to_owned(), (*html).to_owned())).collect();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let pages = Arc::clone(&pages);
                std::thread::spawn(move || answer_all(stream, &pages));
            }
        });
        Self { address }
    }

    /// Where the pages are, for example `127.0.0.1:40123`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The full address of the page at `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Answers requests on one connection until the other side has had enough.
fn answer_all(stream: TcpStream, pages: &[(String, String)]) {
    let Ok(mut writer) = stream.try_clone() else { return };
    let mut reader = BufReader::new(stream);
    while let Some((method, path, body)) = read_request(&mut reader) {
        if writer.write_all(&reply(&method, &path, &body, pages)).is_err() {
            return;
        }
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<(String, String, String)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header).ok()? == 0 {
            return None;
        }
        let header = header.trim();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((method, path, String::from_utf8(body).ok()?))
}

fn reply(method: &str, path: &str, body: &str, pages: &[(String, String)]) -> Vec<u8> {
    if method == "POST" {
        return sent(body);
    }
    match pages.iter().find(|(known, _)| known == path) {
        // In chunks, so that the client's reading of chunks is tried too.
        Some((_, html)) => chunked(html),
        None => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
    }
}

fn sent(body: &str) -> Vec<u8> {
    let html = format!(
        "<!doctype html><html lang=en><title>sent</title><main><h1 id=body>{body}</h1></main></html>"
    );
    let mut all =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: seen=yes; Path=/; HttpOnly\r\nContent-Length: {}\r\n\r\n", html.len())
            .into_bytes();
    all.extend_from_slice(html.as_bytes());
    all
}

fn chunked(html: &str) -> Vec<u8> {
    let mut all =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
            .to_vec();
    for chunk in html.as_bytes().chunks(1000) {
        all.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        all.extend_from_slice(chunk);
        all.extend_from_slice(b"\r\n");
    }
    all.extend_from_slice(b"0\r\n\r\n");
    all
}
