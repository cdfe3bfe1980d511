//! What the scripts in `benches/` wrote: a line for each thing measured, its fields separated by tabs.

use std::{fs, path::Path, str::FromStr};

use crate::error::Error;

/// All that was measured on one corpus.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Rows {
    /// The answers of each engine to each query set.
    pub(crate) answers: Vec<Answers>,
    /// What each engine costs.
    pub(crate) costs: Vec<Costs>,
    /// Whatever else was measured, by name.
    pub(crate) numbers: Vec<(String, Vec<f64>)>,
}

/// An engine's answers to one query set, in the order of the queries.
#[derive(Debug, PartialEq)]
pub(crate) struct Answers {
    pub(crate) engine: String,
    pub(crate) set: String,
    /// nDCG@10 of each query.
    pub(crate) scores: Vec<f64>,
    /// The milliseconds of each.
    pub(crate) ms: Vec<f64>,
}

/// What an engine costs, as far as it is known (NaN where not); bytes are those on the wire.
#[derive(Debug, PartialEq)]
pub(crate) struct Costs {
    pub(crate) engine: String,
    /// Seconds to build.
    pub(crate) built: f64,
    pub(crate) index: f64,
    /// Bytes before the first query.
    pub(crate) open: f64,
    /// Bytes until the first answer, those to open among them.
    pub(crate) first: f64,
}

impl Rows {
    /// Reads the file that the scripts appended to.
    pub(crate) fn read(file: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(file).unwrap_or_default();
        Self::parse(&text).map_err(|line| {
            let what = format!("{} has a line that is no row: {line}", file.display());
            Error::new(what, "make the script in benches/ that wrote it and `bench/rows.rs` agree")
        })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut rows = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            rows.take(&fields).ok_or_else(|| line.chars().take(80).collect::<String>())?;
        }
        Ok(rows)
    }

    fn take(&mut self, fields: &[&str]) -> Option<()> {
        match *fields {
            ["answers", engine, set, scores, ms] => {
                let (scores, ms) = (numbers(scores)?, numbers(ms)?);
                let (engine, set) = (engine.to_owned(), set.to_owned());
                self.answers.push(Answers { engine, set, scores, ms });
            }
            ["costs", engine, built, index, open, first] => {
                let engine = engine.to_owned();
                let (built, index) = (known(built)?, known(index)?);
                let (open, first) = (known(open)?, known(first)?);
                self.costs.push(Costs { engine, built, index, open, first });
            }
            ["numbers", name, list] => self.numbers.push((name.to_owned(), numbers(list)?)),
            _ => return None,
        }
        Some(())
    }
}

impl Rows {
    /// What was measured by this name, if it was.
    pub(crate) fn measured(&self, name: &str) -> Option<&[f64]> {
        let found = self.numbers.iter().find(|(known, numbers)| known == name && !numbers.is_empty());
        found.map(|(_, numbers)| numbers.as_slice())
    }

    /// What was measured by names that begin so, and how each goes on.
    pub(crate) fn measured_of<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [f64])> {
        let numbers = self.numbers.iter().filter(|(_, numbers)| !numbers.is_empty());
        numbers.filter_map(move |(name, numbers)| Some((name.strip_prefix(prefix)?, numbers.as_slice())))
    }
}

/// Their mean.
pub(crate) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The number that `share` of the others are below.
pub(crate) fn percentile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() as f64 * share) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

fn numbers(list: &str) -> Option<Vec<f64>> {
    list.split(',').map(|number| f64::from_str(number).ok()).collect()
}

/// What is not known is written `-`, and read as the number that none is.
fn known(number: &str) -> Option<f64> {
    if number == "-" { Some(f64::NAN) } else { f64::from_str(number).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_are_written() {
        let rows = Rows::parse(
            "answers\tlunr\twords\t1,0.5\t3.25,4\ncosts\tlunr\t1.5\t200\t-\t-\nnumbers\tquire\t0.5\n",
        );
        let rows = rows.expect("three fine lines");
        assert_eq!(rows.answers[0].scores, [1.0, 0.5]);
        assert!((rows.costs[0].index - 200.0).abs() < f64::EPSILON && rows.costs[0].open.is_nan());
        assert_eq!(rows.numbers, [("quire".to_owned(), vec![0.5])]);
    }

    #[test]
    fn a_line_that_is_no_row_is_named() {
        assert_eq!(Rows::parse("costs\tlunr\tNaN?\t1\t2\t3"), Err("costs\tlunr\tNaN?\t1\t2\t3".to_owned()));
        assert_eq!(Rows::parse("noise"), Err("noise".to_owned()));
    }

    #[test]
    fn a_percentile_is_one_of_the_numbers() {
        assert!((percentile(&[3.0, 1.0, 2.0], 0.5) - 2.0).abs() < f64::EPSILON);
        assert!((percentile(&[3.0, 1.0, 2.0], 0.95) - 3.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 0.5).is_nan());
    }
}
