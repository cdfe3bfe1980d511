//! Any file as a post, as far as its front matter goes.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_press::fuzz::front_matter(input));
