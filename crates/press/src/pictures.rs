//! The pictures of the author's in the widths that readers' screens have, so that a telephone need not load what a camera
//! made. The pages name them all, and the browser chooses.
//!
//! A resized picture's name holds the hash of the original's bytes, so that only new pictures cost time; see `made.rs`.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use quire_bundle::{Library, encode};
use rayon::prelude::*;

use crate::app_files::hash;
use crate::files::Files;
use crate::made::Made;
use crate::output::OutputError;
use crate::problem::{Problem, Rule};

mod html;
mod resize;
mod room;
mod source;

use resize::Decoded;
use room::Room;
pub(crate) use source::Kind;
pub use source::Source;

/// Says by what a resized picture differs from one that another version of this tool makes.
const RECIPE: u8 = 1;
/// A file up to so many bytes is small enough for everyone.
const SMALL: usize = 30_000;
/// Pixels that are decoded at the same time. A JPEG that is sent coarse first takes ten bytes for each, others three or four.
const AT_ONCE: usize = 2 * source::MOST_PIXELS;

/// The widest that a picture is shown, in CSS pixels: `--measure` in `style/tokens.css`.
const MEASURE: usize = 620;
/// What a column has of a narrow screen, in hundredths: all but twice `--margin` there.
const COLUMN: usize = 90;

/// A picture that a post shows, and where its author says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The post's file, from the content folder.
    pub(crate) file: PathBuf,
    pub(crate) line: Option<usize>,
    /// The picture, from the root of the site.
    pub(crate) path: String,
}

/// What it took to resize pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureWork {
    /// Resized pictures that were made.
    pub made: usize,
    /// Resized pictures of the last build that could stay.
    pub kept: usize,
    /// How long it took.
    pub time: Duration,
}

/// A picture and what is to be made of it.
struct Plan<'a> {
    path: &'a str,
    source: Source,
    kind: Kind,
    bytes: u64,
    /// Width and name of each resized picture, the smallest first.
    wanted: Vec<(usize, String)>,
}

/// Resizes what posts show, in these widths, and says so in their bodies and covers. Gives what is wrong with pictures that
/// cannot be decoded.
pub(crate) fn write(
    library: &mut Library,
    shown: &[Shown],
    widths: &[usize],
    files: &Files,
    made: &Made<'_>,
) -> Result<(PictureWork, Vec<Problem>), OutputError> {
    let started = Instant::now();
    let mut paths: Vec<&str> = shown.iter().map(|one| one.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let plans: Vec<Plan<'_>> = paths.par_iter().filter_map(|path| plan(path, widths, files)).collect();
    let names: Vec<&str> =
        plans.iter().flat_map(|plan| &plan.wanted).map(|(_, name)| name.as_str()).collect();
    let missing = made.keep(&names)?;
    let kept = names.iter().filter(|name| made.has(name)).count();
    let (room, count) = (Room::new(AT_ONCE), AtomicUsize::new(0));
    let broken: Mutex<BTreeMap<&str, String>> = Mutex::default();
    plans.par_iter().try_for_each(|plan| {
        let wanted: Vec<&(usize, String)> =
            plan.wanted.iter().filter(|(_, name)| missing.contains(name.as_str())).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        match room.with(plan.source.pixels(), || resized(plan, &wanted, files)) {
            Err(cause) => {
                broken.lock().unwrap_or_else(PoisonError::into_inner).insert(plan.path, cause);
                Ok(())
            }
            Ok(resized) => resized.into_iter().try_for_each(|(name, bytes)| match bytes {
                Some(bytes) => {
                    count.fetch_add(1, Ordering::Relaxed);
                    made.write(name, &bytes)
                }
                None => {
                    made.useless(name);
                    Ok(())
                }
            }),
        }
    })?;
    let sets: HashMap<&str, Set> =
        plans.iter().filter_map(|plan| Some((plan.path, set(plan, made)?))).collect();
    if !sets.is_empty() {
        name_them(library, &sets);
    }
    let broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    let work = PictureWork { made: count.into_inner(), kept, time: started.elapsed() };
    Ok((work, problems(shown, &broken)))
}

/// Whether a picture is a drawing (SVG), which has every width.
pub(crate) fn is_drawing(path: &str) -> bool {
    path.len() > 4 && path.as_bytes()[path.len() - 4..].eq_ignore_ascii_case(b".svg")
}

/// What is to be made of a picture, if anything.
fn plan<'a>(path: &'a str, widths: &[usize], files: &Files) -> Option<Plan<'a>> {
    let source = files.source(path).ok().filter(Source::is_resizable)?;
    let kind = source.kind?;
    // Barely smaller than the whole is not worth a file.
    let widths: Vec<usize> = widths.iter().copied().filter(|width| width * 5 <= source.size.0 * 4).collect();
    if widths.is_empty() {
        return None;
    }
    let bytes = files.bytes(path).ok().filter(|bytes| bytes.len() > SMALL)?;
    let ending = match kind {
        Kind::Jpeg | Kind::WebpPhoto => "jpg",
        Kind::Png => "png",
        Kind::Webp => "webp",
    };
    let digits = hash(format!("{RECIPE} {}", hash(&bytes)).as_bytes());
    let name = |width: usize| (width, format!("resized/{digits}-{width}.{ending}"));
    let wanted = widths.into_iter().map(name).collect();
    Some(Plan { path, source, kind, bytes: bytes.len() as u64, wanted })
}

/// The files that are wanted of a picture; nothing in the place of one that would save no one anything.
fn resized<'a>(
    plan: &Plan<'_>,
    wanted: &[&'a (usize, String)],
    files: &Files,
) -> Result<Vec<(&'a str, Option<Vec<u8>>)>, String> {
    let decoded = Decoded::read(&plan.source, plan.kind, &files.bytes(plan.path)?)?;
    let one = |(width, name): &&'a (usize, String)| {
        let bytes = decoded.resized(*width)?;
        let is_smaller = bytes.len() as u64 * 10 < plan.bytes * 9;
        Ok((name.as_str(), is_smaller.then_some(bytes)))
    };
    wanted.iter().map(one).collect()
}

/// The widths of one picture.
struct Set {
    /// The resized pictures as `srcset` has them.
    resized: String,
    /// Width of the whole picture, when the resized ones are not enough for fine screens.
    whole: Option<usize>,
    /// Width of the whole picture.
    width: usize,
}

fn set(plan: &Plan<'_>, made: &Made<'_>) -> Option<Set> {
    let there: Vec<&(usize, String)> = plan.wanted.iter().filter(|(_, name)| made.has(name)).collect();
    let (largest, _) = there.last()?;
    let width = plan.source.size.0;
    // Above that nobody sees a difference, and what a camera made is many times as large.
    let whole = (*largest < 2 * MEASURE).then_some(width);
    let resized: Vec<String> = there.iter().map(|(width, name)| format!("/{name} {width}w")).collect();
    Some(Set { resized: resized.join(", "), whole, width })
}

impl Set {
    /// `srcset` of a picture that itself lies at this address.
    fn candidates(&self, address: &str) -> String {
        let Some(width) = self.whole else { return self.resized.clone() };
        // What sets candidates apart cannot stand in their addresses.
        let address = address.replace(' ', "%20").replace(',', "%2C");
        format!("{}, {address} {width}w", self.resized)
    }

    /// `sizes`, for a picture that its author wants shown in this width.
    fn sizes(&self, width: Option<usize>) -> String {
        let width = width.unwrap_or(self.width).min(MEASURE);
        format!("(max-width: {}px) {COLUMN}vw, {width}px", width * 100 / COLUMN)
    }
}

/// Writes what there is into bodies and covers.
fn name_them(library: &mut Library, sets: &HashMap<&str, Set>) {
    library.posts_mut().par_iter_mut().for_each(|post| {
        if let Some(body) = html::with_sets(&post.html, sets) {
            post.html = body;
        }
        let Some(cover) = &mut post.cover else { return };
        let path = cover.url.strip_prefix('/').unwrap_or_default();
        if let Some(set) = sets.get(path) {
            cover.set = set.candidates(&format!("/{}", encode(path, true)));
            cover.sizes = set.sizes(None);
        }
    });
}

/// A problem for each place that shows a picture which cannot be decoded.
fn problems(shown: &[Shown], broken: &BTreeMap<&str, String>) -> Vec<Problem> {
    let one = |Shown { file, line, path }: &Shown| {
        let cause = broken.get(path.as_str())?;
        let message = format!(
            "`{path}` is damaged ({cause}), so it is not resized and readers see a part of it at most; copy it here once \
             more, or save it again"
        );
        Some(Problem::warning(Rule::BrokenPicture, file, *line, message))
    };
    shown.iter().filter_map(one).collect()
}
