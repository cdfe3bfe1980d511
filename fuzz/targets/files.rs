//! Any bytes under the right name of a file of an index.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| quire_search::fuzz::files(input));
