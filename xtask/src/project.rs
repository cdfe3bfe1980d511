//! The places of the project (root, target folder, built app, the caller's folder)
//! and the commands that are run in it. Every path a task needs is decided here.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{error::Error, path};

/// Where everything is, and what has been done so far.
pub(crate) struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// The folder `cargo xtask` was called in; paths on the command line start here.
    pub(crate) caller: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// Folders of installed tools, which commands find before the rest of PATH.
    pub(crate) tools: Vec<PathBuf>,
    /// The steps finished so far and how long each took.
    pub(crate) finished: Vec<(String, Duration)>,
}

impl Project {
    /// Finds the project this xtask belongs to.
    pub(crate) fn locate() -> Result<Self, Error> {
        let caller = env::current_dir().map_err(|error| {
            let what = format!("The current folder cannot be read: {error}");
            Error::new(what, "change to a folder that exists and call `cargo xtask` again")
        })?;
        // Cargo says where xtask is when it runs it; a project moved after it was compiled
        // is still found.
        let xtask = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().map(Path::to_path_buf).unwrap_or(xtask);
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => caller.join(folder),
            _ => root.join("target"),
        };
        Ok(Self { root, caller, target, tools: Vec::new(), finished: Vec::new() })
    }

    /// Where trunk leaves the built app.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The built `quire` tool.
    pub(crate) fn quire(&self) -> PathBuf {
        path::executable(&self.target.join("native"), "quire")
    }

    /// An installed tool: from our own folders, else from PATH.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        let installed = self.tools.iter().map(|folder| path::executable(folder, name));
        installed.into_iter().find(|file| file.is_file()).unwrap_or_else(|| name.into())
    }

    /// A command that runs at the project's root and finds the installed tools first.
    pub(crate) fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root);
        if env::var_os("CARGO_TARGET_DIR").is_some() {
            // It may have been given relative to the caller's folder.
            command.env("CARGO_TARGET_DIR", &self.target);
        }
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.tools.iter().cloned().chain(env::split_paths(&path));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    /// The very cargo that runs this xtask, with the given arguments.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(args);
        command
    }
}
