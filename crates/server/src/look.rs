//! "Make it easier to read": how somebody wants pages to look, kept in one cookie on their own device.

/// The name of the cookie. It holds no secret.
pub(crate) const COOKIE: &str = "rt-look";

/// Colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Light.
    Light,
    /// Cream.
    Cream,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub(crate) const ALL: [Self; 5] = [Self::Device, Self::Light, Self::Cream, Self::Dark, Self::Contrast];

    /// The name in the cookie, the form and the page.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Cream => "cream",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// How pages look for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Colours.
    pub theme: Theme,
    /// Size of the letters: 1, 2 or 3.
    pub size: u8,
    /// More space between lines and words.
    pub space: bool,
    /// Without pictures that only decorate.
    pub calm: bool,
    /// Less data: no script.
    pub lean: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::Device, size: 1, space: false, calm: false, lean: false }
    }
}

impl Look {
    /// Reads the cookie; anything odd is left at its default.
    pub(crate) fn of_cookie(value: &str) -> Self {
        let mut look = Self::default();
        for part in value.split('.') {
            match part {
                "size2" => look.size = 2,
                "size3" => look.size = 3,
                "space" => look.space = true,
                "calm" => look.calm = true,
                "lean" => look.lean = true,
                name => {
                    if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.key() == name) {
                        look.theme = theme;
                    }
                }
            }
        }
        look
    }

    /// The cookie's value.
    pub(crate) fn cookie(self) -> String {
        let mut parts = vec![self.theme.key()];
        match self.size {
            2 => parts.push("size2"),
            3 => parts.push("size3"),
            _ => {}
        }
        for (wanted, name) in [(self.space, "space"), (self.calm, "calm"), (self.lean, "lean")] {
            if wanted {
                parts.push(name);
            }
        }
        parts.join(".")
    }
}

/// How long the cookie is kept, in seconds.
pub(crate) const KEPT_SECONDS: i64 = 365 * 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_reads_back() {
        for theme in Theme::ALL {
            let look = Look { theme, size: 3, space: true, calm: true, lean: true };
            assert_eq!(Look::of_cookie(&look.cookie()), look);
        }
        assert_eq!(Look::of_cookie("nonsense.size9..<script>"), Look::default());
    }
}
