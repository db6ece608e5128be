//! Rows that are listed and cannot be read: named to owners once, not sold, and not "gone".

use serde_json::{Value, json};
use storefront::clock::HOUR_MS;

use crate::submission::scripted_world;
use crate::support::shelf::{listed, sold};
use crate::support::{Scripted, World};

/// The panel's own list.
fn full(scripted: &Scripted) -> Vec<Value> {
    scripted.panel.services().iter().map(|row| row.to_json()).collect()
}

async fn sync_runs(world: &World, scripted: &Scripted, list: &[Value]) {
    let body = Value::Array(list.to_vec()).to_string();
    scripted.answers_action("services", 200, &body);
    world.advance_ms(HOUR_MS);
    world.sync().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_cannot_be_read_is_named_once_not_sold_and_comes_back_by_itself() {
    let (world, scripted) = scripted_world().await;
    let mut list = full(&scripted);
    list[0]["rate"] = json!("1,234");
    list[1]["rate"] = json!("€5");
    for _ in 0..3 {
        sync_runs(&world, &scripted, &list).await;
    }
    let owner = world.owner();
    assert_eq!(owner.times_told("has unreadable rows: 2"), 1);
    assert!(owner.was_told("price: can be read in two ways"));
    assert!(owner.was_told("price: in another currency"));
    assert_eq!(world.count("services WHERE is_hidden = 1").await, 0, "nothing is gone");
    assert_eq!(world.count("services WHERE is_hidden = 3").await, 2);
    let offer = world.offer(1).await;
    assert_eq!((offer.is_visible, offer.rate), (false, super::cents(90)), "kept, and not sold");
    owner.says("/sync").await;
    sync_runs(&world, &scripted, &list).await;
    assert!(owner.was_told("Listed, but unreadable: 2") && !owner.was_told("🗑"));
    // Another flaw is told anew; what is mended is sold again.
    list[1]["rate"] = json!("0.33");
    sync_runs(&world, &scripted, &list).await;
    assert_eq!(owner.times_told("has unreadable rows: 1"), 1);
    assert!(world.offer(2).await.is_visible);
    list[0]["rate"] = json!("$0.95");
    sync_runs(&world, &scripted, &list).await;
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold());
    assert_eq!(world.offer(1).await.rate, super::cents(95));
    assert_eq!(owner.times_told("has unreadable rows"), 2);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_rows_that_cannot_be_read_are_no_shrunken_list() {
    let (world, scripted) = scripted_world().await;
    let mut list = full(&scripted);
    for row in list.iter_mut().take(80) {
        row["rate"] = json!("1,234");
    }
    sync_runs(&world, &scripted, &list).await;
    assert!(!world.owner().was_told("far fewer"));
    assert!(world.owner().was_told("has unreadable rows: 80"));
    assert!(world.owner().was_told("… and 70 more"));
    assert_eq!(world.count("services WHERE is_hidden = 3").await, 80);
    assert_eq!(world.count("services WHERE is_hidden = 0").await, sold() - 80);
    // What is not listed any more is gone, also after it could not be read.
    sync_runs(&world, &scripted, &list[20..]).await;
    assert_eq!(world.count("services WHERE is_hidden = 1").await, 20);
    assert_eq!(world.count("services WHERE is_hidden = 3").await, 60);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_listed_twice_keeps_what_was_known_and_is_named() {
    let (world, scripted) = scripted_world().await;
    let mut list = full(&scripted);
    list.push(list[2].clone());
    sync_runs(&world, &scripted, &list).await;
    assert!(!world.owner().was_told("unreadable rows"), "duplicates that say the same");
    let mut duplicate = list[3].clone();
    duplicate["rate"] = json!("0.01");
    list.push(duplicate.clone());
    let mut stranger = duplicate.clone();
    stranger["service"] = json!(9_001);
    list.push(stranger.clone());
    stranger["rate"] = json!("0.02");
    list.push(stranger);
    let before = world.offer(4).await;
    sync_runs(&world, &scripted, &list).await;
    sync_runs(&world, &scripted, &list).await;
    assert_eq!(world.owner().times_told("listed twice, with differences"), 1);
    assert!(world.owner().was_told("9001"));
    assert_eq!(world.offer(4).await, before);
    assert_eq!(world.count("services").await, listed(), "a new one is not sold");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_web_pages_reach_customers_plain() {
    let (world, scripted) = scripted_world().await;
    let ann = world.customer(5_001, "Ann", "25").await;
    let mut list = full(&scripted);
    list[0]["name"] = json!("Instagram&nbsp;<b>Likes</b> &amp;amp; more<script>x</script>");
    list[0]["category"] = json!("INSTAGRAM  followers\u{200b}");
    list[0]["description"] = json!("<p>Fast &amp; real</p><ul><li>One</li><li>Two</li></ul>");
    list[0]["max"] = json!("unlimited");
    list[1]["category"] = Value::Null;
    sync_runs(&world, &scripted, &list).await;
    world.syncs_approved().await;
    let offer = world.offer(1).await;
    assert_eq!(offer.name, "Instagram Likes & more");
    assert_eq!(offer.category, "Instagram Followers");
    assert_eq!(offer.description, "Fast & real\nOne\nTwo");
    assert_eq!(offer.max_quantity, 1_000_000_000);
    ann.says("/order").await;
    ann.taps("Instagram Followers").await;
    ann.taps("Instagram Likes & more").await;
    ann.expects("Fast & real\nOne\nTwo");
    ann.expects("From 50 to 1,000,000,000");
    assert_eq!(world.offer(2).await.category, "");
    world.audit().await;
}
