//! Answers as each dialect words them, made from those of the first.
//!
//! Owns the forms of the documents. Must never add a fact: what is not in the answer of the first
//! dialect is not known here.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::actions::{Form, error};
use super::dialect::Dialect;

/// The members of a service in the document of this dialect.
const YUMUP_SERVICE: [&str; 8] =
    ["service", "name", "type", "category", "rate", "min", "max", "refill"];
/// See [`YUMUP_SERVICE`].
const PAYNOW_SERVICE: [&str; 9] =
    ["service", "name", "type", "category", "rate", "min", "max", "refill", "cancel"];
/// All error texts of that document but those that are worded otherwise here.
const PAYNOW_ERRORS: [&str; 6] = [
    "Invalid API key",
    "Incorrect service ID",
    "Bad link",
    "Not enough funds on balance",
    "Incorrect order ID",
    "Answer number is required",
];

type Members = Map<String, Value>;

/// The answer to a call in a dialect.
pub fn render(dialect: Dialect, form: &Form, answer: Value) -> Value {
    let action = form.get("action").unwrap_or_default();
    match dialect {
        Dialect::Smmrich => answer,
        Dialect::Yumup => yumup(action, answer),
        Dialect::Paynow => paynow(action, answer),
        Dialect::Json => json_panel(action, form, answer),
    }
}

fn yumup(action: &str, answer: Value) -> Value {
    match action {
        "services" => each(answer, |service| only(service, &YUMUP_SERVICE)),
        "status" => reports(answer, |mut report| {
            report.remove("currency");
            if is(&report, "status", "Completed") {
                report.insert("status".to_owned(), json!("Success"));
                // Over-delivered, as in the document.
                let none_left = is(&report, "remains", "0");
                none_left.then(|| report.insert("remains".to_owned(), json!("-2")));
            }
            report
        }),
        "refill" => match &answer {
            Value::Array(rows) => {
                let first = rows.first().and_then(|row| row.get("refill")).cloned();
                match first {
                    Some(Value::Number(id)) => json!({ "refill": id.to_string() }),
                    refused => refused.unwrap_or_default(),
                }
            }
            _ => answer,
        },
        "refill_status" => errors(answer, &|text| match text {
            "Refill not found" => "Incorrect refill ID".to_owned(),
            other => other.to_owned(),
        }),
        _ => answer,
    }
}

fn paynow(action: &str, answer: Value) -> Value {
    let answer = errors(answer, &paynow_error);
    match action {
        "services" => each(answer, |mut service| {
            change(&mut service, "rate", five_decimals);
            change(&mut service, "min", number);
            change(&mut service, "max", number);
            only(service, &PAYNOW_SERVICE)
        }),
        "status" => reports(answer, |mut report| {
            change(&mut report, "start_count", number);
            change(&mut report, "remains", number);
            if is(&report, "status", "Canceled") {
                report.insert("status".to_owned(), json!("Cancelled"));
            }
            report
        }),
        "cancel" => each(answer, |mut row| {
            if row.get("cancel").is_some_and(Value::is_number) {
                row.insert("cancel".to_owned(), json!({ "status": 1 }));
            }
            row
        }),
        _ => answer,
    }
}

fn paynow_error(text: &str) -> String {
    if text.starts_with("Quantity less") {
        "Quantity less than minimum".to_owned()
    } else if text.starts_with("Quantity more") {
        "Quantity more than maximum".to_owned()
    } else if PAYNOW_ERRORS.contains(&text) {
        text.to_owned()
    } else {
        "Incorrect request".to_owned()
    }
}

fn json_panel(action: &str, form: &Form, answer: Value) -> Value {
    if let Some(text) = answer.get("error").and_then(Value::as_str) {
        return json!({ "status": "error", "error": text, "msg": text });
    }
    match action {
        "services" => json!({ "services": each(answer, json_service) }),
        "add" => {
            json!({ "status": "success", "order": answer.get("order").map(Value::to_string) })
        }
        "status" => json_statuses(form, answer),
        "balance" => with(answer, |balance| change(balance, "balance", number)),
        "cancel" if form.get("order").is_some() => json!({ "status": "success" }),
        _ => answer,
    }
}

fn json_service(mut service: Members) -> Members {
    for name in ["rate", "min", "max"] {
        change(&mut service, name, number);
    }
    for name in ["refill", "cancel", "dripfeed"] {
        change(&mut service, name, |flag| json!(u8::from(flag == &json!(true))));
    }
    change(&mut service, "service", |id| json!(id.to_string()));
    change(&mut service, "type", lower_case);
    for (name, other) in [("description", "desc"), ("average_time", "avg_time")] {
        if let Some(text) = service.remove(name) {
            service.insert(other.to_owned(), text);
        }
    }
    service
}

/// One report, or a list of reports that name their orders.
fn json_statuses(form: &Form, answer: Value) -> Value {
    let Some(id) = form.get("order") else {
        let Value::Object(rows) = answer else { return answer };
        return rows.into_iter().map(|(id, row)| json_report(&id, row)).collect();
    };
    json_report(id, answer)
}

fn json_report(id: &str, report: Value) -> Value {
    with(report, |report| {
        for name in ["charge", "start_count", "remains"] {
            change(report, name, number);
        }
        if is(report, "status", "Pending") {
            report.insert("start_count".to_owned(), Value::Null);
        }
        change(report, "status", lower_case);
        report.insert("order".to_owned(), json!(id));
    })
}

/// Changes every row of a list.
fn each(list: Value, mut row: impl FnMut(Members) -> Members) -> Value {
    match list {
        Value::Array(rows) => {
            let changed = rows.into_iter().map(|value| match value {
                Value::Object(members) => Value::Object(row(members)),
                other => other,
            });
            changed.collect()
        }
        other => other,
    }
}

/// Changes one report, or every report of a map; errors stay as they are.
fn reports(answer: Value, report: impl Fn(Members) -> Members) -> Value {
    let changed = |value: Value| match value {
        Value::Object(members) if members.contains_key("status") => Value::Object(report(members)),
        other => other,
    };
    match answer {
        Value::Object(rows) if !rows.contains_key("status") => {
            Value::Object(rows.into_iter().map(|(id, row)| (id, changed(row))).collect())
        }
        one => changed(one),
    }
}

/// Changes every error text at any depth.
fn errors(answer: Value, word: &dyn Fn(&str) -> String) -> Value {
    match answer {
        Value::Array(rows) => rows.into_iter().map(|row| errors(row, word)).collect(),
        Value::Object(members) => {
            let changed = members.into_iter().map(|(name, value)| match value {
                Value::String(text) if name == "error" => (name, json!(word(&text))),
                other => (name, errors(other, word)),
            });
            Value::Object(changed.collect())
        }
        other => other,
    }
}

fn with(value: Value, act: impl FnOnce(&mut Members)) -> Value {
    match value {
        Value::Object(mut members) => {
            act(&mut members);
            Value::Object(members)
        }
        other => other,
    }
}

fn only(members: Members, names: &[&str]) -> Members {
    members.into_iter().filter(|(name, _)| names.contains(&name.as_str())).collect()
}

fn is(members: &Members, name: &str, text: &str) -> bool {
    members.get(name).and_then(Value::as_str) == Some(text)
}

fn change(members: &mut Members, name: &str, act: impl Fn(&Value) -> Value) {
    if let Some(value) = members.get_mut(name) {
        *value = act(value);
    }
}

/// A number that was written as text.
fn number(text: &Value) -> Value {
    let read = text.as_str().and_then(|text| serde_json::from_str(text).ok());
    read.unwrap_or_else(|| text.clone())
}

fn five_decimals(text: &Value) -> Value {
    let rate = text.as_str().and_then(|text| Decimal::from_str(text).ok());
    let fixed = rate.map(|mut rate| {
        rate.rescale(5);
        json!(rate.to_string())
    });
    fixed.unwrap_or_else(|| text.clone())
}

fn lower_case(text: &Value) -> Value {
    let words = text.as_str().unwrap_or_default().to_lowercase();
    json!(words.replace(' ', "_"))
}

/// What a dialect says to a call that it does not have or cannot read.
pub fn refused(dialect: Dialect) -> Value {
    render(dialect, &Form::of(Vec::new()), error("Incorrect request"))
}
