//! The price of a top-up: asked for as a row, and shown when it is there. The checkout id is known
//! from the first moment, so that every press finds its order.

use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::preview_view;
use crate::bot::screens::checkout::ask as ask_field;
use crate::bot::screens::checkout::walk::{fields_of, next};
use crate::bot::ui::view::View;
use crate::domain::fields::{Field, Kept};
use crate::domain::ids::CheckoutId;
use crate::domain::pricing::Pricing;
use crate::domain::terms::Terms;
use crate::flows::recharges::preview_card::{self, Outcome as Came};
use crate::flows::recharges::previews::{self, Wanted};
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::quotes::Quote;
use crate::store::recharges::previews::{self as rows, Preview};

/// Whether the price of a quote is what its provider has told.
pub fn is_told_before(quote: &Quote) -> bool {
    Terms::from_text(&quote.terms).is_some_and(|terms| terms.pricing == Pricing::Previewed)
}

/// Everything was entered: the provider is asked for the price.
pub async fn quote(turn: &Turn, offer: &Offer, draft: Draft) -> Outcome {
    request(turn, (offer, draft), CheckoutId::default()).await
}

/// The price that was shown has run out: it is asked for again, and the order goes through if it is
/// the same.
pub async fn again(turn: &Turn, offer: &Offer, draft: Draft, quote: &Quote) -> Outcome {
    request(turn, (offer, draft), quote.checkout_id.clone()).await
}

async fn request(turn: &Turn, (offer, draft): (&Offer, Draft), replaces: CheckoutId) -> Outcome {
    if let Some(missing) = next(offer, &draft, None) {
        return ask_field(turn, offer, draft, (missing, None)).await;
    }
    let asked = {
        let mut tx = turn.write_tx().await;
        let wanted =
            Wanted { entries: &draft.entries, amount: draft.quantity.unwrap_or(0), replaces };
        previews::ask(&mut turn.ctx(&mut tx), (&turn.person, offer), wanted).await
    };
    match asked {
        Ok(preview) => show_preview(turn, draft, (&preview, None)).await,
        Err(FlowError::User(UserError::QuoteGone)) => entered_anew(turn, offer, draft).await,
        Err(FlowError::User(UserError::Quantity { .. })) => {
            ask_field(turn, offer, draft, (Field::Amount, None)).await
        }
        Err(error) => Err(error),
    }
}

/// The destination was forgotten, or its operator is not sold any more: both are asked for again.
async fn entered_anew(turn: &Turn, offer: &Offer, draft: Draft) -> Outcome {
    let mut draft = draft;
    draft.entries.sealed.clear();
    let is_kept = |field: &Field| field.kept() != Kept::Sealed && *field != Field::Operator;
    draft.entries.values.retain(|field, _| is_kept(field));
    match fields_of(offer, &draft).first() {
        Some(first) => ask_field(turn, offer, draft, (*first, None)).await,
        None => Err(UserError::NotSellable.into()),
    }
}

/// A price that was told, with whatever is to be said above it.
pub async fn show(turn: &Turn, draft: Draft, (quote, word): (&Quote, Option<String>)) -> Outcome {
    let preview = rows::of_checkout(&mut *turn.read_tx().await, &quote.checkout_id).await?;
    match preview {
        Some(preview) => show_preview(turn, draft, (&preview, word)).await,
        None => Err(UserError::QuoteGone.into()),
    }
}

async fn show_preview(
    turn: &Turn,
    draft: Draft,
    (preview, word): (&Preview, Option<String>),
) -> Outcome {
    let card = {
        let mut tx = turn.read_tx().await;
        preview_card::card_of(&mut turn.ctx(&mut tx), preview, Came::Shown).await?
    };
    let view = preview_view(&turn.words(), &card);
    let text = word.map_or_else(|| view.text.clone(), |word| format!("{word}\n\n{}", view.text));
    let draft = Draft { terms: Some(preview.terms.clone()), ..draft };
    turn.go(State::Confirm { draft, checkout: preview.checkout_id.clone() });
    turn.show(View { text, ..view }).await
}
