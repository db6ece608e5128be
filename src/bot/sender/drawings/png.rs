//! Black and white pictures as PNG: one bit a pixel.

use std::io::{self, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// Where a pixel is, from the left upper corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pixel {
    pub(super) x: usize,
    pub(super) y: usize,
}

/// A square of black and white pixels.
pub(super) fn draw(size: usize, is_black: impl Fn(Pixel) -> bool) -> io::Result<Vec<u8>> {
    let mut pixels = ZlibEncoder::new(Vec::new(), Compression::default());
    for y in 0..size {
        // No filter, then eight pixels a byte, the leftmost in the highest bit; white is 1.
        let mut row = vec![0_u8];
        for left in (0..size).step_by(8) {
            let bits = (left..left + 8).map(|x| u8::from(x < size && !is_black(Pixel { x, y })));
            row.push(bits.fold(0, |byte, bit| byte << 1 | bit));
        }
        pixels.write_all(&row)?;
    }
    let side = u32::try_from(size).map_err(io::Error::other)?.to_be_bytes();
    // One bit of grey, deflated, no filter of the whole, not interlaced.
    let header = [side.as_slice(), &side, &[1, 0, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, bytes) in [(b"IHDR", header), (b"IDAT", pixels.finish()?), (b"IEND", Vec::new())] {
        chunk(&mut file, kind, &bytes)?;
    }
    Ok(file)
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], bytes: &[u8]) -> io::Result<()> {
    let long = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(bytes);
    file.extend_from_slice(&long.to_be_bytes());
    file.extend_from_slice(kind);
    file.extend_from_slice(bytes);
    file.extend_from_slice(&sum.sum().to_be_bytes());
    Ok(())
}
