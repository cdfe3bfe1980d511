//! What the fuzz targets do with their inputs, and the replay of those that they found worth keeping: see `fuzz/`.

use std::sync::LazyLock;

use quire_bundle::{Filter, Term};

use crate::build::Chance;
use crate::name::{hash, name};
use crate::root::{File, PositionsTable, Root};
use crate::{Analyse, Builder, Document, Index, passage, words};

/// Files by their names.
pub(crate) type Named = Vec<(String, Vec<u8>)>;

fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Cuts an s at the end of a word.
struct Stemmer;

impl Analyse for Stemmer {
    fn analyse(&mut self, text: &str, _: &str, emit: &mut dyn FnMut(&str, &str)) {
        for word in words(text, &fold) {
            emit(&word, if word == "mice" { "mouse" } else { word.strip_suffix('s').unwrap_or(&word) });
        }
    }
}

/// A segment of forty posts in many small files: its root, and all its files by their names.
static SEGMENT: LazyLock<(Root, Named)> = LazyLock::new(|| {
    let mut builder = Builder::new();
    let term = |label: &str| vec![Term { slug: label.to_lowercase(), label: label.into() }];
    for number in 0..40 {
        let body = format!("ink and papers w{} a w{} mice web assembly 検索機能", number % 7, number % 3);
        let document = Document {
            title: format!("Leaf {number} of 1.85.0"),
            url: format!("/leaf/{number}/"),
            date: format!("{number} May 2024"),
            day: Some(19_800 + number),
            body,
            headings: vec!["mice".into()],
            tags: term("Rust"),
            authors: term(["Ann Leaf", "Bo"][number as usize % 2]),
            language: "en".into(),
            ..Document::default()
        };
        builder.add(&document, &mut Stemmer);
    }
    let chance = Chance { segment: 40, positions: 15, postings: 9, dictionary: 20, seed: 9, whole: 0 };
    let files = builder.finish_cut(&chance);
    let root = files.files.iter().find(|file| file.0 == files.roots[0]).map(|file| Root::decode(&file.1));
    (root.and_then(Result::ok).map(|root| root.0).unwrap_or_default(), files.files)
});

/// Questions that need every kind of file.
const QUESTIONS: [&str; 11] = [
    "",
    "ink",
    "leaf 7 ",
    "papper",
    "inkpaper",
    "\"ink and\"",
    "-paper a",
    "tag:rust title:leaf mic",
    "-\"and papers\" w",
    "webassembly",
    "\"検索 w",
];

/// Asks all there is to ask, in an index whose files may hold anything.
fn ask(index: &mut Index, files: &[(String, Vec<u8>)]) {
    for text in QUESTIONS {
        let filter = Filter { text: text.into(), ..Filter::default() };
        let narrow = Filter { tags: vec!["rust".into()], years: vec![2024], any_tag: true, ..filter.clone() };
        for filter in [filter, narrow] {
            let found = until(index, files, |index| index.find(&filter, &fold));
            assert!(found.total <= index.len());
            let hits = until(index, files, |index| index.hits(&found, 0, 12));
            assert!(hits.len() <= found.total);
            until(index, files, |index| index.facets(&found, &filter));
            passage("ink and paper", &found.marks, 20, &fold);
        }
        index.suggest(text, 5, &fold);
    }
    index.idle();
    index.parts();
}

/// Asks until there is an answer. What there is no file for, or is refused, is given up.
fn until<T>(
    index: &mut Index,
    files: &[(String, Vec<u8>)],
    ask: impl Fn(&Index) -> Result<T, Vec<String>>,
) -> T {
    for _ in 0..1000 {
        match ask(index) {
            Ok(answer) => return answer,
            Err(needed) => {
                for name in needed {
                    let bytes = files.iter().find(|file| file.0 == name);
                    if bytes.is_none_or(|(name, bytes)| index.take(name, bytes).is_err()) {
                        index.give_up(&name);
                    }
                }
            }
        }
    }
    panic!("files are asked for without end")
}

/// Opens bytes as a root, whatever they are, and asks.
pub(crate) fn open(root: &[u8], files: &[(String, Vec<u8>)]) {
    let root_name = name(hash(root));
    let mut index = Index::new(std::slice::from_ref(&root_name));
    if index.take(&root_name, root).is_ok() {
        ask(&mut index, files);
    }
}

/// The root and the files of the segment, to be damaged.
pub(crate) fn segment() -> (Root, Named) {
    SEGMENT.clone()
}

/// The files of a segment that its root names.
pub(crate) fn each_file(root: &mut Root) -> Vec<&mut File> {
    let shards = root.dictionary.iter_mut().chain(&mut root.postings).map(|shard| &mut shard.file);
    shards.chain(&mut root.facets).chain(&mut root.rows).chain([&mut root.positions]).collect()
}

/// The fuzz target of files: the first byte says which file of a segment holds the others, under its right name.
///
/// # Panics
///
/// The files take the index down.
pub fn files(input: &[u8]) {
    let Some((&which, bytes)) = input.split_first() else { return };
    let (mut root, mut files) = segment();
    let file = File { hash: hash(bytes), size: bytes.len() as u32 };
    files.push((name(file.hash), bytes.to_vec()));
    match which {
        0 => return open(bytes, &files),
        1 => {
            let length = (bytes.len() as u32).to_le_bytes();
            return open(&[&b"QSEARCH\x02"[..], &length, bytes].concat(), &files);
        }
        2 => {
            // Shards of positions are named by their table.
            let table = files.iter().find(|file| file.0 == name(root.positions.hash));
            let mut table = table.map(|table| PositionsTable::decode(&table.1)).unwrap_or_default();
            if let Some(shard) = table.shards.first_mut() {
                shard.file = file;
            }
            let table = table.encode();
            root.positions = File { hash: hash(&table), size: table.len() as u32 };
            files.push((name(root.positions.hash), table));
        }
        which => {
            let mut all = each_file(&mut root);
            let at = usize::from(which) % all.len();
            *all[at] = file;
        }
    }
    open(&root.encode(), &files);
}

/// Inputs for [`files`], which are the files themselves as they are written.
#[cfg(test)]
pub(crate) fn seeds() -> Named {
    let (mut root, files) = segment();
    let bytes =
        |file: &File| files.iter().find(|known| known.0 == name(file.hash)).map(|known| known.1.clone());
    let mut seeds = vec![
        ("seed-root".to_string(), [&[0][..], &root.encode()].concat()),
        ("seed-root-inside".to_string(), [&[1][..], root.encode().get(12..).unwrap_or_default()].concat()),
    ];
    if let Some(table) = bytes(&root.positions)
        && let Some(shard) = PositionsTable::decode(&table).shards.first()
    {
        seeds.push((
            "seed-positions".to_string(),
            [&[2][..], &bytes(&shard.file).unwrap_or_default()].concat(),
        ));
    }
    // The first shard of each kind, and what there is of one.
    let (dictionary, postings) = (root.dictionary.len(), root.postings.len());
    let all: Vec<File> = each_file(&mut root).into_iter().map(|file| *file).collect();
    for (at, file) in all.iter().enumerate() {
        let is_first = at == 0 || at == dictionary || at > dictionary + postings;
        // The first bytes mean other things.
        let which = if at < 3 { at + all.len() } else { at };
        if let Some(bytes) = bytes(file).filter(|_| is_first) {
            seeds.push((format!("seed-{which:03}"), [&[which as u8][..], &bytes].concat()));
        }
    }
    seeds
}

/// The fuzz target of questions: the first byte says what is chosen beside the text that the others are.
///
/// # Panics
///
/// An answer does not add up.
pub fn question(input: &[u8]) {
    let Some((&chosen, text)) = input.split_first() else { return };
    let some = |bit: u8, slug: &str| if chosen & bit > 0 { vec![slug.to_string()] } else { Vec::new() };
    let filter = Filter {
        text: String::from_utf8_lossy(text).into_owned(),
        tags: some(1, "rust"),
        authors: some(2, "bo"),
        years: if chosen & 4 > 0 { vec![2024, i32::MIN] } else { Vec::new() },
        months: if chosen & 8 > 0 { vec![(2024, 3)] } else { Vec::new() },
        newest: chosen & 16 > 0,
        any_tag: chosen & 32 > 0,
        ..Filter::default()
    };
    let (root, files) = &*SEGMENT;
    let bytes = root.encode();
    let root_name = name(hash(&bytes));
    let mut index = Index::new(std::slice::from_ref(&root_name));
    if index.take(&root_name, &bytes).is_err() {
        return;
    }
    let found = until(&mut index, files, |index| index.find(&filter, &fold));
    let hits = until(&mut index, files, |index| index.hits(&found, 0, usize::MAX));
    assert!(found.settled && hits.len() == found.total);
    let facets = until(&mut index, files, |index| index.facets(&found, &filter));
    assert!(facets.languages.iter().map(|facet| facet.count).sum::<usize>() == found.total);
    passage(&filter.text, &found.marks, 80, &fold);
    index.suggest(&filter.text, 5, &fold);
}
