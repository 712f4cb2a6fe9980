//! What was typed, sent along to the next step of a form.

use maud::{Markup, html};

use crate::fields::Fields;

/// Everything in a form but its key and the button that was pressed.
pub(in crate::pages) fn carried(fields: &Fields) -> Markup {
    let typed = fields.pairs().filter(|(name, _)| !matches!(*name, "key" | "sure" | "change"));
    html! {
        @for (name, value) in typed { input type="hidden" name=(name) value=(value); }
    }
}
