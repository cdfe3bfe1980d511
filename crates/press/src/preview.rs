//! The pictures that stand for posts where somebody links to them, drawn for those that bring none.
//!
//! A picture's name holds the hash of what it shows, so that only new posts cost time; see `made.rs`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use quire_app::head::is_shown;
use quire_bundle::{Content, Library, Page, Picture, Post, Site, is_absolute};
use rayon::prelude::*;

use crate::app_files::hash;
use crate::config::Config;
use crate::files::Files;
use crate::made::Made;
use crate::output::OutputError;
use crate::pictures::is_drawing;

mod card;
mod face;
mod lines;
mod raster;

use card::Paint;

/// The picture of each page that has no cover.
#[derive(Debug, Default)]
pub(crate) struct Previews {
    /// That of the blog: for its lists, and for posts that have none of their own.
    blog: Option<Picture>,
    /// Those of posts, by path.
    posts: HashMap<String, Picture>,
    /// How many posts may have one.
    most: usize,
    /// What it took to draw them.
    pub(crate) work: PreviewWork,
}

/// What it took to draw the preview pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PreviewWork {
    /// Pictures that were drawn.
    pub drawn: usize,
    /// Pictures of the last build that could stay.
    pub kept: usize,
    /// Older posts for which the picture of the blog has to do.
    pub without: usize,
    /// How long it took.
    pub time: Duration,
}

impl Previews {
    /// Draws what is to be drawn, and takes the rest from the last build.
    ///
    /// None is drawn for a blog with a picture of its own, nor without an absolute URL, as nobody could show it. At most so
    /// many posts have one of their own, the newest.
    pub(crate) fn write(
        library: &Library,
        files: &Files,
        config: &Config,
        made: &Made<'_>,
    ) -> Result<Previews, OutputError> {
        let (site, most) = (library.site(), config.previews);
        if !site.picture.is_empty() {
            return Ok(Previews { blog: Some(own_picture(site, files)), ..Previews::default() });
        }
        if most == 0 || !is_absolute(&site.base) {
            return Ok(Previews::default());
        }
        let started = Instant::now();
        let paint = Paint::of(config);
        let uncovered = |post: &&Post| !post.cover.as_ref().is_some_and(is_shown);
        // A page without a date is not old.
        let mut posts: Vec<&Post> = library.posts().iter().rev().filter(uncovered).collect();
        posts.sort_by_key(|post| !(post.unlisted && post.card.date.is_none()));
        let without = posts.len().saturating_sub(most);
        posts.truncate(most);
        let named =
            posts.par_iter().filter_map(|post| Some((name(&card::of_post(site, post, paint)?), *post)));
        let named: Vec<(String, &Post)> = named.collect();
        let blog = name(&card::of_blog(site, paint));
        let mut drawings: BTreeMap<&str, Option<&Post>> =
            named.iter().map(|(name, post)| (name.as_str(), Some(*post))).collect();
        drawings.insert(&blog, None);
        let wanted: Vec<&str> = drawings.keys().copied().collect();
        let missing = made.keep(&wanted)?;
        missing.par_iter().try_for_each(|name| {
            let post = drawings.get(name).copied().flatten();
            made.write(name, &drawn(site, post, paint).map_err(|cause| made.failed(name, cause))?)
        })?;
        let (drawn, kept) = (missing.len(), wanted.len() - missing.len());
        let work = PreviewWork { drawn, kept, without, time: started.elapsed() };
        let of_post =
            |(name, post): &(String, &Post)| (post.card.path.clone(), picture(name, &post.card.title));
        let posts = named.iter().map(of_post).collect();
        Ok(Previews { posts, blog: Some(picture(&blog, &site.title)), most, work })
    }

    /// What the author should know of posts that have no picture of their own because there are so many.
    pub(crate) fn note(&self) -> Option<String> {
        let PreviewWork { without, .. } = self.work;
        let (newest, older) = match (self.most, without) {
            (1, 1) => ("post has one".to_owned(), "older one shares"),
            (1, _) => ("post has one".to_owned(), "older ones share"),
            (most, 1) => (format!("{most} posts have one each"), "older one shares"),
            (most, _) => (format!("{most} posts have one each"), "older ones share"),
        };
        (without > 0).then(|| {
            format!(
                "preview pictures: the newest {newest}; {without} {older} that of the blog; write `previews = true` in \
                 quire.toml to draw one for each"
            )
        })
    }

    /// The picture of a page that has no cover.
    pub(crate) fn of(&self, page: &Page) -> Option<&Picture> {
        let own = match &page.content {
            Content::Post(leaf) => self.posts.get(&leaf.post.card.path),
            _ => None,
        };
        own.or(self.blog.as_ref())
    }
}

/// The picture that the author has for the whole blog.
fn own_picture(site: &Site, files: &Files) -> Picture {
    let path = site.picture.strip_prefix('/');
    Picture {
        url: site.picture.clone(),
        alt: site.title.clone(),
        size: path.filter(|path| !is_drawing(path)).and_then(|path| Some(files.source(path).ok()?.size)),
        ..Picture::default()
    }
}

/// A picture that is drawn.
fn picture(name: &str, alt: &str) -> Picture {
    let (width, height) = card::SIZE;
    let size = Some((width as usize, height as usize));
    Picture { url: format!("/{name}"), alt: alt.to_string(), size, ..Picture::default() }
}

/// The bytes of a post's picture, or of the blog's.
fn drawn(site: &Site, post: Option<&Post>, paint: Paint) -> Result<Vec<u8>, String> {
    let own = post.and_then(|post| card::of_post(site, post, paint));
    raster::png(&own.unwrap_or_else(|| card::of_blog(site, paint)))
}

/// The name of the picture that a drawing becomes; other typefaces make another one.
fn name(svg: &str) -> String {
    static FACES: LazyLock<String> = LazyLock::new(|| hash(face::SERIF.bytes) + &hash(face::SANS.bytes));
    format!("og/{}.png", hash(format!("{}{svg}", *FACES).as_bytes()))
}
