//! What an author's folder holds, as a [`Library`]: paths given out, links between posts resolved, bodies rendered.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use quire_bundle::{Card, Date, Heading, Library, Picture, Post, Route, Site, Term};
use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Content, Cover, PostFile, slashed};
use crate::date;
use crate::markdown::{Blog, Reading, Rendered, render};
use crate::problem::{Problem, Rule};
use crate::shortcode::{Shortcodes, Templates};
use crate::slug::slug;

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// A blog, and what only its index needs.
pub(crate) struct Read {
    pub(crate) library: Library,
    /// Plain text of every body, in the order of the library's posts.
    pub(crate) texts: Vec<String>,
    /// How many shortcodes there were, by name.
    pub(crate) shortcodes: Shortcodes,
}

/// Turns the files into posts; what is wrong with them is added to `content.problems`.
pub(crate) fn library(
    site: Site,
    root: &Path,
    reading: &Reading,
    config: &Config,
    content: &mut Content,
) -> Read {
    let paths = paths(content, config);
    let targets = targets(&content.posts, &paths);
    let files: HashSet<String> = content.files.iter().map(|file| slashed(file)).collect();
    let find = |target: &str| targets.get(target).cloned();
    let is_file = |path: &str| files.contains(path);
    let measure = |path: &str| {
        imagesize::size(root.join(path))
            .map(|size| (size.width, size.height))
            .map_err(|error| error.to_string())
    };
    let text = |path: &str| text(root, path);
    let templates = Templates::default();
    let blog = Blog { post: &find, file: &is_file, size: &measure, text: &text, templates: &templates, reading };
    let rendered: Vec<Result<Rendered, Problem>> =
        content.posts.par_iter().map(|post| rendered(post, &blog)).collect();
    let mut problems = Vec::new();
    let mut shortcodes = Shortcodes::default();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut posts = Vec::new();
    for ((file, path), rendered) in content.posts.iter().zip(paths).zip(rendered) {
        match rendered {
            Ok(mut rendered) => {
                problems.append(&mut rendered.problems);
                shortcodes.add(&rendered.shortcodes);
                texts.insert(path.clone(), std::mem::take(&mut rendered.text));
                posts.push(post(file, path, rendered, content, &site, config, &blog));
            }
            Err(problem) => problems.push(problem),
        }
    }
    content.problems.append(&mut problems);
    let library = Library::new(site, posts);
    let text = |post: &Post| texts.remove(&post.card.path).unwrap_or_default();
    let texts = library.posts().iter().map(text).collect();
    Read { library, texts, shortcodes }
}

/// A path of its own for every post: the author's, else folder and slug; the second of two gets `-2`.
fn paths(content: &mut Content, config: &Config) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut problems = Vec::new();
    let path = |post: &PostFile| {
        let wanted = post.path.clone().or_else(|| config.permalinks.path(post)).unwrap_or_else(|| {
            let section = post.section.as_deref().unwrap_or("").trim_start_matches('_');
            format!("{section}/{}", if post.slug.is_empty() { "post" } else { &post.slug })
        });
        let free = Route::free_path(&wanted);
        let stem = free.strip_suffix('/').unwrap_or(&free);
        let mut path = free.clone();
        let mut count = 1;
        while !taken.insert(path.to_lowercase()) {
            count += 1;
            path = Route::free_path(&format!("{stem}-{count}"));
        }
        if count > 1 {
            let message = format!(
                "another post has the address /{free} already, so this one is at /{path}; give it a slug"
            );
            problems.push(Problem::warning(Rule::DuplicatePath, &post.file, None, message));
        }
        path
    };
    let paths = content.posts.iter().map(path).collect();
    content.problems.append(&mut problems);
    paths
}

/// What authors call a post when they link to it: its file, with or without folder and ending, or its slug.
fn targets(posts: &[PostFile], paths: &[String]) -> HashMap<String, String> {
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

/// The text of a file inside the folder, whichever way it is named.
fn text(root: &Path, path: &str) -> Result<String, String> {
    let missing = || "there is no such file in the content folder".to_owned();
    let (Ok(root), Ok(file)) = (root.canonicalize(), root.join(path).canonicalize()) else {
        return Err(missing());
    };
    let inside = file.strip_prefix(&root).map_err(|_| missing())?;
    if !file.is_file() || slashed(inside).split('/').any(|part| part.starts_with('.')) {
        return Err(missing());
    }
    let bytes = fs::read(&file).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// One broken post must not stop the others, not even by a defect of ours.
fn rendered(post: &PostFile, blog: &Blog<'_>) -> Result<Rendered, Problem> {
    let attempt = std::panic::AssertUnwindSafe(|| render(post, blog));
    catch_unwind(attempt).map_err(|_| {
        let message =
            "Quire failed on this post, so it is left out; please report the file as a defect of Quire";
        Problem::error(Rule::Defect, &post.file, Some(post.body_line), message)
    })
}

fn picture(cover: &Cover, blog: &Blog<'_>) -> Picture {
    let size = cover.url.strip_prefix('/').and_then(|path| (blog.size)(path).ok());
    Picture { url: cover.url.clone(), alt: cover.alt.clone(), caption: cover.caption.clone(), size }
}

fn post(
    file: &PostFile,
    path: String,
    rendered: Rendered,
    content: &Content,
    site: &Site,
    config: &Config,
    blog: &Blog<'_>,
) -> Post {
    let date = |moment: &date::Moment| Date {
        rfc3339: moment.rfc3339.clone(),
        text: date::text(moment, &config.date_form),
    };
    let summary = file.description.clone().filter(|text| !text.trim().is_empty()).unwrap_or(rendered.excerpt);
    let minutes = if rendered.words == 0 { 0 } else { rendered.words.div_ceil(WORDS_A_MINUTE) };
    let mut categories = terms(&file.categories);
    if categories.is_empty() {
        categories.extend(section(file, content));
    }
    Post {
        id: Route::Post { path: path.clone() }.href(&site.base),
        updated: file.updated.as_ref().map(date),
        categories,
        series: terms(&file.series),
        series_order: file.series_order,
        unlisted: file.page,
        translations: Vec::new(),
        cover: file.cover.as_ref().map(|cover| picture(cover, blog)),
        canonical_url: file.canonical_url.clone(),
        html: rendered.html,
        headings: rendered
            .toc
            .into_iter()
            .map(|heading| Heading { level: heading.level.into(), id: heading.id, text: heading.text })
            .collect(),
        words: rendered.words,
        external_url: file.external_url.clone(),
        aliases: file.aliases.iter().map(|alias| Route::free_path(alias)).collect(),
        origin: None,
        card: Card {
            path,
            title: file.title.clone(),
            date: file.date.as_ref().map(date),
            summary,
            minutes,
            tags: terms(&file.tags),
            authors: terms(&file.authors),
            language: file.language.clone().filter(|language| *language != site.language),
            pinned: file.pinned,
        },
    }
}

/// Labels as terms; of two that have one slug the first counts.
fn terms(labels: &[String]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for label in labels {
        let slug = slug(label);
        if !slug.is_empty() && terms.iter().all(|term| term.slug != slug) {
            terms.push(Term { slug, label: label.trim().to_string() });
        }
    }
    terms
}

/// The folder that a post lies in, when that introduces itself and is not the whole blog.
fn section(file: &PostFile, content: &Content) -> Option<Term> {
    let folder = file.section.as_deref()?;
    let section = content.sections.iter().find(|section| !section.dir.is_empty() && section.dir == folder)?;
    let whole = content.posts.iter().all(|post| post.section.as_deref() == Some(folder));
    let term = || Some(Term { slug: slug(folder), label: section.title.clone()? });
    if whole { None } else { term() }
}
