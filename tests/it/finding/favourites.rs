//! Services that are kept for the next time.

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_favourite_is_kept_once_found_first_and_drops_out_when_it_is_gone() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    assert!(!alice.is_offered("Favourites"), "{:?}", alice.labels());
    alice.forges_tap("fv:0").await;
    alice.expects("No favourites yet");
    alice.forges_tap("v:3:0").await;
    assert_eq!(alice.taps_for_answer("☆ Favourite").await, "Added to your favourites");
    assert!(alice.is_offered("★ Favourite") && alice.is_offered("Back"));
    assert_eq!(alice.step().await, "Link");
    // Twice is once.
    alice.forges_tap("fy:3").await;
    alice.forges_tap("fy:1").await;
    assert_eq!(world.count("favourites").await, 2);
    alice.says("/start").await;
    alice.taps("★ Favourites · 2").await;
    alice.expects("★ Favourites");
    let names: Vec<String> = alice.choices();
    assert_eq!(names.len(), 2, "{names:?}");
    alice.taps("Real | 30 days").await;
    alice.says("instagram.com/alice").await;
    alice.taps("Back").await;
    alice.taps("Back").await;
    alice.expects("★ Favourites");
    alice.says("/order").await;
    assert_eq!(alice.labels()[0], "★ Favourites · 2");
    // Nobody else sees them.
    let bob = world.customer(5_002, "Bob", "25").await;
    bob.forges_tap("fv:0").await;
    bob.expects("No favourites yet");
    // What is off sale is said to be, and is there again afterwards.
    world.tampers("UPDATE services SET is_hidden = 2 WHERE service_id = 3").await;
    alice.forges_tap("fv:0").await;
    alice.expects("1 more is not on sale now.");
    assert_eq!(alice.choices().len(), 1);
    world.tampers("UPDATE services SET is_hidden = 0 WHERE service_id = 3").await;
    alice.forges_tap("v:3:0").await;
    assert_eq!(alice.taps_for_answer("★ Favourite").await, "Removed from your favourites");
    assert_eq!(world.count("favourites").await, 1);
    // A service that never was is no favourite.
    alice.forges_tap("fy:99999").await;
    assert_eq!(world.count("favourites").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_are_the_limit_and_what_is_gone_makes_room() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let all = world.rows("service_id FROM services WHERE is_hidden = 0 ORDER BY service_id").await;
    assert!(all.len() > 101);
    world
        .tampers(
            "INSERT INTO favourites (person_id, service_id, added_ms) SELECT 5001, service_id, 1 \
             FROM services WHERE is_hidden = 0 ORDER BY service_id LIMIT 100",
        )
        .await;
    // Engines need not list in one order: what is kept and what is not is asked for.
    let kept = world.rows("MIN(service_id) FROM favourites").await.remove(0);
    let other = "MIN(service_id) FROM services WHERE is_hidden = 0 AND service_id NOT IN \
                 (SELECT service_id FROM favourites)";
    let other = world.rows(other).await.remove(0);
    let told = alice.forges_tap(&format!("fy:{other}")).await;
    assert!(told.contains("100 favourites"), "{told}");
    assert_eq!(world.count("favourites").await, 100);
    alice.forges_tap("fv:0").await;
    alice.expects("1 / 17");
    world.tampers(&format!("UPDATE services SET is_hidden = 1 WHERE service_id = {}", kept)).await;
    alice.forges_tap(&format!("fy:{}", other)).await;
    assert_eq!(world.count("favourites").await, 100);
    world.audit().await;
}
