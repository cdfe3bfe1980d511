//! Links between the pages of the site, looked at when all of them are known.

use std::collections::{HashMap, HashSet};

use quire_bundle::{Library, Route, decode};

use crate::content::PostFile;
use crate::files::Files;
use crate::markdown::InternalLink;
use crate::problem::{Problem, Rule};

/// The files that the tool itself writes beside the pages.
const WRITTEN: &[&str] = &["404.html", "bundle.json", "site.json"];

/// A post with its links, and the ids that others may link to.
pub(super) struct Linked<'a> {
    pub(super) file: &'a PostFile,
    pub(super) path: &'a str,
    pub(super) links: Vec<InternalLink>,
    pub(super) ids: HashSet<String>,
}

/// Links to pages and to places within posts that are not there.
pub(super) fn dead(linked: &[Linked<'_>], library: &Library, files: &Files) -> Vec<Problem> {
    let mut pages: HashSet<String> = library.routes().iter().map(Route::path).collect();
    pages.extend(library.posts().iter().flat_map(|post| post.aliases.iter().cloned()));
    pages.extend(WRITTEN.iter().map(ToString::to_string));
    let ids: HashMap<&str, &HashSet<String>> = linked.iter().map(|post| (post.path, &post.ids)).collect();
    let mut problems = Vec::new();
    for post in linked {
        for link in &post.links {
            let path = Route::parse("/", &link.address).map(|route| route.path()).unwrap_or_default();
            let file = decode(link.address.trim_start_matches('/'));
            if !pages.contains(&path) && !files.has(&file) {
                let message = format!(
                    "there is no page or file `{}` on this site; correct the address, or remove the link",
                    link.address
                );
                problems.push(Problem::warning(Rule::DeadLink, &post.file.file, link.line, message));
            } else if let (Some(fragment), Some(ids)) = (&link.fragment, ids.get(path.as_str()))
                && !fragment.is_empty()
                && !ids.contains(fragment)
            {
                let message = format!(
                    "there is no place `#{fragment}` in `{}`, so the link leads to its beginning; correct the \
                     name after the `#`, or give the heading this name with {{#{fragment}}}",
                    link.address
                );
                problems.push(Problem::warning(Rule::DeadAnchor, &post.file.file, link.line, message));
            }
        }
    }
    problems
}
