//! The button that asks for the money that is missing.

use std::sync::Arc;

use super::checkout::recheck;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::words::Args;
use crate::domain::ids::CheckoutId;
use crate::domain::inputs::Inputs;
use crate::domain::money::Money;
use crate::domain::terms::Terms;
use crate::flows::UserError;
use crate::flows::deposits::top_ups::{self, Asked, TopUpAsk, missing};
use crate::flows::orders::quote::check_offer;
use crate::flows::orders::refusals::check_ban;
use crate::store::{catalog, postings, quotes};

/// Asks the admins for the missing money, with a button that gives it.
pub async fn top_up(turn: Arc<Turn>, (_, checkout): (Draft, CheckoutId)) -> Outcome {
    let words = turn.words();
    let mut tx = turn.write_tx().await;
    let person = &turn.person;
    check_ban(&turn.shop, person)?;
    let quote = quotes::find(&mut tx, &checkout, person.person_id).await?;
    let quote = quote.ok_or(UserError::QuoteGone)?;
    let wallet = postings::wallet(&mut tx, person.person_id).await?;
    let kind = Inputs::from_text(&quote.inputs).map(|inputs| inputs.kind);
    let wallet = kind.map_or(wallet, |kind| wallet.paying_for(kind));
    let Some(missing) = missing(Money::from_micros(quote.price), &wallet) else {
        drop(tx);
        turn.toast(words.word("top-up-not-needed"));
        let (draft, checkout) = match turn.state() {
            State::Confirm { draft, checkout } => (draft, checkout),
            _ => return Ok(()),
        };
        return recheck(turn, (draft, checkout)).await;
    };
    // Nobody is to give money for what cannot be bought any more.
    let offer = catalog::find_offer(&mut tx, quote.service_id).await?;
    check_offer(&offer.ok_or(UserError::ServiceGone)?)?;
    let service = Terms::name_in(&quote.terms);
    let ask = TopUpAsk {
        person_id: person.person_id,
        checkout_id: &checkout,
        service: &service,
        amount: missing,
    };
    let key = match top_ups::ask(&mut turn.ctx(&mut tx), ask).await? {
        Asked::Notified => "top-up-asked",
        Asked::Already => "top-up-asked-already",
        Asked::TooOften => "top-up-too-often",
    };
    drop(tx);
    if let State::Confirm { draft, checkout } = turn.state() {
        // The screen tells where the request stands.
        recheck(Arc::clone(&turn), (draft, checkout)).await?;
    }
    turn.alert(words.plain(key, Args::new().text("missing", words.money(missing))));
    Ok(())
}
