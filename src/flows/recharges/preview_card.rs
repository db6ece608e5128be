//! The screen of a price that is asked for: that it is, then the price with everything that would
//! be ordered, or why there is none. Workers change it as long as its owner looks at it.

use crate::domain::ids::{ChatId, MessageId, OrderId, PreviewId};
use crate::domain::inputs::Inputs;
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::domain::recharge::PreviewProblem;
use crate::domain::terms::Terms;
use crate::flows::deposits::top_ups::missing;
use crate::flows::{Ctx, FlowError, screens};
use crate::notifications::notice::Reader;
use crate::notifications::recharges::{PreviewCard, PreviewState, Quoted};
use crate::notifications::recipient::recipient;
use crate::store::outbox::Subject;
use crate::store::recharges::previews::{self, Preview};
use crate::store::{StoreError, postings, quotes};

/// What came of an answer beside its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Shown,
    /// What was confirmed is not as it was shown.
    Changed,
    /// What was confirmed is ordered.
    Placed {
        /// The order.
        order_id: OrderId,
    },
}

/// A price as whoever asked for it sees it now.
///
/// # Errors
/// When the database fails or has what cannot be read.
pub async fn card_of(
    ctx: &mut Ctx<'_>,
    preview: &Preview,
    outcome: Outcome,
) -> Result<PreviewCard, FlowError> {
    let inputs = Inputs::from_text(&preview.inputs).ok_or(StoreError::Unreadable("a preview"))?;
    let wallet = postings::wallet(ctx.tx, preview.person_id).await?;
    let state = match (preview.state.as_str(), outcome) {
        (_, Outcome::Placed { order_id }) => PreviewState::Placed {
            order_id,
            balance: wallet.spendable().unwrap_or(wallet.available),
        },
        ("waiting", _) => PreviewState::Waiting,
        ("ready", _) => quoted(ctx, preview, wallet.paying_for(inputs.kind)).await?,
        _ => PreviewState::Failed(preview.problem.parse().unwrap_or(PreviewProblem::Unreachable)),
    };
    Ok(PreviewCard {
        preview_id: preview.preview_id,
        checkout_id: preview.checkout_id.clone(),
        service: Terms::name_in(&preview.terms),
        has_changed: outcome == Outcome::Changed,
        can_deposit: !ctx.shop.deposits.ways.is_empty(),
        inputs,
        state,
    })
}

async fn quoted(
    ctx: &mut Ctx<'_>,
    preview: &Preview,
    wallet: Wallet,
) -> Result<PreviewState, FlowError> {
    let quote = quotes::find(ctx.tx, &preview.checkout_id, preview.person_id).await?;
    let Some(quote) = quote else { return Ok(PreviewState::Failed(PreviewProblem::Gone)) };
    let price = Money::from_micros(quote.price);
    Ok(PreviewState::Ready(Quoted {
        price,
        commission: preview.commission.clone(),
        currency: quote.currency,
        balance: wallet.available,
        owed: wallet.owed,
        missing: missing(price, &wallet),
    }))
}

/// Shows a price as it is now on every screen that shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(
    ctx: &mut Ctx<'_>,
    preview_id: PreviewId,
    outcome: Outcome,
) -> Result<(), FlowError> {
    let subject = Subject::Preview(preview_id);
    let Some(preview) = previews::find(ctx.tx, preview_id).await? else { return Ok(()) };
    let showing = screens::showing(ctx.tx, subject).await?;
    if showing.is_empty() {
        return Ok(());
    }
    let card = card_of(ctx, &preview, outcome).await?;
    for screen in showing {
        let to = recipient(ctx.tx, screen.person_id).await?;
        let chat_id = ChatId::with(screen.person_id);
        let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
        let edit = ctx.shop.renderer.preview_card(&reader, screen.screen_id, &card);
        screens::edit_showing(ctx.tx, (screen, subject), edit, ctx.now_ms).await?;
    }
    Ok(())
}
