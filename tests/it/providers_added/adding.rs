//! The way from the button to the first order, and everything that can be wrong on it.

use serde_json::json;

use super::*;
use crate::support::money;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_adds_a_provider_and_the_first_order_goes_there() {
    let (world, panel) = world().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    olga.types("Panel2", &panel.url(), KEY).await;
    assert_eq!(calls(&panel), 0, "handlers call nobody");
    assert_eq!(world.count("chat_providers").await, 0);
    world.tries_providers().await;
    for part in ["Add the provider panel2?", "Host: 127.0.0.1", "Balance: 1000 USD", "works once"] {
        olga.expects(part);
    }
    assert_eq!(panel.calls("balance").len(), 1);
    let confirm = olga.button("Confirm");
    olga.taps("Confirm").await;
    assert!(olga.was_told("panel2 is added"));
    assert!(olga.presses_again(&confirm).await.contains("already"));
    assert!(oscar.was_told("Provider panel2 was added: 127.0.0.1\n👮 By Olga · ID 9000"));
    assert_eq!(world.journal().await, ["9000 provider_added provider panel2: 127.0.0.1; "]);
    assert_eq!(world.count("provider_drafts").await, 0);

    assert_eq!(world.called(), ["main"]);
    world.takes_over().await;
    assert_eq!(world.called(), ["main", "panel2"]);
    world.sync().await;
    world.has_order_at("panel2", 5_001).await;
    assert_eq!(panel.calls("add")[0]["key"], KEY);
    olga.says("/providers").await;
    olga.expects("panel2 · 127.0.0.1");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_was_added_outlives_a_restart_and_the_settings_win_over_it() {
    let (mut world, panel) = world().await;
    world.owner().adds("panel2", &panel).await;
    let order_id = world.has_order_at("panel2", 5_001).await;
    world.restart(&sealing()).await;
    assert_eq!(world.called(), ["main", "panel2"]);
    world.poll().await;
    assert!(!panel.calls("status").is_empty());

    let mut vars = sealing();
    vars.push(("PROVIDER_PANEL2_URL", panel.url()));
    vars.push(("PROVIDER_PANEL2_KEY", "OfTheSettings".to_owned()));
    world.restart(&vars).await;
    assert_eq!(world.called(), ["main", "panel2"]);
    world.poll_after(60_000).await;
    assert_eq!(panel.calls("status").last().unwrap()["key"], "OfTheSettings");
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("⚙️ panel2").await;
    assert!(!olga.is_offered("Remove"), "it is the settings' now");
    olga.says("/providers").await;
    olga.taps("➕ Add").await;
    olga.says("panel2").await;
    olga.expects("The settings have a provider of this name");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_key_it_was_sealed_with_it_is_off_and_owners_are_told() {
    let (mut world, panel) = world().await;
    world.owner().adds("panel2", &panel).await;
    let order_id = world.has_order_at("panel2", 5_001).await;
    let asked = calls(&panel);
    world.restart(&owners(&[OWNER, SECOND_OWNER])).await;
    assert_eq!(world.called(), ["main"]);
    world.poll_after(60_000).await;
    world.takes_over().await;
    assert_eq!(calls(&panel), asked);
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    let olga = world.owner();
    assert_eq!(olga.times_told("Put the right MASTER_KEY back"), 1);
    olga.says("/providers").await;
    olga.taps("➕ Add").await;
    olga.expects("Set MASTER_KEY");
    assert_eq!(olga.step().await, "");
    world.restart(&sealing()).await;
    world.settle().await;
    assert_eq!(world.called(), ["main", "panel2"]);
    assert!(world.owner().was_told("panel2 works again"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_is_asked_again_in_plain_words() {
    let (world, panel) = world().await;
    let olga = world.owner();
    olga.says("/providers").await;
    olga.taps("➕ Add").await;
    for name in ["", "two words", "панель", "seventeen_letters", "a-b"].iter().skip(1) {
        olga.says(name).await;
        olga.expects("Only lowercase letters, digits and _");
    }
    olga.says("main").await;
    olga.expects("The settings have a provider of this name");
    olga.says("side").await;
    olga.says("panel.example.com").await;
    olga.expects("That is not an address");
    olga.sends_photo().await;
    olga.expects("Send the address of its API");
    olga.says(&panel.url()).await;
    olga.says("a key with spaces").await;
    olga.expects("does not look like a key");
    olga.says(KEY).await;
    olga.says("dollars").await;
    olga.expects("Three letters");
    olga.says("eur").await;
    olga.expects("How much of the shop's currency");
    for rate in ["0", "-1", "much"] {
        olga.says(rate).await;
        olga.expects("A number above 0");
    }
    olga.says("1.08").await;
    olga.expects("for its balance…");
    // The account is in another currency than was typed.
    world.tries_providers().await;
    olga.expects("Its account is in USD, you typed EUR");
    olga.expects("Neither address nor key was kept");
    assert_eq!(world.rows("sealed_url || sealed_key FROM provider_drafts").await, [""]);
    assert_eq!(world.count("chat_providers").await, 0);

    // The name is kept, the rest is typed again.
    olga.taps("Type again").await;
    olga.says(&panel.url()).await;
    olga.says(KEY).await;
    olga.taps("USD").await;
    world.tries_providers().await;
    olga.expects("Add the provider side?");
    olga.taps("Decline").await;
    assert_eq!(world.count("chat_providers").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_does_not_answer_well_is_not_added() {
    let (world, panel) = world().await;
    let olga = world.owner();
    olga.types("side", &panel.url(), "WrongKey").await;
    world.tries_providers().await;
    olga.expects("127.0.0.1 refuses the key");
    let answers = [
        (200, "<html><title>Welcome</title></html>", "answers with a web page"),
        (200, r#"{"error":"Under maintenance"}"#, "names no balance"),
        (500, "", "names no balance"),
    ];
    for (status, body, told) in answers {
        panel.answers_action("balance", status, body);
        olga.types("side", &panel.url(), KEY).await;
        world.tries_providers().await;
        olga.expects(told);
    }
    olga.expects("was not added");
    olga.types("side", "http://127.0.0.1:1/api", KEY).await;
    world.tries_providers().await;
    olga.expects("Nobody answers at 127.0.0.1");
    assert_eq!(world.count("chat_providers").await, 0);
    assert_eq!(world.rows("sealed_url || sealed_key FROM provider_drafts").await, [""]);
    // An answer finds the owner who has turned elsewhere meanwhile.
    panel.behaves();
    olga.types("side", &panel.url(), KEY).await;
    olga.says("/balance").await;
    world.tries_providers().await;
    olga.expects("Add the provider side?");
    olga.taps("Confirm").await;
    assert_eq!(world.count("chat_providers").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_owner_who_typed_can_add_and_only_once() {
    let (world, panel) = world().await;
    let (olga, oscar) = (world.owner(), world.second_owner());
    let alice = world.customer(5_001, "Alice", "0").await;
    for tap in ["pa", "pg", "pc", "pt:main", "px:main", "pm:main", "pw:main:off", "pb:main:5"] {
        assert!(alice.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    olga.types("side", &panel.url(), KEY).await;
    world.tries_providers().await;
    let nonce = olga.nonce("Confirm");
    assert!(oscar.forges_tap(&format!("a:{nonce}")).await.contains("earlier step"));
    // Late, the card comes anew.
    world.advance_ms(5 * 60_000);
    olga.taps("Confirm").await;
    olga.expects("Add the provider side?");
    let (first, second) = (olga.button("Confirm"), olga.button("Confirm"));
    let presses = [first, second]
        .map(|(message_id, data)| world.telegram.presses(olga.id, olga.id, message_id, &data));
    world.settle().await;
    for press in presses {
        olga.answer_to(&press).await;
    }
    assert_eq!(world.count("journal WHERE act = 'provider_added'").await, 1);
    assert_eq!(world.rows("revision FROM chat_providers").await, ["1"]);
    // Typed anew while a card waits: the old card is over.
    olga.types("third", &panel.url(), KEY).await;
    world.tries_providers().await;
    let old = olga.button("Confirm");
    olga.types("fourth", &panel.url(), KEY).await;
    olga.presses_again(&old).await;
    assert_eq!(world.count("chat_providers").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_loops_begin_and_end_while_the_shop_runs() {
    let (mut world, panel) = world().await;
    world.start_workers();
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    olga.begins_to_add("side", &panel.url(), KEY).await;
    olga.taps("USD").await;
    let asked = || olga.has_button("Confirm");
    world.until("the provider is tried", async || asked()).await;
    olga.taps("Confirm").await;
    let has_listed = async || {
        let listed = "sources WHERE provider = 'side'";
        world.count(listed).await > 0
    };
    world.until("its services are listed", has_listed).await;
    let service = world.service_number("side", "1").await;
    let order_id = world.places(alice.id, service, "https://instagram.com/a", 1_000).await;
    let is_active = async || world.order(order_id).await.state == OrderState::Active;
    world.until("the order is sent", is_active).await;
    panel.reports(&[(
        world.order(order_id).await.provider_order_id.clone(),
        json!({ "status": "Completed", "remains": "0" }),
    )]);
    world.advance_ms(60_000);
    let is_done = async || world.order(order_id).await.state == OrderState::Completed;
    world.until("the order is followed", is_done).await;

    olga.says("/providers").await;
    olga.taps("⚙️ side").await;
    olga.taps("Remove").await;
    olga.taps("Confirm").await;
    world.until("it is let go of", async || world.called() == ["main"]).await;
    let asked = calls(&panel);
    world.advance_ms(3_600_000);
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert_eq!(calls(&panel), asked);
    assert!(world.wallet(alice.id).await.available < money("25"));
    world.audit().await;
}
