//! The load generator: a Bot API with as little of its own as possible. Each customer presses the
//! next button of the browse flow as soon as the last screen is shown (or at a given pace).

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::sync::Notify;

/// The first customer.
pub const FIRST: i64 = 1_001;
/// What is pressed after what, by a part of the button's data.
pub type Walk = &'static [&'static str];
/// Menu, categories, services, card.
pub const BROWSE: Walk = &[":c:0", ":s:", ":v:", ":x"];
/// Menu, own orders, the card of one.
pub const ORDERS: Walk = &[":l:", ":d:", ":m"];

#[derive(Clone)]
pub struct Load(Arc<Inner>);

struct Inner {
    state: Mutex<Inside>,
    queued: Notify,
    shown: Notify,
    customers: i64,
}

#[derive(Default)]
struct Inside {
    queue: VecDeque<Value>,
    next_update: i64,
    next_message: i64,
    people: HashMap<i64, Customer>,
    latencies_us: Vec<u64>,
    walk: Walk,
    is_running: bool,
    is_paced: bool,
}

#[derive(Default)]
struct Customer {
    /// Data of the buttons on the present screen.
    buttons: Vec<String>,
    message_id: i64,
    step: usize,
    handed_out: Option<Instant>,
    is_waiting: bool,
}

impl Load {
    pub fn new(customers: i64) -> Self {
        let inner = Inner {
            state: Mutex::default(),
            queued: Notify::new(),
            shown: Notify::new(),
            customers,
        };
        Self(Arc::new(inner))
    }

    pub fn router(&self) -> Router {
        Router::new().route("/{bot}/{method}", post(call)).with_state(self.clone())
    }

    /// Everybody writes /start; returns when the first is answered.
    pub async fn begin(&self) {
        {
            let mut state = self.0.state.lock().unwrap();
            for person in FIRST..FIRST + self.0.customers {
                push_text(&mut state, person);
            }
        }
        self.0.queued.notify_one();
        self.until(|state| state.people.values().any(|one| !one.buttons.is_empty())).await;
        self.until(|state| state.people.values().all(|one| !one.buttons.is_empty())).await;
        // Everybody chooses the language.
        self.press_all(":gl:en");
        self.until(|state| state.people.values().all(|one| !one.is_waiting)).await;
    }

    /// The first customer writes /start and is answered.
    pub async fn greet_one(&self) {
        push_text(&mut self.0.state.lock().unwrap(), FIRST);
        self.0.queued.notify_one();
        self.until(|state| state.people.get(&FIRST).is_some_and(|one| !one.is_waiting)).await;
    }

    async fn until(&self, is_so: impl Fn(&Inside) -> bool) {
        loop {
            // Heard from here on: a screen that comes while it is looked is not missed.
            let mut shown = std::pin::pin!(self.0.shown.notified());
            shown.as_mut().enable();
            if is_so(&self.0.state.lock().unwrap()) {
                return;
            }
            let _ = tokio::time::timeout(Duration::from_millis(20), shown).await;
        }
    }

    fn press_all(&self, part: &str) {
        let mut state = self.0.state.lock().unwrap();
        let people: Vec<i64> = state.people.keys().copied().collect();
        for person in people {
            press(&mut state, person, part);
        }
        drop(state);
        self.0.queued.notify_one();
    }

    /// Whether the first customer finds a category; they go back to the menu.
    pub async fn has_catalog(&self) -> bool {
        let has_categories = self.first_presses(":c:0", ":s:").await;
        // From a list one leaves by Cancel, from an empty shop by Menu.
        self.first_presses(":x", ":c:0").await;
        self.first_presses(":m", ":c:0").await;
        if !has_categories {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        has_categories
    }

    /// The first customer presses a button, if it is there; whether `expected` is on the screen
    /// then.
    async fn first_presses(&self, part: &str, expected: &str) -> bool {
        let is_there = press(&mut self.0.state.lock().unwrap(), FIRST, part);
        if !is_there {
            return false;
        }
        self.0.queued.notify_one();
        self.until(|state| state.people.get(&FIRST).is_some_and(|one| !one.is_waiting)).await;
        let state = self.0.state.lock().unwrap();
        state.people[&FIRST].buttons.iter().any(|data| data.contains(expected))
    }

    /// Everybody goes this way again and again for a while; returns every latency in µs.
    pub async fn run(&self, walk: Walk, time: Duration, pace: Option<u32>) -> Vec<u64> {
        {
            let mut state = self.0.state.lock().unwrap();
            state.latencies_us.clear();
            (state.walk, state.is_running, state.is_paced) = (walk, true, pace.is_some());
            for one in state.people.values_mut() {
                one.step = 0;
            }
        }
        match pace {
            None => {
                self.press_all(walk[0]);
                tokio::time::sleep(time).await;
            }
            Some(pace) => self.run_paced(time, pace).await,
        }
        self.0.state.lock().unwrap().is_running = false;
        self.until(|state| state.people.values().all(|one| !one.is_waiting)).await;
        std::mem::take(&mut self.0.state.lock().unwrap().latencies_us)
    }

    /// Whoever stopped half-way goes back to the menu, where none of it is counted.
    pub async fn go_home(&self) {
        for way in [":x", ":m"] {
            self.press_all(way);
            self.until(|state| state.people.values().all(|one| !one.is_waiting)).await;
        }
    }

    async fn run_paced(&self, time: Duration, pace: u32) {
        let began = Instant::now();
        let mut tick = tokio::time::interval(Duration::from_secs(1) / pace);
        let mut person = 0;
        while began.elapsed() < time {
            tick.tick().await;
            person = (person + 1) % self.0.customers;
            let mut state = self.0.state.lock().unwrap();
            next_step(&mut state, FIRST + person);
            drop(state);
            self.0.queued.notify_one();
        }
    }
}

fn push_text(state: &mut Inside, person: i64) {
    state.next_update += 1;
    let update = json!({
        "update_id": state.next_update,
        "message": {
            "message_id": state.next_update, "date": 1_790_000_000,
            "from": user(person), "chat": chat(person), "text": "/start",
            "entities": [{ "type": "bot_command", "offset": 0, "length": 6 }],
        },
    });
    state.people.insert(person, Customer { is_waiting: true, ..Customer::default() });
    state.queue.push_back(update);
}

fn user(person: i64) -> Value {
    json!({ "id": person, "is_bot": false, "first_name": "Ann", "language_code": "en" })
}

fn chat(person: i64) -> Value {
    json!({ "id": person, "type": "private", "first_name": "Ann" })
}

/// Queues a press of the first button whose data contains `part`.
fn press(state: &mut Inside, person: i64, part: &str) -> bool {
    let Some(one) = state.people.get_mut(&person) else { return false };
    let Some(data) = one.buttons.iter().find(|data| data.contains(part)).cloned() else {
        return false;
    };
    if std::mem::replace(&mut one.is_waiting, true) {
        return false;
    }
    let message_id = one.message_id;
    state.next_update += 1;
    let update = json!({
        "update_id": state.next_update,
        "callback_query": {
            "id": state.next_update.to_string(), "from": user(person), "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": message_id, "date": 1_790_000_000, "chat": chat(person),
                "text": "screen",
            },
        },
    });
    state.queue.push_back(update);
    true
}

fn next_step(state: &mut Inside, person: i64) {
    let walk = state.walk;
    let Some(one) = state.people.get_mut(&person) else { return };
    let step = one.step % walk.len();
    if !one.is_waiting {
        one.step += 1;
        press(state, person, walk[step]);
    }
}

async fn call(
    State(load): State<Load>,
    Path((_, method)): Path<(String, String)>,
    body: Bytes,
) -> Json<Value> {
    let params: Value = serde_json::from_slice(&body).unwrap_or_default();
    // Names are written as one likes; teloxide begins them with a capital.
    let result = match method.to_lowercase().as_str() {
        "getupdates" => load.updates().await,
        "getme" => json!({
            "id": 99, "is_bot": true, "first_name": "Bench", "username": "bench_bot",
            "can_join_groups": true, "can_read_all_group_messages": false,
            "supports_inline_queries": false, "can_connect_to_business": false,
            "has_main_web_app": false,
        }),
        "getwebhookinfo" => json!({ "url": "" }),
        "sendmessage" | "editmessagetext" => load.show(&params),
        _ => json!(true),
    };
    Json(json!({ "ok": true, "result": result }))
}

impl Load {
    async fn updates(&self) -> Value {
        let until = Instant::now() + Duration::from_secs(25);
        loop {
            {
                let mut state = self.0.state.lock().unwrap();
                if !state.queue.is_empty() {
                    let count = state.queue.len().min(100);
                    let batch: Vec<Value> = state.queue.drain(..count).collect();
                    for update in &batch {
                        let from = update.pointer("/callback_query/from/id");
                        if let Some(one) =
                            from.and_then(Value::as_i64).and_then(|id| state.people.get_mut(&id))
                        {
                            one.handed_out = Some(Instant::now());
                        }
                    }
                    return Value::Array(batch);
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || tokio::time::timeout(left, self.0.queued.notified()).await.is_err()
            {
                return json!([]);
            }
        }
    }

    /// A screen is shown: the next button is pressed at once unless there is a pace.
    fn show(&self, params: &Value) -> Value {
        let person = params["chat_id"].as_i64().unwrap_or(0);
        let mut state = self.0.state.lock().unwrap();
        let message_id = params["message_id"].as_i64().unwrap_or_else(|| {
            state.next_message += 1;
            state.next_message
        });
        let buttons = params.pointer("/reply_markup/inline_keyboard").and_then(Value::as_array);
        let buttons: Vec<String> = buttons
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(|key| key["callback_data"].as_str().map(str::to_owned))
            .collect();
        let (is_running, is_paced) = (state.is_running, state.is_paced);
        let mut latency = None;
        if let Some(one) = state.people.get_mut(&person) {
            (one.buttons, one.message_id, one.is_waiting) = (buttons, message_id, false);
            latency = one.handed_out.take().map(|at| at.elapsed().as_micros());
            if is_running && !is_paced {
                one.step = one.step.max(1);
            }
        }
        if let Some(latency) = latency.filter(|_| is_running) {
            state.latencies_us.push(u64::try_from(latency).unwrap_or(u64::MAX));
            if !is_paced {
                next_step(&mut state, person);
            }
        }
        drop(state);
        self.0.queued.notify_one();
        self.0.shown.notify_waiters();
        json!({ "message_id": message_id, "date": 1_790_000_000, "chat": chat(person) })
    }
}
