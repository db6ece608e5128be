//! Questions that fail: owners read what is wrong and what the panel said, once.

use super::error;
use crate::submission::scripted_world;

const PAGE: &str = "<html><head><title>Access denied</title></head><body>Ray 77</body></html>";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_key_is_told_as_that_whatever_was_asked() {
    for asked in ["balance", "services", "status"] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
        world.submit().await;
        panel.answers_action(asked, 200, &error("Invalid API key"));
        world.sync().await;
        for _ in 0..4 {
            world.poll_after(120_000).await;
        }
        let olga = world.owner();
        assert_eq!(olga.times_told("It refuses the key"), 1, "{asked}");
        assert_eq!(olga.times_told("It said: Invalid API key"), 1, "{asked}");
        assert!(!olga.was_told("does not answer") && !olga.was_told("could not be fetched"));
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_web_page_in_place_of_every_answer_is_one_alert() {
    for status in [200, 403, 404] {
        let (world, panel) = scripted_world().await;
        world.customer(5_001, "Alice", "25").await;
        world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
        world.submit().await;
        panel.answers(move |_| Some((status, PAGE.to_owned())));
        world.sync().await;
        for _ in 0..4 {
            world.poll_after(120_000).await;
            world.sync().await;
        }
        let olga = world.owner();
        assert_eq!(olga.times_told("It answers with a web page"), 1, "{status}");
        assert_eq!(olga.times_told("Access denied Ray 77"), 1, "{status}");
        panel.behaves();
        world.advance_ms(3_600_000);
        world.poll_after(120_000).await;
        assert_eq!(olga.times_told("works again"), 1, "{status}");
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_asks_for_the_list_reads_what_the_panel_said() {
    let (world, panel) = scripted_world().await;
    let olga = world.owner();
    for (status, body, expected) in [
        (200, error("Your plan has no API <yet>"), "It said: Your plan has no API <yet>"),
        (200, PAGE.to_owned(), "It answered with a web page: Access denied Ray 77"),
        (502, PAGE.to_owned(), "It answered with a web page: Access denied Ray 77"),
    ] {
        panel.answers_action("services", status, &body);
        olga.says("/sync").await;
        world.app.workers.fulfil_syncs().await.unwrap();
        world.settle().await;
        olga.expects(expected);
    }
    world.audit().await;
}
