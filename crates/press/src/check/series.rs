//! Posts of one series that say that they are the same part of it.

use std::collections::BTreeMap;

use crate::content::PostFile;
use crate::problem::{Problem, Rule};
use crate::slug::slug;

/// Posts of one language that have one number in one series: named at all but the first of them.
pub(super) fn same_order(posts: &[PostFile]) -> Vec<Problem> {
    let mut parts: BTreeMap<(Option<&str>, String, i64), &PostFile> = BTreeMap::new();
    let mut problems = Vec::new();
    for post in posts {
        let Some(number) = post.series_order else { continue };
        for series in &post.series {
            let first = *parts.entry((post.language.as_deref(), slug(series), number)).or_insert(post);
            if std::ptr::eq(first, post) {
                continue;
            }
            let message = format!(
                "{} has the number {number} in the series `{series}` too, so readers see two parts of one number; \
                 give each its own `series_order`, or leave it out, and dates decide",
                first.file.display()
            );
            let line = post.lines.get("series_order").or(post.lines.get("weight")).copied().unwrap_or(1);
            problems.push(Problem::warning(Rule::SeriesOrder, &post.file, Some(line), message));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::same_order;
    use crate::content::PostFile;

    fn part(file: &str, series: &[&str], number: Option<i64>) -> PostFile {
        PostFile {
            file: file.into(),
            series: series.iter().map(ToString::to_string).collect(),
            series_order: number,
            lines: [("series_order", 4)].into(),
            ..PostFile::default()
        }
    }

    #[test]
    fn two_parts_of_one_number_are_named_at_the_second_with_its_line() {
        let translated =
            PostFile { language: Some("es".into()), ..part("b.es.md", &["Making a clock"], Some(2)) };
        let posts = [
            part("a.md", &["Making a clock"], Some(1)),
            part("b.md", &["Making a clock"], Some(2)),
            translated,
            part("c.md", &["Letters", "Making a Clock"], Some(2)),
            part("d.md", &["Letters"], Some(1)),
            part("e.md", &["Making a clock"], None),
            part("f.md", &["Making a clock"], None),
        ];
        let found: Vec<String> = same_order(&posts).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "c.md:4: warning series-order: b.md has the number 2 in the series `Making a Clock` too, so readers see \
              two parts of one number; give each its own `series_order`, or leave it out, and dates decide"
            ]
        );
    }
}
