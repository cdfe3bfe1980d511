//! What search knows of the posts: their texts as documents, the index of these, and which posts are alike.

use quire_bundle::Library;
use quire_search::{Builder, Document, Files};
use rayon::prelude::*;

use crate::content::PostFile;
use crate::markdown::Rendered;
use crate::stems::Stems;

/// How many related posts a post leads to.
const RELATED: usize = 3;

/// How many posts that are in no list are passed over at most to find them.
const MOST_PASSED_OVER: usize = 64;

/// Posts that one thread reads at least: for fewer it does not pay to remember their words twice.
const LEAST: usize = 200;

/// The texts of a post that search may find.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Searched {
    /// The plain text of the body, behind the author's description.
    body: String,
    /// The texts of the headings, whether the post shows a table of them or not.
    headings: Vec<String>,
}

impl Searched {
    /// Takes the text of a body.
    pub(crate) fn take(file: &PostFile, rendered: &mut Rendered) -> Searched {
        let text = std::mem::take(&mut rendered.text);
        let headings = rendered.toc.iter().map(|heading| heading.text.clone()).collect();
        let body = match &file.description {
            Some(description) if !says(&text, description) => format!("{description}\n{text}"),
            _ => text,
        };
        Searched { body, headings }
    }
}

/// Whether a text holds a sentence, in whatever punctuation: words that stand there already must not count twice.
fn says(text: &str, sentence: &str) -> bool {
    letters(text).contains(&letters(sentence))
}

/// The letters and digits of a text, all of them small.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            letters.push(letter.to_ascii_lowercase());
        } else if !letter.is_ascii() && letter.is_alphanumeric() {
            letters.extend(letter.to_lowercase());
        }
    }
    letters
}

/// The index, until it is written.
pub(crate) struct Index {
    builder: Builder,
    /// Which of the library's posts each document is.
    posts: Vec<usize>,
}

impl Index {
    /// The index of those posts that search finds; `searched` is in the order of the library's posts.
    pub(crate) fn of(library: &Library, searched: Vec<Option<Searched>>) -> Index {
        let found = searched.into_iter().enumerate();
        let found: Vec<(usize, Searched)> = found.filter_map(|(post, one)| Some((post, one?))).collect();
        let posts = found.iter().map(|(post, _)| *post).collect();
        // Each thread remembers the words of its own posts; how many there are makes no difference to what is written.
        let share = found.len().div_ceil(rayon::current_num_threads()).max(LEAST);
        let mut found = found.into_iter();
        let shares: Vec<Vec<_>> = std::iter::from_fn(|| {
            Some(found.by_ref().take(share).collect()).filter(|one: &Vec<_>| !one.is_empty())
        })
        .collect();
        let gathered: Vec<Builder> = shares.into_par_iter().map(|share| gather(library, share)).collect();
        let builder = gathered.into_iter().reduce(|mut all, later| {
            all.append(later);
            all
        });
        Index { builder: builder.unwrap_or_default(), posts }
    }

    /// The paths of the posts that are most like each post, by its number, of those that are in lists.
    pub(crate) fn related(&self, library: &Library) -> Vec<(usize, Vec<String>)> {
        let is_listed: Vec<bool> = library.posts().iter().map(|post| !post.unlisted).collect();
        // Those that are in no list may be among the likest, such as the same post in other languages.
        let unlisted = is_listed.iter().filter(|is_listed| !**is_listed).count();
        let asked = RELATED + unlisted.min(MOST_PASSED_OVER);
        let alike = self.posts.iter().zip(self.builder.related(asked));
        let related = alike.filter(|(number, _)| is_listed[**number]).map(|(&number, alike)| {
            let others = alike.iter().filter_map(|&document| self.posts.get(document as usize).copied());
            let others = others.filter(|&other| other != number && is_listed[other]).take(RELATED);
            (number, others.map(|other| library.posts()[other].card.path.clone()).collect())
        });
        related.collect()
    }

    /// The files of the index.
    pub(crate) fn finish(&self) -> Files {
        self.builder.finish()
    }
}

/// Gathers the words of some posts, by their numbers.
fn gather(library: &Library, posts: Vec<(usize, Searched)>) -> Builder {
    let (mut builder, mut stems) = (Builder::new(), Stems::default());
    for (number, Searched { body, headings }) in posts {
        let document = Document::new(&library.posts()[number], body, &library.site().language);
        builder.add(&Document { headings, ..document }, &mut stems);
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_description_that_the_body_says_does_not_count_twice() {
        let body = "Ink dries.\nIt’s the Café’s ink, says Ann.";
        for description in ["Ink dries.", "ink dries…", "It's the café's ink", " "] {
            assert!(says(body, description), "{description}");
        }
        assert!(!says(body, "Paper dries."));
    }
}
