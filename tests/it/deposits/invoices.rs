//! Invoices of Crypto Pay.

use storefront::sandbox::crypto_pay::{GatewayFault, GatewayRule, Paying};

use crate::support::cashier::Cashier;
use crate::support::flowing::report;
use crate::support::{World, money};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_pays_an_invoice_and_watches_the_card() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.taps("Top up").await;
    alice.expects("How much?");
    alice.expects("From $20.00: +5%");
    alice.taps("$25.00").await;
    alice.expects("Getting the payment ready");
    world.follows_invoices().await;
    alice.expects("Top up $25.00");
    alice.expects("🎁 Bonus: $1.25");
    assert!(alice.has_button("Pay $25.00"));
    // She looks at something else meanwhile: nothing of hers is overwritten.
    alice.says("/orders").await;
    let [invoice] = cashier.crypto_pay.invoices()[..] else { panic!("one invoice") };
    cashier.pays(invoice);
    world.follows_invoices().await;
    assert!(alice.was_told("Nothing here yet"));
    assert_eq!(alice.times_told("$25.00 was added to your balance"), 1);
    world.has(5_001, "25", "1.25").await;
    // Looking again adds nothing.
    world.follows_invoices().await;
    world.app.workers.sweep_invoices().await.unwrap();
    world.has(5_001, "25", "1.25").await;
    assert_eq!(world.count("deposits WHERE state = 'credited'").await, 1);
    alice.says("/balance").await;
    alice.expects("deposit bonus");
    alice.taps("Deposits").await;
    alice.expects("✅ added");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_follows_to_the_end_while_it_is_looked_at() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    assert!(alice.was_told("✅ Topped up"));
    assert!(alice.was_told("✅ $10.00 added"));
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_an_invoice_whose_making_was_not_answered_is_found_and_not_made_twice() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    cashier.crypto_pay.set_fault(GatewayRule::once("createInvoice", GatewayFault::CutAfter));
    alice.deposits("10").await;
    world.follows_invoices().await;
    alice.expects("Getting the payment ready");
    cashier.crypto_pay.clear_faults();
    // The claim is still held; when it has ended the invoice is searched for.
    world.follows_invoices().await;
    assert_eq!(cashier.crypto_pay.count("createInvoice"), 1);
    world.advance_ms(61_000);
    world.follows_invoices().await;
    assert_eq!(cashier.crypto_pay.count("createInvoice"), 1);
    assert!(alice.has_button("Pay $10.00"));
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    world.has(5_001, "10", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_money_that_comes_late_or_for_a_request_that_was_given_up_is_credited() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    world.advance_ms(3_700_000);
    world.app.workers.expire_deposits().await.unwrap();
    world.settle().await;
    alice.expects("This request has expired");
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    world.has(5_001, "10", "0").await;
    // Days later only the sweep still looks.
    alice.deposits("30").await;
    world.follows_invoices().await;
    world.advance_ms(3 * 86_400_000);
    cashier.pays(cashier.crypto_pay.invoices()[1]);
    world.follows_invoices().await;
    world.has(5_001, "10", "0").await;
    world.app.workers.sweep_invoices().await.unwrap();
    world.settle().await;
    world.has(5_001, "40", "1.5").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoice_that_says_another_sum_waits_for_the_owners() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    let wrong = Paying { sent_amount: Some("1000".parse().unwrap()), ..Paying::default() };
    cashier.crypto_pay.pay(cashier.crypto_pay.invoices()[0], &wrong).unwrap();
    world.follows_invoices().await;
    world.has(5_001, "0", "0").await;
    alice.expects("We are checking it by hand");
    assert!(world.owner().was_told("What was paid is not what was asked for"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_does_not_answer_costs_nothing_and_is_told_once() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    cashier.crypto_pay.set_fault(GatewayRule::always(GatewayFault::Suspended));
    alice.deposits("10").await;
    world.follows_invoices().await;
    alice.expects("does not answer right now");
    // Nobody else is led there.
    alice.says("/deposit").await;
    alice.expects("No way to pay works at the moment");
    world.app.workers.sweep_invoices().await.unwrap();
    assert_eq!(world.owner().times_told("refuses our key or has suspended the account"), 1);
    cashier.crypto_pay.clear_faults();
    world.app.workers.sweep_invoices().await.unwrap();
    alice.deposits("12").await;
    world.follows_invoices().await;
    assert!(alice.has_button("Pay $12.00"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sums_that_cannot_be_paid_are_answered_with_what_can() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/deposit").await;
    for (typed, expected) in [
        ("0.5", "The smallest amount is $1.00"),
        ("1000000", "The largest amount is $100,000.00"),
        ("-5", "That is not an amount"),
        ("everything", "That is not an amount"),
        ("1e5", "That is not an amount"),
        ("1,000", "That is not an amount"),
    ] {
        alice.says(typed).await;
        alice.expects(expected);
    }
    alice.says("$ 12,50").await;
    world.follows_invoices().await;
    assert!(alice.has_button("Pay $12.50"));
    // Ten thousand taps are one invoice.
    for _ in 0..5 {
        alice.deposits("12.50").await;
        world.follows_invoices().await;
    }
    assert_eq!(cashier.crypto_pay.invoices().len(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_order_lacks_is_offered_and_the_way_back_stays() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.fills_in("instagram.com/one", "1000").await;
    assert!(alice.is_offered("➕ Top up $1.17"), "{:?}", alice.labels());
    alice.taps("Top up").await;
    alice.taps("Missing: ").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    alice.taps("Back to my order").await;
    alice.taps("Confirm").await;
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_a_forged_webhook_changes_nothing_and_a_true_one_is_only_a_hint() {
    const PATH: &str = "a-path-that-nobody-guesses";
    let cashier = Cashier::new().await;
    let mut vars = cashier.invoices();
    vars.push(("CRYPTO_PAY_WEBHOOK_PATH", PATH.to_owned()));
    let mut world = World::with_ways(vars).await;
    let address = world.start_http().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    let invoice = cashier.crypto_pay.invoices()[0];
    let body = format!(
        "{{\"update_id\":1,\"update_type\":\"invoice_paid\",\"payload\":{{\"invoice_id\":{invoice},\
         \"status\":\"paid\",\"amount\":\"1000\"}}}}"
    );
    let signature = cashier.crypto_pay.sign(body.as_bytes());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = async |path: &str, body: &str, signature: Option<&str>| {
        let request = http.post(format!("http://{address}/crypto-pay/{path}"));
        let request = request.body(body.to_owned());
        let request = match signature {
            Some(signature) => request.header("crypto-pay-api-signature", signature),
            None => request,
        };
        request.send().await.unwrap().status().as_u16()
    };
    let before = world.rows("state || invoice_id FROM deposit_requests").await;
    assert_eq!(call("another-path-of-this-length", &body, Some(&signature)).await, 404);
    assert_eq!(call(PATH, &body, None).await, 401);
    for (at, letter) in signature.char_indices() {
        let other = if letter == '0' { "1" } else { "0" };
        let forged = format!("{}{other}{}", &signature[..at], &signature[at + 1..]);
        assert_eq!(call(PATH, &body, Some(&forged)).await, 401, "{forged}");
    }
    let changed = body.replace("1000", "9999");
    assert_eq!(call(PATH, &changed, Some(&signature)).await, 401);
    // Signed as it is, and untrue: the amount comes from a lookup, and nothing was paid.
    assert_eq!(call(PATH, &body, Some(&signature)).await, 200);
    world.follows_invoices().await;
    assert_eq!(world.rows("state || invoice_id FROM deposit_requests").await, before);
    assert_eq!(world.count("deposits").await, 0);
    world.has(5_001, "0", "0").await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bonus_is_spent_after_money_and_comes_back_in_its_part() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("20").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    world.has(5_001, "20", "1").await;
    // 17,500 at $1.17 a thousand is $20.48: more than the money, less than both.
    let first = alice.buys("instagram.com/one", "17500").await;
    world.has(5_001, "0", "0.52").await;
    let order = world.order(first).await;
    assert_eq!((order.price, order.bonus_part), (money("20.48"), money("0.48")));
    world.cancels(5_001, first).await.unwrap();
    world.has(5_001, "20", "1").await;
    // Two fifths of another one come back: of each part two fifths.
    let second = alice.buys("instagram.com/two", "17500").await;
    world.submit().await;
    world.hears(second, &report("Partial", Some(7_000))).await;
    world.settle().await;
    world.has(5_001, "8", "0.712").await;
    assert_eq!(world.order(second).await.returned, money("8.192"));
    // The rest follows by an owner's hand.
    world.owner().does(&format!("/refund {second} all of it")).await;
    world.has(5_001, "20", "1").await;
    world.audit().await;
}
