//! Every table of the database: what of a person goes from it with their data, or why it stays. A
//! new table is in neither list until somebody has decided.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{ALICE, alice, asks_to_be_erased};
use crate::support::World;
use storefront::clock::DAY_MS;

/// What may be found of Alice before and of nobody afterwards: a table, what is put into it where
/// her story leaves nothing there, and a condition. `ORDER` is the number of an order of hers.
const ERASED: &[(&str, &str, &str)] = &[
    ("people", "", "person_id = 5001 AND (name <> '' OR username <> '')"),
    ("dialogues", "", "person_id = 5001 AND state LIKE '%zebulonia%'"),
    ("favourites", "(person_id, service_id, added_ms) VALUES (5001, 1, 1)", "person_id = 5001"),
    ("quotes", "", "person_id = 5001"),
    (
        "comment_lists",
        "(person_id, text, line_count, char_count, changed_ms) VALUES (5001, 'nice', 1, 4, 1)",
        "person_id = 5001",
    ),
    (
        "buyer_answers",
        "(person_id, asked, sealed, created_ms) VALUES (5001, 'phone', 'sealed', 1)",
        "person_id = 5001",
    ),
    (
        "goods",
        "(order_id, sealed, is_long, changed_ms) VALUES (ORDER, 's', 0, 1)",
        "order_id = ORDER",
    ),
    (
        "order_words",
        "(order_id, attempt, words, form, at_ms) VALUES (ORDER, 1, 'no', 'whole', 1)",
        "order_id = ORDER",
    ),
    ("orders", "", "person_id = 5001 AND (link <> '' OR target <> '' OR inputs <> '')"),
    (
        "deposit_proofs",
        "(deposit_id, words, file_id, shown_ms) \
         SELECT deposit_id, 'I paid', 'file', 1 FROM deposits WHERE person_id = 5001",
        "words <> '' OR file_id <> ''",
    ),
    (
        "deposit_questions",
        "(person_id, tx, asker, is_answered, asked_ms) VALUES (5001, '0x1', 'person', 1, 1)",
        "person_id = 5001",
    ),
    (
        "top_up_requests",
        "(request_id, person_id, checkout_id, service, amount, state, cause, asked_ms, words) \
         VALUES (77, 5001, 'c', 's', 1, 'declined', 'top-up:77', 1, 'not now')",
        "person_id = 5001 AND words <> ''",
    ),
    ("top_up_rings", "(person_id, checkout_id, rung_ms) VALUES (5001, 'c', 1)", "person_id = 5001"),
    ("tickets", "", "person_id = 5001"),
    ("ticket_messages", "", "line_id > 0"),
    ("ticket_posts", "", "screen_id > 0"),
    ("coupon_tries", "(person_id, tried_ms) VALUES (5001, 1)", "person_id = 5001"),
    ("referral_codes", "", "person_id = 5001"),
    (
        "referrals",
        "(person_id, inviter_id, bound_ms) VALUES (5001, 9000, 1), (9000, 5001, 1)",
        "person_id = 5001 OR inviter_id = 5001",
    ),
    (
        "inbox",
        "(bot_id, update_id, person_id, body, body_hash, state, received_ms) \
         VALUES (77, 1, 5001, 'words', '', 2, 1)",
        "person_id = 5001 AND body <> ''",
    ),
    (
        "outbox",
        "(chat_id, lane, method, payload, state, lease_owner, lease_until_ms, created_ms) \
         VALUES (5001, 1, 'sendMessage', 'parked', 2, '', 0, 1), \
         (5001, 1, 'sendMessage', 'parked', 4, '', 0, 1)",
        "chat_id = 5001 AND payload = 'parked'",
    ),
    (
        "mail_consents",
        "(person_id, domain, token, issued_ms) VALUES (5001, 'zebulonia.example', 't', 1)",
        "person_id = 5001",
    ),
    (
        "mail_checks",
        "(consent_id, person_id, token, asked_ms) \
         SELECT consent_id, person_id, token, 1 FROM mail_consents",
        "person_id = 5001",
    ),
    (
        "recharge_previews",
        "(checkout_id, replaces, person_id, service_id, provider, inputs, amount, terms, state, \
         problem, total, commission, decimals, lease_until_ms, created_ms, answered_ms) \
         VALUES ('p', '', 5001, 1, 'panel', '+7', 1, '', 'ready', '', '1', '0', 2, 0, 1, 1)",
        "person_id = 5001",
    ),
    (
        "people_searches",
        "(admin_id, text, asked_ms) VALUES (9000, 'Zebulonia', 1)",
        "text LIKE '%Zebulonia%'",
    ),
    (
        "order_card_dues",
        "(order_id, person_id, since_ms) VALUES (ORDER, 5001, 1)",
        "person_id = 5001",
    ),
];

/// What stays, and why.
const KEPT: &[(&str, &str)] = &[
    ("wallets", "the books: sums under a number"),
    ("entries", "the books: append-only"),
    ("postings", "the books: append-only"),
    ("journal", "what owners did; hash-chained, so no line can change"),
    ("order_events", "the history of an order: states and words of ours"),
    ("order_answers", "numbers of the provider, by which it is held to what it took"),
    ("order_requests", "what was asked of the provider about an order, by its numbers"),
    ("order_evidence", "signs of a balance, for one attempt"),
    ("order_moves", "where an order was bought"),
    ("child_orders", "the parts that settle an order"),
    ("automatic_returns", "sums an order returned by itself; removed after a day"),
    ("recharge_operations", "the books: what a provider debited; no destination"),
    ("recharge_trials", "an owner's, by numbers"),
    ("mail_orders", "a domain's bounds and a late sighting; removed a week after it was sent"),
    ("mail_domains", "the lock of a domain; removed with its last order"),
    ("deposit_requests", "the books: what a payment answers; an address is credited for ever"),
    ("deposit_addresses", "an address is credited for ever, however late"),
    ("deposits", "the books"),
    ("top_up_cards", "messages in owners' chats, by numbers; removed with their request"),
    ("coupons", "made by an owner"),
    ("coupon_uses", "the bounds of a coupon, which last longer than a name"),
    ("referral_earnings", "the books: the audit adds the shares up"),
    ("screens", "numbers of messages; removed after 30 days"),
    ("alerts", "what owners were told, by numbers; removed after 90 days"),
    ("kept_alerts", "what owners will be told, by numbers"),
    ("admin_acts", "an owner's button; removed after a day"),
    ("id_previews", "an owner's look at an order of a provider; removed after a day"),
    ("owners", "nobody is erased while they own the shop"),
    ("sync_requests", "an owner's, by number"),
    ("reconciliation_requests", "an owner's, by number"),
    ("provider_drafts", "an owner's; removed after an hour"),
    ("filed_words", "a provider's sentence, filed by an owner"),
];

/// What is the shop's and nobody's.
const NOBODYS: &[&str] = &[
    "meta",
    "leases",
    "flags",
    "providers",
    "categories",
    "services",
    "sources",
    "syncs",
    "provider_stops",
    "gateway_switches",
    "chain_looks",
    "coin_prices",
    "unlisted_tokens",
    "provider_reconciliations",
    "gateway_reconciliations",
    "price_changes",
    "service_pauses",
    "catalog_texts",
    "service_stats",
    "chat_providers",
    "products",
    "product_asks",
    "balance_looks",
    "service_sources",
    "source_stats",
    "turnovers",
    "exchange_rates",
    "service_words",
    "built_in_names",
    "shop_texts",
    "faq",
];

/// The tables that all migrations leave.
fn tables() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut tables = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for line in text.lines() {
            let name = |rest: &str| rest.trim_end_matches([';', '(', ' ']).to_owned();
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                tables.insert(name(rest));
            } else if let Some(rest) = line.strip_prefix("DROP TABLE ") {
                tables.remove(&name(rest));
            }
        }
    }
    tables
}

#[test]
fn of_every_table_it_is_decided_what_goes_and_what_stays() {
    let erased = ERASED.iter().map(|(table, ..)| *table);
    let kept = KEPT.iter().map(|(table, _)| *table);
    let decided: Vec<&str> = erased.chain(kept).chain(NOBODYS.iter().copied()).collect();
    let tables = tables();
    let undecided: Vec<&String> =
        tables.iter().filter(|table| !decided.contains(&table.as_str())).collect();
    assert_eq!(undecided, Vec::<&String>::new(), "what of a person is in them?");
    let gone: Vec<&&str> = decided.iter().filter(|table| !tables.contains(**table)).collect();
    assert_eq!(gone, Vec::<&&str>::new(), "there is no such table");
    let twice: BTreeSet<&str> = decided.iter().copied().collect();
    assert_eq!(twice.len(), decided.len(), "one of them is decided twice");
}

/// Alice has ordered, asked and begun again; what her story leaves out is put in by hand.
async fn leaves_traces_everywhere(world: &World) -> i64 {
    world.owner().does("/referral 5").await;
    let alice = alice(world).await;
    world.give(ALICE, "1.17").await;
    alice.forges_tap("iv").await;
    let order_id = alice.buys("instagram.com/zebulonia", "1000").await;
    world.submit().await;
    world.reports(order_id, "Completed", Some(0)).await;
    world.poll().await;
    while world.app.workers.draw_order_cards().await.unwrap() > 0 {}
    alice.says("/support").await;
    alice.says("Where is it?").await;
    alice.forges_tap("ts:1").await;
    alice.is_asked_for_the_link().await;
    alice.says("instagram.com/zebulonia2").await;
    alice.says("1000").await;
    world
        .tampers(
            "INSERT INTO deposits (gateway, external_id, person_id, asset, coin_amount, amount, \
             state, seen_ms, changed_ms) \
             VALUES ('manual', 'x', 5001, 'cash', '1', 1, 'declined', 1, 1)",
        )
        .await;
    for (table, row, _) in ERASED.iter().filter(|(_, row, _)| !row.is_empty()) {
        let row = row.replace("ORDER", &order_id.to_string());
        world.tampers(&format!("INSERT INTO {table} {row}")).await;
    }
    order_id
}

async fn found(world: &World, order_id: i64) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (table, _, condition) in ERASED {
        let condition = condition.replace("ORDER", &order_id.to_string());
        if world.count(&format!("{table} WHERE {condition}")).await > 0 {
            found.push(*table);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_to_go_goes_from_every_table_and_again_when_pressed_again() {
    let world = World::new().await;
    let order_id = leaves_traces_everywhere(&world).await;
    let all: Vec<&str> = ERASED.iter().map(|(table, ..)| *table).collect();
    assert_eq!(found(&world, order_id).await, all, "her story is in all of them");
    let alice = world.actor(ALICE);
    asks_to_be_erased(&alice).await;
    alice.presses("Yes, delete it all");
    alice.presses("Yes, delete it all");
    world.settle().await;
    alice.expects("Your data is deleted.");
    assert_eq!(found(&world, order_id).await, Vec::<&str>::new());
    assert_eq!(world.count("inbox WHERE state = 2 AND bot_id <> 77").await, 0, "nothing failed");
    // Who writes on without beginning anew may have that deleted, too.
    alice.says("instagram.com/zebulonia3").await;
    asks_to_be_erased(&alice).await;
    alice.taps("Yes, delete it all").await;
    assert_eq!(found(&world, order_id).await, Vec::<&str>::new());
    let erased = "5001 person_erased person 5001: ; ".to_owned();
    assert_eq!(world.journal().await.iter().filter(|line| **line == erased).count(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_domain_of_a_test_of_mail_is_forgotten_when_it_bounds_nothing_any_more() {
    let world = World::new().await;
    let order_id = leaves_traces_everywhere(&world).await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let bobs = bob.buys("instagram.com/bob", "1000").await;
    world.submit().await;
    world.reports(bobs, "Completed", Some(0)).await;
    world.poll().await;
    for (order_id, domain) in [(order_id, "zebulonia.example"), (bobs, "bob.example")] {
        let values = format!(
            "({order_id}, '{domain}', '{domain}', 'load-{order_id}@{domain}', 10, {})",
            world.now_ms()
        );
        let columns = "(order_id, domain, registrable, target, quantity, sent_ms)";
        world.tampers(&format!("INSERT INTO mail_orders {columns} VALUES {values}")).await;
        let lock = format!("('{domain}', {})", world.now_ms());
        world
            .tampers(&format!("INSERT INTO mail_domains (registrable, placed_ms) VALUES {lock}"))
            .await;
    }
    asks_to_be_erased(&world.actor(ALICE)).await;
    world.actor(ALICE).taps("Yes, delete it all").await;
    world.app.workers.prune().await.unwrap();
    assert_eq!(world.count("mail_orders").await, 2, "it still bounds what the domain gets");
    world.advance_ms(8 * DAY_MS);
    world.app.workers.prune().await.unwrap();
    assert_eq!(world.rows("domain FROM mail_orders").await, ["bob.example"]);
    assert_eq!(world.rows("registrable FROM mail_domains").await, ["bob.example"]);
    world.audit().await;
}
