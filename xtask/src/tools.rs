//! The tools that turn the app into WebAssembly: the compiler's wasm target, trunk
//! and wasm-bindgen; the driver of Firefox, which Debian has not, and cargo-deny. What is
//! missing is installed, once per version, into a cache that all checkouts on the machine
//! share; nothing is installed system-wide.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{error::Error, lock, path, project::Project, step::Step, strip::WASM_OPT};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const DENY: &str = "0.20.2";

/// A program that cargo can install.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// How many crates its installation compiles, for the progress bar.
    crates: usize,
}

/// Makes sure of the wasm target, trunk and wasm-bindgen.
pub(crate) fn ensure(project: &mut Project) -> Result<(), Error> {
    ensure_wasm_target(project)?;
    let trunk = Tool { package: "trunk", program: "trunk", version: TRUNK.to_owned(), crates: 384 };
    let bindgen = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: lock::version(&project.root, "wasm-bindgen")?,
        crates: 161,
    };
    for tool in [trunk, bindgen] {
        if let Some(folder) = ensure_tool(project, &tool)? {
            project.tools.push(folder);
        }
    }
    ensure_wasm_opt(project);
    Ok(())
}

/// What makes the app smaller still is installed where that needs no one's password; without it the app works as well.
fn ensure_wasm_opt(project: &mut Project) {
    if path::find(&[WASM_OPT]).is_some() || !path::can_apt_get() {
        return;
    }
    for args in [&["update"][..], &["install", "-y", "--no-install-recommends", "binaryen"]] {
        let mut command = project.command("apt-get");
        command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        let step = Step::new("installing Binaryen", "Binaryen installed", "it is not needed");
        if let Err(error) = step.run(project, command) {
            eprintln!("  {error}");
            return;
        }
    }
}

/// Makes sure of geckodriver, for the tests; any that is on PATH will do.
pub(crate) fn ensure_geckodriver(project: &mut Project) -> Result<(), Error> {
    if path::find(&["geckodriver"]).is_some() {
        return Ok(());
    }
    let (package, version) = ("geckodriver", GECKODRIVER.to_owned());
    let driver = Tool { package, program: package, version, crates: 190 };
    let folder = ensure_tool(project, &driver)?;
    project.tools.extend(folder);
    Ok(())
}

/// Makes sure of cargo-deny.
pub(crate) fn ensure_deny(project: &mut Project) -> Result<(), Error> {
    let deny = Tool { package: "cargo-deny", program: "cargo-deny", version: DENY.to_owned(), crates: 142 };
    let folder = ensure_tool(project, &deny)?;
    project.tools.extend(folder);
    Ok(())
}

fn ensure_wasm_target(project: &mut Project) -> Result<(), Error> {
    let args = ["--print", "target-libdir", "--target", TARGET];
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    if path::output_of(rustc, &args).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let next = format!(
        "check the network and try again, or install the standard library of {TARGET} the way \
         this Rust was installed"
    );
    let done = "wasm target installed";
    let mut command = project.command("rustup");
    command.args(["target", "add", TARGET]);
    Step::new("installing the wasm target", done, next).run(project, command)
}

/// The folder to put in front of PATH, or nothing when PATH already has the right version.
fn ensure_tool(project: &mut Project, tool: &Tool) -> Result<Option<PathBuf>, Error> {
    if tool.is_right(Path::new(tool.program)) {
        return Ok(None);
    }
    let home = cache()?.join("quire/tools").join(format!("{}-{}", tool.package, tool.version));
    let folder = home.join("bin");
    let program = path::executable(&folder, tool.program);
    if !tool.is_right(&program) {
        install(project, tool, &home)?;
    }
    if tool.is_right(&program) {
        return Ok(Some(folder));
    }
    let Tool { package, version, .. } = tool;
    let what = format!("{} is not {package} {version}, though just installed", program.display());
    Err(Error::new(what, format!("delete {} and try again", home.display())))
}

fn install(project: &mut Project, tool: &Tool, home: &Path) -> Result<(), Error> {
    let scratch = project.target.join("tools");
    let with_lock = cargo_install(project, tool, home, &scratch, true);
    if with_lock.is_err() {
        // The tool's own lock file ages: a crate in it may no longer compile with this Rust.
        eprintln!("  once more, with newer dependencies than {} was locked with", tool.package);
        cargo_install(project, tool, home, &scratch, false)?;
    }
    // Hundreds of megabytes that nothing needs again; left behind, they only cost space.
    let _ = fs::remove_dir_all(&scratch);
    Ok(())
}

fn cargo_install(
    project: &mut Project,
    tool: &Tool,
    home: &Path,
    scratch: &Path,
    locked: bool,
) -> Result<(), Error> {
    let Tool { package, version, .. } = tool;
    let mut command = project.cargo(&["install", package, "--version", version, "--root"]);
    command.arg(home).arg("--target-dir").arg(scratch).args(locked.then_some("--locked"));
    // Quick to build matters more than quick to run: each runs for a second.
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    let next = format!(
        "read the lines above: without a network or a C compiler (`cc`) nothing can be installed. \
         Any {package} {version} on PATH is used as well"
    );
    let name = format!("{package} {version}");
    let mut step = Step::new(format!("installing {name}"), format!("{name} installed"), next);
    step.crates = Some(tool.crates);
    step.run(project, command)
}

impl Tool {
    fn is_right(&self, program: &Path) -> bool {
        let said = path::output_of(program, &["--version"]).unwrap_or_default();
        said.split_whitespace().nth(1) == Some(&self.version)
    }
}

/// The folder for what can be made again, as the desktop world agreed on.
fn cache() -> Result<PathBuf, Error> {
    let absolute = |path: PathBuf| Some(path).filter(|path| path.is_absolute());
    let chosen = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).and_then(absolute);
    chosen.or_else(|| Some(env::home_dir().and_then(absolute)?.join(".cache"))).ok_or_else(|| {
        Error::new("There is no home folder to keep tools in", "set XDG_CACHE_HOME to a folder")
    })
}
