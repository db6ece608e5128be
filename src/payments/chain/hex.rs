//! Bytes as JSON-RPC writes them: two small digits each, behind `0x`. Owns both ways. Must never
//! take half a byte, or anything else than digits.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

/// `0x` and the digits.
pub fn written(bytes: impl AsRef<[u8]>) -> String {
    format!("0x{}", HEXLOWER.encode(bytes.as_ref()))
}

/// The bytes of digits of either case, which come without `0x`.
pub fn of_digits(digits: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()
}

/// As [`of_digits`], where it is known how many bytes there are.
pub fn exactly<const N: usize>(digits: &str) -> Option<[u8; N]> {
    of_digits(digits)?.try_into().ok()
}
