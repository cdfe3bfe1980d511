//! One browser with a fresh profile: what `WebDriver` and Chromium's `DevTools` door offer, without judgement.

use std::time::Duration;

use serde_json::{Value, json};

use super::driver::{self, NO_ANSWER};
use super::engine::Engine;

/// Puts every breach of the policy into the console, where it outlives the page it happened on.
const LISTENER: &str = "addEventListener('securitypolicyviolation', event => console.error( \
    `policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample} on ${location}`))";

/// How long a browser may take to start.
const START: Duration = Duration::from_secs(40);

/// A browser.
pub(crate) struct Session {
    /// Whose it is.
    pub(crate) engine: Engine,
    driver: u16,
    path: String,
}

impl Session {
    /// Opens a browser.
    pub(crate) async fn open(engine: Engine, driver: u16) -> Result<Session, String> {
        let capabilities = engine.capabilities();
        let opened = tokio::time::timeout(START, driver::command(driver, "POST", "/session", &capabilities));
        let opened = opened.await.unwrap_or_else(|_| Err(NO_ANSWER.to_string()));
        let opened = opened.map_err(|error| format!("{} does not start: {error}", engine.name()))?;
        let id = opened["sessionId"].as_str().expect("a session has an id");
        let session = Session { engine, driver, path: format!("/session/{id}") };
        session.listen().await;
        Ok(session)
    }

    /// Opens a tab in which nothing is left of what the browser was asked to be, closes all others, and forgets what the
    /// console says.
    pub(crate) async fn renew(&self) -> Result<(), String> {
        let tab = self.ask("POST", "window/new", json!({"type": "tab"})).await?["handle"].take();
        for other in self.ask("GET", "window/handles", Value::Null).await?.as_array().into_iter().flatten() {
            if *other != tab {
                self.ask("POST", "window", json!({"handle": other})).await?;
                self.ask("DELETE", "window", Value::Null).await?;
            }
        }
        self.ask("POST", "window", json!({"handle": tab})).await?;
        if self.engine == Engine::Chromium {
            // A new tab does not have the focus there, and without it no element of its page is told that it has.
            self.ask("POST", "goog/cdp/execute", json!({"cmd": "Page.bringToFront", "params": {}})).await?;
        }
        self.listen().await;
        self.console().await;
        Ok(())
    }

    async fn listen(&self) {
        if self.engine == Engine::Chromium {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": LISTENER})).await;
        }
    }

    /// Closes the browser.
    pub(crate) async fn close(&self) -> Result<(), String> {
        driver::command(self.driver, "DELETE", &self.path, &Value::Null).await.map(drop)
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
        let is_chromium = self.engine == Engine::Chromium;
        assert!(is_chromium, "{name} is Chromium's alone: this promise cannot be marked `in every engine`");
        self.post("goog/cdp/execute", json!({"cmd": name, "params": parameters})).await
    }

    /// Errors and warnings that the console got since it was last asked, where the driver tells them.
    pub(crate) async fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
        let lines = match self.ask("POST", "se/log", json!({"type": "browser"})).await {
            Ok(lines) => lines,
            Err(error) => return vec![format!("(the console could not be read: {error})")],
        };
        let grave = |line: &&Value| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING"));
        let text = |line: &Value| line["message"].as_str().unwrap_or_default().to_string();
        lines.as_array().map(|lines| lines.iter().filter(grave).map(text).collect()).unwrap_or_default()
    }
}
