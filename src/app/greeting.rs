//! What people read before they have written: which commands exist in which language, what the bot
//! says of itself, and the claim link of a shop without an owner; the markup in the log. Must never
//! hold up the start.

use secrecy::ExposeSecret;
use std::sync::Arc;

use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::App;
use super::boot::AppError;
use super::webhook::is_passing;
use crate::bot::sender::{Api, ApiReply, CALL_TIMEOUT};
use crate::bot::ui::menu;
use crate::bot::ui::words::{Lang, Words};
use crate::clock::{MINUTE_MS, SECOND_MS};
use crate::domain::backoff::Backoff;
use crate::domain::ids::ChatId;
use crate::flows::catalog::guard::conversions;
use crate::flows::catalog::markup;
use crate::flows::owners::claim;
use crate::flows::{FlowError, Shop};
use crate::store::providers;
use crate::workers::admin_health::{Reach, Reached};

/// The pauses before what Telegram did not take is told again.
const WAIT: Backoff = Backoff { first_ms: SECOND_MS, last_ms: 10 * MINUTE_MS };

/// Tells the command menus and descriptions in every language, again and again until Telegram has
/// taken each of them or `stop` comes.
pub(super) async fn set_menus(api: Api, shop: Arc<Shop>, stop: CancellationToken) {
    let mut pending = menus(&shop);
    for tries in 1_i64.. {
        pending = tell_each(&api, pending).await;
        if pending.is_empty() {
            return;
        }
        tracing::warn!(pending = pending.len(), "Telegram does not take the menus yet");
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(WAIT.lasting(tries)) => {}
        }
    }
}

type MenuCall = (&'static str, String);

fn menus(shop: &Shop) -> Vec<MenuCall> {
    let mut calls = Vec::new();
    for lang in Lang::ALL {
        let words = Words::new(lang, &shop.currency);
        let code = menu::language_code(lang);
        let description = words.word("bot-description");
        let short = words.word("bot-short-description");
        calls.extend([
            ("setMyCommands", menu::for_customers(&words)),
            ("setMyDescription", json!({ "description": description, "language_code": code })),
            ("setMyShortDescription", json!({ "short_description": short, "language_code": code })),
        ]);
        let of_admin = |admin| ("setMyCommands", menu::for_admin(&words, admin));
        calls.extend(shop.admins().into_iter().map(of_admin));
    }
    calls.into_iter().map(|(method, payload)| (method, payload.to_string())).collect()
}

/// Makes each call once; returns those that may be taken later. What is refused is not told again:
/// most often the chat of an admin who has not opened it yet, whose /start tells it.
async fn tell_each(api: &Api, calls: Vec<MenuCall>) -> Vec<MenuCall> {
    let mut pending = Vec::new();
    for (method, payload) in calls {
        let answer = api.call(method, payload.clone(), CALL_TIMEOUT).await;
        if is_passing(answer.as_ref()) {
            pending.push((method, payload));
        } else if let Some(ApiReply { ok: false, description, .. }) = answer {
            tracing::debug!(method, description, "Telegram refuses it");
        }
    }
    pending
}

/// Logs both values of the markup: that of the settings, and that of the chat, which wins.
pub(super) async fn log_markup(app: &App) -> Result<(), AppError> {
    let markup = markup::present(&mut app.store.read().await?).await?;
    let (settings, in_force) = (markup.first, markup.in_force);
    let chat = markup.chat.map_or_else(|| "none".to_owned(), |chat| chat.to_string());
    tracing::info!(%settings, chat, %in_force, "the markup in percent");
    Ok(())
}

/// Logs both rates of every currency for which the settings have another than prices are made by.
pub(super) async fn log_rates(app: &App) -> Result<(), AppError> {
    for account in providers::all_accounts(&mut app.store.read().await?).await? {
        if let Some((in_force, settings)) = conversions::waiting(&account) {
            let (provider, currency) = (account.name.as_str(), account.currency.as_str());
            tracing::warn!(
                provider,
                currency,
                settings,
                in_force,
                "the rate has moved; prices keep the old one until an owner takes the new one over"
            );
        }
    }
    Ok(())
}

/// Warns of a key that a running shop has no use for.
pub(super) fn warn_of_former_key(app: &App) {
    if app.config.former_key.is_some() {
        tracing::warn!(
            "MASTER_KEY_OLD is still set: only `storefront rekey` reads it; take it out"
        );
    }
}

/// Where Crypto Pay may tell of payments: the end of an address that owners give to it.
pub(super) fn print_hook(app: &App) {
    if let Some(hook) = &app.gateway_hook {
        let path = hook.path.expose_secret();
        println!("Crypto Pay may call your public address with /crypto-pay/{path} at its end.");
    }
}

/// Without any owner: a one-time link whose first user becomes the owner.
pub(super) async fn print_claim(app: &App) -> Result<(), AppError> {
    if !app.shop.admins().is_empty() {
        return Ok(());
    }
    let now_ms = app.clock.now_ms();
    let token: Result<String, FlowError> =
        crate::atomically!(app.store, tx => claim::offer(tx, now_ms).await);
    let (token, bot) = (token?, app.runner.me.username());
    println!("This shop has no owner yet, so nothing is sold. Become its owner within 30 minutes:");
    if bot.is_empty() {
        println!("Write this to the bot: /start claim_{token}");
    } else {
        println!("https://t.me/{bot}?start=claim_{token}");
    }
    Ok(())
}

/// A chat action reaches a person without a sound: it proves that the chat accepts messages. A
/// group that became another chat is followed.
impl Reach for Api {
    fn can_write<'a>(&'a self, chat_id: ChatId) -> futures::future::BoxFuture<'a, Reached> {
        Box::pin(async move {
            let mut answer = type_to(self, chat_id).await;
            let moved =
                answer.as_ref().and_then(|answer| answer.parameters.as_ref()?.migrate_to_chat_id);
            if let Some(present_id) = moved {
                answer = type_to(self, present_id).await;
            }
            match answer {
                Some(ApiReply { ok: true, .. }) => Reached::Reachable,
                Some(ApiReply { error_code: 400 | 403, .. }) => Reached::Unreachable,
                _ => Reached::Unanswered,
            }
        })
    }
}

async fn type_to(api: &Api, chat_id: ChatId) -> Option<ApiReply> {
    let payload = json!({ "chat_id": chat_id, "action": "typing" }).to_string();
    api.call("sendChatAction", payload, CALL_TIMEOUT).await
}
