//! Whom an account speaks for, and how its lines were chosen, in plain words.

use maud::{Markup, html};
use table::{Certificate, CertifiedLine, Portion};

use super::one::View;
use super::place::Place;
use crate::t;
use crate::text::{Tr, grouped};
use crate::ui::Details;

/// Who is not covered. What a person chose has no certificate, and the page says so.
pub(super) fn whom(tr: Tr, place: &Place, view: &View) -> Markup {
    html! {
        h2.govuk-heading-m { (t!(tr, "account-whom")) }
        @match &view.certificate {
            Some((certificate, words)) => {
                p.govuk-body { (covered(tr, certificate)) }
                @if let Some(left_out) = &certificate.left_out {
                    p.govuk-body {
                        (left_out_sentence(tr, left_out.people)) " "
                        a.govuk-link href=(place.statement(left_out.statement)) { bdi { (words) } }
                    }
                } @else { p.govuk-body { (t!(tr, "heard-nobody-left-out")) } }
                div.rt-noprint { (Details::new(t!(tr, "heard-how-title"), how(tr, certificate, view))) }
            }
            None => { p.govuk-body { (t!(tr, "heard-whom-written")) } }
        }
    }
}

pub(crate) fn covered(tr: Tr, certificate: &Certificate) -> String {
    match certificate.covered {
        Portion::NotTold => t!(tr, "account-covers-hidden"),
        Portion::Few => t!(tr, "heard-covers-few"),
        Portion::About(people) => t!(tr, "account-covers-about", count = grouped(people.get())),
        Portion::NearlyAll => t!(tr, "heard-covers-nearly-all"),
    }
}

pub(crate) fn left_out_sentence(tr: Tr, people: Portion) -> String {
    match people {
        Portion::Few => t!(tr, "account-left-few"),
        Portion::About(people) => t!(tr, "account-left-about", count = grouped(people.get())),
        Portion::NearlyAll => t!(tr, "heard-left-nearly-all"),
        Portion::NotTold => t!(tr, "heard-left-out"),
    }
}

fn how(tr: Tr, certificate: &Certificate, view: &View) -> Markup {
    html! {
        p.govuk-body {
            (t!(tr, "account-people", count = certificate.people)) " "
            (t!(tr, "account-part", places = certificate.places)) " "
            (t!(tr, "account-what"))
        }
        ul.govuk-list.govuk-list--bullet {
            @for (line, at) in certificate.lines.iter().zip(1u32..) { li { (bought(tr, line, at)) } }
        }
        p.govuk-body {
            @if certificate.holds { (t!(tr, "account-holds")) } @else { (t!(tr, "account-fails")) }
            " " (t!(tr, "account-silence-none")) " " (t!(tr, "account-again"))
        }
        p.govuk-body { (t!(tr, "heard-command")) }
        p.govuk-body { code.rt-fingerprint { (view.command) } }
        p.govuk-body { (t!(tr, "heard-command-at")) }
    }
}

/// "Line 2: 12 of 15 agreed when it was chosen. …"
fn bought(tr: Tr, line: &CertifiedLine, at: u32) -> String {
    let support = line.support.map_or_else(
        || t!(tr, "stands-few"),
        |support| {
            t!(tr, "heard-chosen-with", yes = grouped(support.yes), answered = grouped(support.answered))
        },
    );
    let why = if line.bought { t!(tr, "account-bought") } else { t!(tr, "account-added") };
    format!("{} {}. {why}", t!(tr, "heard-line", line = at), support.trim_end_matches('.'))
}
