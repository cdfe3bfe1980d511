//! Any text as the Markdown of a post.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_press::fuzz::markdown(input));
