//! Runs promises as libtest would: the same words, arguments and exit code, so that `cargo test` need not know.
//!
//! Why not libtest itself: one driver serves the whole process and must end with it, and a failing promise still has
//! a browser to close.

use std::collections::VecDeque;
use std::future::Future;
use std::io::Write as _;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::blog;
use super::driver::Driver;
use super::trial::{self, Outcome};

/// Browsers open at the same time.
const SESSIONS: usize = 2;
/// Longer than the longest promise; only a hang takes it.
const DEADLINE: Duration = Duration::from_mins(10);

type Body = Pin<Box<dyn Future<Output = ()>>>;

/// One named promise.
#[derive(Clone)]
pub(crate) struct Promise {
    name: String,
    body: fn() -> Body,
}

impl Promise {
    /// A promise of a topic.
    pub(crate) fn new(topic: &str, name: &str, body: fn() -> Body) -> Promise {
        Promise { name: format!("{topic}::{name}"), body }
    }
}

/// What was asked for on the command line.
#[derive(Default)]
struct Wanted {
    filters: Vec<String>,
    skipped: Vec<String>,
    exact: bool,
    list: bool,
    quiet: bool,
}

impl Wanted {
    fn of_arguments() -> Wanted {
        let mut wanted = Wanted::default();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--list" => wanted.list = true,
                "--exact" => wanted.exact = true,
                // None of the promises is marked as ignored.
                "--ignored" => wanted.filters.push("\0".to_string()),
                "-q" | "--quiet" => wanted.quiet = true,
                "--skip" => wanted.skipped.extend(words.next()),
                "--test-threads" | "--format" | "--color" | "--logfile" | "-Z" => drop(words.next()),
                flag if flag.starts_with('-') => {}
                _ => wanted.filters.push(word),
            }
        }
        wanted
    }

    fn takes(&self, name: &str) -> bool {
        let is = |part: &String| if self.exact { name == part } else { name.contains(part.as_str()) };
        (self.filters.is_empty() || self.filters.iter().any(is)) && !self.skipped.iter().any(is)
    }
}

/// Runs what the command line asks for; the exit code is libtest's.
pub(crate) fn run(promises: Vec<Promise>) -> ExitCode {
    let wanted = Wanted::of_arguments();
    let all = promises.len();
    let chosen: Vec<Promise> = promises.into_iter().filter(|promise| wanted.takes(&promise.name)).collect();
    let filtered = all - chosen.len();
    if wanted.list {
        for promise in chosen {
            println!("{}: test", promise.name);
        }
        return ExitCode::SUCCESS;
    }
    let started = Instant::now();
    println!("\nrunning {} test{}", chosen.len(), if chosen.len() == 1 { "" } else { "s" });
    if let Some(missing) = ["QUIRE_TEST_BROWSER", "QUIRE_APP"].into_iter().find(|name| !is_set(name)) {
        println!("skipped: {missing} is not set; `cargo xtask test` sets it, and builds what it points at");
        close(&[], chosen.len(), filtered, started);
        return ExitCode::SUCCESS;
    }
    let driver = if chosen.is_empty() { None } else { Some(Driver::start()) };
    let port = driver.as_ref().map_or(0, Driver::port);
    let results = carry_out_all(chosen, port, wanted.quiet);
    drop(driver);
    blog::remove_folders();

    let failed: Vec<_> = results.iter().filter(|(_, outcome)| !outcome.failures.is_empty()).collect();
    let ignored = results.iter().filter(|(_, outcome)| outcome.is_ignored()).count();
    if !failed.is_empty() {
        println!("\nfailures:");
        for (name, outcome) in &failed {
            println!("\n---- {name} stdout ----\n{}", outcome.failures.join("\n"));
        }
        println!("\nfailures:");
        for (name, _) in &failed {
            println!("    {name}");
        }
    }
    close(&results, ignored, filtered, started);
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(101) }
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

fn close(results: &[(String, Outcome)], ignored: usize, filtered: usize, started: Instant) {
    let failed = results.iter().filter(|(_, outcome)| !outcome.failures.is_empty()).count();
    let passed = results.iter().filter(|(_, outcome)| outcome.is_kept()).count();
    let word = if failed == 0 { "ok" } else { "FAILED" };
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "\ntest result: {word}. {passed} passed; {failed} failed; {ignored} ignored; 0 measured; \
         {filtered} filtered out; finished in {seconds:.2}s\n"
    );
}

fn carry_out_all(chosen: Vec<Promise>, port: u16, quiet: bool) -> Vec<(String, Outcome)> {
    trial::keep_panics();
    let queue = Arc::new(Mutex::new(VecDeque::from(chosen)));
    let results = Arc::new(Mutex::new(Vec::new()));
    let work = || {
        let (queue, results) = (Arc::clone(&queue), Arc::clone(&results));
        std::thread::spawn(move || {
            // The lock must not be held while a promise runs.
            while let Some(promise) = { queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front() } {
                let outcome = carry_out(&promise, port);
                say(&promise.name, &outcome, quiet);
                results.lock().unwrap_or_else(PoisonError::into_inner).push((promise.name, outcome));
            }
        })
    };
    let workers: Vec<_> = (0..SESSIONS).map(|_| work()).collect();
    for worker in workers {
        worker.join().expect("a worker outlives its promises");
    }
    std::mem::take(&mut results.lock().unwrap_or_else(PoisonError::into_inner))
}

fn say(name: &str, outcome: &Outcome, quiet: bool) {
    let mut lines = format!("test {name} ... {}\n", outcome.word());
    for line in outcome.notes.iter().filter(|_| !quiet) {
        lines.push_str(&["     ", line, "\n"].concat());
    }
    // One write, so that two workers do not mix their lines.
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(lines.as_bytes());
    let _ = out.flush();
}

fn carry_out(promise: &Promise, port: u16) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let local = tokio::task::LocalSet::new();
    trial::begin(port);
    local.block_on(&runtime, async {
        let body = tokio::task::spawn_local((promise.body)());
        let failure = match tokio::time::timeout(DEADLINE, body).await {
            Ok(Ok(())) => None,
            Ok(Err(_)) => Some(trial::last_panic()),
            Err(_) => Some(format!("it did not end within {} seconds", DEADLINE.as_secs())),
        };
        trial::finish(failure).await
    })
}
