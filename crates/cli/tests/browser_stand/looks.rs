//! The page with groups, one's own place and an unfolded map, in every look.

use support::browser::{Colours, Look};

use crate::hall::{Hall, is};

/// Finger-sized, in CSS pixels.
const LEAST_TARGET: u64 = 44;

#[test]
fn groups_and_maps_pass_in_every_look() {
    let hall = Hall::full();
    let mut browser = hall.open_as(6, Look::PHONE);
    browser.press("Show the map of people");
    browser.expect_words("You. Only you can see this.");
    for look in Look::every() {
        browser.dress(look);
        if look.colours == Colours::Forced {
            assert!(is(&browser, "matchMedia('(forced-colors: active)').matches"));
        }
        assert!(is(&browser, "document.querySelector('.rt-you').checkVisibility()"));
        browser.assert_accessible();
        assert_eq!(browser.sideways(), Vec::<String>::new(), "{look:?}");
        assert_eq!(browser.clipped(), Vec::<String>::new(), "{look:?}");
        assert_eq!(browser.small_targets(LEAST_TARGET), [], "{look:?}");
    }
    assert_eq!(browser.animations(), 0);
}
