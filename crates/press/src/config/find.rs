//! Where the configuration is: named by the author, else in the content folder or the folder around it; ours first, then
//! those that other systems have.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::foreign::{Foreign, System};
use super::{Config, ConfigError, Said, text_of};
use crate::problem::{Problem, Rule};

/// A blog's configuration, and where it comes from.
#[derive(Debug)]
pub(crate) struct Found {
    /// What it says.
    pub(crate) config: Config,
    /// The file that was read; none when there is none.
    pub(crate) file: Option<PathBuf>,
    /// Whether it is another system's, of which some facts alone are read.
    pub(crate) foreign: bool,
    /// What was taken from another system's file, in words.
    pub(crate) facts: Vec<&'static str>,
    /// The folder in which `static`, `shortcodes` and `partials` are: that of the configuration, else the one around the content.
    pub(crate) folder: PathBuf,
    /// What is wrong with it and stops nothing. The files are named as seen from the current folder.
    pub(crate) problems: Vec<Problem>,
}

/// Our own configuration.
const OWN: &str = "quire.toml";

impl Config {
    /// Finds and reads the configuration of a blog; `explicit` is the file that the author named, whatever its name.
    pub(crate) fn find(explicit: Option<&Path>, content: &Path) -> Result<Found, ConfigError> {
        let content = content.canonicalize().unwrap_or_else(|_| content.to_path_buf());
        let around = content.parent().unwrap_or(&content);
        let mut found = match explicit {
            Some(file) => named(file)?,
            None => search(&[&content, around])?.unwrap_or_else(|| Found {
                config: Config::default(),
                file: None,
                foreign: false,
                facts: Vec::new(),
                folder: around.to_path_buf(),
                problems: Vec::new(),
            }),
        };
        found.look_for_files(&content);
        Ok(found)
    }
}

impl Found {
    /// The file that was read, as the author sees it from the current folder.
    pub(crate) fn shown_file(&self) -> Option<PathBuf> {
        self.file.as_deref().map(shown)
    }

    /// What to tell the author of a file that is another system's.
    pub(crate) fn note(&self) -> Option<String> {
        let file = self.file.as_ref().filter(|_| self.foreign)?;
        let facts = match self.facts.as_slice() {
            [] => "nothing".to_owned(),
            [one] => (*one).to_owned(),
            [all @ .., last] => format!("{} and {last}", all.join(", ")),
        };
        let is = if self.facts.len() > 1 { "are" } else { "is" };
        Some(format!("no {OWN}: {facts} {is} read from {}", shown(file).display()))
    }

    /// The folder that is copied as it is, if it is there.
    pub(crate) fn static_folder(&self) -> Option<PathBuf> {
        Some(self.folder.join(&*self.config.static_folder)).filter(|folder| folder.is_dir())
    }

    /// The folder of the author's own shortcodes, if it is there.
    pub(crate) fn shortcode_folder(&self) -> Option<PathBuf> {
        Some(self.folder.join(&*self.config.shortcode_folder)).filter(|folder| folder.is_dir())
    }

    /// The folder of the author's own HTML, if it is there.
    pub(crate) fn partial_folder(&self) -> Option<PathBuf> {
        Some(self.folder.join(&*self.config.partial_folder)).filter(|folder| folder.is_dir())
    }

    /// What is no content wherever it lies: the configuration itself, and the folders that it names.
    pub(crate) fn apart(&self) -> Vec<PathBuf> {
        let own = [self.file.clone(), self.static_folder(), self.shortcode_folder(), self.partial_folder()];
        own.into_iter().flatten().filter_map(|path| path.canonicalize().ok()).collect()
    }

    /// Warns of pictures and folders that the configuration names and that are not there.
    fn look_for_files(&mut self, content: &Path) {
        let Some(file) = self.file.as_deref().map(shown) else { return };
        let config = &self.config;
        let authors =
            config.authors.iter().filter_map(|author| Some((author.picture.as_ref()?, author.line)));
        let own = config.picture.iter().map(|picture| (&picture.value, picture.line));
        let places = [content.to_path_buf(), self.folder.join(&*config.static_folder)];
        let there = |picture: &str| {
            let inside = picture.trim_start_matches('/');
            picture.contains("://") || places.iter().any(|place| place.join(inside).is_file())
        };
        for (picture, line) in own.chain(authors).filter(|(picture, _)| !there(picture)) {
            let message = format!(
                "there is no picture `{picture}` in the content folder or the static folder; put it there, or correct \
                 the name"
            );
            self.problems.push(Problem::warning(Rule::MissingPicture, &file, at(line), message));
        }
        for Said { value: folder, line } in
            [&config.static_folder, &config.shortcode_folder, &config.partial_folder]
        {
            if *line > 0 && !self.folder.join(folder).is_dir() {
                let message = format!(
                    "there is no folder `{}` beside this file; make it, or correct the name",
                    folder.display()
                );
                self.problems.push(Problem::warning(Rule::Value, &file, at(*line), message));
            }
        }
    }
}

fn at(line: usize) -> Option<usize> {
    Some(line).filter(|line| *line > 0)
}

/// The file that the author named. One that could be ours is ours.
fn named(file: &Path) -> Result<Found, ConfigError> {
    let text = text_of(file).map_err(|cause| ConfigError::unreadable(file.to_path_buf(), &cause))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match System::of(&name, &text) {
        Some(system) if System::is_certain(&name, &text) => Ok(foreign(system, file, &text)),
        _ => own(file, &text),
    }
}

fn search(folders: &[&Path]) -> Result<Option<Found>, ConfigError> {
    let ours = folders.iter().map(|folder| folder.join(OWN)).find(|file| file.is_file());
    if let Some(file) = ours {
        let text = text_of(&file).map_err(|cause| ConfigError::unreadable(shown(&file), &cause))?;
        return own(&file, &text).map(Some);
    }
    let files = folders.iter().flat_map(|folder| System::FILES.iter().map(|name| folder.join(name)));
    for file in files.filter(|file| file.is_file()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What is not text is no blog's configuration.
        let Ok(text) = text_of(&file) else { continue };
        if let Some(system) = System::of(&name, &text) {
            return Ok(Some(foreign(system, &file, &text)));
        }
    }
    Ok(None)
}

fn own(file: &Path, text: &str) -> Result<Found, ConfigError> {
    Ok(Found {
        config: Config::parse(text, &shown(file))?,
        foreign: false,
        facts: Vec::new(),
        folder: folder_of(file),
        file: Some(file.to_path_buf()),
        problems: Vec::new(),
    })
}

fn foreign(system: System, file: &Path, text: &str) -> Found {
    let Foreign { config, facts, problems } = Foreign::read(system, &shown(file), text);
    Found { config, file: Some(file.to_path_buf()), foreign: true, facts, folder: folder_of(file), problems }
}

fn folder_of(file: &Path) -> PathBuf {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    file.parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// A file as the author sees it from the current folder.
pub(crate) fn shown(file: &Path) -> PathBuf {
    let current = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    file.strip_prefix(current).unwrap_or(file).to_path_buf()
}
