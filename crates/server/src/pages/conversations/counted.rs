//! Boxes to write in that say how much room is left.

use crate::t;
use crate::text::Tr;
use crate::ui::{CharacterCount, CountMessages, Textarea};

/// A box with room for so many characters.
pub(crate) fn counted(tr: Tr, area: Textarea, limit: u32) -> CharacterCount {
    // The script puts the number in.
    let count = "%{count}";
    CharacterCount::new(
        area,
        limit,
        t!(tr, "letters-up-to", count = limit),
        CountMessages {
            one_left: t!(tr, "letters-one-left", count = count),
            many_left: t!(tr, "letters-many-left", count = count),
            none_left: t!(tr, "letters-none-left"),
            one_over: t!(tr, "letters-one-over", count = count),
            many_over: t!(tr, "letters-many-over", count = count),
        },
    )
}
