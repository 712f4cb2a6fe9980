//! The page without a mouse: Tab from stop to stop, Enter, Space.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

use super::Browser;

/// More stops than any page of ours has.
const MOST_STOPS: usize = 400;
/// A date has a stop of its own for the day, the month, the year and the calendar, all in one element.
const MOST_PARTS: usize = 5;

/// A key that a person presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// To the next stop.
    Tab,
    /// Follow a link, press a button, send a form.
    Enter,
    /// Tick a box, press a button.
    Space,
    /// Close.
    Escape,
    /// The next radio button.
    Down,
    /// The radio button before.
    Up,
    /// Shift, which leaves the site when pressed three times.
    Shift,
}

impl Key {
    /// Its code in the `WebDriver` standard, section "Keyboard actions".
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
            Self::Escape => '\u{e00c}',
            Self::Down => '\u{e015}',
            Self::Up => '\u{e013}',
            Self::Shift => '\u{e008}',
        }
    }
}

/// Where the keyboard stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The place of the element in the document, from 0.
    pub index: u64,
    /// Its tag in lower case, and for an input its type: `a`, `button`, `input radio`.
    pub kind: String,
    /// What it says: its words, its label, or its `aria-label`.
    pub name: String,
    /// Where a link goes; the value of a box or button.
    pub target: String,
    /// Whether the page draws something round it, at least two pixels wide.
    pub ring: bool,
    /// Whether something else lies on top of its middle, or it is not in the window at all.
    pub covered: bool,
}

/// Describes the element with the focus, or null when the focus is on the page itself.
const STOP: &str = r"
const e = document.activeElement;
if (!e || e === document.body || e === document.documentElement) return null;
const squeeze = t => (t || '').replace(/\s+/g, ' ').trim();
const label = e.labels && e.labels.length ? e.labels[0].textContent : '';
// As `press` reads it: innerText puts a space where a visually hidden part begins.
const name = squeeze(e.getAttribute('aria-label') || label || e.textContent || e.value);
const style = getComputedStyle(e);
// A radio or a box shows its ring on the drawn box beside it.
const beside = e.labels && e.labels.length ? getComputedStyle(e.labels[0], '::before') : style;
const drawn = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
    && !/^rgba\(.*, 0\)$/.test(s.outlineColor)) || s.boxShadow !== 'none';
const box = (e.labels && e.labels.length && e.type in {radio: 1, checkbox: 1} ? e.labels[0] : e).getBoundingClientRect();
// The middle of the part that is in the window.
const mid = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
const x = mid(box.left, box.right, innerWidth), y = mid(box.top, box.bottom, innerHeight);
const top = document.elementFromPoint(x, y);
const own = top && (e.contains(top) || top.contains(e) || (e.labels && [...e.labels].some(l => l.contains(top))));
return {
  index: [...document.querySelectorAll('*')].indexOf(e),
  kind: (e.localName + ' ' + (e.localName === 'input' ? e.type : '')).trim(),
  name, target: e.getAttribute('href') || e.value || '',
  ring: drawn(style) || drawn(beside), covered: box.width > 1 && box.height > 1 && !own,
};";

impl Browser {
    /// Presses a key, wherever the keyboard stands.
    pub fn key(&self, key: Key) {
        let value = key.code();
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.run(&format!("press {key:?}"), self.client().perform_actions(actions));
    }

    /// Types text, wherever the keyboard stands.
    pub fn type_text(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.run("type", self.client().perform_actions(actions));
    }

    /// Where the keyboard stands; `None` on the page itself.
    pub fn stop(&self) -> Option<Stop> {
        read_stop(&self.execute(STOP))
    }

    /// Types text in place of all that is in the field where the keyboard stands.
    pub fn type_over(&self, text: &str) {
        let control = '\u{e009}';
        let all = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: control })
            .then(KeyAction::Down { value: 'a' })
            .then(KeyAction::Up { value: 'a' })
            .then(KeyAction::Up { value: control });
        self.run("choose all that is in the field", self.client().perform_actions(all));
        self.type_text(text);
    }

    /// All stops from the top of the page by Tab, until they begin again or the page is left.
    ///
    /// # Panics
    /// When Tab stays on one stop: a keyboard trap.
    pub fn tab_stops(&self) -> Vec<Stop> {
        self.leave_focus();
        let mut stops: Vec<Stop> = Vec::new();
        let mut parts = 0;
        while stops.len() < MOST_STOPS {
            self.key(Key::Tab);
            let Some(stop) = self.stop() else { return stops };
            parts = if stops.last().is_some_and(|last| last.index == stop.index) { parts + 1 } else { 0 };
            if stop.kind == "input date" && (1..MOST_PARTS).contains(&parts) {
                continue;
            }
            if stops.first().is_some_and(|first| first.index == stop.index) {
                return stops;
            }
            let trapped = stops.iter().any(|known| known.index == stop.index);
            assert!(!trapped, "{}: Tab does not get past {stop:?}", self.url());
            stops.push(stop);
        }
        panic!("{}: more than {MOST_STOPS} stops", self.url())
    }

    /// Goes on by Tab until the stop says these words or, for a box or radio, has this value.
    ///
    /// # Panics
    /// When it comes round without finding it.
    pub fn tab_to(&self, words: &str) -> Stop {
        let mut seen = Vec::new();
        // Twice past the end: the page itself counts as a stop between two rounds.
        let mut ends = 0;
        while seen.len() < MOST_STOPS && ends < 2 {
            self.key(Key::Tab);
            match self.stop() {
                Some(stop) if stop.name == words || stop.target == words => return stop,
                Some(stop) => {
                    let most = if stop.kind == "input date" { 2 * MOST_PARTS } else { 1 };
                    let rounds = seen.iter().filter(|(index, _)| *index == stop.index).count();
                    if rounds > most {
                        break;
                    }
                    seen.push((stop.index, stop.name));
                }
                None => ends += 1,
            }
        }
        let names: Vec<String> = seen.into_iter().map(|(_, name)| name).collect();
        panic!("{}: the keyboard can't reach {words:?}; it reaches {names:?}", self.url())
    }

    /// Tab to what says these words, then Enter.
    pub fn tab_and_enter(&self, words: &str) {
        self.tab_to(words);
        self.key(Key::Enter);
    }

    /// Tab to the field with this label, then type.
    pub fn tab_and_type(&self, label: &str, text: &str) {
        self.tab_to(label);
        self.type_text(text);
    }

    /// Puts the keyboard at the top of the page, as after loading it.
    fn leave_focus(&self) {
        self.execute(
            "if (document.activeElement) document.activeElement.blur(); window.getSelection().removeAllRanges();\
             scrollTo(0, 0); const d = document.documentElement; d.tabIndex = -1; d.focus(); d.blur();\
             d.removeAttribute('tabindex')",
        );
    }
}

fn read_stop(value: &Value) -> Option<Stop> {
    let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Some(Stop {
        index: value["index"].as_u64()?,
        kind: word("kind"),
        name: word("name"),
        target: word("target"),
        ring: value["ring"].as_bool()?,
        covered: value["covered"].as_bool()?,
    })
}
