//! Paying in, as customers of the demo do it: by tokens on its network.

use serde_json::json;
use storefront::bot::ui::words::Lang;

use super::driver::Scheme;
use super::page::Page;
use super::phrase::Phrase;
use super::stage::{ALICE, BORIS, DILNOZA, Stage};

/// The network as its button names it.
const NETWORK: &str = "USDT · DEMO";
/// The picture of the newest message that has one: its size on the page, and how many of its pixels
/// are dark and how many light.
const PICTURE: &str = "
    const image = [...document.querySelectorAll('.message .photo img')].at(-1);
    if (!image?.complete || image.naturalWidth === 0) return null;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const paper = canvas.getContext('2d');
    paper.drawImage(image, 0, 0);
    const { data } = paper.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark += 1;
    const box = image.getBoundingClientRect();
    return [box.width, box.height, dark, data.length / 4 - dark].map(Math.round);";

impl Page {
    /// From a menu or an order to the sums of the network.
    async fn tops_up(&self) {
        self.taps("key-deposit").await;
        self.reads("deposit-choose-way").await;
        self.looks_well().await;
        self.taps_label(NETWORK).await;
        self.reads_of("deposit-ask-sum", NETWORK).await;
        self.looks_well().await;
    }

    /// The card with its address and a QR code that can be seen.
    async fn sees_where_to_pay(&self, coin: &str) {
        let card = self.reads_of("deposit-how-address", &format!("{coin} USDT")).await;
        assert!(card.contains("0x"), "{card}");
        let copies = self.seen().await.newest().next().unwrap().keys.clone();
        for key in ["key-copy-address", "key-copy-amount"] {
            let label = Phrase::of(self.lang, key);
            assert!(copies.iter().any(|copy| label.is_in(copy)), "{key}: {copies:?}");
        }
        let picture = self.picture().await;
        let [width, height, dark, light] = picture[..] else { panic!("{picture:?}") };
        assert!(width >= 200 && height >= 200, "{picture:?}");
        // About half of a code is dark, and its margin is light.
        assert!(dark > light / 4 && light > dark, "{picture:?}");
        self.looks_well().await;
    }

    async fn picture(&self) -> Vec<i64> {
        for _ in 0..400 {
            let read = self.browser.client.execute(PICTURE, Vec::new()).await.unwrap();
            if read != json!(null) {
                return serde_json::from_value(read).unwrap();
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
        panic!("the picture does not come")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_short_of_money_pays_what_is_missing_and_gets_what_she_ordered() {
    let (stage, page) = Stage::opens(Scheme::Light).await;
    page.looks_well().await;
    page.starts().await;
    page.presses("menu").await;
    page.looks_well().await;
    page.presses("menu").await;
    page.browses().await;
    page.pictures("services").await;
    page.chooses("instagram.com/alice.paints", "25000").await;
    page.reads_of("checkout-short", "$4.25").await;
    page.tops_up().await;
    page.taps("key-deposit-lacking").await;
    page.sees_where_to_pay("4.25").await;
    page.pays_on_the_network("pay-exact").await;
    page.reads_of("deposit-arrived-confirming", "4.25 USDT").await;
    page.looks_well().await;
    page.reads_of("deposit-arrived-credited", "$4.25").await;
    page.reads_of("notice-deposited", "$4.25").await;
    page.looks_well().await;

    page.taps("notice-key-checkout").await;
    page.reads_of("checkout-after", "$0.00").await;
    page.looks_well().await;
    page.taps("key-confirm").await;
    page.reads_of("order-head", "#1001").await;
    page.reads_of("order-head-accepted", "#1001").await;
    page.looks_well().await;
    page.completes_newest_order().await;
    page.reads_of("notice-order-completed", "#1001").await;
    // The card lives on to the end, too.
    page.reads_of("order-head", "· delivered").await;
    page.pictures("delivered").await;
    stage.ends(page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_tops_up_from_the_menu_in_their_language() {
    let (stage, mut page) = Stage::opens(Scheme::Light).await;
    let people = [
        (ALICE, Lang::En, "$10.00", "$35.00"),
        (BORIS, Lang::Ru, "10,00 $", "35,00 $"),
        (DILNOZA, Lang::Uz, "10,00 $", "35,00 $"),
    ];
    for (person, lang, first_sum, after) in people {
        page.becomes(person, lang).await;
        page.starts().await;
        page.tops_up().await;
        page.taps_label(&spaced(first_sum)).await;
        page.sees_where_to_pay("10").await;
        if lang == Lang::En {
            page.pictures("deposit").await;
        }
        page.pays_on_the_network("pay-exact").await;
        page.presses_in_the_network("mine-10").await;
        page.reads_of("deposit-arrived-credited", &spaced(first_sum)).await;
        page.reads_of("notice-deposited", "10 USDT").await;
        page.looks_well().await;
        page.writes("/balance").await;
        page.reads_of("balance-id", &spaced(after)).await;
        page.looks_well().await;
        page.taps("key-deposits").await;
        page.reads_of("deposits-line", "10 USDT").await;
        page.looks_well().await;
    }
    stage.ends(page).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_late_twice_or_in_another_token_is_told_as_it_is() {
    let (stage, page) = Stage::opens(Scheme::Dark).await;
    page.starts().await;
    page.tops_up().await;
    page.taps_label("$25.00").await;
    page.sees_where_to_pay("25").await;
    page.pays_on_the_network("pay-wrong-token").await;
    page.presses_in("time", "leap-1-hour").await;
    page.reads_of("deposit-card-expired", "$25.00").await;
    page.looks_well().await;
    // The wallet keeps the address of what is over.
    page.pays_on_the_network("pay-twice").await;
    page.presses_in_the_network("mine-10").await;
    page.until("two payments that were added", |seen| {
        seen.newest().filter(|message| message.text.contains("(25 USDT)")).count() == 2
    })
    .await;
    page.writes("/balance").await;
    let told = page.reads_of("balance-id", "$77.50").await;
    assert!(told.contains("$2.50"), "{told}");
    page.looks_well().await;
    stage.ends(page).await;
}

/// Sums in Russian and Uzbek have a blank that does not break.
fn spaced(sum: &str) -> String {
    sum.replace(' ', "\u{a0}")
}
