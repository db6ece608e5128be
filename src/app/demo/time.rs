//! The demo's time: the machine's, and hours that pass at a press, so that nobody has to wait to
//! see a request end or a payment come late. Must never run slower than the machine's clock.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::{Clock, DAY_MS, HOUR_MS, MINUTE_MS, ManualClock};
use crate::sandbox::chat::Control;

/// How often the clock is moved on; whoever sleeps wakes so much late at the most.
const TICK: Duration = Duration::from_millis(20);
/// What may pass at once, by the names on the page.
const LEAPS: [(&str, i64); 3] =
    [("10 minutes", 10 * MINUTE_MS), ("1 hour", HOUR_MS), ("1 day", DAY_MS)];

/// A clock that begins now and runs as the machine's does, and the hand that moves it.
pub(super) fn running() -> (Clock, Arc<ManualClock>) {
    let (clock, hand) = Clock::manual(Clock::System.now_ms());
    let moved = Arc::clone(&hand);
    tokio::spawn(async move {
        let mut seen_ms = Clock::System.monotonic_ms();
        let mut ticks = tokio::time::interval(TICK);
        loop {
            ticks.tick().await;
            let now_ms = Clock::System.monotonic_ms();
            moved.advance_ms(now_ms.saturating_sub(seen_ms));
            seen_ms = now_ms;
        }
    });
    (clock, hand)
}

/// The knob of the drawer.
pub(super) fn control(hand: Arc<ManualClock>) -> Control {
    let state = || json!({ "leaps": LEAPS.map(|(name, _)| name) });
    let act = move |action: &Value| {
        let named = |(name, _): &&(&str, i64)| action.get("value") == Some(&json!(name));
        let (_, leap_ms) = LEAPS.iter().find(named).ok_or("that much does not pass at once")?;
        hand.advance_ms(*leap_ms);
        Ok(state())
    };
    Control { state: Arc::new(state), act: Arc::new(act) }
}
