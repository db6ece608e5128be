//! The one call of an attempt. Must never be made twice, nor before the commit of its claim.

use futures::future::BoxFuture;
use secrecy::SecretString;
use tracing::{Instrument, Span};

use crate::crash::{self, Point};
use crate::domain::fields::Field;
use crate::domain::recharge::Category;
use crate::flows::orders::submission::Claimed;
use crate::providers::recharges::{RechargeAsk, RechargeSubmission};
use crate::providers::{
    ProductSubmission, Provider, RejectReason, Submission, SubmitOutcome, Submitted,
};
use crate::store::orders::Order;
use crate::workers::WorkerContext;

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
pub(super) async fn send(
    context: &WorkerContext,
    provider: &dyn Provider,
    (claimed, falls): (Claimed, u64),
) -> Answered {
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
    } else if let Some(category) = offer.kind.recharges() {
        let submission = recharge_of(category, &order, (&entered, answer));
        call(submit_recharge(provider, submission.as_ref()), &span).await
    } else if offer.kind.tests_mail() {
        call(submit_mail(context, provider, &order), &span).await
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

/// A top-up as it is sent; `None` where its destination or its operator is not there.
fn recharge_of(
    category: Category,
    order: &Order,
    (entered, destination): (&[(Field, String)], Option<SecretString>),
) -> Option<RechargeSubmission> {
    let (field, text) = entered.iter().find(|(field, _)| *field == Field::Operator)?;
    let operator = field.on_wire(text).to_owned();
    let ask = RechargeAsk { category, operator, amount: order.quantity };
    Some(RechargeSubmission { ask, destination: destination? })
}

/// Sends a top-up; where its provider sells none any more, nothing is sent.
fn submit_recharge<'a>(
    provider: &'a dyn Provider,
    submission: Option<&'a RechargeSubmission>,
) -> BoxFuture<'a, Submitted> {
    match (provider.recharges(), submission) {
        (Some(recharges), Some(submission)) => recharges.recharge(submission),
        _ => {
            let outcome = SubmitOutcome::Unsendable { reason: RejectReason::ServiceGone.into() };
            Box::pin(std::future::ready(outcome.into()))
        }
    }
}

/// Sends an order of a product; where its provider sells none any more, nothing is sent.
fn submit_product<'a>(
    provider: &'a dyn Provider,
    submission: &'a ProductSubmission,
) -> BoxFuture<'a, Submitted> {
    match provider.products() {
        Some(products) => products.submit_product(submission),
        None => {
            let reason = RejectReason::ServiceGone.into();
            let outcome = SubmitOutcome::Unsendable { reason };
            Box::pin(std::future::ready(outcome.into()))
        }
    }
}

/// Sends an order of mails the one way that there is; where its provider is none of that kind,
/// nothing is sent.
fn submit_mail<'a>(
    context: &'a WorkerContext,
    provider: &'a dyn Provider,
    order: &'a Order,
) -> BoxFuture<'a, Submitted> {
    match provider.mail() {
        Some(mail) => Box::pin(context.send_mail(mail, order)),
        None => {
            let reason = RejectReason::ServiceGone.into();
            Box::pin(std::future::ready(SubmitOutcome::Unsendable { reason }.into()))
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
