//! Any question, asked of a small index.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_search::fuzz::question(input));
