//! Runs a command and sees how long it takes and how much memory it had at most. Linux keeps that peak for every
//! process while it runs; elsewhere the memory is not known.

use std::{
    fs::{self, File},
    io,
    path::Path,
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    error::{Error, Failure},
    step::command_line,
};

/// How often the peak is looked at: what is reached only in the last moment of a process may be missed.
const TICK: Duration = Duration::from_millis(10);

/// What a command took.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) seconds: f64,
    /// The most memory it had, in bytes.
    pub(crate) peak: Option<u64>,
}

/// Runs the command; what it prints goes to a log, which is shown when it fails.
pub(crate) fn run(mut command: Command, log: &Path) -> Result<Taken, Error> {
    match watch(&mut command, log) {
        Ok((taken, status)) if status.success() => Ok(taken),
        Ok((_, status)) => Err(failed(&command, log, &status.to_string())),
        Err(error) => Err(failed(&command, log, &format!("it could not be run: {error}"))),
    }
}

fn watch(command: &mut Command, log: &Path) -> io::Result<(Taken, ExitStatus)> {
    let file = File::create(log)?;
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).spawn()?;
    let mut peak = None;
    loop {
        peak = peak_of(child.id()).or(peak);
        if let Some(status) = child.try_wait()? {
            return Ok((Taken { seconds: started.elapsed().as_secs_f64(), peak }, status));
        }
        thread::sleep(TICK);
    }
}

fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

fn failed(command: &Command, log: &Path, why: &str) -> Error {
    let said = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = said.lines().collect();
    let last = &lines[lines.len().saturating_sub(30)..];
    let failure = Failure {
        what: format!("Failed ({why})"),
        command: Some(command_line(command)),
        log: Some(log.to_path_buf()),
        output: last.iter().map(ToString::to_string).collect(),
        next: "mend what the lines above name, then run the same bench again".to_owned(),
    };
    failure.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_shown_with_what_it_said() {
        let log = std::env::temp_dir().join(format!("quire-xtask-memory-{}.log", std::process::id()));
        let mut rustc = Command::new("cargo");
        rustc.arg("no-such-command");
        let error = run(rustc, &log).expect_err("cargo has no such command").to_string();
        assert!(error.contains("no-such-command") && error.contains("its last lines"), "{error}");
        let _ = fs::remove_file(log);
    }

    #[test]
    fn the_peak_of_this_very_process_is_known_where_linux_keeps_it() {
        let peak = peak_of(std::process::id());
        assert_eq!(peak.is_some(), cfg!(target_os = "linux"));
        assert!(peak.is_none_or(|bytes| bytes > 100_000), "{peak:?}");
    }
}
