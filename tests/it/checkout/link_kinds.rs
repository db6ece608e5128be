//! Likes want a post and followers a profile: the question says so, and a link of another kind is
//! named and not taken.

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_question_asks_for_the_kind_of_link_that_the_service_needs() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (category, example) in [
        ("Instagram Likes", "Send the link to a post. For example:\nhttps://instagram.com/p/"),
        ("Instagram Reels Views", "to a reel. For example:\nhttps://instagram.com/reel/"),
        ("Instagram Followers", "to a profile. For example:\nhttps://instagram.com/name"),
        ("TikTok Views", "to a video. For example:\nhttps://tiktok.com/@name/video/"),
        ("YouTube Subscribers", "to a profile. For example:\nhttps://youtube.com/@name"),
        ("Telegram Members", "to a profile. For example:\nhttps://t.me/name"),
        ("Telegram Post Views", "to a post. For example:\nhttps://t.me/name/123"),
        ("Spotify Plays", "to a track. For example:\nhttps://open.spotify.com/track/"),
        ("Votes", "to the post with the poll. For example:\nhttps://t.me/name/123"),
        ("Website Traffic", "Send the link. For example:\nhttps://example.com"),
    ] {
        alice.opens(category, " · $").await;
        alice.expects(example);
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_profile_for_likes_is_named_and_a_post_is_taken() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (category, wrong, told, right) in [
        ("Instagram Likes", "instagram.com/alice", "a link to a profile", "instagram.com/p/Cx1"),
        ("Instagram Likes", "@alice", "a link to a post, like", "instagram.com/reel/Cx1"),
        ("Telegram Post Views", "t.me/durov", "needs a link to a post", "t.me/durov/12"),
        ("Telegram Members", "t.me/durov/12", "needs a link to a profile", "t.me/+AbCdEfG"),
        ("Instagram Followers", "instagram.com/p/Cx1", "a link to a post", "@alice"),
        ("TikTok Views", "tiktok.com/@alice", "needs a link to a video", "vm.tiktok.com/ZM1"),
        ("YouTube Views", "youtube.com/@alice", "a link to a profile", "youtu.be/dQw4w9WgXcQ"),
        ("Spotify Plays", "open.spotify.com/artist/1", "a track", "open.spotify.com/track/1"),
        ("X Followers", "x.com/jack/status/20", "needs a link to a profile", "x.com/jack"),
    ] {
        alice.opens(category, " · $").await;
        alice.says(wrong).await;
        alice.expects("⚠️ This is a link to");
        alice.expects(told);
        assert!(!alice.is_offered("anyway"), "{category}");
        assert_eq!(alice.step().await, "Link", "{category}");
        alice.says(right).await;
        alice.expects("How many?");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_may_be_insisted_on_where_the_name_leaves_room() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.relists(14, |row| row.name = "Server 4 | HQ".to_owned()).await;
    let service = world.service_number("main", "14").await;
    alice.says("/order").await;
    alice.forges_tap(&format!("v:{service}:0")).await;
    alice.says("instagram.com/alice").await;
    alice.expects("This is a link to a profile. This service needs a link to a post");
    alice.says("not a link").await;
    assert!(!alice.is_offered("anyway"), "what it was about is another text now");
    alice.says("instagram.com/alice").await;
    alice.taps("Use it anyway").await;
    alice.expects("How many?");
    alice.says("1000").await;
    alice.expects("https://instagram.com/alice");
    alice.taps("Confirm").await;
    assert_eq!(world.order(alice.order_number()).await.link, "https://instagram.com/alice");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clear_name_cannot_be_insisted_against_by_a_forged_button() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.opens("Instagram Likes", " · $").await;
    alice.says("instagram.com/alice").await;
    alice.forges_tap("ki").await;
    assert_eq!(alice.step().await, "Link");
    alice.expects("Send the link to a post");
    world.audit().await;
}
