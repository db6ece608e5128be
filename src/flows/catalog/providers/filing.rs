//! What owners say that a provider's sentence means: kept for each provider, in force at once, and
//! only for what neither the table nor the settings know. Must never move the order in whose
//! review a sentence was filed.

use crate::domain::ids::{FiledId, PersonId};
use crate::domain::journal::ActName;
use crate::domain::order::UnknownCause;
use crate::domain::provider::{Form, Meaning, SENTENCE_MIN_LETTERS, Said, fold_sentence};
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::acts::ActNotice;
use crate::notifications::notify::notify;
use crate::notifications::notify::who;

use crate::store::filed_words::{self, Filed};
use crate::store::orders::Order;
use crate::store::{Tx, journal, orders};

/// Filed sentences of one provider.
pub const FILED_MAX: i64 = 50;

/// A sentence, and what it is said to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filing<'a> {
    /// The provider's name in the settings.
    pub provider: &'a str,
    /// The sentence, cleaned.
    pub words: &'a str,
    /// What it means.
    pub meaning: Meaning,
}

/// What can be filed of the answer to an order's present attempt: a whole sentence of some letters
/// that is not filed yet, after which nobody knew what had become of the order.
pub async fn fileable(tx: &mut Tx, order: &Order) -> Result<Option<String>, FlowError> {
    if !order.is_for(UnknownCause::UnlistedError.into()) {
        return Ok(None);
    }
    let Some(said) = orders::words::said(tx, order).await? else { return Ok(None) };
    let Some(folded) = sentence(&said) else { return Ok(None) };
    let is_filed = filed_words::meaning(tx, &order.provider, &folded).await?.is_some();
    Ok((!is_filed).then_some(said.text))
}

/// A sentence as it is compared, if it says enough.
fn sentence(said: &Said) -> Option<String> {
    let folded = fold_sentence(&said.text);
    let letters = folded.chars().filter(|letter| letter.is_alphabetic()).count();
    (said.form == Form::Whole && letters >= SENTENCE_MIN_LETTERS).then_some(folded)
}

/// What an owner has said that these words mean.
pub async fn meaning_of(
    tx: &mut Tx,
    provider: &str,
    said: Option<&Said>,
) -> Result<Option<Meaning>, FlowError> {
    let Some(folded) = said.and_then(sentence) else { return Ok(None) };
    Ok(filed_words::meaning(tx, provider, &folded).await?)
}

/// Whether a sentence can be filed so.
///
/// # Errors
/// [`UserError::FiledAlready`], [`UserError::FiledFull`].
pub async fn check_filing(tx: &mut Tx, filing: &Filing<'_>) -> Result<(), FlowError> {
    let folded = fold_sentence(filing.words);
    if filed_words::meaning(tx, filing.provider, &folded).await?.is_some() {
        return Err(UserError::FiledAlready.into());
    }
    if filed_words::count(tx, filing.provider).await? >= FILED_MAX {
        return Err(UserError::FiledFull { max: FILED_MAX }.into());
    }
    Ok(())
}

/// Files a sentence.
///
/// # Errors
/// As [`check_filing`].
pub async fn file(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    filing: &Filing<'_>,
) -> Result<(), FlowError> {
    check_filing(ctx.tx, filing).await?;
    let folded = fold_sentence(filing.words);
    let (sentence, meant) = ((filing.words, folded.as_str()), (filing.meaning, actor_id));
    if !filed_words::insert(ctx.tx, filing.provider, sentence, meant, ctx.now_ms).await? {
        return Err(UserError::FiledAlready.into());
    }
    record_and_notify(ctx, (actor_id, false), filing).await
}

/// The sentence that is to be forgotten.
///
/// # Errors
/// [`UserError::FiledGone`].
pub async fn check_unfiling(tx: &mut Tx, filed_id: FiledId) -> Result<Filed, FlowError> {
    filed_words::find(tx, filed_id).await?.ok_or_else(|| UserError::FiledGone.into())
}

/// Forgets what a sentence means: it is unlisted again.
///
/// # Errors
/// [`UserError::FiledGone`], also when the number is another sentence's now.
pub async fn unfile(ctx: &mut Ctx<'_>, actor_id: PersonId, filed: &Filed) -> Result<(), FlowError> {
    if check_unfiling(ctx.tx, filed.filed_id).await? != *filed
        || !filed_words::remove(ctx.tx, filed.filed_id).await?
    {
        return Err(UserError::FiledGone.into());
    }
    let Filed { provider, words, meaning, .. } = filed;
    let filing = Filing { provider, words, meaning: *meaning };
    record_and_notify(ctx, (actor_id, true), &filing).await
}

/// Writes the act down and tells every owner.
async fn record_and_notify(
    ctx: &mut Ctx<'_>,
    (actor_id, is_removed): (PersonId, bool),
    filing: &Filing<'_>,
) -> Result<(), FlowError> {
    let act = if is_removed { ActName::WordsUnfiled } else { ActName::WordsFiled };
    let subject = format!("provider {}", filing.provider);
    let detail = format!("{}: {}", filing.meaning.into_str(), filing.words);
    let line = journal::Act { actor_id, act, subject: &subject, detail: &detail, reason: "" };
    journal::append(ctx.tx, &line, ctx.now_ms).await?;
    let notice = ActNotice::WordsFiled {
        actor: who(ctx.tx, actor_id).await?,
        provider: filing.provider.to_owned(),
        words: filing.words.to_owned(),
        meaning: filing.meaning,
        is_removed,
    };
    Ok(notify(ctx, notice).await?)
}
