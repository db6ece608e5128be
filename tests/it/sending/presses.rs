//! Answers to pressed buttons are not stored, and given all the same while somebody may be waiting.

use crate::support::World;
use storefront::sandbox::telegram::{Fault, FaultKind};

impl World {
    /// How often a press was answered, whatever Telegram said to it.
    fn tries(&self, callback_id: &str) -> usize {
        let calls = self.telegram.calls();
        calls.iter().filter(|call| call.params["callback_query_id"] == callback_id).count()
    }

    /// Lets time pass until a press was answered so often.
    async fn until_tried(&self, callback_id: &str, times: usize, step_ms: i64) {
        let is_tried = async || {
            self.advance_ms(step_ms);
            self.tries(callback_id) == times
        };
        self.until("the press is answered again", is_tried).await;
    }
}

fn on_answers(kind: FaultKind) -> Fault {
    Fault::once(kind).on("answerCallbackQuery")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_press_is_answered_when_telegram_allows_it_again() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.telegram.set_fault(on_answers(FaultKind::TooManyRequests { retry_after_s: 3 }));
    let press = alice.presses("Help");
    world.until_tried(&press, 1, 0).await;
    world.advance_ms(2_999);
    world.sender_has_looked().await;
    assert_eq!(world.tries(&press), 1, "Telegram said how long to wait");

    world.telegram.set_fault(on_answers(FaultKind::Internal));
    world.until_tried(&press, 2, 100).await;
    world.until_tried(&press, 3, 100).await;
    alice.answer_to(&press).await;
    assert_eq!(world.tries(&press), 3);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_that_telegram_never_takes_is_given_up_after_four_tries() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.telegram.set_fault(on_answers(FaultKind::BadGatewayHtml).times(10));
    let press = alice.presses("Help");
    for tries in 1..=4 {
        world.until_tried(&press, tries, 50).await;
    }
    world.advance_ms(60_000);
    world.telegram.clear_faults();
    world.sender_has_looked().await;
    assert_eq!(world.tries(&press), 4);
    // One that is refused as too old is not asked again.
    let description = "Bad Request: query is too old".to_owned();
    world.telegram.set_fault(on_answers(FaultKind::Refuse { code: 400, description }));
    let press = alice.presses("Menu");
    world.until_tried(&press, 1, 0).await;
    world.advance_ms(60_000);
    world.sender_has_looked().await;
    assert_eq!(world.tries(&press), 1);
    world.audit().await;
}
