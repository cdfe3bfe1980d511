//! The engines that promises are kept in, and the rule for what one of them lacks.
//!
//! Chromium's driver tells the console, emulates devices and runs scripts before pages. Of the others nothing is used but
//! W3C `WebDriver`, and what that does not offer is done in one other way: the host tells the console and runs the scripts
//! (`preface.rs`), and a screen is as large as its window. What is left (touch, the clipboard, scripts off, colours and
//! motion) is Chromium's alone: a promise that needs it is not marked `in every engine`, and would fail there with these
//! words. Where promises meet both sources and both paths, the others have each of them once, for the time that it takes.

use std::path::PathBuf;

use serde_json::{Value, json};

/// An engine with its driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium and chromedriver.
    Chromium,
    /// Firefox and geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` and `WebKitWebDriver`, on a screen of Xvfb.
    WebKit,
}

/// The arguments of every Chromium: no window, no errands of its own, and no way to any other host.
const CHROMIUM: &[&str] = &[
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

impl Engine {
    /// All of them; the promises are tried in this order.
    pub(crate) const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its name, on the command line and in front of a promise.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The name of a promise that is kept in it.
    pub(crate) fn names(self, promise: &str) -> String {
        if self == Engine::Chromium { promise.to_string() } else { format!("{}: {promise}", self.name()) }
    }

    /// The program that drives it.
    pub(crate) fn driver(self) -> &'static str {
        match self {
            Engine::Chromium => "chromedriver",
            Engine::Firefox => "geckodriver",
            Engine::WebKit => "WebKitWebDriver",
        }
    }

    /// The first program that it needs and this machine does not have.
    pub(crate) fn lacks(self) -> Option<&'static str> {
        let needed: &[&[&str]] = match self {
            Engine::Chromium => &[&["chromedriver"]],
            Engine::Firefox => &[&["geckodriver"], FIREFOX],
            Engine::WebKit => &[&["WebKitWebDriver"], &["Xvfb"]],
        };
        needed.iter().find(|names| find(names).is_none()).map(|names| names[0])
    }

    /// What a session is asked to be.
    pub(crate) fn capabilities(self) -> Value {
        // Of the others a script that waits for a page that is left may never end.
        let (script, load) = if self == Engine::Chromium { (120_000, 60_000) } else { (10_000, 30_000) };
        let mut wanted = json!({"timeouts": {"script": script, "pageLoad": load, "implicit": 0}});
        match self {
            Engine::Chromium => {
                wanted["browserName"] = "chrome".into();
                wanted["goog:chromeOptions"] = json!({"args": CHROMIUM});
                wanted["goog:loggingPrefs"] = json!({"browser": "ALL"});
            }
            Engine::Firefox => {
                let size = ["-headless", "-width", "1280", "-height", "800"];
                wanted["moz:firefoxOptions"] = json!({"binary": find(FIREFOX), "args": size});
            }
            Engine::WebKit => {}
        }
        if self != Engine::Chromium {
            // There is no way to any other host: nobody listens there.
            let nobody = "127.0.0.1:9";
            wanted["proxy"] = json!({"proxyType": "manual", "httpProxy": nobody, "sslProxy": nobody, "noProxy": ["127.0.0.1"]});
        }
        json!({"capabilities": {"alwaysMatch": wanted}})
    }
}

const FIREFOX: &[&str] = &["firefox", "firefox-esr"];

fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
