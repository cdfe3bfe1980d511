//! The words of real blogs: what every post says, in order, and what it is called.

use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use super::vocabulary::{Vocabulary, Word};

/// Fewer words than these are no post to take words from.
const SHORTEST: usize = 100;

/// Real posts, as words.
#[derive(Default)]
pub(super) struct Real {
    words: Vec<Word>,
    posts: Vec<(Range<usize>, Vec<Word>)>,
}

impl Real {
    /// Reads every Markdown file under the folders.
    pub(super) fn read(blogs: &[PathBuf], vocabulary: &mut Vocabulary) -> io::Result<Self> {
        let mut files = Vec::new();
        for blog in blogs {
            collect(blog, &mut files)?;
        }
        files.sort();
        let mut real = Self::default();
        for file in files {
            real.take(&fs::read_to_string(file)?, vocabulary);
        }
        if real.posts.is_empty() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there are no posts to take words from"));
        }
        Ok(real)
    }

    /// How many there are.
    pub(super) fn posts(&self) -> usize {
        self.posts.len()
    }

    /// What the post says.
    pub(super) fn post(&self, number: usize) -> &[Word] {
        &self.words[self.posts[number].0.clone()]
    }

    /// What the post is called.
    pub(super) fn title(&self, number: usize) -> &[Word] {
        &self.posts[number].1
    }

    /// What all of them say.
    pub(super) fn all(&self) -> &[Word] {
        &self.words
    }

    fn take(&mut self, source: &str, vocabulary: &mut Vocabulary) {
        let (front, body) = parted(source);
        let mut words: Vec<Word> = Vec::new();
        let mut code = false;
        for line in body.lines() {
            if line.trim_start().starts_with("```") {
                code = !code;
            } else if !code {
                words.extend(plain(line).iter().map(|word| vocabulary.real(word)));
            }
        }
        let title = front.lines().find_map(|line| line.strip_prefix("title")).unwrap_or_default();
        let title: Vec<Word> = plain(title).iter().map(|word| vocabulary.real(word)).collect();
        if words.len() >= SHORTEST && !title.is_empty() {
            let start = self.words.len();
            self.words.append(&mut words);
            self.posts.push((start..self.words.len(), title));
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md")
            && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_'))
        {
            files.push(path);
        }
    }
    Ok(())
}

/// The front matter and the rest.
fn parted(source: &str) -> (&str, &str) {
    for fence in ["---", "+++"] {
        if let Some(rest) = source.strip_prefix(fence)
            && let Some((front, body)) = rest.split_once(&format!("\n{fence}"))
        {
            return (front, body);
        }
    }
    ("", source)
}

/// The words of a line of Markdown, in lower case; addresses, tags and calls of templates are none.
fn plain(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut inside: Option<&str> = None;
    for (at, character) in line.char_indices() {
        if let Some(end) = inside {
            if line[at..].starts_with(end) {
                inside = None;
            }
            continue;
        }
        inside = [("](", ")"), ("<", ">"), ("{{", "}}"), ("http", " ")]
            .into_iter()
            .find(|(start, end)| line[at..].starts_with(start) && line[at..].contains(end))
            .map(|(_, end)| end);
        let word = words.last_mut().filter(|_| inside.is_none());
        match word {
            Some(word) if character.is_ascii_alphanumeric() => word.push(character.to_ascii_lowercase()),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| word.starts_with(|first: char| first.is_ascii_lowercase()) && word.len() <= 24);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_is_words() {
        let line = "See [the *Docs*](https://a.example/b) of {{< call x=1 >}}<b>Rust2</b>, at https://c.example now: 12";
        assert_eq!(plain(line), ["see", "the", "docs", "of", "rust2", "at", "now"]);
    }

    #[test]
    fn front_matter_is_no_body() {
        assert_eq!(parted("---\ntitle: x\n---\nbody"), ("\ntitle: x", "\nbody"));
        assert_eq!(parted("just a body"), ("", "just a body"));
    }
}
