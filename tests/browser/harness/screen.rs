//! A screen that nobody sees, for the engine that cannot do without one.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A running Xvfb; it ends when this is dropped.
pub(crate) struct Screen {
    child: Child,
    /// What programs call it (`DISPLAY`).
    pub(crate) name: String,
}

impl Screen {
    /// Starts it under a number that is free.
    pub(crate) fn start() -> Screen {
        let child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.unwrap_or_else(|error| panic!("Xvfb cannot be started: {error}"));
        let mut number = String::new();
        let said = BufReader::new(child.stdout.take().expect("its output is piped")).read_line(&mut number);
        said.expect("Xvfb says the number of its screen");
        Screen { child, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
