//! What people do with the shop, from the first press on Start.

use storefront::bot::ui::words::Lang;

use super::driver::Scheme;
use super::page::Page;
use super::stage::{ALICE, BORIS, DILNOZA, OLGA, Stage};

const PLATFORM: &str = "Instagram";
const CATEGORY: &str = "Instagram Followers";
/// A service of that category, by what its line says.
const SERVICE: &str = "Real | 30 days refill";

impl Page {
    /// From an empty chat to the menu in the client's language.
    pub async fn starts(&self) {
        self.presses("start").await;
        self.reads("menu-balance").await;
        self.looks_well().await;
    }

    /// From the menu to the services of a category.
    pub async fn browses(&self) {
        self.taps("key-order").await;
        self.reads("browse-platforms").await;
        self.looks_well().await;
        self.taps_label(PLATFORM).await;
        self.reads_of("browse-platform", PLATFORM).await;
        self.looks_well().await;
        self.taps_label(CATEGORY).await;
        self.reads_of("browse-services", CATEGORY).await;
        self.looks_well().await;
    }

    /// From there to the price.
    pub async fn chooses(&self, link: &str, quantity: &str) {
        self.leafs_to(SERVICE).await;
        self.reads_of("card-price", CATEGORY).await;
        self.looks_well().await;
        self.reads("checkout-link-of").await;
        self.writes(link).await;
        self.reads_of("checkout-quantity", link).await;
        self.looks_well().await;
        self.writes(quantity).await;
        self.reads_of("checkout-summary", link).await;
        self.looks_well().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_tap_on_confirm_places_one_order() {
    let (stage, page) = Stage::opens(Scheme::Light).await;
    page.starts().await;
    page.browses().await;
    page.chooses("instagram.com/alice.paints", "10000").await;
    page.pictures("confirm").await;
    page.taps_twice("key-confirm").await;
    page.reads_of("order-head", "#1001").await;
    page.reads_of("order-head-accepted", "#1001").await;
    page.until_ordered(1).await;
    page.completes_newest_order().await;
    page.reads_of("notice-order-completed", "#1001").await;

    page.writes("/orders").await;
    let listed = page.until("one order in the list", |seen| {
        seen.newest().next().is_some_and(|list| list.keys.iter().any(|key| key.starts_with('✅')))
    });
    let listed = listed.await;
    let rows = listed.newest().next().unwrap().keys.iter().filter(|key| key.starts_with('✅'));
    assert_eq!(rows.count(), 1);
    page.looks_well().await;
    page.browser.prefers(Scheme::Dark).await;
    page.writes("/balance").await;
    page.reads_of("balance-available", "$13.30").await;
    page.pictures("balance").await;
    stage.ends(page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_decides_about_an_order_that_nobody_can_be_sure_of() {
    let (stage, mut page) = Stage::opens(Scheme::Dark).await;
    page.starts().await;
    // Whatever the panel has accepted stays as it is.
    page.sets_panel_speed("0").await;
    page.sets_panel_fault("accept_500").await;
    page.browses().await;
    page.chooses("instagram.com/alice.paints", "1000").await;
    page.taps("key-confirm").await;
    page.reads_of("order-state-review", "#1001").await;
    page.until_ordered(1).await;
    page.sets_panel_fault("none").await;
    let number = page.panel_orders().await.remove(0);

    page.becomes(OLGA, Lang::En).await;
    page.reads_of("notice-admin-review", "#1001").await;
    page.taps_label("#1001").await;
    page.reads("admin-order-provider").await;
    page.pictures("review").await;
    page.taps("admin-key-placed").await;
    page.reads("admin-ask-id").await;
    page.writes(&number).await;
    page.reads_of("admin-id-check", &number).await;
    page.looks_well().await;
    page.taps("admin-key-attach").await;
    page.hears("admin-done-decide").await;

    page.becomes(ALICE, Lang::En).await;
    page.reads_of("order-head-accepted", "#1001").await;
    page.looks_well().await;
    stage.ends(page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_are_typed_line_by_line_and_posted() {
    let (stage, page) = Stage::opens(Scheme::Light).await;
    page.starts().await;
    page.taps("key-order").await;
    page.reads("browse-platforms").await;
    page.leafs_to("Other · ").await;
    page.leafs_to("Comments").await;
    page.looks_well().await;
    page.leafs_to("YouTube Comments").await;
    page.looks_well().await;
    page.reads("checkout-link-of").await;
    page.writes("youtube.com/watch?v=dQw4w9WgXcQ").await;
    page.reads("field-comments-ask").await;
    page.looks_well().await;
    page.writes("Love it!\nWhat a voice 🎶\nGreetings from Tashkent").await;
    page.writes("More of this, please\n<3 & hugs").await;
    page.looks_well().await;
    page.taps("key-list-done").await;
    page.reads("checkout-after").await;
    page.looks_well().await;
    page.taps("key-confirm").await;
    page.reads_of("order-head", "#1001").await;
    page.reads_of("order-head-accepted", "#1001").await;
    page.until_ordered(1).await;
    page.completes_newest_order().await;
    page.reads_of("notice-order-completed", "#1001").await;
    page.looks_well().await;
    stage.ends(page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_reads_the_shop_in_their_language_and_may_choose_another() {
    let (stage, mut page) = Stage::opens(Scheme::Dark).await;
    let people = [
        (BORIS, Lang::Ru, "instagram.com/boris.reads"),
        (DILNOZA, Lang::Uz, "instagram.com/dilnoza.bakes"),
    ];
    for (person, lang, link) in people {
        page.becomes(person, lang).await;
        page.starts().await;
        page.browses().await;
        page.chooses(link, "1000").await;
    }
    page.pictures("uzbek").await;
    page.becomes(ALICE, Lang::En).await;
    page.starts().await;
    for lang in Lang::ALL {
        page.taps("key-language").await;
        page.taps_label(lang.native_name()).await;
        page.lang = lang;
        page.reads("menu-balance").await;
        page.looks_well().await;
        page.taps("key-help").await;
        page.reads("help-text").await;
        page.looks_well().await;
        page.taps("key-menu").await;
        page.browses().await;
        page.taps("key-cancel").await;
        page.reads("menu-canceled").await;
    }
    stage.ends(page).await;
}
