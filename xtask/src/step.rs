//! A step is one command with a line when it starts and a line when it finishes. What
//! the command prints goes to a log; it is shown only when that explains a failure,
//! or when it is what the step was for.

use std::{
    ffi::OsStr,
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::{
    error::{Error, Failure},
    progress::Progress,
    project::Project,
};

const TAIL: usize = 30;
const TICK: Duration = Duration::from_millis(200);

/// One command of a task.
pub(crate) struct Step {
    /// What is happening: "building the app".
    pub(crate) doing: String,
    /// What has happened: "app built". Names the log too.
    pub(crate) done: String,
    /// What to do when it fails.
    pub(crate) next: String,
    /// How many crates it compiles, when it is worth a progress bar.
    pub(crate) crates: Option<usize>,
    /// What becomes of its output.
    pub(crate) output: Output,
}

/// What becomes of a command's output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// Kept in the log, shown when the command fails.
    Hidden,
    /// Kept in the log, shown once the command is done.
    Reported,
    /// Passed through untouched while it runs.
    Streamed,
}

impl Step {
    /// A step whose output is hidden and whose size is unknown.
    pub(crate) fn new(doing: impl Into<String>, done: impl Into<String>, next: impl Into<String>) -> Self {
        let (doing, done, next) = (doing.into(), done.into(), next.into());
        Self { doing, done, next, crates: None, output: Output::Hidden }
    }

    /// Runs the command, and remembers how long it took.
    pub(crate) fn run(self, project: &mut Project, mut command: Command) -> Result<(), Error> {
        if self.output == Output::Streamed {
            let progress = Progress::silent(&self.doing);
            let status = command.status();
            return self.finish(project, progress, &command, None, status);
        }
        // The log is read by people and by `Progress`, neither of whom wants colour codes.
        command.env("CARGO_TERM_COLOR", "never").stdin(Stdio::null());
        let log = project.target.join("xtask-logs").join(file_name(&self.done));
        let mut progress = Progress::start(&self.doing, self.crates);
        let status = run_into(&log, &mut command, &mut progress);
        self.finish(project, progress, &command, Some(&log), status)
    }

    fn finish(
        &self,
        project: &mut Project,
        progress: Progress,
        command: &Command,
        log: Option<&Path>,
        status: io::Result<ExitStatus>,
    ) -> Result<(), Error> {
        let succeeded = status.as_ref().is_ok_and(ExitStatus::success);
        let title = if succeeded { &self.done } else { &self.doing };
        let took = progress.finish(title, succeeded);
        let said = log.map(lines_of).unwrap_or_default();
        if succeeded {
            project.finished.push((self.done.clone(), took));
            if self.output == Output::Reported {
                for line in said {
                    eprintln!("  {line}");
                }
            }
            return Ok(());
        }
        let why = match status {
            Ok(status) => status.to_string(),
            Err(error) => format!("it could not be started: {error}"),
        };
        let output = said[said.len().saturating_sub(TAIL)..].to_vec();
        Err(Failure {
            what: format!("Failed: {} ({why})", self.doing),
            command: Some(command_line(command)),
            log: log.filter(|_| !output.is_empty()).map(Path::to_path_buf),
            output,
            next: self.next.clone(),
        }
        .into())
    }
}

/// The command as it would be typed, with the variables set for it in front.
pub(crate) fn command_line(command: &Command) -> String {
    let mut line = String::new();
    for (name, value) in command.get_envs() {
        // Every command has these two; they would hide the ones that matter.
        if let Some(value) = value.filter(|_| name != "PATH" && name != "CARGO_TERM_COLOR") {
            let _ = write!(line, "{}={} ", name.display(), quoted(value));
        }
    }
    line += &quoted(command.get_program());
    for arg in command.get_args() {
        line.push(' ');
        line += &quoted(arg);
    }
    line
}

fn run_into(log: &Path, command: &mut Command, progress: &mut Progress) -> io::Result<ExitStatus> {
    let folder = log.parent().unwrap_or(log);
    fs::create_dir_all(folder)?;
    File::create(log)?;
    // Both ends append, so that lines of the two streams do not overwrite each other.
    let mut log = OpenOptions::new().append(true).open(log)?;
    let mut child = command.stdout(log.try_clone()?).stderr(Stdio::piped()).spawn()?;
    follow(&mut child, &mut log, progress)?;
    child.wait()
}

/// Reads standard error on a thread of its own, so that the clock goes on while it is silent.
fn follow(child: &mut Child, log: &mut File, progress: &mut Progress) -> io::Result<()> {
    let Some(stderr) = child.stderr.take() else {
        return Ok(());
    };
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    loop {
        match lines.recv_timeout(TICK) {
            Ok(mut line) => {
                progress.saw(&String::from_utf8_lossy(&line));
                line.push(b'\n');
                log.write_all(&line)?;
            }
            Err(RecvTimeoutError::Timeout) => progress.tick(),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn lines_of(log: &Path) -> Vec<String> {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.trim_end().lines().map(str::to_owned).collect()
}

fn file_name(done: &str) -> String {
    format!("{}.log", done.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_=/.:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("cargo");
        command.args(["test", "two words", "it's"]).env("QUIRE_APP", "/a b").env("PATH", "/bin");
        let line = command_line(&command);
        assert_eq!(line, r"QUIRE_APP='/a b' cargo test 'two words' 'it'\''s'");
    }

    #[test]
    fn a_log_is_named_after_what_was_done() {
        assert_eq!(file_name("trunk 0.21.14 installed"), "trunk-0-21-14-installed.log");
    }
}
