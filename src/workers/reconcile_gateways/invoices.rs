//! Invoices of Crypto Pay that were paid, and deposits that were credited for them. An invoice of
//! another system of the same account is none of ours.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::atomically;
use crate::clock::DAY_MS;
use crate::domain::deposit::{Gateway, request_of};
use crate::domain::ids::DepositId;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::flows::FlowError;
use crate::flows::deposits::offers;
use crate::flows::reconciliation::Misfits;
use crate::payments::crypto_pay::{Invoice, InvoiceId, InvoiceStatus, Listed, Offset, PayFault};
use crate::store::deposits::{self, Deposit};
use crate::workers::WorkerContext;
use crate::workers::gateways::CryptoPayAccount;

/// From one page to the next: what is paid meanwhile moves the others down, and none must fall
/// between two pages.
const PAGE_STEP: u32 = 900;
/// Invoices of one page.
const PAGE_MAX: usize = 1_000;
/// Pages of the list at the most.
const PAGES_MAX: u32 = 30;

impl WorkerContext {
    /// What does not fit of a span; `None` where Crypto Pay does not answer.
    pub(super) async fn compare_invoices(
        &self,
        account: &CryptoPayAccount,
        span: Span,
    ) -> Result<Option<Misfits>, FlowError> {
        let mut misfits = Misfits::default();
        let paid = match paid_within(account, span).await {
            Ok(paid) => paid,
            Err(fault) => return Ok(not_compared(&fault)),
        };
        let mark = atomically!(self.store, tx => offers::request_tag(tx).await)?;
        for invoice in paid.iter().filter(|one| request_of(&one.payload, &mark).is_some()) {
            if !self.is_kept(invoice).await? {
                misfits.unknown.add(format!("{} · {}", invoice.id, invoice.amount.normalize()));
            }
        }
        let mut after = DepositId::NONE;
        loop {
            let credited = self.credited(&Gateway::CryptoPay, span, after).await?;
            let Some(last) = credited.last() else { return Ok(Some(misfits)) };
            after = last.deposit_id;
            let untrue = match untrue(account, &credited).await {
                Ok(untrue) => untrue,
                Err(fault) => return Ok(not_compared(&fault)),
            };
            untrue.into_iter().for_each(|deposit_id| misfits.untrue.add(deposit_id));
        }
    }

    async fn is_kept(&self, invoice: &Invoice) -> Result<bool, FlowError> {
        let external_id = invoice.id.to_string();
        let mut tx = self.store.read().await?;
        Ok(deposits::find_by(&mut tx, &Gateway::CryptoPay, &external_id).await?.is_some())
    }
}

fn not_compared(fault: &PayFault) -> Option<Misfits> {
    tracing::warn!(%fault, "the invoices were not compared");
    None
}

/// What was paid within a span, oldest first; the list begins with the newest.
async fn paid_within(account: &CryptoPayAccount, span: Span) -> Result<Vec<Invoice>, PayFault> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for page in 0..PAGES_MAX {
        let offset = Offset(page.saturating_mul(PAGE_STEP));
        let listed = account.client.listed(Listed::Paid, offset).await?;
        // It is paid within days of its making, and the list is in the order of one of the two.
        let is_older =
            |one: &Invoice| one.created_ms.is_some_and(|made_ms| made_ms < span.from_ms - DAY_MS);
        let is_last =
            listed.items.len() + listed.unreadable < PAGE_MAX || listed.items.iter().all(is_older);
        for invoice in listed.items {
            let paid_ms = invoice.paid_ms.or(invoice.created_ms).unwrap_or(span.from_ms);
            let is_within = (span.from_ms..span.until_ms).contains(&paid_ms);
            if is_within && seen.insert(invoice.id) {
                found.push(invoice);
            }
        }
        if is_last {
            break;
        }
    }
    found.reverse();
    Ok(found)
}

/// Credited deposits whose invoice is not paid, or was about another sum.
async fn untrue(
    account: &CryptoPayAccount,
    credited: &[Deposit],
) -> Result<Vec<DepositId>, PayFault> {
    let ids: Vec<InvoiceId> = credited.iter().filter_map(invoice_of).collect();
    let known = account.client.invoices(&ids).await?;
    let is_paid = |deposit: &Deposit| {
        known.items.iter().any(|invoice| {
            Some(invoice.id) == invoice_of(deposit)
                && invoice.status == InvoiceStatus::Paid
                && invoice.amount == units(deposit.amount)
        })
    };
    // One that cannot be read is not taken for one that is not there.
    if known.unreadable > 0 {
        return Err(PayFault::Malformed);
    }
    Ok(credited.iter().filter(|one| !is_paid(one)).map(|one| one.deposit_id).collect())
}

fn invoice_of(deposit: &Deposit) -> Option<InvoiceId> {
    deposit.external_id.parse().ok().map(InvoiceId::new)
}

fn units(amount: Money) -> Decimal {
    Decimal::new(amount.micros(), 6)
}
