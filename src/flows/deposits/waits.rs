//! What has arrived, is confirmed and is not credited yet: its owner is told once that it waits and
//! for what, and what is not worth anything here is only known. Must never move money.

use crate::domain::deposit::{DepositWait, Gateway, IgnoreReason};
use crate::flows::deposits::card;
use crate::flows::{Ctx, FlowError};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::deposits::GatewayAlert;
use crate::notifications::notify::{notify, notify_customer};
use crate::store::deposits::held::{self, Waiting};
use crate::store::deposits::unlisted::{self, Counted, Day, Seen};
use crate::store::deposits::{self, Deposit, NewDeposit};

/// Notes what a confirmed arrival waits for. The card says it; its owner is told the first time,
/// those who run the shop once in a while.
pub async fn hold(
    ctx: &mut Ctx<'_>,
    deposit: &Deposit,
    wait: DepositWait,
) -> Result<(), FlowError> {
    let waiting = held::set(ctx.tx, deposit.deposit_id, wait, ctx.now_ms).await?;
    if waiting == Waiting::Same {
        return Ok(());
    }
    notify(ctx, alert_of(deposit, wait)).await?;
    card::show(ctx, deposit.request_id).await?;
    // Anybody can send little sums to anybody, and thousands of them at once.
    if waiting == Waiting::Changed || deposit.amount < ctx.shop.deposits.min {
        return Ok(());
    }
    let (amount, asset) = (deposit.amount, deposit.asset.clone());
    let notice = CustomerNotice::DepositWaits { amount, asset, wait };
    Ok(notify_customer(ctx, deposit.person_id, notice).await?)
}

/// What is wrong: the day's sum is the network's own, the price of a coin is the same on every one.
fn alert_of(deposit: &Deposit, wait: DepositWait) -> GatewayAlert {
    let fault = wait.fault();
    match wait {
        DepositWait::NoPrice => GatewayAlert::Fault { gateway: deposit.gateway.clone(), fault },
        DepositWait::OffPeg | DepositWait::StalePrice => {
            GatewayAlert::CoinFault { coin: deposit.asset.clone(), fault }
        }
    }
}

/// What a look has found of one token that is not listed.
#[derive(Debug, Clone, Copy)]
pub struct UnlistedToken<'a> {
    /// The network's gateway.
    pub gateway: &'a Gateway,
    /// The token's contract.
    pub contract: &'a str,
    /// So many transfers to addresses of ours.
    pub transfers: i64,
    /// Some of them, to be kept.
    pub samples: &'a [NewDeposit<'a>],
}

/// Keeps a few transfers of a token that is not listed and counts the rest; those who run the shop
/// are told once a day of a token, and of many once together.
pub async fn ignore_unlisted(
    ctx: &mut Ctx<'_>,
    day: Day,
    found: UnlistedToken<'_>,
) -> Result<(), FlowError> {
    let mut kept = 0;
    for sample in found.samples {
        let reason = IgnoreReason::Unlisted;
        let new = deposits::insert_ignored(ctx.tx, *sample, reason, ctx.now_ms).await?;
        kept += i64::from(new.is_some());
    }
    let seen = Seen { contract: found.contract, transfers: found.transfers, kept };
    let contract = match unlisted::add(ctx.tx, found.gateway, day, seen).await? {
        Counted::More => return Ok(()),
        Counted::First => found.contract.to_owned(),
        Counted::FirstOfOthers => String::new(),
    };
    let alert = GatewayAlert::Unlisted {
        gateway: found.gateway.clone(),
        contract,
        count: found.transfers,
        person_id: found.samples.first().map(|sample| sample.person_id),
    };
    Ok(notify(ctx, alert).await?)
}
