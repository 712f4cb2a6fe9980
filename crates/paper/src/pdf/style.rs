//! How the pages look. All lengths are in points, a 72nd of an inch.

/// A4, upright.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right of what is said: 20 mm.
pub(super) const SIDE: f32 = 56.69;
/// Above it.
pub(super) const TOP: f32 = 56.69;
/// Below it, without the foot.
pub(super) const BOTTOM: f32 = 42.5;
/// How wide it is.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// Black enough for all, as red, green and blue.
pub(super) const BLACK: Ink = Ink(0x0b, 0x0c, 0x0c);
/// For what is said beside people's words: 8.6 to 1 on white.
pub(super) const GREY: Ink = Ink(0x48, 0x4d, 0x50);
/// For rules and bars.
pub(super) const RULE: Ink = Ink(0xb1, 0xb4, 0xb6);

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// The height of the letters.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) step: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

const fn style(size: f32, bold: bool, ink: Ink) -> Style {
    Style { size, step: size * 1.4, bold, ink }
}

pub(super) const TITLE: Style = style(20.0, true, BLACK);
pub(super) const HEADING: Style = style(15.0, true, BLACK);
pub(super) const SMALL_HEADING: Style = style(12.0, true, BLACK);
pub(super) const BODY: Style = style(11.0, false, BLACK);
pub(super) const NAME: Style = style(11.0, true, BLACK);
pub(super) const NOTE: Style = style(10.0, false, GREY);
pub(super) const CAPTION: Style = style(11.0, true, BLACK);
pub(super) const CELL: Style = style(9.5, false, BLACK);
pub(super) const HEAD_CELL: Style = style(9.5, true, BLACK);
pub(super) const FOOT: Style = style(8.5, false, GREY);
