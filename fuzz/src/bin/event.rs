//! Journal entries as they are kept, and what may be shown of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{Day, Event, Table, recording};

fuzz_target!(|text: &str| {
    let Ok(event) = serde_json::from_str::<Event>(text) else { return };
    let (Ok(again), day) = (serde_json::to_string(&event), Day::from_number(20_000)) else {
        panic!("what was read can be written");
    };
    assert_eq!(serde_json::from_str::<Event>(&again).ok().as_ref(), Some(&event));
    assert_eq!(recording::public(&event).is_some(), recording::is_public(event.kind()));
    if let Some(shown) = recording::public(&event) {
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap_or_default();
        assert!(shown.is_object());
    }
    let _ = Table::begin(&event, day);
});
