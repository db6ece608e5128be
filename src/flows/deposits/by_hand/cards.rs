//! The owners' messages about a request: one to each, edited to what became of it. Must never show
//! a button that gives to whoever may not give.

use serde::{Deserialize, Serialize};

use super::{adjustment, find};
use crate::domain::ids::{ChatId, PersonId, RequestId, ScreenId};
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::top_up::{DeclineReason, TopUpState};
use crate::flows::wallet::adjust::{self, CONFIRM_LIFETIME_MS, Direction};
use crate::flows::{Ctx, FlowError};
use crate::notifications::notice::{Who, who};
use crate::notifications::recipient::{ear_of, push_shown};
use crate::store::outbox::Method;
use crate::store::top_ups::{self, TopUp};
use crate::store::{Tx, nonces, screens};

/// A request as it is shown for confirming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// The request.
    pub request: RequestId,
    /// The customer.
    pub person: PersonId,
    /// How much.
    pub amount: Money,
    /// What the customer could spend when it was shown.
    pub available: Money,
    /// What an earlier card showed in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Money>,
}

/// A request as an owner reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUpCard {
    /// The request.
    pub request_id: RequestId,
    /// The customer.
    pub person: Who,
    /// How much.
    pub amount: Money,
    /// What the order is for.
    pub service: String,
    /// What may be done, or what was done.
    pub end: CardEnd,
}

/// How a card ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardEnd {
    /// The wallet before and after, and the nonce of the button that gives it.
    Open {
        /// Before and after.
        wallets: (Wallet, Wallet),
        /// 128 bits in hex.
        nonce: String,
    },
    /// It is over.
    Over {
        /// How it ended.
        state: TopUpState,
        /// Who decided; nobody where the customer asked anew.
        by: Who,
        /// Why it was declined.
        reason: DeclineReason,
    },
}

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
    let gift = Gift {
        request: request.request_id,
        person: request.person_id,
        amount: request.amount(),
        available: wallets.0.available,
        was: None,
    };
    let nonce = format!("{:032x}", rand::random::<u128>());
    let act = ctx.shop.voice.top_up_act(&gift);
    nonces::insert(ctx.tx, &nonce, admin_id, &act, ctx.now_ms, CONFIRM_LIFETIME_MS).await?;
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
pub(super) async fn end_cards(ctx: &mut Ctx<'_>, request_id: RequestId) -> Result<(), FlowError> {
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
    let ear = ear_of(ctx.tx, admin_id).await?;
    let payload = ctx.shop.voice.top_up_card(ChatId::with(admin_id), &ear.language, card);
    push_shown(ctx.tx, (ChatId::with(admin_id), &ear), (method, screen_id), payload, ctx.now_ms)
        .await
}
