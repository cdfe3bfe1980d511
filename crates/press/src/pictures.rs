//! The pictures of the author's in the widths that readers' screens have, so that a telephone need not load what a camera
//! made. The pages name them all, and the browser chooses.
//!
//! A resized picture's name holds the hash of the original's bytes, so that only new pictures cost time; see `made.rs`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use quire_bundle::{Library, Part};
use rayon::prelude::*;

use crate::files::Files;
use crate::look::Columns;
use crate::made::Made;
use crate::output::OutputError;
use crate::problem::{Problem, Rule};

mod color;
mod drawing;
mod html;
mod plan;
mod resize;
mod room;
mod set;
mod source;

pub(crate) use drawing::is_drawing;
use plan::Plan;
use room::Room;
pub use source::Source;

/// Pixels that are decoded at the same time. A JPEG that is sent coarse first takes ten bytes for each, others three or four.
const AT_ONCE: usize = 2 * source::MOST_PIXELS;

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

/// Resizes what posts show, in these widths, and says so in their bodies, which are as wide as these columns, and covers; what stands for a post in lists gets its
/// colour. Gives what is wrong with pictures that cannot be decoded.
pub(crate) fn write<'s>(
    library: &mut Library,
    shown: &'s [Shown],
    widths: &[usize],
    files: &Files,
    made: &Made<'_>,
    columns: Columns,
) -> Result<(PictureWork, Vec<Problem>), OutputError> {
    let started = Instant::now();
    let mut paths: Vec<&'s str> = shown.iter().map(|one| one.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let has_leads = library.site().shows(Part::Pictures);
    let leads: HashSet<&str> = library.posts().iter().filter(|_| has_leads).filter_map(set::lead).collect();
    let plan = |path: &&'s str| Plan::of(path, widths, files, leads.contains(path));
    let plans: Vec<Plan<'_>> = paths.par_iter().filter_map(plan).collect();
    let names: BTreeSet<&str> =
        plans.iter().flat_map(|plan| &plan.wanted).map(|(_, name)| name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut missing = made.keep(&names)?;
    let kept = names.iter().filter(|name| made.has(name)).count();
    // Of two files with the same bytes one is enough.
    let mut is_missing = |(_, name): &&(usize, String)| missing.remove(name.as_str());
    let mut work: Vec<(&Plan<'_>, Vec<&(usize, String)>)> =
        plans.iter().map(|plan| (plan, plan.wanted.iter().filter(&mut is_missing).collect())).collect();
    let lacks_color = |plan: &Plan<'_>| plan.color.is_some() && plan.color(made).is_none();
    work.retain(|(plan, wanted)| lacks_color(plan) || !wanted.is_empty());
    let (room, count) = (Room::new(AT_ONCE), AtomicUsize::new(0));
    let broken: Mutex<BTreeMap<&str, String>> = Mutex::default();
    work.par_iter().try_for_each(|(plan, wanted)| {
        match room.with(plan.source.pixels(), || plan.made(wanted, files)) {
            Ok(plan::Made { files, color }) => {
                plan.color.iter().for_each(|name| made.note(name, &color));
                files.into_iter().zip(wanted).try_for_each(|(bytes, (_, name))| {
                    let Some(bytes) = bytes else {
                        made.useless(name);
                        return Ok(());
                    };
                    count.fetch_add(1, Ordering::Relaxed);
                    made.write(name, &bytes)
                })
            }
            Err(cause) => {
                broken.lock().unwrap_or_else(PoisonError::into_inner).insert(plan.path, cause);
                Ok(())
            }
        }
    })?;
    set::name(library, &plans, made, columns);
    let broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    let work = PictureWork { made: count.into_inner(), kept, time: started.elapsed() };
    Ok((work, problems(shown, &broken)))
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
