//! The area under the ROC curve: how often does somebody who agrees get a higher figure than somebody who does not?

use super::real;

/// A figure for an answer, and whether the answer was "agree".
pub(super) type Scored = (f64, bool);

/// The area, ties counting half; `None` without both sides.
pub(super) fn area(scored: &mut [Scored]) -> Option<f64> {
    scored.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut ranks, mut agree, mut at) = (0.0, 0, 0);
    for tied in scored.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let yes = tied.iter().filter(|(_, yes)| *yes).count();
        ranks += real(yes) * (real(at) + f64::midpoint(real(tied.len()), 1.0));
        agree += yes;
        at += tied.len();
    }
    let (yes, no) = (real(agree), real(at - agree));
    (agree > 0 && at > agree).then(|| (ranks - yes * (yes + 1.0) / 2.0) / (yes * no))
}

/// The area over all answers, and within statements (weighted by pairs): does it know *who* agrees?
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) overall: f64,
    pub(super) within: f64,
}

/// Both areas of (statement, scored) answers.
pub(super) fn both(answers: &[(u32, Scored)]) -> Area {
    let mut answers = answers.to_vec();
    answers.sort_by_key(|(statement, _)| *statement);
    let (mut sum, mut pairs) = (0.0, 0.0);
    for of_one in answers.chunk_by(|one, other| one.0 == other.0) {
        let mut scored: Vec<Scored> = of_one.iter().map(|(_, scored)| *scored).collect();
        let yes = scored.iter().filter(|(_, yes)| *yes).count();
        let weight = real(yes) * real(scored.len() - yes);
        sum += weight * area(&mut scored).unwrap_or(0.0);
        pairs += weight;
    }
    let mut all: Vec<Scored> = answers.into_iter().map(|(_, scored)| scored).collect();
    Area { overall: area(&mut all).unwrap_or(f64::NAN), within: sum / pairs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_by_hand() {
        assert_eq!(area(&mut [(0.1, false), (0.2, true)]), Some(1.0));
        assert_eq!(area(&mut [(0.2, false), (0.2, true)]), Some(0.5));
        assert_eq!(area(&mut [(0.1, true), (0.2, false), (0.3, true), (0.0, false)]), Some(0.75));
        assert_eq!(area(&mut [(0.1, true)]), None);
        let areas = both(&[(0, (0.9, true)), (0, (0.8, false)), (1, (0.2, true)), (1, (0.1, false))]);
        assert!((areas.overall - 0.75).abs() < 1e-12 && (areas.within - 1.0).abs() < 1e-12, "{areas:?}");
    }
}
