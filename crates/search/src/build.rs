//! Posts to files: the writing half of the crate, which runs where the site is built. What it writes is a pure function
//! of what it is given.

mod documents;
mod ladder;
mod layout;
mod lists;
mod related;
mod segment;
mod shards;
mod vocabulary;

use std::ops::Range;

use crate::analyse::Analyse;
use crate::document::Document;
use documents::Kept;
#[cfg(any(test, fuzzing))]
pub(crate) use layout::Chance;
use layout::Layout;
use vocabulary::{Form, Vocabulary};

/// A field ends here, or a label: no phrase runs on into the next.
const BREAK: u32 = u32::MAX;

/// Gathers documents, and writes their index.
#[derive(Default)]
pub struct Builder {
    vocabulary: Vocabulary,
    documents: Vec<Kept>,
    /// The words of all documents, one after the other.
    tokens: Vec<u32>,
}

/// The files of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The names of the roots, of the segment with the oldest documents first.
    pub roots: Vec<String>,
    /// Name and bytes of every file, roots too.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Adds a document. They come ordered by date and path, oldest first.
    pub fn add(&mut self, document: &Document, analysis: &mut dyn Analyse) {
        let mut put = |texts: &[&str], has_breaks: bool| {
            let start = self.tokens.len();
            for text in texts {
                let (vocabulary, tokens) = (&mut self.vocabulary, &mut self.tokens);
                let mut emit = |form: &str, stem: &str| tokens.push(vocabulary.number(form, stem));
                analysis.analyse(text, &document.language, &mut emit);
                if has_breaks {
                    self.tokens.push(BREAK);
                }
            }
            start..self.tokens.len()
        };
        let terms = document.terms();
        // The language is filtered by, and not searched: its label is a code.
        let labels: Vec<&str> =
            terms.iter().take(terms.len() - 1).flatten().map(|term| term.label.as_str()).collect();
        let headings: Vec<&str> = document.headings.iter().map(String::as_str).collect();
        let tokens = [
            put(&[&document.body], true),
            put(&[&document.title], true),
            put(&labels, true),
            put(&headings, false),
        ];
        self.documents.push(Kept::new(document, terms, tokens));
    }

    /// Adds what another has gathered of the documents that come after these. All is as if they had been added here, so that
    /// documents can be read side by side.
    pub fn append(&mut self, later: Builder) {
        let Vocabulary { forms, stems, .. } = later.vocabulary;
        // Every word of the other came first at some place, in this order; so new ones get the numbers that they would have.
        let number = |form: &Form| self.vocabulary.number(&form.text, &stems[form.stem as usize]);
        let numbers: Vec<u32> = forms.iter().map(number).collect();
        let before = self.tokens.len();
        let tokens = later.tokens.into_iter();
        self.tokens.extend(tokens.map(|token| if token == BREAK { BREAK } else { numbers[token as usize] }));
        self.documents.extend(later.documents.into_iter().map(|document| document.behind(before)));
    }

    /// Writes the index.
    pub fn finish(&self) -> Files {
        self.finish_as(&Layout::default())
    }

    fn finish_as(&self, layout: &Layout<'_>) -> Files {
        let mut files = Files::default();
        let mut start = 0;
        for size in (layout.segments)(self.documents.len()) {
            segment::write(self, layout, start..start + size, &mut files);
            start += size;
        }
        files
    }

    /// For each document the `count` that are most like it, best first.
    pub fn related(&self, count: usize) -> Vec<Vec<u32>> {
        related::related(self, count)
    }

    fn tokens(&self, range: &Range<usize>) -> &[u32] {
        self.tokens.get(range.clone()).unwrap_or_default()
    }
}
