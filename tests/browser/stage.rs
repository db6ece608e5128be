//! Where a story plays: a demo in a folder of its own and a browser that has its page open. Its end
//! is the audit of what was bought.

use std::time::Duration;

use storefront::bot::ui::words::Lang;
use tempfile::TempDir;

use super::driver::{Driver, Scheme};
use super::page::Page;
use super::process::Process;

pub const ALICE: i64 = 5_001;
pub const BORIS: i64 = 5_002;
pub const DILNOZA: i64 = 5_004;
pub const OLGA: i64 = 5_000;
const STOP: Duration = Duration::from_secs(10);

/// A demo and a browser.
pub struct Stage {
    // Ends the browser when it is dropped, so it comes before the folder.
    _driver: Driver,
    demo: Process,
    folder: TempDir,
}

impl Stage {
    /// Opens the page of a new demo, for Alice at first.
    pub async fn opens(scheme: Scheme) -> (Self, Page) {
        let folder = tempfile::tempdir().unwrap();
        let driver = Driver::start(folder.path());
        let demo = Process::start(&["demo"], Vec::new(), folder.path());
        demo.until_it_says("Ctrl-C").await;
        let printed = demo.stdout();
        let url = printed.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        let browser = driver.opens(folder.path()).await;
        browser.prefers(scheme).await;
        browser.client.goto(url).await.unwrap();
        let mut page = Page { browser, lang: Lang::En };
        page.becomes(ALICE, Lang::En).await;
        (Self { _driver: driver, demo, folder }, page)
    }

    /// Closes everything; what was bought must add up.
    pub async fn ends(self, page: Page) {
        page.browser.client.close().await.unwrap();
        let ended = self.demo.stops(STOP).await;
        assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
        let vars = [
            ("TELEGRAM_BOT_TOKEN", "42:abcdefgh"),
            ("DATABASE_URL", "sqlite://data/demo.db"),
            ("PROVIDER_DEMO_URL", "https://panel.example/api/v2"),
            ("PROVIDER_DEMO_KEY", "unused"),
        ];
        let vars = vars.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let audit = Process::start(&["audit"], vars, self.folder.path()).ended(STOP).await;
        assert_eq!(audit.code(), Some(0), "{}{}", audit.stdout, audit.stderr);
    }
}
