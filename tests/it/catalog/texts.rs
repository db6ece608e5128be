//! Names that providers write: markup, right-to-left marks, endless ones.

use crate::support::{World, WorldOptions};
use storefront::sandbox::panel::{PanelOptions, ServiceRow};

async fn world_with(name: &str, category: &str) -> World {
    let mut services = storefront::sandbox::panel::catalog();
    services.truncate(1);
    let row = ServiceRow {
        name: name.to_owned(),
        category: category.to_owned(),
        description: format!("{name}\n\n{name}"),
        average_time: name.to_owned(),
        ..services.remove(0)
    };
    let panel = PanelOptions {
        speed: 0,
        services: vec![row],
        ..PanelOptions::new(crate::support::world::PANEL_KEY)
    };
    World::with(WorldOptions { panel, ..WorldOptions::default() }).await
}

/// Walks through every screen that shows the name, and to the end of an order.
async fn walks(name: &str, category: &str, shown: &str) {
    let world = world_with(name, category).await;
    let ann = world.customer(5_001, "Ann", "25").await;
    ann.says("/order").await;
    let first = ann.chat().last().unwrap().buttons[0][0].text.clone();
    ann.taps(&first).await;
    let service = ann.chat().last().unwrap().buttons[0][0].text.clone();
    ann.taps(&service).await;
    ann.expects(shown);
    ann.says("example.com/ann").await;
    ann.says("1000").await;
    ann.expects(shown);
    ann.taps("Confirm").await;
    let order_id = ann.order_number();
    world.submit().await;
    world.draws_cards().await;
    ann.expects("is accepted");
    ann.expects(shown);
    world.reports(order_id, "Canceled", None).await;
    world.poll().await;
    ann.expects("is canceled");
    ann.taps("Open order").await;
    ann.expects(shown);
    world.owner().says(&format!("/order {order_id}")).await;
    world.owner().expects(shown);
    for text in ann.told().into_iter().chain(world.owner().told()) {
        let is_steering = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(is_steering), "{text:?}");
    }
    // Nothing was refused by Telegram for its markup or its length.
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    assert_eq!(world.count("inbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tags_of_web_pages_are_left_out_of_a_name_and_other_markup_is_text() {
    let name = "<b>Likes</b> & <Real> <a href=\"https://evil.example\">more</a></code> &lt; { $x }";
    walks(name, "<i>Cat</i> & \"co\"", "Likes & <Real> more < { $x }").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn right_to_left_text_is_shown_and_cannot_turn_what_is_around_it() {
    let name = "\u{202e}متابعين\u{202c} انستقرام \u{2066}| 5K\u{200f}\u{7}\n/day";
    walks(name, "عربي \u{202e}1.00$", "متابعين انستقرام | 5K /day").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_of_five_hundred_characters_is_cut() {
    let name = "Followers 😀 Ünïcödé ".repeat(25);
    assert!(name.chars().count() >= 500);
    walks(&name, &name, "Followers 😀 Ünïcödé Followers 😀").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_without_visible_letters_breaks_no_screen() {
    walks("\u{200b}", "\u{202e}", "").await;
}
