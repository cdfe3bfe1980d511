//! What the terminal shows while a step runs: a bar that counts the crates compiled
//! and the time on a terminal, a line every half a minute elsewhere (in CI, where
//! a redrawn line would fill the log).

use std::{
    env,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

const BAR: usize = 24;
const QUIET: Duration = Duration::from_secs(30);

/// The sign of life of one step.
pub(crate) struct Progress {
    doing: String,
    expected: Option<usize>,
    compiled: usize,
    started: Instant,
    spoke: Instant,
    redraws: bool,
}

impl Progress {
    /// Starts showing a step; `expected` is how many crates it will compile, if that is known.
    pub(crate) fn start(doing: &str, expected: Option<usize>) -> Self {
        let redraws = io::stderr().is_terminal() && env::var("TERM").as_deref() != Ok("dumb");
        if !redraws {
            return Self { expected, ..Self::silent(doing) };
        }
        let progress = Self::new(doing, expected, redraws);
        progress.draw();
        progress
    }

    /// Announces a step that shows its own progress from here on.
    pub(crate) fn silent(doing: &str) -> Self {
        eprintln!("  {doing} …");
        Self::new(doing, None, false)
    }

    /// Looks at a line the command printed.
    pub(crate) fn saw(&mut self, line: &str) {
        if line.trim_start().starts_with("Compiling ") {
            self.compiled += 1;
        }
    }

    /// Lets time pass: redraws, or says a word when it has been quiet for long.
    pub(crate) fn tick(&mut self) {
        if self.redraws {
            self.draw();
        } else if self.spoke.elapsed() >= QUIET {
            self.spoke = Instant::now();
            eprintln!("  {}", self.text());
        }
    }

    /// Ends the step's line and tells how long it took.
    pub(crate) fn finish(self, done: &str, succeeded: bool) -> Duration {
        let took = self.started.elapsed();
        if self.redraws {
            eprint!("\r\x1b[2K");
        }
        let (mark, colour) = if succeeded { ("✓", 32) } else { ("✗", 31) };
        let text = format!("{done:<28} {:>7}", seconds(took));
        eprintln!("{} {text}", coloured(mark, colour));
        took
    }

    fn new(doing: &str, expected: Option<usize>, redraws: bool) -> Self {
        let now = Instant::now();
        Self { doing: doing.to_owned(), expected, compiled: 0, started: now, spoke: now, redraws }
    }

    fn draw(&self) {
        eprint!("\r\x1b[2K  {}", self.text());
        // Nothing useful can be done when the terminal is gone.
        let _ = io::stderr().flush();
    }

    fn text(&self) -> String {
        let elapsed = seconds(self.started.elapsed());
        match (self.compiled, self.expected) {
            (0, _) => format!("{} … {elapsed}", self.doing),
            (compiled, None) => format!("{} … {compiled} crates, {elapsed}", self.doing),
            (compiled, Some(expected)) => {
                format!("{} {} {elapsed}", self.doing, bar(compiled, expected))
            }
        }
    }
}

/// A duration as the step lines show it.
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// The text in a colour of the terminal, unless standard error is no terminal or `NO_COLOR` is set.
pub(crate) fn coloured(text: &str, colour: u8) -> String {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if refused || !io::stderr().is_terminal() {
        text.to_owned()
    } else {
        format!("\x1b[{colour}m{text}\x1b[0m")
    }
}

/// The number of crates is an estimate, so the bar waits at 99 % rather than promise too much.
fn bar(compiled: usize, expected: usize) -> String {
    let percent = (compiled * 100 / expected.max(1)).min(99);
    let full = BAR * percent / 100;
    let (full, empty) = ("█".repeat(full), "░".repeat(BAR - full));
    format!("{full}{empty} {percent:>2} % ({compiled} of about {})", expected.max(compiled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compiled_crates_move_the_bar() {
        let mut progress = Progress::start("trying", Some(4));
        for line in ["   Compiling a v1", " Downloading b", "Compiling c v2 (/d)", "Compilings"] {
            progress.saw(line);
        }
        assert_eq!(progress.compiled, 2);
        assert!(progress.text().contains("50 % (2 of about 4)"), "{}", progress.text());
    }

    #[test]
    fn a_low_estimate_neither_overflows_nor_promises_the_end() {
        assert!(bar(9, 4).ends_with("99 % (9 of about 9)"));
        assert!(bar(1, 0).contains("99 %"));
    }
}
