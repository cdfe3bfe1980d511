//! What a reader does: opens, clicks, types, goes back; and what a reader's device is.

use serde_json::{Value, json};

use super::engine::Engine;
use super::page::Page;

/// `WebDriver`'s name for an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// `WebDriver`'s code of the Control key.
const CONTROL: &str = "\u{e009}";

/// A visible link with this text, rather in the page's own part than in the masthead.
const LINK: &str = "(links => links.find(link => !link.closest('.masthead, .footer')) ?? links[0])( \
    [...document.querySelectorAll('a[href]')].filter(link => \
        link.textContent.trim() === a[0] && link.getClientRects().length))";

/// Whether no view transition is shown.
const STILL: &str =
    "!document.getAnimations().some(one => one.effect?.pseudoElement?.startsWith('::view-transition'))";

impl Page {
    /// Opens an address, as if typed.
    pub(crate) async fn go_to(&self, path: &str) {
        self.session.post("url", json!({"url": self.site.url(path)})).await;
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.session.post("refresh", json!({})).await;
    }

    /// Goes back.
    pub(crate) async fn back(&self) {
        self.traverse("back").await;
    }

    /// Goes forward.
    pub(crate) async fn forward(&self) {
        self.traverse("forward").await;
    }

    async fn traverse(&self, way: &str) {
        if self.session.engine == Engine::WebKit {
            // Its own Back passes over what no reader's hand has begun, and here scripts click as well.
            self.run(&format!("history.{way}()"), &[]).await.expect("there is a history");
        } else {
            self.session.post(way, json!({})).await;
        }
    }

    async fn element(&self, expression: &str, name: &str) -> Value {
        let found = self.js_with(expression, &[name.into()]).await;
        assert!(found.is_object(), "there is no '{name}' at {}", self.place().await);
        found
    }

    async fn first(&self, selector: &str) -> Value {
        self.element("document.querySelector(a[0])", selector).await
    }

    async fn click_element(&self, element: &Value) {
        let id = element[ELEMENT].as_str().unwrap_or_default();
        let click = format!("element/{id}/click");
        let Err(error) = self.session.ask("POST", &click, json!({})).await else { return };
        let is_out_of_reach = ["click intercepted", "not interactable"].iter().any(|one| error.contains(one));
        assert!(is_out_of_reach, "{error}");
        // WebKit finds nothing while a page changes. Else something lies over it, such as a notice: then a reader scrolls.
        self.wait_until("the end of the change", STILL).await;
        if self.session.ask("POST", &click, json!({})).await.is_err() {
            self.center(element).await;
            self.session.post(&click, json!({})).await;
        }
    }

    async fn center(&self, element: &Value) {
        let center = "a[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        self.js_with(center, std::slice::from_ref(element)).await;
    }

    /// Clicks the first such element.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.first(selector).await;
        self.click_element(&element).await;
    }

    /// Clicks the first link with this text.
    pub(crate) async fn click_link(&self, text: &str) {
        let link = self.element(LINK, text).await;
        self.click_element(&link).await;
    }

    /// Moves the pointer over the first such element.
    pub(crate) async fn hover(&self, selector: &str) {
        let element = self.first(selector).await;
        self.pointer(&element, &[]).await;
    }

    /// Clicks the first link with this text while Control is held.
    pub(crate) async fn control_click_link(&self, text: &str) {
        let link = self.element(LINK, text).await;
        self.session.post("actions", keys(&[json!({"type": "keyDown", "value": CONTROL})])).await;
        let press = [json!({"type": "pointerDown", "button": 0}), json!({"type": "pointerUp", "button": 0})];
        self.pointer(&link, &press).await;
        self.session.post("actions", keys(&[json!({"type": "keyUp", "value": CONTROL})])).await;
    }

    async fn pointer(&self, element: &Value, then: &[Value]) {
        self.js_with(
            "a[0].scrollIntoView({block: 'center', behavior: 'instant'})",
            std::slice::from_ref(element),
        )
        .await;
        // From elsewhere: where the pointer rests already, a page that was drawn anew hears of nothing.
        let mut actions = vec![
            json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": 0, "y": 0}),
            json!({"type": "pointerMove", "duration": 0, "origin": element, "x": 0, "y": 0}),
        ];
        actions.extend(then.iter().cloned());
        let source = json!({"type": "pointer", "id": "mouse", "actions": actions});
        self.session.post("actions", json!({"actions": [source]})).await;
    }

    /// Types into the first such element, after what is there.
    pub(crate) async fn type_into(&self, selector: &str, text: &str) {
        let element = self.first(selector).await;
        let id = element[ELEMENT].as_str().unwrap_or_default();
        self.session.post(&format!("element/{id}/value"), json!({"text": text})).await;
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: &str) {
        let actions = [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        self.session.post("actions", keys(&actions)).await;
    }

    /// Presses a key while another is held.
    pub(crate) async fn press_with(&self, held: &str, key: &str) {
        let (down, up) = ("keyDown", "keyUp");
        let actions = [(down, held), (down, key), (up, key), (up, held)]
            .map(|(kind, key)| json!({"type": kind, "value": key}));
        self.session.post("actions", keys(&actions)).await;
    }

    /// Scrolls to a height, at once.
    pub(crate) async fn scroll_to(&self, height: f64) {
        self.js_with("scrollTo({top: a[0], behavior: 'instant'})", &[height.into()]).await;
    }

    /// The handles of all tabs.
    pub(crate) async fn tabs(&self) -> usize {
        self.session.get("window/handles").await.as_array().map_or(0, Vec::len)
    }

    /// Makes sure that the app is there, by a first sign of need.
    pub(crate) async fn start_app(&self) {
        if self.session.engine == Engine::Chromium {
            self.hover("a[href]").await;
        } else {
            // The first link shows itself to the focus alone, and these drivers point at nothing out of sight.
            self.js("document.querySelector('a[href]').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))")
                .await;
        }
        self.wait_for_app().await;
    }

    /// Gives the screen a size; of engines that emulate none it is the window that gets it.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        if self.session.engine != Engine::Chromium {
            let frame = self.js("[outerWidth - innerWidth, outerHeight - innerHeight]").await;
            let outer = |inner: u32, at: usize| u64::from(inner) + frame[at].as_u64().unwrap_or_default();
            let size = json!({"width": outer(width, 0), "height": outer(height, 1)});
            self.session.post("window/rect", size).await;
            let fits = "innerWidth === a[0] && innerHeight === a[1]";
            self.wait_until_with("the window's size", fits, &[width.into(), height.into()]).await;
            return;
        }
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.session.devtools("Emulation.setDeviceMetricsOverride", &size).await;
    }

    /// What was copied last.
    pub(crate) async fn clipboard(&self) -> String {
        let wanted = json!({"descriptor": {"name": "clipboard-read"}, "state": "granted"});
        self.session.post("permissions", wanted).await;
        let text = self.run("return navigator.clipboard.readText()", &[]).await;
        text.expect("the clipboard can be read").as_str().unwrap_or_default().to_string()
    }

    /// Makes it a phone, where nothing hovers.
    pub(crate) async fn on_a_phone(&self) {
        let size = json!({"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true});
        self.session.devtools("Emulation.setDeviceMetricsOverride", &size).await;
        self.session.devtools("Emulation.setTouchEmulationEnabled", &json!({"enabled": true})).await;
    }

    /// Leaves the sites of this origin so many bytes to keep; where that cannot be set, as many as there are.
    pub(crate) async fn leave_room_for(&self, bytes: u64) {
        if self.session.engine != Engine::Chromium {
            return;
        }
        let origin = self.js("location.origin").await;
        let quota = json!({"origin": origin, "quotaSize": bytes});
        self.session.devtools("Storage.overrideQuotaForOrigin", &quota).await;
    }

    /// Bytes that the scripts of the page hold, when nothing is left to be cleared away.
    pub(crate) async fn heap(&self) -> f64 {
        self.session.devtools("HeapProfiler.collectGarbage", &json!({})).await;
        let usage = self.session.devtools("Runtime.getHeapUsage", &json!({})).await;
        usage["usedSize"].as_f64().unwrap_or_default()
    }

    /// Switches scripts off, as some readers do.
    pub(crate) async fn without_scripts(&self) {
        self.session.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true})).await;
    }

    /// Prefers a dark page.
    pub(crate) async fn in_the_dark(&self) {
        let features = json!([{"name": "prefers-color-scheme", "value": "dark"}]);
        self.session.devtools("Emulation.setEmulatedMedia", &json!({"features": features})).await;
    }

    /// Welcomes no motion, so that pages change at once.
    pub(crate) async fn without_motion(&self) {
        let features = json!([{"name": "prefers-reduced-motion", "value": "reduce"}]);
        self.session.devtools("Emulation.setEmulatedMedia", &json!({"features": features})).await;
    }

    /// Runs a script before every page from now on.
    pub(crate) async fn before_pages(&self, script: &str) {
        if self.session.engine != Engine::Chromium {
            self.site.before_pages(script);
            return;
        }
        self.session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script})).await;
    }
}

fn keys(actions: &[Value]) -> Value {
    json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})
}
