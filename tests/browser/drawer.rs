//! The drawer of sandbox controls, as whoever plays with the demo uses it: what the panel does to
//! orders, and what somebody pays on the network. It is closed again after each use.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::json;

use super::page::{PATIENCE, Page};

/// The drawer is drawn anew every second: only at once is one state of it read.
const NUMBERS: &str = "return [...document.querySelectorAll(`[data-testid='order'] [dir]`)]
    .map((row) => row.textContent.trim().split(' ')[0]);";

impl Page {
    async fn opens_drawer(&self) {
        self.presses("gear").await;
        self.element(Locator::Css("[data-testid='panel-fault']")).await;
        self.looks_well().await;
    }

    /// From now on the panel answers so; `none` is as it should be.
    pub async fn sets_panel_fault(&self, fault: &str) {
        self.chooses_in_drawer("[data-testid='panel-fault']", fault).await;
    }

    /// From now on the panel works so fast; `0` leaves its orders as they are.
    pub async fn sets_panel_speed(&self, speed: &str) {
        self.chooses_in_drawer("[data-testid='panel-speed']", speed).await;
    }

    async fn chooses_in_drawer(&self, css: &str, value: &str) {
        self.opens_drawer().await;
        let choices = Locator::Css(css);
        self.until_drawn(async || self.element(choices).await.select_by_value(value).await).await;
        self.presses("drawer-close").await;
    }

    /// Whether the panel still works on its newest order; if so, it is told to complete it.
    pub async fn completes_newest_order(&self) {
        self.opens_drawer().await;
        let chips = Locator::Css("[data-testid='order-Completed']");
        // It completes orders by itself, too.
        self.until_drawn(async || match self.browser.client.find_all(chips).await?.first() {
            Some(chip) => chip.click().await,
            None => Ok(()),
        })
        .await;
        self.presses("drawer-close").await;
    }

    /// The numbers of the panel's orders, the newest first.
    pub async fn panel_orders(&self) -> Vec<String> {
        self.opens_drawer().await;
        let numbers = self.browser.client.execute(NUMBERS, Vec::new()).await.unwrap();
        self.presses("drawer-close").await;
        serde_json::from_value(numbers).unwrap()
    }

    /// Waits until the panel has so many orders, and no more.
    pub async fn until_ordered(&self, count: usize) {
        let began = Instant::now();
        loop {
            let orders = self.panel_orders().await;
            assert!(orders.len() <= count, "{orders:?}");
            if orders.len() == count {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "the panel has {} orders", orders.len());
        }
    }

    /// Somebody pays to the newest card of this chat, in one of the ways of the wallet.
    pub async fn pays_on_the_network(&self, way: &str) {
        self.opens_part("chain").await;
        let filled = "return document.getElementById('wallet-to').value.startsWith('0x')";
        self.until_true("an address in the wallet", filled).await;
        let count = "return document.querySelectorAll('[data-testid=payment]').length";
        let before = self.browser.client.execute(count, Vec::new()).await.unwrap();
        self.presses(way).await;
        self.until_true("a payment", &format!("{count} > {before}")).await;
        self.looks_well().await;
        self.presses("drawer-close").await;
    }

    /// Presses a knob of the network.
    pub async fn presses_in_the_network(&self, knob: &str) {
        self.presses_in("chain", knob).await;
    }

    /// Presses a knob of a part of the drawer.
    pub async fn presses_in(&self, part: &str, knob: &str) {
        self.opens_part(part).await;
        self.presses(knob).await;
        self.looks_well().await;
        self.presses("drawer-close").await;
    }

    async fn opens_part(&self, part: &str) {
        self.opens_drawer().await;
        let script = format!(
            "return document.querySelector('[data-testid=section-{part}]').parentNode.open"
        );
        let is_open = self.browser.client.execute(&script, Vec::new()).await.unwrap();
        if is_open != json!(true) {
            self.presses(&format!("section-{part}")).await;
        }
    }

    async fn until_true(&self, what: &str, script: &str) {
        let began = Instant::now();
        while self.browser.client.execute(script, Vec::new()).await.unwrap() != json!(true) {
            assert!(began.elapsed() < PATIENCE, "never {what}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}
