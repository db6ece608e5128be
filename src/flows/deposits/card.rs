//! The living card of a request: what its customer's screen shows, and changes of it that they did
//! not ask for.

use crate::domain::deposit::{Added, DepositState, Gateway, Way};
use crate::domain::ids::{ChatId, DepositRequestId, MessageId};
use crate::flows::{Ctx, FlowError, screens};
use crate::notifications::deposits::{Arrived, DepositCard};
use crate::notifications::notice::Reader;
use crate::notifications::recipient::recipient;
use crate::store::deposits::requests::{self, DepositRequest};
use crate::store::deposits::{self, Deposit};
use crate::store::outbox::Subject;

/// A request as its customer sees it now.
pub async fn card_of(
    ctx: &mut Ctx<'_>,
    request: &DepositRequest,
) -> Result<DepositCard, FlowError> {
    let arrived = deposits::list_of_request(ctx.tx, request.request_id).await?;
    let bonus = ctx.shop.deposits.bonus.bonus(request.amount);
    Ok(DepositCard {
        request_id: request.request_id,
        way: way_of(ctx, request),
        wanted: Added { amount: request.amount, bonus },
        coin_amount: request.coin_amount.clone(),
        address: request.address.clone(),
        pay_url: request.pay_url.clone(),
        own_words: ctx.shop.deposits.manual.clone(),
        state: request.state,
        expires_ms: request.expires_ms,
        has_open_checkout: request.checkout_id.is_some(),
        arrived: arrived.iter().map(|deposit| arrived_of(ctx, deposit)).collect(),
    })
}

/// An arrival as its person sees it.
pub(super) fn arrived_of(ctx: &Ctx<'_>, deposit: &Deposit) -> Arrived {
    let hold = ctx.shop.deposits.stars.filter(|_| deposit.gateway == Gateway::Stars);
    let held_until_ms = hold.map_or(0, |rules| deposit.seen_ms + rules.hold_ms());
    Arrived {
        added: deposit.added(),
        coin_amount: deposit.coin_amount.clone(),
        asset: deposit.asset.clone(),
        confirmations: deposit.confirmations,
        needed: needed(ctx, deposit),
        state: deposit.state,
        wait: (deposit.state == DepositState::Confirming)
            .then(|| deposit.reason.parse().ok())
            .flatten(),
        held_until_ms,
    }
}

/// Blocks until an arrival counts.
fn needed(ctx: &Ctx<'_>, deposit: &Deposit) -> i64 {
    let way = ctx.shop.deposits.way_of(&deposit.gateway);
    way.and_then(|way| i64::try_from(way.confirmations).ok()).unwrap_or(0)
}

/// The way of a request; one that is not in the settings any more by what the request knows.
fn way_of(ctx: &Ctx<'_>, request: &DepositRequest) -> Way {
    let is_it = |way: &&Way| way.gateway == request.gateway && way.asset == request.asset;
    ctx.shop.deposits.ways.iter().find(is_it).cloned().unwrap_or_else(|| Way {
        network: request.gateway.to_string(),
        asset: request.asset.clone(),
        confirmations: 0,
        explorer: None,
        gateway: request.gateway.clone(),
    })
}

/// Shows a request as it is now on every screen that shows it.
pub async fn show(ctx: &mut Ctx<'_>, request_id: DepositRequestId) -> Result<(), FlowError> {
    let subject = Subject::Deposit(request_id);
    let Some(request) = requests::find(ctx.tx, request_id).await? else { return Ok(()) };
    let showing = screens::showing(ctx.tx, subject).await?;
    if showing.is_empty() {
        return Ok(());
    }
    let card = card_of(ctx, &request).await?;
    for screen in showing {
        let to = recipient(ctx.tx, screen.person_id).await?;
        let chat_id = ChatId::with(screen.person_id);
        let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
        let edit = ctx.shop.renderer.deposit_card(&reader, screen.screen_id, &card);
        screens::edit_showing(ctx.tx, (screen, subject), edit, ctx.now_ms).await?;
    }
    Ok(())
}
