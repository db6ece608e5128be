//! Collecting the comments of an order, message by message.

use super::{FlowError, UserError};
use crate::domain::comments::{CommentsError, Lines, MAX_CHARS, read_lines};
use crate::store::Tx;
use crate::store::comments::{self, CommentList};

/// Adds the lines of a message to the person's list, or begins one; returns its number. A message
/// is taken whole or not at all.
///
/// # Errors
/// [`UserError::Comments`] says what is wrong with the message.
pub async fn add_comments(
    tx: &mut Tx,
    (person_id, list_id): (i64, Option<i64>),
    message: &str,
    max_lines: i64,
    now_ms: i64,
) -> Result<i64, FlowError> {
    let lines = read_lines(message).map_err(UserError::Comments)?;
    let present = match list_id {
        Some(list_id) => comments::find(tx, list_id, person_id).await?,
        None => None,
    };
    let present = present.filter(|list| list.is_ordered == 0);
    fits(&lines, present.as_ref(), max_lines).map_err(UserError::Comments)?;
    match (list_id, present) {
        (Some(list_id), Some(_)) => {
            comments::append(tx, (list_id, person_id), &lines, max_lines, now_ms).await?;
            Ok(list_id)
        }
        _ => {
            comments::remove_open(tx, person_id).await?;
            Ok(comments::insert(tx, person_id, &lines, now_ms).await?)
        }
    }
}

fn fits(lines: &Lines, present: Option<&CommentList>, max: i64) -> Result<(), CommentsError> {
    let (count, chars) = present.map_or((0, 0), |list| (list.line_count, list.char_count));
    let count = count.saturating_add(lines.count);
    if count > max {
        return Err(CommentsError::TooMany { count, max });
    }
    if chars.saturating_add(lines.chars) > MAX_CHARS {
        return Err(CommentsError::TooLong);
    }
    Ok(())
}
