//! And what gateways say has come in against what was credited.

use storefront::clock::{DAY_MS, HOUR_MS};
use storefront::sandbox::chain::{Keep, NodeFault, NodeRule};

use crate::support::cashier::{ADDRESSES, CONFIRMATIONS, Cashier, PAY_TOKEN};
use crate::support::{Actor, World};

const DIFFER: &str = "our books and theirs differ";
const UNKNOWN: &str = "is not in our books";
const UNTRUE: &str = "they do not know it like that";

impl World {
    /// The comparison of the next day with every gateway.
    async fn compares_gateways(&self, cashier: &Cashier) {
        self.advance_ms(DAY_MS + HOUR_MS);
        cashier.keeps_time_with(self);
        self.app.workers.watch_late().await.unwrap();
        self.app.workers.reconcile_gateways().await.unwrap();
        self.settle().await;
    }

    fn times_differing(&self) -> usize {
        self.owner().times_told(DIFFER)
    }
}

/// Alice, whose shop takes tokens, was given an address and is about to pay; the gateway was
/// compared once.
async fn about_to_send<'w>(world: &'w World, cashier: &Cashier) -> Actor<'w> {
    let alice = world.customer(5_001, "Alice", "0").await;
    world.follows_chains().await;
    alice.deposits("10").await;
    world.follows_chains().await;
    world.compares_gateways(cashier).await;
    assert_eq!(world.count("gateway_reconciliations").await, 1);
    alice
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clean_day_of_transfers_tells_nothing() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    about_to_send(&world, &cashier).await;
    cashier.sends(ADDRESSES[0], &[4, 3]);
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "7", "0").await;
    // One more is seen and not credited yet when the day is compared.
    cashier.sends(ADDRESSES[0], &[5]);
    cashier.chain.mine(1);
    world.follows_chains().await;
    world.compares_gateways(&cashier).await;
    cashier.chain.mine(CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "12", "0").await;
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 0);
    let tip = cashier.chain.tip().unwrap().height.to_string();
    assert_eq!(world.rows("block_number FROM gateway_reconciliations").await, [tip]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credit_whose_transfer_is_gone_is_told_with_its_deposit_once() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.tokens()).await;
    about_to_send(&world, &cashier).await;
    cashier.sends(ADDRESSES[0], &[10]);
    // So deep that nobody asks about it any more: and then it is gone from both nodes.
    cashier.chain.mine(8 * CONFIRMATIONS);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    cashier.chain.reorg(8 * CONFIRMATIONS, &Keep::Nothing);
    cashier.chain.mine(1);
    world.follows_chains().await;
    world.has(5_001, "10", "0").await;
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 1);
    world.owner().expects(&format!("This deposit was added, and {UNTRUE}: 1"));
    // Neither the next round nor the next day tells it again.
    world.app.workers.reconcile_gateways().await.unwrap();
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transfer_that_the_watcher_passed_over_is_told_even_after_a_restart() {
    let cashier = Cashier::new().await;
    let mut world = World::with_ways(cashier.tokens()).await;
    about_to_send(&world, &cashier).await;
    let hash = cashier.sends(ADDRESSES[0], &[10]).to_string();
    cashier.chain.mine(60);
    let tip = cashier.chain.tip().unwrap().height;
    world.tampers(&format!("UPDATE chain_looks SET block_number = {tip}, block_hash = ''")).await;
    world.follows_chains().await;
    assert_eq!(world.count("deposits").await, 0);
    for node in &cashier.nodes {
        node.set_fault(NodeRule::always(NodeFault::Html502));
    }
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 0, "nobody has answered");
    for node in &cashier.nodes {
        node.clear_faults();
    }
    world.restart(&cashier.tokens()).await;
    // Whether the network is what the settings say is asked first.
    world.app.workers.reconcile_gateways().await.unwrap();
    world.follows_chains().await;
    world.app.workers.reconcile_gateways().await.unwrap();
    world.settle().await;
    assert_eq!(world.times_differing(), 1);
    world.owner().expects(UNKNOWN);
    world.owner().expects(&format!("{hash}:0 · 10 USDT"));
    world.restart(&cashier.tokens()).await;
    world.follows_chains().await;
    world.app.workers.reconcile_gateways().await.unwrap();
    world.settle().await;
    assert_eq!(world.times_differing(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clean_day_of_invoices_tells_nothing_of_those_of_others_either() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.compares_gateways(&cashier).await;
    alice.deposits("25").await;
    world.follows_invoices().await;
    cashier.pays(cashier.crypto_pay.invoices()[0]);
    world.follows_invoices().await;
    // The owner's other shop has the same account.
    cashier.makes_invoice("deposit-1-of-another-shop").await;
    cashier.pays(cashier.crypto_pay.invoices()[1]);
    world.compares_gateways(&cashier).await;
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoice_without_a_credit_and_a_credit_without_an_invoice_are_told() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    world.compares_gateways(&cashier).await;
    for sum in ["25", "30"] {
        alice.deposits(sum).await;
        world.follows_invoices().await;
    }
    let [kept, missed] = cashier.crypto_pay.invoices()[..] else { panic!("two invoices") };
    cashier.pays(kept);
    world.follows_invoices().await;
    cashier.pays(missed);
    // Credited under a number that nobody was ever asked to pay.
    world.tampers("UPDATE deposits SET external_id = '7'").await;
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 1);
    let olga = world.owner();
    olga.expects(&format!("2 payments have come in that {}", UNKNOWN.replace("is", "are")));
    for invoice in [format!("{kept} · 25"), format!("{missed} · 30")] {
        olga.expects(&invoice);
    }
    olga.expects(&format!("This deposit was added, and {UNTRUE}: 1"));
    world.tampers(&format!("UPDATE deposits SET external_id = '{kept}'")).await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_two_paid_invoices_of_one_request_are_each_credited_once() {
    let cashier = Cashier::new().await;
    let world = World::with_ways(cashier.invoices()).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    let payload = cashier.payload_of(cashier.crypto_pay.invoices()[0]).await;
    cashier.makes_invoice(&payload).await;
    for invoice in cashier.crypto_pay.invoices() {
        cashier.pays(invoice);
    }
    for _ in 0..2 {
        world.follows_invoices().await;
        world.app.workers.sweep_invoices().await.unwrap();
    }
    world.settle().await;
    world.has(5_001, "20", "0").await;
    world.compares_gateways(&cashier).await;
    assert_eq!(world.times_differing(), 0);
    world.audit().await;
}

impl Cashier {
    async fn calls(&self, method: &str, params: serde_json::Value) -> serde_json::Value {
        let vars = self.invoices();
        let url = &vars.iter().find(|(name, _)| *name == "CRYPTO_PAY_URL").unwrap().1;
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = http.post(format!("{url}/api/{method}"));
        let request = request.header("Crypto-Pay-API-Token", PAY_TOKEN);
        let request = request.header("content-type", "application/json").body(params.to_string());
        let answer = request.send().await.unwrap().text().await.unwrap();
        serde_json::from_str::<serde_json::Value>(&answer).unwrap()["result"].clone()
    }

    /// Ten dollars are asked for under a payload, by whoever has the token.
    async fn makes_invoice(&self, payload: &str) {
        let params = serde_json::json!({
            "currency_type": "fiat", "fiat": "USD", "amount": "10", "payload": payload,
        });
        assert_ne!(self.calls("createInvoice", params).await, serde_json::Value::Null);
    }

    async fn payload_of(&self, invoice: i64) -> String {
        let params = serde_json::json!({ "invoice_ids": invoice.to_string() });
        let found = self.calls("getInvoices", params).await;
        found["items"][0]["payload"].as_str().unwrap().to_owned()
    }
}
