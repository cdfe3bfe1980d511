//! The chunks of a PNG file: whether it moves, whether its colours are those of a plain picture, and whether its end is
//! there.

use std::io::{self, Read, Seek, SeekFrom};

use image::metadata::Orientation;

use super::{Kind, Seen, take, take_some};

/// Longer than any chunk that is looked at.
const LONGEST: u64 = 65_536;
/// `gAMA` of sRGB, with what programs round it to.
const GAMMA: std::ops::RangeInclusive<u32> = 45_000..=46_000;
/// `cHRM` of sRGB: white, red, green and blue.
const PRIMARIES: [u32; 8] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];

pub(super) fn see(reader: &mut (impl Read + Seek)) -> io::Result<Seen> {
    let _signature: [u8; 8] = take(reader)?;
    let end = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(8))?;
    // What a chunk without a profile says of colours holds only where no profile does.
    let (mut is_resizable, mut is_plain, mut has_profile) = (true, true, false);
    loop {
        let length = u64::from(u32::from_be_bytes(take(reader)?));
        let name: [u8; 4] = take(reader)?;
        let after = reader.stream_position()?.saturating_add(length).saturating_add(4);
        if after > end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match &name {
            b"IEND" => break,
            // What moves, and the colours of films.
            b"acTL" | b"cICP" => is_resizable = false,
            b"eXIf" if length <= LONGEST => {
                // Not all browsers heed which way up it is.
                let turned = Orientation::from_exif_chunk(&take_some(reader, length)?);
                is_resizable &= turned.is_none_or(|turned| turned == Orientation::NoTransforms);
            }
            b"iCCP" | b"sRGB" => has_profile = true,
            b"gAMA" => {
                is_plain &= numbers(&take_some(reader, length.min(4))?).all(|one| GAMMA.contains(&one));
            }
            b"cHRM" => is_plain &= numbers(&take_some(reader, length.min(32))?).eq(PRIMARIES),
            _ => {}
        }
        reader.seek(SeekFrom::Start(after))?;
    }
    let kind = (is_resizable && (is_plain || has_profile)).then_some(Kind::Png);
    Ok(Seen { kind, turned: Orientation::NoTransforms, is_whole: true })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|four| u32::from_be_bytes(*four))
}
