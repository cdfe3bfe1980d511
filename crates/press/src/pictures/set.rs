//! The widths of a picture as a page names them, in `srcset` and `sizes`.

use std::collections::HashMap;

use quire_bundle::{Library, Picture, Post, encode};
use rayon::prelude::*;

use super::html;
use super::plan::Plan;
use crate::look::Columns;
use crate::made::Made;

/// What a column has of a narrow screen, in hundredths: all but twice `--margin` there.
const COLUMN: usize = 90;

/// Writes into bodies and covers what there is.
pub(super) fn name(library: &mut Library, plans: &[Plan<'_>], made: &Made<'_>, columns: Columns) {
    let sets: HashMap<&str, Set> =
        plans.iter().filter_map(|plan| Some((plan.path, Set::of(plan, made, columns.text)?))).collect();
    let colors: HashMap<&str, String> =
        plans.iter().filter_map(|plan| Some((plan.path, plan.color(made)?))).collect();
    if sets.is_empty() && colors.is_empty() {
        return;
    }
    library.posts_mut().par_iter_mut().for_each(|post| {
        if let Some(body) = html::with_sets(&post.html, &sets, columns) {
            post.html = body;
        }
        for picture in [&mut post.cover, &mut post.card.lead].into_iter().flatten() {
            let path = picture.url.strip_prefix('/').unwrap_or_default();
            let color = colors.get(path).cloned().unwrap_or_default();
            let set = sets.get(path).map(|set| set.candidates(&format!("/{}", encode(path, true))));
            picture.set = set.unwrap_or_default();
            picture.color = color;
        }
    });
}

/// The picture of the site that stands for a post in lists.
pub(super) fn lead(post: &Post) -> Option<&str> {
    let Picture { url, .. } = post.card.lead.as_ref().or(post.cover.as_ref())?;
    url.strip_prefix('/')
}

/// The widths of one picture.
pub(super) struct Set {
    /// The resized pictures as `srcset` has them.
    resized: String,
    /// Width of the whole picture, when the resized ones are not enough for fine screens.
    whole: Option<usize>,
    /// Width of the whole picture.
    width: usize,
}

impl Set {
    fn of(plan: &Plan<'_>, made: &Made<'_>, column: usize) -> Option<Set> {
        let there: Vec<&(usize, String)> = plan.wanted.iter().filter(|(_, name)| made.has(name)).collect();
        let (largest, _) = there.last()?;
        let width = plan.source.size.0;
        // Above that nobody sees a difference, and what a camera made is many times as large.
        let whole = (*largest < 2 * column).then_some(width);
        let resized: Vec<String> = there.iter().map(|(width, name)| format!("/{name} {width}w")).collect();
        Some(Set { resized: resized.join(", "), whole, width })
    }

    /// `srcset` of a picture that itself lies at this address.
    pub(super) fn candidates(&self, address: &str) -> String {
        let Some(width) = self.whole else { return self.resized.clone() };
        // What sets candidates apart cannot stand in their addresses.
        let address = address.replace(' ', "%20").replace(',', "%2C");
        format!("{}, {address} {width}w", self.resized)
    }

    /// `sizes`, for a picture that its author wants shown in this width, in a column of that width.
    pub(super) fn sizes(&self, width: Option<usize>, column: usize) -> String {
        let width = width.unwrap_or(self.width).min(column);
        format!("(max-width: {}px) {COLUMN}vw, {width}px", width * 100 / COLUMN)
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMN, Set};

    #[test]
    fn the_margins_are_those_of_the_stylesheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        assert!(tokens.contains("--margin: clamp(1rem, 5.2vw, 2rem);"));
        assert!((COLUMN as f64 - (100.0 - 2.0 * 5.2)).abs() < 1.0);
    }

    #[test]
    fn a_picture_takes_its_column_or_the_width_that_it_has() {
        let set = Set { resized: String::new(), whole: None, width: 500 };
        assert_eq!(set.sizes(None, 620), "(max-width: 555px) 90vw, 500px");
        assert_eq!(set.sizes(Some(90), 620), "(max-width: 100px) 90vw, 90px");
        assert_eq!(set.sizes(Some(usize::MAX), 620), "(max-width: 688px) 90vw, 620px");
    }
}
