//! Products of a panel: their list, an order of one, and what was delivered. The document is
//! docs/protocols.md, "Products".
//!
//! Owns the calls of a panel that sells goods by actions of their own. Must never put goods or a
//! buyer's answer into a log, an error or what a panel "said"; what an order came to is decided by
//! `submit`, like that of a service.

use std::collections::HashMap;

use futures::future::BoxFuture;
use secrecy::{ExposeSecret, SecretString};
use serde_json::value::RawValue;

use super::client::{Panel, QUERY_MAX, unsendable};
use super::listing::{self, Flawed};
use crate::domain::catalog::goods::{clean_asks, clean_goods};
use crate::domain::catalog::{
    Field, Flaw, Goods, Listed, Listing, ProductListing, ServiceType, Stock, Unread,
};
use crate::domain::limits::Limits;
use crate::domain::pricing::Pricing;
use crate::providers::fault::{Failure, Fault};
use crate::providers::http::Purpose;
use crate::providers::options::Method;
use crate::providers::products::{ProductRow, ProductSubmission, Products};
use crate::providers::reading::{self, vet};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::wire::{self, Members};
use crate::providers::{RejectReason, Row, Submitted, body, submit};

/// How deep goods may stand in an answer.
const DEPTH_MAX: u8 = 4;
/// Shorter words of an answer may stand in any sentence.
const TELLING_CHARS: usize = 4;

impl Products for Panel {
    fn list_products(&self) -> BoxFuture<'_, Result<ProductListing, Failure>> {
        Box::pin(async {
            let answer = self.read("products", &[]).await?;
            list(&self.settings.options.words, answer.status, &answer.body)
                .map_err(|fault| self.failed(fault, &answer))
        })
    }

    fn submit_product<'a>(&'a self, submission: &'a ProductSubmission) -> BoxFuture<'a, Submitted> {
        Box::pin(self.add_product(submission))
    }

    fn product_status<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<ProductRow, Failure>> {
        Box::pin(async move {
            let answer = self.read("product_order_status", &[("order", id)]).await?;
            Ok(status(&self.settings.options.words, answer.status, &answer.body, id)?)
        })
    }
}

impl Panel {
    async fn add_product(&self, submission: &ProductSubmission) -> Submitted {
        if submission.quantity < 1 {
            return unsendable(RejectReason::BadQuantity).into();
        }
        let quantity = submission.quantity.to_string();
        let mut fields =
            vec![("product", submission.product_id.as_str()), ("quantity", quantity.as_str())];
        fields.extend(submission.answer.as_ref().map(|text| ("require", text.expose_secret())));
        let options = &self.settings.options;
        if let (Some(field), Some(value)) = (&options.request_id_field, &submission.request_id) {
            fields.push((field, value));
        }
        if options.method == Method::Get && fields.iter().any(|(_, text)| text.len() > QUERY_MAX) {
            return unsendable(RejectReason::TooLong).into();
        }
        if let Err(wait_ms) = self.admit("add") {
            return submit::throttled(wait_ms).into();
        }
        let cap_bytes = self.settings.body_cap_bytes;
        let answer = self.call(Purpose::Placing, "add_product_order", &fields, cap_bytes).await;
        let mut submitted = self.placed(answer);
        // A panel may repeat what it was sent.
        let echoes = |answer: &SecretString, said: &str| is_told(answer.expose_secret(), said);
        let is_echo = submitted
            .said
            .as_ref()
            .zip(submission.answer.as_ref())
            .is_some_and(|(said, answer)| echoes(answer, &said.text));
        if is_echo {
            submitted.said = None;
        }
        submitted
    }
}

/// Whether a sentence may have something of a secret answer. Of letters that may be written in
/// another way nobody knows.
fn is_told(answer: &str, said: &str) -> bool {
    let (answer, said) = (answer.to_lowercase(), said.to_lowercase());
    let mut words = answer.split(|letter: char| !letter.is_alphanumeric());
    let has_word = words.any(|word| word.chars().count() >= TELLING_CHARS && said.contains(word));
    said.contains(&answer) || has_word || (!answer.is_ascii() && said.contains(['%', '\\', '&']))
}

/// Reads the answer to `products`.
fn list(words: &Vocabulary, http_status: u16, body: &str) -> Result<ProductListing, Fault> {
    let body = body::value(body);
    vet(words, http_status, body)?;
    let rows = wire::rows(body, &["products", "data"])?;
    let mut goods = HashMap::new();
    let read: Vec<Result<Listed, Unread>> = (1..)
        .zip(&rows)
        .map(|(place, raw)| {
            let (listed, facts) = row(words, place, raw)?;
            goods.insert(listed.provider_service_id.clone(), facts);
            Ok(listed)
        })
        .collect();
    let listing = Listing::of(read);
    let nameless = listing.nameless();
    if nameless > rows.len().saturating_sub(nameless) {
        return Err(Fault::Shape);
    }
    Ok(ProductListing { listing, goods })
}

fn row(words: &Vocabulary, place: usize, raw: &RawValue) -> Result<(Listed, Goods), Unread> {
    let unread = |id, (field, flaw)| Unread { place, id, field, flaw };
    let Some(members) = wire::object(raw.get()) else {
        return Err(unread(None, (Field::Row, Flaw::Unreadable)));
    };
    let id = id(&members).map_err(|flaw| unread(None, (Field::Id, flaw)))?;
    read(words, &members, &id).map_err(|flawed| unread(Some(id), flawed))
}

fn id(members: &Members<'_>) -> Result<String, Flaw> {
    let raw = listing::one(members, "product")?.ok_or(Flaw::Missing)?;
    wire::id(raw).ok_or(Flaw::Unreadable)
}

fn read(words: &Vocabulary, members: &Members<'_>, id: &str) -> Result<(Listed, Goods), Flawed> {
    let text = |names: &[&str]| members.any(names).and_then(wire::cut_scalar);
    let asks = asks(members).map_err(|flaw| (Field::Kind, flaw))?;
    let Limits { min, max } = listing::limits(members)?;
    let row = Listed {
        provider_service_id: id.to_owned(),
        name: listing::name(members).map_err(|flaw| (Field::Name, flaw))?,
        category: text(&["category"]).unwrap_or_default(),
        kind: if asks.is_empty() { ServiceType::Product } else { ServiceType::AskedProduct },
        kind_label: text(&["type"]).unwrap_or_default(),
        rate: listing::rate(words, members).map_err(|flaw| (Field::Rate, flaw))?,
        pricing: Pricing::PerUnit,
        min,
        max,
        refill: false,
        cancel: false,
        dripfeed: false,
        description: text(&["description", "desc"]),
        average_time: None,
    };
    let row = row.clean();
    if row.name.is_empty() {
        return Err((Field::Name, Flaw::Missing));
    }
    Ok((row, Goods { stock: stock(members), asks }))
}

/// What the buyer is asked for. What is there and leaves nothing that can be asked is no nothing:
/// an order would be sent without it.
fn asks(members: &Members<'_>) -> Result<String, Flaw> {
    let Some(raw) = listing::one(members, "require")?.filter(|raw| !wire::is_blank(raw)) else {
        return Ok(String::new());
    };
    let asks = clean_asks(&wire::cut_scalar(raw).ok_or(Flaw::Unreadable)?);
    if asks.is_empty() { Err(Flaw::Unreadable) } else { Ok(asks) }
}

/// How many there are: a count of none, or a word for it, is believed before a count of some.
fn stock(members: &Members<'_>) -> Stock {
    let word = members.get("status").and_then(wire::cut_scalar).unwrap_or_default();
    let word: String =
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let left = members.get("inventory").filter(|raw| !wire::is_blank(raw)).and_then(wire::whole);
    let is_out = word.starts_with("out") || word.contains("soldout") || word == "unavailable";
    match left {
        _ if is_out => Stock::Out,
        Some(..=0) => Stock::Out,
        left => Stock::In { left },
    }
}

/// Reads the answer to `product_order_status` for one order.
fn status(
    words: &Vocabulary,
    http_status: u16,
    body: &str,
    asked: &str,
) -> Result<ProductRow, Fault> {
    let row = reading::status(words, http_status, body, asked)?;
    if !matches!(row, Row::Report(_)) {
        return Ok(row.into());
    }
    match goods_in(body::value(body), asked, DEPTH_MAX) {
        Ok(goods) => Ok(ProductRow { row, goods: goods.map(SecretString::from) }),
        // Goods that are there twice, or no text, are not to be chosen from.
        Err(_) => Ok(Row::Unreadable.into()),
    }
}

/// The goods of the report that was read of an answer, wherever it stands there.
fn goods_in(json: &str, asked: &str, depth: u8) -> Result<Option<String>, Flaw> {
    let depth = depth.checked_sub(1).ok_or(Flaw::Unreadable)?;
    if let Some([only]) = wire::list(json).as_deref() {
        return goods_in(only.get(), asked, depth);
    }
    let Some(members) = wire::object(json) else { return Ok(None) };
    let inner = || members.get(asked).or_else(|| members.any(&["orders", "data"]));
    match listing::one(&members, "result")?.filter(|raw| !wire::is_blank(raw)) {
        Some(raw) => goods(raw).map(Some),
        None if members.get("charge").is_some() => Ok(None),
        None => inner().map_or(Ok(None), |raw| goods_in(raw.get(), asked, depth)),
    }
}

/// One text; of a list a line for each.
fn goods(raw: &RawValue) -> Result<String, Flaw> {
    let text = match wire::list(raw.get()) {
        Some(rows) => {
            let lines: Option<Vec<String>> = rows.into_iter().map(line).collect();
            lines.map(|lines| lines.join("\n"))
        }
        None => line(raw),
    };
    let text = clean_goods(&text.ok_or(Flaw::Unreadable)?);
    if text.is_empty() { Err(Flaw::Unreadable) } else { Ok(text) }
}

/// A text or number as it is; of an object what is written, for its members belong together.
fn line(raw: &RawValue) -> Option<String> {
    wire::scalar(raw).or_else(|| wire::object(raw.get()).map(|_| raw.get().to_owned()))
}

#[cfg(test)]
#[path = "products_tests.rs"]
mod tests;
