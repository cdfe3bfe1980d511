//! The author's configuration: the few things that a folder of posts does not say by itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use jiff::tz::TimeZone;
use serde::Deserialize;

/// What `--config FILE` may say; what it leaves out is taken from the folder, or has a default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The blog's name; else the title of `_index.md`, else the folder's name.
    pub(crate) title: Option<String>,
    /// One sentence; else the description of `_index.md`.
    pub(crate) description: Option<String>,
    /// Where the blog will live, absolute.
    pub(crate) base_url: Option<String>,
    /// BCP 47 tag; `en` when it is left out.
    pub(crate) language: Option<String>,
    /// IANA name of the time zone in which dates are read and shown; UTC when it is left out.
    pub(crate) time_zone: Option<String>,
    /// Posts on a list page; 10 when it is left out.
    pub(crate) page_size: Option<usize>,
    /// The blog's own front matter keys, and which key of Quire each one stands for.
    #[serde(default)]
    pub(crate) keys: BTreeMap<String, String>,
}

/// Why a configuration cannot be used.
#[derive(Debug)]
pub struct ConfigError {
    file: PathBuf,
    message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.message.trim_end())
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a file; no file is an empty configuration.
    pub(crate) fn read(file: Option<&Path>) -> Result<Config, ConfigError> {
        let Some(file) = file else { return Ok(Config::default()) };
        let error = |message: String| ConfigError { file: file.to_path_buf(), message };
        let text = fs::read_to_string(file).map_err(|cause| error(format!("it cannot be read: {cause}")))?;
        let config: Config = toml::from_str(&text).map_err(|cause| error(cause.to_string()))?;
        config.zone().map_err(|name| {
            error(format!("there is no time zone \"{name}\"; write one such as \"Europe/Paris\""))
        })?;
        if config.page_size == Some(0) {
            return Err(error("page_size is 0; write the number of posts on a page, such as 10".to_string()));
        }
        if let Some(url) = config.base_url.as_deref().filter(|url| !is_web_address(url)) {
            return Err(error(format!("base_url is \"{url}\"; write it with https:// in front")));
        }
        Ok(config)
    }

    /// The time zone, or the name that is none.
    pub(crate) fn zone(&self) -> Result<TimeZone, String> {
        match &self.time_zone {
            Some(name) => TimeZone::get(name).map_err(|_| name.clone()),
            None => Ok(TimeZone::UTC),
        }
    }
}

/// Whether a URL names a host on the web.
pub(crate) fn is_web_address(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|host| !host.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::Config;
    use std::fs;

    fn message(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("quire.toml");
        fs::write(&file, text).unwrap();
        Config::read(Some(&file)).unwrap_err().to_string()
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let message = message("title = \"A\"\npagesize = 3\n");
        assert!(message.contains("line 2"), "{message}");
        assert!(message.contains("unknown field `pagesize`"), "{message}");
    }

    #[test]
    fn a_value_that_cannot_be_meant_is_refused() {
        assert!(message("time_zone = \"Mars/Olympus\"").contains("no time zone \"Mars/Olympus\""));
        assert!(message("page_size = 0").contains("page_size is 0"));
        assert!(message("base_url = \"blog.example\"").contains("https:// in front"));
    }
}
