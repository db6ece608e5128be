//! What speaks for or against an order in review having been placed, in a line each. Must never
//! draw the conclusion: a balance that stood still may fall later.

use crate::bot::ui::words::{Args, Words};
use crate::domain::order::evidence::BalanceSign;
use crate::domain::order::{NotPlacedCause, OrderState, ReviewKind};
use crate::flows::FlowError;
use crate::store::orders::Order;
use crate::store::orders::answers::Answer;
use crate::store::{Tx, evidence};

/// The lines of an order whose submission is in review, by what its provider answered; none of any
/// other.
pub(super) async fn of(
    tx: &mut Tx,
    words: &Words,
    (order, heard): (&Order, &[Answer]),
) -> Result<Vec<String>, FlowError> {
    let is_unclear =
        order.state == OrderState::Review && order.review_kind() == Some(ReviewKind::Submission);
    if !is_unclear {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for (sign, span) in evidence::list(tx, order.order_id).await? {
        let args = Args::new().time("from", span.from_ms).time("until", span.until_ms);
        let key = match sign {
            BalanceSign::Fell => "admin-evidence-fell",
            BalanceSign::Unmoved => "admin-evidence-unmoved",
        };
        lines.push(words.html(key, args));
    }
    if says_active(order, heard) {
        lines.push(words.html("admin-evidence-active", Args::new()));
    }
    if let Some(duplicate) = evidence::find_duplicate(tx, order.order_id).await? {
        let args = Args::new().text("duplicate", duplicate.to_string());
        lines.push(words.html("admin-evidence-duplicate", args));
    }
    Ok(lines)
}

/// Whether the provider refused a later attempt because an order for the link was active.
fn says_active(order: &Order, heard: &[Answer]) -> bool {
    let word = NotPlacedCause::DuplicateLink.into_str();
    order.is_doubted() && (order.reason == word || heard.iter().any(|answer| answer.answer == word))
}
