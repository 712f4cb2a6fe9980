//! Getting about a long list: so many entries a page, by how many to pass over.

use maud::{Markup, Render, html};

use crate::t;
use crate::text::Tr;
use crate::ui::Pagination;

/// A number in the row of pages, or a gap.
#[derive(Debug, PartialEq, Eq)]
enum Entry {
    Page(usize),
    Gap,
}

/// Links to the other pages of a list at `address`; nothing where one page holds it all.
pub(super) fn pager(tr: Tr, address: &str, from: usize, size: usize, total: usize) -> Markup {
    if total <= size {
        return html! {};
    }
    let (here, last) = (from / size, (total - 1) / size);
    let to = |page: usize| match page {
        0 => address.to_owned(),
        page => format!("{address}?from={}", page * size),
    };
    let mut pages = Pagination::new(t!(tr, "pager-label"));
    if here > 0 {
        pages = pages.back(t!(tr, "pager-back"), to((here - 1).min(last)), None);
    }
    for entry in entries(here, last) {
        pages = match entry {
            Entry::Gap => pages.gap(),
            Entry::Page(page) => {
                let label = t!(tr, "pager-page", number = page + 1);
                pages.page((page + 1).to_string(), to(page), label, page == here)
            }
        };
    }
    if here < last {
        pages = pages.on(t!(tr, "pager-on"), to(here + 1), None);
    }
    html! { div.rt-noprint { (pages.render()) } }
}

/// The first page, the last, this one and its neighbours.
fn entries(here: usize, last: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut before = None;
    for page in (0..=last).filter(|page| *page == 0 || *page == last || page.abs_diff(here) <= 1) {
        if before.is_some_and(|before| before + 1 < page) {
            entries.push(Entry::Gap);
        }
        entries.push(Entry::Page(page));
        before = Some(page);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(here: usize, last: usize) -> String {
        let word = |entry: &Entry| match entry {
            Entry::Page(page) => page.to_string(),
            Entry::Gap => "…".into(),
        };
        entries(here, last).iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_row_of_pages_is_short_and_has_both_ends() {
        assert_eq!(shown(0, 1), "0 1");
        assert_eq!(shown(0, 17), "0 1 … 17");
        assert_eq!(shown(9, 17), "0 … 8 9 10 … 17");
        assert_eq!(shown(17, 17), "0 … 16 17");
        assert_eq!(shown(99, 17), "0 … 17", "an address typed by hand");
    }

    #[test]
    fn a_list_of_one_page_needs_no_links() {
        assert_eq!(pager(Tr::english(), "/x", 0, 50, 50).into_string(), "");
        assert!(pager(Tr::english(), "/x", 0, 50, 51).into_string().contains("/x?from=50"));
    }
}
