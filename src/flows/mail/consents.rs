//! A domain that a customer says is theirs: what they have to put into its DNS, and the checks that
//! they ask for. A worker makes the checks; the screen is changed when they are done.

use crate::clock::HOUR_MS;
use crate::domain::ids::{ChatId, ConsentId, MessageId};
use crate::domain::mail::{CHECKS_AN_HOUR, ConsentToken, DOMAINS_MAX, MailDomain, Missing};
use crate::flows::orders::refusals::check_ban;
use crate::flows::{Ctx, FlowError, UserError, screens};
use crate::notifications::mail::{ConsentCard, ConsentState};
use crate::notifications::notice::Reader;
use crate::notifications::recipient::recipient;
use crate::store::StoreError;
use crate::store::mail::checks::{self, ConsentCheck, Latest};
use crate::store::mail::consents::{self, Consent};
use crate::store::outbox::Subject;
use crate::store::people::Person;

/// Proved domains that are offered as buttons.
pub const OFFERED_MAX: i64 = 4;

/// The consent of a domain that was typed, with a token that is not too old.
///
/// # Errors
/// [`UserError::Banned`], [`UserError::DomainsTooMany`].
pub async fn open(
    ctx: &mut Ctx<'_>,
    person: &Person,
    domain: &MailDomain,
) -> Result<Consent, FlowError> {
    check_ban(ctx.shop, person)?;
    let person_id = person.person_id;
    let known = consents::find_of(ctx.tx, person_id, domain).await?;
    let token = ConsentToken::of(rand::random());
    match known {
        Some(consent) if !consent.is_expired(ctx.now_ms) => return Ok(consent),
        _ if consents::count(ctx.tx, person_id, ctx.now_ms).await? >= DOMAINS_MAX => {
            return Err(UserError::DomainsTooMany { max: DOMAINS_MAX }.into());
        }
        Some(expired) => consents::renew(ctx.tx, &expired, &token, ctx.now_ms).await?,
        None => consents::insert(ctx.tx, person_id, (domain, &token), ctx.now_ms).await?,
    }
    let kept = consents::find_of(ctx.tx, person_id, domain).await?;
    Ok(kept.ok_or(StoreError::Unreadable("a consent that was just kept"))?)
}

/// A person's own consent; one that is too old gets another token.
///
/// # Errors
/// [`UserError::ConsentGone`], and those of [`open`].
pub async fn own(
    ctx: &mut Ctx<'_>,
    person: &Person,
    consent_id: ConsentId,
) -> Result<Consent, FlowError> {
    let found = consents::find(ctx.tx, consent_id).await?;
    let own = found.filter(|consent| consent.person_id == person.person_id);
    let own = own.ok_or(UserError::ConsentGone)?;
    open(ctx, person, &own.domain).await
}

/// Asks for a check, unless one waits already.
///
/// # Errors
/// [`UserError::ChecksTooMany`].
pub async fn ask_check(
    ctx: &mut Ctx<'_>,
    person: &Person,
    consent: &Consent,
) -> Result<(), FlowError> {
    if checks::latest(ctx.tx, consent).await? == Latest::Waiting {
        return Ok(());
    }
    let since_ms = ctx.now_ms.saturating_sub(HOUR_MS);
    if checks::count(ctx.tx, person.person_id, since_ms).await? >= CHECKS_AN_HOUR {
        return Err(UserError::ChecksTooMany { max: CHECKS_AN_HOUR }.into());
    }
    Ok(checks::insert(ctx.tx, consent, ctx.now_ms).await?)
}

/// What was found is kept, and shown on the screens that show the consent; once for each check.
pub async fn answer(
    ctx: &mut Ctx<'_>,
    check: &ConsentCheck,
    found: Result<(), &Missing>,
) -> Result<(), FlowError> {
    if !checks::mark_answered(ctx.tx, check.check_id, found.err()).await? {
        return Ok(());
    }
    let proved_ms = if found.is_ok() { ctx.now_ms } else { 0 };
    consents::set_proved(ctx.tx, (check.consent_id, &check.token), proved_ms).await?;
    show(ctx, check.consent_id).await
}

/// A consent as its customer sees it now.
pub async fn card_of(ctx: &mut Ctx<'_>, consent: &Consent) -> Result<ConsentCard, FlowError> {
    let state = match checks::latest(ctx.tx, consent).await? {
        Latest::Waiting => ConsentState::Checking,
        _ if consent.is_proved(ctx.now_ms) => ConsentState::Proved,
        Latest::Answered(Some(missing)) => ConsentState::Missing(missing),
        Latest::None | Latest::Answered(None) => ConsentState::Unchecked,
    };
    Ok(ConsentCard {
        consent_id: consent.consent_id,
        domain: consent.domain.clone(),
        record: consent.token.record(),
        expires_ms: consent.expires_ms(),
        state,
    })
}

async fn show(ctx: &mut Ctx<'_>, consent_id: ConsentId) -> Result<(), FlowError> {
    let subject = Subject::Consent(consent_id);
    let Some(consent) = consents::find(ctx.tx, consent_id).await? else { return Ok(()) };
    let showing = screens::showing(ctx.tx, subject).await?;
    if showing.is_empty() {
        return Ok(());
    }
    let card = card_of(ctx, &consent).await?;
    for screen in showing {
        let to = recipient(ctx.tx, screen.person_id).await?;
        let chat_id = ChatId::with(screen.person_id);
        let reader = Reader { chat_id, language: &to.language, reply_to: MessageId::NONE };
        let edit = ctx.shop.renderer.consent_card(&reader, screen.screen_id, &card);
        screens::edit_showing(ctx.tx, (screen, subject), edit, ctx.now_ms).await?;
    }
    Ok(())
}
