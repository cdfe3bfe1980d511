//! Runs promises as libtest would: the same words, arguments and exit code, so that `cargo test` need not know.
//!
//! Why not libtest itself: a browser serves many promises and must end with the process, and a failing promise still has
//! one to close.

use std::collections::VecDeque;
use std::future::Future;
use std::io::Write as _;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::engine::Engine;
use super::screen::Screen;
use super::trial::{self, Outcome};
use super::{blog, browser};

/// Promises that are tried at the same time, each in a browser of its worker.
const WORKERS: usize = 2;
/// Longer than the longest promise; only a hang takes it.
const DEADLINE: Duration = Duration::from_mins(10);

type Body = Pin<Box<dyn Future<Output = ()>>>;

/// One named promise.
#[derive(Clone)]
pub(crate) struct Promise {
    name: String,
    engines: &'static [Engine],
    body: fn() -> Body,
}

impl Promise {
    /// A promise of a topic, which is kept in these engines.
    pub(crate) fn new(topic: &str, name: &str, engines: &'static [Engine], body: fn() -> Body) -> Promise {
        Promise { name: format!("{topic}::{name}"), engines, body }
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

/// A promise in one engine.
struct Task {
    name: String,
    engine: Engine,
    body: fn() -> Body,
}

/// The promises in each of their engines: one after the other, as a worker has one browser.
fn tasks(promises: &[Promise]) -> Vec<Task> {
    let in_engine = |engine: Engine| {
        let kept = promises.iter().filter(move |promise| promise.engines.contains(&engine));
        kept.map(move |promise| Task { name: engine.names(&promise.name), engine, body: promise.body })
    };
    Engine::ALL.into_iter().flat_map(in_engine).collect()
}

/// The engines that are asked for: all of them (`1`), or those that are named.
fn asked() -> Vec<Engine> {
    let named = std::env::var("QUIRE_TEST_BROWSER").unwrap_or_default();
    let is_asked = |engine: &Engine| named == "1" || named.split(',').any(|name| name == engine.name());
    Engine::ALL.into_iter().filter(is_asked).collect()
}

/// Runs what the command line asks for; the exit code is libtest's.
pub(crate) fn run(promises: &[Promise]) -> ExitCode {
    let wanted = Wanted::of_arguments();
    let all = tasks(promises);
    let engines = asked();
    let count = all.len();
    let is_asked = |task: &Task| engines.is_empty() || engines.contains(&task.engine);
    let mut chosen: Vec<Task> =
        all.into_iter().filter(|task| wanted.takes(&task.name) && is_asked(task)).collect();
    let filtered = count - chosen.len();
    if wanted.list {
        for task in chosen {
            println!("{}: test", task.name);
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
    let has_webkit =
        chosen.iter().any(|task| task.engine == Engine::WebKit) && Engine::WebKit.lacks().is_none();
    let screen = has_webkit.then(Screen::start);
    let name = screen.as_ref().map(|screen| screen.name.as_str());
    let mut skipped = 0;
    // Without Chromium nothing is promised; its driver says so when it does not start.
    for engine in [Engine::Firefox, Engine::WebKit] {
        let count = chosen.iter().filter(|task| task.engine == engine).count();
        let reason = match engine.lacks() {
            _ if count == 0 => continue,
            Some(program) => format!("this machine has no {program}"),
            None => match runtime().block_on(browser::starts(engine, name)) {
                Ok(()) => continue,
                Err(error) => error,
            },
        };
        println!("{}: {count} are skipped, as {reason}", engine.name());
        chosen.retain(|task| task.engine != engine);
        skipped += count;
    }
    let results = carry_out_all(chosen, name, wanted.quiet);
    drop(screen);
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
    close(&results, ignored + skipped, filtered, started);
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

fn carry_out_all(chosen: Vec<Task>, screen: Option<&str>, quiet: bool) -> Vec<(String, Outcome)> {
    trial::keep_panics();
    let queue = Mutex::new(VecDeque::from(chosen));
    let results = Mutex::new(Vec::new());
    let work = || {
        // The lock must not be held while a promise runs.
        while let Some(task) = { queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front() } {
            let started = Instant::now();
            let outcome = carry_out(&task, screen);
            say(&task.name, &outcome, started.elapsed(), quiet);
            results.lock().unwrap_or_else(PoisonError::into_inner).push((task.name, outcome));
        }
        runtime().block_on(browser::end());
    };
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(work);
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn say(name: &str, outcome: &Outcome, took: Duration, quiet: bool) {
    let mut lines = format!("test {name} ... {} <{:.1}s>\n", outcome.word(), took.as_secs_f64());
    for line in outcome.notes.iter().filter(|_| !quiet) {
        lines.push_str(&["     ", line, "\n"].concat());
    }
    // One write, so that two workers do not mix their lines.
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(lines.as_bytes());
    let _ = out.flush();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Tries a promise. The drivers of the other engines lose clicks and whole browsers now and then, so what is broken there is
/// tried once more, in a new browser, and twice more where that did not even start; what failed before is told beside it.
fn carry_out(task: &Task, screen: Option<&str>) -> Outcome {
    let mut outcome = attempt(task, screen);
    for number in 2..=4 {
        let has_started = outcome.failures.iter().all(|failure| !failure.contains("does not start"));
        if outcome.failures.is_empty() || task.engine == Engine::Chromium || number > 2 && has_started {
            break;
        }
        runtime().block_on(browser::end());
        let before = std::mem::replace(&mut outcome, attempt(task, screen));
        outcome.notes.push(format!("attempt {number}; the one before: {}", before.failures.join("; ")));
    }
    outcome
}

fn attempt(task: &Task, screen: Option<&str>) -> Outcome {
    let (runtime, local) = (runtime(), tokio::task::LocalSet::new());
    trial::begin(task.engine);
    local.block_on(&runtime, async {
        browser::begin(task.engine, screen).await;
        let body = tokio::task::spawn_local((task.body)());
        let failure = match tokio::time::timeout(DEADLINE, body).await {
            Ok(Ok(())) => None,
            Ok(Err(_)) => Some(trial::last_panic()),
            Err(_) => Some(format!("it did not end within {} seconds", DEADLINE.as_secs())),
        };
        trial::finish(failure).await
    })
}
