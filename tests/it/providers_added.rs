//! Providers that owners add in the chat, what they decide about providers, and a provider whose
//! host becomes another one.

mod adding;
mod moving;
mod secrecy;
mod switching;

use storefront::domain::order::OrderState;
use storefront::sandbox::panel::PanelOptions;
use storefront::sandbox::telegram::Person;

use crate::support::owners::{SECOND_OWNER, owners};
use crate::support::world::OWNER;
use crate::support::{Actor, Scripted, World, WorldOptions};

/// Seals what is typed.
const MASTER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
/// What the panel of these stories asks for.
const KEY: &str = "TypedPanelKeyAAA";
const PATH: &str = "TypedPathBBB";

/// The settings of a shop of two owners that can seal.
fn sealing() -> Vec<(&'static str, String)> {
    let mut vars = owners(&[OWNER, SECOND_OWNER]);
    vars.push(("MASTER_KEY", MASTER_KEY.to_owned()));
    vars
}

/// The panel that is added.
async fn typed_panel() -> Scripted {
    Scripted::with(PanelOptions { speed: 0, ..PanelOptions::new(KEY) }).await
}

/// A shop that can seal, and the panel that is to be added.
async fn world() -> (World, Scripted) {
    let world = World::with(WorldOptions { vars: sealing(), ..WorldOptions::default() }).await;
    world.telegram.add_person(Person {
        language_code: Some("en".to_owned()),
        ..Person::named(SECOND_OWNER, "Oscar")
    });
    world.second_owner().says("/start").await;
    (world, typed_panel().await)
}

/// Everything that a panel was asked.
fn calls(panel: &Scripted) -> usize {
    ["add", "status", "services", "balance"].map(|action| panel.calls(action).len()).iter().sum()
}

impl World {
    /// Tries what was typed, once.
    async fn tries_providers(&self) {
        self.app.workers.try_new_providers().await.unwrap();
        self.settle().await;
    }

    /// Takes over who is to be called.
    async fn takes_over(&self) {
        self.app.workers.refresh_providers().await.unwrap();
    }

    /// The names of those who are called.
    fn called(&self) -> Vec<String> {
        self.app.workers.providers.all().iter().map(|it| it.name().to_owned()).collect()
    }

    /// An order of the first service of a provider, taken by it.
    async fn has_order_at(&self, provider: &str, person_id: i64) -> i64 {
        self.customer(person_id, &format!("C{person_id}"), "25").await;
        let service = self.service_number(provider, "1").await;
        let link = format!("https://instagram.com/c{person_id}");
        let order_id = self.places(person_id, service, &link, 1_000).await;
        self.submit().await;
        assert_eq!(self.order(order_id).await.state, OrderState::Active);
        order_id
    }
}

impl Actor<'_> {
    /// Types everything about a provider in the shop's currency.
    async fn types(&self, name: &str, url: &str, key: &str) {
        self.begins_to_add(name, url, key).await;
        self.taps("USD").await;
        self.expects("for its balance…");
    }

    /// The same up to its currency.
    async fn begins_to_add(&self, name: &str, url: &str, key: &str) {
        self.says("/providers").await;
        self.taps("➕ Add").await;
        self.says(name).await;
        self.says(url).await;
        self.says(key).await;
    }

    /// Adds a provider from beginning to end, its services included.
    async fn adds(&self, name: &str, panel: &Scripted) {
        self.types(name, &panel.url(), KEY).await;
        self.world.tries_providers().await;
        self.taps("Confirm").await;
        assert!(self.was_told(&format!("{name} is added")), "{}", self.screen());
        self.world.takes_over().await;
        self.world.sync().await;
    }
}
