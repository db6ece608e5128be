//! Deposits by invoice: made for all who ask at once, paid all at once, and credited.

use std::path::Path;
use std::time::Instant;

use storefront::app::App;
use storefront::clock::Clock;
use storefront::sandbox::crypto_pay::{CryptoPay, CryptoPayOptions, Paying};

use crate::seed;
use crate::shop::{self, Stage};
use crate::table::{Table, rate};

const TOKEN: &str = "4242:bench";
const INVOICES: i64 = 2_000;
/// More rounds than are needed, or something is wrong.
const ROUNDS_MAX: i64 = INVOICES;

pub async fn measure(table: &mut Table) {
    let Stage { folder, address, .. } = Stage::with(1, 1).await;
    let gateway = CryptoPay::new(CryptoPayOptions::new(TOKEN));
    let at = shop::serve(gateway.router()).await;
    let further = [
        ("CRYPTO_PAY_TOKEN", TOKEN.to_owned()),
        ("CRYPTO_PAY_URL", format!("http://{at}")),
        ("DEPOSIT_BONUS", "20:5".to_owned()),
    ];
    let app = shop::in_process_with(folder.path(), address, Clock::System, &further).await;
    let database = folder.path().join(shop::DATABASE);
    seed::people(&database).await;
    seed::requests(&database, INVOICES, app.clock.now_ms()).await;
    make(table, &app, &database).await;
    for invoice in gateway.invoices() {
        gateway.pay(invoice, &Paying::default()).expect("paid");
    }
    credit(table, &app, &database, &gateway).await;
    let found = app.workers.audit().await.expect("audited");
    assert!(found.is_empty(), "what was credited does not add up: {found:?}");
    app.store.close().await;
}

async fn make(table: &mut Table, app: &App, database: &Path) {
    let waiting = "SELECT COUNT(*) FROM deposit_requests WHERE state = 'asked'";
    let (began, mut rounds) = (Instant::now(), 0);
    while seed::number(database, waiting).await > 0 {
        assert!(rounds < ROUNDS_MAX, "not all invoices were made");
        app.workers.make_invoices().await.expect("made");
        rounds += 1;
    }
    let elapsed_ms = began.elapsed().as_millis();
    table.add("invoices of Crypto Pay: made", rate(INVOICES, elapsed_ms), "");
}

async fn credit(table: &mut Table, app: &App, database: &Path, gateway: &CryptoPay) {
    let credited = "SELECT COUNT(*) FROM deposits WHERE state = 'credited'";
    let before = gateway.count("getInvoices");
    let (began, mut rounds) = (Instant::now(), 0);
    while seed::number(database, credited).await < INVOICES {
        assert!(rounds < ROUNDS_MAX, "not all invoices were credited");
        app.workers.follow_invoices().await.expect("followed");
        rounds += 1;
    }
    let elapsed_ms = began.elapsed().as_millis();
    let calls = gateway.count("getInvoices") - before;
    let what = "invoices of Crypto Pay: paid ones credited, with a bonus each";
    table.add(what, rate(INVOICES, elapsed_ms), "");
    table.add(format!("{what}: calls for {INVOICES}"), calls.to_string(), "");
}
