//! What an owner types of a provider that they add, one question after the other. Address and key
//! are sealed at once. Must never keep either of them open, nor repeat it in an answer.

use rust_decimal::Decimal;
use secrecy::ExposeSecret;

use super::sealing::seal;
use crate::domain::exchange_rate::FETCHED;
use crate::domain::ids::{PersonId, ProviderDraftId};
use crate::domain::number::parse_decimal;
use crate::domain::provider::{ProviderAsk, is_chat_name};
use crate::flows::{Ctx, FlowError, Shop, UserError};
use crate::store::provider_drafts::{self as drafts, Draft, DraftState};
use crate::store::{Tx, chat_providers, providers};

/// Providers that may be added in the chat.
pub const CHAT_PROVIDERS_MAX: i64 = 20;
/// The longest key of a provider, in bytes.
const KEY_MAX: usize = 256;

/// What comes after an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Another question.
    Ask(ProviderAsk),
    /// Everything is there: it can be tried.
    Complete(Box<Draft>),
}

/// Whether providers can be added at all.
///
/// # Errors
/// [`UserError::NoMasterKey`].
pub fn check_master_key(ctx: &Ctx<'_>) -> Result<(), FlowError> {
    match ctx.shop.master_key {
        Some(_) => Ok(()),
        None => Err(UserError::NoMasterKey.into()),
    }
}

/// Begins to add a provider; what this owner typed before is forgotten.
///
/// # Errors
/// [`UserError::NoMasterKey`], [`UserError::ProvidersFull`].
pub async fn begin(ctx: &mut Ctx<'_>, admin_id: PersonId) -> Result<ProviderAsk, FlowError> {
    check_master_key(ctx)?;
    check_room(ctx.tx, "").await?;
    drafts::begin(ctx.tx, admin_id, ctx.now_ms).await?;
    Ok(ProviderAsk::Name)
}

/// Begins to type the address and key of a provider of the chat anew.
///
/// # Errors
/// [`UserError::NoMasterKey`]; [`UserError::ProviderNotFound`] for one that is not of the chat.
pub async fn begin_anew(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    name: &str,
) -> Result<ProviderAsk, FlowError> {
    check_master_key(ctx)?;
    if ctx.shop.provider_rules.is_named(name) || !chat_providers::exists(ctx.tx, name).await? {
        return Err(UserError::ProviderNotFound.into());
    }
    named(ctx, admin_id, name).await
}

/// Begins the address anew after a try that failed; the name stays.
///
/// # Errors
/// As [`begin`].
pub async fn again(ctx: &mut Ctx<'_>, admin_id: PersonId) -> Result<ProviderAsk, FlowError> {
    check_master_key(ctx)?;
    match drafts::of_owner(ctx.tx, admin_id).await? {
        Some(draft) if !draft.name.is_empty() => named(ctx, admin_id, &draft.name).await,
        _ => begin(ctx, admin_id).await,
    }
}

async fn named(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    name: &str,
) -> Result<ProviderAsk, FlowError> {
    let draft_id = drafts::begin(ctx.tx, admin_id, ctx.now_ms).await?;
    let name = name.to_owned();
    let draft = Draft { name, ..typing(ctx.tx, admin_id, Some(draft_id)).await? };
    save(ctx.tx, &draft).await?;
    Ok(ProviderAsk::Address)
}

/// Takes an answer.
///
/// # Errors
/// What is wrong with it, [`UserError::NoMasterKey`], or [`UserError::DraftGone`].
pub async fn take(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    (asks, text): (ProviderAsk, &str),
) -> Result<Next, FlowError> {
    check_master_key(ctx)?;
    let mut draft = typing(ctx.tx, admin_id, None).await?;
    let row = drafts::row_of(draft.draft_id);
    match asks {
        ProviderAsk::Name => draft.name = name_of(ctx, text).await?,
        ProviderAsk::Address => {
            let read = ctx.shop.provider_rules.addresses.read(text);
            let address = read.map_err(UserError::ProviderAddress)?;
            let place = drafts::address_place(&row);
            draft.sealed_url = seal(ctx.shop, place, address.url.expose_secret())?;
            draft.host = address.host;
        }
        ProviderAsk::Key => {
            let key = key_of(text)?;
            draft.sealed_key = seal(ctx.shop, drafts::key_place(&row), key)?;
        }
        ProviderAsk::Currency => {
            draft.currency = currency_of(text)?;
            let is_shops = draft.currency == ctx.shop.currency;
            draft.conversion = if is_shops { "1".to_owned() } else { String::new() };
        }
        ProviderAsk::Rate => draft.conversion = rate_of(ctx.shop, text)?,
    }
    save(ctx.tx, &draft).await?;
    Ok(match missing(&draft) {
        Some(asks) => Next::Ask(asks),
        None => Next::Complete(Box::new(draft)),
    })
}

/// Has a complete draft tried by a worker; `nonce` is of the button that will add it.
///
/// # Errors
/// [`UserError::DraftGone`].
pub async fn ask(ctx: &mut Ctx<'_>, draft: Draft, nonce: String) -> Result<(), FlowError> {
    let draft = Draft { nonce, state: DraftState::Asked, ..draft };
    save(ctx.tx, &draft).await
}

async fn typing(
    tx: &mut Tx,
    admin_id: PersonId,
    draft_id: Option<ProviderDraftId>,
) -> Result<Draft, FlowError> {
    let found = drafts::of_owner(tx, admin_id).await?;
    let is_it = |draft: &Draft| draft_id.is_none_or(|draft_id| draft.draft_id == draft_id);
    let typed = found.filter(|draft| draft.state == DraftState::Typed && is_it(draft));
    typed.ok_or_else(|| UserError::DraftGone.into())
}

async fn save(tx: &mut Tx, draft: &Draft) -> Result<(), FlowError> {
    if drafts::save(tx, draft, DraftState::Typed).await? {
        return Ok(());
    }
    Err(UserError::DraftGone.into())
}

fn missing(draft: &Draft) -> Option<ProviderAsk> {
    let asked = [
        (ProviderAsk::Name, &draft.name),
        (ProviderAsk::Address, &draft.sealed_url),
        (ProviderAsk::Key, &draft.sealed_key),
        (ProviderAsk::Currency, &draft.currency),
        (ProviderAsk::Rate, &draft.conversion),
    ];
    asked.into_iter().find(|(_, typed)| typed.is_empty()).map(|(ask, _)| ask)
}

async fn name_of(ctx: &mut Ctx<'_>, text: &str) -> Result<String, FlowError> {
    let name = text.trim().to_lowercase();
    if !is_chat_name(&name) {
        return Err(UserError::ProviderName.into());
    }
    if ctx.shop.provider_rules.is_named(&name) {
        return Err(UserError::ProviderNameTaken.into());
    }
    check_room(ctx.tx, &name).await?;
    Ok(name)
}

/// Whether there is room for one of this name.
pub(super) async fn check_room(tx: &mut Tx, name: &str) -> Result<(), FlowError> {
    let is_full = chat_providers::count(tx).await? >= CHAT_PROVIDERS_MAX;
    if is_full && !chat_providers::exists(tx, name).await? {
        return Err(UserError::ProvidersFull { max: CHAT_PROVIDERS_MAX }.into());
    }
    Ok(())
}

fn key_of(text: &str) -> Result<&str, UserError> {
    let key = text.trim();
    let is_right =
        (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if is_right { Ok(key) } else { Err(UserError::ProviderKey) }
}

fn currency_of(text: &str) -> Result<String, UserError> {
    let currency = text.trim().to_uppercase();
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code { Ok(currency) } else { Err(UserError::ProviderCurrency) }
}

fn rate_of(shop: &Shop, text: &str) -> Result<String, UserError> {
    if text == FETCHED && shop.provider_rules.has_rates {
        return Ok(FETCHED.to_owned());
    }
    let rate = parse_decimal(text.trim()).filter(|rate| *rate > Decimal::ZERO);
    rate.map(|rate| rate.to_string()).ok_or(UserError::ProviderRate)
}

/// The host under which the shop knows a provider of this name, where it is another one.
pub async fn moved_from(tx: &mut Tx, draft: &Draft) -> Result<Option<String>, FlowError> {
    let stamp = providers::host(tx, &draft.name).await?;
    Ok(stamp.filter(|host| *host != draft.host))
}
