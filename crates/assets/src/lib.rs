//! The pages' style sheet, script and icon, built from source and embedded with their compressed forms.
//!
//! Names carry a hash of the content, so a browser may keep a file for ever; the licence texts are the one
//! exception, because people look for them by name. The script only adds help: no page needs it.

#[cfg(feature = "fixtures")]
pub mod fixtures;

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file name under `/assets/`.
    pub name: &'static str,
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// The content as it is.
    pub bytes: &'static [u8],
    /// The content compressed with brotli, if that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// The content compressed with gzip, if that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// The value of `ETag`, with its quotes.
    pub etag: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file with this name, such as [`STYLE`].
pub fn by_name(name: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_names_a_file_and_its_path() {
        for (name, path) in
            [(STYLE, STYLE_PATH), (SCRIPT, SCRIPT_PATH), (ICON, ICON_PATH), (LICENCES, LICENCES_PATH)]
        {
            let asset = by_name(name).expect("the constant names a file");
            assert!(!asset.bytes.is_empty(), "{name} is empty");
            assert_eq!(path, format!("/assets/{name}"));
        }
        assert_eq!(by_name("site.css"), None);
    }

    #[test]
    fn first_view_stays_inside_its_weight_budget() {
        let weight = |name| by_name(name).and_then(|asset| asset.brotli).expect("compressed").len();
        assert!(weight(STYLE) <= 14 * 1024, "the style sheet weighs {} bytes", weight(STYLE));
        assert!(weight(SCRIPT) <= 8 * 1024, "the script weighs {} bytes", weight(SCRIPT));
    }

    #[test]
    fn no_other_server_and_no_foreign_brand_is_in_the_files() {
        let text = |name| String::from_utf8_lossy(by_name(name).expect("embedded").bytes).to_lowercase();
        let style = text(STYLE);
        for unwanted in
            ["gds transport", "@font-face", "@import", "url(http", "url(//", "italic", "uppercase"]
        {
            assert!(!style.contains(unwanted), "the style sheet has {unwanted}");
        }
        assert!(!text(SCRIPT).contains("https://"), "the script names another server");
    }

    #[test]
    fn the_licence_of_the_design_system_is_handed_out() {
        let licences = by_name(LICENCES).expect("embedded").bytes;
        assert!(String::from_utf8_lossy(licences).contains("Government Digital Service"));
    }
}
