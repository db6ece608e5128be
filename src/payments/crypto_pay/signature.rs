//! Whether a webhook was written by whoever knows the token, and what it hints at.
//!
//! The header holds the HMAC-SHA-256 of the body, in hex, under the SHA-256 of the token. Owns the
//! check, which takes the same time whatever is wrong, over the bytes as they came: written again,
//! a body is another one. Even a right one proves no payment.

use std::fmt;

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, KeyInit, Mac};
use hmac_sha2::{Digest, Sha256};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::invoice::InvoiceId;
use crate::payments::json;

/// The header of the signature.
pub const SIGNATURE_HEADER: &str = "crypto-pay-api-signature";

/// Bytes of a block of SHA-256.
const BLOCK_BYTES: usize = 64;

/// What webhooks are checked with.
pub struct WebhookKey(Hmac<Sha256>);

impl fmt::Debug for WebhookKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WebhookKey(…)")
    }
}

impl WebhookKey {
    /// The key that belongs to a token.
    #[must_use]
    pub fn of(token: &SecretString) -> Self {
        // A key is filled up with zeros to a block of the hash.
        let mut block = [0; BLOCK_BYTES];
        let digest = Sha256::digest(token.expose_secret().as_bytes());
        for (place, byte) in block.iter_mut().zip(digest) {
            *place = byte;
        }
        Self(Hmac::new((&block).into()))
    }

    /// Whether the header is the signature of the body as it came.
    #[must_use]
    pub fn is_signed(&self, body: &[u8], header: &str) -> bool {
        let mut mac = self.0.clone();
        mac.update(body);
        let signature = HEXLOWER_PERMISSIVE.decode(header.trim().as_bytes());
        signature.is_ok_and(|signature| mac.verify_slice(&signature).is_ok())
    }
}

/// The invoice that a webhook says was paid: a reason to ask for it, and nothing else.
#[must_use]
pub fn hint(body: &[u8]) -> Option<InvoiceId> {
    let update: Update<'_> = serde_json::from_slice(body).ok()?;
    let is_paid = json::text(update.update_type)? == "invoice_paid";
    let invoice: Named<'_> = serde_json::from_str(update.payload.get()).ok()?;
    let id = json::whole(invoice.invoice_id).filter(|id| is_paid && *id > 0)?;
    Some(InvoiceId::new(id))
}

#[derive(Deserialize)]
struct Update<'a> {
    #[serde(borrow)]
    update_type: &'a RawValue,
    #[serde(borrow)]
    payload: &'a RawValue,
}

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    invoice_id: &'a RawValue,
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"update_id":1}"#;
    const SIGNATURE: &str = "1c60d83c4d5e314662961cec402238ad7dae1219aba8739158f5d8fcf893598d";

    fn key() -> WebhookKey {
        WebhookKey::of(&"123456789:AAzQcZWQqQAbsfgPnOLr4FHC8Doa4L7KryC".into())
    }

    #[test]
    fn only_the_exact_bytes_under_the_token_are_signed() {
        assert!(key().is_signed(BODY, SIGNATURE));
        assert!(key().is_signed(BODY, &format!(" {} ", SIGNATURE.to_uppercase())));
        assert!(!key().is_signed(br#"{"update_id": 1}"#, SIGNATURE), "written again");
        assert!(!WebhookKey::of(&"123456789:other".into()).is_signed(BODY, SIGNATURE));
        let other = SIGNATURE.replace('1', "2");
        let long = format!("{SIGNATURE}00");
        for header in ["", "0", &SIGNATURE[2..], &long, &other, "zz", &"z".repeat(64), "\u{1f600}"]
        {
            assert!(!key().is_signed(BODY, header), "{header}");
        }
        assert!(!format!("{:?}", key()).contains("AAzQ"));
    }

    #[test]
    fn a_webhook_names_an_invoice_and_nothing_more() {
        let of = |json: &str| hint(json.as_bytes()).map(InvoiceId::get);
        let paid = r#"{ "update_id":1, "update_type" : "invoice_paid","request_date":"x",
            "payload": {"invoice_id":528890,"status":"paid","amount":"1e99"}}"#;
        assert_eq!(of(paid), Some(528_890));
        for json in [
            "",
            "{}",
            "[]",
            r#"{"update_type":"invoice_made","payload":{"invoice_id":1}}"#,
            r#"{"update_type":"invoice_paid","payload":{"invoice_id":0}}"#,
            r#"{"update_type":"invoice_paid","payload":{"invoice_id":"1x"}}"#,
            r#"{"update_type":"invoice_paid","payload":null}"#,
        ] {
            assert_eq!(of(json), None, "{json}");
        }
        assert_eq!(hint(&[0xff, 0xfe]), None);
    }
}
