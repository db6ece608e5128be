//! Submission, refund, cancel and decisions at the same time: an order is never both given back
//! and bought, unless a person said that it was not placed, and then the loss is booked.

use std::sync::Mutex;

use crate::support::world::OWNER;
use crate::support::{World, WorldOptions};
use futures::future::join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::order::UnknownCause;
use storefront::domain::order::{OrderState, RejectReason, ShopReason};
use storefront::flows::Ctx;
use storefront::flows::FlowError;
use storefront::flows::catalog::providers::Heard;
use storefront::flows::orders::refund::{Refund, refund};
use storefront::flows::orders::review::Decision;
use storefront::flows::orders::submission;
use storefront::store::orders::Order;
use storefront::store::providers;
use storefront::store::tx::Retryable;
use storefront::store::{StoreError, Tx};

const ROUNDS: usize = 300;
const AT_ONCE: usize = 12;

/// One order, and all that happens to it at once.
struct Round {
    round: usize,
    customer_id: i64,
    order_id: i64,
}

/// What a provider took: the attempt and its number. Its answers may be on their way still.
#[derive(Default)]
struct Taken {
    orders: Mutex<Vec<(Order, String)>>,
}

impl Taken {
    fn take(&self, order: &Order) -> String {
        let id = format!("{}-{}", order.order_id, order.attempt);
        self.orders.lock().unwrap().push((order.clone(), id.clone()));
        id
    }

    fn all(&self) -> Vec<(Order, String)> {
        self.orders.lock().unwrap().clone()
    }
}

/// Lets others go first, now and then.
async fn dawdles(random: &mut StdRng) {
    for _ in 0..random.random_range(0..6) {
        tokio::task::yield_now().await;
    }
    if random.random_ratio(1, 3) {
        tokio::time::sleep(std::time::Duration::from_micros(random.random_range(0..3_000))).await;
    }
}

/// Only whoever was overtaken gives up.
async fn gives_up(tx: Tx, error: FlowError) {
    let is_overtaken = matches!(error, FlowError::Store(StoreError::Lost(_)));
    assert!(is_overtaken || error.is_retryable(), "{error}");
    tx.rollback().await;
}

impl World {
    /// The worker: claims, calls once, and records what it heard, if it lives so long.
    async fn sends(&self, order_id: i64, taken: &Taken, mut random: StdRng) {
        dawdles(&mut random).await;
        let Some(claimed) = self.claims_for(order_id, "main").await else { return };
        let order = claimed.order;
        let fate = random.random_range(0..6);
        let id = (fate < 4).then(|| taken.take(&order));
        dawdles(&mut random).await;
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let mut tx = self.app.store.begin().await.unwrap();
        let outcome = match (fate, &id) {
            (0 | 1, Some(id)) => {
                submission::accept(&mut Ctx { tx: &mut tx, shop, now_ms }, &order, id).await
            }
            (4, _) => {
                submission::reject(
                    &mut Ctx { tx: &mut tx, shop, now_ms },
                    &order,
                    (RejectReason::BadLink, Heard::Clear),
                )
                .await
            }
            // Killed before it could record anything.
            (2, _) => Ok(()),
            _ => {
                submission::to_review(
                    &mut Ctx { tx: &mut tx, shop, now_ms },
                    &order,
                    UnknownCause::Timeout.into(),
                    "",
                )
                .await
            }
        };
        match outcome {
            Ok(()) => tx.commit().await.unwrap(),
            // Overtaken: the answer of this attempt comes too late.
            Err(error) => gives_up(tx, error).await,
        }
    }

    /// The watch over submissions that take too long.
    async fn abandons(&self, order_id: i64, mut random: StdRng) {
        for _ in 0..3 {
            dawdles(&mut random).await;
            let order = self.order(order_id).await;
            if order.state != OrderState::Submitting {
                continue;
            }
            let (shop, now_ms) = (&self.app.shop, self.now_ms());
            let mut tx = self.app.store.begin().await.unwrap();
            let done = submission::to_review(
                &mut Ctx { tx: &mut tx, shop, now_ms },
                &order,
                ShopReason::Interrupted.into(),
                "",
            )
            .await;
            match done {
                Ok(()) => tx.commit().await.unwrap(),
                Err(error) => gives_up(tx, error).await,
            }
        }
    }

    /// An owner who refunds, or decides by guessing.
    async fn judges(&self, order_id: i64, taken: &Taken, mut random: StdRng) {
        for _ in 0..4 {
            dawdles(&mut random).await;
            let known = taken.all().pop();
            let decision = match (random.random_range(0..4), known) {
                (0, _) => {
                    self.refunds_plainly(order_id).await;
                    continue;
                }
                (1, Some((_, provider_order_id))) => Decision::Placed { provider_order_id },
                (2, _) => Decision::SendAgain,
                _ => Decision::NotPlaced,
            };
            _ = self.decides(OWNER, order_id, &decision).await;
        }
    }

    async fn refunds_plainly(&self, order_id: i64) {
        let act = Refund {
            actor_id: PersonId::new(OWNER),
            order_id: OrderId::new(order_id),
            amount: None,
            is_anyway: false,
            reason: "test",
        };
        let flow = async |tx: &mut Tx| {
            refund(&mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() }, &act).await
        };
        _ = self.runs(flow).await;
    }

    /// Somebody else each time: nobody may have many orders in review.
    async fn begins_a_round(&self, round: usize) -> Round {
        let customer_id = 5_000 + i64::try_from(round).unwrap();
        self.give(customer_id, "2").await;
        let link = format!("https://instagram.com/r{round}");
        let order_id = self.places(customer_id, 1, &link, 1_000).await;
        Round { round, customer_id, order_id }
    }

    /// The dice may stop the provider, which is no matter of this story.
    async fn forgets_what_was_unclear(&self) {
        let mut tx = self.app.store.begin().await.unwrap();
        _ = providers::clear_unknown(&mut tx, "main").await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn goes_through(&self, round: &Round) -> (i64, Vec<(Order, String)>) {
        let Round { round, customer_id, order_id } = *round;
        self.forgets_what_was_unclear().await;
        let mut random = StdRng::seed_from_u64(u64::try_from(round).unwrap());
        let taken = Taken::default();
        let mut fork = || StdRng::seed_from_u64(random.random());
        let (first, second) =
            (self.sends(order_id, &taken, fork()), self.sends(order_id, &taken, fork()));
        let (one, other) =
            (self.judges(order_id, &taken, fork()), self.judges(order_id, &taken, fork()));
        let (watch, mut customer) = (self.abandons(order_id, fork()), fork());
        let changes_mind = async {
            dawdles(&mut customer).await;
            if customer.random_ratio(1, 2) {
                _ = self.cancels(customer_id, order_id).await;
            }
        };
        futures::join!(first, second, one, other, watch, changes_mind);
        self.sends(order_id, &taken, fork()).await;
        // Every answer arrives in the end, some for the second time.
        for (order, id) in taken.all() {
            self.accepts(&order, &id).await;
        }
        (order_id, taken.all())
    }

    async fn is_either_bought_or_given_back(
        &self,
        (order_id, taken): &(i64, Vec<(Order, String)>),
        everything: &[String],
    ) {
        let order = self.order(*order_id).await;
        let subject = format!("order {order_id}: ");
        let story: Vec<&String> =
            everything.iter().filter(|line| line.starts_with(&subject)).collect();
        let said = |act: &str| story.iter().filter(|line| line.contains(act)).count();
        for (attempt, id) in taken {
            let is_going_on = order.state == OrderState::Active && order.provider_order_id == *id;
            let is_lost = said(&format!("order/{order_id}/loss/{}", attempt.attempt)) == 1;
            assert!(is_going_on || is_lost, "{id} is forgotten: {order:?}\n{story:#?}");
            assert!(!is_lost || said("review_") > 0, "{id} was lost by nobody\n{story:#?}");
        }
        let is_back = order.returned == order.price;
        assert!(is_back || order.returned.micros() == 0, "{story:#?}");
        assert!(!is_back || order.state.is_final(), "{order:?}\n{story:#?}");
        if is_back && !taken.is_empty() {
            assert!(said("review_") > 0, "bought and given back\n{story:#?}");
        }
        // Each review is decided once, and nothing is sent again unless somebody said so.
        assert!(said("review_") <= said("event review"), "{story:#?}");
        let sent_again = i64::try_from(said("review_send_again")).unwrap();
        assert!(order.attempt <= 1 + sent_again, "{order:?}\n{story:#?}");
    }

    /// What happened to every order, as far as it was written down.
    async fn everything(&self) -> Vec<String> {
        let events = "'order ' || order_id || ': event ' || state || ' ' || detail \
                      FROM order_events ORDER BY event_id";
        let journal = "subject || ': ' || act || ' ' || detail FROM journal ORDER BY seq";
        let losses = "'order ' || order_id || ': ' || cause FROM entries WHERE kind = 'loss'";
        let mut everything = self.rows(events).await;
        everything.extend(self.rows(journal).await);
        everything.extend(self.rows(losses).await);
        everything
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_no_interleaving_is_an_order_both_given_back_and_bought() {
    let options = WorldOptions { is_bot_running: false, ..WorldOptions::default() };
    let world = World::with(options).await;
    // All of them first: nothing is sold while an order waits to try a stopped provider.
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        rounds.push(world.begins_a_round(round).await);
    }
    let mut ended = Vec::new();
    for some in rounds.chunks(AT_ONCE) {
        // Whatever was unclear before, orders are sent.
        world.tampers("DELETE FROM provider_stops").await;
        world.tampers("UPDATE providers SET unknown_streak = 0, not_before_ms = 0").await;
        ended.extend(join_all(some.iter().map(|round| world.goes_through(round))).await);
    }
    let everything = world.everything().await;
    for round in &ended {
        world.is_either_bought_or_given_back(round, &everything).await;
    }
    // The dice gave every kind of end.
    for end in ["active", "rejected", "canceled"] {
        assert!(world.count(&format!("orders WHERE state = '{end}'")).await > 0, "{end}");
    }
    assert!(world.count("entries WHERE kind = 'loss'").await > 0);
    world.audit().await;
}
