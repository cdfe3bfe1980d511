//! What an index is made of: its files, what each holds and what it weighs. For whoever measures.

use crate::index::Index;
use crate::name::name;
use crate::root::File;

/// A file of an index, or what follows the root of a small segment in the root's own file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// `root`, `dictionary`, `postings`, `positions`, `facets` or `rows`.
    pub kind: &'static str,
    /// The name of its file; empty for a root, which the site names.
    pub name: String,
    /// How many bytes it has; a root without what follows it.
    pub bytes: u64,
}

impl Index {
    /// All parts of the segments whose roots have come; shards of positions only where their table has come too.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for segment in self.segments() {
            let root = &segment.root;
            parts.push(Part { kind: "root", name: String::new(), bytes: root.encode().len() as u64 });
            let mut put = |kind, files: &mut dyn Iterator<Item = File>| {
                let some = files.filter(|file| file.size > 0);
                parts.extend(some.map(|file| Part { kind, name: name(file.hash), bytes: file.size.into() }));
            };
            put("dictionary", &mut root.dictionary.iter().map(|shard| shard.file));
            put("postings", &mut root.postings.iter().map(|shard| shard.file));
            put("positions", &mut segment.position_files());
            put("facets", &mut root.facets.into_iter());
            put("rows", &mut root.rows.iter().copied());
        }
        parts
    }
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
    fn the_parts_together_are_all_files_of_the_index_and_a_large_one_names_them() {
        for documents in [3, 700] {
            let mut builder = Builder::new();
            (0..documents).for_each(|number| builder.add(&document(number), &mut Plain));
            let written = builder.finish();
            let mut index = Index::new(&written.roots);
            for (name, bytes) in written.files.iter().filter(|file| written.roots.contains(&file.0)) {
                assert_eq!(index.take(name, bytes), Ok(()));
            }
            // Shards of positions are known once their table is here, so that all are handed in twice.
            for (name, bytes) in written.files.iter().chain(&written.files) {
                let _ = index.take(name, bytes);
            }
            for (name, bytes) in &written.files {
                assert_eq!(index.take(name, bytes), Ok(()));
            }
            let parts = index.parts();
            let all: usize = written.files.iter().map(|(_, bytes)| bytes.len()).sum();
            assert_eq!(parts.iter().map(|part| part.bytes).sum::<u64>(), all as u64);
            for kind in ["root", "dictionary", "postings", "positions", "facets", "rows"] {
                assert!(parts.iter().any(|part| part.kind == kind), "{documents}: {kind}");
            }
            for (name, bytes) in written.files.iter().filter(|file| !written.roots.contains(&file.0)) {
                let is_it = |part: &&Part| part.name == *name && part.bytes == bytes.len() as u64;
                assert!(parts.iter().any(|part| is_it(&part)), "{documents}: {name}");
            }
        }
    }
}
