//! How a person sees the page: size, colours, scripts.

use serde_json::{Value, json};

/// The colours that a person's device asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Dark words on light ground.
    Light,
    /// Light words on dark ground.
    Dark,
    /// The device's own few colours in place of the page's (Windows high contrast).
    Forced,
}

/// Size, colours, and whether scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Width of the page in CSS pixels.
    pub width: u32,
    /// Height of the window in CSS pixels.
    pub height: u32,
    /// Device pixels for each CSS pixel, for sharp pictures.
    pub density: u32,
    /// The colours asked for.
    pub colours: Colours,
    /// Whether the page's scripts run.
    pub scripts: bool,
}

impl Look {
    /// A small old phone, 320 pixels wide; also what 1280 pixels are at 400 % zoom.
    pub const PHONE: Self =
        Self { width: 320, height: 640, density: 1, colours: Colours::Light, scripts: true };
    /// A phone of today, 360 pixels wide.
    pub const WIDER_PHONE: Self = Self { width: 360, height: 740, ..Self::PHONE };
    /// A desk.
    pub const DESK: Self = Self { width: 1280, height: 900, ..Self::PHONE };

    /// The same without scripts.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    /// The same in other colours.
    #[must_use]
    pub fn in_colours(self, colours: Colours) -> Self {
        Self { colours, ..self }
    }

    /// The same with more device pixels.
    #[must_use]
    pub fn with_density(self, density: u32) -> Self {
        Self { density, ..self }
    }

    /// Every look that a page must pass: two widths in three sets of colours.
    pub fn every() -> Vec<Self> {
        let colours = [Colours::Light, Colours::Dark, Colours::Forced];
        let sizes = [Self::PHONE, Self::DESK];
        sizes.iter().flat_map(|size| colours.map(|colours| size.in_colours(colours))).collect()
    }

    pub(super) fn metrics(&self) -> Value {
        json!({
            "width": self.width,
            "height": self.height,
            "deviceScaleFactor": self.density,
            "mobile": false,
        })
    }

    pub(super) fn media(&self) -> Value {
        let scheme = if self.colours == Colours::Dark { "dark" } else { "light" };
        let forced = if self.colours == Colours::Forced { "active" } else { "none" };
        json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]})
    }
}
