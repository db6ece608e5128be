//! A small shop on a real database, for the tests of admins' acts: two owners, one customer, one
//! service, and presses of pushed buttons.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::Mutex;

use super::act::offer;
use super::credit::Credit;
use super::stored::StoredAct;
use crate::bot::admin::adjust::ByHand;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::schema;
use crate::bot::dispatch::turn::{Origin, Turn};
use crate::bot::ingest::reading;
use crate::bot::renderer::BotRenderer;
use crate::bot::ui::callback::Action;
use crate::clock::Clock;
use crate::domain::catalog::{Listed, Listing, ServiceType};
use crate::domain::ids::{BotId, ChatId, OrderId, PersonId, ScreenId, ServiceId};
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;
use crate::domain::provider::ProviderKind;
use crate::flows::Ctx;
use crate::flows::Shop;
use crate::flows::catalog::sync::apply_catalog;
use crate::flows::orders::place_order::{Placed, place_order};
use crate::flows::orders::quote::{Ask, make_quote};
use crate::flows::tokens::random_token;
use crate::store::outbox::Method;
use crate::store::people::TelegramProfile;
use crate::store::providers::{Configured, configure};
use crate::store::{Store, Tx, catalog, meta, outbox, people, postings};

pub(super) const NOW_MS: i64 = 1_800_000_000_000;
pub(super) const OWNERS: [PersonId; 2] = [PersonId::new(1), PersonId::new(2)];
pub(super) const CUSTOMER: PersonId = PersonId::new(5001);

pub(super) struct World {
    pub(super) tx: Arc<Mutex<Tx>>,
    pub(super) shop: Arc<Shop>,
    _folder: TempDir,
}

pub(super) fn units(amount: i64) -> Money {
    Money::from_micros(amount * Money::MICROS_PER_UNIT)
}

impl World {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("shop.db").display());
        let store = Store::open(&url, Clock::System).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        for person_id in [OWNERS[0], OWNERS[1], CUSTOMER] {
            let seen = TelegramProfile {
                person_id,
                name: format!("Person {person_id}"),
                username: String::new(),
                client_language: "en".to_owned(),
            };
            people::insert(&mut tx, &seen, NOW_MS).await.unwrap();
        }
        let voice = Arc::new(BotRenderer { currency: "USD".to_owned() });
        let shop = Shop::new("USD".to_owned(), None, voice, BTreeSet::from(OWNERS));
        Self { tx: Arc::new(Mutex::new(tx)), shop: Arc::new(shop), _folder: folder }
    }

    /// A turn of `person_id`, who pressed a pushed button or typed something.
    pub(super) async fn turn(&self, person_id: PersonId, now_ms: i64, is_typed: bool) -> Arc<Turn> {
        let (person, dialogue) = {
            let mut tx = self.tx.lock().await;
            people::find_with_dialogue(&mut tx, person_id).await.unwrap().unwrap()
        };
        let pressed =
            Origin::Pressed { callback_id: "9".to_owned(), screen_id: Some(ScreenId::NONE) };
        let origin = if is_typed { Origin::Typed } else { pressed };
        let (shop, tx) = (Arc::clone(&self.shop), Arc::clone(&self.tx));
        Arc::new(Turn::new(shop, tx, (person, dialogue), origin, now_ms))
    }

    /// A turn of an owner, who typed something.
    pub(super) async fn owner(&self, person_id: PersonId) -> OwnerTurn {
        self.turn(person_id, NOW_MS, true).await.as_owner().unwrap()
    }

    /// Presses Confirm; returns what the toast says.
    pub(super) async fn press(&self, person_id: PersonId, nonce: &str, now_ms: i64) -> String {
        self.tap(person_id, &Action::Act { nonce: nonce.to_owned() }, now_ms).await
    }

    /// Presses a pushed button, as the tree answers it; returns what the toast says.
    pub(super) async fn tap(&self, person_id: PersonId, action: &Action, now_ms: i64) -> String {
        let turn = self.turn(person_id, now_ms, false).await;
        let press = json!({
            "id": "9", "from": user(person_id), "chat_instance": "1",
            "message": { "message_id": 1, "date": 1, "chat": chat(person_id), "text": "Card" },
            "data": action.encode(ScreenId::NONE),
        });
        dispatch(&turn, &json!({ "update_id": 1, "callback_query": press })).await;
        turn.finish().await.unwrap().unwrap().text
    }

    /// Types something, as the tree answers it.
    pub(super) async fn types(&self, person_id: PersonId, text: &str) {
        let turn = self.turn(person_id, NOW_MS, true).await;
        let message = json!({
            "message_id": 1, "date": 1, "from": user(person_id), "chat": chat(person_id),
            "text": text,
        });
        dispatch(&turn, &json!({ "update_id": 1, "message": message })).await;
    }

    pub(super) async fn available(&self) -> Money {
        postings::wallet(&mut *self.tx.lock().await, CUSTOMER).await.unwrap().available
    }

    pub(super) async fn offer<A: StoredAct>(&self, admin_id: PersonId, act: &A) -> String {
        offer(&mut *self.tx.lock().await, admin_id, act, NOW_MS).await.unwrap()
    }

    /// The chat, text and first Confirm nonce of every message that waits to be sent.
    pub(super) async fn messages(&self) -> Vec<(ChatId, String, Option<String>)> {
        let mut tx = self.tx.lock().await;
        let waiting = outbox::gathered(&mut tx);
        waiting
            .iter()
            .filter(|call| call.method != Method::EditMessageReplyMarkup)
            .map(read)
            .collect()
    }

    /// An order of 1000 at 1.30 that waits in the queue, paid from 5 units.
    pub(super) async fn queued_order(&self) -> OrderId {
        let (amount, reason) = (units(5), "start".to_owned());
        let act = Credit(ByHand { person: CUSTOMER, amount, reason, cause: random_token() });
        let nonce = self.offer(PersonId::new(1), &act).await;
        self.press(PersonId::new(1), &nonce, NOW_MS).await;
        let mut tx = self.tx.lock().await;
        meta::set(&mut tx, meta::key::MARKUP_PERCENT, "30").await.unwrap();
        configure(&mut tx, &[alpha()]).await.unwrap();
        let listing = Listing { rows: vec![views()], unread: Vec::new() };
        apply_catalog(
            &mut Ctx { tx: &mut tx, shop: &self.shop, now_ms: NOW_MS },
            "alpha",
            &listing,
        )
        .await
        .unwrap();
        let offer = catalog::find_offer(&mut tx, ServiceId::new(1)).await.unwrap().unwrap();
        let ask = Ask::of("https://t.me/storefront/1", 1_000);
        let quote = make_quote(&mut tx, CUSTOMER, &offer, &ask, NOW_MS).await.unwrap();
        let person = people::find(&mut tx, CUSTOMER).await.unwrap().unwrap();
        let id = &quote.checkout_id;
        match place_order(&mut Ctx { tx: &mut tx, shop: &self.shop, now_ms: NOW_MS }, &person, id)
            .await
            .unwrap()
        {
            Placed::New { order_id } => order_id,
            other => panic!("not placed: {other:?}"),
        }
    }
}

fn user(person_id: PersonId) -> Value {
    json!({ "id": person_id, "is_bot": false, "first_name": "Person" })
}

fn chat(person_id: PersonId) -> Value {
    json!({ "id": person_id, "type": "private", "first_name": "Person" })
}

async fn dispatch(turn: &Arc<Turn>, update: &Value) {
    let update = reading::update(&update.to_string()).unwrap();
    let me = json!({ "id": 777, "is_bot": true, "first_name": "Shop", "username": "shop_bot" });
    let me = reading::me(&me, BotId::new(777)).unwrap();
    match schema::tree().dispatch(dptree::deps![update, Arc::clone(turn), me]).await {
        ControlFlow::Break(outcome) => outcome.unwrap(),
        ControlFlow::Continue(_) => panic!("nothing answers {turn}", turn = turn.person.person_id),
    }
}

fn read(call: &outbox::Outgoing) -> (ChatId, String, Option<String>) {
    let payload: Value = serde_json::from_str(&call.payload).unwrap();
    let text = payload["text"].as_str().unwrap_or_default().to_owned();
    let data = payload["reply_markup"]["inline_keyboard"][0][0]["callback_data"].as_str();
    let nonce = data.and_then(|data| data.split_once(":a:")).map(|(_, nonce)| nonce.to_owned());
    (call.chat_id, text, nonce)
}

fn alpha() -> Configured {
    Configured {
        name: "alpha".to_owned(),
        kind: ProviderKind::Panel,
        host: "panel.example".to_owned(),
        currency: "USD".to_owned(),
        conversion: "1".to_owned(),
        is_rate_fetched: false,
    }
}

fn views() -> Listed {
    Listed {
        provider_service_id: "11".to_owned(),
        name: "Telegram views".to_owned(),
        category: "Telegram".to_owned(),
        kind: ServiceType::Default,
        kind_label: "Default".to_owned(),
        rate: Decimal::ONE,
        pricing: Pricing::PerThousand,
        min: 10,
        max: 10_000,
        refill: false,
        cancel: false,
        dripfeed: false,
        description: None,
        average_time: None,
    }
}
