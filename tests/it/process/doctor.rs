//! `storefront doctor`: what it asks, what it says, and that it changes nothing.

use crate::support::Outside;
use crate::support::cashier::{Cashier, PAY_TOKEN, USDT, XPUB};
use crate::support::process::Ended;
use crate::support::world::{PANEL_KEY, TOKEN};

fn settings(cashier: &Cashier) -> Vec<(&'static str, String)> {
    let mut vars = cashier.invoices();
    vars.extend(cashier.tokens());
    vars
}

async fn asks(outside: &Outside, vars: &[(&'static str, String)]) -> Ended {
    let vars: Vec<(&str, &str)> =
        vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let ended = outside.runs("doctor", &vars).await;
    let said = format!("{}{}", ended.stdout, ended.stderr);
    for secret in [TOKEN, PANEL_KEY, PAY_TOKEN, XPUB] {
        assert!(!said.contains(secret), "{said}");
    }
    ended
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_asks_everything_that_the_settings_name_and_says_what_telegram_asks_for() {
    let outside = Outside::new().await;
    let cashier = Cashier::new().await;
    let vars = settings(&cashier);
    let ended = asks(&outside, &vars).await;
    assert_eq!(ended.code(), Some(0), "{}{}", ended.stdout, ended.stderr);
    for part in [
        "DATABASE_URL: is not there yet",
        "TELEGRAM_BOT_TOKEN: the bot is @",
        "PROVIDER_MAIN: 127.0.0.1",
        "CRYPTO_PAY_TOKEN: the app",
        "CHAIN_LOCAL: answers at block",
        "Crypto Pay switches a webhook off",
        "Telegram Stars as the only payment",
        "social growth manipulation",
    ] {
        assert!(ended.stdout.contains(part), "{part:?} in:\n{}", ended.stdout);
    }
    assert!(!ended.stdout.contains("WRONG"), "{}", ended.stdout);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_names_what_is_wrong_and_ends_with_1() {
    let outside = Outside::new().await;
    let cashier = Cashier::new().await;
    let mut vars = settings(&cashier);
    for (name, value) in &mut vars {
        match *name {
            "CRYPTO_PAY_TOKEN" => *value = "1:AAanother".to_owned(),
            "CHAIN_LOCAL_TOKENS" => *value = format!("USDT:{USDT}:18:1.00"),
            _ => {}
        }
    }
    vars.push(("PROVIDER_MAIN_KEY", "another".to_owned()));
    let ended = asks(&outside, &vars).await;
    assert_eq!(ended.code(), Some(1), "{}{}", ended.stdout, ended.stderr);
    for part in [
        "WRONG PROVIDER_MAIN",
        "WRONG CRYPTO_PAY_TOKEN",
        "WRONG CHAIN_LOCAL: USDT has not the decimals",
        "ok    TELEGRAM_BOT_TOKEN",
    ] {
        assert!(ended.stdout.contains(part), "{part:?} in:\n{}", ended.stdout);
    }
    assert!(ended.stderr.contains("3 of the lines above are wrong"), "{}", ended.stderr);
}
