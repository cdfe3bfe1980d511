//! Links between the pages of the site: what authors call the lists of a tag or an author, and which links are dead, as
//! far as that shows only when all pages are known.

use std::collections::{BTreeSet, HashMap, HashSet};

use quire_bundle::{Library, Route, Taxonomy, decode};

use crate::announce;
use crate::config::Feeds;
use crate::content::PostFile;
use crate::files::Files;
use crate::likely::likely;
use crate::markdown::InternalLink;
use crate::problem::{Problem, Rule};
use crate::slug::slug;

/// The files that the tool itself writes beside the pages.
const WRITTEN: &[&str] = &["404.html", "bundle.json", "site.json"];

/// What authors call the lists of a tag, a category, a series or an author when they link to them, as Hugo's `ref` and
/// Zola's `get_url` do: `/tags/x`, and `/topics/x` where the front matter may say `topics`.
pub(super) fn add_terms(posts: &[PostFile], targets: &mut HashMap<String, String>) {
    type Labels = fn(&PostFile) -> &[String];
    let kinds: [(Taxonomy, &[&str], Labels); 4] = [
        (Taxonomy::Tag, &["tags", "tag", "topics"], |post| &post.tags),
        (Taxonomy::Category, &["categories", "category"], |post| &post.categories),
        (Taxonomy::Series, &["series"], |post| &post.series),
        (Taxonomy::Author, &["authors", "author"], |post| &post.authors),
    ];
    let posts = || posts.iter().filter(|post| !post.page);
    for (taxonomy, names, labels) in kinds {
        let slugs: BTreeSet<String> = posts().flat_map(labels).map(|label| slug(label)).collect();
        for slug in slugs.into_iter().filter(|slug| !slug.is_empty()) {
            for name in names {
                let page = Route::Term { taxonomy, slug: slug.clone(), page: 1 };
                targets.entry(format!("{name}/{slug}")).or_insert_with(|| page.href("/"));
            }
        }
    }
}

/// A post with its links, and the ids that others may link to.
pub(super) struct Linked<'a> {
    pub(super) file: &'a PostFile,
    pub(super) path: &'a str,
    pub(super) links: Vec<InternalLink>,
    pub(super) ids: HashSet<String>,
}

/// Links to pages and to places within posts that are not there.
///
/// `linked` are all posts, those among them that are pressed ahead too.
pub(super) fn dead(linked: &[Linked<'_>], library: &Library, feeds: &Feeds, files: &Files) -> Vec<Problem> {
    let mut pages: HashSet<String> = library.routes().iter().map(Route::path).collect();
    pages.extend(linked.iter().map(|post| post.path.to_owned()));
    pages.extend(library.posts().iter().flat_map(|post| post.aliases.iter().cloned()));
    pages.extend(WRITTEN.iter().map(ToString::to_string));
    pages.extend(announce::paths(library, feeds));
    let ids: HashMap<&str, &HashSet<String>> = linked.iter().map(|post| (post.path, &post.ids)).collect();
    let mut problems = Vec::new();
    for post in linked {
        for link in &post.links {
            let path = Route::parse("/", &link.address).map(|route| route.path()).unwrap_or_default();
            let file = decode(link.address.trim_start_matches('/'));
            if !pages.contains(&path) && !pages.contains(&file) && !files.has(&file) {
                let message = format!(
                    "there is no page or file `/{file}` on this site; correct the address, or remove the link"
                );
                problems.push(Problem::warning(Rule::DeadLink, &post.file.file, link.line, message));
            } else if let (Some(fragment), Some(ids)) = (&link.fragment, ids.get(path.as_str()))
                && !fragment.is_empty()
                && !ids.contains(fragment)
            {
                let mut names: Vec<&str> = ids.iter().map(String::as_str).collect();
                names.sort_unstable();
                let next = match likely(fragment, names) {
                    Some(name) => format!("did you mean `#{name}`?"),
                    None => format!(
                        "correct the name after the `#`, or give the heading this name with `{{#{fragment}}}`"
                    ),
                };
                let message = format!(
                    "there is no place `#{fragment}` in `{}`, so the link leads to its beginning; {next}",
                    link.address
                );
                problems.push(Problem::warning(Rule::DeadAnchor, &post.file.file, link.line, message));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::project::ProjectOptions;
    use crate::{Rule, check};

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), format!("---\ndescription: d\n{text}")).expect("a file");
        }
        let options = ProjectOptions { content: folder.path().to_path_buf(), ..ProjectOptions::default() };
        let problems = check(&options).expect("a blog").problems;
        let links = problems.iter().filter(|one| matches!(one.rule, Rule::DeadLink | Rule::DeadAnchor));
        links.map(|one| format!("{}: {}", one.line.unwrap_or_default(), one.message)).collect()
    }

    #[test]
    fn the_list_of_a_tag_or_an_author_is_a_place_to_refer_to() {
        let tagged = "title: a\ntopics: [Open Data]\nauthors: [Ann Lee]\n---\n";
        let links = "[b]({{< ref \"/topics/open-data\" >}}) [c]({{< relref \"tags/open-data\" >}})\n\
                     [d]({{< ref \"/authors/ann-lee\" >}})\n[e]({{< ref \"/topics/closed-data\" >}})\n";
        assert_eq!(
            found(&[("a.md", &format!("{tagged}{links}"))]),
            [
                "9: there is no post `/topics/closed-data`, so the words stay without a link; correct the name, or \
                 remove the link"
            ]
        );
    }

    #[test]
    fn a_place_in_another_post_that_is_not_there_is_named_with_the_likely_one() {
        let links = "title: b\n---\n[a](a.md#serch) [b](a.md#other) [c](a.md#search)\n[d](/{x}/)";
        assert_eq!(
            found(&[("a.md", "title: a\n---\n## Search\n"), ("b.md", links)]),
            [
                "5: there is no place `#other` in `/a/`, so the link leads to its beginning; correct the name after the \
                 `#`, or give the heading this name with `{#other}`",
                "5: there is no place `#serch` in `/a/`, so the link leads to its beginning; did you mean `#search`?",
                "6: there is no page or file `/{x}/` on this site; correct the address, or remove the link",
            ]
        );
    }
}
