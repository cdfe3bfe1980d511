//! Names of files: each is the hash of its own bytes, so that a name says what must be inside, for ever.
//!
//! A file that was cut short, changed on its way, or belongs to another build has another hash than its name says.

use std::fmt::Write;

/// The hash of a file: the lower 40 bits of FNV-1a of 64 bits, the others folded into them.
/// (Landon Curt Noll, "FNV Hash".)
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    (hash ^ hash >> 40) & 0xFF_FFFF_FFFF
}

/// The name of the file with this hash, relative to the root of the site.
pub(crate) fn name(hash: u64) -> String {
    let mut name = String::from("search/");
    let _ = write!(name, "{hash:010x}.bin");
    name
}

/// Whether a file of these bytes has this name, relative to the root of its site.
pub fn is_named_after(name: &str, bytes: &[u8]) -> bool {
    parse(name) == Some(hash(bytes))
}

/// The hash that a name says; `None` if it is no name of ours.
pub(crate) fn parse(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("search/")?.strip_suffix(".bin")?;
    u64::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_the_hash() {
        let hash = hash(b"leaf");
        assert_eq!(parse(&name(hash)), Some(hash));
        assert_ne!(hash, super::hash(b"lea"));
        assert!(is_named_after(&name(hash), b"leaf") && !is_named_after(&name(hash), b"lea"));
        assert!(!is_named_after("leaf.js", b"leaf"));
        assert_eq!(parse("search/xyz.bin"), None);
        assert_eq!(parse("search/0000.bin"), None);
    }
}
