//! What Telegram is told at start: how updates come, which commands exist in which language, and
//! what the bot says of itself; the markup in the log, and the claim link of a shop without an
//! owner.

use secrecy::ExposeSecret;
use serde_json::json;

use super::App;
use super::boot::AppError;
use crate::bot::i18n::{Lang, Words};
use crate::bot::intake::ALLOWED_UPDATES;
use crate::bot::sender::{Answer, Api, CALL_TIMEOUT};
use crate::bot::{claim, menu};
use crate::clock::{Clock, HOUR_MS};
use crate::config::Config;
use crate::flows::{AdminNotice, FlowError, Shop, markup, tell_admins_once};
use crate::store::Store;
use crate::workers::reachability::Reach;

/// Sets our webhook, or removes whatever is set when updates are fetched. One that is not ours is
/// an alarm: somebody else has the token.
///
/// # Errors
/// When the database fails.
pub(super) async fn settle_webhook(
    api: &Api,
    config: &Config,
    store: &Store,
    shop: &Shop,
    clock: &Clock,
) -> Result<(), AppError> {
    let answer = api.call("getWebhookInfo", "{}".to_owned(), CALL_TIMEOUT).await;
    let present = answer
        .and_then(|answer| Some(answer.result?.get("url")?.as_str()?.to_owned()))
        .unwrap_or_default();
    let ours = config.webhook.as_ref().map(|webhook| webhook.url.clone()).unwrap_or_default();
    if !present.is_empty() && present != ours {
        tracing::warn!("a webhook that is not ours was set for this bot");
        alarm(store, shop, clock).await?;
    }
    match &config.webhook {
        Some(webhook) => {
            let payload = json!({
                "url": webhook.url,
                "secret_token": webhook.secret.expose_secret(),
                "allowed_updates": ALLOWED_UPDATES,
            });
            api.call("setWebhook", payload.to_string(), CALL_TIMEOUT).await;
        }
        None => {
            api.call("deleteWebhook", "{}".to_owned(), CALL_TIMEOUT).await;
        }
    }
    Ok(())
}

async fn alarm(store: &Store, shop: &Shop, clock: &Clock) -> Result<(), FlowError> {
    let now_ms = clock.now_ms();
    crate::atomically!(store, tx => {
        let notice = AdminNotice::IntakeConflict { trouble: "foreign_webhook".to_owned() };
        tell_admins_once(tx, shop, ("intake:webhook", HOUR_MS), &notice, now_ms).await
    })
}

/// Tells the command menus and descriptions in every language. Telegram being away is no reason
/// not to start.
pub(super) async fn set_menus(api: &Api, shop: &Shop) {
    for lang in Lang::ALL {
        let words = Words::new(lang, &shop.currency);
        let code = menu::language_code(lang);
        let description = words.word("bot-description");
        let short = words.word("bot-short-description");
        let calls = [
            ("setMyCommands", menu::for_customers(&words)),
            ("setMyDescription", json!({ "description": description, "language_code": code })),
            ("setMyShortDescription", json!({ "short_description": short, "language_code": code })),
        ];
        for (method, payload) in calls {
            let answer = api.call(method, payload.to_string(), CALL_TIMEOUT).await;
            if !answer.is_some_and(|answer| answer.ok) {
                tracing::warn!(method, lang = code, "Telegram did not take it");
            }
        }
        for admin in shop.admins() {
            // A chat that the admin has not opened yet is refused; their /start tells it again.
            let payload = menu::for_admin(&words, admin).to_string();
            api.call("setMyCommands", payload, CALL_TIMEOUT).await;
        }
    }
}

/// Logs both values of the markup: that of the settings, and that of the chat, which wins.
///
/// # Errors
/// When the database fails.
pub(super) async fn log_markup(app: &App) -> Result<(), AppError> {
    let markup = markup::present(&mut app.store.read().await?).await?;
    let (settings, in_force) = (markup.first, markup.in_force);
    let chat = markup.chat.map_or_else(|| "none".to_owned(), |chat| chat.to_string());
    tracing::info!(%settings, chat, %in_force, "the markup in percent");
    Ok(())
}

/// Without any owner: a one-time link whose first user becomes the owner.
///
/// # Errors
/// When the database fails.
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
    fn can_write<'a>(&'a self, chat_id: i64) -> futures::future::BoxFuture<'a, Option<bool>> {
        Box::pin(async move {
            let mut answer = type_to(self, chat_id).await?;
            let moved = answer.parameters.as_ref().and_then(|hint| hint.migrate_to_chat_id);
            if let Some(present_id) = moved {
                answer = type_to(self, present_id).await?;
            }
            match answer.error_code {
                _ if answer.ok => Some(true),
                400 | 403 => Some(false),
                _ => None,
            }
        })
    }
}

async fn type_to(api: &Api, chat_id: i64) -> Option<Answer> {
    let payload = json!({ "chat_id": chat_id, "action": "typing" }).to_string();
    api.call("sendChatAction", payload, CALL_TIMEOUT).await
}
