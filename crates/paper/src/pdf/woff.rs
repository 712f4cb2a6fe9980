//! Opening a WOFF file: a font whose tables are compressed one by one (W3C, WOFF File Format 1.0).

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Length of the header of a WOFF file, of an entry in its directory, and of the same in the font it holds.
const WOFF_HEADER: usize = 44;
const WOFF_ENTRY: usize = 20;
const FONT_HEADER: usize = 12;
const FONT_ENTRY: usize = 16;

/// The font in a WOFF file; nothing if it is none.
pub(super) fn open(file: &[u8]) -> Option<Vec<u8>> {
    if file.get(..4)? != b"wOFF" {
        return None;
    }
    let count = short(file, 12)?;
    let mut font = header(file.get(4..8)?, count);
    let mut bodies = Vec::new();
    let start = FONT_HEADER + usize::from(count) * FONT_ENTRY;
    for number in 0..usize::from(count) {
        let entry = file.get(WOFF_HEADER + number * WOFF_ENTRY..)?.get(..WOFF_ENTRY)?;
        let body = table(file, entry)?;
        font.extend_from_slice(entry.get(..4)?);
        font.extend_from_slice(entry.get(16..20)?);
        font.extend_from_slice(&u32::try_from(start + bodies.len()).ok()?.to_be_bytes());
        font.extend_from_slice(&u32::try_from(body.len()).ok()?.to_be_bytes());
        bodies.extend_from_slice(&body);
        bodies.resize(bodies.len().next_multiple_of(4), 0);
    }
    font.extend_from_slice(&bodies);
    Some(font)
}

/// The head of a font file, with the three numbers that help to search its directory.
fn header(flavour: &[u8], count: u16) -> Vec<u8> {
    let power = count.checked_ilog2().unwrap_or_default();
    let range = 16 << power;
    let mut head = flavour.to_vec();
    for number in [u32::from(count), range, power, u32::from(count) * 16 - range.min(u32::from(count) * 16)] {
        head.extend_from_slice(&number.to_be_bytes()[2..]);
    }
    head
}

/// A table as it was before it was compressed.
fn table(file: &[u8], entry: &[u8]) -> Option<Vec<u8>> {
    let (offset, packed, length) = (long(entry, 4)?, long(entry, 8)?, long(entry, 12)?);
    let body = file.get(offset..)?.get(..packed)?;
    if packed == length {
        return Some(body.to_vec());
    }
    let mut plain = Vec::with_capacity(length);
    ZlibDecoder::new(body).take(length as u64).read_to_end(&mut plain).ok()?;
    (plain.len() == length).then_some(plain)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn what_is_no_woff_is_not_opened() {
        assert_eq!(open(b""), None);
        assert_eq!(open(b"OTTO and more bytes than the header has, to be sure of it"), None);
        assert_eq!(open(&[b"wOFF".as_slice(), &[0xff; 60]].concat()), None);
    }
}
