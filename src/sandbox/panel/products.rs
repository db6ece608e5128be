//! Products of the panel: a shelf with stock, and orders of it that are delivered as a text after a
//! while. Their numbers are another space than those of services: both begin alike.
//!
//! Owns the forms of the documented example: numbers as numbers, a request to the buyer only where
//! there is one. Must never touch the orders of services.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

use super::Panel;
use super::actions::{Form, error};
use super::state::{FIRST_ORDER, NO_FUNDS, State};

/// The actions of this file.
pub const ACTIONS: [&str; 3] = ["products", "add_product_order", "product_order_status"];
/// How long an order waits.
const PENDING_MS: u64 = 4_000;
/// When it is delivered.
const DELIVERED_MS: u64 = 20_000;

/// One product.
#[derive(Debug, Clone)]
pub struct ProductRow {
    /// Its number.
    pub id: i64,
    /// As real panels write it.
    pub name: String,
    /// The heading it stands under.
    pub category: String,
    /// What the buyer is asked for; empty for nothing.
    pub require: String,
    /// Price of one.
    pub rate: Decimal,
    /// Smallest quantity.
    pub min: i64,
    /// Largest quantity.
    pub max: i64,
    /// How many there are; `None` where it is not told.
    pub inventory: Option<i64>,
}

/// One order of a product.
#[derive(Debug, Clone)]
pub struct ProductOrder {
    /// The panel's number.
    pub id: i64,
    /// The product's number.
    pub product: i64,
    /// Pieces.
    pub quantity: i64,
    /// What the buyer answered, or empty.
    pub require: String,
    /// What the panel keeps of the price.
    pub charge: Decimal,
    /// A status that somebody set.
    status: Option<String>,
    /// The goods.
    result: String,
    /// When it was accepted, on the panel's clock.
    at_ms: u64,
}

/// All products and their orders.
#[derive(Debug)]
pub struct Shelf {
    /// What is sold.
    pub rows: Vec<ProductRow>,
    orders: BTreeMap<i64, ProductOrder>,
    /// What the next orders deliver; else something is made up.
    planted: Option<String>,
}

impl Default for Shelf {
    fn default() -> Self {
        let of = |id, name: &str, category: &str, cents| ProductRow {
            id,
            name: name.to_owned(),
            category: category.to_owned(),
            require: String::new(),
            rate: Decimal::new(cents, 2),
            min: 1,
            max: 10,
            inventory: Some(40),
        };
        let account = "Input your account".to_owned();
        let rows = vec![
            ProductRow {
                require: account.clone(),
                ..of(1, "Netflix premium 1 month", "Netflix", 250)
            },
            ProductRow {
                require: account,
                max: 1,
                inventory: Some(0),
                ..of(2, "Youtube premium 1 month", "Youtube premium", 500)
            },
            ProductRow {
                max: 2,
                inventory: None,
                ..of(3, "Facebook account 5000 friends", "Accounts", 50)
            },
            of(4, "Steam gift card 5 USD", "Gift cards", 525),
        ];
        Self { rows, orders: BTreeMap::new(), planted: None }
    }
}

impl Shelf {
    /// Delivers this text from the next order on.
    pub fn plant(&mut self, text: &str) {
        self.planted = Some(text.to_owned());
    }

    /// All orders, oldest first.
    pub fn orders(&self) -> Vec<ProductOrder> {
        self.orders.values().cloned().collect()
    }

    /// Gives an order a status for good; false when there is no such order.
    pub fn set_status(&mut self, id: i64, status: &str) -> bool {
        let found = self.orders.get_mut(&id);
        found.map(|order| order.status = Some(status.to_owned())).is_some()
    }
}

impl Panel {
    /// All orders of products, oldest first.
    #[must_use]
    pub fn product_orders(&self) -> Vec<ProductOrder> {
        self.with(|state, _| state.shelf.orders())
    }

    /// The shelf as it is now.
    #[must_use]
    pub fn products(&self) -> Vec<ProductRow> {
        self.with(|state, _| state.shelf.rows.clone())
    }

    /// Changes a product from now on; false when there is no such product.
    pub fn change_product(&self, id: i64, change: impl FnOnce(&mut ProductRow)) -> bool {
        self.with(|state, _| {
            state.shelf.rows.iter_mut().find(|row| row.id == id).map(change).is_some()
        })
    }

    /// From now on there are so many of each product.
    pub fn stock_all(&self, left: i64) {
        self.with(|state, _| {
            for row in &mut state.shelf.rows {
                row.inventory = Some(left);
            }
        });
    }

    /// Delivers this text for later orders of products.
    pub fn plant_goods(&self, text: &str) {
        self.with(|state, _| state.shelf.plant(text));
    }

    /// Gives an order of a product a status for good; false when there is no such order.
    pub fn set_product_status(&self, id: &str, status: &str) -> bool {
        let number = id.parse().unwrap_or_default();
        self.with(|state, _| state.shelf.set_status(number, status))
    }
}

/// Does what a call about products asks and answers it.
pub fn perform(state: &mut State, action: &str, form: &Form, now_ms: u64) -> Value {
    match action {
        "products" => state.shelf.rows.iter().map(listed).collect(),
        "add_product_order" => match add(state, form, now_ms) {
            Ok(id) => json!({ "order": id }),
            Err(text) => error(&text),
        },
        _ => status(state, form, now_ms),
    }
}

fn listed(row: &ProductRow) -> Value {
    let is_out = row.inventory == Some(0);
    let mut listed = Map::new();
    let mut put = |name: &str, value: Value| listed.insert(name.to_owned(), value);
    put("product", json!(row.id));
    put("name", json!(row.name));
    if !row.require.is_empty() {
        put("require", json!(row.require));
    }
    put("rate", number(row.rate));
    put("min", json!(row.min));
    put("max", json!(row.max));
    put("category", json!(row.category));
    put("status", json!(if is_out { "Out of stock" } else { "In stock" }));
    if let Some(inventory) = row.inventory {
        put("inventory", json!(inventory));
    }
    put("type", json!(if row.inventory.is_some() { "Auto" } else { "Service" }));
    Value::Object(listed)
}

fn number(amount: Decimal) -> Value {
    let written = amount.normalize().to_string();
    written.parse::<Number>().map_or(Value::String(written), Value::Number)
}

fn add(state: &mut State, form: &Form, now_ms: u64) -> Result<i64, String> {
    let id = form.number("product").ok_or("Incorrect request")?;
    let quantity = form.number("quantity").ok_or("Incorrect quantity")?;
    let require = form.get("require").unwrap_or_default().to_owned();
    let row = state.shelf.rows.iter_mut().find(|row| row.id == id).ok_or("Incorrect product ID")?;
    if quantity < row.min {
        return Err(format!("Quantity less than minimal {}", row.min));
    }
    if quantity > row.max {
        return Err(format!("Quantity more than maximum {}", row.max));
    }
    if !row.require.is_empty() && require.is_empty() {
        return Err("Incorrect request".to_owned());
    }
    if row.inventory.is_some_and(|left| left < quantity) {
        return Err("Product out of stock".to_owned());
    }
    let charge = row.rate.checked_mul(quantity.into()).ok_or("Incorrect quantity")?;
    let left = state.balance.checked_sub(charge).filter(|left| *left >= Decimal::ZERO);
    state.balance = left.ok_or(NO_FUNDS)?;
    row.inventory = row.inventory.map(|left| left.saturating_sub(quantity));
    let last = state.shelf.orders.keys().next_back().copied();
    let order_id = last.map_or(FIRST_ORDER, |last| last.saturating_add(1));
    let made_up = || {
        let codes = (1..=quantity).map(|piece| format!("GIFT-{order_id}-{piece:04}"));
        codes.collect::<Vec<_>>().join("\n")
    };
    let result = state.shelf.planted.clone().unwrap_or_else(made_up);
    let order = ProductOrder {
        id: order_id,
        product: id,
        quantity,
        require,
        charge,
        status: None,
        result,
        at_ms: now_ms,
    };
    state.shelf.orders.insert(order_id, order);
    Ok(order_id)
}

fn status(state: &State, form: &Form, now_ms: u64) -> Value {
    let one = |id: &str| {
        let order = id.trim().parse().ok().and_then(|id: i64| state.shelf.orders.get(&id));
        order.map_or_else(|| error("Incorrect order ID"), |order| report(order, now_ms))
    };
    match (form.get("order"), form.get("orders")) {
        (Some(id), _) => one(id),
        (None, Some(ids)) => {
            let rows: Map<String, Value> =
                ids.split(',').map(|id| (id.trim().to_owned(), one(id))).collect();
            Value::Object(rows)
        }
        (None, None) => error("Incorrect request"),
    }
}

fn report(order: &ProductOrder, now_ms: u64) -> Value {
    let course = match now_ms.saturating_sub(order.at_ms) {
        ..PENDING_MS => "Pending",
        PENDING_MS..DELIVERED_MS => "In progress",
        _ => "Completed",
    };
    let status = order.status.as_deref().unwrap_or(course);
    match status {
        "Completed" => {
            json!({ "charge": number(order.charge), "status": status, "result": order.result })
        }
        "Canceled" => json!({ "charge": 0, "status": status, "note": "Out of stock" }),
        _ => json!({ "charge": number(order.charge), "status": status }),
    }
}
