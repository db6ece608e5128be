//! The markup of the settings: from 0 to 500 percent, in force from the next start, and never
//! upon a price that was shown already.

use crate::support::world::vars;
use crate::support::{World, money};
use storefront::config::Config;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_markup_outside_0_to_500_percent_stops_the_start() {
    let address = "127.0.0.1:1".parse().unwrap();
    let read = |markup: &str| {
        let extra = [("MARKUP_PERCENT", markup.to_owned())];
        Config::read(&vars("sqlite:///nowhere", address, &extra)).map(|_| ())
    };
    for wrong in ["-100", "-0.01", "500.01", "3000", "1e3", "30%", "much", "NaN"] {
        let error = read(wrong).expect_err(wrong).to_string();
        assert!(error.contains("MARKUP_PERCENT"), "{wrong}: {error}");
    }
    for right in ["0", "17.5", "500"] {
        read(right).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_markup_sells_from_the_next_start() {
    let mut world = World::new().await;
    {
        let alice = world.customer(5_001, "Alice", "25").await;
        alice.fills_in("instagram.com/alice", "1000").await;
        alice.expects("$1.17");
    }
    world.restart(&[("MARKUP_PERCENT", "100".to_owned())]).await;
    // What was shown is what is charged.
    let alice = world.actor(5_001);
    alice.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.held, money("1.17"));
    alice.fills_in("instagram.com/alice2", "1000").await;
    alice.expects("$1.80");
    world.audit().await;
}
