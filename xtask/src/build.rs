//! `cargo xtask build`: everything from a fresh checkout to a pressed blog, ready to be
//! copied to a web server. Its options are those of `quire build`.

use std::{ffi::OsString, path::Path};

use crate::{
    app,
    args::{Arguments, Takes, optional, required},
    error::Error,
    project::Project,
};

/// The options of the task.
pub(crate) const TAKES: Takes = Takes {
    options: &[
        required("--content", "DIR"),
        required("--out", "DIR"),
        optional("--base-url", Some("URL")),
        optional("--config", Some("FILE")),
        optional("--host", Some("NAME")),
        optional("--drafts", None),
        optional("--future", None),
        optional("--strict", None),
        optional("--verbose", None),
    ],
    word: None,
};

/// Builds the app and the tool, and presses the content.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    for option in ["--content", "--config"] {
        if let Some(path) = arguments.path(option, &project.caller) {
            must_exist(option, &path)?;
        }
    }
    app::build(project)?;
    app::build_tool(project)?;
    app::press(project, &passed_on(arguments, &project.caller))
}

/// Refuses a mistyped path now rather than after minutes of building.
pub(crate) fn must_exist(option: &str, path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Ok(());
    }
    let what = format!("There is no {}", path.display());
    Err(Error::new(what, format!("name an existing one with `{option}`")))
}

/// The options for `quire build`, with paths that mean the same from any folder.
fn passed_on(arguments: &Arguments, caller: &Path) -> Vec<OsString> {
    let mut passed = Vec::new();
    for option in ["--content", "--out", "--config"] {
        if let Some(path) = arguments.path(option, caller) {
            passed.extend([option.into(), path.into_os_string()]);
        }
    }
    for option in ["--base-url", "--host"] {
        if let Some(value) = arguments.value(option) {
            passed.extend([option.into(), value.into()]);
        }
    }
    let flags = ["--drafts", "--future", "--strict", "--verbose"];
    passed.extend(flags.into_iter().filter(|flag| arguments.has(flag)).map(OsString::from));
    passed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    #[test]
    fn paths_are_seen_from_the_callers_folder() {
        let line = "--content posts --out=/srv/blog --drafts --strict --base-url https://a.b/c --host s3";
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let arguments = args::parse("build", &TAKES, &words).expect("these are all known");
        let passed = passed_on(&arguments, Path::new("/home/me"));
        let expected =
            "--content /home/me/posts --out /srv/blog --base-url https://a.b/c --host s3 --drafts --strict";
        assert_eq!(passed, expected.split(' ').collect::<Vec<_>>());
    }
}
