//! The Bot API's list of a bot's movements of Stars, which says what was paid even where the
//! message about it was lost.
//!
//! Facts: <https://core.telegram.org/bots/api#getstartransactions>. Must never log or return the
//! URL, which holds the bot's token, nor move Stars.

use std::fmt;

use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::http::{self, Purpose, Timeouts};
use crate::domain::deposit::Stars;
use crate::domain::ids::PersonId;

/// The most movements of one answer.
pub const PAGE: i64 = 100;
/// A hundred movements stay far below this.
const BODY_MAX_BYTES: usize = 1 << 20;
/// What a payment of an invoice is called.
const INVOICE: &str = "invoice_payment";

/// How many movements are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset(pub i64);

/// Whether Stars came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A person paid.
    In,
    /// They were given back.
    Back,
}

/// A payment of an invoice, or its return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The charge; a return has that of its payment.
    pub charge_id: String,
    /// How many.
    pub stars: Stars,
    /// The person.
    pub person_id: PersonId,
    /// What the invoice named.
    pub payload: String,
    /// Which way.
    pub way: Way,
}

/// One answer: the movements that concern us, out of so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementsPage {
    /// In the order in which they happened.
    pub movements: Vec<Movement>,
    /// How many there were of any kind.
    pub read: i64,
}

/// The list could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StarsFault {
    /// There was no complete answer.
    #[error("Telegram did not answer")]
    NoAnswer,
    /// It refused, or said something else.
    #[error("Telegram answered with HTTP status {0} and no list")]
    NoList(u16),
}

/// The list of one bot.
pub struct StarsList {
    http: Client,
    /// `https://…/bot<token>/getStarTransactions`; a secret whole.
    url: SecretString,
}

impl fmt::Debug for StarsList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StarsList(…)")
    }
}

#[derive(Deserialize)]
struct Reply {
    result: Listed,
}

#[derive(Deserialize)]
struct Listed {
    transactions: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    amount: i64,
    source: Option<Partner>,
    receiver: Option<Partner>,
}

#[derive(Deserialize)]
struct Partner {
    #[serde(default)]
    transaction_type: String,
    #[serde(default)]
    invoice_payload: String,
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    id: PersonId,
}

impl Row {
    fn movement(self) -> Option<Movement> {
        let (partner, way) = match (self.source, self.receiver) {
            (Some(payer), _) => (payer, Way::In),
            (None, Some(receiver)) => (receiver, Way::Back),
            (None, None) => return None,
        };
        // Servers of before the kinds were told leave it out.
        let is_invoice = [INVOICE, ""].contains(&partner.transaction_type.as_str());
        let person_id = partner.user?.id;
        (is_invoice && self.amount > 0).then_some(Movement {
            charge_id: self.id,
            stars: Stars::new(self.amount),
            person_id,
            payload: partner.invoice_payload,
            way,
        })
    }
}

impl StarsList {
    /// The list of the bot behind `base`, `https://…/bot<token>`. `None` where no HTTP client can
    /// be set up.
    #[must_use]
    pub fn new(base: &SecretString, timeouts: Timeouts) -> Option<Self> {
        let http = http::client(timeouts, Purpose::Reading).ok()?;
        let url = format!("{}/getStarTransactions", base.expose_secret()).into();
        Some(Self { http, url })
    }

    /// Movements behind those that are passed over, oldest first, at most [`PAGE`].
    ///
    /// # Errors
    /// A [`StarsFault`].
    pub async fn page(&self, offset: Offset) -> Result<MovementsPage, StarsFault> {
        let question = json!({ "offset": offset.0, "limit": PAGE }).to_string();
        let request = self.http.post(self.url.expose_secret());
        let request = request.header(CONTENT_TYPE, "application/json").body(question);
        let answer = http::exchange(request, BODY_MAX_BYTES).await;
        let answer = answer.map_err(|_| StarsFault::NoAnswer)?;
        read(&answer.body).ok_or(StarsFault::NoList(answer.status))
    }
}

fn read(body: &str) -> Option<MovementsPage> {
    let rows = serde_json::from_str::<Reply>(body).ok()?.result.transactions;
    let read = i64::try_from(rows.len()).ok()?;
    Some(MovementsPage { movements: rows.into_iter().filter_map(Row::movement).collect(), read })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_of_invoices_and_their_returns_are_read_and_others_counted() {
        let body = r#"{"ok":true,"result":{"transactions":[
            {"id":"a","amount":50,"date":1,"source":{"type":"user",
             "transaction_type":"invoice_payment","user":{"id":7,"is_bot":false,"first_name":"A"},
             "invoice_payload":"deposit-1-x"}},
            {"id":"b","amount":9,"date":2,"receiver":{"type":"fragment"}},
            {"id":"g","amount":3,"date":3,"source":{"type":"user",
             "transaction_type":"gift_purchase","user":{"id":7,"is_bot":false,"first_name":"A"}}},
            {"id":"a","amount":50,"date":4,"receiver":{"type":"user","user":{"id":7}}}]}}"#;
        let page = read(body).unwrap();
        assert_eq!(page.read, 4);
        let seen: Vec<(&str, Way)> =
            page.movements.iter().map(|one| (one.charge_id.as_str(), one.way)).collect();
        assert_eq!(seen, [("a", Way::In), ("a", Way::Back)]);
        assert_eq!(page.movements[0].payload, "deposit-1-x");
        for body in ["", "<html>", r#"{"ok":false,"error_code":401}"#, r#"{"ok":true,"result":[]}"#]
        {
            assert_eq!(read(body), None, "{body}");
        }
    }
}
