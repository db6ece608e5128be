//! Names as real panels have them: nobody has to choose by a name that is cut.

use crate::support::world::PANEL_KEY;
use crate::support::{World, WorldOptions};
use storefront::sandbox::panel::{PanelOptions, ServiceRow, catalog};

const CATEGORY: &str = "⭐ Instagram Followers ⭐ | Cheapest in the market | Updated daily ⚡";

fn long_name(number: i64) -> String {
    format!(
        "🇺🇸 Instagram Followers [Max {number}00K] | HQ & Real Mixed | 0-1 Hour | R30 ♻️ | \
         {number}K/Day ⚡ | Cancel Button ⛔ | <Recommended>"
    )
}

fn row(id: i64, name: String, category: &str) -> ServiceRow {
    ServiceRow { id, name, category: category.to_owned(), ..catalog().remove(0) }
}

async fn market() -> World {
    let mut services: Vec<ServiceRow> =
        (1..=8).map(|id| row(id, long_name(id), CATEGORY)).collect();
    services.push(row(9, "Likes | Real".to_owned(), "Likes"));
    services.push(row(10, "Likes | Cheapest".to_owned(), "Likes"));
    let panel = PanelOptions { speed: 0, services, ..PanelOptions::new(PANEL_KEY) };
    World::with(WorldOptions { panel, ..WorldOptions::default() }).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_names_are_read_in_full_and_chosen_by_their_numbers() {
    let world = market().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/order").await;
    alice.expects(&format!("1. {CATEGORY} · 8\n2. Likes · 2"));
    assert_eq!(alice.labels(), ["1", "2", "❌ Cancel"]);
    alice.taps("1").await;
    for id in 1..=6 {
        alice.expects(&format!("{id}. {} · $1.17", long_name(id)));
    }
    assert_eq!(alice.labels()[..6], ["1", "2", "3", "4", "5", "6"]);
    assert!(alice.screen().lines().count() <= 12, "{}", alice.screen());
    alice.taps("▶️").await;
    alice.expects(&format!("2. {} · $1.17", long_name(8)));
    alice.taps("2").await;
    alice.expects(&long_name(8));
    // An owner's short names are buttons again, page by page.
    let olga = world.owner();
    for id in [7, 8] {
        olga.words(&format!("v:{id}:0"), ("Rename", "English"), &format!("Followers {id}")).await;
    }
    alice.taps("Back").await;
    assert_eq!(alice.labels()[..2], ["Followers 7 · $1.17", "Followers 8 · $1.17"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_names_are_buttons() {
    let world = market().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/order").await;
    alice.taps("Likes").await;
    let labels = alice.labels();
    assert_eq!(labels[..2], ["Real · $1.17", "Cheapest · $1.17"]);
    assert_eq!(alice.screen().lines().count(), 2, "{}", alice.screen());
    world.audit().await;
}
