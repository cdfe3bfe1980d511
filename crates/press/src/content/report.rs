//! What is wrong with a front matter as such, whatever it is about: keys twice or misspelt, and values that their keys
//! cannot have.

use std::path::Path;

use crate::front_matter::{FrontMatter, shown};
use crate::problem::{Problem, Rule};

/// Keys of one file that are looked at for a slip of the fingers.
const LOOKED_AT: usize = 20;

/// Adds what is wrong to the problems. The keys that nobody knows are handed back, with their lines: the author is told
/// of them once for the whole blog.
pub(super) fn report(
    said: &FrontMatter,
    file: &Path,
    problems: &mut Vec<Problem>,
) -> Vec<(String, Option<usize>)> {
    for (key, line) in &said.repeated {
        let message = format!("`{key}` is said twice; the last one counts, so remove this one");
        problems.push(Problem::warning(Rule::RepeatedKey, file, Some(*line), message));
    }
    let mut unknown = Vec::new();
    for (place, (key, line)) in said.unknown.iter().enumerate() {
        match Some(key).filter(|_| place < LOOKED_AT).and_then(|key| said.meant(key)) {
            Some(meant) => {
                let message = format!("{} is no key of Quire; did you mean `{meant}`?", shown(key));
                problems.push(Problem::warning(Rule::MisspeltKey, file, *line, message));
            }
            None => unknown.push((key.clone(), *line)),
        }
    }
    for (line, message) in said.misfits() {
        problems.push(Problem::warning(Rule::Value, file, line, message));
    }
    unknown
}
