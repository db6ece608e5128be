//! Random tokens: nonces of acts, causes of entries, names of checkouts, secret paths. 128 bits, so
//! that nobody guesses one and no two are alike.

/// A fresh token, 32 hex digits.
#[must_use]
pub fn random_token() -> String {
    format!("{:032x}", rand::random::<u128>())
}
