//! Crypto Pay's webhook says when to look and nothing else: in whatever order it comes, and whatever
//! somebody makes of it.

use futures::future::join_all;
use reqwest::header::HeaderValue;
use storefront::sandbox::crypto_pay::{GatewayFault, GatewayRule};

use crate::support::cashier::Cashier;
use crate::support::mutation::{self, Dice};
use crate::support::{Actor, World};

const PATH: &str = "a-path-that-nobody-guesses";

/// What may be heard of an invoice that is paid before the shop knows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// What came of its making.
    Answer,
    /// The webhook.
    Hint,
    /// The webhook again.
    HintAgain,
    /// The list of what was paid.
    List,
}

/// Every order of them.
fn orders(of: &[Heard]) -> Vec<Vec<Heard>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let first = |one: &Heard| {
        let rest: Vec<Heard> = of.iter().copied().filter(|other| other != one).collect();
        let one = *one;
        orders(&rest).into_iter().map(move |rest| [vec![one], rest].concat())
    };
    of.iter().flat_map(first).collect()
}

impl World {
    async fn learns(&self, cashier: &Cashier, heard: Heard, invoice: i64) {
        let workers = &self.app.workers;
        match heard {
            Heard::Answer => workers.make_invoices().await.unwrap(),
            Heard::List => workers.sweep_invoices().await.unwrap(),
            Heard::Hint | Heard::HintAgain => {
                cashier.crypto_pay.tell_again(invoice);
                cashier.crypto_pay.all_delivered().await;
                workers.follow_invoices().await.unwrap();
            }
        }
    }

    /// An invoice is made and paid, and the shop has heard of neither.
    async fn has_unheard(&self, cashier: &Cashier, alice: &Actor<'_>) -> i64 {
        cashier.crypto_pay.set_fault(GatewayRule::once("createInvoice", GatewayFault::CutAfter));
        alice.deposits("10").await;
        self.app.workers.make_invoices().await.unwrap();
        // The claim is over: whoever asks again searches first.
        self.advance_ms(61_000);
        let invoice = *cashier.crypto_pay.invoices().last().unwrap();
        cashier.pays(invoice);
        cashier.crypto_pay.all_delivered().await;
        invoice
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p06_an_invoice_is_credited_once_in_whatever_order_it_is_heard_of() {
    let cashier = Cashier::new().await;
    let mut vars = cashier.invoices();
    vars.push(("CRYPTO_PAY_WEBHOOK_PATH", PATH.to_owned()));
    let mut world = World::with_ways(vars).await;
    let address = world.start_http().await;
    cashier.crypto_pay.set_webhook(Some(&format!("http://{address}/crypto-pay/{PATH}")));
    let orders = orders(&[Heard::Answer, Heard::Hint, Heard::HintAgain, Heard::List]);
    assert_eq!(orders.len(), 24);
    for (id, order) in (5_001..).zip(&orders) {
        let alice = world.customer(id, &format!("Alice{id}"), "0").await;
        let invoice = world.has_unheard(&cashier, &alice).await;
        for heard in order {
            world.learns(&cashier, *heard, invoice).await;
        }
        world.settle().await;
        world.has(id, "10", "0").await;
        assert_eq!(alice.times_told("$10.00 was added to your balance"), 1, "{order:?}");
    }
    assert_eq!(world.count("deposits WHERE state = 'credited'").await, 24);
    assert_eq!(cashier.crypto_pay.count("createInvoice"), 24);
    let answers = cashier.crypto_pay.deliveries();
    assert!(answers.iter().all(|delivery| delivery.answer == Some(200)), "{answers:?}");
    world.audit().await;
}

/// Everything that a call could have changed.
async fn rows(world: &World) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for select in [
        "request_id || state || invoice_id || attempts || changed_ms FROM deposit_requests",
        "deposit_id || state || external_id || amount || changed_ms FROM deposits",
        "entry_id || cause FROM entries ORDER BY entry_id",
        "entry_id || account || amount FROM postings ORDER BY entry_id, line",
        "person_id || ' ' || available || ' ' || bonus FROM wallets ORDER BY person_id",
        "outbox_id FROM outbox ORDER BY outbox_id",
        "COUNT(*) FROM inbox",
        "key || told_ms FROM alerts ORDER BY key",
    ] {
        all.push(world.rows(select).await);
    }
    all
}

/// A call of the gateway as it would be.
#[derive(Clone, PartialEq, Eq)]
struct Call {
    path: String,
    signature: Vec<u8>,
    body: Vec<u8>,
}

impl Call {
    /// The same with something of it changed.
    fn mutated(&self, dice: &mut Dice) -> Self {
        let mut call = self.clone();
        match dice.below(3) {
            0 => {
                let body = String::from_utf8(call.body.clone()).unwrap();
                call.body = mutation::mutate(dice, &[body]);
            }
            1 => {
                let at = dice.below(call.signature.len());
                // Any byte that a header may have.
                call.signature[at] = 0x20 + u8::try_from(dice.below(0x5f)).unwrap();
                if dice.one_in(4) {
                    call.signature.truncate(at);
                }
            }
            _ => {
                let at = dice.below(call.path.len());
                let byte = dice.roll().to_le_bytes()[0];
                call.path.replace_range(at..=at, &format!("%{byte:02X}"));
            }
        }
        call
    }

    /// Whether it is the same to whoever reads it: letters of a hexadecimal number, spaces around a
    /// header, letters of a path that are written otherwise.
    fn is_like(&self, other: &Self) -> bool {
        let signature = |call: &Self| call.signature.trim_ascii().to_ascii_lowercase();
        let path = |call: &Self| {
            let bytes = percent_decoded(&call.path);
            String::from_utf8(bytes).unwrap_or_default()
        };
        signature(self) == signature(other) && path(self) == path(other) && self.body == other.body
    }

    async fn answered(&self, http: &reqwest::Client, root: &str) -> u16 {
        let signature = HeaderValue::from_bytes(&self.signature).unwrap();
        let request = http.post(format!("{root}/crypto-pay/{}", self.path));
        let request = request.header("crypto-pay-api-signature", signature);
        request.body(self.body.clone()).send().await.unwrap().status().as_u16()
    }
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, left)) = rest.split_first() {
        let hex = left.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => (rest, _) = (&left[2..], bytes.push(byte)),
            _ => (rest, _) = (left, bytes.push(*first)),
        }
    }
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_ten_thousand_mutated_callbacks_change_no_row() {
    const LANES: u64 = 8;
    const CALLS: u64 = 10_000;
    let cashier = Cashier::new().await;
    let mut vars = cashier.invoices();
    vars.push(("CRYPTO_PAY_WEBHOOK_PATH", PATH.to_owned()));
    let mut world = World::with_ways(vars).await;
    let root = format!("http://{}", world.start_http().await);
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.deposits("10").await;
    world.follows_invoices().await;
    let invoice = cashier.crypto_pay.invoices()[0];
    let body = format!(
        "{{\"update_id\":1,\"update_type\":\"invoice_paid\",\"payload\":{{\"invoice_id\":{invoice},\
         \"status\":\"paid\",\"currency_type\":\"fiat\",\"fiat\":\"USD\",\"amount\":\"10\",\
         \"paid_asset\":\"USDT\",\"paid_amount\":\"10\"}}}}"
    );
    let signature = cashier.crypto_pay.sign(body.as_bytes()).into_bytes();
    let call = Call { path: PATH.to_owned(), signature, body: body.into_bytes() };
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let before = rows(&world).await;
    let lanes = (0..LANES).map(async |seed| {
        let mut dice = Dice::new(seed);
        let mut refused = 0;
        for _ in 0..CALLS / LANES {
            let mutated = call.mutated(&mut dice);
            let answer = mutated.answered(&http, &root).await;
            let is_taken = answer == 200;
            assert_eq!(is_taken, mutated.is_like(&call), "{answer}: {}", mutated.path);
            refused += u64::from(!is_taken);
        }
        refused
    });
    let refused: u64 = join_all(lanes).await.into_iter().sum();
    assert!(refused > CALLS * 9 / 10, "{refused}");
    assert_eq!(rows(&world).await, before);
    // Nor does what they made the shop look at.
    world.follows_invoices().await;
    assert_eq!(world.count("deposits").await, 0);
    world.has(5_001, "0", "0").await;
    world.audit().await;
}
