//! What an author's folder holds, as a [`Library`]: paths given out, bodies rendered, links between posts resolved.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use quire_bundle::{Library, Post, Site};
use rayon::prelude::*;

use crate::config::{Config, HomeSection, HomeSource};
use crate::content::{Content, PostFile};
use crate::diagram::Drawing;
use crate::files::Files;
use crate::markdown::{Blog, Reading, Rendered, render};
use crate::pictures::Shown;
use crate::problem::{Problem, Rule};
use crate::progress::Progress;
use crate::searched::Searched;
use crate::shortcode::{Shortcodes, Templates};

mod aliases;
mod links;
mod paths;
mod post;
mod translations;

use links::Linked;
use post::Around;

/// A blog, and what only its index and its navigation need.
pub(crate) struct Read {
    pub(crate) library: Library,
    /// The texts of every post that search may find, in the order of the library's posts.
    pub(crate) searched: Vec<Option<Searched>>,
    /// The site-rooted URLs of posts, by the names that authors call them.
    pub(crate) targets: HashMap<String, String>,
    /// How many shortcodes there were, by name.
    pub(crate) shortcodes: Shortcodes,
    /// The pictures of the site that posts show, as often as they do.
    pub(crate) pictures: Vec<Shown>,
    /// The diagrams that posts show.
    pub(crate) drawings: Vec<Drawing>,
    /// The posts that are pressed ahead, in the order in which they appear.
    pub(crate) ahead: Vec<Post>,
    /// The texts that the home page has in place of posts, in the order of its sections; their problems are in no file of
    /// the content folder.
    pub(crate) home_texts: Vec<Rendered>,
}

/// Turns the files into posts; what is wrong with them is added to `content.problems`.
pub(crate) fn library(
    site: &Site,
    config: &Config,
    files: &Files,
    templates: &Templates,
    content: &mut Content,
    progress: &Progress,
) -> Read {
    let paths = paths::paths(content, config);
    let all: Vec<&PostFile> = content.posts.iter().chain(&content.ahead).collect();
    let mut targets = paths::targets(&all, &paths);
    links::add_terms(&content.posts, &mut targets);
    let reading = reading(config, site);
    let blog = Blog {
        post: &|name: &str| targets.get(name).cloned(),
        file: &|path: &str| files.has(path),
        picture: &|path: &str| files.source(path),
        text: &|path: &str| files.text(path),
        templates,
        reading: &reading,
    };
    let rendered = all.par_iter().map(|post| {
        let rendered = rendered(post, &blog);
        progress.step();
        let mut rendered = rendered?;
        let searched = post.search.then(|| Searched::take(post, &mut rendered));
        Ok((rendered, searched))
    });
    let rendered: Vec<Result<(Rendered, Option<Searched>), Problem>> = rendered.collect();
    let mut home_texts: Vec<Rendered> =
        config.home.iter().filter_map(|section| home_text(section, &blog)).collect();
    let around = Around { site, config, content, files };
    let (mut problems, mut pictures, mut drawings) = (Vec::new(), Vec::new(), Vec::new());
    drawings.extend(home_texts.iter_mut().flat_map(|text| std::mem::take(&mut text.drawings)));
    let mut shortcodes = Shortcodes::default();
    let mut searched = BTreeMap::new();
    let (mut shown, mut ahead) = (Vec::new(), Vec::new());
    let (mut posts, mut linked) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
    for (number, (rendered, path)) in rendered.into_iter().zip(&paths).enumerate() {
        let file = all[number];
        match rendered {
            Ok((mut rendered, found)) => {
                problems.append(&mut rendered.problems);
                shortcodes.add(&rendered.shortcodes);
                let links = std::mem::take(&mut rendered.links);
                linked.push(Linked { file, path, links, ids: std::mem::take(&mut rendered.ids) });
                let own = |(path, line)| Shown { file: file.file.clone(), line, path };
                pictures.extend(std::mem::take(&mut rendered.pictures).into_iter().map(own));
                drawings.append(&mut rendered.drawings);
                let (post, flaw) = around.post(file, path.clone(), rendered);
                problems.extend(flaw);
                pictures.extend(cover(file, &post));
                if number < content.posts.len() {
                    searched.extend(found.map(|found| (path.clone(), found)));
                    posts.push(post);
                    shown.push(file);
                } else {
                    ahead.push((file, post));
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    translations::link(&shown, &mut posts, &config.language);
    let ahead = in_order(ahead, &shown, &config.language);
    let library = Library::new(site.clone(), posts);
    problems.append(&mut links::dead(&linked, &library, &config.feeds, files));
    linked.truncate(library.posts().len());
    problems.append(&mut aliases::taken(&linked, &library, files));
    content.problems.append(&mut problems);
    let searched = library.posts().iter().map(|post| searched.remove(&post.card.path)).collect();
    Read { library, searched, targets, shortcodes, pictures, drawings, ahead, home_texts }
}

/// A section of the home page that is a text.
fn home_text(section: &HomeSection, blog: &Blog<'_>) -> Option<Rendered> {
    let HomeSource::Text(markdown) = &section.source else { return None };
    let as_post =
        PostFile { markdown: markdown.value.clone(), body_line: markdown.line, ..PostFile::default() };
    Some(
        rendered(&as_post, blog)
            .unwrap_or_else(|problem| Rendered { problems: vec![problem], ..Rendered::default() }),
    )
}

/// The cover of a post, when it lies on the site.
fn cover(file: &PostFile, post: &Post) -> Option<Shown> {
    let path = post.cover.as_ref()?.url.strip_prefix('/')?.to_owned();
    Some(Shown { file: file.file.clone(), line: Some(file.line("cover")), path })
}

/// The posts that are pressed ahead, in the order in which they appear. A version of a post that the blog has in its own
/// language is in no list.
fn in_order(mut ahead: Vec<(&PostFile, Post)>, shown: &[&PostFile], language: &str) -> Vec<Post> {
    let spoken = |file: &PostFile| file.language.as_deref().unwrap_or(language) == language;
    let seconds = |file: &PostFile| file.date.as_ref().map(|date| date.seconds);
    ahead.sort_by(|(a, one), (b, other)| (seconds(a), &one.card.path).cmp(&(seconds(b), &other.card.path)));
    for (file, post) in &mut ahead {
        let has_own = || {
            shown.iter().any(|one| {
                !one.translation_key.is_empty() && spoken(one) && one.translation_key == file.translation_key
            })
        };
        post.unlisted |= !spoken(file) && has_own();
    }
    ahead.into_iter().map(|(_, post)| post).collect()
}

/// How the author wants Markdown read.
fn reading(config: &Config, site: &Site) -> Reading {
    let word = |name: &str| config.body_word(name);
    Reading {
        smart_punctuation: config.smart_punctuation,
        hashtags: config.hashtags,
        math: config.math,
        diagrams: config.diagrams,
        excerpt: config.excerpt.unwrap_or(config.look.excerpt()),
        base_url: Some(site.base.clone()).filter(|base| quire_bundle::is_absolute(base)),
        date_form: config.date_form.clone(),
        alert_titles: ["alert_note", "alert_tip", "alert_important", "alert_warning", "alert_caution"]
            .map(word),
        code: word("code"),
        table: word("table"),
        formula: word("formula"),
        back_to_reference: word("footnote_back"),
    }
}

/// One broken post must not stop the others, not even by a defect of ours.
fn rendered(post: &PostFile, blog: &Blog<'_>) -> Result<Rendered, Problem> {
    catch_unwind(AssertUnwindSafe(|| render(post, blog))).map_err(|_| {
        let message =
            "Quire failed on this post, so it is left out; please report the file as a defect of Quire";
        Problem::error(Rule::Defect, &post.file, Some(post.body_line), message)
    })
}
