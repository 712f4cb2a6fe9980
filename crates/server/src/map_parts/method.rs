//! How the map was made, in plain words, with all that is needed to make it again.

use maud::{Markup, html};
use voice::groups::Verdict;
use voice::published::{Published, Tried};

use crate::t;
use crate::text::Tr;

/// How it was made.
pub(crate) fn method(tr: Tr, published: &Published) -> Markup {
    let method = &published.method;
    html! {
        ul.govuk-list.govuk-list--bullet {
            li { (t!(tr, "method-side-by-side")) " " (t!(tr, "method-unknown")) }
            li {
                @if method.better_than_none { (t!(tr, "method-directions", count = method.dimension)) }
                @else { (t!(tr, "method-no-directions")) }
            }
            li { (t!(tr, "method-steady", count = method.resamples)) " " (t!(tr, "method-limits")) }
            @for tried in &method.tried { li { (of(tr, tried)) } }
            @if published.verdict == Verdict::NoClearGroups { li { (t!(tr, "method-none-shown")) } }
            li { (t!(tr, "method-shares")) }
            li { (t!(tr, "method-again")) }
            li {
                (t!(tr, "method-name", name = method.name.as_str(), version = method.version))
                " " (t!(tr, "method-seed", seed = method.seed.to_string()))
            }
            li { (t!(tr, "method-fingerprint")) " " code.rt-fingerprint { (method.answers_sha256) } }
        }
    }
}

/// What was tried for one number of groups.
fn of(tr: Tr, tried: &Tried) -> String {
    let verdict = if tried.fit_to_show {
        t!(tr, "tried-fit", count = tried.groups)
    } else {
        t!(tr, "tried-unfit", count = tried.groups)
    };
    let moved = t!(tr, "tried-moved", share = hundredths(tried.moved));
    let apart = t!(
        tr,
        "tried-apart",
        apart = decimal(tried.silhouette),
        cloud = decimal(tried.of_one_cloud),
        steady = decimal(tried.stability)
    );
    format!("{verdict} {moved} {apart}")
}

/// Two decimals.
fn decimal(value: f64) -> String {
    format!("{value:.2}")
}

/// A share as hundredths.
fn hundredths(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
