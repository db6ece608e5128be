//! A panel with as little of its own as possible: a long list of services, and an answer to any
//! question about orders. Counts what it is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

#[derive(Clone)]
pub struct Panel(Arc<Inner>);

struct Inner {
    services: Value,
    questions: AtomicU64,
}

impl Panel {
    pub fn new(services: i64) -> Self {
        let inner =
            Inner { services: (1..=services).map(service).collect(), questions: AtomicU64::new(0) };
        Self(Arc::new(inner))
    }

    pub fn router(&self) -> Router {
        Router::new().route("/panel/api/v2", post(call)).with_state(self.clone())
    }

    /// Questions about orders since the last look.
    pub fn take_questions(&self) -> u64 {
        self.0.questions.swap(0, Ordering::Relaxed)
    }
}

/// Fifty to a category, with names as long as real ones.
fn service(id: i64) -> Value {
    let category = (id - 1) / 50 + 1;
    json!({
        "service": id,
        "name": format!("Instagram Followers | Real accounts {id} | Max 500K | R30 | Fast start"),
        "type": "Default",
        "category": format!("Instagram Followers [Section {category}]"),
        "rate": format!("{}.{:02}", id % 40 + 1, id % 100),
        "min": "10",
        "max": "500000",
        "refill": id % 2 == 0,
        "cancel": id % 3 == 0,
        "description": "Starts within an hour, up to 50,000 a day; the account must be public.",
        "average_time": "1 hour 20 minutes",
    })
}

async fn call(State(panel): State<Panel>, body: Bytes) -> Json<Value> {
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    let field = |name: &str| {
        form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    };
    Json(match field("action") {
        "services" => panel.0.services.clone(),
        "balance" => json!({ "balance": "1000.00", "currency": "USD" }),
        "status" => {
            panel.0.questions.fetch_add(1, Ordering::Relaxed);
            let status = json!({
                "charge": "0.90", "start_count": "1200", "status": "In progress",
                "remains": "900", "currency": "USD",
            });
            match field("orders") {
                "" => status,
                ids => {
                    let row = |id: &str| (id.to_owned(), status.clone());
                    Value::Object(ids.split(',').map(row).collect::<Map<_, _>>())
                }
            }
        }
        _ => json!({ "error": "Incorrect request" }),
    })
}
