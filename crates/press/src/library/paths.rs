//! Where each post will live, and what other posts call it.

use std::collections::{BTreeMap, HashMap};

use quire_bundle::Route;

use crate::config::Config;
use crate::content::{Content, PostFile, slashed};
use crate::problem::{Problem, Rule};

/// A path of its own for every post, and then for every one that is pressed ahead: the author's, else that of the blog's pattern, else folder and slug; the second of
/// two gets `-2`.
pub(super) fn paths(content: &mut Content, config: &Config) -> Vec<String> {
    let mut taken: BTreeMap<String, &PostFile> = BTreeMap::new();
    let mut problems = Vec::new();
    let mut paths = Vec::with_capacity(content.posts.len() + content.ahead.len());
    // Those that are there choose before those that are still to come.
    for post in content.posts.iter().chain(&content.ahead) {
        let free = Route::free_path(&wanted(post, config));
        let stem = free.strip_suffix('/').unwrap_or(&free);
        let mut path = free.clone();
        let mut count = 1;
        while taken.contains_key(&path.to_lowercase()) {
            count += 1;
            path = Route::free_path(&format!("{stem}-{count}"));
        }
        if let Some(first) = taken.get(&free.to_lowercase()) {
            let message = format!(
                "{} has the address /{free} already, so this one is at /{path}; give one of them another slug",
                first.file.display()
            );
            let line = ["path", "slug"].iter().map(|key| post.line(key)).max();
            problems.push(Problem::warning(Rule::DuplicatePath, &post.file, line, message));
        }
        taken.insert(path.to_lowercase(), post);
        paths.push(path);
    }
    content.problems.append(&mut problems);
    paths
}

/// What authors call a post when they link to it: its file, with or without folder and ending, or its slug.
pub(super) fn targets(posts: &[&PostFile], paths: &[String]) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    for (post, path) in posts.iter().zip(paths) {
        let url = Route::Post { path: path.clone() }.href("/");
        let file = slashed(&post.file);
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let name = file.rsplit('/').next().unwrap_or("");
        let names = [stem, name, name.split('.').next().unwrap_or(""), &post.slug];
        for name in names {
            targets.entry(name.to_string()).or_insert_with(|| url.clone());
        }
        // A whole file path means that file, whatever another is called.
        targets.insert(file, url);
    }
    targets
}

/// The path that a post would have if it were alone. A post in another language than the blog's, that is there in the
/// blog's too, has its language in front.
fn wanted(post: &PostFile, config: &Config) -> String {
    if let Some(path) = &post.path {
        return path.clone();
    }
    let path = config.permalinks.path(post).unwrap_or_else(|| {
        let section = post.section.as_deref().unwrap_or("").trim_start_matches('_');
        format!("{section}/{}", if post.slug.is_empty() { "post" } else { &post.slug })
    });
    match post.language.as_deref().filter(|language| post.is_translation && *language != config.language) {
        Some(language) => format!("{language}/{path}"),
        None => path,
    }
}
