//! The drawer of sandbox controls, as whoever plays with the demo uses it: what the panel does to
//! orders. It is closed again after each use.

use fantoccini::Locator;

use super::page::Page;

impl Page {
    async fn opens_drawer(&self) {
        self.presses("gear").await;
        self.element(Locator::Css("[data-testid='panel-fault']")).await;
        self.looks_well().await;
    }

    /// From now on the panel answers so; `none` is as it should be.
    pub async fn sets_panel_fault(&self, fault: &str) {
        self.opens_drawer().await;
        let choice = self.element(Locator::Css("[data-testid='panel-fault']")).await;
        choice.select_by_value(fault).await.unwrap();
        self.presses("drawer-close").await;
    }

    /// Whether the panel still works on its newest order; if so, it is told to complete it.
    pub async fn completes_newest_order(&self) {
        self.opens_drawer().await;
        let chips = Locator::Css("[data-testid='order-Completed']");
        // It completes orders by itself, too.
        if let Some(chip) = self.browser.client.find_all(chips).await.unwrap().first() {
            chip.click().await.unwrap();
        }
        self.presses("drawer-close").await;
    }

    /// The numbers of the panel's orders, the newest first.
    pub async fn panel_orders(&self) -> Vec<String> {
        self.opens_drawer().await;
        let rows = Locator::Css("[data-testid='order'] [dir]");
        let mut numbers = Vec::new();
        for row in self.browser.client.find_all(rows).await.unwrap() {
            let text = row.text().await.unwrap();
            numbers.push(text.split(' ').next().unwrap().to_owned());
        }
        self.presses("drawer-close").await;
        numbers
    }
}
