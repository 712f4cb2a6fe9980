//! The form of a backup: a few files in a tar archive, packed with gzip, encrypted with age. So that a backup can also be opened
//! without this program, by whoever has the key.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use age::stream::StreamWriter;
use age::x25519::Recipient;
use age::{DecryptError, Decryptor, Encryptor};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use super::Problem;
use super::keyring::Keyring;

/// Tar goes in steps of so many bytes.
const BLOCK: usize = 512;

/// A backup that is being written.
pub(super) struct Packer<W: Write>(GzEncoder<StreamWriter<BufWriter<W>>>);

impl<W: Write> Packer<W> {
    pub(super) fn new(out: W, recipient: &Recipient) -> io::Result<Self> {
        let recipients = std::iter::once(recipient as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
        let out = encryptor.wrap_output(BufWriter::new(out))?;
        Ok(Self(GzEncoder::new(out, Compression::new(6))))
    }

    /// Adds a file that is open and whole.
    pub(super) fn file(&mut self, name: &str, mut file: &File) -> io::Result<()> {
        let size = file.metadata()?.len();
        self.0.write_all(&header(name, size))?;
        let written = io::copy(&mut Read::by_ref(&mut file).take(size), &mut self.0)?;
        if written != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.pad(size)
    }

    /// Adds a small file.
    pub(super) fn bytes(&mut self, name: &str, held: &[u8]) -> io::Result<()> {
        self.0.write_all(&header(name, held.len() as u64))?;
        self.0.write_all(held)?;
        self.pad(held.len() as u64)
    }

    fn pad(&mut self, size: u64) -> io::Result<()> {
        self.0.write_all(&[0; BLOCK][..padding(size)])
    }

    /// Ends it; it is all handed over then.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.write_all(&[0; 2 * BLOCK])?;
        self.0.finish()?.finish()?.flush()
    }
}

fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or(0);
    (BLOCK - over) % BLOCK
}

/// A tar header (POSIX ustar). It tells no time and no owner.
fn header(name: &str, size: u64) -> [u8; BLOCK] {
    let mut header = [0; BLOCK];
    let mut set = |at: usize, bytes: &[u8]| {
        header.iter_mut().skip(at).zip(bytes).for_each(|(to, from)| *to = *from);
    };
    set(0, name.as_bytes());
    set(100, b"0000600\0");
    set(108, b"0000000\0");
    set(116, b"0000000\0");
    match size {
        // What eleven octal digits can't say stands there as a number, as GNU tar has it.
        0o100_000_000_000.. => {
            set(124, &[0x80]);
            set(128, &size.to_be_bytes());
        }
        _ => set(124, format!("{size:011o}\0").as_bytes()),
    }
    set(136, b"00000000000\0");
    set(148, b"        ");
    set(156, b"0");
    set(257, b"ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    let sum = format!("{sum:06o}\0 ");
    header.iter_mut().skip(148).zip(sum.as_bytes()).for_each(|(to, from)| *to = *from);
    header
}

/// Name and size in a tar header; none where it is not one of ours.
fn read_header(header: &[u8; BLOCK]) -> Option<(String, u64)> {
    let name = header.split(|byte| *byte == 0).next()?;
    let name = std::str::from_utf8(name.get(..name.len().min(100))?).ok()?;
    let size = match header.get(124)? {
        0x80 => u64::from_be_bytes(header.get(128..136)?.try_into().ok()?),
        _ => u64::from_str_radix(std::str::from_utf8(header.get(124..135)?).ok()?, 8).ok()?,
    };
    (*header == self::header(name, size)).then(|| (name.to_owned(), size))
}

/// Unpacks a backup into an empty folder: exactly the files that are named, each once, and nothing behind them. Whatever was cut
/// short or changed on the way is told before this returns.
pub(super) fn unpack(
    from: &Path,
    keys: &Keyring,
    folder: &Path,
    names: &[&str],
) -> Result<Vec<String>, Problem> {
    let file = File::open(from).map_err(|error| Problem::file(from, &error))?;
    let damaged = |what: &str| Problem::Damaged { from: from.display().to_string(), what: what.to_owned() };
    let changed = || damaged("it was cut short or changed");
    let opened =
        Decryptor::new_buffered(BufReader::new(file)).and_then(|sealed| sealed.decrypt(keys.identities()));
    let opened = opened.map_err(|error| match error {
        DecryptError::NoMatchingKeys => {
            Problem::NoKey { keys: keys.path().display().to_string(), from: from.display().to_string() }
        }
        _ => damaged("it is not a backup of Roundtable's, or was cut short or changed"),
    })?;
    let mut archive = GzDecoder::new(BufReader::new(opened));
    let mut found: Vec<String> = Vec::new();
    while let Some((name, size)) = next(&mut archive).map_err(|_| changed())? {
        if !names.contains(&&*name) || found.contains(&name) {
            return Err(damaged("it holds something else than a backup does"));
        }
        unpack_one(&mut archive, &folder.join(&name), size).map_err(|error| match error {
            Unpacking::Read => changed(),
            Unpacking::Write(error) => Problem::file(&folder.join(&name), &error),
        })?;
        found.push(name);
    }
    // The last piece says that it is the last one; only who reads it knows that nothing is missing.
    let mut byte = [0];
    let ends = matches!(archive.read(&mut byte), Ok(0));
    let mut rest = archive.into_inner();
    if !ends || !rest.fill_buf().is_ok_and(<[u8]>::is_empty) {
        return Err(changed());
    }
    Ok(found)
}

/// The next file in an archive; none at its end, which is two empty blocks.
fn next(archive: &mut impl Read) -> io::Result<Option<(String, u64)>> {
    let mut block = [0; BLOCK];
    archive.read_exact(&mut block)?;
    if block == [0; BLOCK] {
        archive.read_exact(&mut block)?;
        return if block == [0; BLOCK] { Ok(None) } else { Err(io::ErrorKind::InvalidData.into()) };
    }
    read_header(&block).map(Some).ok_or(io::ErrorKind::InvalidData.into())
}

enum Unpacking {
    Read,
    Write(io::Error),
}

fn unpack_one(archive: &mut impl Read, to: &Path, size: u64) -> Result<(), Unpacking> {
    let mut file = store::private().create_new(true).open(to).map_err(Unpacking::Write)?;
    let mut left = size;
    let mut piece = vec![0; 1 << 16];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
        let part = piece.get_mut(..most).unwrap_or_default();
        archive.read_exact(part).map_err(|_| Unpacking::Read)?;
        file.write_all(part).map_err(Unpacking::Write)?;
        left -= most as u64;
    }
    let mut rest = [0; BLOCK];
    archive.read_exact(rest.get_mut(..padding(size)).unwrap_or_default()).map_err(|_| Unpacking::Read)?;
    file.sync_all().map_err(Unpacking::Write)
}
