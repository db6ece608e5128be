//! The bonus of a deposit as it is credited, and what of it goes when one is taken back. Where an
//! address serves all deposits of a person, transfers of a day are counted together, so that a sum
//! in parts earns what the sum earns, and never more. Must be called under the lock of the wallet.

use crate::domain::deposit::{Counted, TOGETHER};
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::flows::{Ctx, FlowError};
use crate::store::deposits::{Deposit, addresses, together};

/// What a deposit earns that is credited now.
pub async fn earned(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<Money, FlowError> {
    let tiers = &ctx.shop.deposits.bonus;
    if !is_together(ctx, deposit).await? {
        return Ok(tiers.bonus(deposit.amount));
    }
    let within = Span { from_ms: ctx.now_ms.saturating_sub(TOGETHER.0), until_ms: ctx.now_ms };
    let earlier = together::list(ctx.tx, deposit, within).await?;
    Ok(tiers.bonus_on_top(earlier.iter().map(|one| counted(one).added), deposit.amount))
}

/// What goes with a deposit that is taken back: its own bonus, and what later ones had only because
/// of it, which they lose here.
///
/// # Errors
/// [`crate::store::StoreError::Lost`] when one of them was changed meanwhile.
pub async fn forfeited(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<Money, FlowError> {
    if !is_together(ctx, deposit).await? {
        return Ok(deposit.bonus);
    }
    let at_ms = deposit.credited_ms;
    let (from_ms, until_ms) = (at_ms - TOGETHER.0, at_ms.saturating_add(TOGETHER.0));
    let near = together::list(ctx.tx, deposit, Span { from_ms, until_ms }).await?;
    let is_later = |one: &&Deposit| {
        (one.credited_ms, one.deposit_id.get()) > (at_ms, deposit.deposit_id.get())
    };
    let (later, earlier): (Vec<&Deposit>, Vec<&Deposit>) = near.iter().partition(is_later);
    let counts = |all: &[&Deposit]| all.iter().map(|one| counted(one)).collect::<Vec<_>>();
    let kept = ctx.shop.deposits.bonus.kept(&counts(&earlier), &counts(&later));
    let mut forfeited = deposit.bonus;
    for (one, bonus) in later.iter().zip(kept).filter(|(one, bonus)| *bonus < one.bonus) {
        together::lower_bonus(ctx.tx, one.deposit_id, counted(one).added, bonus).await?;
        let lost = one.bonus.checked_sub(bonus).unwrap_or(Money::ZERO);
        forfeited = forfeited.checked_add(lost).unwrap_or(forfeited);
    }
    Ok(forfeited)
}

async fn is_together(ctx: &mut Ctx<'_>, deposit: &Deposit) -> Result<bool, FlowError> {
    Ok(!deposit.address.is_empty() && addresses::is_shared(ctx.tx, &deposit.address).await?)
}

fn counted(deposit: &Deposit) -> Counted {
    Counted { added: deposit.added(), credited_ms: deposit.credited_ms }
}
