//! What the search page begins with: the engine's own answer to no question, so that the app has nothing to add to it.

use std::collections::HashMap;

use quire_app::page::search::STEP;
use quire_app::view::unasked::Unasked;
use quire_bundle::{Filter, Library};
use quire_search::{Files, Index};

use crate::fold::fold;

/// Asks the index that was just made; nothing when it has no posts.
pub(crate) fn unasked(index: &Files, library: &Library) -> Option<Unasked> {
    let files: HashMap<&str, &[u8]> =
        index.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut read = Index::new(&index.roots);
    let filter = Filter::default();
    let found = answer(&mut read, &files, &|index| index.find(&filter, &fold))?;
    let hits = answer(&mut read, &files, &|index| index.hits(&found, 0, STEP))?;
    let mut facets = answer(&mut read, &files, &|index| index.facets(&found, &filter))?;
    // Only browsers know what languages are called.
    facets.languages.clear();
    let summary = |path: &String| {
        let post = library.posts().iter().find(|post| post.card.path == *path)?;
        Some((path.clone(), post.card.summary.clone()))
    };
    let summaries = hits.iter().filter_map(|hit| summary(&hit.url)).collect();
    (!hits.is_empty()).then_some(Unasked { found, hits, summaries, facets })
}

/// What the index answers when it has the files that it asks for; each time it asks it has more of them.
fn answer<T>(
    index: &mut Index,
    files: &HashMap<&str, &[u8]>,
    ask: &dyn Fn(&Index) -> Result<T, Vec<String>>,
) -> Option<T> {
    loop {
        match ask(index) {
            Ok(answer) => return Some(answer),
            Err(names) => {
                for name in names {
                    index.take(&name, files.get(name.as_str())?).ok()?;
                }
            }
        }
    }
}
