//! Refills and cancels that were asked of a provider: the line on an order's card, and the word at
//! the end.

use super::customers::open_button;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::order::request::{OrderRequestKind, OrderRequestState};
use crate::notifications::customers::RequestChange;
use crate::store::orders::requests::OrderRequest;

/// What is told at the end of a request; the reason is part of the sentence.
pub(super) fn ended(words: &Words, change: &RequestChange) -> View {
    let args = Args::new().text("order", change.order_id.to_string());
    let key = match (change.kind, change.state) {
        (OrderRequestKind::Refill, OrderRequestState::Done) => "notice-refill-done",
        (OrderRequestKind::Refill, OrderRequestState::Unclear) => "notice-refill-unclear",
        (OrderRequestKind::Refill, _) => "notice-refill-refused",
        (OrderRequestKind::Cancel, _) => "notice-cancel-refused",
    };
    let head = words.html(key, args);
    let reason = change.reason.map(|reason| words.word_of("request-reason", reason.into_str()));
    let lines: Vec<String> = [Some(head), reason].into_iter().flatten().collect();
    View::new(lines.join("\n")).row([open_button(words, change.order_id)])
}

/// The line of a request on the card of its order.
pub fn request_line(words: &Words, request: &OrderRequest) -> String {
    let state = match request.state {
        // Whether the call was begun is nothing that anybody can act upon.
        OrderRequestState::Asking => OrderRequestState::Queued,
        state => state,
    };
    let what = match request.kind {
        OrderRequestKind::Refill => words.word_of("request-refill", state.into_str()),
        OrderRequestKind::Cancel => words.word_of("request-cancel", state.into_str()),
    };
    let args = Args::new().text("what", what).time("time", request.asked_ms);
    words.html("order-request", args)
}
