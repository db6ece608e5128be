//! Invoices of Crypto Pay: made for what customers ask for, and looked at until they are paid or
//! over. An invoice whose creation has an unknown end is searched for before another one is made.
//! Looking is complete by itself: nothing depends on a webhook.

use std::time::Duration;

use rust_decimal::Decimal;
use tokio_util::sync::CancellationToken;

use super::WorkerContext;
use super::gateways::CryptoPayAccount;
use crate::atomically;
use crate::clock::{DAY_MS, MINUTE_MS};
use crate::crash::{self, Point};
use crate::domain::deposit::{
    self, CoinFee, DepositDoubt, Gateway, GatewayFault, RequestState, fee_in_money, request_of,
};
use crate::domain::ids::DepositRequestId;
use crate::domain::money::Money;
use crate::flows::deposits::{arrivals, offers};
use crate::flows::{Ctx, FlowError};
use crate::payments::crypto_pay::{
    Created, Currency, Invoice, InvoiceId, InvoiceStatus, Listed, NewInvoice, Offset, PayFault,
};
use crate::store::StoreError;
use crate::store::deposits::requests::{self, DepositRequest, Offered};
use crate::store::deposits::{self, NewDeposit};

/// A claim whose worker is gone ends after this; longer than a call may take.
const LEASE_MS: i64 = MINUTE_MS;
/// An expired invoice is looked at for so long: it may have been paid at the last moment.
const FOLLOWED_MS: i64 = DAY_MS;
/// From one look to the next, where nothing hints.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// The shortest life that an invoice is asked for.
const LIFE_MIN_S: i64 = 60;

impl WorkerContext {
    /// Makes the invoices that are asked for.
    pub async fn make_invoices(&self) -> Result<(), FlowError> {
        let Some(account) = self.gateways.crypto_pay.clone() else { return Ok(()) };
        let asked = {
            let mut tx = self.store.read().await?;
            requests::list_asked(&mut tx, self.clock.now_ms(), &Gateway::CryptoPay).await?
        };
        let mut outcome = Ok(());
        for request_id in asked {
            // One that fails does not hold up the others.
            outcome = outcome.and(self.make_invoice(&account, request_id).await);
        }
        outcome
    }

    async fn make_invoice(
        &self,
        account: &CryptoPayAccount,
        request_id: DepositRequestId,
    ) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        crash::point(Point::BeforeClaim);
        let claimed = atomically!(self.store, tx => {
            let mark = offers::request_tag(tx).await?;
            let ctx = &mut Ctx { tx, shop, now_ms };
            Ok::<_, FlowError>((offers::claim(ctx, request_id, LEASE_MS).await?, mark))
        })?;
        let (Some(request), mark) = claimed else { return Ok(()) };
        crash::point(Point::AfterClaim);
        let payload = deposit::payload(request_id, &mark);
        let new = new_invoice(account, &request, &payload, (&self.shop.currency, now_ms));
        // Whoever asked before may have been answered without hearing it.
        if request.attempts > 1 {
            match account.client.find_by_payload(&payload).await {
                Ok(found) if !found.invoices.is_empty() => {
                    let ours = found.invoices.iter().find(|invoice| invoice.is_for(&new));
                    return match ours {
                        Some(invoice) => self.opened(&request, Some(invoice)).await,
                        None => self.failed(&request).await,
                    };
                }
                Ok(found) if found.is_complete => {}
                Ok(_) | Err(_) => return self.not_yet(&request).await,
            }
        }
        let created = account.client.create(&new).await;
        crash::point(Point::AfterInvoice);
        match created {
            Created::Made(invoice) => self.opened(&request, Some(&invoice)).await,
            Created::NotMade(fault) => {
                self.report_crypto_pay_fault(&fault).await?;
                self.failed(&request).await
            }
            Created::Refused(name) => {
                tracing::error!(%name, %request_id, "Crypto Pay refuses an invoice");
                self.failed(&request).await
            }
            Created::Unsendable(problem) => {
                tracing::error!(%problem, %request_id, "an invoice cannot be asked for");
                self.failed(&request).await
            }
            Created::Unknown(fault) => {
                tracing::warn!(%fault, %request_id, "an invoice may have been made");
                self.not_yet(&request).await
            }
        }
    }

    async fn opened(
        &self,
        request: &DepositRequest,
        invoice: Option<&Invoice>,
    ) -> Result<(), FlowError> {
        let Some(invoice) = invoice else { return Ok(()) };
        let urls = [&invoice.bot_url, &invoice.mini_app_url, &invoice.web_url];
        let pay_url = urls.into_iter().flatten().next().cloned().unwrap_or_default();
        let offered =
            Offered { invoice_id: invoice.id.get(), pay_url: &pay_url, ..Offered::default() };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let opened: Result<(), FlowError> = atomically!(self.store, tx => {
            offers::opened(&mut Ctx { tx, shop, now_ms }, request.request_id, offered).await
        });
        match opened {
            // It gave way to a newer one meanwhile; what is paid to it is found by the sweep.
            Err(FlowError::Store(StoreError::Lost(_))) => return Ok(()),
            opened => opened?,
        }
        crash::point(Point::AfterOpening);
        let gone = [GatewayFault::Unreachable, GatewayFault::Suspended];
        self.gateway_works(&request.gateway, &gone).await
    }

    /// It is searched for once more when the claim ends; not for ever.
    async fn not_yet(&self, request: &DepositRequest) -> Result<(), FlowError> {
        if request.attempts < offers::ATTEMPTS_MAX {
            return Ok(());
        }
        self.report_gateway_fault(&request.gateway, GatewayFault::Unreachable).await?;
        self.failed(request).await
    }

    async fn failed(&self, request: &DepositRequest) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            offers::end(&mut Ctx { tx, shop, now_ms }, request, RequestState::Failed).await
        })
    }

    async fn report_crypto_pay_fault(&self, fault: &PayFault) -> Result<(), FlowError> {
        tracing::warn!(%fault, "Crypto Pay does not do what is asked");
        let gateway_fault = match fault {
            PayFault::Suspended(_) => GatewayFault::Suspended,
            PayFault::Limited { .. } => return Ok(()),
            _ => GatewayFault::Unreachable,
        };
        self.report_gateway_fault(&Gateway::CryptoPay, gateway_fault).await
    }

    /// Looks at invoices every quarter of a minute, and at once when the gateway hints.
    pub async fn watch_invoices(self, stop: CancellationToken) {
        let Some(account) = self.gateways.crypto_pay.clone() else {
            return stop.cancelled().await;
        };
        let pulse = self.pulse("invoice watch".to_owned());
        while !stop.is_cancelled() {
            pulse.unbroken(self.follow_invoices()).await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = account.hint.notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Looks at the invoices that may be paid; what is paid is credited.
    pub async fn follow_invoices(&self) -> Result<(), FlowError> {
        let Some(account) = self.gateways.crypto_pay.clone() else { return Ok(()) };
        let since_ms = self.clock.now_ms() - FOLLOWED_MS;
        let followed = {
            let mut tx = self.store.read().await?;
            requests::list_followed(&mut tx, &Gateway::CryptoPay, since_ms).await?
        };
        let ids: Vec<InvoiceId> = followed
            .iter()
            .filter(|request| request.invoice_id != 0)
            .map(|request| InvoiceId::new(request.invoice_id))
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        let invoices = match account.client.invoices(&ids).await {
            Ok(invoices) => invoices,
            Err(fault) => {
                let is_news = account.failures.add() || matches!(fault, PayFault::Suspended(_));
                return if is_news { self.report_crypto_pay_fault(&fault).await } else { Ok(()) };
            }
        };
        account.failures.clear();
        let gone = [GatewayFault::Unreachable, GatewayFault::Suspended];
        self.gateway_works(&Gateway::CryptoPay, &gone).await?;
        let mut outcome = Ok(());
        for invoice in &invoices.items {
            let is_it = |request: &&DepositRequest| request.invoice_id == invoice.id.get();
            let Some(request) = followed.iter().find(is_it) else { continue };
            outcome = outcome.and(self.take_invoice(request, invoice).await);
        }
        outcome
    }

    /// Looks at everything that was paid lately: an invoice whose number never reached us, or that
    /// was given up, is found by its payload.
    pub async fn sweep_invoices(&self) -> Result<(), FlowError> {
        let Some(account) = self.gateways.crypto_pay.clone() else { return Ok(()) };
        let paid = match account.client.listed(Listed::Paid, Offset(0)).await {
            Ok(paid) => paid,
            Err(fault) => return self.report_crypto_pay_fault(&fault).await,
        };
        let gone = [GatewayFault::Unreachable, GatewayFault::Suspended];
        self.gateway_works(&Gateway::CryptoPay, &gone).await?;
        let mark = atomically!(self.store, tx => offers::request_tag(tx).await)?;
        for invoice in &paid.items {
            let Some(request_id) = request_of(&invoice.payload, &mark) else { continue };
            let request = {
                let mut tx = self.store.read().await?;
                let id = invoice.id.to_string();
                // A request may have two invoices, of whose making nobody has heard; both count.
                match deposits::find_by(&mut tx, &Gateway::CryptoPay, &id).await? {
                    Some(_) => None,
                    None => requests::find(&mut tx, request_id).await?,
                }
            };
            if let Some(request) = request {
                self.take_invoice(&request, invoice).await?;
            }
        }
        Ok(())
    }

    async fn take_invoice(
        &self,
        request: &DepositRequest,
        invoice: &Invoice,
    ) -> Result<(), FlowError> {
        match invoice.status {
            InvoiceStatus::Paid => self.settle(request, invoice).await,
            InvoiceStatus::Expired if request.state == RequestState::Open => {
                let (shop, now_ms) = (&self.shop, self.clock.now_ms());
                atomically!(self.store, tx => {
                    let ctx = &mut Ctx { tx, shop, now_ms };
                    offers::end(ctx, request, RequestState::Expired).await
                })
            }
            InvoiceStatus::Expired | InvoiceStatus::Active | InvoiceStatus::Other => Ok(()),
        }
    }

    /// Credits a paid invoice once, in one transaction with its arrival.
    async fn settle(&self, request: &DepositRequest, invoice: &Invoice) -> Result<(), FlowError> {
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let external_id = invoice.id.to_string();
        let asset = invoice.paid_asset.clone().unwrap_or_default();
        let coin = invoice.paid_amount.map(plain).unwrap_or_default();
        let new = NewDeposit {
            gateway: &request.gateway,
            external_id: &external_id,
            person_id: request.person_id,
            request_id: request.request_id,
            asset: &asset,
            coin_amount: &coin,
            address: "",
            tx: "",
            block_number: 0,
            block_hash: "",
            amount: request.amount,
        };
        let fee = fee_of(request, invoice);
        crash::point(Point::BeforeCredit);
        let settled: Result<(), FlowError> = atomically!(self.store, tx => {
            let mark = offers::request_tag(tx).await?;
            let ctx = &mut Ctx { tx, shop, now_ms };
            let Some(deposit_id) = arrivals::record(ctx, new).await? else { return Ok(()) };
            if let Some(fee) = fee {
                deposits::set_fee(ctx.tx, deposit_id, fee).await?;
            }
            let Some(deposit) = deposits::find(ctx.tx, deposit_id).await? else { return Ok(()) };
            let payload = deposit::payload(request.request_id, &mark);
            if is_as_asked(request, invoice, (&payload, &shop.currency)) {
                arrivals::credit(ctx, &deposit).await
            } else {
                arrivals::doubt(ctx, &deposit, DepositDoubt::OtherTerms).await
            }
        });
        settled?;
        crash::point(Point::AfterCredit);
        Ok(())
    }
}

fn new_invoice(
    account: &CryptoPayAccount,
    request: &DepositRequest,
    payload: &str,
    (currency, now_ms): (&str, i64),
) -> NewInvoice {
    let life_s = ((request.expires_ms - now_ms) / 1_000).max(LIFE_MIN_S);
    NewInvoice {
        fiat: currency.to_owned(),
        amount: units(request),
        accepted_assets: account.assets.clone(),
        payload: payload.to_owned(),
        description: String::new(),
        expires_in_s: u32::try_from(life_s).unwrap_or(3_600),
        bot_url: None,
    }
}

/// The sum of a request in whole units of the shop's currency.
fn units(request: &DepositRequest) -> Decimal {
    Decimal::new(request.amount.micros(), 6).normalize()
}

/// What Crypto Pay has kept of a payment, as a part of what is credited; `None` where it does not
/// say.
fn fee_of(request: &DepositRequest, invoice: &Invoice) -> Option<Money> {
    if invoice.fee_asset.is_none() || invoice.fee_asset != invoice.paid_asset {
        return None;
    }
    fee_in_money(request.amount, CoinFee { kept: invoice.fee_amount?, paid: invoice.paid_amount? })
}

fn plain(amount: Decimal) -> String {
    amount.normalize().to_string()
}

/// Whether a paid invoice is the one that was asked for.
fn is_as_asked(
    request: &DepositRequest,
    invoice: &Invoice,
    (payload, currency): (&str, &str),
) -> bool {
    invoice.payload == payload
        && invoice.currency == Currency::Fiat(currency.to_owned())
        && invoice.amount == units(request)
}
