//! Quire's reader app: every view of the blog, and what runs them in a browser.
//!
//! The five-minute tour:
//!
//! 1. [`app::draw`] turns `(&Site, &Page, &Reader)` into a Leptos view: the frame, and one `match` over what the page is.
//!    Nothing below it does I/O, so `press` calls it to write HTML ([`html`]) and the browser to draw.
//! 2. `page/` has one file per kind of page, `view/` one per visible thing; both build with [`view::element`].
//! 3. In the browser, `main.rs` finds out what kind of page it is on, `source.rs` says where [`Page`]s come from,
//!    and `location.rs` where the route lives: links, Back, scroll, focus.
//! 4. `head.rs` is one value for `<head>` with two writers, and `sanitize.rs` stands between a bundle and the document.
//!
//! [`Page`]: quire_bundle::Page

/// Memory: the usual allocator would be 3 kB more for a reader to download.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

pub mod app;
pub mod head;
#[cfg(not(target_arch = "wasm32"))]
pub mod html;
pub mod page;
pub mod view;

#[cfg(target_arch = "wasm32")]
mod fetch;
#[cfg(target_arch = "wasm32")]
mod finder;
#[cfg(target_arch = "wasm32")]
mod held;
#[cfg(target_arch = "wasm32")]
mod limits;
#[cfg(target_arch = "wasm32")]
mod location;
#[cfg(target_arch = "wasm32")]
mod notice;
#[cfg(target_arch = "wasm32")]
mod opened;
#[cfg(target_arch = "wasm32")]
mod palette;
#[cfg(target_arch = "wasm32")]
mod panic;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
mod sanitize;
#[cfg(target_arch = "wasm32")]
pub mod script;
#[cfg(target_arch = "wasm32")]
mod search;
#[cfg(target_arch = "wasm32")]
mod source;
#[cfg(target_arch = "wasm32")]
mod swap;
#[cfg(target_arch = "wasm32")]
mod tell;
