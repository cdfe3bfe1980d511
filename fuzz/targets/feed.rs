//! Any text as a bundle, as the facts of a site, and as a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_bundle::fuzz::feed(input));
