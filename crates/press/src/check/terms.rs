//! Tags, categories, series and authors that are probably meant to be one, so that half of the posts is missing on each
//! of two pages.

use std::collections::BTreeMap;

use crate::content::PostFile;
use crate::problem::{Problem, Rule};
use crate::slug::slug;

/// Terms that differ from another one in signs, a plural or one letter only; named at the first post that has the rarer.
pub(super) fn similar(posts: &[PostFile]) -> Vec<Problem> {
    let kinds: [Kind; 4] = [
        ("tag", "tags", |post| &post.tags),
        ("category", "categories", |post| &post.categories),
        ("series", "series", |post| &post.series),
        ("author", "authors", |post| &post.authors),
    ];
    let of_kind = |(kind, key, of): Kind| {
        let terms = counted(posts, of);
        let mut by_letter: BTreeMap<Option<char>, Vec<&Counted<'_>>> = BTreeMap::new();
        for term in &terms {
            by_letter.entry(term.letters.chars().next()).or_default().push(term);
        }
        let alike = |rare: &Counted<'_>| {
            let others = by_letter.get(&rare.letters.chars().next())?;
            let common = others.iter().find(|common| rare.is_like(common))?;
            Some(problem(kind, key, rare, common))
        };
        terms.iter().filter_map(alike).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

/// What one of them is called, the key that says it, and those that a post has.
type Kind = (&'static str, &'static str, fn(&PostFile) -> &[String]);

/// A term: its name as it was first written, where that was, how many posts have it, and what it is compared by.
struct Counted<'a> {
    label: &'a str,
    first: &'a PostFile,
    posts: usize,
    slug: String,
    /// The slug without signs.
    letters: String,
    singular: String,
}

/// The terms of one kind, those with most posts first.
fn counted(posts: &[PostFile], of: fn(&PostFile) -> &[String]) -> Vec<Counted<'_>> {
    let mut terms: BTreeMap<String, Counted<'_>> = BTreeMap::new();
    for post in posts {
        for label in of(post) {
            let slug = slug(label);
            if let Some(term) = terms.get_mut(&slug) {
                term.posts += 1;
                continue;
            }
            let letters: String = slug.chars().filter(|letter| *letter != '-').collect();
            let singular = singular(&letters);
            terms.insert(slug.clone(), Counted { label, first: post, posts: 1, slug, letters, singular });
        }
    }
    let mut terms: Vec<Counted<'_>> = terms.into_values().collect();
    terms.sort_by(|a, b| (b.posts, &a.slug).cmp(&(a.posts, &b.slug)));
    terms
}

impl Counted<'_> {
    /// Whether this rare term and that more common one are one word for most people: the same letters with other signs
    /// between, one a plural of the other, or a slip of the fingers that stands in a single post.
    fn is_like(&self, common: &Counted<'_>) -> bool {
        let is_rarer = (self.posts, &common.slug) < (common.posts, &self.slug);
        if !is_rarer || self.letters.len().abs_diff(common.letters.len()) > 3 {
            return false;
        }
        if self.letters == common.letters || self.singular == common.singular {
            return true;
        }
        let is_slip = self.posts == 1 && common.posts > 1 && self.letters.chars().count() >= 7;
        // Years and numbers differ in one digit because they should.
        let has_digit = |term: &Counted<'_>| term.letters.chars().any(|letter| letter.is_ascii_digit());
        is_slip
            && !has_digit(self)
            && !has_digit(common)
            && strsim::damerau_levenshtein(&self.letters, &common.letters) == 1
    }
}

fn problem(kind: &str, key: &str, rare: &Counted<'_>, common: &Counted<'_>) -> Problem {
    let posts = |count: usize| format!("{count} post{}", if count == 1 { "" } else { "s" });
    let message = format!(
        "the {kind} `{}` ({}) is much like `{}` ({}); each has a page of its own, so choose one",
        rare.label,
        posts(rare.posts),
        common.label,
        posts(common.posts)
    );
    Problem::warning(Rule::SimilarTags, &rare.first.file, Some(rare.first.line(key)), message)
}

/// An English word without its plural's ending; words of up to three letters stay.
fn singular(word: &str) -> String {
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3);
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    let keeps = ["ss", "us", "sis", "xis", "ics", "ews"].iter().any(|ending| word.ends_with(ending));
    stem("s").filter(|_| !keeps).unwrap_or(word).to_string()
}

#[cfg(test)]
mod tests {
    use super::similar;
    use crate::content::PostFile;

    fn found(tags: &[(&str, usize)]) -> Vec<String> {
        let posts = tags.iter().flat_map(|(tag, count)| {
            (0..*count).map(|_| PostFile {
                file: "a.md".into(),
                tags: vec![(*tag).into()],
                ..PostFile::default()
            })
        });
        similar(&posts.collect::<Vec<_>>()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_one_word_for_most_people_is_alike() {
        for (rare, common, alike) in [
            ("open-source", "opensource", true),
            ("api", "apis", true),
            ("policy", "policies", true),
            ("accesibility", "accessibility", true),
            ("rust-2018", "rust-2021", false),
            ("news", "new", false),
            ("testing", "nesting", false),
            ("css", "cs", false),
        ] {
            assert_eq!(found(&[(rare, 1), (common, 9)]).len(), usize::from(alike), "{rare} {common}");
        }
        assert_eq!(found(&[("content", 4), ("contest", 9)]), [""; 0], "two words in use are two words");
    }

    #[test]
    fn the_rarer_of_two_is_named_where_it_first_stands() {
        assert_eq!(
            found(&[("APIs", 1), ("API", 2)]),
            [
                "a.md:1: warning similar-tags: the tag `APIs` (1 post) is much like `API` (2 posts); each has a page of its own, so choose one"
            ]
        );
    }

    #[test]
    fn ten_thousand_tags_are_compared_in_no_time() {
        let tags: Vec<String> = (0..10_000).map(|number| format!("tag number {number}")).collect();
        let posts = [PostFile { file: "a.md".into(), tags, ..PostFile::default() }];
        assert_eq!(similar(&posts), []);
    }
}
