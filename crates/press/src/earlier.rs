//! What tabs still use that were opened before a deploy: the files of the last builds whose names hold the hash of their
//! bytes.
//!
//! `builds.json` lists those of this build and of the two before it. They are taken from the folder that the new site
//! replaces, or, on a machine that has none, from the site that is on the web.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use quire_search::is_named_after;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use ureq::Agent;

use crate::app_files::hash;
use crate::output::{Output, OutputError};

/// The list, in the root of a site.
pub(crate) const LIST: &str = "builds.json";
/// How many builds before the new one keep their files.
const KEPT: usize = 2;
/// How long the site on the web may take for one file.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than any list or file of a site.
const MOST_BYTES: u64 = 64 << 20;

/// The lasting files of builds, the newest first.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Builds {
    builds: Vec<Vec<String>>,
}

/// Why the builds before cannot be had.
#[derive(Debug)]
pub struct EarlierError {
    url: String,
    cause: String,
}

impl fmt::Display for EarlierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let EarlierError { url, cause } = self;
        write!(
            f,
            "{url}: {cause}; name the site that is on the web with --previous, or build without it: tabs that are open \
             then lose what they have not loaded yet"
        )
    }
}

impl std::error::Error for EarlierError {}

/// Where the builds before are.
pub(crate) enum Earlier {
    /// In the folder that the new site replaces, if there is one.
    Folder,
    /// On the web, with their list.
    Web { root: String, agent: Agent, builds: Vec<Vec<String>> },
}

impl Earlier {
    /// Asks the site on the web for its list; without one it is a site of another tool, or there is none yet.
    pub(crate) fn on_the_web(address: &str) -> Result<Earlier, EarlierError> {
        let root = format!("{}/", address.trim_end_matches('/'));
        let url = format!("{root}{LIST}");
        let failed = |cause: &dyn fmt::Display| EarlierError { url: url.clone(), cause: cause.to_string() };
        if !["https://", "http://"].iter().any(|scheme| root.starts_with(scheme)) {
            return Err(failed(&"this is no address with https://"));
        }
        let agent: Agent = Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
        let builds = match fetch(&agent, &url) {
            Ok(bytes) => serde_json::from_slice::<Builds>(&bytes)
                .map_err(|error| failed(&format_args!("this is no list of builds ({error})")))?,
            Err(ureq::Error::StatusCode(404)) => Builds::default(),
            Err(error) => return Err(failed(&error)),
        };
        Ok(Earlier::Web { root, agent, builds: builds.builds })
    }

    /// What the site before has under that name, be that what it may.
    pub(crate) fn bytes(&self, name: &str, output: &Output) -> Option<Vec<u8>> {
        match self {
            Earlier::Folder => output.earlier(Path::new(name)),
            Earlier::Web { root, agent, .. } => fetch(agent, &format!("{root}{name}")).ok(),
        }
    }

    fn builds(&self, output: &Output) -> Vec<Vec<String>> {
        match self {
            Earlier::Web { builds, .. } => builds.clone(),
            Earlier::Folder => {
                // A list that cannot be read costs those their files whose tabs are open, and nothing else.
                let text = self.bytes(LIST, output).unwrap_or_default();
                serde_json::from_slice::<Builds>(&text).unwrap_or_default().builds
            }
        }
    }

    /// A file of theirs, if it is still what its name says.
    fn file(&self, name: &str, output: &Output) -> Option<Vec<u8>> {
        self.bytes(name, output).filter(|bytes| is_intact(name, bytes))
    }
}

/// Keeps the files of the builds before beside those of the new one, whose lasting files have these names, and says how
/// many there are.
pub(crate) fn keep(earlier: &Earlier, names: Vec<String>, output: &Output) -> Result<usize, OutputError> {
    let mut builds = earlier.builds(output);
    // The same build once more is no other build.
    builds.retain(|build| *build != names);
    builds.truncate(KEPT);
    let new: HashSet<&str> = names.iter().map(String::as_str).collect();
    let old: HashSet<&str> =
        builds.iter().flatten().map(String::as_str).filter(|name| !new.contains(name)).collect();
    let kept = |name: &&str| -> Result<Option<String>, OutputError> {
        let Some(bytes) = earlier.file(name, output) else { return Ok(None) };
        output.write(Path::new(name), &bytes)?;
        Ok(Some((*name).to_owned()))
    };
    let kept: Vec<Option<String>> = old.par_iter().map(kept).collect::<Result<_, _>>()?;
    let kept: HashSet<String> = kept.into_iter().flatten().collect();
    for build in &mut builds {
        build.retain(|name| kept.contains(name) || new.contains(name.as_str()));
    }
    builds.retain(|build| !build.is_empty());
    builds.insert(0, names);
    let list = serde_json::to_vec(&Builds { builds }).unwrap_or_default();
    output.write(Path::new(LIST), &list)?;
    Ok(kept.len())
}

fn fetch(agent: &Agent, url: &str) -> Result<Vec<u8>, ureq::Error> {
    let mut answer = agent.get(url).call()?;
    answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec()
}

/// Whether a name holds the hash of these bytes: as a file of the index, or of the app. No other name lies in a list, and
/// none can leave the site.
fn is_intact(name: &str, bytes: &[u8]) -> bool {
    let of_app = || {
        let (stem, _) = name.rsplit_once('.')?;
        let (_, digits) = stem.rsplit_once('-')?;
        (!name.contains(['/', '\\']) && digits == hash(bytes)).then_some(())
    };
    is_named_after(name, bytes) || of_app().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    fn app_file(bytes: &[u8]) -> String {
        format!("quire-{}.js", hash(bytes))
    }

    struct Site {
        folder: tempfile::TempDir,
    }

    impl Site {
        fn new() -> Site {
            let folder = tempfile::tempdir().expect("a folder");
            fs::create_dir(folder.path().join("content")).expect("a folder");
            Site { folder }
        }

        fn out(&self) -> PathBuf {
            self.folder.path().join("site")
        }

        /// Builds a site whose app is these scripts, over what is there.
        fn build(&self, scripts: &[&str]) -> usize {
            let output = Output::begin(&self.out(), &self.folder.path().join("content")).expect("a folder");
            output.write(Path::new("site.json"), b"{\"_quire\":{}}").expect("a file");
            let mut names = Vec::new();
            for script in scripts {
                output.write(Path::new(&app_file(script.as_bytes())), script.as_bytes()).expect("a file");
                names.push(app_file(script.as_bytes()));
            }
            let kept = keep(&Earlier::Folder, names, &output).expect("kept");
            output.finish().expect("a site");
            kept
        }

        fn has(&self, script: &str) -> bool {
            self.out().join(app_file(script.as_bytes())).exists()
        }
    }

    #[test]
    fn the_files_of_two_builds_before_are_kept_and_no_more() {
        let site = Site::new();
        assert_eq!(site.build(&["one", "same"]), 0);
        assert_eq!(site.build(&["two", "same"]), 1);
        assert_eq!(site.build(&["three", "same"]), 2);
        assert_eq!(site.build(&["four", "same"]), 2);
        assert_eq!(
            ["one", "two", "three", "four", "same"].map(|script| site.has(script)),
            [false, true, true, true, true]
        );
    }

    #[test]
    fn the_same_build_once_more_pushes_nothing_out() {
        let site = Site::new();
        for script in ["one", "two", "three", "three", "three"] {
            site.build(&[script]);
        }
        assert!(site.has("one") && site.has("two") && site.has("three"));
        // A build that is taken back is the newest again, and once.
        site.build(&["two"]);
        let list = fs::read_to_string(site.out().join(LIST)).expect("the list");
        let builds: Builds = serde_json::from_str(&list).expect("a list");
        assert_eq!(
            builds.builds,
            [["two"], ["three"], ["one"]].map(|build| build.map(|one| app_file(one.as_bytes())))
        );
    }

    #[test]
    fn a_damaged_list_or_file_is_passed_over() {
        let site = Site::new();
        site.build(&["one"]);
        fs::write(site.out().join(app_file(b"one")), "else").expect("a file");
        assert_eq!(site.build(&["two"]), 0);
        assert!(!site.has("one"));
        fs::write(site.out().join(LIST), "no list").expect("a file");
        assert_eq!(site.build(&["three"]), 0);
    }

    #[test]
    fn no_name_in_a_list_leaves_the_site() {
        let bytes = b"x";
        let digits = hash(bytes);
        assert!(is_intact(&format!("a-{digits}.js"), bytes));
        for name in [
            format!("../a-{digits}.js"),
            format!("/a-{digits}.js"),
            format!("a\\b-{digits}.js"),
            "a.js".into(),
        ] {
            assert!(!is_intact(&name, bytes), "{name}");
        }
    }

    #[test]
    fn an_address_must_be_one() {
        let error = Earlier::on_the_web("example.org").err().expect("an error").to_string();
        assert!(error.contains("example.org/builds.json") && error.contains("https://"), "{error}");
        assert!(Earlier::on_the_web("http://127.0.0.1:9/").is_err());
    }
}
