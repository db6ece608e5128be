//! A provider that owners add in the chat: what its account has said is shown, and a confirmed card
//! adds it. Another host under a known name is the same system only if an owner says so on that
//! card, having typed its key again. Must never keep anything of one that did not answer.

use rust_decimal::Decimal;

use super::sealing::{open_draft, seal};
use super::settings::configured;
use super::typing::{check_room, moved_from};
use super::{bare_stop, end_quietly, fetched_rates, hear_balance};
use crate::domain::ids::{ChatId, MessageId, PersonId, ProviderDraftId};
use crate::domain::journal::ProviderAct;
use crate::domain::provider::{AddRefusal, ProviderKind, Said, StopReason};
use crate::flows::{Ctx, FlowError, UserError, screens};
use crate::notifications::acts::ActNotice;
use crate::notifications::cards::NewProviderCard;
use crate::notifications::notice::Reader;
use crate::notifications::notify::{notify, notify_person, who};
use crate::notifications::recipient::recipient;
use crate::store::chat_providers::{self, ChatProvider};
use crate::store::outbox::Subject;
use crate::store::provider_drafts::{self as drafts, Draft, DraftState};
use crate::store::{Tx, catalog_writes, journal, providers, stops};
use secrecy::ExposeSecret;

/// What is over for a provider that is added, or given its address and rate anew.
const ENDED_BY_ADDING: [StopReason; 5] = [
    StopReason::Off,
    StopReason::NoRate,
    StopReason::NoFetchedRate,
    StopReason::Moved,
    StopReason::Sealed,
];

/// What the first question to a provider came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// What its account holds, and the currency if it names one.
    Balance(Decimal, Option<String>),
    /// It cannot be added, and what it said.
    Refused(AddRefusal, Option<Said>),
}

/// Keeps what a try came to and shows it to whoever waits for it. Of one that failed nothing but
/// its name is kept.
pub async fn answer(ctx: &mut Ctx<'_>, asked: &Draft, tried: Tried) -> Result<(), FlowError> {
    let (draft, refusal) = match checked(asked, tried) {
        Ok(balance) => (Draft { state: DraftState::Answered, balance, ..asked.clone() }, None),
        Err(refusal) => (emptied(asked), Some(refusal)),
    };
    if !drafts::save(ctx.tx, &draft, DraftState::Asked).await? || !ctx.shop.is_admin(draft.admin_id)
    {
        return Ok(());
    }
    let mut card = card_of(ctx.tx, &draft).await?;
    card.refusal = refusal;
    card.host.clone_from(&asked.host);
    card.currency.clone_from(&asked.currency);
    show(ctx, draft.admin_id, card).await
}

fn checked(asked: &Draft, tried: Tried) -> Result<String, (AddRefusal, Option<Said>)> {
    match tried {
        Tried::Balance(_, Some(account)) if !account.eq_ignore_ascii_case(&asked.currency) => {
            Err((AddRefusal::Currency { account }, None))
        }
        Tried::Balance(amount, _) => Ok(amount.to_string()),
        Tried::Refused(refusal, said) => Err((refusal, said)),
    }
}

fn emptied(asked: &Draft) -> Draft {
    let nothing = String::new;
    Draft {
        draft_id: asked.draft_id,
        admin_id: asked.admin_id,
        name: asked.name.clone(),
        host: nothing(),
        sealed_url: nothing(),
        sealed_key: nothing(),
        currency: nothing(),
        conversion: nothing(),
        state: DraftState::Typed,
        balance: nothing(),
        nonce: nothing(),
    }
}

async fn card_of(tx: &mut Tx, draft: &Draft) -> Result<NewProviderCard, FlowError> {
    let moved_from = moved_from(tx, draft).await?;
    let open_orders = match &moved_from {
        Some(_) => providers::open_orders(tx, &draft.name).await?,
        None => 0,
    };
    Ok(NewProviderCard {
        draft_id: draft.draft_id,
        name: draft.name.clone(),
        host: draft.host.clone(),
        currency: draft.currency.clone(),
        conversion: draft.conversion.clone(),
        balance: draft.balance.clone(),
        moved_from,
        open_orders,
        nonce: draft.nonce.clone(),
        refusal: None,
    })
}

/// On the screen that waits for it, or as a message where its owner has turned elsewhere.
async fn show(
    ctx: &mut Ctx<'_>,
    admin_id: PersonId,
    card: NewProviderCard,
) -> Result<(), FlowError> {
    let subject = Subject::NewProvider(card.draft_id);
    let mut is_shown = false;
    for screen in screens::showing(ctx.tx, subject).await? {
        let to = recipient(ctx.tx, screen.person_id).await?;
        let chat_id = ChatId::with(screen.person_id);
        let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
        let edit = ctx.shop.renderer.new_provider(&reader, screen.screen_id, &card);
        is_shown |= screens::edit_showing(ctx.tx, (screen, subject), edit, ctx.now_ms).await?;
    }
    if is_shown {
        return Ok(());
    }
    Ok(notify_person(ctx, admin_id, &card.into()).await?)
}

/// A provider that answered and may be added by this owner; `from` is the host that it had when it
/// was shown.
///
/// # Errors
/// [`UserError::DraftGone`], [`UserError::ProviderNameTaken`], [`UserError::ProvidersFull`].
pub async fn check_added(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (draft_id, from): (ProviderDraftId, Option<&str>),
) -> Result<(Draft, NewProviderCard), FlowError> {
    let found = drafts::find(ctx.tx, draft_id).await?;
    let is_ready =
        |draft: &Draft| draft.admin_id == actor_id && draft.state == DraftState::Answered;
    let draft = found.filter(is_ready).ok_or(UserError::DraftGone)?;
    if ctx.shop.provider_rules.is_named(&draft.name) {
        return Err(UserError::ProviderNameTaken.into());
    }
    check_room(ctx.tx, &draft.name).await?;
    let card = card_of(ctx.tx, &draft).await?;
    if card.moved_from.as_deref() != from {
        return Err(UserError::DraftGone.into());
    }
    Ok((draft, card))
}

/// Adds the provider, or gives a known one its new address and key; returns its name.
///
/// # Errors
/// As [`check_added`], and [`UserError::NoMasterKey`].
pub async fn add(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    shown: (ProviderDraftId, Option<&str>),
) -> Result<String, FlowError> {
    let (draft, card) = check_added(ctx, actor_id, shown).await?;
    let is_known = chat_providers::exists(ctx.tx, &draft.name).await?;
    let provider = sealed_anew(ctx, &draft)?;
    let configured = fetched_rates::filled_in(ctx, configured(ctx.shop, &provider)).await?;
    providers::switch_on(ctx.tx, &configured).await?;
    if let Some(from) = &card.moved_from
        && !providers::restamp(ctx.tx, &draft.name, (from, &draft.host)).await?
    {
        return Err(UserError::DraftGone.into());
    }
    chat_providers::put(ctx.tx, &provider, actor_id, ctx.now_ms).await?;
    for reason in ENDED_BY_ADDING {
        end_quietly(ctx.tx, &draft.name, reason).await?;
    }
    if configured.conversion.is_empty() {
        // The next round fetches its rate, or tells owners that there is none.
        let stop = bare_stop(&draft.name, StopReason::NoFetchedRate, ctx.now_ms);
        stops::begin(ctx.tx, &stop, false).await?;
    }
    // Which currency the account names is heard with the first list of services.
    hear_balance(ctx, &draft.name, (&draft.balance, "")).await?;
    refresh(ctx.tx).await?;
    if !drafts::remove(ctx.tx, draft.draft_id).await? {
        return Err(UserError::DraftGone.into());
    }
    let act = if is_known { ProviderAct::ProviderReaddressed } else { ProviderAct::ProviderAdded };
    record_and_notify(ctx, (actor_id, act), (&draft.name, &draft.host)).await?;
    Ok(draft.name)
}

/// What was typed, sealed for the row where it stays.
fn sealed_anew(ctx: &Ctx<'_>, draft: &Draft) -> Result<ChatProvider, FlowError> {
    let opened = open_draft(ctx.shop, draft).ok_or(UserError::DraftGone)?;
    let name = draft.name.as_str();
    let seal = |place, text: &str| seal(ctx.shop, place, text);
    Ok(ChatProvider {
        name: name.to_owned(),
        kind: ProviderKind::Panel,
        host: draft.host.clone(),
        sealed_url: seal(ChatProvider::address_place(name), opened.url.expose_secret())?,
        sealed_key: seal(ChatProvider::key_place(name), opened.key.expose_secret())?,
        currency: draft.currency.clone(),
        conversion: draft.conversion.clone(),
        revision: 0,
    })
}

/// Shows and hides what is sold by what owners have decided.
pub(in crate::flows) async fn refresh(tx: &mut Tx) -> Result<(), FlowError> {
    providers::refresh_closed(tx).await?;
    Ok(catalog_writes::refresh_visibility(tx).await?)
}

/// Writes an act upon a provider down and tells every owner.
pub(in crate::flows) async fn record_and_notify(
    ctx: &mut Ctx<'_>,
    (actor_id, act): (PersonId, ProviderAct),
    (provider, detail): (&str, &str),
) -> Result<(), FlowError> {
    let subject = format!("provider {provider}");
    let line = journal::Act { actor_id, act: act.into(), subject: &subject, detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let actor = who(ctx.tx, actor_id).await?;
    let (provider, detail) = (provider.to_owned(), detail.to_owned());
    Ok(notify(ctx, ActNotice::ProviderAct { actor, act, provider, detail }).await?)
}
