//! A folder of files on a host of its own: where a promise opens pages, breaks things, and counts requests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use tokio::net::TcpListener;

use super::engine::Engine;
use super::faults::{Fault, Request, State, matches};
use super::http::{Host, answer_all};
use super::page::Page;
use super::trial;

/// A served folder. Paths are written from its root: `/posts/a/`, wherever that root is.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    host: Rc<Host>,
}

/// Serves a folder under a path such as `/` or `/blog/`.
pub(crate) async fn serve(folder: &Path, prefix: &str) -> Site {
    let (listener, origin) = new_origin().await;
    let has_preface = trial::engine() != Engine::Chromium;
    let (folder, prefix) = (folder.to_path_buf(), prefix.to_string());
    let site = Site { host: Rc::new(Host { folder, prefix, origin, has_preface, state: State::default() }) };
    tokio::task::spawn_local(answer_all(Rc::clone(&site.host), listener));
    trial::add(site.clone());
    site
}

/// An origin that no promise of this process has had, as browsers are shared: what one promise keeps is no other's.
async fn new_origin() -> (TcpListener, String) {
    static HAD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let place = listener.local_addr().expect("a bound port");
        if HAD.lock().unwrap_or_else(PoisonError::into_inner).insert(place.port()) {
            return (listener, format!("http://{place}"));
        }
    }
}

impl Site {
    /// Opens a page in the promise's browser.
    pub(crate) async fn open(&self, path: &str) -> Page {
        let page = self.page().await;
        page.go_to(path).await;
        page
    }

    /// The promise's browser, wherever it is: to prepare it before a page opens.
    pub(crate) async fn page(&self) -> Page {
        Page::new(trial::session().await, self.clone())
    }

    /// The whole URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}{}", self.host.origin, self.host.prefix, path.trim_start_matches('/'))
    }

    /// The path of a whole URL, or the URL itself when it is another site's.
    pub(crate) fn place(&self, url: &str) -> String {
        let root = self.url("/");
        url.strip_prefix(&root).map_or_else(|| url.to_string(), |inside| format!("/{inside}"))
    }

    /// The served files.
    pub(crate) fn folder(&self) -> &Path {
        &self.host.folder
    }

    /// Switches a fault on for every path that fits the pattern; `*` stands for anything.
    pub(crate) fn fault(&self, pattern: &str, fault: Fault) {
        self.host.state.add(pattern, fault, usize::MAX);
    }

    /// Switches a fault on for the next such request alone.
    pub(crate) fn fault_once(&self, pattern: &str, fault: Fault) {
        self.host.state.add(pattern, fault, 1);
    }

    /// Switches every fault off, and lets held requests go.
    pub(crate) fn heal(&self) {
        self.host.state.heal();
    }

    /// Says that requests of these paths may fail.
    pub(crate) fn expect_failure(&self, pattern: &str) {
        self.host.state.expect(pattern);
    }

    /// Sends this content security policy with every page from now on; none at all if it is empty.
    pub(crate) fn set_policy(&self, policy: &str) {
        self.host.state.set_policy(policy);
    }

    /// Lets pages of other origins read every file, as the hosts do that Quire writes rules for.
    pub(crate) fn share(&self) {
        self.host.state.share();
    }

    /// Runs a script before every page of this host from now on, where the driver cannot.
    pub(super) fn before_pages(&self, script: &str) {
        self.host.state.before_pages(script);
    }

    /// What its pages have told of their consoles since this was last asked.
    pub(super) fn console(&self) -> Vec<String> {
        self.host.state.console()
    }

    /// Every request so far.
    pub(crate) fn log(&self) -> Vec<Request> {
        self.host.state.log()
    }

    /// How many requests of these paths there were.
    pub(crate) fn requests(&self, pattern: &str) -> usize {
        self.log().iter().filter(|request| matches(pattern, &request.path)).count()
    }

    /// How many pages the browser loaded as documents.
    pub(crate) fn documents(&self) -> usize {
        self.log().iter().filter(|request| request.purpose == "document").count()
    }

    /// Failed requests that nobody expected.
    pub(crate) fn unexpected(&self) -> Vec<Request> {
        let failed = |request: &Request| request.status.is_some_and(|status| status == 0 || status >= 400);
        let foreseen = |request: &Request| self.host.state.is_expected(&request.path);
        self.log().into_iter().filter(|request| failed(request) && !foreseen(request)).collect()
    }

    /// Whether a console line only says that an expected failure happened: the browser's, or the app's.
    pub(crate) fn explains(&self, line: &str) -> bool {
        let is_failure = line.contains("Failed to load resource") || line.contains("net::ERR_");
        let is_told = line.contains("Quire (");
        let mut words =
            line.split([' ', '"', '\'', '(', ')']).map(|word| self.place(word.trim_end_matches([':', '.'])));
        words.any(|place| {
            place.starts_with('/')
                && (is_failure && self.host.state.is_expected(&place)
                    || is_told && self.host.state.is_spoilt(&place))
        })
    }

    /// Every HTML page of the site, as the path that a reader opens; no aliases, no `404.html`.
    pub(crate) fn pages(&self) -> Vec<String> {
        let mut pages: Vec<String> = files(self.folder())
            .into_iter()
            .filter_map(|file| {
                let inside = file.strip_prefix(self.folder()).ok()?.to_string_lossy().replace('\\', "/");
                let is_html = file.extension().is_some_and(|ending| ending == "html") && inside != "404.html";
                // An old address that leads on has no leaf.
                let is_page = is_html && std::fs::read_to_string(&file).ok()?.contains("id=\"quire\"");
                let path = inside.strip_suffix("index.html").unwrap_or(&inside);
                is_page.then(|| format!("/{}", quire_bundle::encode(path, true)))
            })
            .collect();
        pages.sort();
        pages
    }
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}
