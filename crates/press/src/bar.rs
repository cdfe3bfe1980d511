//! The bar that a build shows on a terminal while one waits. Elsewhere there is none, and what is printed stays plain lines.

use std::env;
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use quire_press::{Progress, Stand};

/// How long the bar stays as it is.
const PAUSE: Duration = Duration::from_millis(80);
/// No colours, so that there is nothing that `NO_COLOR` would have to take away.
const COUNTED: &str = "{prefix:>9} {wide_bar} {human_pos} of {human_len}";
const UNCOUNTED: &str = "{prefix:>9} {spinner}";

/// A bar; it goes when it is dropped.
pub(crate) struct Bar {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Bar {
    /// Shows how far a build is, where somebody can see it.
    pub(crate) fn show(progress: &Arc<Progress>) -> Option<Bar> {
        let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        if !stderr().is_terminal() || is_dumb {
            return None;
        }
        let (stop, stopped) = channel();
        let progress = progress.clone();
        let thread = spawn(move || {
            let bar = ProgressBar::new_spinner();
            // A build that is done at once shows nothing.
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                draw(&bar, progress.stand());
            }
            bar.finish_and_clear();
        });
        Some(Bar { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn draw(bar: &ProgressBar, Stand { phase, done, all }: Stand) {
    let template = if all > 0 { COUNTED } else { UNCOUNTED };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_length(all as u64);
    bar.set_position(done as u64);
    bar.set_prefix(phase.name());
    bar.tick();
}
