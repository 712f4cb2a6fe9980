//! What people type (words, codes, cards, days, addresses), and files that others write (budgets and rankings).
#![no_main]

use libfuzzer_sys::fuzz_target;
use table::{Card, Day, InviteCode, MailAddress, TableId, Words, one_line};
use voice::budget::pabulib;
use voice::rank::preflib;
use voice::shares::Ratio;

fuzz_target!(|text: &str| {
    if let Ok(words) = Words::<280>::new(text) {
        assert_eq!(Words::<280>::new(words.as_str()).as_ref(), Ok(&words), "what was kept is kept as it is");
    }
    if let Ok(code) = text.parse::<TableId>() {
        assert_eq!(code.to_string().parse::<TableId>(), Ok(code));
    }
    if let Ok(code) = text.parse::<InviteCode>() {
        assert_eq!(code.to_string().parse::<InviteCode>(), Ok(code));
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string().parse::<Day>(), Ok(day));
    }
    let _ = Card::parse(text);
    let _ = text.parse::<MailAddress>();
    let _ = one_line(text);
    if let Ok(share) = text.parse::<Ratio>() {
        assert_eq!(share.to_string().parse::<Ratio>(), Ok(share));
    }
    let _ = pabulib::read(text);
    let _ = preflib::read(text);
});
