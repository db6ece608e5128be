//! Pictures and files: what they are, how large, and their JSON.
//! It must never decode a picture: only headers are read.

use serde_json::{Value, json};

use super::state::Media;

/// MIME type and file ending by the first bytes.
pub(super) fn sniff(bytes: &[u8]) -> (&'static str, &'static str) {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        ("image/png", "png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        ("image/jpeg", "jpg")
    } else if bytes.starts_with(b"GIF8") {
        ("image/gif", "gif")
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        ("image/webp", "webp")
    } else if bytes.starts_with(b"%PDF") {
        ("application/pdf", "pdf")
    } else {
        ("application/octet-stream", "bin")
    }
}

/// Width and height in pixels where the header tells them (PNG), else a square.
pub(super) fn pixels(bytes: &[u8]) -> (u32, u32) {
    let number = |at: usize| -> Option<u32> {
        let four = bytes.get(at..at + 4)?;
        Some(four.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
    };
    match sniff(bytes).0 {
        "image/png" => (number(16).unwrap_or(0), number(20).unwrap_or(0)),
        kind if kind.starts_with("image/") => (512, 512),
        _ => (0, 0),
    }
}

/// The field of a `Message` and its value.
pub(super) fn to_json(media: &Media) -> (&'static str, Value) {
    let file = media.file();
    let size_bytes = file.bytes.as_ref().map_or(0, |bytes| bytes.len());
    match media {
        Media::Photo(_) => {
            let size = json!({
                "file_id": file.id, "file_unique_id": format!("u-{}", file.id),
                "width": file.width, "height": file.height, "file_size": size_bytes,
            });
            ("photo", json!([size]))
        }
        Media::Document(_) => {
            let value = json!({
                "file_id": file.id, "file_unique_id": format!("u-{}", file.id),
                "file_name": file.name, "mime_type": file.mime, "file_size": size_bytes,
            });
            ("document", value)
        }
    }
}

/// A small grey picture: what a person sends when a test says only "a photo".
pub(super) const SMALL_PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];
