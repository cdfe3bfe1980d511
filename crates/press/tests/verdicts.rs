//! What `quire check` says of a real blog, row by row against the judgement of a person who read the posts: a report that
//! cries wolf is not read. Without the blog the test says that it skips.
//!
//! `verdicts.tsv` says how its rows were chosen and judged. A row that is new in the sample is printed, so that whoever
//! changes a rule can judge it too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use quire_press::{ProjectOptions, Rule, check};

/// Rows judged of every rule that has so many.
const SAMPLE: usize = 50;

/// Stands before every row that is hashed, so that the sample is this one and no other.
const SEED: &str = "6";

/// A rule, a file and a line.
type Row = (String, String, usize);

#[test]
fn fewer_than_one_row_in_twenty_is_a_false_alarm() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let content =
        std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from).join("data/blogs/digitalgov");
    if !content.is_dir() {
        eprintln!(
            "skipped: digitalgov is not on this machine; QUIRE_SHARED may name the folder of its data/"
        );
        return;
    }
    let options = ProjectOptions { content: content.clone(), ..ProjectOptions::default() };
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    let mut reported: BTreeSet<Row> = BTreeSet::new();
    for problem in check(&options).expect("the blog can be read").problems {
        let file =
            problem.file.strip_prefix(&content).expect("a file of the blog").to_string_lossy().into_owned();
        *rows.entry(problem.rule.name()).or_default() += 1;
        reported.insert((problem.rule.name().to_owned(), file, problem.line.unwrap_or_default()));
    }
    let judged = verdicts();
    let mut wrong = Vec::new();
    for ((rule, file, line), verdict) in &judged {
        let is_reported = reported.contains(&(rule.clone(), file.clone(), *line));
        match verdict {
            Verdict::True if !is_reported => wrong.push(format!("{rule} no longer said of {file}:{line}")),
            Verdict::Mended if is_reported => wrong.push(format!("{rule} said again of {file}:{line}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} rows against their verdicts:\n{}", wrong.len(), wrong.join("\n"));
    println!("rule: rows, judged, false");
    for (rule, rows) in rows {
        let sample = sample(rule, &reported);
        let of = |verdict| sample.iter().filter(|row| judged.get(**row) == Some(&verdict)).count();
        let (right, wrong) = (of(Verdict::True), of(Verdict::False));
        println!("{rule}: {rows}, {}, {wrong}", right + wrong);
        for (_, file, line) in sample.iter().filter(|row| !judged.contains_key(**row)) {
            println!("  not judged: {file}:{line}");
        }
        assert!(20 * wrong < right + wrong || wrong == 0, "{rule}: {wrong} of {} are false", right + wrong);
        // Other rows may come and go with the rules; most of the sample has to be judged.
        assert!(2 * (right + wrong) >= sample.len(), "{rule}: judge the rows that are printed");
    }
}

/// What a person said of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// A careful author of this blog would want to mend or know it, and the message is right in its facts.
    True,
    /// A false alarm that is still given.
    False,
    /// A false alarm that was given once.
    Mended,
}

fn verdicts() -> BTreeMap<Row, Verdict> {
    let lines = include_str!("verdicts.tsv").lines().filter(|line| !line.starts_with('#'));
    let verdict = |line: &str| {
        let [rule, file, place, verdict, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}: rule, file, line, verdict, reason");
        };
        assert!(Rule::of(rule).is_some() && !reason.is_empty(), "{line}");
        let verdict = match verdict {
            "true" => Verdict::True,
            "false" => Verdict::False,
            "mended" => Verdict::Mended,
            other => panic!("{line}: {other} is no verdict"),
        };
        ((rule.to_owned(), file.to_owned(), place.parse().expect("a line")), verdict)
    };
    lines.map(verdict).collect()
}

/// The rows of a rule with the smallest hashes.
fn sample<'a>(rule: &str, reported: &'a BTreeSet<Row>) -> Vec<&'a Row> {
    let mut rows: Vec<&Row> = reported.iter().filter(|row| row.0 == rule).collect();
    rows.sort_by_key(|(rule, file, line)| hash(&format!("{SEED} {rule} {file}:{line}")));
    rows.truncate(SAMPLE);
    rows
}

/// FNV-1a, with the last step of `MurmurHash3` so that texts with one beginning are far apart.
fn hash(text: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, fnv);
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}
