//! Posts that a reader of a list cannot tell apart, or knows nothing of.

use std::collections::BTreeMap;

use crate::content::PostFile;
use crate::problem::{Problem, Rule};

/// Posts of one language that have one title: named at the second of them.
pub(super) fn duplicate(posts: &[PostFile]) -> Vec<Problem> {
    let mut titles: BTreeMap<(Option<&str>, String), Vec<&PostFile>> = BTreeMap::new();
    for post in posts {
        let title = post.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        titles.entry((post.language.as_deref(), title)).or_default().push(post);
    }
    let problem = |alike: Vec<&PostFile>| {
        let [first, second, others @ ..] = &alike[..] else { return None };
        let whose = match others.len() {
            0 => format!("{} too", first.file.display()),
            others => format!("{} and of {others} more", first.file.display()),
        };
        let message = format!(
            "`{}` is the title of {whose}; a list shows them alike, so give each a title of its own",
            second.title
        );
        Some(Problem::note(Rule::DuplicateTitle, &second.file, Some(second.line("title")), message))
    };
    titles.into_values().filter_map(problem).collect()
}

/// Posts without a description that are named; when there are more of them, the author writes none, and is told so once.
const NAMED: usize = 10;

/// Posts that leave it to Quire to say what they are about.
pub(super) fn no_description(posts: &[PostFile]) -> Vec<Problem> {
    let silent = |post: &&PostFile| post.description.is_none() && !post.markdown.trim().is_empty();
    let silent: Vec<&PostFile> = posts.iter().filter(silent).collect();
    let note = |post: &PostFile, message: String| {
        Problem::note(Rule::NoDescription, &post.file, Some(post.line("description")), message)
    };
    let problem = |post: &&PostFile| {
        let message = "has no description, so lists and search engines show how it begins; \
                       write `description:` in the front matter";
        note(post, message.to_owned())
    };
    if silent.len() <= NAMED {
        return silent.iter().map(problem).collect();
    }
    let message = format!(
        "{} of {} posts, this one first, have no description, so lists and search engines show how they begin; write \
         `description:` in the front matter of those whose beginning says too little",
        silent.len(),
        posts.len()
    );
    vec![note(silent[0], message)]
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
                "b.md:1: note duplicate-title: ` weeknotes` is the title of a.md too; a list shows them alike, so give each a title of its own"
            ]
        );
        let column = ["a.md", "b.md", "c.md", "d.md"].map(|file| post(file, "Weeknotes", None));
        let found: Vec<String> = duplicate(&column).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "b.md:1: note duplicate-title: `Weeknotes` is the title of a.md and of 2 more; a list shows them alike, so give each a title of its own"
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

    #[test]
    fn an_author_who_writes_no_descriptions_is_told_once() {
        let empty = PostFile { lines: [("description", 4)].into(), ..post("00.md", "A", None) };
        let posts: Vec<PostFile> =
            std::iter::once(empty).chain((1..12).map(|n| post(&format!("{n:02}.md"), "B", None))).collect();
        let found: Vec<String> = no_description(&posts).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "00.md:4: note no-description: 12 of 12 posts, this one first, have no description, so lists and search \
                 engines show how they begin; write `description:` in the front matter of those whose beginning says too \
                 little"
            ]
        );
        assert_eq!(no_description(&posts[2..]).len(), 10, "ten are named one by one");
    }
}
