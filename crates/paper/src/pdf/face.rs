//! The fonts, which of them has a letter, and the glyphs of words.

use std::sync::LazyLock;

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use unicode_script::{Script, UnicodeScript};

use super::PdfError;
use super::woff;

/// One of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    Emoji,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    /// Coarse letters, but of nearly every script there is.
    Coarse,
}

/// A file of an installed package.
macro_rules! package {
    ($read:ident, $path:literal) => {
        $read!(concat!(env!("OUT_DIR"), "/node_modules/", $path))
    };
}

/// In the order of [`Face`]'s variants, each read when it is first needed.
static LOADED: [LazyLock<Option<Loaded>>; 10] = [
    LazyLock::new(|| Loaded::read(package!(include_bytes, "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"))),
    LazyLock::new(|| Loaded::read(package!(include_bytes, "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"))),
    LazyLock::new(|| {
        Loaded::read(package!(
            include_bytes,
            "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-gurmukhi/files/noto-sans-gurmukhi-gurmukhi-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-gujarati/files/noto-sans-gujarati-gujarati-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(
            include_bytes,
            "@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-400-normal.woff"
        ))
    }),
    LazyLock::new(|| {
        Loaded::open(package!(include_bytes, "@fontsource/unifontex/files/unifontex-latin-400-normal.woff"))
    }),
];

/// The fonts in this program and in the PDFs it makes, each with the licence it came with.
pub fn font_licences() -> [(&'static str, &'static str); 9] {
    [
        ("DejaVu Sans", package!(include_str, "dejavu-fonts-ttf/LICENSE")),
        ("Noto Emoji", package!(include_str, "@expo-google-fonts/noto-emoji/LICENSE_FONT")),
        ("Noto Sans Arabic", package!(include_str, "@fontsource/noto-sans-arabic/LICENSE")),
        ("Noto Sans Devanagari", package!(include_str, "@fontsource/noto-sans-devanagari/LICENSE")),
        ("Noto Sans Bengali", package!(include_str, "@fontsource/noto-sans-bengali/LICENSE")),
        ("Noto Sans Gurmukhi", package!(include_str, "@fontsource/noto-sans-gurmukhi/LICENSE")),
        ("Noto Sans Gujarati", package!(include_str, "@fontsource/noto-sans-gujarati/LICENSE")),
        ("Noto Sans Tamil", package!(include_str, "@fontsource/noto-sans-tamil/LICENSE")),
        ("UnifontEX", package!(include_str, "@fontsource/unifontex/LICENSE")),
    ]
}

/// Makes sure of the two fonts that nothing works without.
pub(super) fn text_faces() -> Result<(), PdfError> {
    for (face, name) in [(Face::Regular, "DejaVu Sans"), (Face::Bold, "DejaVu Sans Bold")] {
        face.loaded().ok_or(PdfError::Font(name))?;
    }
    Ok(())
}

/// A font that has been read.
struct Loaded {
    file: &'static [u8],
    drawn: Font,
    shaper: ShaperData,
    units: f32,
    /// What is drawn for a letter that no font has, and how wide it is.
    missing: (GlyphId, f32),
}

impl Loaded {
    fn read(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let drawn = Font::new(file.into(), 0)?;
        let letters = font.charmap();
        let signs = [char::REPLACEMENT_CHARACTER, '?', ' '];
        let missing = signs.into_iter().find_map(|sign| letters.map(sign)).unwrap_or(skrifa::GlyphId::new(1));
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let width = widths.advance_width(missing).unwrap_or_default() / drawn.units_per_em();
        Some(Self {
            file,
            units: drawn.units_per_em(),
            drawn,
            shaper: ShaperData::new(&font),
            missing: (GlyphId::new(missing.to_u32()), width),
        })
    }

    /// A font from a WOFF file. It stays in memory until the program ends.
    fn open(file: &'static [u8]) -> Option<Self> {
        Self::read(Vec::leak(woff::open(file)?))
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::new(self.file).ok()
    }
}

impl Face {
    fn loaded(self) -> Option<&'static Loaded> {
        LOADED[self as usize].as_ref()
    }

    /// The font as krilla knows it.
    pub(super) fn drawn(self) -> Option<Font> {
        self.loaded().map(|loaded| loaded.drawn.clone())
    }

    /// Whether the font has all that is to be seen of a letter with its marks.
    fn has(self, letter: &str) -> bool {
        let Some(font) = self.loaded().and_then(Loaded::font) else { return false };
        let map = font.charmap();
        letter.chars().filter(|&sign| !is_unseen(sign)).all(|sign| map.map(sign).is_some())
    }

    /// The font for a letter with its marks, after words in another.
    ///
    /// Spaces stay in the font of the word before them, so that a line has few pieces, and so do the stops of a script.
    /// Where no font has all of a letter, it is the coarse one; where that has nothing of it either, the ordinary one, which
    /// draws a replacement.
    pub(super) fn of(letter: &str, bold: bool, before: Option<Self>) -> Self {
        if let Some(before) = before.filter(|face| face.keeps(letter) && face.has(letter)) {
            return before;
        }
        let text = if bold { [Self::Bold, Self::Regular] } else { [Self::Regular, Self::Bold] };
        let picture =
            letter.chars().any(|sign| sign >= '\u{1f000}' || sign == '\u{fe0f}').then_some(Self::Emoji);
        let scripts = letter.chars().map(|sign| sign.script());
        let own = scripts.filter(|script| !is_shared(*script)).find_map(Self::of_script);
        let order = [picture, own, Some(text[0]), Some(text[1]), Some(Self::Emoji), Some(Self::Coarse)];
        order.into_iter().flatten().find(|face| face.has(letter)).unwrap_or_else(|| {
            let first = letter.get(..letter.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
            if Self::Coarse.has(first) { Self::Coarse } else { text[0] }
        })
    }

    /// The font made for a script.
    fn of_script(script: Script) -> Option<Self> {
        match script {
            Script::Arabic => Some(Self::Arabic),
            Script::Devanagari => Some(Self::Devanagari),
            Script::Bengali => Some(Self::Bengali),
            Script::Gurmukhi => Some(Self::Gurmukhi),
            Script::Gujarati => Some(Self::Gujarati),
            Script::Tamil => Some(Self::Tamil),
            _ => None,
        }
    }

    /// Whether a sign that could be in any font goes with the words before it in this one.
    fn keeps(self, letter: &str) -> bool {
        let is_space = |sign: char| sign.is_whitespace() || is_unseen(sign);
        let is_stop = |sign: char| is_shared(sign.script()) && !sign.is_alphanumeric();
        match self {
            // A space among pictures is as wide as a picture.
            Self::Emoji => letter.chars().all(is_unseen),
            Self::Regular | Self::Bold | Self::Coarse => letter.chars().all(is_space),
            _ => letter.chars().all(|sign| is_space(sign) || is_stop(sign)),
        }
    }

    /// The glyphs of words that are all in one font, one script and one direction, in the order they are drawn; lengths
    /// are parts of the height of the letters.
    pub(super) fn glyphs(self, words: &str, script: Script, leftwards: bool) -> Vec<KrillaGlyph> {
        let Some((loaded, font)) = self.loaded().and_then(|loaded| Some((loaded, loaded.font()?))) else {
            return Vec::new();
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.set_direction(if leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
        let tag = harfrust::Tag::from_u32(script.as_iso15924_tag());
        buffer.set_script(harfrust::Script::from_iso15924_tag(tag).unwrap_or(harfrust::script::COMMON));
        let shaped = loaded.shaper.shaper(&font).build().shape(buffer, ShapeOptions::new());
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let part = |length: i32| length_of(length) / loaded.units;
        let glyph = |(info, place): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
            let start = info.cluster as usize;
            let end = starts.get(starts.partition_point(|&other| other <= start)).copied();
            let (drawn, width) = match info.glyph_id {
                0 => loaded.missing,
                known => (GlyphId::new(known), part(place.x_advance)),
            };
            KrillaGlyph::new(
                drawn,
                width,
                part(place.x_offset),
                part(place.y_offset),
                part(place.y_advance),
                start..end.unwrap_or(words.len()),
                None,
            )
        };
        shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths in a font are far below 2^24")]
fn length_of(units: i32) -> f32 {
    units as f32
}

/// Signs without a form of their own: joiners, selectors, marks of direction.
fn is_unseen(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether signs of this script stand among those of any other.
pub(super) fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_can_be_read() {
        for (number, loaded) in LOADED.iter().enumerate() {
            assert!(loaded.is_some(), "font {number}");
        }
        assert!(font_licences().iter().all(|(_, licence)| licence.len() > 500));
    }

    #[test]
    fn letters_find_a_font_that_has_them() {
        for (letter, face) in [
            ("a", Face::Regular),
            ("ж", Face::Regular),
            ("س", Face::Arabic),
            ("ש", Face::Regular),
            ("क", Face::Devanagari),
            ("বা", Face::Bengali),
            ("ਪੰ", Face::Gurmukhi),
            ("ગુ", Face::Gujarati),
            ("மி", Face::Tamil),
            ("😀", Face::Emoji),
            ("🇬🇧", Face::Emoji),
            ("你", Face::Coarse),
            ("안", Face::Coarse),
            ("አ", Face::Coarse),
            ("\u{13000}", Face::Regular),
        ] {
            assert_eq!(Face::of(letter, false, None), face, "{letter}");
        }
        assert_eq!(Face::of("a", true, None), Face::Bold);
        for (sign, before, face) in [
            (" ", Face::Coarse, Face::Coarse),
            (" ", Face::Emoji, Face::Regular),
            ("।", Face::Bengali, Face::Bengali),
            ("،", Face::Arabic, Face::Arabic),
            ("8", Face::Arabic, Face::Regular),
            (",", Face::Coarse, Face::Regular),
        ] {
            assert_eq!(Face::of(sign, false, Some(before)), face, "{sign} after {before:?}");
        }
    }

    #[test]
    fn every_byte_belongs_to_a_glyph() {
        for (words, script, leftwards) in [
            ("office fin", Script::Latin, false),
            ("مرحبا", Script::Arabic, true),
            ("\u{13000}\u{13001}", Script::Egyptian_Hieroglyphs, false),
        ] {
            let glyphs = Face::Regular.glyphs(words, script, leftwards);
            let mut covered = vec![false; words.len()];
            for glyph in &glyphs {
                assert!(glyph.glyph_id.to_u32() != 0);
                covered[glyph.text_range.clone()].fill(true);
            }
            assert!(covered.iter().all(|&covered| covered), "{words}");
        }
    }
}
