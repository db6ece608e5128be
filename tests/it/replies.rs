//! Replies that no provider would write, over sockets that no server would use: whatever comes, the
//! shop goes on in time, sends nothing twice, and moves no money and no service on it.

mod catalog;
mod orders;
mod reports;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::mutation::{Dice, mutate};
use crate::support::rude::Reply;
use crate::support::{Rude, World, WorldOptions};
use serde_json::{Value, json};

/// Services of the panel at its best.
const SERVICES: usize = 40;
/// No call may take longer, however long the machine makes the client's own limits.
const HANG: Duration = Duration::from_secs(30);

/// What a panel said last, for the check after it.
type Heard<T> = Arc<Mutex<T>>;

fn service(id: usize) -> Value {
    json!({ "service": id, "name": format!("Followers {id}"), "type": "Default",
        "category": "Instagram Followers", "rate": format!("0.{:02}", id % 90 + 5),
        "min": "10", "max": 10_000, "refill": true, "cancel": false })
}

fn healthy(action: &str) -> Reply {
    let body = match action {
        "services" => (1..=SERVICES).map(service).collect(),
        "balance" => json!({ "balance": "100.84292", "currency": "USD" }),
        other => json!({ "error": format!("{other} is not answered here") }),
    };
    Reply::plain(body.to_string())
}

/// A shop whose only provider is a panel at its best, until a test tells it something else.
async fn world_of(rude: &Rude) -> World {
    let vars = vec![("PROVIDER_MAIN_URL", rude.url())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, 40);
    world
}

/// A mutated reply, or now and then one as it should be, in whatever manner it comes then.
fn rude(dice: &mut Dice, beginnings: &[String]) -> Reply {
    let body = match dice.one_in(3) {
        true => dice.pick::<String>(beginnings).clone().into_bytes(),
        false => mutate(dice, beginnings),
    };
    Reply::rude(dice, body)
}

/// Waits for a call of the shop that must end by itself.
async fn ends<T>(what: &str, call: impl Future<Output = T>) -> T {
    let ended = tokio::time::timeout(HANG, call).await;
    ended.unwrap_or_else(|_| panic!("{what} hangs"))
}
