//! Any address, behind any base.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_bundle::fuzz::route(input));
