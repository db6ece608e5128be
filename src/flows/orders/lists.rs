//! Collecting a list for an order, message by message.

use crate::domain::fields::{Field, FieldError, Lines, ListRule, read_lines};
use crate::domain::ids::{ListId, PersonId};
use crate::domain::inputs::Entries;
use crate::domain::links::Platform;
use crate::flows::{FlowError, UserError};
use crate::store::Tx;
use crate::store::lists::{self, List};

/// A message to be added to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addition<'a> {
    /// Whose.
    pub person_id: PersonId,
    /// What it is a list of.
    pub field: Field,
    /// What they entered for the same order so far.
    pub entries: &'a Entries,
    /// As it was typed.
    pub message: &'a str,
    /// The platform of the service, where it is known.
    pub platform: Option<Platform>,
    /// How many lines the service takes.
    pub max_lines: i64,
}

/// Adds the lines of a message to the person's list, or begins one; returns its number. A message
/// is taken whole or not at all.
///
/// # Errors
/// [`UserError::Field`] says what is wrong with the message.
pub async fn add_lines(
    tx: &mut Tx,
    addition: &Addition<'_>,
    now_ms: i64,
) -> Result<ListId, FlowError> {
    let Addition { person_id, field, entries, message, platform, max_lines } = *addition;
    let wrong = |error| UserError::Field(field, error);
    let rule = field.list_rule().ok_or_else(|| wrong(FieldError::Unfit))?;
    let lines = read_lines(rule, message, platform).map_err(wrong)?;
    let list_id = entries.lists.get(&field).copied();
    let present = match list_id {
        Some(list_id) => lists::find(tx, list_id, person_id).await?,
        None => None,
    };
    let present = present.filter(|list| !list.is_ordered);
    let most = ListRule { max_items: max_lines.min(rule.max_items), ..rule };
    fits(&lines, present.as_ref(), most).map_err(wrong)?;
    match (list_id, present) {
        (Some(list_id), Some(_)) => {
            lists::append(tx, (list_id, person_id), &lines, most, now_ms).await?;
            Ok(list_id)
        }
        _ => {
            // Whoever begins the first list of an order has left those of another one.
            if entries.lists.is_empty() {
                lists::remove_open(tx, person_id).await?;
            }
            Ok(lists::insert(tx, person_id, &lines, now_ms).await?)
        }
    }
}

fn fits(lines: &Lines, present: Option<&List>, most: ListRule) -> Result<(), FieldError> {
    let (count, chars) = present.map_or((0, 0), |list| (list.line_count, list.char_count));
    let (count, chars) = (count.saturating_add(lines.count), chars.saturating_add(lines.chars));
    if count > most.max_items {
        return Err(FieldError::TooMany { count, max: most.max_items });
    }
    if chars > most.max_chars {
        return Err(FieldError::TooLong { max: most.max_chars });
    }
    Ok(())
}
