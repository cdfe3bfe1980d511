//! The pictures that stand for posts where somebody links to them, drawn for those that bring none.
//!
//! A picture's name holds the hash of what it shows, so that the one of the last build is taken where it is the same: the
//! output folder is the cache, and only new posts cost time.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use quire_app::head::is_shown;
use quire_bundle::{Content, Library, Page, Picture, Post, Site, is_absolute};
use rayon::prelude::*;

use crate::app_files::hash;
use crate::files::Files;
use crate::output::{Output, OutputError};

mod card;
mod face;
mod lines;
mod raster;

/// The picture of each page that has no cover.
#[derive(Debug, Default)]
pub(crate) struct Previews {
    /// That of the blog: for its lists, and for posts that have none of their own.
    blog: Option<Picture>,
    /// Those of posts, by path.
    posts: HashMap<String, Picture>,
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
    /// How long it took.
    pub time: Duration,
}

impl Previews {
    /// Draws what is to be drawn, and takes the rest from the last build.
    ///
    /// None is drawn for a blog with a picture of its own, nor without an absolute URL, as nobody could show it.
    pub(crate) fn write(
        library: &Library,
        files: &Files,
        wanted: bool,
        output: &Output,
    ) -> Result<Previews, OutputError> {
        let site = library.site();
        if !site.picture.is_empty() {
            return Ok(Previews { blog: Some(own_picture(site, files)), ..Previews::default() });
        }
        if !wanted || !is_absolute(&site.base) {
            return Ok(Previews::default());
        }
        let started = Instant::now();
        let posts = library.posts().par_iter().filter(|post| !post.cover.as_ref().is_some_and(is_shown));
        let named = posts.filter_map(|post| Some((name(&card::of_post(site, post)?), post)));
        let named: Vec<(String, &Post)> = named.collect();
        let blog = name(&card::of_blog(site));
        let mut drawings: BTreeMap<&str, Option<&Post>> =
            named.iter().map(|(name, post)| (name.as_str(), Some(*post))).collect();
        drawings.insert(&blog, None);
        let kept = AtomicUsize::new(0);
        drawings.par_iter().try_for_each(|(name, post)| {
            let path = Path::new(name);
            if let Some(bytes) = output.earlier(path).filter(|bytes| is_whole(bytes)) {
                kept.fetch_add(1, Ordering::Relaxed);
                return output.write(path, &bytes);
            }
            output.write(path, &drawn(site, *post).map_err(|cause| output.failed(path, cause))?)
        })?;
        let kept = kept.into_inner();
        let work = PreviewWork { drawn: drawings.len() - kept, kept, time: started.elapsed() };
        let of_post =
            |(name, post): &(String, &Post)| (post.card.path.clone(), picture(name, &post.card.title));
        let posts = named.iter().map(of_post).collect();
        Ok(Previews { posts, blog: Some(picture(&blog, &site.title)), work })
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
        size: path.and_then(|path| files.size(path).ok()),
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
fn drawn(site: &Site, post: Option<&Post>) -> Result<Vec<u8>, String> {
    let own = post.and_then(|post| card::of_post(site, post));
    raster::png(&own.unwrap_or_else(|| card::of_blog(site)))
}

/// The name of the picture that a drawing becomes; other typefaces make another one.
fn name(svg: &str) -> String {
    static FACES: LazyLock<String> = LazyLock::new(|| hash(face::SERIF.bytes) + &hash(face::SANS.bytes));
    format!("og/{}.png", hash(format!("{}{svg}", *FACES).as_bytes()))
}

/// Whether a picture of the last build is there from its first byte to its last.
fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.ends_with(b"IEND\xae\x42\x60\x82")
}
