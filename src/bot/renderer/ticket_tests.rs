//! Everything that is told of tickets, in every language.

use super::tests::{LANGUAGES, assert_readable, render_for, renderer, text_of, units};
use super::*;
use crate::domain::ids::{MessageId, OrderId, PersonId, TicketId};
use crate::domain::order::{OrderState, Stage};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notice::Who;
use crate::notifications::tickets::{Card, OrderFacts, TicketEvent, TicketNotice};
use crate::store::tickets;

/// Everything that happens in a ticket, by somebody whose name is markup.
fn ticket_events() -> Vec<TicketEvent> {
    let who = || Who { person_id: PersonId::new(5001), name: "Ann <fast> \u{202e}".to_owned() };
    let order = OrderFacts {
        order_id: OrderId::new(1001),
        service: "Views <fast>".to_owned(),
        stage: Stage::Of(OrderState::Active),
        quantity: 1_000,
        inputs: String::new(),
        price: units(2),
        provider: "alpha".to_owned(),
        provider_order_id: String::new(),
    };
    let card = |order| Card { customer: who(), order };
    let text = || "📷 Where is\n<fast> it?".to_owned();
    let line = |is_answer| tickets::TicketLine {
        author_id: PersonId::new(1),
        is_answer,
        text: text(),
        photo: String::new(),
        created_ms: 1,
    };
    let mut events = vec![
        TicketEvent::Opened { card: card(Some(order.clone())), text: text() },
        TicketEvent::Opened { card: card(None), text: text() },
        TicketEvent::Unreachable,
        TicketEvent::Solved { customer: who() },
        TicketEvent::Closed { admin: who() },
    ];
    for (is_reopened, is_blocked) in [(false, false), (true, false), (false, true)] {
        events.push(TicketEvent::Wrote { customer: who(), text: text(), is_reopened });
        events.push(TicketEvent::Answered { admin: who(), text: text(), is_reopened });
        events.push(TicketEvent::Sent { is_reopened, is_blocked });
        let lines = vec![line(false), line(true)];
        let card = card(Some(order.clone()));
        events.push(TicketEvent::Again { card, lines, is_open: !is_reopened });
    }
    events
}

#[test]
fn tickets_read_well_in_every_language_and_begin_with_their_number() {
    for language in LANGUAGES {
        for event in ticket_events() {
            let what = format!("{language} {event:?}");
            let notice = Notice::from(TicketNotice { ticket_id: TicketId::new(7), event });
            for chat_id in [1, -100_123] {
                let (chat_id, reply_to) = (ChatId::new(chat_id), MessageId::new(55));
                let reader = Reader { chat_id, language, reply_to };
                let payloads = renderer().render(&reader, &notice);
                assert_eq!(payloads.len(), 1, "{what}");
                for payload in payloads {
                    let text = text_of(&payload);
                    assert_readable(&text, &what);
                    assert!(text.starts_with("🎫 <b>T-7</b> · "), "{text}");
                    assert!(payload.contains("\"message_id\":55"), "{payload}");
                    let has_buttons = payload.contains("callback_data");
                    assert!(chat_id.is_private() || !has_buttons, "{payload}");
                }
            }
        }
        let ticket_id = TicketId::new(7);
        let answer = CustomerNotice::TicketAnswered { ticket_id, text: "Soon & sure".to_owned() };
        let closed =
            [false, true].map(|is_by_time| CustomerNotice::TicketClosed { ticket_id, is_by_time });
        for notice in [answer].into_iter().chain(closed) {
            let what = format!("{language} {notice:?}");
            let payload = render_for(5001, language, notice);
            assert_readable(&text_of(&payload), &what);
            assert!(payload.contains("\"1:0:tw:7\""), "{payload}");
        }
    }
}
