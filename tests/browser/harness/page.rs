//! The page that the browser shows: what is on it, and waiting until something is.

use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::engine::Engine;
use super::session::Session;
use super::site::Site;
use super::trial;

/// How long a state may take to come: where a script is lost it is asked again.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often the page is asked meanwhile.
const BREATH: Duration = Duration::from_millis(20);

/// Asks the page itself for a while, which takes less of the machine than a driver that asks again and again. Other drivers
/// than Chromium's may never answer when the page is left meanwhile: there it asks once.
const WAIT: &str = "const a = arguments; return new Promise((done, fail) => { \
    let left = TIMES; \
    const ask = () => Promise.resolve(EXPRESSION).then( \
        is => is || !(left -= 1) ? done(Boolean(is)) : setTimeout(next, 10)); \
    const next = () => { try { ask().catch(fail) } catch (error) { fail(error) } }; \
    next(); \
})";

/// What stands there instead of what was awaited.
const INSTEAD: &str = "const text = selector => document.querySelector(selector)?.textContent; \
    return `at ${location}, title '${document.title}', h1 '${text('h1')}', \
    app '${document.getElementById('quire')?.dataset.app}', notice '${text('.notice')}', \
    text '${document.body?.innerText.slice(0, 300)}'`";

/// A page in the promise's browser.
#[derive(Clone)]
pub(crate) struct Page {
    pub(super) session: Rc<Session>,
    /// The site that its addresses are paths of.
    pub(crate) site: Site,
}

impl Page {
    pub(super) fn new(session: Rc<Session>, site: Site) -> Page {
        Page { session, site }
    }

    /// The value of a JavaScript expression; elements of `arguments` are `a[0]`, `a[1]`, ….
    pub(crate) async fn js_with(&self, expression: &str, arguments: &[Value]) -> Value {
        let script = format!("const a = arguments; return ({expression})");
        self.run(&script, arguments).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The value of a JavaScript expression.
    pub(crate) async fn js(&self, expression: &str) -> Value {
        self.js_with(expression, &[]).await
    }

    /// Runs statements; what they return is waited for when it is a promise.
    pub(crate) async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.session.ask("POST", "execute/sync", json!({"script": script, "args": arguments})).await
    }

    /// What the console got of errors and warnings; the harness does not judge these any more.
    pub(crate) async fn console(&self) -> Vec<String> {
        let told = trial::told(&self.session, std::slice::from_ref(&self.site)).await;
        [self.session.console().await, told].concat()
    }

    /// The text of the first such element; empty when there is none.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let text =
            self.js_with("document.querySelector(a[0])?.textContent.trim() ?? ''", &[selector.into()]).await;
        text.as_str().unwrap_or_default().to_string()
    }

    /// How many such elements there are.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        let count = self.js_with("document.querySelectorAll(a[0]).length", &[selector.into()]).await;
        count.as_u64().unwrap_or_default() as usize
    }

    /// The document's title.
    pub(crate) async fn title(&self) -> String {
        self.js("document.title").await.as_str().unwrap_or_default().to_string()
    }

    /// Where the page is, from the site's root, with query and fragment.
    pub(crate) async fn place(&self) -> String {
        let url = self.js("location.href").await;
        self.site.place(url.as_str().unwrap_or_default())
    }

    /// How far it is scrolled.
    pub(crate) async fn scroll(&self) -> i64 {
        self.js("Math.round(scrollY)").await.as_i64().unwrap_or_default()
    }

    /// Waits until an expression is true. `what` completes the sentence "waited for".
    pub(crate) async fn wait_until(&self, what: &str, expression: &str) {
        self.wait_until_with(what, expression, &[]).await;
    }

    /// Waits until an expression of some arguments is true.
    pub(crate) async fn wait_until_with(&self, what: &str, expression: &str, arguments: &[Value]) {
        let times = if self.session.engine == Engine::Chromium { "25" } else { "1" };
        let script = WAIT.replace("EXPRESSION", expression).replace("TIMES", times);
        let started = Instant::now();
        // A page that is being left cannot answer; the next one will.
        while self.run(&script, arguments).await != Ok(Value::Bool(true)) {
            if started.elapsed() > DEADLINE {
                let last = self.run(&script, arguments).await.err().unwrap_or_default();
                let instead = self.run(INSTEAD, &[]).await;
                let instead = instead.map_or_else(|error| error, |text| text.to_string());
                panic!("waited for {what} in vain; instead: {instead} {last}");
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Waits until the first such element has exactly this text.
    pub(crate) async fn wait_for(&self, selector: &str, text: &str) {
        let script = "document.querySelector(a[0])?.textContent.trim() === a[1]";
        self.wait_until_with(&format!("{selector} '{text}'"), script, &[selector.into(), text.into()]).await;
    }

    /// Waits until some such element is there.
    pub(crate) async fn wait_for_any(&self, selector: &str) {
        self.wait_until_with(selector, "document.querySelector(a[0]) !== null", &[selector.into()]).await;
    }

    /// Waits until the page is at a place, from the site's root.
    pub(crate) async fn wait_for_place(&self, path: &str) {
        let url = self.site.url(path);
        self.wait_until_with(&format!("the address {path}"), "location.href === a[0]", &[url.into()]).await;
    }

    /// Waits until the host got a request of these paths.
    pub(crate) async fn wait_for_request(&self, pattern: &str) {
        let started = Instant::now();
        while self.site.requests(pattern) == 0 {
            assert!(
                started.elapsed() < DEADLINE,
                "waited for a request of {pattern} in vain; {:?}",
                self.site.log()
            );
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Waits until the app has started and is at rest.
    pub(crate) async fn wait_for_app(&self) {
        let ready = "document.querySelector('#quire[data-app=ready]:not([data-loading])') !== null";
        self.wait_until("the app to be ready", ready).await;
    }
}
