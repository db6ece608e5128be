//! Refills and cancels that were asked of a provider: the lines and buttons on an order's card, and
//! the word at the end.

use super::customers::open_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::order::request::{
    self, Earlier, OrderRequestKind, OrderRequestState, RequestRefusal,
};
use crate::flows::orders::requests::requestable;
use crate::notifications::customers::RequestChange;
use crate::store::orders::Order;
use crate::store::orders::requests::OrderRequest;

const KINDS: [OrderRequestKind; 2] = [OrderRequestKind::Refill, OrderRequestKind::Cancel];

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

/// The newest request of each kind, and when one may be made again.
pub(super) fn request_lines(
    words: &Words,
    (order, asked): (&Order, &[OrderRequest]),
    now_ms: i64,
) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in KINDS {
        let newest = asked.iter().find(|request| request.kind == kind);
        lines.extend(newest.map(|request| request_line(words, request)));
        if let Err(RequestRefusal::TooSoon { from_ms }) = may_ask(kind, (order, asked), now_ms) {
            let args = Args::new().time("time", from_ms);
            lines.push(words.html("order-request-again", args));
        }
    }
    lines
}

/// The buttons of what may be asked now.
pub(super) fn request_buttons(
    words: &Words,
    (order, asked): (&Order, &[OrderRequest]),
    now_ms: i64,
) -> Vec<Button> {
    let order_id = order.order_id;
    let button = |kind: OrderRequestKind| match kind {
        OrderRequestKind::Refill => {
            Button::action(words.word("key-ask-refill"), Action::AskRefill { order: order_id })
        }
        OrderRequestKind::Cancel => {
            Button::action(words.word("key-ask-cancel"), Action::AskCancel { order: order_id })
        }
    };
    let open = KINDS.into_iter().filter(|kind| may_ask(*kind, (order, asked), now_ms).is_ok());
    open.map(button).collect()
}

/// Whether this may be asked about an order now.
///
/// # Errors
/// Why not.
pub fn may_ask(
    kind: OrderRequestKind,
    (order, asked): (&Order, &[OrderRequest]),
    now_ms: i64,
) -> Result<(), RequestRefusal> {
    let of_kind = asked.iter().filter(|request| request.kind == kind);
    let earlier = of_kind
        .fold(Earlier::default(), |earlier, request| earlier.and(request.asked_ms, request.state));
    request::check(kind, requestable(order, kind), earlier, now_ms)
}
