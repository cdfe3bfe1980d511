//! The archive: titles by year and month, newest first.

use crate::date::Date;
use crate::library::Library;
use crate::page::{Content, PageLink, Pager};
use crate::post::Post;
use crate::words::Word;

/// Titles on one page of an archive: with the longest titles still well under 100 kB of HTML.
pub const ARCHIVE_ROWS: usize = 250;

/// A year and how many posts it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// How many posts.
    pub count: usize,
}

/// The posts of one month, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// The month as readers see it: `May 2026`, or the word for no date.
    pub label: String,
    /// Links to its posts.
    pub rows: Vec<PageLink>,
}

/// The archive of the whole blog or of one year; `None` when there is no such year or page.
pub(crate) fn archive(library: &Library, year: Option<i32>, page: usize) -> Option<Content> {
    let mut chosen: Vec<&Post> = Vec::new();
    for post in newest_first(library) {
        if year.is_none() || post.card.date.as_ref().map(Date::year) == year {
            chosen.push(post);
        }
    }
    let pager = Pager::of(chosen.len(), ARCHIVE_ROWS, page)?;
    if year.is_some() && chosen.is_empty() {
        return None;
    }
    let mut months: Vec<Month> = Vec::new();
    for post in chosen.get(pager.range()).unwrap_or_default() {
        let words = &library.site().words;
        let label = match &post.card.date {
            Some(date) => format!("{} {}", words.month(date.month()), date.year()),
            None => words.get(Word::Undated).to_string(),
        };
        let row = post.card.link();
        match months.last_mut() {
            Some(last) if last.label == label => last.rows.push(row),
            _ => months.push(Month { label, rows: vec![row] }),
        }
    }
    Some(Content::Archive { year, years: years(library), months, pager })
}

/// Every year that has posts, newest first.
pub(crate) fn years(library: &Library) -> Vec<YearCount> {
    let mut years: Vec<YearCount> = Vec::new();
    for year in newest_first(library).filter_map(|post| post.card.date.as_ref().map(Date::year)) {
        match years.last_mut() {
            Some(last) if last.year == year => last.count += 1,
            _ => years.push(YearCount { year, count: 1 }),
        }
    }
    years
}

fn newest_first(library: &Library) -> impl Iterator<Item = &Post> {
    library.listed().iter().rev().filter_map(|&number| library.posts().get(number))
}

impl Pager {
    /// The pager of page `page` of a list of `total`; `None` when there is no such page.
    pub(crate) fn of(total: usize, size: usize, page: usize) -> Option<Pager> {
        let pages = total.div_ceil(size.max(1)).max(1);
        (1..=pages).contains(&page).then_some(Pager { page, pages, total, size })
    }

    /// Which of the list's entries are on this page, counted from 0.
    pub fn range(&self) -> std::ops::Range<usize> {
        let from = self.page.saturating_sub(1).saturating_mul(self.size).min(self.total);
        from..from.saturating_add(self.size).min(self.total)
    }
}
