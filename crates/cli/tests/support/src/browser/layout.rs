//! Does the page fit: no sideways scrolling, nothing cut off, things large enough to touch.

use serde_json::Value;

use super::Browser;

/// Something to touch, with its size in CSS pixels, rounded down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its tag and words.
    pub name: String,
    /// Width.
    pub width: u64,
    /// Height.
    pub height: u64,
}

/// Lists what sticks out on the right, outside boxes that scroll on their own.
const SIDEWAYS: &str = r"
const page = document.scrollingElement, limit = page.clientWidth;
if (page.scrollWidth <= limit) return [];
const own = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > limit + 0.5 && !own(e));
const describe = e => e.localName + (e.className ? '.' + e.className : '') + ' ends at '
    + Math.round(e.getBoundingClientRect().right) + ' of ' + limit;
return wide.length ? wide.map(describe) : ['the page is ' + page.scrollWidth + ' wide, the window ' + limit];";

/// Lists everything that can be touched and is on show, except links inside a sentence.
const TARGETS: &str = r"
const shown = e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return r.width > 1 && r.height > 1 && s.visibility !== 'hidden' && !e.closest('[aria-hidden=true]'); };
const inText = e => { if (e.localName !== 'a' || getComputedStyle(e).display !== 'inline') return false;
    const around = e.closest('p, li, dd, dt, td, th, legend, label, h1, h2, h3, figcaption');
    return around && around.textContent.trim().length > e.textContent.trim().length; };
const box = e => { let r = e.getBoundingClientRect(), all = [r.left, r.top, r.right, r.bottom];
    if (e.type === 'radio' || e.type === 'checkbox') for (const l of e.labels) { const q = l.getBoundingClientRect();
        all = [Math.min(all[0], q.left), Math.min(all[1], q.top), Math.max(all[2], q.right), Math.max(all[3], q.bottom)]; }
    return all; };
return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]')]
    .filter(e => shown(e) && !inText(e)).map(e => { const b = box(e);
        return { name: e.localName + ' ' + (e.innerText || e.value || e.name || '').trim(),
                 width: Math.floor(b[2] - b[0] + 0.01), height: Math.floor(b[3] - b[1] + 0.01) }; });";

/// Text that its own box cuts off. What is typed in a field moves with the caret, so it is not cut off.
const CLIPPED: &str = r"
return [...document.body.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
    if (e.getBoundingClientRect().width <= 1 || s.overflowX === 'visible' && s.overflowY === 'visible') return false;
    if (/auto|scroll/.test(s.overflowX + s.overflowY) || e.closest('svg, input')) return false;
    return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1; })
  .map(e => e.localName + (e.className ? '.' + e.className : '') + ' ' + e.textContent.trim().slice(0, 40));";

impl Browser {
    /// What makes the page scroll sideways; empty when it doesn't.
    pub fn sideways(&self) -> Vec<String> {
        list(&self.execute(SIDEWAYS))
    }

    /// Text that is cut off by its own box; empty when all can be read.
    pub fn clipped(&self) -> Vec<String> {
        list(&self.execute(CLIPPED))
    }

    /// What can be touched and is smaller than `least` CSS pixels in either direction; links in a sentence are exempt.
    pub fn small_targets(&self, least: u64) -> Vec<Target> {
        let answer = self.execute(TARGETS);
        let all = answer.as_array().map(|list| list.iter().map(read_target).collect::<Vec<_>>());
        let mut all = all.unwrap_or_default();
        all.retain(|target| target.width < least || target.height < least);
        all
    }

    /// Makes all text this large, in percent of the normal size, as a person can in the browser's settings.
    pub fn enlarge_text(&self, percent: u32) {
        self.execute(&format!("document.documentElement.style.fontSize = '{percent}%'"));
    }

    /// Spaces the text as WCAG 2.2, 1.4.12 says a person may.
    pub fn space_text(&self) {
        self.execute(
            "const s = new CSSStyleSheet(); s.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em \
             !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'); \
             document.adoptedStyleSheets = [s]",
        );
    }

    /// Takes the page's own styles away, as some people's readers do.
    pub fn drop_styles(&self) {
        self.execute(
            "for (const s of document.styleSheets) s.disabled = true; document.adoptedStyleSheets = []",
        );
    }

    /// How many moving things the page has.
    pub fn animations(&self) -> u64 {
        self.execute("return document.getAnimations().length").as_u64().unwrap_or_default()
    }
}

fn list(value: &Value) -> Vec<String> {
    let list = value.as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

fn read_target(value: &Value) -> Target {
    let size = |name: &str| value[name].as_u64().unwrap_or_default();
    let name = value["name"].as_str().unwrap_or_default().to_owned();
    Target { name, width: size("width"), height: size("height") }
}
