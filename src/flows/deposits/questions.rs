//! "Where is my deposit?": asked with the hash of a transaction, answered by a worker that looks on
//! every network. Must never tell anybody of somebody else's payment.

use crate::clock::HOUR_MS;
use crate::domain::deposit::tx_in;
use crate::domain::ids::{DepositQuestionId, OrderId, PersonId, TicketId};
use crate::domain::ticket::Said;
use crate::domain::time::Span;
use crate::flows::deposits::card::arrived_of;
use crate::flows::tickets;
use crate::flows::{Ctx, FlowError, UserError};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::deposits::Whereabouts;
use crate::notifications::notify::notify_customer;
use crate::store::deposits::questions::{self, Asker, DepositQuestion, NewQuestion};
use crate::store::deposits::{self, Deposit};
use crate::store::people::Person;

/// Questions of one customer within an hour.
const QUESTIONS_MAX: i64 = 5;

/// What a look at the networks came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It paid addresses of ours; whatever is listed is recorded.
    Found {
        /// What people call the network.
        network: String,
        /// Whether any of it is a token that is taken.
        is_listed: bool,
    },
    /// No network knows a payment to us in it.
    Nothing,
    /// A network did not answer.
    Unknown,
}

/// Keeps a question.
///
/// # Errors
/// [`UserError::NoHash`], [`UserError::QuestionsTooMany`].
pub async fn ask(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    (text, is_staff): (&str, bool),
) -> Result<(), FlowError> {
    let tx = tx_in(text).ok_or(UserError::NoHash)?;
    let hour = Span { from_ms: ctx.now_ms - HOUR_MS, until_ms: ctx.now_ms };
    if !is_staff && questions::count(ctx.tx, person_id, hour).await? >= QUESTIONS_MAX {
        return Err(UserError::QuestionsTooMany.into());
    }
    let asker = if is_staff { Asker::Staff } else { Asker::Person };
    let new = NewQuestion { person_id, tx: &tx, asker };
    Ok(questions::insert(ctx.tx, new, ctx.now_ms).await?)
}

/// Has the networks asked for a transaction that was shown as paid by hand: what it paid to
/// addresses of ours belongs to their owners, whoever shows it. Nobody is answered.
pub(super) async fn ask_networks(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    tx: &str,
) -> Result<(), FlowError> {
    let new = NewQuestion { person_id, tx, asker: Asker::Shop };
    Ok(questions::insert(ctx.tx, new, ctx.now_ms).await?)
}

/// Tells the asker what was found, once.
pub async fn answer(
    ctx: &mut Ctx<'_>,
    question: &DepositQuestion,
    looked: Lookup,
) -> Result<(), FlowError> {
    let is_first = questions::mark_answered(ctx.tx, question.question_id).await?;
    if !is_first || question.asker == Asker::Shop {
        return Ok(());
    }
    let is_staff = question.asker == Asker::Staff;
    let may_see = |deposit: &Deposit| is_staff || deposit.person_id == question.person_id;
    let mut known = deposits::list_by_tx(ctx.tx, &question.tx).await?;
    known.retain(may_see);
    // A token that is not taken is none of ours.
    known.retain(|deposit| !deposit.is_unlisted());
    let whereabouts = match looked {
        _ if !known.is_empty() => Whereabouts::Known {
            arrived: known.iter().map(|deposit| arrived_of(ctx, deposit)).collect(),
            deposit_id: known.first().map(|deposit| deposit.deposit_id).filter(|_| is_staff),
        },
        Lookup::Found { network, is_listed: false, .. } => Whereabouts::OtherToken { network },
        // Too little to be kept.
        Lookup::Found { .. } | Lookup::Nothing => Whereabouts::NotFound,
        Lookup::Unknown => Whereabouts::NoAnswer,
    };
    let (question_id, tx) = (question.question_id, question.tx.clone());
    let notice = CustomerNotice::Whereabouts { question_id, tx, whereabouts };
    Ok(notify_customer(ctx, question.person_id, notice).await?)
}

/// Opens a ticket with what was asked.
///
/// # Errors
/// [`UserError::DepositGone`], and those of opening a ticket.
pub async fn open_ticket(
    ctx: &mut Ctx<'_>,
    person: &Person,
    question_id: DepositQuestionId,
    words: &str,
) -> Result<TicketId, FlowError> {
    let found = questions::find(ctx.tx, question_id).await?;
    let own = found.filter(|question| question.person_id == person.person_id);
    let question = own.ok_or(UserError::DepositGone)?;
    let text = format!("{words}\n{}", question.tx);
    tickets::open(ctx, person, (OrderId::NONE, Said::words(&text))).await
}
