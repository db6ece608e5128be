//! What only owners can do: screens to look at, and acts, one file each. An act shows what was
//! understood and runs its flow after its one-time button; here stand all acts, and what each
//! command begins. Everything here takes an `OwnerTurn`, which others cannot have. Must never
//! move money without a card that was confirmed.

mod act;
mod adjust;
mod answers;
mod ban;
mod card_lines;
mod confirm;
pub mod coupons;
mod credit;
mod debit;
pub mod decide;
pub mod declining;
pub mod deposits;
mod evidence_lines;
pub mod filing;
#[cfg(test)]
mod fixture;
pub mod gateways;
mod goods;
mod markup;
pub mod naming;
pub mod order_card;
pub mod order_requests;
#[cfg(test)]
mod orders_tests;
pub mod owner_remove;
pub mod owners;
pub mod paused;
pub mod people;
pub mod person_card;
pub mod prices;
pub mod product_asks;
pub mod provider_add;
pub mod provider_card;
pub mod provider_moved;
pub mod provider_remove;
pub mod provider_switch;
pub mod providers;
pub mod rates;
pub mod recharge_trial;
pub mod referral;
mod refund;
pub mod resume;
pub mod review;
pub mod sources;
pub mod stored;
mod sync;
pub mod texts;
pub mod tickets;
mod top_up;
mod typed;

use serde_json::Value;

use answers::as_unknown_button;
use confirm::{Press, Pressed};
use stored::StoredAct;

use crate::bot::commands::AdminCommand;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::notifications::cards::TopUpGrant;

/// Every act that waits behind a button.
macro_rules! acts {
    ($($act:ty),+ $(,)?) => {
        /// Answers the press by the act of that name.
        async fn answer(press: Press, (name, value): (&str, Value)) -> Option<Outcome> {
            match name {
                $(<$act as StoredAct>::NAME => Some(press.answer::<$act>(value).await),)+
                _ => None,
            }
        }
    };
}

acts! {
    credit::Credit,
    debit::Debit,
    refund::Refund,
    decide::Decide,
    markup::Markup,
    TopUpGrant,
    ban::Ban,
    ban::Unban,
    owner_remove::RemoveOwner,
    resume::Resume,
    prices::DecidePrice,
    prices::DecidePrices,
    paused::ResumeService,
    rates::TakeRate,
    filing::File,
    filing::Unfile,
    deposits::CreditDeposit,
    gateways::SwitchGateway,
    order_requests::AskProvider,
    provider_add::AddProvider,
    provider_moved::SameSystem,
    provider_remove::RemoveProvider,
    provider_switch::SwitchProvider,
    recharge_trial::AgreeTrial,
    goods::ShowGoods,
    product_asks::DecideAsk,
    sources::AddSource,
    sources::RemoveSource,
    coupons::MakeCoupon,
    coupons::StopCoupon,
    referral::SetReferral,
}

/// What an owner typed.
pub async fn command(turn: OwnerTurn, typed: AdminCommand) -> Outcome {
    turn.leave_question();
    match typed {
        AdminCommand::Review => review::list(turn, 0).await,
        AdminCommand::User(text) => people::user(turn, text).await,
        AdminCommand::Credit(text) => credit::begin(turn, text).await,
        AdminCommand::Debit(text) => debit::begin(turn, text).await,
        AdminCommand::Refund(text) => refund::begin(turn, text).await,
        AdminCommand::Ban(text) => ban::begin(turn, text).await,
        AdminCommand::Unban(text) => ban::begin_unban(turn, text).await,
        AdminCommand::Providers => providers::show(turn).await,
        AdminCommand::Sync(text) => sync::sync(turn, text).await,
        AdminCommand::Markup(text) => markup::begin(turn, text).await,
        AdminCommand::Coupon(text) => coupons::begin(turn, text).await,
        AdminCommand::Referral(text) => referral::begin(turn, text).await,
        AdminCommand::Texts => texts::show(turn).await,
        AdminCommand::Deposits(text) => deposits::typed(turn, text).await,
        AdminCommand::Goods(text) => goods::begin(turn, text).await,
        AdminCommand::Owners => owners::show(turn).await,
    }
}

/// The Confirm button: runs the act once, or says why not.
///
/// # Errors
/// When the database fails or a race is lost; the turn is run again then.
pub async fn confirm(turn: OwnerTurn, nonce: String) -> Outcome {
    press(turn, nonce, Pressed::Confirm).await
}

/// The Drop button: nothing happens, and the card's Confirm is dead.
pub async fn drop(turn: OwnerTurn, nonce: String) -> Outcome {
    press(turn, nonce, Pressed::Drop).await
}

async fn press(turn: OwnerTurn, nonce: String, button: Pressed) -> Outcome {
    let Some(press) = Press::find(&turn, nonce, button).await? else {
        return as_unknown_button(&turn);
    };
    let Some((name, value)) = stored::from_text(press.stored()) else {
        return as_unknown_button(&turn);
    };
    match answer(press, (&name, value)).await {
        Some(outcome) => outcome,
        None => as_unknown_button(&turn),
    }
}

#[cfg(test)]
#[path = "acts_tests.rs"]
mod tests;
