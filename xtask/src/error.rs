//! Why a task stopped, as a value: what happened, the command it happened in, the
//! end of what that command printed, and what to do next.

use std::{fmt, path::PathBuf};

/// Why a task stopped.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line made no sense; the message says how it would.
    Usage(String),
    /// A step went wrong.
    Failed(Box<Failure>),
}

/// A step that went wrong.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What failed, as a sentence without its full stop.
    pub(crate) what: String,
    /// The command line, when a command was run.
    pub(crate) command: Option<String>,
    /// The last lines the command printed.
    pub(crate) output: Vec<String>,
    /// Where everything it printed can be read.
    pub(crate) log: Option<PathBuf>,
    /// What the reader can do about it.
    pub(crate) next: String,
}

impl Error {
    /// A failure outside any command.
    pub(crate) fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self::Failed(Box::new(Failure {
            what: what.into(),
            command: None,
            output: Vec::new(),
            log: None,
            next: next.into(),
        }))
    }

    /// 2 for a command line that made no sense, 1 for everything else.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = match self {
            Self::Usage(message) => return f.write_str(message.trim_end()),
            Self::Failed(failure) => failure,
        };
        write!(f, "\n{}.", failure.what)?;
        if let Some(command) = &failure.command {
            write!(f, "\n\n  command: {command}")?;
        }
        if let Some(log) = &failure.log {
            write!(f, "\n  its full output: {}", log.display())?;
        }
        if !failure.output.is_empty() {
            write!(f, "\n  its last lines:")?;
            for line in &failure.output {
                write!(f, "\n  │ {line}")?;
            }
        }
        write!(f, "\n\nWhat to do: {}", failure.next)
    }
}
