//! The inputs that fuzzing found worth keeping, played again, and their seeds.

use std::path::Path;

use crate::fuzz;

/// Every file of a corpus.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn files_of_the_corpus_are_survived() {
    let corpus = corpus("files");
    assert!(corpus.len() > 10);
    for input in corpus {
        fuzz::files(&input);
    }
}

#[test]
fn questions_of_the_corpus_are_answered() {
    let corpus = corpus("question");
    assert!(corpus.len() > 10);
    for input in corpus {
        fuzz::question(&input);
    }
}

/// Seeds of an older format would teach a fuzzer nothing.
#[test]
fn the_seeds_are_files_of_this_format_and_these_questions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let files = fuzz::seeds().into_iter().map(|(name, bytes)| (format!("files/{name}"), bytes));
    let questions = QUESTIONS.iter().enumerate().map(|(number, text)| {
        (format!("question/seed-{number:02}"), [&[(number % 64) as u8], text.as_bytes()].concat())
    });
    for (name, bytes) in files.chain(questions) {
        let file = folder.join(name);
        if std::env::var_os("QUIRE_WRITE_SEEDS").is_some() {
            std::fs::write(&file, &bytes).unwrap();
        }
        let there = std::fs::read(&file).unwrap_or_default();
        assert!(there == bytes, "{}: another; QUIRE_WRITE_SEEDS=1 writes the seeds anew", file.display());
    }
}

/// Questions with something of everything.
const QUESTIONS: [&str; 20] = [
    "ink",
    "ink ",
    "leaf 7 of 1.85.0",
    "papper",
    "inkpaper",
    "web assembly",
    "\"ink and papers\"",
    "\"ink and",
    "-ink w1",
    "-\"ink and\" a",
    "tag:rust ink",
    "-tag:Rust",
    "author:\"Ann Leaf\" w2",
    "title:leaf mic",
    "year:2024 after:2024-03-01",
    "before:2024-04 year:soon",
    "lang:en 検索",
    "c++ don't v1.85.",
    "“a w3” -w4 \u{FFFD}",
    "category:none series:x ink",
];
