//! What a promise is written with: a blog to press, a host to serve it, a page to act on, and a runner.
//!
//! ```ignore
//! async fn a_link_leads_to_its_post() {
//!     let blog = Blog::new().post("first.md", "+++\ntitle = \"First\"\n+++\nHello.").press();
//!     let site = blog.serve("/blog/").await;
//!     let page = site.open("/").await;
//!     page.click_link("First").await;
//!     page.wait_for("h1", "First").await;
//!     assert_eq!(page.place().await, "/first/");
//! }
//! ```
//!
//! Nothing needs closing. After every promise the runner asks the browser for its console and the host for its log:
//! an error, a warning, a breach of the content security policy or a failed request that the promise did not expect
//! fails it.

mod actions;
mod blog;
mod browser;
mod corpus;
mod driver;
mod engine;
mod faults;
mod http;
mod page;
mod policy;
mod preface;
mod runner;
mod screen;
mod session;
mod site;
mod trial;

pub(crate) use blog::{Blog, Source, app_folder, copy_folder, new_folder, other_app};
pub(crate) use corpus::{BASES, attacks, everywhere, leaf, leaves, rust_blog, sample};
pub(crate) use engine::Engine;
pub(crate) use faults::Fault;
pub(crate) use page::Page;
pub(crate) use policy::inline_scripts;
pub(crate) use runner::{Promise, run};
pub(crate) use site::{Site, serve};
pub(crate) use trial::{engine, expect_console, note, variant};

/// The promises of a module, by the names of their functions. They are kept in Chromium, and those that are marked in
/// Firefox and `WebKitGTK` too: `promises! { in every engine: a, b; in chromium: c }`.
macro_rules! promises {
    ($(in every engine: $($every:ident),+ $(,)?)? $(; in chromium: $($one:ident),+ $(,)?)?) => {
        /// Every promise of this file.
        pub(crate) fn promises() -> Vec<crate::harness::Promise> {
            use crate::harness::{Engine, Promise};
            let topic = module_path!().rsplit("::").next().unwrap_or_default();
            vec![
                $($(Promise::new(topic, stringify!($every), &Engine::ALL, || Box::pin($every())),)+)?
                $($(Promise::new(topic, stringify!($one), &[Engine::Chromium], || Box::pin($one())),)+)?
            ]
        }
    };
    ($($name:ident),+ $(,)?) => {
        crate::harness::promises! { ; in chromium: $($name),+ }
    };
}
pub(crate) use promises;
