//! What stands after the question mark of an address, and which page of a long list that asks for.

use std::ops::Range;

use axum::extract::RawQuery;

use crate::fields::Fields;
use crate::t;
use crate::text::Tr;
use crate::ui::Pagination;

/// So many things stand on one page of a list.
pub(crate) const ON_A_PAGE: usize = 20;

/// What an address asks for after its question mark.
pub(crate) fn asked(RawQuery(raw): RawQuery) -> Fields {
    Fields::of(form_urlencoded::parse(raw.unwrap_or_default().as_bytes()).into_owned().collect())
}

/// One page of a list: pages are numbered from 1, and there is always at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paging {
    page: usize,
    pages: usize,
    each: usize,
    total: usize,
}

impl Paging {
    /// The page that was asked for, of a list with so many things. What is not a page of it becomes the
    /// nearest one, so that an old link never leads nowhere.
    pub(crate) fn of(total: usize, each: usize, asked: &Fields) -> Self {
        let each = each.max(1);
        let pages = total.div_ceil(each).max(1);
        let page = asked.number("page").map_or(1, |page| page as usize).clamp(1, pages);
        Self { page, pages, each, total }
    }

    /// The places in the list that stand on this page.
    pub(crate) fn range(self) -> Range<usize> {
        let start = (self.page - 1) * self.each;
        start..(start + self.each).min(self.total)
    }

    /// Which page this is, and of how many, where there is more than one.
    pub(crate) fn said(self, tr: Tr) -> Option<String> {
        (self.pages > 1).then(|| t!(tr, "paging-said", page = self.page, pages = self.pages))
    }

    /// Links to the pages before and after, where there are any.
    pub(crate) fn links(self, tr: Tr, address: &str) -> Option<Pagination> {
        if self.pages == 1 {
            return None;
        }
        let mut links = Pagination::new(t!(tr, "paging-label"));
        if self.page > 1 {
            links = links.back(t!(tr, "paging-back"), format!("{address}?page={}", self.page - 1), None);
        }
        if self.page < self.pages {
            links = links.on(t!(tr, "paging-on"), format!("{address}?page={}", self.page + 1), None);
        }
        Some(links)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(total: usize, query: &str) -> Paging {
        Paging::of(total, 20, &asked(RawQuery(Some(query.to_owned()))))
    }

    #[test]
    fn every_thing_stands_on_exactly_one_page() {
        for total in [0, 1, 19, 20, 21, 40, 41, 399] {
            let mut seen = Vec::new();
            for page in 1..=paging(total, "").pages {
                seen.extend(paging(total, &format!("page={page}")).range());
            }
            assert_eq!(seen, (0..total).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_not_a_page_becomes_the_nearest() {
        assert_eq!(paging(45, "").range(), 0..20);
        assert_eq!(paging(45, "page=0").range(), 0..20);
        assert_eq!(paging(45, "page=-4").range(), 0..20);
        assert_eq!(paging(45, "page=two&first=1").range(), 0..20);
        assert_eq!(paging(45, "page=3").range(), 40..45);
        assert_eq!(paging(45, "page=99999999999999").range(), 0..20, "not a number we know");
        assert_eq!(paging(45, "page=4000000000").range(), 40..45);
        assert_eq!(paging(0, "page=7").range(), 0..0);
    }

    #[test]
    fn a_single_page_needs_no_links() {
        let tr = Tr::english();
        assert!(paging(20, "").links(tr, "/x").is_none());
        let middle = maud::Render::render(&paging(60, "page=2").links(tr, "/x").unwrap()).into_string();
        assert!(middle.contains("/x?page=1") && middle.contains("/x?page=3"), "{middle}");
    }
}
