//! Posts that a reader of a list cannot tell apart, or knows nothing of.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::content::PostFile;
use crate::problem::{Problem, Rule};

/// Posts that have the title of another one in the same language, the first of each apart.
pub(super) fn duplicate(posts: &[PostFile]) -> Vec<Problem> {
    let mut first: BTreeMap<(Option<&str>, String), &PathBuf> = BTreeMap::new();
    let mut problems = Vec::new();
    for post in posts {
        let title = post.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let known = *first.entry((post.language.as_deref(), title)).or_insert(&post.file);
        if known != &post.file {
            let message = format!(
                "`{}` is the title of {} too; a list shows them alike, so call one of them something else",
                post.title,
                known.display()
            );
            problems.push(Problem::warning(
                Rule::DuplicateTitle,
                &post.file,
                Some(post.line("title")),
                message,
            ));
        }
    }
    problems
}

/// Posts that leave it to Quire to say what they are about.
pub(super) fn no_description(posts: &[PostFile]) -> Vec<Problem> {
    let silent = posts.iter().filter(|post| post.description.is_none() && !post.markdown.trim().is_empty());
    let problem = |post: &PostFile| {
        let message = "has no description, so lists and search engines show how it begins; \
                       write `description:` in the front matter";
        Problem::note(Rule::NoDescription, &post.file, Some(1), message)
    };
    silent.map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::{duplicate, no_description};
    use crate::content::PostFile;

    fn post(file: &str, title: &str, language: Option<&str>) -> PostFile {
        PostFile {
            file: file.into(),
            title: title.into(),
            language: language.map(Into::into),
            markdown: "x".into(),
            ..PostFile::default()
        }
    }

    #[test]
    fn two_posts_of_one_title_are_told_apart_by_their_author() {
        let posts = [
            post("a.md", "Weeknotes", None),
            post("a.es.md", "Weeknotes", Some("es")),
            post("b.md", " weeknotes", None),
            post("c.md", "Weeknotes 2", None),
        ];
        let found: Vec<String> = duplicate(&posts).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "b.md:1: warning duplicate-title: ` weeknotes` is the title of a.md too; a list shows them alike, so call one of them something else"
            ]
        );
    }

    #[test]
    fn a_post_says_what_it_is_about() {
        let said = PostFile { description: Some("About".into()), ..post("b.md", "B", None) };
        let found = no_description(&[post("a.md", "A", None), said]);
        assert_eq!(found.len(), 1);
        assert!(found[0].to_string().starts_with("a.md:1: note no-description: has no description"));
    }
}
