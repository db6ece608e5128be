//! The statement: where the money went, line by line, in words.

use super::{becomes, one_of_each};
use crate::support::{World, money};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_wallet_says_so_and_the_id_can_be_copied() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/balance").await;
    alice.expects("Balance: $0.00");
    alice.expects("Your ID: 5001");
    alice.expects("No transactions yet.");
    let newest = alice.newest();
    let copy = newest.button("Copy my ID").expect("a button that copies");
    assert_eq!(copy.copy_text.as_deref(), Some("5001"));
    assert_eq!(copy.data, None);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_movement_of_money_is_a_line_in_words() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let [queued, active, completed, partial, canceled, rejected, _] =
        one_of_each(&world, 5_001).await;
    alice.forges(&format!("1:0:dy:{queued}")).await;
    let owner = world.owner();
    for command in [
        "/credit 5001 10 <bank> & transfer".to_owned(),
        "/debit 5001 2.5 a mistake of ours".to_owned(),
        format!("/refund {active} 0.17 anyway it is slow"),
        format!("/refund {completed} 0.5 it dropped"),
    ] {
        owner.says(&command).await;
        owner.taps("Confirm").await;
    }
    becomes(&world, active, "Completed", 0, "0.90").await;
    alice.says("/balance").await;
    let mut text = alice.screen();
    while alice.is_offered("▶️") {
        alice.taps("▶️").await;
        text.push_str(&alice.screen());
    }
    for line in [
        "+$25.00 welcome gift from the shop".to_owned(),
        format!("$-1.17 held for order #{active}").replace("$-", "−$"),
        format!("$1.17 spent on order #{completed}"),
        format!("+$0.468 order #{partial}: a part spent, the rest returned"),
        format!("+$1.17 order #{canceled}: all returned"),
        format!("+$1.17 order #{rejected}: all returned"),
        format!("+$1.17 order #{queued}: all returned"),
        "+$10.00 added by the shop: <bank> & transfer".to_owned(),
        "−$2.50 taken by the shop: a mistake of ours".to_owned(),
        format!("+$0.17 order #{active}: returned by the shop"),
        format!("+$0.50 order #{completed}: returned by the shop"),
        format!("$1.00 spent on order #{active}"),
    ] {
        assert!(text.contains(&line), "{line:?} is missing in:\n{text}");
    }
    assert!(!text.contains("memo-"), "{text}");
    let wallet = world.wallet(5_001).await;
    assert_eq!(wallet.held, money("1.17"), "the order in review");
    alice.expects("Held for orders: $1.17");
    alice.expects("2026-11-01 12:00");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_statement_leafs_through_pages_and_its_lines_add_up() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "100").await;
    for number in 0..20 {
        world.places(5_001, 1, &format!("https://instagram.com/p{number}"), 1_000).await;
    }
    alice.says("/balance").await;
    let mut holds = 0;
    for page in 1..=4 {
        assert!(alice.screen().contains(&format!("{page} / 4")), "{:?}", alice.labels());
        alice.expects("Balance: $76.60");
        holds += alice.screen().matches("−$1.17 held for order #").count();
        if page < 4 {
            alice.taps("▶️").await;
        }
    }
    assert_eq!(holds, 20);
    alice.expects("+$100.00 welcome gift from the shop");
    assert!(!alice.is_offered("▶️"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_one_signed_line_and_its_arithmetic_folds() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    world.submit().await;
    becomes(&world, order_id, "Partial", 400, "0.54").await;
    alice.says("/balance").await;
    alice.expects("Balance: $24.29");
    let text = alice.screen();
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("· 1 Nov")).collect();
    let order = format!("−$0.702 order #{order_id}, delivered in part · 1 Nov");
    assert_eq!(lines, [order.as_str(), "+$25.00 welcome gift from the shop · 1 Nov"]);
    for entry in [
        format!("−$1.17 held for order #{order_id} · 2026-11-01 12:00"),
        format!("+$0.468 order #{order_id}: a part spent, the rest returned"),
    ] {
        alice.expects(&entry);
    }
    let sent = world.calls_to(5_001).pop().unwrap().params.to_string();
    assert!(sent.contains("<blockquote expandable>"), "{sent}");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_statement_is_a_table_of_ones_own_that_runs_nothing() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/balance").await;
    assert!(!alice.is_offered("Export"), "nothing to export");
    world.customer(5_002, "Bob", "99").await;
    let owner = world.owner();
    owner.does("/credit 5001 10.000001 =HYPERLINK(\"http://evil.example\")").await;
    owner.does("/debit 5001 2.5 @SUM(A1), a mistake").await;
    alice.says("/balance").await;
    alice.taps("Export").await;
    let (name, file) = alice.newest().document.expect("a file");
    assert_eq!(name, "statement.csv");
    let text = String::from_utf8(file).unwrap();
    let rows: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows[0], "Time (UTC),In (USD),Out (USD),Held (USD),Order,What");
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[1].starts_with("2026-11-01 12:00:00,10.000001,,,,"), "{text}");
    assert!(rows[2].starts_with("2026-11-01 12:00:00,,2.50,,,"), "{text}");
    assert!(!text.contains("99"), "Bob's money is Bob's");
    world.audit().await;
}
