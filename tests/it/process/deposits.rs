//! The process dies around every step of a deposit, at both gateways, and what was paid is there
//! once all the same.

use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use storefront::crash::Point;
use storefront::sandbox::chain::Keep;
use strum::IntoEnumIterator as _;

use crate::support::cashier::{CONFIRMATIONS, Cashier};
use crate::support::process::Process;
use crate::support::{Buyer, Outside};

const FIRST: i64 = 10_001;
const SIGABRT: i32 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Invoice,
    Transfer,
}

/// What the person does for whom the process dies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Asks,
    Pays,
    LosesIt,
}

/// At which ways of paying a point is passed, and by which act; none for those of orders
/// and of a change of the key.
fn passed(point: Point) -> Vec<(Way, Act)> {
    use Act::{Asks, LosesIt, Pays};
    use Way::{Invoice, Transfer};
    match point {
        Point::BeforeSubmit | Point::AfterSubmit | Point::BeforeRequest | Point::AfterRequest => {
            vec![]
        }
        Point::BeforeClaim | Point::AfterClaim | Point::AfterInvoice | Point::AfterOpening => {
            vec![(Invoice, Asks)]
        }
        Point::BeforeAddress | Point::AfterAddress => vec![(Transfer, Asks)],
        Point::BeforeTransfers | Point::AfterTransfers => vec![(Transfer, Pays)],
        Point::BeforeCredit | Point::AfterCredit => vec![(Invoice, Pays), (Transfer, Pays)],
        Point::BeforeMessage | Point::AfterMessage => vec![(Invoice, Pays), (Transfer, Pays)],
        Point::BeforeReversal | Point::AfterReversal => vec![(Transfer, LosesIt)],
        Point::RekeyBegun
        | Point::RekeyBatch
        | Point::RekeySealed
        | Point::RekeyErased
        | Point::RekeyEnded => vec![],
    }
}

/// Somebody who pays 25 once, and the point at which the process dies for them.
#[derive(Debug, Clone, Copy)]
struct Payer {
    id: i64,
    point: Point,
    way: Way,
    act: Act,
}

fn payers() -> Vec<Payer> {
    let passed =
        Point::iter().flat_map(|point| passed(point).into_iter().map(move |by| (point, by)));
    let numbered = (FIRST..).zip(passed);
    numbered.map(|(id, (point, (way, act)))| Payer { id, point, way, act }).collect()
}

/// A shop that takes both, and what it is paid through.
struct Counter {
    outside: Outside,
    cashier: Cashier,
    vars: Vec<(&'static str, String)>,
}

impl Counter {
    async fn new() -> Self {
        let (outside, cashier) = (Outside::new().await, Cashier::new().await);
        let mut vars = cashier.invoices();
        vars.extend(cashier.tokens());
        Self { outside, cashier, vars }
    }

    fn serves(&self, crash_at: &'static str) -> Process {
        let vars = self.vars.iter().map(|(name, value)| (*name, value.as_str()));
        let vars: Vec<_> = vars.chain([("STOREFRONT_CRASH_AT", crash_at)]).collect();
        self.outside.starts("serve", &vars)
    }

    /// Waits until the process has died at its point. What it held is free a minute later, for
    /// which nobody waits here.
    async fn dies(&self, process: Process, payer: Payer) {
        let ended = process.ended(Duration::from_secs(60)).await;
        assert_eq!(ended.status.signal(), Some(SIGABRT), "{payer:?}: {}", ended.stderr);
        self.forgets().await;
    }

    async fn forgets(&self) {
        self.outside.forgets_the_dead().await;
        for table in ["outbox", "deposit_requests"] {
            let free = format!("UPDATE {table} SET lease_until_ms = 0 WHERE lease_until_ms > 0");
            self.outside.database.executes(&free).await;
        }
    }

    async fn kills(&self, process: Process) {
        process.dies();
        self.forgets().await;
    }

    async fn asks(&self, payer: Payer) {
        let buyer = Buyer { telegram: self.outside.telegram.clone(), id: payer.id };
        let typed = buyer.says("/deposit");
        let label = if payer.way == Way::Invoice { "@CryptoBot" } else { "USDT" };
        buyer.taps(typed, label).await;
        buyer.until(typed, |shown| shown.text.contains("How much?")).await;
        buyer.says("25");
    }

    /// Waits until there is something to pay to.
    async fn is_offered(&self, payer: Payer) {
        let part =
            if payer.way == Way::Invoice { "Press the button below" } else { "Send 25 USDT" };
        self.outside.until_told(payer.id, part).await;
    }

    async fn pays(&self, payer: Payer) {
        let column = if payer.way == Way::Invoice { "invoice_id" } else { "address" };
        let open = format!("{column} FROM deposit_requests WHERE person_id = {}", payer.id);
        let open = self.outside.database.texts(&open).await;
        let [open] = &open[..] else { panic!("{payer:?}: {open:?}") };
        if payer.way == Way::Invoice {
            return self.cashier.pays(open.parse().unwrap());
        }
        self.cashier.sends(open, &[25]);
        self.cashier.chain.mine(CONFIRMATIONS);
    }

    async fn is_credited(&self, payer: Payer) {
        let rows = format!("deposits WHERE state = 'credited' AND person_id = {}", payer.id);
        self.outside.until("it is credited", async || self.outside.count(&rows).await == 1).await;
    }

    async fn is_told(&self, payer: Payer, part: &str) {
        self.outside.until_told(payer.id, part).await;
        self.outside.settles().await;
        let times = self.outside.times_told(payer.id, part);
        let is_sending = matches!(payer.point, Point::BeforeMessage | Point::AfterMessage);
        assert!(times == 1 || (is_sending && times == 2), "{payer:?}: told {times} times");
    }

    async fn wallet(&self, payer: Payer) -> String {
        let columns = "available || ' ' || bonus || ' ' || owed";
        let rows = format!("{columns} FROM wallets WHERE person_id = {}", payer.id);
        self.outside.database.texts(&rows).await.join(", ")
    }

    /// Dies while they ask; the next process gives them something to pay to.
    async fn survives_asking(&self, payer: Payer) {
        let process = self.serves(payer.point.into_str());
        self.asks(payer).await;
        self.dies(process, payer).await;
        let process = self.serves("");
        self.is_offered(payer).await;
        self.outside.settles().await;
        self.kills(process).await;
    }

    /// Dies when they have paid; the next process has their money and tells them.
    async fn survives_paying(&self, payer: Payer) {
        self.pays(payer).await;
        self.dies(self.serves(payer.point.into_str()), payer).await;
        let process = self.serves("");
        self.is_credited(payer).await;
        self.is_told(payer, "$25.00 was added to your balance").await;
        self.kills(process).await;
    }

    /// Dies when what they paid is gone; the next process takes it back once.
    async fn survives_losing_it(&self, payer: Payer) {
        // Deep enough that nobody else's payment is touched.
        self.cashier.chain.mine(8 * CONFIRMATIONS);
        self.pays(payer).await;
        let process = self.serves("");
        self.is_credited(payer).await;
        self.is_told(payer, "$25.00 was added to your balance").await;
        self.kills(process).await;
        self.cashier.chain.reorg(CONFIRMATIONS, &Keep::Nothing);
        self.cashier.chain.mine(CONFIRMATIONS + 1);
        let long_gone =
            format!("UPDATE deposits SET reason = 'gone:1' WHERE person_id = {}", payer.id);
        self.outside.database.executes(&long_gone).await;
        self.dies(self.serves(payer.point.into_str()), payer).await;
        let process = self.serves("");
        self.is_told(payer, "A payment of $25.00 is gone").await;
        self.kills(process).await;
    }

    /// Those for whom nothing breaks while they ask do so beside each other.
    async fn ask_together(&self, payers: &[Payer]) {
        let process = self.serves("");
        for payer in payers.iter().filter(|payer| payer.act != Act::Asks) {
            self.asks(*payer).await;
            self.is_offered(*payer).await;
        }
        self.outside.settles().await;
        self.kills(process).await;
    }

    /// Those for whom it broke when they asked pay beside each other.
    async fn pay_together(&self, payers: &[Payer]) {
        let asked = || payers.iter().filter(|payer| payer.act == Act::Asks);
        for payer in asked() {
            self.pays(*payer).await;
        }
        let process = self.serves("");
        for payer in asked() {
            self.is_credited(*payer).await;
            self.is_told(*payer, "$25.00 was added to your balance").await;
        }
        process.stops(Duration::from_secs(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p04_a_deposit_survives_a_death_at_every_point_and_is_there_once() {
    let payers = payers();
    assert_eq!(payers.len(), 18, "{payers:?}");
    let counter = Counter::new().await;
    counter.outside.gives(payers.iter().map(|payer| payer.id), "1").await;
    let opening = counter.serves("");
    counter.outside.opens().await;
    counter.outside.settles().await;
    counter.kills(opening).await;
    let who = |act: Act| payers.iter().copied().filter(move |payer| payer.act == act);
    for payer in who(Act::Asks) {
        counter.survives_asking(payer).await;
    }
    counter.ask_together(&payers).await;
    for payer in who(Act::Pays) {
        counter.survives_paying(payer).await;
    }
    for payer in who(Act::LosesIt) {
        counter.survives_losing_it(payer).await;
    }
    counter.pay_together(&payers).await;
    for payer in &payers {
        let wallet = counter.wallet(*payer).await;
        let is_gone = payer.act == Act::LosesIt;
        let expected = if is_gone { "1000000 0 0" } else { "26000000 1250000 0" };
        assert_eq!(wallet, expected, "{payer:?}");
    }
    // One invoice each, whether its making was heard of or not.
    let invoices = payers.iter().filter(|payer| payer.way == Way::Invoice).count();
    assert_eq!(counter.cashier.crypto_pay.invoices().len(), invoices);
    assert_eq!(counter.outside.count("deposits").await, 18);
    counter.outside.audit().await;
}
