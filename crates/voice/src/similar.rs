//! Was this said before? How alike short texts are, in any language, so that a person can be asked
//! "is it one of these?" before their words are sent.
//!
//! # The measure
//! A text is put in one form (Unicode NFKC, lower case, ß as ss, accents of the Latin and Greek kind dropped, all but
//! letters and digits turned into spaces) and cut into words; in scripts written without spaces each Han, Hiragana or
//! Katakana character is a word too. Its features are
//!
//! * every three neighbouring characters of a run with a space at each end, weight 1, and
//! * every word, weight 2.
//!
//! Two texts with weighted counts `a` and `b` are alike by the cosine `Σ a·b / √(Σa²·Σb²)`, in thousandths, rounded
//! down: 1000 when they have the same features, 0 when they share none. Everything is whole numbers. No word list, no
//! training and no language is needed; it finds the same words in another form and order, not the same thought in other words.
//!
//! [`Similar`] holds the texts by feature and is changed in place; finding costs the number of texts that share each
//! feature, not the number of texts.
//!
//! ```
//! use voice::similar::Similar;
//!
//! let mut similar = Similar::default();
//! similar.insert(0, "Pay people for their time.");
//! similar.insert(1, "Meetings should be in the evening.");
//! let found = similar.find("People should be paid for the time they give", 3);
//! assert_eq!(found[0].index, 0);
//! similar.remove(0);
//! assert!(similar.find("Pay people for their time!", 3).is_empty());
//! ```

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// Texts less alike than this, in thousandths, are not worth showing.
pub const LEAST_LIKENESS: u16 = 400;
const WORD_WEIGHT: u32 = 2;

/// A text that is like the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The index it was inserted with.
    pub index: u32,
    /// How alike, in thousandths: [`LEAST_LIKENESS`] to 1000.
    pub likeness: u16,
}

/// A changing set of short texts that can be searched by likeness. See the [module](self).
#[derive(Clone, Debug, Default)]
pub struct Similar {
    slots: Vec<Slot>,
    free: Vec<u32>,
    slot_of: BTreeMap<u32, u32>,
    /// By feature: the slots that have it, with weighted counts.
    holders: BTreeMap<u64, Vec<(u32, u32)>>,
}

#[derive(Clone, Debug, Default)]
struct Slot {
    index: u32,
    features: Features,
}

/// Weighted counts by feature, ascending, and the sum of their squares.
#[derive(Clone, Debug, Default)]
struct Features {
    counts: Vec<(u64, u32)>,
    squares: u64,
}

impl Similar {
    /// Adds a text under `index`, in place of the one that is there.
    pub fn insert(&mut self, index: u32, text: &str) {
        self.remove(index);
        let features = Features::of(text);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot::default());
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        for &(feature, count) in &features.counts {
            self.holders.entry(feature).or_default().push((slot, count));
        }
        self.slots[slot as usize] = Slot { index, features };
        self.slot_of.insert(index, slot);
    }

    /// Takes the text under `index` out. Says whether there was one.
    pub fn remove(&mut self, index: u32) -> bool {
        let Some(slot) = self.slot_of.remove(&index) else { return false };
        let Slot { features, .. } = std::mem::take(&mut self.slots[slot as usize]);
        for (feature, _) in features.counts {
            if let Some(holders) = self.holders.get_mut(&feature) {
                holders.retain(|holder| holder.0 != slot);
                if holders.is_empty() {
                    self.holders.remove(&feature);
                }
            }
        }
        self.free.push(slot);
        true
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.slot_of.len()
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.slot_of.is_empty()
    }

    /// The at most `most` texts that are most like `text`, best first, then by lower index.
    pub fn find(&self, text: &str, most: usize) -> Vec<Match> {
        let asked = Features::of(text);
        let mut products = vec![0_u64; self.slots.len()];
        for &(feature, count) in &asked.counts {
            for &(slot, other) in self.holders.get(&feature).map_or(&[][..], Vec::as_slice) {
                products[slot as usize] += u64::from(count) * u64::from(other);
            }
        }
        let scored = self.slots.iter().zip(products).map(|(slot, product)| Match {
            index: slot.index,
            likeness: cosine(product, asked.squares, slot.features.squares),
        });
        let mut found: Vec<_> = scored.filter(|found| found.likeness >= LEAST_LIKENESS).collect();
        found.sort_unstable_by_key(|found| (std::cmp::Reverse(found.likeness), found.index));
        found.truncate(most);
        found
    }
}

/// How alike two texts are, in thousandths.
///
/// ```
/// use voice::similar::likeness;
/// assert_eq!(likeness("Straße frei!", "STRASSE  FREI"), 1000);
/// assert_eq!(likeness("yes", "非常好"), 0);
/// ```
pub fn likeness(left: &str, right: &str) -> u16 {
    let (left, right) = (Features::of(left), Features::of(right));
    let mut product = 0;
    for &(feature, count) in &left.counts {
        if let Ok(at) = right.counts.binary_search_by_key(&feature, |other| other.0) {
            product += u64::from(count) * u64::from(right.counts[at].1);
        }
    }
    cosine(product, left.squares, right.squares)
}

/// `product / √(left·right)` in thousandths, rounded down.
fn cosine(product: u64, left: u64, right: u64) -> u16 {
    let norms = u128::from(left) * u128::from(right);
    if product == 0 || norms == 0 {
        return 0;
    }
    let squared = u128::from(product) * u128::from(product) * 1_000_000 / norms;
    u16::try_from(squared.isqrt()).unwrap_or(u16::MAX).min(1_000)
}

impl Features {
    fn of(text: &str) -> Self {
        let mut found = Vec::new();
        let text = plain(text);
        for run in text.split(' ').filter(|run| !run.is_empty()) {
            collect_run(run, &mut found);
        }
        found.sort_unstable();
        let mut features = Self::default();
        for same in found.chunk_by(|left, right| left.0 == right.0) {
            let count = same.iter().map(|feature| feature.1).sum::<u32>();
            features.squares += u64::from(count) * u64::from(count);
            features.counts.push((same[0].0, count));
        }
        features
    }
}

/// The features of a run of letters and digits, with their weights.
fn collect_run(run: &str, found: &mut Vec<(u64, u32)>) {
    let (mut before, mut here) = (' ', ' ');
    for next in run.chars().chain([' ']) {
        if here != ' ' {
            found.push((trigram(before, here, next), 1));
            if is_a_word(here) {
                found.push((word([here]), WORD_WEIGHT));
            }
        }
        (before, here) = (here, next);
    }
    if !run.chars().all(is_a_word) {
        found.push((word(run.chars()), WORD_WEIGHT));
    }
}

/// Three characters fit 63 bits, so that no two trigrams are taken for one another.
fn trigram(first: char, second: char, third: char) -> u64 {
    u64::from(u32::from(first)) << 42 | u64::from(u32::from(second)) << 21 | u64::from(u32::from(third))
}

/// The 64-bit FNV-1a hash of the characters, with the top bit set to stand apart from trigrams.
fn word(characters: impl IntoIterator<Item = char>) -> u64 {
    let hash = characters.into_iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, character| {
        (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01b3)
    });
    hash | 1 << 63
}

/// Whether a character stands for a word or a syllable in a script written without spaces: Han, Hiragana, Katakana.
const fn is_a_word(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The one form in which texts are compared.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Decomposed, so that accents stand alone and can be left out; the rest is composed again where it must be (Hangul).
    let bare = text.nfkd().filter(|character| !matches!(character, '\u{300}'..='\u{36f}')).nfc();
    for character in bare.flat_map(char::to_lowercase) {
        match character {
            'ß' => plain.push_str("ss"),
            'ς' => plain.push('σ'),
            // Lower case of a letter with a dot brings its dot along as an accent.
            '\u{300}'..='\u{36f}' => {}
            _ if character.is_alphanumeric() || is_mark(character) => plain.push(character),
            // "don't" is one word.
            '\'' | '\u{2019}' => {}
            _ => plain.push(' '),
        }
    }
    plain
}

/// Vowel signs of Indic, Thai and Arabic scripts belong to the word they stand in.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_said_twice() {
        let pairs = [
            ("Pay people for their time", "pay PEOPLE, for their time!!"),
            ("Café für alle", "cafe\u{301} fur alle"),
            ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
            ("İstanbul", "istanbul"),
            ("ΣΟΦΟΣ", "σοφος"),
        ];
        for (left, right) in pairs {
            assert_eq!(likeness(left, right), 1_000, "{left} / {right}");
        }
    }

    #[test]
    fn alike_in_three_languages() {
        let alike = [
            ("People should be paid for their time", "Pay people for the time they give"),
            ("Meetings should be held in the evening", "Please hold the meetings in the evenings"),
            (
                "Menschen sollten für ihre Zeit bezahlt werden",
                "Für ihre Zeit sollten alle Menschen bezahlt werden",
            ),
            ("Die Treffen sollen am Abend sein", "Treffen sollten lieber am Abend stattfinden"),
            ("人们的时间应该得到报酬", "应该为人们的时间支付报酬"),
            ("会议应该在晚上举行", "希望会议能在晚上开"),
        ];
        for (left, right) in alike {
            assert!(likeness(left, right) >= LEAST_LIKENESS, "{} {left} / {right}", likeness(left, right));
        }
        let unlike = [
            ("People should be paid for their time", "Buses need ramps that work in the rain"),
            ("People should be paid for their time", "Meetings should be held in the evening"),
            ("Menschen sollten für ihre Zeit bezahlt werden", "Die Treffen sollen am Abend sein"),
            ("人们的时间应该得到报酬", "会议应该在晚上举行"),
        ];
        for (left, right) in unlike {
            assert!(likeness(left, right) < LEAST_LIKENESS, "{} {left} / {right}", likeness(left, right));
        }
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert_eq!(likeness("", ""), 0);
        assert_eq!(likeness("?!", "..."), 0);
        let mut similar = Similar::default();
        similar.insert(0, "");
        assert!(similar.find("", 5).is_empty());
        assert!(similar.find("words", 5).is_empty());
    }

    #[test]
    fn ties_go_to_the_lower_index_and_the_rest_is_cut() {
        let mut similar = Similar::default();
        for index in [9, 2, 5] {
            similar.insert(index, "the same words");
        }
        similar.insert(1, "the same words, nearly");
        let found = similar.find("the same words", 3);
        assert_eq!(found.iter().map(|found| found.index).collect::<Vec<_>>(), [2, 5, 9]);
        assert_eq!(similar.find("the same words", 9).len(), 4);
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec!["pay", "time", "zeit", "people", "我们", "buses", "é"]),
            0..6,
        )
        .prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn an_index_changed_in_place_finds_as_a_new_one(
            steps in prop::collection::vec((0_u32..8, prop::option::of(text())), 0..40), asked in text(),
        ) {
            let (mut similar, mut plain) = (Similar::default(), BTreeMap::new());
            for (index, step) in steps {
                if let Some(text) = step {
                    similar.insert(index, &text);
                    plain.insert(index, text);
                } else {
                    prop_assert_eq!(similar.remove(index), plain.remove(&index).is_some());
                }
            }
            let mut wanted: Vec<_> = plain
                .iter()
                .map(|(&index, text)| Match { index, likeness: likeness(&asked, text) })
                .filter(|found| found.likeness >= LEAST_LIKENESS)
                .collect();
            wanted.sort_by_key(|found| (std::cmp::Reverse(found.likeness), found.index));
            prop_assert_eq!(similar.find(&asked, 99), wanted);
            prop_assert_eq!(similar.len(), plain.len());
            let held: usize = similar.holders.values().map(Vec::len).sum();
            prop_assert!(!similar.is_empty() || held == 0, "nothing is left behind");
        }

        #[test]
        fn likeness_is_mutual_and_whole_with_oneself(left in "\\PC{0,40}", right in "\\PC{0,40}") {
            prop_assert_eq!(likeness(&left, &right), likeness(&right, &left));
            let own = likeness(&left, &left);
            prop_assert!(own == 1_000 || (own == 0 && plain(&left).trim().is_empty()));
        }
    }
}
