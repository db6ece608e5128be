//! Changes of what a person is looking at that they did not ask for. Must never overwrite what its
//! owner has turned to meanwhile: every change presumes what the screen shows.

use super::FlowError;
use crate::domain::ids::ChatId;
use crate::store::outbox::{Lane, Outgoing, Shows, Subject};
use crate::store::screens::{self, Showing};
use crate::store::{Tx, outbox};

/// Screens that are changed at once.
const SHOWING_MAX: i64 = 100;

/// The screens that show this at the moment, newest first.
pub async fn showing(tx: &mut Tx, subject: Subject) -> Result<Vec<Showing>, FlowError> {
    Ok(screens::list_showing(tx, subject, SHOWING_MAX).await?)
}

/// As [`edit_showing`], for what may wait until all else is sent, and is left out where its message
/// is gone.
pub async fn edit_quietly(
    tx: &mut Tx,
    presumed: (Showing, Subject),
    edit: Outgoing,
    now_ms: i64,
) -> Result<bool, FlowError> {
    edit_in(tx, presumed, Outgoing { lane: Lane::Bulk, ..edit }, now_ms).await
}

/// Changes a screen as long as it shows this. `edit` is the call that edits it; `false` when its
/// owner has turned to something else, and nothing was written then. Should they do so before the
/// call is made, it is dropped.
pub async fn edit_showing(
    tx: &mut Tx,
    presumed: (Showing, Subject),
    edit: Outgoing,
    now_ms: i64,
) -> Result<bool, FlowError> {
    edit_in(tx, presumed, Outgoing { lane: Lane::Push, ..edit }, now_ms).await
}

async fn edit_in(
    tx: &mut Tx,
    (showing, subject): (Showing, Subject),
    edit: Outgoing,
    now_ms: i64,
) -> Result<bool, FlowError> {
    if !screens::hold(tx, showing.screen_id, subject).await? {
        return Ok(false);
    }
    let edit = Outgoing { chat_id: ChatId::with(showing.person_id), ..edit };
    let edit = edit.on(showing.screen_id, Shows::Still(subject));
    outbox::insert(tx, edit, now_ms).await?;
    Ok(true)
}
