//! QR codes, with the quiet margin that cameras want.

use qrcode::{Color, EcLevel, QrCode};

use super::png;
use crate::bot::sender::{Drawn, Undrawn};

/// Modules of margin on each side.
const MARGIN: usize = 4;
/// Pixels of a module.
const SCALE: usize = 8;

/// The QR code of a text, as a PNG.
pub(super) fn draw(text: &str) -> Result<Drawn, Undrawn> {
    if text.is_empty() {
        return Err(Undrawn("a QR code of nothing"));
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| Undrawn("the text is too long for a QR code"))?;
    let modules = code.width();
    let dark = code.to_colors();
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(MARGIN)?, y.checked_sub(MARGIN)?);
        let is_inside = x < modules && y < modules;
        Some(is_inside && dark.get(y * modules + x).copied() == Some(Color::Dark))
    };
    let size = (modules + 2 * MARGIN) * SCALE;
    let bytes = png::draw(size, |pixel| is_dark(pixel.x / SCALE, pixel.y / SCALE).unwrap_or(false));
    let bytes = bytes.map_err(|_| Undrawn("the picture cannot be packed"))?;
    Ok(Drawn { bytes, name: "qr.png".to_owned(), mime: "image/png" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_grows_with_its_text_until_it_cannot() {
        let size = |text: &str| {
            let drawn = draw(text).unwrap();
            assert_eq!(drawn.bytes[..8], *b"\x89PNG\r\n\x1a\n");
            u32::from_be_bytes(drawn.bytes[16..20].try_into().unwrap())
        };
        assert_eq!(size("TX7"), (21 + 8) * 8);
        assert!(size(&"x".repeat(500)) > size("TX7"));
        assert!(draw(&"x".repeat(3_000)).is_err());
        assert!(draw("").is_err());
    }
}
