//! Phone numbers, logins and the token are nowhere but where they are meant to be: searched for in
//! the database's files, its write-ahead log included, in a log at its most talkative, and in what
//! owners and groups read.

use std::time::Duration;

use super::{ALICE, TOKEN, serve, vars};
use crate::support::world::OWNER;
use crate::support::{Buyer, Outside, Planted};
use storefront::sandbox::upmobile::{Upmobile, UpmobileFault, UpmobileOptions};

/// The number and the login, as they may be written, and the token.
const PLANTED: Planted =
    Planted(&["9167654321", "916 765-43-21", "916 765 43 21", "PlantedLogin", TOKEN]);
const STOP: Duration = Duration::from_secs(10);

/// Presses a button of the present screen that need not be there.
async fn tops_up(outside: &Outside, category: &str, destination: &str) {
    let alice = Buyer { telegram: outside.telegram.clone(), id: ALICE };
    let select = format!(
        "CAST(service_id AS TEXT) FROM sources WHERE provider = 'up' \
         AND provider_service_id = '{category}'"
    );
    let service = outside.database.texts(&select).await.pop().unwrap();
    let typed = alice.says(&format!("/start s_{service}"));
    if category == "mobile" {
        alice.until(typed, |shown| shown.text.contains("mobile number to top up")).await;
        let typed = alice.says(destination);
        alice.taps(typed, "MTS").await;
        alice.until(typed, |shown| shown.text.contains("How much")).await;
    } else {
        alice.taps(typed, "Steam").await;
        alice.until(typed, |shown| shown.text.contains("Send the login")).await;
        let typed = alice.says(destination);
        alice.until(typed, |shown| shown.text.contains("How much")).await;
    }
    let typed = alice.says("200");
    alice.taps(typed, "Confirm").await;
    alice.until(typed, |shown| shown.text.contains("is placed")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_numbers_and_logins_are_sealed_wherever_they_are_kept() {
    let outside = Outside::new().await;
    let service =
        Upmobile::new(UpmobileOptions { ends_after_ms: Some(300), ..UpmobileOptions::new(TOKEN) });
    let settings = vars(serve(&service).await);
    outside.gives([ALICE], "100").await;
    let mut vars: Vec<(&str, &str)> =
        settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    vars.push(("RUST_LOG", "trace"));
    let process = outside.starts("serve", &vars);
    outside.opens().await;
    outside
        .until("top-ups are listed", async || {
            outside.count("sources WHERE provider = 'up'").await == 2
                && outside.count("services WHERE is_hidden = 0").await > 0
        })
        .await;
    outside.database.executes("DELETE FROM provider_stops WHERE provider = 'up'").await;
    outside.database.executes("UPDATE providers SET is_closed = 0 WHERE name = 'up'").await;
    outside
        .database
        .executes(
            "UPDATE services SET is_hidden = 0 WHERE source_id IN \
             (SELECT source_id FROM sources WHERE provider = 'up')",
        )
        .await;
    // The service repeats what it was sent, and nobody knows whether it took the order.
    service.set_fault(UpmobileFault::EchoesRefusal);
    tops_up(&outside, "mobile", "+7 916 765-43-21").await;
    outside
        .until("it is in review", async || {
            outside.count("orders WHERE state = 'review'").await == 1
        })
        .await;
    service.set_fault(UpmobileFault::None);
    tops_up(&outside, "game", "PlantedLogin").await;
    outside
        .until("it has arrived", async || {
            outside.count("orders WHERE state = 'completed'").await == 1
        })
        .await;
    assert_eq!(service.acceptances_for("PlantedLogin"), 1);
    let owner = Buyer { telegram: outside.telegram.clone(), id: OWNER };
    for text in ["/review", "/order 1001", "/order 1002", "/providers"] {
        let typed = owner.says(text);
        owner.until(typed, |shown| !shown.text.is_empty()).await;
    }
    PLANTED.is_not_kept(&outside.database).await;
    for person in [OWNER, ALICE] {
        PLANTED.is_not_told(&outside.telegram, person);
    }
    let log = process.log();
    assert!(log.contains("TRACE") && log.contains("provider_call"), "it is at its most talkative");
    PLANTED.is_not_in("the log", &log);
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0));
    PLANTED.is_not_in("the log", &format!("{}{}", ended.stderr, ended.stdout));
    PLANTED.is_not_kept(&outside.database).await;
    outside.audit().await;
}
