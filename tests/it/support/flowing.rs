//! Use cases called directly, where a story is about their order in time and not about the chat.
//! Each is one transaction and is run anew when it was lost to another, as turns and workers do.

use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::money::Money;
use storefront::domain::order::{Remains, Report, read_status};
use storefront::flows::Ctx;
use storefront::flows::FlowError;
use storefront::flows::orders::cancel;
use storefront::flows::orders::progress::{Applied, Evidence, apply_report};
use storefront::flows::orders::refund::{Refund, refund};
use storefront::flows::orders::review::{Decision, decide};
use storefront::flows::orders::submission::{self, Claimed};
use storefront::store::orders::Order;
use storefront::store::tx::Retryable;
use storefront::store::{StoreError, Tx};

use super::world::World;

/// So often a lost transaction is run anew.
const RUNS_MAX: usize = 300;

/// A provider's answer about one order.
pub fn report(status: &str, remains: Option<i64>) -> Report {
    Report {
        word: read_status(status),
        raw_status: status.to_owned(),
        charge: None,
        start_count: None,
        remains: remains.map_or(Remains::Absent, Remains::Count),
        currency: None,
        children: None,
        delivered: None,
    }
}

impl World {
    /// Runs a use case in a transaction of its own.
    pub async fn runs<T>(
        &self,
        mut flow: impl AsyncFnMut(&mut Tx) -> Result<T, FlowError>,
    ) -> Result<T, FlowError> {
        for _ in 0..RUNS_MAX {
            let mut tx = self.app.store.begin().await?;
            let error = match flow(&mut tx).await {
                Ok(value) => match tx.commit().await {
                    Ok(()) => return Ok(value),
                    Err(error) => error.into(),
                },
                Err(error) => {
                    tx.rollback().await;
                    error
                }
            };
            let is_lost = matches!(error, FlowError::Store(StoreError::Lost(_)));
            if !is_lost && !error.is_retryable() {
                return Err(error);
            }
            tokio::task::yield_now().await;
        }
        panic!("a use case was lost {RUNS_MAX} times");
    }

    /// Applies an answer about this order alone.
    pub async fn hears(&self, order_id: i64, report: &Report) -> Applied {
        let told = (report, Evidence::Single);
        let flow = async |tx: &mut Tx| {
            apply_report(
                &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
                OrderId::new(order_id),
                told,
            )
            .await
        };
        self.runs(flow).await.unwrap()
    }

    /// Claims an order as the worker does before it calls the provider.
    pub async fn claims(&self, order_id: i64) -> Option<Claimed> {
        let provider = self.order(order_id).await.provider;
        self.claims_for(order_id, &provider).await
    }

    /// The same as the worker of this provider does, who may have listed it before it was moved.
    pub async fn claims_for(&self, order_id: i64, provider: &str) -> Option<Claimed> {
        let flow = async |tx: &mut Tx| {
            submission::begin_submission(
                &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
                (OrderId::new(order_id), provider),
            )
            .await
        };
        self.runs(flow).await.unwrap()
    }

    /// Records that the provider has taken an order which was claimed as `order`.
    pub async fn accepts(&self, order: &Order, id: &str) {
        let flow = async |tx: &mut Tx| {
            submission::accept(
                &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
                order,
                id,
            )
            .await
        };
        self.runs(flow).await.unwrap();
    }

    /// Records that nobody knows what became of a submission.
    pub async fn loses_sight(&self, order: &Order, cause: &str) {
        let (shop, now_ms) = (&self.app.shop, self.now_ms());
        let mut tx = self.app.store.begin().await.unwrap();
        submission::to_review(
            &mut Ctx { tx: &mut tx, shop, now_ms },
            order,
            cause.parse().unwrap(),
            "",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// An owner's confirmed refund; `None` for all that is left.
    pub async fn refunds(
        &self,
        actor_id: i64,
        order_id: i64,
        amount: Option<Money>,
    ) -> Result<Money, FlowError> {
        let act = Refund {
            actor_id: PersonId::new(actor_id),
            order_id: OrderId::new(order_id),
            amount,
            is_anyway: true,
            reason: "test",
        };
        let flow = async |tx: &mut Tx| {
            refund(&mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() }, &act).await
        };
        self.runs(flow).await
    }

    /// An owner's confirmed decision.
    pub async fn decides(
        &self,
        actor_id: i64,
        order_id: i64,
        decision: &Decision,
    ) -> Result<Order, FlowError> {
        let flow = async |tx: &mut Tx| {
            decide(
                &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
                (PersonId::new(actor_id), OrderId::new(order_id)),
                decision,
            )
            .await
        };
        self.runs(flow).await
    }

    /// A customer cancels their own order.
    pub async fn cancels(&self, person_id: i64, order_id: i64) -> Result<Order, FlowError> {
        let flow = async |tx: &mut Tx| {
            cancel::cancel_own(
                &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
                PersonId::new(person_id),
                OrderId::new(order_id),
            )
            .await
        };
        self.runs(flow).await
    }
}
