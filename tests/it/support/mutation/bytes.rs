//! Changes to a reply as bytes, and bodies that never were a reply.

use super::Dice;

const PAGE: &str = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>\
    <center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>";
const CHALLENGE: &str = "<html><body>Checking your browser before accessing the site.\
    <script>{\"order\":1}</script></body></html>";
const PHP: &str = "<br />\n<b>Warning</b>: Undefined index in <b>/var/www/api.php</b> on line \
    <b>7</b><br />\n{\"order\":23501}";
const MEGABYTE: usize = 1 << 20;
const NO_UTF8: [&[u8]; 4] = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf0\x9f"];
const OPENINGS: [&[u8]; 4] = [b"\xef\xbb\xbf", b" \r\n\t", b")]}',\n", b"\0"];
const MARKS: [&[u8]; 7] = [b"\"", b"\\", b",", b"{", b"]", b"\\ud800", b"\n"];
const ENDINGS: [&[u8]; 4] = [b"\n", b"0", b"{\"order\":7}", b"<!-- -->"];

/// Puts something where it does not belong, or takes something away.
pub fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(10) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        2 => drop(bytes.drain(at..(at + dice.below(9)).min(bytes.len()))),
        3 => put(bytes, at, piece(dice, &NO_UTF8)),
        4 => put(bytes, 0, piece(dice, &OPENINGS)),
        5 => put(bytes, at, piece(dice, &MARKS)),
        6 => bytes.extend_from_within(..at),
        7 => bytes.extend_from_slice(piece(dice, &ENDINGS)),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
    }
}

fn piece(dice: &mut Dice, among: &[&'static [u8]]) -> &'static [u8] {
    among[dice.below(among.len())]
}

fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

/// A body that has nothing of the protocol.
pub fn strange(dice: &mut Dice) -> Vec<u8> {
    let text = match dice.below(12) {
        0 => String::new(),
        1 => " \r\n\t ".to_owned(),
        2 => PAGE.to_owned(),
        3 => CHALLENGE.to_owned(),
        4 => PHP.to_owned(),
        5 => "[".repeat(1 + dice.below(20_000)),
        6 => r#"{"order":"#.repeat(1 + dice.below(5_000)),
        7 => nested(1 + dice.below(3_000)),
        8 if dice.one_in(20) => format!(r#"{{"error":"{}","order":7}}"#, "x".repeat(MEGABYTE)),
        8 => format!(r#"{{"order":{}}}"#, "9".repeat(1 + dice.below(5_000))),
        9 => return (0..dice.below(300)).map(|_| dice.roll().to_le_bytes()[0]).collect(),
        10 => (*dice.pick(&["null", "true", "7", "\"Bad link\"", "NaN", "nul", "\"", "{}"])).into(),
        _ => "Bad link".to_owned(),
    };
    text.into_bytes()
}

fn nested(levels: usize) -> String {
    format!(r#"{{"error":"Bad link","note":{}{}}}"#, "[".repeat(levels), "]".repeat(levels))
}
