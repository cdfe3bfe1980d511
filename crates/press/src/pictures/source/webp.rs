//! The chunks of a WebP file: whether it moves, how it was compressed, and whether its end is there.

use std::io::{self, Read, Seek, SeekFrom};

use image::metadata::Orientation;

use super::{Kind, Seen, take, take_some};

/// Longer than any chunk that is looked at.
const LONGEST: u64 = 65_536;
/// What the flags of the first chunk mean.
const MOVES: u8 = 0x02;
const HOLES: u8 = 0x10;

pub(super) fn see(reader: &mut (impl Read + Seek)) -> io::Result<Seen> {
    let [_, _, _, _, length @ .., _, _, _, _]: [u8; 12] = take(reader)?;
    let end = u64::from(u32::from_le_bytes(length)) + 8;
    if reader.seek(SeekFrom::End(0))? < end {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let (mut at, mut flags, mut kind, mut is_resizable) = (12, 0, None, true);
    while at + 8 <= end {
        reader.seek(SeekFrom::Start(at))?;
        let name: [u8; 4] = take(reader)?;
        let length = u64::from(u32::from_le_bytes(take(reader)?));
        match &name {
            b"VP8X" => [flags] = take(reader)?,
            b"VP8 " => kind = Some(if flags & HOLES == 0 { Kind::WebpPhoto } else { Kind::Webp }),
            b"VP8L" => kind = Some(Kind::Webp),
            b"EXIF" if length <= LONGEST => {
                let exif = take_some(reader, length)?;
                // Not all browsers heed which way up it is.
                let turned = Orientation::from_exif_chunk(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif));
                is_resizable &= turned.is_none_or(|turned| turned == Orientation::NoTransforms);
            }
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    let kind = kind.filter(|_| is_resizable && flags & MOVES == 0);
    Ok(Seen { kind, turned: Orientation::NoTransforms, is_whole: true })
}
