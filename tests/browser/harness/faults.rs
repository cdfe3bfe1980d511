//! What can go wrong with a host, and what was asked of it.

use std::cell::{Cell, RefCell};
use std::fmt;

use tokio::sync::Notify;

/// Something that a host does wrong for some of its paths.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The file is not there: 404.
    Missing,
    /// The host fails: 500.
    Broken,
    /// The file holds something else.
    Replaced(String),
    /// The file holds something else, and the host does not say how long it is.
    Unsized(String),
    /// The file is at another address.
    Moved(String),
    /// The answer has this header, in place of the host's own if it has one of the name.
    Header(&'static str, String),
    /// The file is not there, and the host answers with its home page, as one does that knows apps alone.
    Homepage,
    /// The file ends after so many bytes.
    CutShort(usize),
    /// The connection breaks after so many bytes of the file.
    BreaksOff(usize),
    /// Nobody answers: the connection closes.
    Unreachable,
    /// The answer waits until the fault is healed.
    Held,
}

impl Fault {
    /// Whether a promise that asks for this expects failing requests.
    fn fails(&self) -> bool {
        matches!(self, Fault::Missing | Fault::Broken | Fault::BreaksOff(_) | Fault::Unreachable)
    }
}

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Path and query, from the site's root.
    pub(crate) path: String,
    /// What the browser wanted it for (`Sec-Fetch-Dest`).
    pub(crate) purpose: String,
    /// What it got: 0 when nobody answered, nothing as long as it waits.
    pub(crate) status: Option<u16>,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.status.unwrap_or_default(), self.path, self.purpose)
    }
}

/// The state of a host that a promise can see and change.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Patterns, what goes wrong there, and how often still.
    faults: RefCell<Vec<(String, Fault, usize)>>,
    expected: RefCell<Vec<String>>,
    /// Patterns of every fault that there was.
    spoilt: RefCell<Vec<String>>,
    policy: RefCell<Option<String>>,
    log: RefCell<Vec<Request>>,
    shared: Cell<bool>,
    console: RefCell<Vec<String>>,
    scripts: RefCell<Vec<String>>,
    healed: Notify,
}

impl State {
    /// Switches a fault on, for so many requests; the newest wins.
    pub(crate) fn add(&self, pattern: &str, fault: Fault, times: usize) {
        if fault.fails() {
            self.expect(pattern);
        }
        self.spoilt.borrow_mut().push(pattern.to_string());
        self.faults.borrow_mut().push((pattern.to_string(), fault, times));
    }

    /// Switches every fault off.
    pub(crate) fn heal(&self) {
        self.faults.borrow_mut().clear();
        self.healed.notify_waiters();
    }

    /// Says that requests of these paths may fail.
    pub(crate) fn expect(&self, pattern: &str) {
        self.expected.borrow_mut().push(pattern.to_string());
    }

    /// Lets pages of other origins read every file.
    pub(crate) fn share(&self) {
        self.shared.set(true);
    }

    /// Whether they may.
    pub(crate) fn is_shared(&self) -> bool {
        self.shared.get()
    }

    /// Sends this policy with every page; none at all if it is empty.
    pub(crate) fn set_policy(&self, policy: &str) {
        self.policy.replace(Some(policy.to_string()));
    }

    /// The policy that was set.
    pub(crate) fn policy(&self) -> Option<String> {
        self.policy.borrow().clone()
    }

    /// Whether a failure of this path was foreseen.
    pub(crate) fn is_expected(&self, path: &str) -> bool {
        self.expected.borrow().iter().any(|pattern| matches(pattern, path))
    }

    /// Whether something was wrong with this path, or was foreseen to be.
    pub(crate) fn is_spoilt(&self, path: &str) -> bool {
        self.is_expected(path) || self.spoilt.borrow().iter().any(|pattern| matches(pattern, path))
    }

    /// Notes that a request has come in; says its number.
    pub(crate) fn arrived(&self, path: &str, purpose: String) -> usize {
        let mut log = self.log.borrow_mut();
        log.push(Request { path: path.to_string(), purpose, status: None });
        log.len() - 1
    }

    /// Notes what the request of that number gets.
    pub(crate) fn answered(&self, number: usize, status: u16) {
        self.log.borrow_mut()[number].status = Some(status);
    }

    /// Every request so far.
    pub(crate) fn log(&self) -> Vec<Request> {
        self.log.borrow().clone()
    }

    /// Keeps a line that a page has told of its console.
    pub(crate) fn tell(&self, line: String) {
        self.console.borrow_mut().push(line);
    }

    /// The lines that pages have told since this was last asked.
    pub(crate) fn console(&self) -> Vec<String> {
        self.console.take()
    }

    /// Runs a script before every page from now on, if the host is asked to.
    pub(crate) fn before_pages(&self, script: &str) {
        self.scripts.borrow_mut().push(script.to_string());
    }

    /// What is run before every page.
    pub(crate) fn scripts(&self) -> Vec<String> {
        self.scripts.borrow().clone()
    }

    /// The fault of a path, once it is no longer held.
    pub(crate) async fn fault(&self, path: &str) -> Option<Fault> {
        loop {
            let healed = self.healed.notified();
            let found = {
                let mut faults = self.faults.borrow_mut();
                let fits =
                    |(pattern, _, times): &&mut (String, Fault, usize)| *times > 0 && matches(pattern, path);
                faults.iter_mut().rev().find(fits).map(|(_, fault, times)| {
                    *times -= 1;
                    fault.clone()
                })
            };
            match found {
                Some(Fault::Held) => healed.await,
                found => return found,
            }
        }
    }
}

/// Whether a path fits a pattern, in which `*` stands for anything.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| path.strip_prefix(start)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(end) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(end)
}
