//! The way of an order of mails from its claim to its provider: what it sends, the DNS, the last
//! look at its domain, the call. Each step can refuse, and then nothing is sent and the money goes
//! back. Must never keep a proof, nor call without one.

use crate::atomically;
use crate::clock::MINUTE_MS;
use crate::domain::mail::{ConsentProblem, Missing};
use crate::flows::mail::sending::{self, Prepared};
use crate::flows::{Ctx, FlowError};
use crate::providers::mail::consent::ProofUse;
use crate::providers::mail::{MailOrder, SendsMail};
use crate::providers::{NotPlacedCause, SubmitOutcome, Submitted};
use crate::store::orders::Order;
use crate::workers::WorkerContext;

/// When an order is tried again that our own database did not let pass.
const RETRY_MS: i64 = MINUTE_MS;

impl WorkerContext {
    /// Sends an order of mails, if the DNS says right now that it may be.
    pub(super) async fn send_mail(&self, mail: &dyn SendsMail, order: &Order) -> Submitted {
        match self.prove_and_send(mail, order).await {
            Ok(submitted) => submitted,
            // Nothing was sent: the call is the last step, and has an outcome and no error.
            Err(error) => {
                tracing::error!(order = %order.order_id, %error, "mails cannot be prepared");
                let cause = NotPlacedCause::Throttled;
                SubmitOutcome::NotPlaced { cause, retry_after_ms: RETRY_MS }.into()
            }
        }
    }

    async fn prove_and_send(
        &self,
        mail: &dyn SendsMail,
        order: &Order,
    ) -> Result<Submitted, FlowError> {
        let prepared = match self.prepare_mail(order).await? {
            Ok(prepared) => prepared,
            Err(problem) => return Ok(refused(order, problem.into())),
        };
        let Prepared { plan, token } = &prepared;
        let to = ProofUse { person: order.person_id, order: order.order_id };
        let proof = match self.consent.prove(plan.target.domain().clone(), token, to).await {
            Ok(proof) => proof,
            Err(missing) => return Ok(refused(order, missing)),
        };
        if let Err(problem) = self.begin_mail(order, &prepared).await? {
            return Ok(refused(order, problem.into()));
        }
        let mails = MailOrder {
            order: order.order_id,
            person: order.person_id,
            target: plan.target.clone(),
            quantity: plan.quantity,
        };
        Ok(mail.send(mails, proof).await)
    }

    async fn prepare_mail(
        &self,
        order: &Order,
    ) -> Result<Result<Prepared, ConsentProblem>, FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => sending::prepare(&mut Ctx { tx, shop, now_ms }, order).await)
    }

    async fn begin_mail(
        &self,
        order: &Order,
        prepared: &Prepared,
    ) -> Result<Result<(), ConsentProblem>, FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            sending::begin(&mut Ctx { tx, shop, now_ms }, order, prepared).await
        })
    }
}

fn refused(order: &Order, missing: Missing) -> Submitted {
    let Missing { problem, about } = missing;
    tracing::info!(order = %order.order_id, ?problem, about, "no proof of consent, nothing sent");
    SubmitOutcome::Unsendable { reason: problem.into() }.into()
}
