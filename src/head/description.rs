//! One sentence about every page, for those who choose among links: where nobody wrote one, it is what is on the page.

use quire_bundle::{Content, Page, Site, Word};

/// What stands between the titles of which a description is made.
const BETWEEN: &str = " · ";

/// Titles that are looked at: more than a description holds.
const MOST: usize = 24;

/// The author's own words about a page, or the titles that stand on it.
pub(super) fn of(site: &Site, page: &Page) -> String {
    let own = page.description(site);
    if !own.is_empty() {
        return own.to_string();
    }
    let named: Vec<&str> = match &page.content {
        Content::Home(parts) => titles(parts.iter().flat_map(|part| &part.cards).map(|card| &card.title)),
        Content::List { cards, .. } => titles(cards.iter().map(|card| &card.title)),
        Content::Terms { terms, .. } => titles(terms.iter().map(|counted| &counted.term.label)),
        Content::Archive { months, .. } => {
            titles(months.iter().flat_map(|month| &month.rows).map(|row| &row.title))
        }
        Content::Search => vec![&site.title, site.word(Word::SearchLabel)],
        Content::Post(leaf) => vec![&leaf.post.card.title],
        Content::Moved { .. } | Content::Missing => Vec::new(),
    };
    named.join(BETWEEN)
}

fn titles<'a>(all: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    all.take(MOST).map(String::as_str).collect()
}
