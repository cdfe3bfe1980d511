//! What an index weighs, by what its files hold.

use crate::index::Index;
use crate::root::{File, Shard};

/// Bytes of an index, by what they hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Where everything is.
    pub roots: u64,
    /// The words.
    pub dictionary: u64,
    /// Which documents have them.
    pub postings: u64,
    /// At which places, which only a quotation asks for.
    pub positions: u64,
    /// Tags, categories, series, authors and languages.
    pub facets: u64,
    /// What a hit shows.
    pub rows: u64,
}

impl Index {
    /// What the segments weigh whose roots have come; all of it is said by the roots.
    pub fn sizes(&self) -> Sizes {
        let mut sizes = Sizes::default();
        for segment in self.segments() {
            let root = &segment.root;
            sizes.roots += root.encode().len() as u64;
            sizes.dictionary += of_shards(&root.dictionary);
            sizes.postings += of_shards(&root.postings);
            sizes.positions += of_shards(&root.positions);
            sizes.facets += of_files(&root.facets);
            sizes.rows += of_files(&root.rows);
        }
        sizes
    }
}

fn of_shards(shards: &[Shard]) -> u64 {
    shards.iter().map(|shard| u64::from(shard.file.size)).sum()
}

fn of_files(files: &[File]) -> u64 {
    files.iter().map(|file| u64::from(file.size)).sum()
}

#[cfg(test)]
mod tests {
    use quire_bundle::Term;

    use super::*;
    use crate::{Analyse, Builder, Document};

    /// Words as they are.
    struct Plain;

    impl Analyse for Plain {
        fn analyse(&mut self, text: &str, _: &str, emit: &mut dyn FnMut(&str, &str)) {
            text.split_whitespace().for_each(|word| emit(word, word));
        }
    }

    fn document(number: i32) -> Document {
        let words: Vec<String> = (0..40).map(|word| format!("w{}", number * 31 % (word + 7))).collect();
        let tag = Term { slug: "t".to_string(), label: "T".to_string() };
        Document {
            title: format!("title {number}"),
            url: format!("p{number}"),
            date: "2024".to_string(),
            day: Some(number),
            body: words.join(" "),
            headings: Vec::new(),
            tags: vec![tag],
            categories: Vec::new(),
            series: Vec::new(),
            authors: Vec::new(),
            language: "en".to_string(),
        }
    }

    #[test]
    fn the_kinds_together_are_all_files_of_the_index() {
        for documents in [3, 700] {
            let mut builder = Builder::new();
            (0..documents).for_each(|number| builder.add(&document(number), &mut Plain));
            let written = builder.finish();
            let mut index = Index::new(&written.roots);
            for (name, bytes) in written.files.iter().filter(|file| written.roots.contains(&file.0)) {
                assert_eq!(index.take(name, bytes), Ok(()));
            }
            let Sizes { roots, dictionary, postings, positions, facets, rows } = index.sizes();
            let all: usize = written.files.iter().map(|(_, bytes)| bytes.len()).sum();
            assert_eq!(roots + dictionary + postings + positions + facets + rows, all as u64);
            assert!([roots, dictionary, postings, positions, facets, rows].iter().all(|&kind| kind > 0));
        }
    }
}
