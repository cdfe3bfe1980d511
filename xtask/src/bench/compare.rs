//! Whether one engine answers better than another: a paired bootstrap over the queries that both were asked.

use super::{random::Random, rows::mean};

const RESAMPLES: usize = 10_000;
const SEED: u64 = 2024;

/// Up to which probability a difference is none of chance.
const SIGNIFICANT: f64 = 0.05;

/// How two engines compare on one query set.
#[derive(Debug, PartialEq)]
pub(crate) struct Comparison {
    /// By how much our mean is above theirs.
    pub(crate) difference: f64,
    /// How likely a difference as large as this one is when there is none (both sides).
    pub(crate) probability: f64,
    /// What follows.
    pub(crate) verdict: Verdict,
}

/// Where we are, seen from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Above,
    Tied,
    Below,
}

/// Compares our scores with theirs, query by query; none when they were not asked the same queries.
pub(crate) fn compare(ours: &[f64], theirs: &[f64]) -> Option<Comparison> {
    if ours.len() != theirs.len() || ours.is_empty() {
        return None;
    }
    let differences: Vec<f64> = ours.iter().zip(theirs).map(|(our, their)| our - their).collect();
    let difference = mean(&differences);
    let mut random = Random::new(SEED);
    let (mut not_above, mut not_below) = (0_usize, 0_usize);
    for _ in 0..RESAMPLES {
        let sum: f64 = (0..differences.len()).map(|_| *random.of(&differences)).sum();
        not_above += usize::from(sum <= 0.0);
        not_below += usize::from(sum >= 0.0);
    }
    let rarer = not_above.min(not_below) as f64 / RESAMPLES as f64;
    let probability = (2.0 * rarer).min(1.0);
    let verdict = match probability {
        chance if chance >= SIGNIFICANT => Verdict::Tied,
        _ if difference > 0.0 => Verdict::Above,
        _ => Verdict::Below,
    };
    Some(Comparison { difference, probability, verdict })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(ours: &[f64], theirs: &[f64]) -> Option<Verdict> {
        compare(ours, theirs).map(|comparison| comparison.verdict)
    }

    #[test]
    fn a_steady_lead_is_above_and_the_same_seen_from_the_other_side_is_below() {
        let theirs: Vec<f64> = (0..100).map(|query| f64::from(query % 7) / 10.0).collect();
        let ours: Vec<f64> =
            theirs.iter().enumerate().map(|(at, score)| score + (at % 3) as f64 / 9.0).collect();
        assert_eq!(verdict(&ours, &theirs), Some(Verdict::Above));
        assert_eq!(verdict(&theirs, &ours), Some(Verdict::Below));
    }

    #[test]
    fn equal_answers_and_a_lead_by_one_query_are_ties() {
        let theirs = [0.5; 30];
        let mut ours = theirs;
        assert_eq!(verdict(&ours, &theirs), Some(Verdict::Tied));
        ours[3] = 1.0;
        assert_eq!(verdict(&ours, &theirs), Some(Verdict::Tied));
    }

    #[test]
    fn the_same_answers_always_have_the_same_probability() {
        let (ours, theirs) = ([0.2, 0.9, 0.4, 0.7, 0.3], [0.1, 0.8, 0.5, 0.6, 0.4]);
        assert_eq!(compare(&ours, &theirs), compare(&ours, &theirs));
    }

    #[test]
    fn engines_that_were_asked_different_queries_are_not_compared() {
        assert_eq!(compare(&[1.0, 1.0], &[1.0]), None);
        assert_eq!(compare(&[], &[]), None);
    }
}
