//! Stands in for the crate of this name, which Leptos brings for server functions that send their answers in pieces.
//!
//! The app has no server, so nothing calls it; but its classes are exported to JavaScript, so no linker can take them out,
//! and every reader would download 5 kB for them. `[patch.crates-io]` in the workspace's manifest puts this in its place.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser's, passed on as it is.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The browser's stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// The stream that nobody fills.
    ///
    /// # Panics
    ///
    /// Where the browser has no streams.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> ReadableStream {
        ReadableStream(web_sys::ReadableStream::new().unwrap_or_else(|_| unreachable!("nothing calls this")))
    }

    /// The browser's stream again.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
