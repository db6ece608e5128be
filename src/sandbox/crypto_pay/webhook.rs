//! The webhook: signing, and delivering until somebody answers 2xx.
//!
//! Facts: the header `crypto-pay-api-signature` is the lower-case hex HMAC-SHA256 of the raw body
//! under the SHA-256 of the token; `update_id` is no key; after 17 failed attempts the webhook is
//! switched off. The real one spreads those over three days, this one over moments.

use std::time::Duration;

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use hmac_sha2::{Digest, Sha256};
use serde_json::{Value, json};

use super::CryptoPay;
use super::faults::DeliveryFault;
use super::invoice::time;
use super::state::Delivery;

/// Attempts for one update.
const ATTEMPTS_MAX: u32 = 17;
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);
const HEADER: &str = "crypto-pay-api-signature";

/// The signature of a body.
pub(super) fn sign(token: &str, body: &[u8]) -> String {
    let secret = Sha256::digest(token.as_bytes());
    // A key of any length is taken, so there is always a signature.
    let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&secret);
    let code = mac.map(|mac| mac.chain_update(body).finalize().into_bytes());
    code.map(|code| HEXLOWER.encode(&code)).unwrap_or_default()
}

/// What is sent for one paid invoice.
struct Message {
    url: String,
    update_id: i64,
    invoice_id: i64,
    body: String,
    signature: Option<String>,
    wait_ms: u64,
    /// Acceptances that it takes until it counts as delivered.
    copies: u32,
}

/// Makes the message for an invoice; `None` where there is no webhook or it gets lost.
fn message(gateway: &CryptoPay, invoice_id: i64) -> Option<Message> {
    let now_ms = gateway.now_ms();
    let mut state = gateway.state();
    let fault = state.script.next_delivery();
    let url = state.webhook.clone().filter(|_| fault != DeliveryFault::Lost)?;
    if fault != DeliveryFault::SameUpdateId {
        state.last_update_id += 1;
    }
    let update_id = state.last_update_id;
    let invoice = state.invoices.get(&invoice_id)?.to_json(now_ms, &state.page_root);
    let body = json!({
        "update_id": update_id, "update_type": "invoice_paid",
        "request_date": time(now_ms), "payload": invoice,
    });
    let body = if fault == DeliveryFault::OddSpaces { spaced(&body) } else { body.to_string() };
    let signature = match fault {
        DeliveryFault::Unsigned => None,
        DeliveryFault::WrongSignature => Some(sign("1:another", body.as_bytes())),
        _ => Some(sign(&gateway.inner.token, body.as_bytes())),
    };
    let wait_ms = if let DeliveryFault::DelayMs(wait_ms) = fault { wait_ms } else { 0 };
    let copies = if fault == DeliveryFault::Twice { 2 } else { 1 };
    Some(Message { url, update_id, invoice_id, body, signature, wait_ms, copies })
}

/// The same JSON with spaces after some of its commas and colons.
fn spaced(body: &Value) -> String {
    let mut text = String::new();
    let (mut is_text, mut is_escaped, mut marks) = (false, false, 0_u32);
    for letter in body.to_string().chars() {
        text.push(letter);
        match letter {
            '"' if !is_escaped => is_text = !is_text,
            ',' | ':' if !is_text => {
                marks += 1;
                text.push_str(match marks % 3 {
                    0 => "  ",
                    1 => " ",
                    _ => "",
                });
            }
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    text
}

/// Tells the webhook of a paid invoice, until it has heard.
pub(super) async fn tell(gateway: CryptoPay, invoice_id: i64) {
    if let Some(message) = message(&gateway, invoice_id) {
        tokio::time::sleep(Duration::from_millis(message.wait_ms)).await;
        deliver(&gateway, &message).await;
    }
    gateway.state().under_way -= 1;
    gateway.inner.settled.send_modify(|count| *count += 1);
}

/// Tells the webhook once, under the signature of another token, that an invoice was paid.
pub(super) async fn forge(gateway: CryptoPay, invoice_id: i64) {
    let forged = forged(&gateway, invoice_id);
    if let (Some(message), Some(client)) = (forged, client()) {
        let answer = attempt(&client, &message).await;
        keep(&gateway, &message, answer);
    }
    gateway.state().under_way -= 1;
    gateway.inner.settled.send_modify(|count| *count += 1);
}

fn forged(gateway: &CryptoPay, invoice_id: i64) -> Option<Message> {
    let now_ms = gateway.now_ms();
    let state = gateway.state();
    let (url, update_id) = (state.webhook.clone()?, state.last_update_id);
    let mut invoice = state.invoices.get(&invoice_id)?.to_json(now_ms, &state.page_root);
    if let Some(members) = invoice.as_object_mut() {
        members.insert("status".to_owned(), "paid".into());
        members.insert("paid_at".to_owned(), time(now_ms).into());
    }
    let body = json!({
        "update_id": update_id, "update_type": "invoice_paid",
        "request_date": time(now_ms), "payload": invoice,
    });
    let body = body.to_string();
    let signature = Some(sign("1:another", body.as_bytes()));
    Some(Message { url, update_id, invoice_id, body, signature, wait_ms: 0, copies: 1 })
}

fn client() -> Option<reqwest::Client> {
    let client = reqwest::Client::builder()
        .timeout(ATTEMPT_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build();
    client.inspect_err(|_| tracing::error!("the sandbox cannot make an HTTP client")).ok()
}

fn keep(gateway: &CryptoPay, message: &Message, answer: Option<u16>) {
    gateway.state().keep_delivery(Delivery {
        update_id: message.update_id,
        invoice_id: message.invoice_id,
        body: message.body.clone(),
        signature: message.signature.clone(),
        answer,
    });
}

async fn deliver(gateway: &CryptoPay, message: &Message) {
    let Some(client) = client() else { return };
    let mut accepted = 0;
    for _ in 0..ATTEMPTS_MAX {
        let answer = attempt(&client, message).await;
        keep(gateway, message, answer);
        if answer.is_some_and(|status| (200..300).contains(&status)) {
            accepted += 1;
            if accepted >= message.copies {
                return;
            }
            continue;
        }
        let retry_ms = gateway.state().retry_ms;
        tokio::time::sleep(Duration::from_millis(retry_ms)).await;
    }
    gateway.state().webhook = None;
}

async fn attempt(client: &reqwest::Client, message: &Message) -> Option<u16> {
    let mut request = client.post(&message.url).header("content-type", "application/json");
    if let Some(signature) = &message.signature {
        request = request.header(HEADER, signature);
    }
    let reply = request.body(message.body.clone()).send().await.ok()?;
    Some(reply.status().as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_body_has_the_known_signature() {
        let token = "123456789:AAzQcZWQqQAbsfgPnOLr4FHC8Doa4L7KryC";
        let expected = "1c60d83c4d5e314662961cec402238ad7dae1219aba8739158f5d8fcf893598d";
        assert_eq!(sign(token, br#"{"update_id":1}"#), expected);
    }

    #[test]
    fn odd_spaces_change_no_value() {
        let body = json!({ "a": [1, 2, 3], "b": "x, y: \"z, \\", "c": { "d": null } });
        let text = spaced(&body);
        assert_ne!(text, body.to_string());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), body);
    }
}
