//! P5: postings sum to zero, balances are the sum of their postings, nothing is ever overdrawn,
//! and whoever meddles with the rows is found out.

mod audit;
mod model;

use crate::support::shelf::quoted;
use crate::support::{World, WorldOptions, money};
use futures::future::join_all;
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::ledger::{Account, Split, Wallet, hold};
use storefront::domain::money::Money;
use storefront::flows::orders::place_order::{Placed, place_order};
use storefront::flows::orders::quote::Ask;
use storefront::flows::wallet::adjust::{self, Adjustment};
use storefront::flows::{Ctx, FlowError, UserError};
use storefront::store::postings::About;
use storefront::store::{self, StoreError, Tx};

use crate::support::world::OWNER;

pub const CUSTOMER: i64 = 5_001;

/// A shop without its bot, for stories that are about rows only.
pub async fn quiet_shop() -> World {
    World::with(WorldOptions { is_bot_running: false, ..WorldOptions::default() }).await
}

impl World {
    /// An owner gives (or takes) money; a repeated cause does nothing.
    async fn adjusts(&self, is_credit: bool, cause: &str, person_id: i64, amount: Money) -> bool {
        let act = Adjustment {
            actor_id: PersonId::new(OWNER),
            person_id: PersonId::new(person_id),
            amount,
            reason: "test",
            cause,
            has_open_checkout: false,
        };
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let flow = async |tx: &mut Tx| match is_credit {
            true => adjust::credit(&mut Ctx { tx, shop, now_ms }, &act).await,
            false => adjust::debit(&mut Ctx { tx, shop, now_ms }, &act).await,
        };
        self.runs(flow).await.unwrap()
    }

    /// Quotes and confirms an order of the first service.
    async fn tries_to_buy(
        &self,
        person_id: i64,
        link: &str,
        quantity: i64,
    ) -> Result<Placed, FlowError> {
        let flow = async |tx: &mut Tx| {
            let person =
                store::people::find(tx, PersonId::new(person_id)).await?.expect("a person");
            let now_ms = self.now_ms();
            let quote = quoted(tx, (person_id, 1), &Ask::of(link, quantity), now_ms).await?;
            place_order(&mut Ctx { tx, shop: &self.app.shop, now_ms }, &person, &quote.checkout_id)
                .await
        };
        self.runs(flow).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_of_64_parallel_buyers_with_money_for_40_exactly_40_buy() {
    let world = quiet_shop().await;
    world.give(CUSTOMER, "47").await;
    let buy = async |number: usize| {
        let link = format!("https://instagram.com/p{number}");
        world.tries_to_buy(CUSTOMER, &link, 1_000).await.unwrap()
    };
    let placed = join_all((0..64).map(buy)).await;
    let new = placed.iter().filter(|placed| matches!(placed, Placed::New { .. })).count();
    let short = placed.iter().filter(|placed| matches!(placed, Placed::Short { .. })).count();
    assert_eq!((new, short), (40, 24));
    let wallet = world.wallet(CUSTOMER).await;
    assert_eq!((wallet.available, wallet.held), (money("0.20"), money("46.80")));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_parallel_credits_and_debits_never_leave_money_beside_a_debt() {
    let world = quiet_shop().await;
    let people = CUSTOMER..CUSTOMER + 40;
    for person_id in people.clone() {
        world.give(person_id, "1").await;
    }
    let act = async |person_id: i64| {
        let adjusts = async |is_credit: bool, cause: &str, amount: &str| {
            let cause = format!("{person_id}{cause}");
            assert!(world.adjusts(is_credit, &cause, person_id, money(amount)).await);
        };
        futures::join!(
            adjusts(false, "a", "5"),
            adjusts(true, "b", "3"),
            adjusts(false, "c", "4"),
            adjusts(true, "d", "3"),
        );
    };
    join_all(people.clone().map(act)).await;
    for person_id in people {
        let owed = Wallet { owed: money("2"), ..Wallet::default() };
        assert_eq!(world.wallet(person_id).await, owed, "{person_id}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_one_cause_is_booked_once() {
    let world = quiet_shop().await;
    world.give(CUSTOMER, "1").await;
    let act = async |_| world.adjusts(true, "0123456789abcdef", CUSTOMER, money("5")).await;
    let new = join_all((0..32).map(act)).await;
    assert_eq!(new.into_iter().filter(|is_new| *is_new).count(), 1);
    assert_eq!(world.wallet(CUSTOMER).await.available, money("6"));
    assert_eq!(world.count("journal").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_an_entry_beyond_the_balance_is_refused_as_a_whole() {
    let world = quiet_shop().await;
    world.give(CUSTOMER, "1").await;
    let about = About {
        person_id: PersonId::new(CUSTOMER),
        order_id: OrderId::NONE,
        actor_id: PersonId::NONE,
    };
    let entry = hold(OrderId::new(1_001), Split::cash(money("1.000001"))).unwrap();
    assert_eq!(entry.amount_on(&Account::Held), money("1.000001"));
    let mut tx = world.app.store.begin().await.unwrap();
    let posted = store::postings::post(&mut tx, &entry, about, world.now_ms()).await;
    assert!(matches!(posted, Err(StoreError::Lost(_))), "{posted:?}");
    tx.rollback().await;
    assert_eq!(world.count("entries").await, 1);
    // Nobody without a wallet has anything to hold.
    let stranger = About { person_id: PersonId::new(4_242), ..about };
    let mut tx = world.app.store.begin().await.unwrap();
    assert!(store::postings::post(&mut tx, &entry, stranger, world.now_ms()).await.is_err());
    tx.rollback().await;
    assert_eq!(world.wallet(CUSTOMER).await.available, money("1"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_not_order_keeps_everything_else() {
    let world = World::new().await;
    let alice = world.customer(CUSTOMER, "Alice", "25").await;
    let (order_id, id) = world.starts(CUSTOMER, "https://instagram.com/a1", 1_000).await;
    alice.fills_in("instagram.com/a2", "1000").await;
    world.tampers("UPDATE people SET is_banned = 1 WHERE person_id = 5001").await;
    alice.taps("Confirm").await;
    assert!(alice.toast().contains("You cannot place new orders. Your running orders go on."));
    let refused = world.tries_to_buy(CUSTOMER, "https://instagram.com/a3", 1_000).await;
    assert!(matches!(refused, Err(FlowError::User(UserError::Banned))), "{refused:?}");
    // What runs goes on, returns come, money can be given, the statement is read.
    world.panel.set_status(&id, "Partial", Some(500), None).unwrap();
    world.poll().await;
    assert_eq!(world.order(order_id).await.returned, money("0.585"));
    world.owner().does("/credit 5001 1 sorry").await;
    alice.says("/balance").await;
    alice.expects("Balance: $25.41");
    world.audit().await;
}
