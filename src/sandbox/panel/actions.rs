//! The panel's calls: what each action answers, in the words and forms of real panels.
//!
//! Owns the checks of an `add` in the order in which panels make them. Business errors are data:
//! `{"error": text}`. Must never do anything for a wrong key.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::families::Family;
use super::orders::Order;
use super::products;
use super::service_types;
use super::services::ServiceRow;
use super::state::{State, Wish};

/// The most ids in one batch.
const BATCH_MAX: usize = 100;
/// The longest link.
const LINK_MAX_CHARS: usize = 500;
/// The most runs of a drip-feed.
const RUNS_MAX: i64 = 1_000;

const BAD_ORDER: &str = "Incorrect order ID";
const BAD_REQUEST: &str = "Incorrect request";
const BAD_QUANTITY: &str = "Incorrect quantity";
const BAD_SERVICE: &str = "Incorrect service ID";

/// The parameters of one call.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads form bodies and query strings; the first of a repeated name counts.
    pub fn read(sources: &[&[u8]]) -> Self {
        let pairs = sources.iter().flat_map(|source| url::form_urlencoded::parse(source));
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// Parameters that were read already; the first of a repeated name counts.
    pub const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A parameter that is there and not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// All parameters but the key and the action.
    pub fn without_key(&self) -> Vec<(String, String)> {
        let kept = |pair: &&(String, String)| pair.0 != "key" && pair.0 != "action";
        self.0.iter().filter(kept).cloned().collect()
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }

    pub(super) fn lines(&self, name: &str) -> i64 {
        let lines = self.get(name).unwrap_or_default().lines();
        i64::try_from(lines.filter(|line| !line.trim().is_empty()).count()).unwrap_or(i64::MAX)
    }
}

/// What `{"error": text}` says.
pub fn error(text: &str) -> Value {
    json!({ "error": text })
}

/// Does what a call asks and answers it.
pub fn perform(state: &mut State, action: &str, form: &Form, now_ms: u64) -> Value {
    state.advance(now_ms);
    match action {
        "services" => state.services.iter().map(ServiceRow::to_json).collect(),
        "add" => add(state, form, now_ms),
        "status" => status(state, form),
        "refill" => refill(state, form, now_ms),
        "refill_status" => refill_status(state, form, now_ms),
        "cancel" => cancel(state, form),
        "balance" => {
            let balance = state.balance.normalize().to_string();
            json!({ "balance": balance, "currency": state.currency })
        }
        _ if products::ACTIONS.contains(&action) => products::perform(state, action, form, now_ms),
        _ => error(BAD_REQUEST),
    }
}

fn add(state: &mut State, form: &Form, now_ms: u64) -> Value {
    let request_id = form.get("request_id").unwrap_or_default();
    if let Some(id) = state.placed_as(request_id) {
        return json!({ "order": id });
    }
    let service = form.number("service").and_then(|id| state.service(id)).cloned();
    let placed = service
        .ok_or_else(|| BAD_SERVICE.to_owned())
        .and_then(|service| wish(service, form))
        .and_then(|wish| state.place(wish, now_ms).map_err(str::to_owned));
    match placed {
        Ok(id) => {
            state.remember(request_id, id);
            json!({ "order": id })
        }
        Err(text) => error(&text),
    }
}

fn wish(service: ServiceRow, form: &Form) -> Result<Wish, String> {
    if service.kind == "Subscriptions" {
        return subscription(service, form);
    }
    let link = form.get("link").filter(|link| is_link(link)).ok_or("Bad link")?.to_owned();
    let quantity = quantity(&service, form)?;
    let price = service.billing().price(service.rate, quantity).ok_or(BAD_QUANTITY)?;
    let family = form.number("quantity").and_then(|each| Family::of_runs(form, each));
    Ok(Wish { service, link, quantity, price, family })
}

/// Charged by the post later, so that it costs nothing at first.
fn subscription(service: ServiceRow, form: &Form) -> Result<Wish, String> {
    let link = form.get("username").ok_or("Bad link")?.to_owned();
    let (min, max) = form.number("min").zip(form.number("max")).ok_or(BAD_QUANTITY)?;
    in_range(&service, min)?;
    in_range(&service, max)?;
    form.number("delay").ok_or(BAD_REQUEST)?;
    let family = Some(Family::of_posts(form, max).ok_or(BAD_REQUEST)?);
    Ok(Wish { service, link, quantity: 0, price: Decimal::ZERO, family })
}

fn is_link(link: &str) -> bool {
    let clean = |letter: char| !letter.is_whitespace() && !letter.is_control();
    let addressed = link.starts_with('@') || link.contains('.');
    addressed && link.chars().all(clean) && link.chars().count() <= LINK_MAX_CHARS
}

/// The billed quantity of a type.
fn quantity(service: &ServiceRow, form: &Form) -> Result<i64, String> {
    match service_types::check(&service.kind, form)? {
        _ if service.kind.ends_with("Package") => Ok(1),
        Some(lines) => in_range(service, lines),
        None => {
            let quantity = form.number("quantity").ok_or(BAD_QUANTITY)?;
            drip(service, form, in_range(service, quantity)?)
        }
    }
}

fn in_range(service: &ServiceRow, quantity: i64) -> Result<i64, String> {
    if quantity < service.min {
        Err(format!("Quantity less than minimal {}", service.min))
    } else if quantity > service.max {
        Err(format!("Quantity more than maximum {}", service.max))
    } else {
        Ok(quantity)
    }
}

fn drip(service: &ServiceRow, form: &Form, quantity: i64) -> Result<i64, String> {
    match (form.get("runs"), form.get("interval")) {
        (None, None) => Ok(quantity),
        _ if !service.dripfeed => Err("No dripfeed support".to_owned()),
        (None, Some(_)) => Err("Runs is required".to_owned()),
        (Some(_), None) => Err("Interval time is required".to_owned()),
        (Some(_), Some(_)) => {
            let runs = form.number("runs").filter(|runs| (1..=RUNS_MAX).contains(runs));
            let billed = runs.and_then(|runs| quantity.checked_mul(runs));
            billed.ok_or_else(|| BAD_QUANTITY.to_owned())
        }
    }
}

fn status(state: &State, form: &Form) -> Value {
    if let Some(id) = form.get("order") {
        return one_status(state, id);
    }
    match batch(form, "orders") {
        Some(ids) => {
            let rows: Map<String, Value> =
                ids.iter().map(|id| ((*id).to_owned(), one_status(state, id))).collect();
            Value::Object(rows)
        }
        None => error(BAD_REQUEST),
    }
}

fn one_status(state: &State, id: &str) -> Value {
    let order = id.parse().ok().and_then(|id: i64| state.order(id));
    let told = |order| state.family_report(order).unwrap_or_else(|| report(order, &state.currency));
    order.map_or_else(|| error(BAD_ORDER), told)
}

fn report(order: &Order, currency: &str) -> Value {
    json!({
        "charge": order.charge.to_string(),
        "start_count": order.start_count.to_string(),
        "status": order.status,
        "remains": order.remains.to_string(),
        "currency": currency,
    })
}

/// The ids of a batch; `None` when there is none or too many.
fn batch<'a>(form: &'a Form, name: &str) -> Option<Vec<&'a str>> {
    let ids: Vec<&str> = form.get(name)?.split(',').map(str::trim).collect();
    (ids.len() <= BATCH_MAX).then_some(ids)
}

/// A batch answered as a list of rows: the id under one name, what came of it under another.
fn listed(ids: &[&str], names: [&str; 2], mut one: impl FnMut(&str) -> Value) -> Value {
    let [id_name, result_name] = names;
    let row = |id: &&str| {
        let number = id.parse::<i64>().map_or_else(|_| json!(id), |number| json!(number));
        json!({ id_name: number, result_name: one(id) })
    };
    ids.iter().map(row).collect()
}

fn refill(state: &mut State, form: &Form, now_ms: u64) -> Value {
    let mut one = |id: &str| -> Result<i64, Value> {
        let known = id.parse().ok().filter(|id: &i64| state.order(*id).is_some());
        let id = known.ok_or_else(|| error(BAD_ORDER))?;
        state.refill(id, now_ms).ok_or_else(|| error("Order not eligible for refill."))
    };
    match (form.get("order"), batch(form, "orders")) {
        (Some(id), _) => match one(id) {
            Ok(refill) => json!({ "refill": refill.to_string() }),
            Err(refused) => refused,
        },
        (None, Some(ids)) => listed(&ids, ["order", "refill"], |id| {
            one(id).map_or_else(|refused| refused, |refill| json!(refill))
        }),
        (None, None) => error(BAD_REQUEST),
    }
}

fn refill_status(state: &State, form: &Form, now_ms: u64) -> Value {
    let one = |id: &str| id.parse().ok().and_then(|id| state.refill_status(id, now_ms));
    let missing = || error("Refill not found");
    match (form.get("refill"), batch(form, "refills")) {
        (Some(id), _) => one(id).map_or_else(missing, |status| json!({ "status": status })),
        (None, Some(ids)) => listed(&ids, ["refill", "status"], |id| {
            one(id).map_or_else(missing, |status| json!(status))
        }),
        (None, None) => error(BAD_REQUEST),
    }
}

fn cancel(state: &mut State, form: &Form) -> Value {
    let mut one = |id: &str| match id.parse().is_ok_and(|id| state.cancel(id)) {
        true => json!(1),
        false => error(BAD_ORDER),
    };
    match (batch(form, "orders"), form.get("order")) {
        (Some(ids), _) => listed(&ids, ["order", "cancel"], one),
        (None, Some(id)) => json!({ "cancel": one(id) }),
        (None, None) => error(BAD_REQUEST),
    }
}
