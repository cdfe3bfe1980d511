//! The `quire` tool as a library: reads an author's folder, and writes the whole site as static files.
//!
//! ```text
//! folder ──content::read──▶ PostFile ──markdown::render──▶ Rendered ──library──▶ Library ──site──▶ files
//! ```
//!
//! This crate alone reads Markdown and writes files.
//! What a page shows is decided in `quire_bundle`, what it looks like in `quire_app`.

mod ahead;
mod announce;
mod app_files;
mod build;
mod bundles;
mod check;
mod colour;
mod config;
pub mod content;
mod contrast;
mod css;
pub mod date;
mod diagram;
mod document;
mod earlier;
mod embed;
mod excerpt;
mod feeds;
mod files;
mod fold;
mod front_matter;
#[cfg(any(test, fuzzing))]
pub mod fuzz;
mod highlight;
mod host;
mod library;
mod likely;
mod look;
mod made;
pub mod markdown;
mod offline;
mod output;
mod partials;
mod permalink;
mod pictures;
mod policy;
mod preview;
mod problem;
mod progress;
mod project;
mod reading;
mod sanitize;
pub mod search;
mod searched;
pub mod serve;
mod shortcode;
mod site;
mod site_facts;
mod sitemap;
mod slug;
mod stems;
mod stylesheet;
mod unasked;

pub use build::{BuildError, BuildOptions, Summary, build};
pub use check::{Checked, check};
pub use config::ConfigError;
pub use content::{LeftOut, Reason};
pub use contrast::Contrast;
pub use earlier::EarlierError;
pub use host::Host;
pub use look::Look;
pub use pictures::{PictureWork, Source};
pub use preview::PreviewWork;
pub use problem::{Problem, Rule, Severity};
pub use progress::{Phase, Progress, Stand};
pub use project::{ProjectError, ProjectOptions};
pub use shortcode::{Shortcodes, Templates};
