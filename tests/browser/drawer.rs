//! The drawer of sandbox controls, as whoever plays with the demo uses it: what the panel does to
//! orders. It is closed again after each use.

use fantoccini::Locator;

use super::page::Page;

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
        self.opens_drawer().await;
        let choices = Locator::Css("[data-testid='panel-fault']");
        self.until_drawn(async || self.element(choices).await.select_by_value(fault).await).await;
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
}
