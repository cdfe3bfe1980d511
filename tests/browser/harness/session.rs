//! One Chromium with a fresh profile: what `WebDriver` and its `DevTools` door offer, without judgement.

use serde_json::{Value, json};

use super::driver;

/// The arguments of every Chromium: no window, no errands of its own, and no way to any other host.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
    // A comparison of a thousand pages goes from page to page faster than any reader.
    "--disable-ipc-flooding-protection",
    "--window-size=1280,800",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Puts every breach of the policy into the console, where it outlives the page it happened on.
const LISTENER: &str = "addEventListener('securitypolicyviolation', event => console.error( \
    `policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample} on ${location}`))";

/// A browser.
pub(crate) struct Session {
    driver: u16,
    path: String,
}

impl Session {
    /// Opens a browser.
    pub(crate) async fn open(driver: u16) -> Session {
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": ARGUMENTS},
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": 120_000, "pageLoad": 60_000, "implicit": 0},
        }}});
        let opened = driver::command(driver, "POST", "/session", &wanted).await;
        let opened = opened.unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        let id = opened["sessionId"].as_str().expect("a session has an id");
        let session = Session { driver, path: format!("/session/{id}") };
        session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": LISTENER})).await;
        session
    }

    /// Closes the browser.
    pub(crate) async fn close(&self) {
        let _ = driver::command(self.driver, "DELETE", &self.path, &Value::Null).await;
    }

    /// Sends a `WebDriver` command; an error is for the caller to judge.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Result<Value, String> {
        driver::command(self.driver, method, &format!("{}/{path}", self.path), &body).await
    }

    /// Sends a `WebDriver` command that must succeed.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.ask("POST", path, body).await.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Reads a `WebDriver` property.
    pub(crate) async fn get(&self, path: &str) -> Value {
        self.ask("GET", path, Value::Null).await.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Sends a command of the `DevTools` protocol.
    pub(crate) async fn devtools(&self, name: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", json!({"cmd": name, "params": parameters})).await
    }

    /// Errors and warnings that the console got since it was last asked.
    pub(crate) async fn console(&self) -> Vec<String> {
        let lines = match self.ask("POST", "se/log", json!({"type": "browser"})).await {
            Ok(lines) => lines,
            Err(error) => return vec![format!("(the console could not be read: {error})")],
        };
        let grave = |line: &&Value| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING"));
        let text = |line: &Value| line["message"].as_str().unwrap_or_default().to_string();
        lines.as_array().map(|lines| lines.iter().filter(grave).map(text).collect()).unwrap_or_default()
    }
}
