//! Money that admins give and take by hand. Each act is caused by one confirmed button, journaled,
//! told to the customer and shown to every owner.

use crate::clock::MINUTE_MS;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::journal::PersonAct;
use crate::domain::ledger::{self, Account, Entry, EntryError, EntryKind, Wallet};
use crate::domain::money::Money;
use crate::flows::{Ctx, FlowError, Upon, UserError};
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notify::notify;
use crate::notifications::notify::notify_customer;
use crate::notifications::notify::who;

use crate::store::postings::About;
use crate::store::{journal, people, postings};

/// How long the button lives that confirms an act.
pub const CONFIRM_LIFETIME_MS: i64 = 5 * MINUTE_MS;

/// One confirmed act of an admin upon a person's wallet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment<'a> {
    /// The admin.
    pub actor_id: PersonId,
    /// The customer.
    pub person_id: PersonId,
    /// How much, positive.
    pub amount: Money,
    /// The admin's words.
    pub reason: &'a str,
    /// What makes it happen once, whoever confirms it: 128 random bits in hex.
    pub cause: &'a str,
    /// Whether the customer has an order waiting to be confirmed.
    pub has_open_checkout: bool,
}

impl Adjustment<'_> {
    const fn upon(&self) -> Upon {
        Upon { actor_id: self.actor_id, person_id: self.person_id }
    }
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the customer.
    Give,
    /// From the customer.
    Take,
}

/// The person's wallet before and after the act, which is checked but not done.
///
/// # Errors
/// What the act itself would be refused for.
pub async fn preview(
    ctx: &mut Ctx<'_>,
    act: &Adjustment<'_>,
    direction: Direction,
) -> Result<(Wallet, Wallet), FlowError> {
    check(ctx, act.upon()).await?;
    let before = postings::wallet(ctx.tx, act.person_id).await?;
    let after = after(&before, &entry_of(act, direction, &before)?);
    Ok((before, after.ok_or(UserError::AmountTooLarge)?))
}

fn after(before: &Wallet, entry: &Entry) -> Option<Wallet> {
    let on = |account: Account| entry.amount_on(&account);
    Some(Wallet {
        available: before.available.checked_add(on(Account::Available))?,
        bonus: before.bonus.checked_add(on(Account::Bonus))?,
        held: before.held.checked_add(on(Account::Held))?,
        owed: before.owed.checked_sub(on(Account::Owed))?,
    })
}

fn entry_of(
    act: &Adjustment<'_>,
    direction: Direction,
    wallet: &Wallet,
) -> Result<Entry, EntryError> {
    let side = Account::Adjustment;
    match direction {
        Direction::Give => {
            let cause = format!("credit:{}", act.cause);
            let entry = ledger::credit(&cause, side, act.amount, wallet)?;
            Ok(entry.described_as(EntryKind::Credit, "memo-credit", memo(act)))
        }
        Direction::Take => {
            let cause = format!("debit:{}", act.cause);
            let entry = ledger::take(&cause, side, act.amount, wallet)?;
            Ok(entry.described_as(EntryKind::Debit, "memo-debit", memo(act)))
        }
    }
}

/// Gives money; what is owed is paid first. `false`: this cause was booked before, by this admin
/// or another, and nothing more was done.
///
/// # Errors
/// [`UserError::OwnAccount`], [`UserError::PersonNotFound`].
pub async fn credit(ctx: &mut Ctx<'_>, act: &Adjustment<'_>) -> Result<bool, FlowError> {
    book(ctx, act, Direction::Give).await
}

/// Takes money: the bonus first, then what is available; the rest is owed. `false`: this cause was
/// booked before and nothing more was done.
///
/// # Errors
/// [`UserError::OwnAccount`], [`UserError::PersonNotFound`].
pub async fn debit(ctx: &mut Ctx<'_>, act: &Adjustment<'_>) -> Result<bool, FlowError> {
    book(ctx, act, Direction::Take).await
}

async fn book(
    ctx: &mut Ctx<'_>,
    act: &Adjustment<'_>,
    direction: Direction,
) -> Result<bool, FlowError> {
    check(ctx, act.upon()).await?;
    let wallet = postings::lock_wallet(ctx.tx, act.person_id).await?;
    let entry = entry_of(act, direction, &wallet)?;
    if !postings::post(ctx.tx, &entry, about(act), ctx.now_ms).await? {
        return Ok(false);
    }
    let after = postings::wallet(ctx.tx, act.person_id).await?;
    let (name, notice) = notices_of(act, direction, &after);
    notify_customer(ctx, act.person_id, notice).await?;
    write_down(ctx, name, act).await?;
    Ok(true)
}

/// The act's name in the journal, and what the customer reads.
fn notices_of(
    act: &Adjustment<'_>,
    direction: Direction,
    after: &Wallet,
) -> (PersonAct, CustomerNotice) {
    let (amount, available, reason) = (act.amount, after.available, act.reason.to_owned());
    match direction {
        Direction::Give => {
            let has_open_checkout = act.has_open_checkout;
            (
                PersonAct::Credit,
                CustomerNotice::Credited { amount, available, reason, has_open_checkout },
            )
        }
        Direction::Take => (
            PersonAct::Debit,
            CustomerNotice::Debited { amount, available, owed: after.owed, reason },
        ),
    }
}

/// Whether this admin may touch this person's money: nobody their own, unless they are alone.
///
/// # Errors
/// [`UserError::OwnAccount`], [`UserError::PersonNotFound`].
pub async fn check(ctx: &mut Ctx<'_>, Upon { actor_id, person_id }: Upon) -> Result<(), FlowError> {
    if actor_id == person_id && ctx.shop.admins().len() > 1 {
        return Err(UserError::OwnAccount.into());
    }
    if people::find(ctx.tx, person_id).await?.is_none() {
        return Err(UserError::PersonNotFound.into());
    }
    Ok(())
}

fn about(act: &Adjustment<'_>) -> About {
    About { person_id: act.person_id, order_id: OrderId::NONE, actor_id: act.actor_id }
}

fn memo(act: &Adjustment<'_>) -> Vec<(String, String)> {
    vec![("reason".to_owned(), act.reason.to_owned())]
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    name: PersonAct,
    act: &Adjustment<'_>,
) -> Result<(), FlowError> {
    let subject = format!("person {}", act.person_id);
    let detail = format!("{} {}", act.amount.plain(), ctx.shop.currency);
    let (actor_id, reason) = (act.actor_id, act.reason);
    let stored = name.into();
    let line = journal::Act { actor_id, act: stored, subject: &subject, detail: &detail, reason };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::UponPerson(UponPerson {
        act: name,
        actor: who(ctx.tx, actor_id).await?,
        person: who(ctx.tx, act.person_id).await?,
        order_id: OrderId::NONE,
        amount: act.amount,
        reason: reason.to_owned(),
    });
    Ok(notify(ctx, notice).await?)
}
