//! The client of a list of exchange rates: one GET, and what its answer tells. The whole address is
//! a secret, for many have a key in it. Must never take a piece of a broken answer, nor a number
//! that is not written as one.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::fault::Fault;
use super::http::{Http, Purpose, Timeouts, exchange};
use crate::domain::exchange_rate::{Quotes, is_code};
use crate::domain::number::parse_decimal;
use crate::domain::provider_address::AddressPolicy;
use rust_decimal::Decimal;

/// Lists have a few kilobytes.
const CAP_BYTES: usize = 64 * 1024;
const TIMEOUTS: Timeouts = Timeouts { exchange_ms: 20_000, connect_ms: 5_000 };

/// Why no list can be asked for at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RatesSetupError {
    /// No address of the web.
    #[error("must be an http:// or https:// address")]
    Address,
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Client,
}

/// Asks one address for exchange rates.
pub struct ExchangeRates {
    http: Http,
    url: SecretString,
    origin: String,
}

/// Only where it is.
impl fmt::Debug for ExchangeRates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExchangeRates({})", self.origin)
    }
}

impl ExchangeRates {
    /// The client of an address.
    ///
    /// # Errors
    /// A [`RatesSetupError`].
    pub fn new(url: SecretString) -> Result<Self, RatesSetupError> {
        let parsed = Url::parse(url.expose_secret()).map_err(|_| RatesSetupError::Address)?;
        if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
            return Err(RatesSetupError::Address);
        }
        let origin = parsed.origin().ascii_serialization();
        // It is from the settings, so it may be on this machine.
        let http = Http::new(TIMEOUTS, AddressPolicy::Any).map_err(|_| RatesSetupError::Client)?;
        Ok(Self { http, url, origin })
    }

    /// Scheme and host, for people.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Asks once.
    ///
    /// # Errors
    /// A [`Fault`]; [`Fault::Shape`] where a list or its base is missing.
    pub async fn fetch(&self) -> Result<Quotes, Fault> {
        let request = self.http.client(Purpose::Reading).get(self.url.expose_secret());
        let reply = exchange(request, CAP_BYTES).await?;
        if reply.status != 200 {
            return Err(Fault::Http(reply.status));
        }
        read(&reply.body)
    }
}

#[derive(Deserialize)]
struct Answer<'a> {
    base: Option<String>,
    base_code: Option<String>,
    #[serde(borrow)]
    rates: BTreeMap<String, &'a RawValue>,
}

/// What an answer tells. Currencies that cannot be read are left out.
fn read(body: &str) -> Result<Quotes, Fault> {
    let _json: &RawValue = serde_json::from_str(body).map_err(|_| Fault::NotJson)?;
    let answer: Answer<'_> = serde_json::from_str(body).map_err(|_| Fault::Shape)?;
    let base = match (answer.base, answer.base_code) {
        (Some(one), Some(other)) if one != other => None,
        (base, code) => base.or(code),
    };
    let base = base.filter(|base| is_code(base)).ok_or(Fault::Shape)?;
    let read = |(code, raw): (String, &RawValue)| {
        let units = parse_decimal(raw.get()).filter(|units| *units > Decimal::ZERO)?;
        is_code(&code).then_some((code, units))
    };
    let units: BTreeMap<String, Decimal> = answer.rates.into_iter().filter_map(read).collect();
    // One that tells another rate of its base than 1 is about something else.
    if units.get(&base).is_some_and(|units| *units != Decimal::ONE) {
        return Err(Fault::Shape);
    }
    Ok(Quotes { base, units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(body: &str) -> Vec<(String, String)> {
        let units = read(body).unwrap().units.into_iter();
        units.map(|(code, units)| (code, units.to_string())).collect()
    }

    #[test]
    fn the_two_forms_that_are_told_are_read_exactly() {
        let one = r#"{"result":"success","time_last_update_unix":1,"base_code":"USD",
            "rates":{"USD":1,"UZS":12650.123456789012,"EUR":8.5e-1}}"#;
        assert_eq!(read(one).unwrap().base, "USD");
        let told = [("EUR", "0.85"), ("USD", "1"), ("UZS", "12650.123456789012")];
        assert_eq!(units(one), told.map(|(code, text)| (code.to_owned(), text.to_owned())));
        let other = r#"{"amount":1.0,"base":"EUR","date":"2026-11-20","rates":{"USD":1.0823}}"#;
        assert_eq!(read(other).unwrap().base, "EUR");
        assert_eq!(units(other), [("USD".to_owned(), "1.0823".to_owned())]);
    }

    #[test]
    fn numbers_that_are_none_are_left_out_and_the_others_stay() {
        for odd in ["0", "-1", "1e-30", "\"12\"", "\"many\"", "null", "true", "[1]", "{}", "1e40"] {
            let body = format!(r#"{{"base":"USD","rates":{{"UZS":{odd},"EUR":2}}}}"#);
            assert_eq!(units(&body), [("EUR".to_owned(), "2".to_owned())], "{odd}");
        }
        let codes = r#"{"base":"USD","rates":{"usd":1,"E":1,"ABCDEFGHIJK":1,"U2D":1,"":1}}"#;
        assert_eq!(units(codes), []);
    }

    #[test]
    fn an_answer_without_its_base_or_with_two_is_none() {
        for body in [
            r#"{"rates":{"UZS":1}}"#,
            r#"{"base":"","rates":{"UZS":1}}"#,
            r#"{"base":"usd","rates":{"UZS":1}}"#,
            r#"{"base":7,"rates":{"UZS":1}}"#,
            r#"{"base":"USD","base_code":"EUR","rates":{"UZS":1}}"#,
            r#"{"base":"USD","rates":{"USD":2,"UZS":1}}"#,
            r#"{"base":"USD"}"#,
            r#"{"base":"USD","rates":[]}"#,
            r#"{"result":"error","error-type":"quota-reached"}"#,
            "[]",
            "7",
            "null",
        ] {
            assert_eq!(read(body), Err(Fault::Shape), "{body}");
        }
        for body in ["", "<html>{}</html>", r#"{"base":"USD","rates":{"UZS":1}} and more"#, "{"] {
            assert_eq!(read(body), Err(Fault::NotJson), "{body}");
        }
    }

    #[test]
    fn only_scheme_and_host_are_shown() {
        let url = "https://user:secret@rates.example:8443/key-123/USD?key=456";
        let rates = ExchangeRates::new(url.into()).unwrap();
        assert_eq!(rates.origin(), "https://rates.example:8443");
        assert_eq!(format!("{rates:?}"), "ExchangeRates(https://rates.example:8443)");
        for url in ["", "rates.example", "ftp://rates.example", "file:///etc/passwd"] {
            let error = ExchangeRates::new(url.into()).unwrap_err();
            assert_eq!(error, RatesSetupError::Address, "{url}");
        }
    }
}
