//! The owners' messages about a request: one to each, edited to what became of it. Must never show
//! a button that gives to whoever may not give.

use super::{adjustment, find};
use crate::domain::ids::{ChatId, PersonId, ScreenId, TopUpId};
use crate::domain::time::{Millis, Span};
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::flows::tokens::random_token;
use crate::flows::wallet::adjust::{self, CONFIRM_LIFETIME_MS, Direction};
use crate::flows::{Ctx, FlowError};
use crate::notifications::cards::{CardEnd, TopUpCard, TopUpGrant};
use crate::notifications::notice::Who;
use crate::notifications::notify::payloads;
use crate::notifications::notify::who;
use crate::notifications::recipient::{push_shown, recipient};
use crate::store::outbox::Method;
use crate::store::top_ups::{self, TopUp};
use crate::store::{Tx, pending_actions, screens};

/// A message of its own to every owner who may give it.
pub(super) async fn show_first(ctx: &mut Ctx<'_>, request: &TopUp) -> Result<(), FlowError> {
    for admin_id in ctx.shop.admins() {
        let Some(card) = open_card(ctx, (request, admin_id)).await? else { continue };
        let screen_id = screens::insert(ctx.tx, admin_id, ctx.now_ms).await?;
        top_ups::insert_card(ctx.tx, request.request_id, (admin_id, screen_id)).await?;
        show(ctx, (Method::SendMessage, admin_id, screen_id), &card).await?;
    }
    Ok(())
}

/// The messages of an earlier request show this one.
pub(super) async fn show_anew(ctx: &mut Ctx<'_>, request: &TopUp) -> Result<(), FlowError> {
    for (admin_id, screen_id) in top_ups::list_cards(ctx.tx, request.request_id).await? {
        if !ctx.shop.is_admin(admin_id) {
            continue;
        }
        if let Some(card) = open_card(ctx, (request, admin_id)).await? {
            show(ctx, (Method::EditMessageText, admin_id, screen_id), &card).await?;
        }
    }
    Ok(())
}

/// The card with its button for one owner; `None` for whoever may not give it.
async fn open_card(
    ctx: &mut Ctx<'_>,
    (request, admin_id): (&TopUp, PersonId),
) -> Result<Option<TopUpCard>, FlowError> {
    let act = adjustment(request, admin_id, "", false);
    let wallets = match adjust::preview(ctx, &act, Direction::Give).await {
        Ok(wallets) => wallets,
        // Their own account: another owner has to give it.
        Err(FlowError::User(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let gift = TopUpGrant {
        request: request.request_id,
        person: request.person_id,
        amount: request.amount(),
        available: wallets.0.available,
        was: None,
    };
    let nonce = random_token();
    let act = ctx.shop.renderer.top_up_act(&gift);
    let open = Span::lasting(ctx.now_ms, Millis(CONFIRM_LIFETIME_MS));
    pending_actions::insert(ctx.tx, &nonce, admin_id, &act, open).await?;
    Ok(Some(card(ctx.tx, request, CardEnd::Open { wallets, nonce }).await?))
}

async fn card(tx: &mut Tx, request: &TopUp, end: CardEnd) -> Result<TopUpCard, FlowError> {
    Ok(TopUpCard {
        request_id: request.request_id,
        person: who(tx, request.person_id).await?,
        amount: request.amount(),
        service: request.service.clone(),
        end,
    })
}

/// Every owner's message says how the request ended, and loses its buttons.
pub(super) async fn end_cards(ctx: &mut Ctx<'_>, request_id: TopUpId) -> Result<(), FlowError> {
    let request = find(ctx.tx, request_id).await?;
    let by = who(ctx.tx, request.decided_by).await?;
    let over = (request.state(), by, request.reason());
    show_over(ctx, (&request, over)).await
}

pub(super) async fn show_over(
    ctx: &mut Ctx<'_>,
    (request, (state, by, reason)): (&TopUp, (TopUpState, Who, DeclineReason)),
) -> Result<(), FlowError> {
    let card = card(ctx.tx, request, CardEnd::Over { state, by, reason }).await?;
    for (admin_id, screen_id) in top_ups::list_cards(ctx.tx, request.request_id).await? {
        if ctx.shop.is_admin(admin_id) {
            show(ctx, (Method::EditMessageText, admin_id, screen_id), &card).await?;
        }
    }
    Ok(())
}

async fn show(
    ctx: &mut Ctx<'_>,
    (method, admin_id, screen_id): (Method, PersonId, ScreenId),
    card: &TopUpCard,
) -> Result<(), FlowError> {
    let (chat_id, to) = (ChatId::with(admin_id), recipient(ctx.tx, admin_id).await?);
    for payload in payloads(ctx, (chat_id, &to), &card.clone().into()) {
        push_shown(ctx.tx, (chat_id, &to), (method, screen_id), payload, ctx.now_ms).await?;
    }
    Ok(())
}
