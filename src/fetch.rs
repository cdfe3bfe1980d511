//! What the app asks of its host and waits for: requests, a rest, one's turn.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use quire_bundle::{FeedError, Word, Words, whole_number};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::held::Held;
use crate::limits::{Most, most};
use crate::notice::warn;

#[wasm_bindgen]
extern "C" {
    fn fetch(url: &str, settings: &Object) -> Promise;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &Function, milliseconds: i32);
    /// A body, and what reads it.
    type Stream;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Stream) -> Result<Stream, JsValue>;
    #[wasm_bindgen(method)]
    fn read(this: &Stream) -> Promise;
    #[wasm_bindgen(method)]
    fn cancel(this: &Stream) -> Promise;
    /// What was read of it.
    type Chunk;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Chunk) -> Option<Vec<u8>>;
}

thread_local! {
    /// What a reader was last told, and may try again.
    static TOLD: Held<Option<Failure>> = const { Held::new(None) };
}

/// Something that did not come.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// The address that was asked.
    pub(crate) url: String,
    pub(crate) why: Why,
}

/// Why something did not come.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Why {
    /// No answer at all: offline, or forbidden by CORS or a content security policy. No browser says which.
    Network,
    /// The server's answer was this status.
    Status(u16),
    /// It has so many bytes, or more.
    TooLarge(usize),
    /// The answer was no bundle, page or site.
    Feed(FeedError),
}

impl Failure {
    /// Its name for whoever embeds a blog or asks for one by script; these never change.
    pub(crate) fn code(&self) -> &'static str {
        match self.why {
            Why::Network if is_offline() => "offline",
            Why::Network => "network",
            Why::Status(_) => "status",
            Why::TooLarge(_) => "too-large",
            Why::Feed(error) => error.code(),
        }
    }

    /// What a reader is told, as the rest of a sentence in the words of the site.
    pub(crate) fn said(&self, words: &Words) -> String {
        let (word, numbers) = match self.why {
            Why::Network if is_offline() => (Word::Offline, [0, 0]),
            Why::Network => (Word::NoAnswer, [0, 0]),
            Why::Status(status) => (Word::BadStatus, [usize::from(status), 0]),
            Why::TooLarge(bytes) => (Word::TooLarge, [bytes / 1_000_000, 0]),
            Why::Feed(error) => error.word(),
        };
        let said = match word {
            Word::NoAnswer => words.fill(word, &[&global("origin").as_string().unwrap_or_default()]),
            _ => words.numbers(word, numbers),
        };
        said + " (" + &self.url + ")"
    }

    /// A reader is told of it: what they try again comes past every cache, and as large as it is if they were asked.
    pub(crate) fn told(&self) {
        TOLD.with(|told| told.replace(Some(self.clone())));
    }
}

/// A field of what the host has given.
#[inline(never)]
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Something that the host has by this name.
fn global(name: &str) -> JsValue {
    field(&js_sys::global(), name)
}

#[inline(never)]
fn is_offline() -> bool {
    field(&global("navigator"), "onLine") == false
}

/// A request that is on its way from the moment it is made, so that several go side by side.
pub(crate) struct Sent {
    url: String,
    answer: Promise,
    most: usize,
}

/// Asks for a file; `cache` is as `fetch` has it: `default`, `no-cache`, `reload`.
pub(crate) fn send(url: String, mut cache: &str) -> Sent {
    let mut limit = most(Most::Bytes);
    TOLD.with(|told| {
        if let Some(told) = told.borrow().as_ref().filter(|told| told.url == url) {
            cache = "reload";
            if let Why::TooLarge(_) = told.why {
                limit = usize::MAX;
            }
        }
    });
    let settings = Object::new();
    let _ = Reflect::set(&settings, &"cache".into(), &cache.into());
    let answer = fetch(&url, &settings);
    Sent { url, answer, most: limit }
}

/// What comes of a request: one type, so that reading an answer is compiled once and not for each that waits for one.
type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

impl Sent {
    /// The answer as text; what is no UTF-8 in it is replaced.
    #[inline(never)]
    pub(crate) fn text(self) -> Coming<String> {
        let url = self.url.clone();
        Box::pin(async move {
            let bytes = match String::from_utf8(self.bytes().await?) {
                Ok(text) => return Ok(text),
                Err(error) => error.into_bytes(),
            };
            warn("encoding", &url);
            let mut text = String::new();
            let mut rest = bytes.as_slice();
            while let Err(error) = str::from_utf8(rest) {
                let (good, bad) = rest.split_at_checked(error.valid_up_to()).unwrap_or_default();
                text.push_str(str::from_utf8(good).unwrap_or_default());
                text.push(char::REPLACEMENT_CHARACTER);
                rest = bad.get(1..).unwrap_or_default();
            }
            text.push_str(str::from_utf8(rest).unwrap_or_default());
            Ok(text)
        })
    }

    /// The answer as bytes. They are counted as they come, as not every host says beforehand how many there are.
    #[inline(never)]
    pub(crate) fn bytes(self) -> Coming<Vec<u8>> {
        let Sent { url, answer, most } = self;
        Box::pin(async move {
            let brought = read(&url, answer, most).await;
            brought.map_err(|why| Failure { url, why })
        })
    }
}

async fn read(url: &str, answer: Promise, most: usize) -> Result<Vec<u8>, Why> {
    let response: Response = JsFuture::from(answer).await.map_err(|_| Why::Network)?.unchecked_into();
    if !response.ok() {
        return Err(Why::Status(response.status()));
    }
    let header = |name: &str| response.headers().get(name).ok().flatten().unwrap_or_default();
    let length = whole_number(&header("content-length")).unwrap_or(0);
    let kind = header("content-type");
    if url.ends_with("json") && !kind.as_bytes().windows(4).any(|part| part == b"json") {
        warn("type", &[&kind, ": ", url].concat());
    }
    let mut bytes = Vec::new();
    let body = field(&response, "body").unchecked_into::<Stream>();
    let Ok(reader) = body.reader() else { return Ok(bytes) };
    loop {
        let size = length.max(bytes.len());
        if size > most {
            drop(reader.cancel());
            return Err(Why::TooLarge(size));
        }
        // A connection that breaks leaves a file that ends in the middle.
        let read = JsFuture::from(reader.read()).await.map_err(|_| Why::Feed(FeedError::CutShort))?;
        let Some(chunk) = read.unchecked_into::<Chunk>().value() else { return Ok(bytes) };
        bytes.extend_from_slice(&chunk);
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

/// A rest, which is over before its time when its end is dropped: what waits no longer is held no longer.
pub(crate) fn rest_until(milliseconds: i32) -> (Promise, End) {
    let mut end = None;
    let rest = Promise::new(&mut |done, _| {
        set_timeout(&done, milliseconds);
        end = Some(done);
    });
    (rest, End(end))
}

/// Ends a wait when it is dropped.
pub(crate) struct End(Option<Function>);

impl Drop for End {
    fn drop(&mut self) {
        if let Some(done) = self.0.take() {
            let _ = done.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
        }
    }
}

/// Waits until the browser has nothing better to do.
pub(crate) async fn idle() {
    let ask = global("requestIdleCallback").dyn_into::<Function>().ok();
    wait(&mut |done| match &ask {
        Some(ask) => drop(ask.call1(&JsValue::UNDEFINED, &done)),
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
pub(crate) struct Key(
    Rc<Held<Option<Promise>>>,
    #[expect(dead_code, reason = "it is there to be dropped")] End,
);

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
        Key(self.0.clone(), End(leave))
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.replace(None);
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
