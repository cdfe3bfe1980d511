//! Blogs to press: a few posts written in the promise itself, or a folder that lies somewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use quire_press::{BuildOptions, ProjectOptions, build};

use super::site::{self, Site, files};

/// Where the app gets its pages from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// The whole blog in one file.
    Whole,
    /// A request for each page.
    Requests,
}

impl Source {
    /// Both.
    pub(crate) const BOTH: [Source; 2] = [Source::Whole, Source::Requests];

    /// Up to how many bytes the blog is one file.
    fn limit(self) -> u64 {
        match self {
            Source::Whole => u64::MAX,
            Source::Requests => 0,
        }
    }
}

/// A blog that is being written.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Blog {
    files: Vec<(String, Vec<u8>)>,
    config: Option<String>,
    requests: bool,
    now: Option<i64>,
}

impl Blog {
    /// A blog without posts.
    pub(crate) fn new() -> Blog {
        Blog::default()
    }

    /// Adds a post, or any other file of the content folder.
    #[must_use]
    pub(crate) fn post(self, name: &str, text: &str) -> Blog {
        self.picture(name, text.as_bytes())
    }

    /// Adds a picture to the content folder.
    #[must_use]
    pub(crate) fn picture(mut self, name: &str, bytes: &[u8]) -> Blog {
        self.files.push((name.to_string(), bytes.to_vec()));
        self
    }

    /// Sets the configuration file.
    #[must_use]
    pub(crate) fn config(mut self, toml: &str) -> Blog {
        self.config = Some(toml.to_string());
        self
    }

    /// Where the app gets its pages from; one file, if this is not called.
    #[must_use]
    pub(crate) fn source(mut self, source: Source) -> Blog {
        self.requests = source == Source::Requests;
        self
    }

    /// Sets the clock by which it is pressed, in seconds since 1970.
    #[must_use]
    pub(crate) fn pressed_at(mut self, seconds: i64) -> Blog {
        self.now = Some(seconds);
        self
    }

    /// Presses it; when that was done before, for another promise or in another engine, this is a copy.
    pub(crate) fn press(self) -> Pressed {
        static DONE: Mutex<BTreeMap<Blog, PathBuf>> = Mutex::new(BTreeMap::new());
        let folder = new_folder().join("site");
        let before = DONE.lock().unwrap_or_else(PoisonError::into_inner).get(&self).cloned();
        let pressed = before.unwrap_or_else(|| {
            let pressed = self.clone().press_over(&new_folder().join("site"), app_folder()).folder;
            DONE.lock().unwrap_or_else(PoisonError::into_inner).insert(self, pressed.clone());
            pressed
        });
        // Promises change what they serve.
        copy_folder(&pressed, &folder);
        Pressed { folder, lacks: &[] }
    }

    /// Presses it in the place of the site that lies at `site`, if there is one, with an app as trunk leaves it.
    pub(crate) fn press_over(self, site: &Path, app: PathBuf) -> Pressed {
        let folder = new_folder();
        let content = folder.join("content");
        for (name, bytes) in &self.files {
            let file = content.join(name);
            std::fs::create_dir_all(file.parent().unwrap_or(&content)).expect("a folder for the post");
            std::fs::write(file, bytes).expect("the post can be written");
        }
        let config = self.config.map(|text| {
            let file = folder.join("quire.toml");
            std::fs::write(&file, text).expect("the configuration can be written");
            file
        });
        let source = if self.requests { Source::Requests } else { Source::Whole };
        let project = ProjectOptions { content, config, now: self.now, ..ProjectOptions::default() };
        press_at(site, project, source, app)
    }
}

/// A pressed blog.
#[derive(Clone, Debug)]
pub(crate) struct Pressed {
    folder: PathBuf,
    /// Endings of files that its pages name and this machine does not have.
    lacks: &'static [&'static str],
}

impl Pressed {
    /// Where it was pressed to.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Serves it under a path such as `/` or `/blog/`.
    pub(crate) async fn serve(&self, prefix: &str) -> Site {
        let site = site::serve(&self.folder, prefix).await;
        for ending in self.lacks {
            site.expect_failure(&format!("*.{ending}"));
        }
        site
    }

    /// Says which files it lacks, by their endings.
    pub(crate) fn lacking(self, endings: &'static [&'static str]) -> Pressed {
        Pressed { lacks: endings, ..self }
    }
}

/// Presses a content folder with the app.
pub(crate) fn press(content: PathBuf, config: Option<PathBuf>, source: Source) -> Pressed {
    let project = ProjectOptions { content, config, ..ProjectOptions::default() };
    press_at(&new_folder().join("site"), project, source, app_folder())
}

/// Presses a content folder by a clock that is set, in seconds since 1970.
pub(crate) fn press_on(now: i64, content: PathBuf, config: PathBuf) -> Pressed {
    let project =
        ProjectOptions { content, config: Some(config), now: Some(now), ..ProjectOptions::default() };
    press_at(&new_folder().join("site"), project, Source::Whole, app_folder())
}

fn press_at(site: &Path, project: ProjectOptions, source: Source, app: PathBuf) -> Pressed {
    let folder = site.to_path_buf();
    let options = BuildOptions {
        project,
        out: folder.clone(),
        app: Some(app),
        whole_limit: source.limit(),
        ..BuildOptions::default()
    };
    if let Err(error) = build(&options) {
        panic!("the blog cannot be pressed: {error}");
    }
    Pressed { folder, lacks: &[] }
}

/// The built app, as trunk leaves it.
pub(crate) fn app_folder() -> PathBuf {
    PathBuf::from(std::env::var_os("QUIRE_APP").unwrap_or_default())
}

/// The built app as another release would be: it does the same, and every name is another.
pub(crate) fn other_app() -> PathBuf {
    let folder = new_folder();
    copy_folder(&app_folder(), &folder);
    for file in files(&folder) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with("quire-app") {
            continue;
        }
        let mut bytes = std::fs::read(&file).expect("the app can be read");
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("js") => bytes.extend(b"\n// Another release.\n"),
            // A custom section of one byte, which is its empty name.
            _ => bytes.extend([0, 1, 0]),
        }
        std::fs::write(&file, bytes).expect("the app can be written");
    }
    folder
}

/// A folder of this process alone.
pub(crate) fn new_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let folder = all_folders().join(COUNT.fetch_add(1, Ordering::Relaxed).to_string());
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// Takes away what [`new_folder`] gave.
pub(crate) fn remove_folders() {
    let _ = std::fs::remove_dir_all(all_folders());
}

fn all_folders() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{}", std::process::id()))
}

/// Copies a folder.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("it lies below"));
        std::fs::create_dir_all(target.parent().unwrap_or(to)).expect("a folder to copy into");
        std::fs::copy(&file, target).expect("a file can be copied");
    }
}
