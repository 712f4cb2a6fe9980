//! Bytes in and out of one connection.

use std::io::{self, BufRead, Read};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::reply::Reply;

/// A connection that counts what it receives.
pub(super) struct Counted {
    pub(super) stream: TcpStream,
    pub(super) received: u64,
}

impl Counted {
    pub(super) fn connect(address: SocketAddr, patience: Duration) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, patience)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        Ok(Self { stream, received: 0 })
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.received += count as u64;
        Ok(count)
    }
}

/// Reads one whole answer; the second value says whether the connection may be used again.
pub(super) fn read_reply<R: BufRead>(reader: &mut R, method: &str) -> io::Result<(Reply, bool)> {
    let (status, headers) = loop {
        let head = read_head(reader)?;
        // 1xx answers come before the real one.
        if head.0 >= 200 {
            break head;
        }
    };
    let mut reply = Reply { status, headers, body: Vec::new(), sent: 0, received: 0 };
    let close = reply.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    if method == "HEAD" || matches!(status, 204 | 304) {
        return Ok((reply, !close));
    }
    let chunked =
        reply.header("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().ends_with("chunked"));
    let length = reply.header("content-length").map(str::to_owned);
    let keep = match (chunked, length) {
        (true, _) => {
            read_chunks(reader, &mut reply.body)?;
            true
        }
        (false, Some(length)) => {
            let length: usize = length.trim().parse().map_err(|_| bad("Content-Length is no number"))?;
            reply.body.resize(length, 0);
            reader.read_exact(&mut reply.body)?;
            true
        }
        (false, None) => {
            reader.read_to_end(&mut reply.body)?;
            false
        }
    };
    Ok((reply, keep && !close))
}

fn read_head<R: BufRead>(reader: &mut R) -> io::Result<(u16, Vec<(String, String)>)> {
    let first = read_line(reader)?;
    let status = first.split_whitespace().nth(1).and_then(|word| word.parse().ok());
    let status = status.ok_or_else(|| bad(&format!("no status line: {first:?}")))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            return Ok((status, headers));
        }
        let (name, value) = line.split_once(':').ok_or_else(|| bad(&format!("no header: {line:?}")))?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
}

fn read_chunks<R: BufRead>(reader: &mut R, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let line = read_line(reader)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(|_| bad("a chunk has no size"))?;
        if size == 0 {
            // Trailers, up to the empty line.
            while !read_line(reader)?.is_empty() {}
            return Ok(());
        }
        let start = body.len();
        body.resize(start + size, 0);
        reader.read_exact(&mut body[start..])?;
        read_line(reader)?;
    }
}

fn read_line<R: BufRead>(reader: &mut R) -> io::Result<String> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let line = String::from_utf8_lossy(&line);
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}
