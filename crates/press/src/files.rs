//! The files of a blog that are no posts: those that lie among the posts, and those of the static folder.
//!
//! A post asks whether a file is there, how large a picture is, and what a text holds; the site copies them all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::config::shown;
use crate::content::slashed;
use crate::output::{Output, OutputError};
use crate::pictures::Source;

/// Files by their path on the site, slash separated.
#[derive(Debug, Default)]
pub(crate) struct Files {
    content: PathBuf,
    by_path: BTreeMap<String, Own>,
}

/// A file, and what it says of itself if it is a picture.
#[derive(Debug)]
struct Own {
    file: PathBuf,
    source: OnceLock<Result<Source, String>>,
}

impl Files {
    /// The files of the static folder and of the content folder, which wins where both have one; each named from its
    /// folder.
    pub(crate) fn of(statics: (&Path, &[PathBuf]), content: (&Path, &[PathBuf])) -> Files {
        let named = |(root, files): (&Path, &[PathBuf])| -> Vec<(String, Own)> {
            let own = |file: &PathBuf| Own { file: root.join(file), source: OnceLock::new() };
            files.iter().map(|file| (slashed(file), own(file))).collect()
        };
        let by_path = named(statics).into_iter().chain(named(content)).collect();
        Files { content: content.0.to_path_buf(), by_path }
    }

    /// Whether the site will have this file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// Where a file lies, as the author sees it.
    pub(crate) fn place(&self, path: &str) -> Option<PathBuf> {
        self.by_path.get(path).map(|own| shown(&own.file))
    }

    /// What a picture says of itself, or why it is none. It is read once.
    pub(crate) fn source(&self, path: &str) -> Result<Source, String> {
        let own = self.by_path.get(path).ok_or("there is no such file")?;
        own.source.get_or_init(|| Source::read(&own.file)).clone()
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        let own = self.by_path.get(path).ok_or("there is no such file")?;
        fs::read(&own.file).map_err(|error| error.to_string())
    }

    /// The text of a file of the content folder, Markdown included, or why it cannot be had.
    pub(crate) fn text(&self, path: &str) -> Result<String, String> {
        let missing = || "there is no such file in the content folder".to_owned();
        let root = self.content.canonicalize().map_err(|_| missing())?;
        let file = root.join(path).canonicalize().map_err(|_| missing())?;
        let inside = file.strip_prefix(&root).map_err(|_| missing())?;
        if !file.is_file() || slashed(inside).split('/').any(|part| part.starts_with('.')) {
            return Err(missing());
        }
        let bytes = fs::read(&file).map_err(|error| error.to_string())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
        Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    }

    /// Copies every file to the site.
    pub(crate) fn copy(&self, output: &Output) -> Result<(), OutputError> {
        self.by_path.par_iter().try_for_each(|(path, own)| output.copy(&own.file, Path::new(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::Files;
    use std::fs;

    #[test]
    fn only_text_inside_the_folder_can_be_put_into_a_post() {
        let outside = tempfile::tempdir().expect("a folder");
        let root = outside.path().join("content");
        fs::create_dir_all(root.join(".git")).expect("a folder");
        let texts: [(&str, &[u8]); 4] = [
            ("part.md", b"\xef\xbb\xbfa\r\nb"),
            ("x.bin", b"\xff\xfe\xfd"),
            (".git/config", b"x"),
            ("../out", b"x"),
        ];
        for (file, bytes) in texts {
            fs::write(root.join(file), bytes).expect("a file");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("out"), root.join("link")).expect("a link");
        let files = Files { content: root, ..Files::default() };
        assert_eq!(files.text("part.md").as_deref(), Ok("a\nb"));
        assert_eq!(files.text("x.bin").as_deref(), Err(&"it is not UTF-8 text".to_owned()));
        for file in ["gone.md", ".git/config", "../out", "link", ""] {
            let missing = "there is no such file in the content folder".to_owned();
            assert_eq!(files.text(file), Err(missing), "{file}");
        }
    }
}
