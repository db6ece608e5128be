//! A person wants their data deleted. Refused while something of theirs is open or there is money:
//! nobody loses any by a press. What the books need stays, under their number.

use crate::domain::journal::ActName;
use crate::domain::ledger::Wallet;
use crate::domain::pricing::as_balance;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::erasure::{self, Open};
use crate::store::people::Person;
use crate::store::{journal, postings};

/// Whether the person's data can be deleted now.
///
/// # Errors
/// [`UserError::OwnerNotErased`], [`UserError::OrdersOpen`], [`UserError::DepositsOpen`],
/// [`UserError::TicketsOpen`], [`UserError::Owes`], [`UserError::BalanceLeft`].
pub async fn check(ctx: &mut Ctx<'_>, person: &Person) -> Result<(), FlowError> {
    if ctx.shop.is_admin(person.person_id) {
        return Err(UserError::OwnerNotErased.into());
    }
    let Open { orders, deposits, tickets } = erasure::find_open(ctx.tx, person.person_id).await?;
    if orders > 0 {
        return Err(UserError::OrdersOpen { orders }.into());
    }
    if deposits > 0 {
        return Err(UserError::DepositsOpen.into());
    }
    if tickets > 0 {
        return Err(UserError::TicketsOpen.into());
    }
    let wallet = postings::lock_wallet(ctx.tx, person.person_id).await?;
    check_wallet(&wallet)
}

/// What cannot be seen of a balance, less than a cent, is in nobody's way.
fn check_wallet(wallet: &Wallet) -> Result<(), FlowError> {
    if wallet.owed.is_positive() {
        return Err(UserError::Owes(wallet.owed).into());
    }
    let left = wallet.spendable().and_then(|left| left.checked_add(wallet.held));
    match left.map(as_balance) {
        Some(left) if left.is_positive() => Err(UserError::BalanceLeft { left }.into()),
        Some(_) => Ok(()),
        None => Err(UserError::AmountTooLarge.into()),
    }
}

/// Deletes the person's data, and writes down once that it was done.
///
/// # Errors
/// As [`check`].
pub async fn erase(ctx: &mut Ctx<'_>, person: &Person) -> Result<(), FlowError> {
    check(ctx, person).await?;
    erasure::erase(ctx.tx, person.person_id).await?;
    if person.is_erased {
        return Ok(());
    }
    let subject = format!("person {}", person.person_id);
    let line = journal::Act {
        actor_id: person.person_id,
        act: ActName::PersonErased,
        subject: &subject,
        detail: "",
        reason: "",
    };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}
