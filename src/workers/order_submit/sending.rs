//! The one call of an attempt. Must never be made twice, nor before the commit of its claim.

use futures::future::BoxFuture;
use tracing::{Instrument, Span};

use crate::crash::{self, Point};
use crate::flows::orders::submission::Claimed;
use crate::providers::{
    ProductSubmission, Provider, RejectReason, Submission, SubmitOutcome, Submitted,
};
use crate::store::orders::Order;

/// An order that was sent, and what came back.
pub(super) struct Answered {
    /// As it was claimed.
    pub order: Order,
    /// What the attempt came to.
    pub submitted: Submitted,
    /// What its log lines stand under.
    pub span: Span,
    /// How often the window had fallen when it was sent.
    pub falls: u64,
}

/// Sends a claimed order, after so many falls of the window.
pub(super) async fn send(provider: &dyn Provider, claimed: Claimed, falls: u64) -> Answered {
    let Claimed { order, offer, entered, answer } = claimed;
    let span = tracing::info_span!("submit", order = %order.order_id, attempt = order.attempt);
    // The same at every attempt: a panel that knows it answers what it answered before.
    let request_id = Some(order.request_id.clone());
    let submitted = if offer.kind.is_product() {
        let submission = ProductSubmission {
            product_id: offer.provider_service_id,
            quantity: order.quantity,
            answer,
            request_id,
        };
        call(submit_product(provider, &submission), &span).await
    } else {
        let submission = Submission {
            service_id: offer.provider_service_id,
            kind: offer.kind,
            link: order.link.clone(),
            quantity: order.quantity,
            entered,
            request_id,
        };
        call(provider.submit(&submission), &span).await
    };
    note(provider.name(), &submitted, &span);
    Answered { order, submitted, span, falls }
}

async fn call(submitting: BoxFuture<'_, Submitted>, span: &Span) -> Submitted {
    crash::point(Point::BeforeSubmit);
    let submitted = submitting.instrument(span.clone()).await;
    crash::point(Point::AfterSubmit);
    submitted
}

/// Sends an order of a product; where its provider sells none any more, nothing is sent.
fn submit_product<'a>(
    provider: &'a dyn Provider,
    submission: &'a ProductSubmission,
) -> BoxFuture<'a, Submitted> {
    match provider.products() {
        Some(products) => products.submit_product(submission),
        None => {
            let outcome = SubmitOutcome::Unsendable { reason: RejectReason::ServiceGone };
            Box::pin(std::future::ready(outcome.into()))
        }
    }
}

fn note(provider: &str, submitted: &Submitted, span: &Span) {
    let outcome = outcome_name(&submitted.outcome);
    match &submitted.said {
        Some(said) => {
            let words = said.text.as_str();
            tracing::warn!(parent: span, provider, outcome, words, "submitted, not taken");
        }
        None => tracing::info!(parent: span, outcome, "submitted"),
    }
}

const fn outcome_name(outcome: &SubmitOutcome) -> &'static str {
    match outcome {
        SubmitOutcome::Accepted { .. } => "accepted",
        SubmitOutcome::Rejected { .. } => "rejected",
        SubmitOutcome::Unsendable { .. } => "unsendable",
        SubmitOutcome::NotPlaced { .. } => "not_placed",
        SubmitOutcome::Unknown { .. } => "unknown",
    }
}
