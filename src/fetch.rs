//! What the app asks of its host and waits for: requests, a rest, one's turn.

use crate::held::Held;
use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use quire_bundle::FeedError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    fn fetch(url: &str, settings: &Object) -> Promise;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &Function, milliseconds: i32);
}

/// Why something did not come.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// No answer at all: offline, or forbidden by CORS or a content security policy.
    Network(String),
    /// The server's answer was this status.
    Status(String, u16),
    /// The answer was no bundle, page or site.
    Feed(String, FeedError),
}

impl Failure {
    /// Its name for whoever embeds a blog; these never change.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Failure::Network(_) => "network",
            Failure::Status(..) => "status",
            Failure::Feed(..) => "damaged",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Network(url) => {
                write!(
                    f,
                    "there was no answer from {url}; you may be offline, or the server may not allow this page to read it"
                )
            }
            Failure::Status(url, status) => write!(f, "the server answered {status} for {url}"),
            Failure::Feed(url, error) => write!(f, "{error} ({url})"),
        }
    }
}

/// A request that is on its way from the moment it is made, so that several go side by side.
pub(crate) struct Sent {
    url: String,
    answer: Promise,
}

/// Asks for a file; `cache` is as `fetch` has it: `default`, `no-cache`, `reload`.
pub(crate) fn send(url: String, cache: &str) -> Sent {
    let settings = Object::new();
    let _ = Reflect::set(&settings, &"cache".into(), &cache.into());
    let answer = fetch(&url, &settings);
    Sent { url, answer }
}

impl Sent {
    /// The answer as bytes.
    pub(crate) async fn bytes(self) -> Result<Vec<u8>, Failure> {
        let buffer = self.read(Response::array_buffer).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// The answer as text.
    pub(crate) async fn text(self) -> Result<String, Failure> {
        let text = self.read(Response::text).await?;
        Ok(text.as_string().unwrap_or_default())
    }

    async fn read(self, body: fn(&Response) -> Result<Promise, JsValue>) -> Result<JsValue, Failure> {
        let Sent { url, answer } = self;
        let Ok(response) = JsFuture::from(answer).await else { return Err(Failure::Network(url)) };
        let response: Response = response.unchecked_into();
        if !response.ok() {
            return Err(Failure::Status(url, response.status()));
        }
        match body(&response) {
            Ok(body) => JsFuture::from(body).await.map_err(|_| Failure::Network(url)),
            Err(_) => Err(Failure::Network(url)),
        }
    }
}

/// Starts something that nobody waits for.
pub(crate) fn spawn(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Starts something that others wait for.
///
/// One function for all that is promised, as each kind of work brings its own copy of `future_to_promise`.
pub(crate) fn promise(work: Pin<Box<dyn Future<Output = JsValue>>>) -> Promise {
    let mut done = None;
    let promise = Promise::new(&mut |resolve, _| done = Some(resolve));
    spawn(Box::pin(async move {
        let value = work.await;
        if let Some(done) = done {
            let _ = done.call1(&JsValue::UNDEFINED, &value);
        }
    }));
    promise
}

/// Lets some time go by.
pub(crate) async fn rest(milliseconds: i32) {
    wait(&mut |done| set_timeout(&done, milliseconds)).await;
}

/// Waits until the browser has nothing better to do.
pub(crate) async fn idle() {
    let global = js_sys::global();
    let ask = Reflect::get(&global, &"requestIdleCallback".into())
        .ok()
        .and_then(|ask| ask.dyn_into::<Function>().ok());
    wait(&mut |done| match &ask {
        Some(ask) => drop(ask.call1(&global, &done)),
        None => set_timeout(&done, 30),
    })
    .await;
}

async fn wait(start: &mut dyn FnMut(Function)) {
    let _ = JsFuture::from(Promise::new(&mut |done, _| start(done))).await;
}

/// A door that lets one through at a time: what two need is then made once, and the second finds it made.
#[derive(Default)]
pub(crate) struct Door(Rc<Held<Option<Promise>>>);

/// Whoever holds it is inside.
pub(crate) struct Key(Rc<Held<Option<Promise>>>, Option<Function>);

impl Door {
    /// Waits until nobody is inside, and goes in.
    pub(crate) async fn enter(&self) -> Key {
        loop {
            let taken = self.0.borrow().clone();
            let Some(taken) = taken else { break };
            let _ = JsFuture::from(taken).await;
        }
        let mut leave = None;
        let inside = Promise::new(&mut |done, _| leave = Some(done));
        self.0.replace(Some(inside));
        Key(self.0.clone(), leave)
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.replace(None);
        if let Some(leave) = self.1.take() {
            let _ = leave.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
        }
    }
}

/// Counts what is begun: what was overtaken by the next shows nothing.
#[derive(Default)]
pub(crate) struct Turns(Rc<Cell<u32>>);

/// One thing that was begun.
#[derive(Clone)]
pub(crate) struct Turn(Rc<Cell<u32>>, u32);

impl Turns {
    /// Begins something; all before it is overtaken.
    pub(crate) fn next(&self) -> Turn {
        self.0.set(self.0.get().wrapping_add(1));
        Turn(self.0.clone(), self.0.get())
    }
}

impl Turn {
    /// Whether something else has begun since.
    pub(crate) fn is_over(&self) -> bool {
        self.0.get() != self.1
    }
}
