//! P16: what owners can do does not exist for anybody else, however it is asked for.

use crate::support::world::OWNER;
use crate::support::{World, WorldOptions, money};
use serde_json::json;
use storefront::bot::commands::AdminCommand;
use storefront::domain::order::OrderState;
use storefront::sandbox::panel::{FaultRule, PanelFault};
use teloxide::utils::command::BotCommands;

const MALLORY: i64 = 6_666;
const GROUP: i64 = -1_001_234_567_890;

/// A shop with something to steal: money, an order of each kind, and an owner's open card.
async fn tempting_shop() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "25").await;
    world.customer(MALLORY, "Mallory", "1").await;
    world.actor(5_001).asks("Where is my gift?").await;
    world.places(5_001, 1, "https://instagram.com/a1", 1_000).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    world.starts(5_001, "https://instagram.com/a2", 1_000).await;
    world.owner().says(&format!("/credit {MALLORY} 1000000 a mistake")).await;
    world
}

impl World {
    /// Neither money, nor the journal, nor any order, nor any button has changed.
    async fn is_untouched(&self, traces: (i64, i64, i64)) {
        assert_eq!(self.traces().await, traces);
        assert_eq!(self.count("admin_acts WHERE state = 0").await, 1);
        assert_eq!(self.count("admin_acts").await, 1);
        assert_eq!(self.wallet(MALLORY).await.available, money("1"));
        assert_eq!(self.order(1_001).await.state, OrderState::Review);
        assert_eq!(self.order(1_002).await.state, OrderState::Active);
        assert!(self.ticket(1).await.is_open);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_commands_of_owners_are_unknown_to_everybody_else() {
    let world = tempting_shop().await;
    let mallory = world.actor(MALLORY);
    let traces = world.traces().await;
    mallory.says("/nonsense").await;
    let unknown = mallory.newest().text;
    let names: Vec<String> = AdminCommand::bot_commands()
        .into_iter()
        .map(|command| command.command.trim_start_matches('/').to_owned())
        .collect();
    assert!(names.iter().any(|name| name == "credit") && names.len() >= 4, "{names:?}");
    for name in &names {
        for rest in ["", " 6666 1000000 gift", " 1001 anyway", " 1002 0.10 anyway", " 1"] {
            let forms = [
                format!("/{name}{rest}"),
                format!("/{name}@test_shop_bot{rest}"),
                format!("/{}{rest}", name.to_uppercase()),
            ];
            for typed in forms {
                mallory.says(&typed).await;
                assert_eq!(mallory.newest().text, unknown, "{typed}");
            }
            let entity = json!([{ "type": "bot_command", "offset": 0, "length": name.len() + 1 }]);
            let raw = json!({ "text": format!("/{name}{rest}"), "entities": entity });
            mallory.sends_raw(raw).await;
            assert_eq!(mallory.newest().text, unknown, "{name}{rest}");
        }
    }
    // Another's order is no order, and help knows nothing of it either.
    mallory.says("/order 1002").await;
    mallory.expects("There is no such order");
    mallory.says("/help").await;
    assert!(names.iter().all(|name| !mallory.newest().text.contains(&format!("/{name}"))));
    world.is_untouched(traces).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_buttons_of_owners_are_old_buttons_to_everybody_else() {
    let world = tempting_shop().await;
    let mallory = world.actor(MALLORY);
    let traces = world.traces().await;
    let nonce = world.owner().nonce("Confirm");
    let screen = mallory.screen_id();
    let unknown = mallory.forges(&format!("1:{screen}:zz")).await;
    let mut taps = vec![format!("a:{nonce}"), format!("an:{nonce}"), "rv:0".to_owned()];
    taps.extend(["ao:1001", "ao:1002", "kl:0", "kt:1", "kx:1"].map(str::to_owned));
    for letter in ["p", "s", "n", "r", "k"] {
        taps.extend([format!("de:1001:{letter}"), format!("de:1002:{letter}")]);
    }
    let owners = world.owner().screen_id();
    for tap in taps {
        for screen in [0, screen, owners] {
            let data = format!("1:{screen}:{tap}");
            assert_eq!(mallory.forges(&data).await, unknown, "{data}");
        }
    }
    // The number of a provider is not asked for, so a number is that of an order.
    mallory.says("23501").await;
    mallory.expects("There is no such order");
    world.is_untouched(traces).await;
    world.owner().taps("Decline").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_a_forged_credit_with_guessed_nonces_moves_nothing() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    // Whoever knows the webhook's secret can write in the owner's name, and cannot read the card.
    olga.sends_raw(json!({ "text": "/credit 5001 1000000 gift",
        "entities": [{ "type": "bot_command", "offset": 0, "length": 7 }] }))
        .await;
    olga.expects("Give $1,000,000.00?");
    let message = json!({ "message_id": 1, "date": 1_793_534_400,
        "chat": { "id": OWNER, "type": "private", "first_name": "Olga" } });
    let from = json!({ "id": OWNER, "is_bot": false, "first_name": "Olga" });
    let guesses = (0..200).map(|_| format!("{:032x}", rand::random::<u128>()));
    let silly = ["0".repeat(32), "f".repeat(32), "1".to_owned(), String::new(), "%".repeat(32)];
    for (number, nonce) in guesses.chain(silly).enumerate() {
        let screen = if number % 2 == 0 { 0 } else { olga.screen_id() };
        let query = json!({ "id": format!("{number}"), "from": from, "message": message,
            "chat_instance": "1", "data": format!("1:{screen}:a:{nonce}") });
        world.telegram.push_raw_update(json!({ "callback_query": query }));
    }
    world.settle().await;
    assert_eq!((world.count("entries").await, world.count("journal").await), (0, 0));
    assert_eq!(world.count("admin_acts WHERE state = 0").await, 1);
    assert_eq!(world.wallet(5_001).await.available.micros(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owners_button_pressed_in_a_group_is_silent() {
    let vars = vec![("ADMIN_CHAT_ID", GROUP.to_string())];
    let world = World::with(WorldOptions { vars, ..WorldOptions::default() }).await;
    let olga = world.owner();
    world.telegram.add_group(GROUP, "Staff");
    world.customer(5_001, "Alice", "25").await;
    // Alerts go there without buttons, acts upon money to the owners.
    let order_id = world.places(5_001, 1, "https://instagram.com/alice", 1_000).await;
    world.panel.set_fault(FaultRule::once("add", PanelFault::Http500));
    world.submit().await;
    let alert = world.telegram.last_from_bot(GROUP).unwrap();
    assert!(alert.text.contains(&format!("Order #{order_id} needs your decision")));
    assert_eq!(alert.buttons.len(), 0);
    olga.says("/credit 5001 5 gift").await;
    let (_, confirm) = olga.button("Confirm");
    let (traces, calls) = (world.traces().await, world.calls_to(GROUP).len());
    let answers = world.telegram.callback_answers(OWNER).len();
    let nonce = olga.nonce("Confirm");
    for data in [&confirm, &format!("1:0:a:{nonce}"), &format!("1:0:de:{order_id}:n")] {
        world.telegram.presses(OWNER, GROUP, alert.message_id, data);
    }
    for text in ["/credit 5001 5 gift", "/review", "/balance", "23501"] {
        world.telegram.says_in_group(GROUP, OWNER, text, false);
        world.telegram.says_in_group(GROUP, OWNER, text, true);
    }
    // The anonymous admin of Telegram, pressing as the group.
    let anonymous = json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group" });
    let message = json!({ "message_id": alert.message_id, "date": 1_793_534_400,
        "chat": { "id": GROUP, "type": "supergroup", "title": "Staff" },
        "sender_chat": { "id": GROUP, "type": "supergroup", "title": "Staff" } });
    let query = json!({ "id": "77", "from": anonymous, "message": message,
        "chat_instance": "1", "data": format!("1:0:a:{nonce}") });
    world.telegram.push_raw_update(json!({ "callback_query": query }));
    world.settle().await;
    world.sender_has_looked().await;
    assert_eq!(world.traces().await, traces);
    assert_eq!(world.calls_to(GROUP).len(), calls);
    assert_eq!(world.telegram.callback_answers(OWNER).len(), answers);
    assert_eq!(world.count("admin_acts").await, 1);

    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available, money("28.83"));
    assert!(olga.was_told("🧾 Money given"));
    assert_eq!(world.calls_to(GROUP).len(), calls);
    world.audit().await;
}
