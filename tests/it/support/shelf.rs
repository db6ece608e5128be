//! Many orders and the whole catalog at once, where a story is not about the chat.

use storefront::domain::catalog::service_type::read_type;
use storefront::domain::ids::{CheckoutId, PersonId, ServiceId};
use storefront::domain::money::Money;
use storefront::flows::orders::place_order::{Placed, place_order};
use storefront::flows::orders::quote::{Ask, make_quote};
use storefront::flows::{Ctx, FlowError, UserError};
use storefront::sandbox::panel::catalog;
use storefront::store::catalog::{Offer, find_offer};
use storefront::store::catalog_writes;
use storefront::store::price_changes::{self, Chosen};
use storefront::store::quotes::Quote;
use storefront::store::tx::Retryable;
use storefront::store::{self, StoreError, Tx};

use super::world::World;

/// An amount in units of the shop's currency.
pub fn money(amount: &str) -> Money {
    if amount == "0" { Money::ZERO } else { Money::parse_plain(amount).unwrap() }
}

/// A promised price for somebody, of a service as it is offered now.
pub async fn quoted(
    tx: &mut Tx,
    (person_id, service_id): (i64, i64),
    ask: &Ask<'_>,
    now_ms: i64,
) -> Result<Quote, FlowError> {
    let offer = find_offer(tx, ServiceId::new(service_id)).await?.ok_or(UserError::ServiceGone)?;
    make_quote(tx, PersonId::new(person_id), &offer, ask, now_ms).await
}

/// How many services the sandbox's panel lists at first.
pub fn listed() -> i64 {
    catalog().len().try_into().unwrap()
}

/// How many of them are of a type that is sold.
pub fn sold() -> i64 {
    let rows = catalog().into_iter();
    rows.filter(|row| read_type(&row.kind).is_sellable()).count().try_into().unwrap()
}

impl World {
    /// Quotes and confirms one order of a service, without the chat; returns its number.
    pub async fn places(&self, person_id: i64, service_id: i64, link: &str, quantity: i64) -> i64 {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let mut tx = self.app.store.begin().await.unwrap();
        let person = store::people::find(&mut tx, PersonId::new(person_id))
            .await
            .unwrap()
            .expect("a person");
        let ask = Ask::of(link, quantity);
        let quote = quoted(&mut tx, (person_id, service_id), &ask, now_ms).await.unwrap();
        let placed =
            place_order(&mut Ctx { tx: &mut tx, shop, now_ms }, &person, &quote.checkout_id).await;
        tx.commit().await.unwrap();
        match placed.unwrap() {
            Placed::New { order_id } => order_id.get(),
            other => panic!("not placed: {other:?}"),
        }
    }

    /// Confirms a quote in a transaction of its own; one that lost a race is run again, as a turn is.
    pub async fn confirms(&self, person_id: i64, checkout: &CheckoutId) -> Placed {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        for _ in 0..500 {
            let mut tx = self.app.store.begin().await.unwrap();
            let person = store::people::find(&mut tx, PersonId::new(person_id)).await.unwrap();
            let mut ctx = Ctx { tx: &mut tx, shop, now_ms };
            match place_order(&mut ctx, &person.expect("a person"), checkout).await {
                Ok(placed) => {
                    tx.commit().await.unwrap();
                    return placed;
                }
                Err(FlowError::Store(StoreError::Lost(_))) => tx.rollback().await,
                Err(error) if error.is_retryable() => tx.rollback().await,
                Err(error) => panic!("{error}"),
            }
        }
        panic!("never confirmed")
    }

    /// Places an order of the first service and has the provider accept it: our number, its number.
    pub async fn starts(&self, person_id: i64, link: &str, quantity: i64) -> (i64, String) {
        let order_id = self.places(person_id, 1, link, quantity).await;
        self.submit().await;
        let id = self.order(order_id).await.provider_order_id;
        assert!(!id.is_empty(), "order {order_id} was not accepted");
        (order_id, id)
    }

    /// Places so many orders of the first service and has all of them accepted.
    pub async fn starts_many(&self, person_id: i64, count: usize, quantity: i64) -> Vec<i64> {
        let mut order_ids = Vec::new();
        for number in 0..count {
            let link = format!("https://instagram.com/m{person_id}x{number}");
            order_ids.push(self.places(person_id, 1, &link, quantity).await);
        }
        while self.app.workers.submit_orders().await.unwrap() > 0 {}
        self.settle().await;
        order_ids
    }

    /// How many calls of one action have reached the sandbox's panel.
    pub fn calls(&self, action: &str) -> usize {
        self.panel.requests().iter().filter(|(name, _)| name == action).count()
    }

    /// Sets the status of an order at the sandbox's panel.
    pub async fn reports(&self, order_id: i64, status: &str, remains: Option<i64>) {
        let id = self.order(order_id).await.provider_order_id;
        self.panel.set_status(&id, status, remains, None).unwrap();
    }

    pub async fn offer(&self, service_id: i64) -> Offer {
        let mut tx = self.app.store.read().await.unwrap();
        find_offer(&mut tx, ServiceId::new(service_id)).await.unwrap().expect("a service")
    }

    /// Our number of a provider's service.
    pub async fn service_number(&self, provider: &str, provider_service_id: &str) -> i64 {
        let sql = format!(
            "service_id FROM sources WHERE provider = '{provider}' \
             AND provider_service_id = '{provider_service_id}'"
        );
        self.rows(&sql).await.first().expect("a source").parse().unwrap()
    }

    /// The first column of every row, as text; the statement is the test's own words.
    pub async fn rows(&self, select: &str) -> Vec<String> {
        self.database.texts(select).await
    }

    /// Changes rows behind the shop's back.
    pub async fn tampers(&self, sql: &str) {
        self.database.executes(sql).await;
    }

    /// From now on the database fails to write these changes of a table, until `allows_changes`.
    pub async fn refuses_changes(&self, table: &str, condition: &str) {
        let is_file = self.database.url.starts_with("sqlite");
        self.tampers(&if is_file {
            format!(
                "CREATE TRIGGER full_disk BEFORE UPDATE ON {table} WHEN {condition} \
                 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
            )
        } else {
            format!(
                "CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN \
                 IF {condition} THEN RAISE EXCEPTION 'the disk is full'; END IF; \
                 RETURN NEW; END $$ LANGUAGE plpgsql; CREATE TRIGGER full_disk BEFORE UPDATE \
                 ON {table} FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
        })
        .await;
    }

    pub async fn allows_changes(&self, table: &str) {
        let is_file = self.database.url.starts_with("sqlite");
        let table = if is_file { String::new() } else { format!(" ON {table}") };
        self.tampers(&format!("DROP TRIGGER full_disk{table}")).await;
    }

    /// Fetches every catalog now.
    pub async fn sync(&self) {
        self.app.workers.sync_catalogs().await.unwrap();
        self.settle().await;
    }

    /// Fetches every catalog now, and what of it waits for an owner is taken over.
    pub async fn syncs_approved(&self) {
        self.sync().await;
        self.approves().await;
    }

    /// What waits of providers' lists is taken over.
    pub async fn approves(&self) {
        let now_ms = self.now_ms();
        self.runs(async |tx| {
            let until = price_changes::tally(tx, "").await?.newest;
            price_changes::apply(tx, Chosen::All { until }, now_ms).await?;
            Ok(catalog_writes::refresh_visibility(tx).await?)
        })
        .await
        .unwrap();
    }

    /// What is off sale for a charge is on sale again.
    pub async fn puts_back_on_sale(&self) {
        self.tampers("DELETE FROM service_pauses").await;
        self.runs(async |tx| Ok(catalog_writes::refresh_visibility(tx).await?)).await.unwrap();
    }

    /// Looks at everything that waits too long.
    pub async fn watch(&self) {
        self.app.workers.watch_orders().await.unwrap();
        self.settle().await;
    }

    /// Sends refills and cancels, and asks what became of them.
    pub async fn follows_requests(&self) {
        let workers = &self.app.workers;
        for provider in workers.providers.all() {
            workers.ask_provider(&provider).await.unwrap();
        }
        workers.watch_requests().await.unwrap();
        self.settle().await;
    }

    /// Waits a long time and asks providers.
    pub async fn poll_after(&self, wait_ms: i64) {
        self.advance_ms(wait_ms);
        self.app.workers.poll_orders().await.unwrap();
        self.settle().await;
    }
}
