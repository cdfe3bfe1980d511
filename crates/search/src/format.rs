//! The frame of the file. Everything that tells whether bytes are an index, and one that this crate
//! can read, is in the first twelve of them, and never moves.

/// The first seven bytes of every index, of whatever format.
pub(crate) const MAGIC: &[u8; 7] = b"QSEARCH";

/// The format that is written, the eighth byte. A reader refuses greater ones.
pub(crate) const FORMAT: u8 = 1;

/// The length in bytes of magic, format and checksum; the checksum covers all that follows.
pub(crate) const HEADER: usize = 12;

/// FNV-1a, 32 bits: no table, and it changes with every single byte that changes.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_fnv_1a() {
        assert_eq!(checksum(b""), 0x811C_9DC5);
        assert_eq!(checksum(b"foobar"), 0xBF9C_F968);
    }
}
