//! What has to be so before an order of mails is placed, and the address that it gets. Before it is
//! sent, everything is asked for again (`sending`).

use crate::clock::DAY_MS;
use crate::domain::fields::Field;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::inputs::Inputs;
use crate::domain::mail::{MailDomain, MailTarget, left_of_the_day};
use crate::flows::{FlowError, UserError};
use crate::store::Tx;
use crate::store::mail::consents;
use crate::store::mail::orders::{self, Load, MailPlan};

/// The domain of an order of mails.
///
/// # Errors
/// [`UserError::QuoteGone`] when there is none.
pub fn domain_of(inputs: &Inputs) -> Result<MailDomain, UserError> {
    let entered = inputs.entries.values.get(&Field::MailDomain);
    entered.and_then(|text| text.parse().ok()).ok_or(UserError::QuoteGone)
}

/// Whether a person may order so many mails for a domain now.
///
/// # Errors
/// [`UserError::ConsentMissing`], [`UserError::DomainBusy`], [`UserError::DomainFull`].
pub async fn check(
    tx: &mut Tx,
    person_id: PersonId,
    (domain, quantity): (&MailDomain, i64),
    now_ms: i64,
) -> Result<(), FlowError> {
    let consent = consents::find_of(tx, person_id, domain).await?;
    if !consent.is_some_and(|consent| consent.is_proved(now_ms)) {
        return Err(UserError::ConsentMissing.into());
    }
    let day = (OrderId::NONE, now_ms.saturating_sub(DAY_MS));
    let Load { open, mails } = orders::load(tx, domain.registrable(), day).await?;
    if open > 0 {
        return Err(UserError::DomainBusy.into());
    }
    let left = left_of_the_day(mails);
    if quantity > left {
        return Err(UserError::DomainFull { left }.into());
    }
    Ok(())
}

/// The same for an order that is about to be placed. Whoever orders for the same domain at this
/// moment waits until this transaction ends and then finds the order.
///
/// # Errors
/// Those of [`check`].
pub async fn claim(
    tx: &mut Tx,
    person_id: PersonId,
    inputs: &Inputs,
    now_ms: i64,
) -> Result<(), FlowError> {
    let domain = domain_of(inputs)?;
    orders::lock(tx, domain.registrable(), now_ms).await?;
    check(tx, person_id, (&domain, inputs.quantity), now_ms).await
}

/// Gives an order its address, in the transaction that has claimed its domain.
///
/// # Errors
/// [`UserError::QuoteGone`] when it has no domain.
pub async fn keep_target(tx: &mut Tx, order_id: OrderId, inputs: &Inputs) -> Result<(), FlowError> {
    let target = MailTarget::draw(domain_of(inputs)?, rand::random());
    let plan = MailPlan { target, quantity: inputs.quantity };
    Ok(orders::insert(tx, order_id, &plan).await?)
}
