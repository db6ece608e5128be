//! Tests of what an answer is packed in and surrounded by.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proptest::prelude::*;

use super::*;

const JSON: &str = r#"{"balance":"5"}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// `{"balance":"5"}` as brotli stores it, in one uncompressed block.
fn brotli() -> Vec<u8> {
    let mut packed = vec![0x0b, 0x07, 0x80];
    packed.extend(JSON.bytes());
    packed.push(0x03);
    packed
}

#[test]
fn packed_answers_are_unpacked_whatever_their_label_says() {
    let plain = JSON.as_bytes();
    let cases = [
        (gzip(plain), "gzip"),
        (gzip(plain), ""),
        (gzip(plain), "br"),
        (gzip(&gzip(plain)), "gzip, gzip"),
        (gzip(&gzip(plain)), "gzip"),
        (zlib(plain), "deflate"),
        (zlib(plain), ""),
        (deflate(plain), "deflate"),
        (gzip(&deflate(plain)), "deflate, gzip"),
        (brotli(), "br"),
        (brotli(), "BR"),
        (gzip(&brotli()), "br,gzip"),
        (plain.to_vec(), "gzip"),
        (plain.to_vec(), "deflate"),
        (plain.to_vec(), "br"),
        (plain.to_vec(), "gzip, br"),
        (plain.to_vec(), "identity"),
    ];
    for (bytes, label) in cases {
        let unpacked = unpack(bytes.clone(), label, 1_000);
        assert_eq!(unpacked.as_deref(), Ok(plain), "{label} {bytes:?}");
    }
}

#[test]
fn a_packed_answer_ends_at_the_cap() {
    let bomb = vec![b' '; 4 * 1024 * 1024];
    for (packed, label) in [
        (gzip(&bomb), "gzip"),
        (gzip(&gzip(&bomb)), ""),
        (zlib(&bomb), ""),
        (deflate(&bomb), "deflate"),
    ] {
        assert!(packed.len() < 10_000);
        assert_eq!(unpack(packed, label, 1_024 * 1_024), Err(Fault::TooLarge), "{label}");
    }
    let mut cut = gzip(JSON.as_bytes());
    cut.truncate(cut.len() - 9);
    assert_eq!(unpack(cut, "gzip", 1_000), Err(Fault::NotJson));
}

#[test]
fn utf_16_is_read_by_its_mark() {
    let little: Vec<u8> =
        "\u{feff}{\"a\":\"é\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "\u{feff}{\"a\":\"é\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(text(bytes), "{\"a\":\"é\"}");
    }
    assert_eq!(text(b"\xef\xbb\xbf \xef\xbb\xbf[1]\n".to_vec()), "[1]");
    assert_eq!(text(b"\"Caf\xe9\"".to_vec()), "\"Caf\u{fffd}\"");
}

#[test]
fn the_one_value_is_found_in_what_stands_around_it() {
    let around = [
        ("", ""),
        (
            "<br />\n<b>Notice</b>:  Undefined index: x in <b>/b.php</b> on line <b>12</b><br />\n",
            "",
        ),
        ("\nWarning: Undefined array key \"x\" in /a/b.php on line 12\n", ""),
        ("/* cached */ ", " <!-- 0.02 s -->"),
        ("callback(", ");"),
        ("", "1"),
        ("", "<script src=\"/x.js\"></script>"),
        ("", JSON),
    ];
    for (before, after) in around {
        let body = format!("{before}{JSON}{after}");
        assert_eq!(value(&body), JSON, "{body}");
    }
}

#[test]
fn two_values_and_pieces_of_broken_ones_are_not_chosen_from() {
    for body in [
        r#"{"balance":"5"}{"balance":"6"}"#,
        r#"{"balance":"5"} [1]"#,
        r#"{"data":{"balance":"5"}"#,
        r#""data":{"balance":"5"}}"#,
        r#""data":{"balance":"5"}"#,
        r#"{"balance":"5"},"#,
        r#"{"a":1,,"data":{"balance":"5"}}"#,
        "<style>b{color:red}</style>{\"balance\":\"5\"}",
        "",
        "5",
    ] {
        assert_eq!(find(body), None, "{body}");
    }
}

#[test]
fn only_complaints_of_php_may_stand_before_an_acceptance() {
    let found = |body| find(body).unwrap();
    let notice = r#"<br><b>Notice</b>: Undefined index: x in /a.php on line 1<br>{"order":5}"#;
    assert!(found(notice).is_behind_complaints());
    assert!(!found("Notice: x\n{\"order\":5}1").is_behind_complaints());
    assert!(found("Notice: x in /a.php on line 1\n{\"order\":5}").is_behind_complaints());
    assert!(!found("cb({\"order\":5})").is_behind_complaints());
    assert!(found("{\"order\":5}").is_alone() && !found("{\"order\":5}1").is_alone());
}

proptest! {
    #[test]
    fn no_bytes_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        label in "(gzip|br|deflate|, )*",
    ) {
        let _ = unpack(bytes.clone(), &label, 10_000);
        let _ = find(&text(bytes));
    }

    #[test]
    fn a_cut_answer_has_no_value(end in 0..60_usize) {
        let body = r#"{"1":{"status":"Completed","charge":"1"},"2":{"error":"x"}}"#;
        prop_assert_eq!(find(body.get(..end.min(body.len() - 1)).unwrap()), None);
        let start = end.clamp(1, body.len());
        prop_assert_eq!(find(body.get(start..).unwrap()), None);
    }
}
