//! The address of the rates is a secret whole: many have a key in it.

use std::time::Duration;

use crate::support::{Outside, Rates};

const PLANTED: [&str; 5] =
    ["PlantedRateUser", "PlantedRatePassword", "PlantedRatePath", "PlantedRateQuery", "elsewhere"];
/// `user:password` in Base64, as a header has it.
const ENCODED: &str = "UGxhbnRlZFJhdGVVc2Vy";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_the_address_of_the_rates_is_never_shown() {
    let rates = Rates::telling("0.001").await;
    let [user, password, path, query, _] = PLANTED;
    let url = format!("http://{user}:{password}@{}/{path}?key={query}", rates.address);
    let outside = Outside::new().await;
    for (status, body, said) in [
        (302, "", "exchange rates are not told"),
        (200, "<html>", "exchange rates are not told"),
        (200, r#"{"base":"USD","rates":{"UZS":1000}}"#, "the shop is open"),
    ] {
        rates.answers(status, body);
        let (asked, vars) = (
            rates.calls(),
            [("PROVIDER_MAIN_CURRENCY", "UZS"), ("RATES_URL", &url), ("RUST_LOG", "trace")],
        );
        let shop = outside.starts("serve", &vars);
        shop.until_it_says(said).await;
        let patience = tokio::time::Instant::now() + Duration::from_secs(30);
        while rates.calls() == asked {
            assert!(tokio::time::Instant::now() < patience, "it asks for no rates");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let ended = shop.stops(Duration::from_secs(10)).await;
        assert_eq!(ended.code(), Some(0));
        let origin = format!("http://{}", rates.address);
        assert!(status != 302 || ended.stderr.contains(&origin), "owners read where it is");
        for text in [&ended.stderr, &ended.stdout] {
            for word in PLANTED.iter().chain([&ENCODED]) {
                let shown = text.lines().find(|line| line.contains(word));
                assert_eq!(shown, None, "{word}");
            }
        }
        outside.forgets_the_dead().await;
    }
    assert_eq!(outside.database.texts("conversion FROM exchange_rates").await, ["0.001"]);
    outside.audit().await;
}
