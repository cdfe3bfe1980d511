//! What belongs to the promise that runs on this thread: its browser, its hosts, and what it said it expects.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;

use super::browser;
use super::engine::Engine;
use super::preface::ALL_TOLD;
use super::session::Session;
use super::site::Site;

/// How a promise went.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Why it is broken; empty when it is not.
    pub(crate) failures: Vec<String>,
    /// Why it could not be tried.
    pub(crate) ignored: Option<String>,
    /// What it has to tell besides.
    pub(crate) notes: Vec<String>,
}

impl Outcome {
    /// Whether it was tried and kept.
    pub(crate) fn is_kept(&self) -> bool {
        self.failures.is_empty() && self.ignored.is_none()
    }

    /// Whether it could not be tried.
    pub(crate) fn is_ignored(&self) -> bool {
        self.failures.is_empty() && self.ignored.is_some()
    }

    /// libtest's word for it.
    pub(crate) fn word(&self) -> String {
        match &self.ignored {
            _ if !self.failures.is_empty() => "FAILED".to_string(),
            Some(reason) => format!("ignored, {reason}"),
            None => "ok".to_string(),
        }
    }
}

#[derive(Default)]
struct Trial {
    engine: Option<Engine>,
    session: Option<Rc<Session>>,
    sites: Vec<Site>,
    expected: Vec<String>,
    panic: Option<String>,
    variant: Option<String>,
    outcome: Outcome,
}

thread_local! {
    static TRIAL: RefCell<Trial> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Trial) -> T) -> T {
    TRIAL.with(|trial| act(&mut trial.borrow_mut()))
}

/// Starts afresh, in an engine.
pub(crate) fn begin(engine: Engine) {
    with(|trial| *trial = Trial { engine: Some(engine), ..Trial::default() });
}

/// The engine that it runs in.
pub(crate) fn engine() -> Engine {
    with(|trial| trial.engine).unwrap_or(Engine::Chromium)
}

/// The promise's browser, opened when it is first needed.
pub(crate) async fn session() -> Rc<Session> {
    if let Some(session) = with(|trial| trial.session.clone()) {
        return session;
    }
    let session = browser::open().await;
    with(|trial| trial.session = Some(Rc::clone(&session)));
    session
}

/// Remembers a host, to look through its log at the end.
pub(crate) fn add(site: Site) {
    with(|trial| trial.sites.push(site));
}

/// Says that console lines with this text are no failure of the running promise.
pub(crate) fn expect_console(text: &str) {
    with(|trial| trial.expected.push(text.to_string()));
}

/// Has a line printed under the promise's name, such as a figure that was measured.
pub(crate) fn note(line: String) {
    with(|trial| trial.outcome.notes.push(line));
}

/// Says that the promise cannot be tried here; it must return then.
pub(crate) fn ignore(reason: &str) {
    with(|trial| trial.outcome.ignored = Some(reason.to_string()));
}

/// Says which of several rounds of the promise begins, for the report of a failure.
pub(crate) fn variant(name: String) {
    with(|trial| trial.variant = Some(name));
}

/// Keeps the words of a panic for the promise's report, rather than between the lines of the others.
pub(crate) fn keep_panics() {
    std::panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let said = payload.downcast_ref::<String>().map(String::as_str);
        let said = said.or(payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without words");
        let place = info.location().map(|place| format!("{place}: ")).unwrap_or_default();
        let line = format!("{place}{said}");
        let kept =
            TRIAL.try_with(|trial| trial.try_borrow_mut().map(|mut trial| trial.panic = Some(line.clone())));
        if !matches!(kept, Ok(Ok(()))) {
            eprintln!("{line}");
        }
    }));
}

/// What the last panic on this thread said.
pub(crate) fn last_panic() -> String {
    let said = with(|trial| trial.panic.take()).unwrap_or_else(|| "it panicked without words".to_string());
    match with(|trial| trial.variant.take()) {
        Some(variant) => format!("[{variant}] {said}"),
        None => said,
    }
}

/// What pages have told these hosts of their consoles, where the driver tells nothing.
pub(crate) async fn told(session: &Session, sites: &[Site]) -> Vec<String> {
    if session.engine != Engine::Chromium {
        // A page without the script has told nothing.
        let _ = session.ask("POST", "execute/sync", json!({"script": ALL_TOLD, "args": []})).await;
    }
    sites.iter().flat_map(Site::console).collect()
}

/// Looks through console and logs, and says how it went; a broken promise has its browser closed.
pub(crate) async fn finish(failure: Option<String>) -> Outcome {
    let Trial { session, sites, expected, mut outcome, .. } = with(std::mem::take);
    outcome.failures.extend(failure);
    if let Some(session) = session {
        let mut console = session.console().await;
        console.extend(told(&session, &sites).await);
        for line in console {
            let known = expected.iter().any(|text| line.contains(text.as_str()));
            if !known && !sites.iter().any(|site| site.explains(&line)) {
                outcome.failures.push(format!("the console says: {line}"));
            }
        }
    }
    for request in sites.iter().flat_map(Site::unexpected) {
        outcome.failures.push(format!("a request failed: {request}"));
    }
    if outcome.failures.is_empty() {
        browser::leave().await;
    } else {
        browser::close().await;
    }
    outcome
}
