//! `/credit`, `/debit`, and the card by which an owner gives a customer the money that is missing
//! for an order.

use std::sync::Arc;

use super::acts::{Act, ByHand, offer, propose, random_hex};
use super::parsing::{Adjustment, adjustment};
use super::{as_unknown_command, cards, explain};
use crate::bot::i18n::{Args, Lang, Words};
use crate::bot::schema::Outcome;
use crate::bot::turn::Turn;
use crate::bot::view::View;
use crate::bot::voice::{confirm_keys, quoted};
use crate::domain::money::Money;
use crate::flows::adjust::{Direction, preview};
use crate::flows::notice::language_of;
use crate::flows::{FlowError, Shop};
use crate::store::outbox::{Lane, NewMessage};
use crate::store::people::Person;
use crate::store::{Tx, outbox};

/// `/credit USER AMOUNT REASON`.
///
/// # Errors
/// When the database fails.
pub async fn credit(turn: Arc<Turn>, text: String) -> Outcome {
    begin(turn, &text, (Act::Credit, "admin-usage-credit")).await
}

/// `/debit USER AMOUNT REASON`.
///
/// # Errors
/// When the database fails.
pub async fn debit(turn: Arc<Turn>, text: String) -> Outcome {
    begin(turn, &text, (Act::Debit, "admin-usage-debit")).await
}

async fn begin(turn: Arc<Turn>, text: &str, (act, usage): (fn(ByHand) -> Act, &str)) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_command(turn).await;
    }
    turn.leave_question();
    match adjustment(text) {
        Ok(Adjustment { person_id: person, amount, reason }) => {
            let cause = random_hex();
            propose(&turn, &act(ByHand { person, amount, reason, cause })).await
        }
        Err(error) => explain(&turn, &error, usage).await,
    }
}

/// Tells every owner in their private chat that a customer asks for money, with a button that
/// gives exactly that. Whoever is first gives it; the others read that it was done.
///
/// # Errors
/// When the database fails.
pub async fn top_up_note(
    shop: &Shop,
    tx: &mut Tx,
    (customer, missing, checkout, order_text): (&Person, Money, &str, String),
    now_ms: i64,
) -> Result<(), FlowError> {
    let customers_words = Words::new(Lang::of(language_tag(customer)), &shop.currency);
    let act = ByHand {
        person: customer.person_id,
        amount: missing,
        // The customer reads it in their statement.
        reason: customers_words.word("admin-top-up-reason"),
        // Asked for twice, it is still one credit.
        cause: format!("topup/{checkout}/{}", missing.micros()),
    };
    for admin_id in shop.admins() {
        let wallets = match preview(tx, shop, &act.of(admin_id, true), Direction::Give).await {
            Ok(wallets) => wallets,
            // Their own account: another owner has to give it.
            Err(FlowError::User(_)) => continue,
            Err(error) => return Err(error),
        };
        let words = Words::new(Lang::of(&language_of(tx, admin_id).await?), &shop.currency);
        let args = Args::new()
            .text("amount", words.money(missing))
            .text("service", quoted(&order_text, cards::LINK_MAX_CHARS));
        let mut lines = vec![
            words.html("admin-top-up", args.clone()),
            cards::named_line(&words, &customer.name, customer.person_id),
        ];
        lines.extend(cards::wallet_lines(&words, &wallets.0, &wallets.1));
        let nonce = offer(tx, admin_id, &Act::Credit(act.clone()), now_ms).await?;
        let confirm = words.plain("admin-key-give", args);
        let view = View::new(lines.join("\n")).row(confirm_keys(&words, confirm, &nonce));
        push(tx, admin_id, &view, now_ms).await?;
    }
    Ok(())
}

fn language_tag(person: &Person) -> &str {
    if person.language.is_empty() { &person.client_language } else { &person.language }
}

async fn push(tx: &mut Tx, chat_id: i64, view: &View, now_ms: i64) -> Result<(), FlowError> {
    let message = NewMessage {
        chat_id,
        lane: Lane::Push,
        method: "sendMessage",
        payload: view.payload(chat_id, 0),
        screen_id: 0,
        is_keepsake: true,
    };
    outbox::insert(tx, message, now_ms).await?;
    Ok(())
}
