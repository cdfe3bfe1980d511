//! Keys that Quire does not know, each named once for the whole blog: an author who writes a key of their own writes it in
//! hundreds of posts, and a report of hundreds of lines hides what matters.

use std::collections::BTreeMap;

use crate::content::PostFile;
use crate::front_matter::shown;
use crate::problem::{Problem, Rule};

/// How many keys are named; the rest is counted.
const NAMED: usize = 20;

/// A key: the first post that has it, the line there, and how many posts have it.
struct Unknown<'a> {
    key: &'a str,
    first: &'a PostFile,
    line: Option<usize>,
    posts: usize,
}

/// The keys that nobody knows, those of most posts first.
pub(super) fn unknown(posts: &[PostFile]) -> Vec<Problem> {
    let mut keys: BTreeMap<&str, Unknown<'_>> = BTreeMap::new();
    for post in posts {
        for (key, line) in &post.unknown_keys {
            let first = Unknown { key, first: post, line: *line, posts: 0 };
            keys.entry(key).or_insert(first).posts += 1;
        }
    }
    let mut keys: Vec<Unknown<'_>> = keys.into_values().collect();
    keys.sort_by(|a, b| (b.posts, a.key).cmp(&(a.posts, b.key)));
    let mut problems: Vec<Problem> = keys.iter().take(NAMED).map(problem).collect();
    if let Some(next) = keys.get(NAMED) {
        let message = format!(
            "{} more keys are none of Quire's; they are kept for your own shortcodes, so put them under `extra`",
            keys.len() - NAMED
        );
        problems.push(Problem::note(Rule::UnknownKey, &next.first.file, next.line, message));
    }
    problems
}

fn problem(unknown: &Unknown<'_>) -> Problem {
    let key = shown(unknown.key);
    let key = match unknown.posts {
        1 => key,
        posts => format!("{key}, which {posts} posts have,"),
    };
    let message = format!(
        "{key} is no key of Quire, so it is kept for your own shortcodes; \
         if it means what one of Quire's means, say so under [keys] in the configuration"
    );
    Problem::note(Rule::UnknownKey, &unknown.first.file, unknown.line, message)
}

#[cfg(test)]
mod tests {
    use super::unknown;
    use crate::content::PostFile;

    fn post(file: &str, keys: &[(&str, usize)]) -> PostFile {
        let unknown_keys = keys.iter().map(|(key, line)| ((*key).to_owned(), Some(*line))).collect();
        PostFile { file: file.into(), unknown_keys, ..PostFile::default() }
    }

    #[test]
    fn a_key_of_many_posts_is_named_once_where_it_first_stands() {
        let posts = [post("a.md", &[("mood", 3)]), post("b.md", &[("kicker", 2), ("mood", 4)])];
        let found: Vec<String> = unknown(&posts).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "a.md:3: note unknown-key: `mood`, which 2 posts have, is no key of Quire, so it is kept for your own \
                 shortcodes; if it means what one of Quire's means, say so under [keys] in the configuration",
                "b.md:2: note unknown-key: `kicker` is no key of Quire, so it is kept for your own shortcodes; \
                 if it means what one of Quire's means, say so under [keys] in the configuration",
            ]
        );
    }

    #[test]
    fn of_thousands_of_keys_twenty_are_named_and_the_rest_is_counted() {
        let keys: Vec<String> = (0..80_000).map(|key| format!("k{key:05}")).collect();
        let keys: Vec<(&str, usize)> = keys.iter().zip(2..).map(|(key, line)| (&**key, line)).collect();
        let found = unknown(&[post("x.md", &keys)]);
        assert_eq!(found.len(), 21);
        assert_eq!(
            found[20].to_string(),
            "x.md:22: note unknown-key: 79980 more keys are none of Quire's; \
             they are kept for your own shortcodes, so put them under `extra`"
        );
    }
}
