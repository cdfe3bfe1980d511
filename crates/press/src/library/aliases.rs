//! Old addresses that cannot lead on: where a page or a file is already, or where another post leads on from.
//!
//! An alias leads to a post and never to another alias, so the only loop that there can be is a post's own address, or two
//! posts that each name the address of the other; both are addresses where a page is.

use std::collections::HashMap;

use quire_bundle::{Content, Library, Route};

use super::links::Linked;
use crate::files::Files;
use crate::problem::{Problem, Rule};

/// A warning for each alias that leads nowhere.
pub(super) fn taken(linked: &[Linked<'_>], library: &Library, files: &Files) -> Vec<Problem> {
    let names: HashMap<&str, String> =
        linked.iter().map(|post| (post.path, post.file.file.display().to_string())).collect();
    let mut problems = Vec::new();
    for post in linked {
        for alias in &post.file.aliases {
            let path = Route::free_path(alias);
            let from = Route::Post { path: path.clone() };
            let name = |path: &str| names.get(path).map_or("another post", String::as_str);
            let because = match &library.page(&from).content {
                _ if is_list(alias, &path) => "is an address that the blog's own lists may have".to_owned(),
                _ if path == "404.html" => "is the page for addresses where nothing is".to_owned(),
                _ if path == post.path => "is the post's own address, and would lead to itself".to_owned(),
                Content::Moved { path } if path != post.path => {
                    format!("is an alias of {} already", name(path))
                }
                Content::Moved { .. } if files.has(&from.html_path()) => String::new(),
                Content::Moved { .. } => continue,
                _ => format!("is the address of {}", name(&path)),
            };
            let shown = alias.trim_matches('/');
            let message = match because.as_str() {
                "" => format!(
                    "the page that leads on from the alias /{shown} takes the place of a file of yours; remove one of them"
                ),
                _ => format!(
                    "the alias /{shown} {because}, so nothing leads on from it to this post; remove it, or write another"
                ),
            };
            let line = Some(post.file.line("aliases"));
            problems.push(Problem::warning(Rule::Alias, &post.file.file, line, message));
        }
    }
    problems
}

/// Whether the address means a list: then the path that a post may have is another one.
fn is_list(alias: &str, path: &str) -> bool {
    path.starts_with("posts/") && !alias.trim_start_matches('/').starts_with("posts/")
}
