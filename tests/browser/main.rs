//! The promises that Quire makes to readers, kept in a real browser.
//!
//! Each promise presses a small blog (or shares the pressed `rust-blog`), serves it like a plain static host, acts as
//! a reader does and waits for what the reader would see. Run them with `cargo xtask test`, or some of them with
//! `cargo xtask test navigation`. By themselves they need `QUIRE_TEST_BROWSER=1` (or the names of engines, by commas),
//! `QUIRE_APP` (the absolute path of trunk's `dist`), Chromium and its driver; without the two variables they say that they
//! are skipped, and without another engine how many of its promises are.

mod aids;
mod arrival;
mod bad_bundle;
mod deploy;
mod embed;
mod failure;
mod footnotes;
mod foreign;
mod harness;
mod index;
mod layout;
mod limits;
mod looks;
mod missing;
mod navigation;
mod offline;
mod palette;
mod passage;
mod pier;
mod policy;
mod queries;
mod reading;
mod routes;
mod rust_blog;
mod same_html;
mod sanitise;
mod scheduled;
mod script;
mod search;
mod storage;
mod stranger;
mod theme;
mod two_blogs;
mod unasked;
mod zoom;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The longest first: two browsers share the work, and neither should be left with them at the end.
    let promises = [
        bad_bundle::promises(),
        sanitise::promises(),
        same_html::promises(),
        queries::promises(),
        reading::promises(),
        aids::promises(),
        footnotes::promises(),
        zoom::promises(),
        arrival::promises(),
        navigation::promises(),
        routes::promises(),
        search::promises(),
        index::promises(),
        palette::promises(),
        passage::promises(),
        rust_blog::promises(),
        embed::promises(),
        stranger::promises(),
        failure::promises(),
        foreign::promises(),
        layout::promises(),
        limits::promises(),
        looks::promises(),
        pier::promises(),
        missing::promises(),
        policy::promises(),
        deploy::promises(),
        storage::promises(),
        two_blogs::promises(),
        unasked::promises(),
        offline::promises(),
        scheduled::promises(),
        script::promises(),
        theme::promises(),
    ];
    harness::run(&promises.into_iter().flatten().collect::<Vec<_>>())
}
