//! What is wrong with a front matter as such, whatever it is about: keys twice, misspelt, unknown, and
//! values that their keys cannot have.

use std::path::Path;

use crate::front_matter::{FrontMatter, shown};
use crate::problem::{Problem, Rule};

/// Keys of one file that are named as unknown; the rest is counted.
const NAMED: usize = 20;

pub(super) fn report(said: &FrontMatter, file: &Path, problems: &mut Vec<Problem>) {
    for (key, line) in &said.repeated {
        let message = format!("`{key}` is said twice; the last one counts, so remove this one");
        problems.push(Problem::warning(Rule::RepeatedKey, file, Some(*line), message));
    }
    for (key, line) in said.unknown.iter().take(NAMED) {
        let shown = shown(key);
        problems.push(if let Some(meant) = said.meant(key) {
            let message = format!("{shown} is no key of Quire; did you mean `{meant}`?");
            Problem::warning(Rule::MisspeltKey, file, *line, message)
        } else {
            let message = format!(
                "{shown} is no key of Quire, so it is kept for your own shortcodes; \
                 if it means what one of Quire's means, say so under [keys] in the configuration"
            );
            Problem::note(Rule::UnknownKey, file, *line, message)
        });
    }
    if said.unknown.len() > NAMED {
        let message = format!(
            "{} more keys are none of Quire's; they are kept for your own shortcodes, \
             so put them under `extra`",
            said.unknown.len() - NAMED
        );
        problems.push(Problem::note(Rule::UnknownKey, file, said.unknown[NAMED].1, message));
    }
    for (line, message) in said.misfits() {
        problems.push(Problem::warning(Rule::Value, file, line, message));
    }
}
