//! A Bot API that refuses everything: a token that was revoked, a wrong server behind a proxy,
//! another process that holds the bot. No message is to blame, so none is set aside.

use crate::support::World;
use storefront::sandbox::telegram::{Fault, FaultKind};

async fn goes_on_when_everything_was_refused_with(code: u16) {
    let world = World::new().await;
    for person_id in 5_001..=5_003 {
        world.customer(person_id, "Customer", "0").await;
    }
    let description = "Refused whatever it is".to_owned();
    world.telegram.set_fault(Fault::once(FaultKind::Refuse { code, description }).times(u32::MAX));
    for number in 1..=3 {
        for person_id in 5_001..=5_003 {
            world.notifies(person_id, number).await;
        }
    }
    for _ in 0..120 {
        world.advance_ms(10_000);
        world.until("the sender looks", async || !world.telegram.calls().is_empty()).await;
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(world.count("outbox WHERE state = 2").await, 0, "{code}: none is set aside");
    assert_eq!(world.app.figures.refusal(), Some(i64::from(code)), "{code}: /health says so");
    world.telegram.clear_faults();
    world.until_sent(10_000).await;
    for person_id in 5_001..=5_003 {
        assert_eq!(world.notices_read(person_id), [1, 2, 3], "{code}: in order");
    }
    assert_eq!(world.app.figures.refusal(), None, "{code}: over");
    assert_eq!(world.owner().times_told("could not be delivered"), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_token_sets_no_message_aside_and_is_seen() {
    goes_on_when_everything_was_refused_with(401).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_the_bot_api_sets_no_message_aside_and_is_seen() {
    goes_on_when_everything_was_refused_with(404).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_api_in_conflict_with_everything_sets_no_message_aside_and_is_seen() {
    goes_on_when_everything_was_refused_with(409).await;
}
