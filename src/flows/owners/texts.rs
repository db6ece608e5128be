//! Owners write what the shop says of itself, a language at a time. Every change is in the journal;
//! where nothing is written, the text that ships is shown.

use crate::domain::ids::{FaqId, PersonId};
use crate::domain::journal::ActName;
use crate::domain::lang::Lang;
use crate::domain::one_line::one_line;
use crate::domain::shop_text::{FaqError, QUESTIONS_MAX, ShopText, TEXT_MAX_CHARS, read_faq};
use crate::domain::ticket::{TextError, clean_within};
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::{Tx, journal, shop_texts};

/// What of a text the journal keeps.
const DETAIL_MAX_CHARS: usize = 200;

/// What customers of a language read: the owners' text in it, or else in English; `None` for the
/// one that ships.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, kind: ShopText, lang: Lang) -> Result<Option<String>, FlowError> {
    if let Some(own) = shop_texts::find(tx, (kind, lang)).await? {
        return Ok(Some(own));
    }
    match lang {
        Lang::En => Ok(None),
        _ => Ok(shop_texts::find(tx, (kind, Lang::En)).await?),
    }
}

fn fault((error, max): (TextError, usize)) -> UserError {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match error {
        TextError::Empty => UserError::OwnTextEmpty,
        TextError::TooLong(long) => {
            UserError::OwnTextTooLong { long: count(long), max: count(max) }
        }
    }
}

/// Writes a text.
///
/// # Errors
/// [`UserError::OwnTextEmpty`], [`UserError::OwnTextTooLong`].
pub async fn write(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (kind, lang): (ShopText, Lang),
    typed: &str,
) -> Result<(), FlowError> {
    let text = clean_within(typed, TEXT_MAX_CHARS);
    let text = text.map_err(|error| fault((error, TEXT_MAX_CHARS)))?;
    shop_texts::set(ctx.tx, (kind, lang), &text, ctx.now_ms).await?;
    let subject = format!("{} {}", kind.into_str(), lang.tag());
    write_down(ctx, actor_id, (ActName::TextWritten, &subject), &text).await
}

/// Goes back to the text that ships; `false` where nothing was written.
///
/// # Errors
/// When the database fails.
pub async fn clear(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (kind, lang): (ShopText, Lang),
) -> Result<bool, FlowError> {
    if !shop_texts::remove(ctx.tx, (kind, lang)).await? {
        return Ok(false);
    }
    let subject = format!("{} {}", kind.into_str(), lang.tag());
    write_down(ctx, actor_id, (ActName::TextWritten, &subject), "as it ships").await?;
    Ok(true)
}

/// Adds a question with its answer.
///
/// # Errors
/// [`UserError::FaqNoAnswer`], [`UserError::FaqFull`], [`UserError::OwnTextEmpty`],
/// [`UserError::OwnTextTooLong`].
pub async fn add_faq(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    lang: Lang,
    typed: &str,
) -> Result<(), FlowError> {
    let new = read_faq(typed).map_err(|error| match error {
        FaqError::NoAnswer => UserError::FaqNoAnswer,
        FaqError::Text(error, max) => fault((error, max)),
    })?;
    if !shop_texts::insert_faq(ctx.tx, (lang, QUESTIONS_MAX), &new, ctx.now_ms).await? {
        return Err(UserError::FaqFull { max: QUESTIONS_MAX }.into());
    }
    let subject = format!("question {}", lang.tag());
    write_down(ctx, actor_id, (ActName::QuestionAdded, &subject), &new.question).await
}

/// Removes a question; `false` where it is gone.
///
/// # Errors
/// When the database fails.
pub async fn remove_faq(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    faq_id: FaqId,
) -> Result<bool, FlowError> {
    let Some(faq) = shop_texts::find_faq(ctx.tx, faq_id).await? else { return Ok(false) };
    if !shop_texts::remove_faq(ctx.tx, faq_id).await? {
        return Ok(false);
    }
    let subject = format!("question {}", faq.lang);
    write_down(ctx, actor_id, (ActName::QuestionRemoved, &subject), &faq.question).await?;
    Ok(true)
}

async fn write_down(
    ctx: &mut Ctx<'_>,
    actor_id: PersonId,
    (act, subject): (ActName, &str),
    text: &str,
) -> Result<(), FlowError> {
    let detail: String = one_line(text).chars().take(DETAIL_MAX_CHARS).collect();
    let line = journal::Act { actor_id, act, subject, detail: &detail, reason: "" };
    Ok(journal::append(ctx.tx, &line, ctx.now_ms).await?)
}
