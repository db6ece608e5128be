//! The screens of what is sold beside the services of panels: top-ups, whose price is asked for,
//! and tests of a mail domain, which need its owner's consent.

use std::sync::Arc;

use super::crawler::{Act, Crawler};
use super::{key, small_catalog};
use crate::support::mail::{DOMAIN, MailWorld};
use crate::support::world::START_MS;
use crate::support::{Actor, WorldOptions};
use crate::upmobile;
use storefront::bot::ui::words::Lang;
use storefront::clock::HOUR_MS;
use storefront::sandbox::panel::PanelOptions;
use storefront::sandbox::telegram::Person;
use storefront::sandbox::upmobile::{Upmobile, UpmobileFault, UpmobileOptions};

/// What belongs to the way of an order; menus and lists are walked through elsewhere.
const OF_AN_ORDER: [&str; 20] = [
    "v", "b", "x", "k", "q", "p", "ch", "md", "mk", "ok", "r", "cu", "cn", "t", "go", "d", "dc",
    "dy", "da", "sa",
];

struct Shop {
    it: MailWorld,
    top_ups: Upmobile,
}

impl Shop {
    async fn opens() -> Self {
        let now_ms = Arc::new(|| START_MS);
        let options = UpmobileOptions { now_ms, ..UpmobileOptions::new(upmobile::TOKEN) };
        let top_ups = Upmobile::new(options);
        let vars = upmobile::vars(upmobile::serve(&top_ups).await);
        let services = small_catalog()[..1].to_vec();
        let panel = PanelOptions { speed: 0, services, ..PanelOptions::new(key()) };
        let it =
            MailWorld::closed_with(WorldOptions { vars, panel, ..WorldOptions::default() }).await;
        it.switches_on().await;
        upmobile::sells(&it.world).await;
        Self { it, top_ups }
    }

    async fn customer(&self, lang: Lang, id: i64, amount: &str) -> Actor<'_> {
        let world = &self.it.world;
        world.telegram.add_person(Person {
            language_code: Some(lang.tag().to_owned()),
            ..Person::named(id, "Сара O'Neil <3")
        });
        let person = Actor { world, id };
        person.says("/start").await;
        person.forges_tap(&format!("gl:{}", lang.tag())).await;
        world.give(id, amount).await;
        person
    }

    async fn card(&self, provider: &str, service: &str) -> String {
        format!("v:{}:0", self.it.world.service_number(provider, service).await)
    }
}

async fn walk_through_top_ups(shop: &Shop, crawler: &mut Crawler<'_>) {
    let kinds = ["mobile", "game"];
    let ways = [(upmobile::NUMBER, "MTS"), ("alice_5", "Steam")];
    for (kind, (destination, operator)) in kinds.into_iter().zip(ways) {
        let card = shop.card("up", kind).await;
        crawler.walk_behind(&card, &[]).await;
        crawler.walk_behind(&card, &[destination]).await;
        crawler.walk_behind(&card, &[destination, operator]).await;
        crawler.walk_behind(&card, &[destination, operator, "200"]).await;
    }
    let card = shop.card("up", "mobile").await;
    for fault in [UpmobileFault::RefusesPreview, UpmobileFault::Html, UpmobileFault::OtherCurrency]
    {
        shop.top_ups.set_fault(fault);
        crawler.walk_behind(&card, &[upmobile::NUMBER, "MTS", "300"]).await;
    }
    shop.top_ups.set_fault(UpmobileFault::None);
}

async fn walk_through_mail(shop: &Shop, crawler: &mut Crawler<'_>, person_id: i64) {
    let card = shop.card("post", "load-test").await;
    crawler.walk_behind(&card, &[]).await;
    crawler.walk_behind(&card, &[DOMAIN]).await;
    // Only so many checks an hour are made for one person.
    shop.it.world.advance_ms(HOUR_MS + 1);
    shop.it.puts_record(person_id, DOMAIN).await;
    let says = |text: &str| Act::Says(text.to_owned());
    let taps = |tap: &str| Act::Taps(tap.to_owned());
    crawler.walk_way(vec![taps(&card), says(DOMAIN), taps("mk:#")]).await;
    // From now on the domain leads on by itself.
    crawler.walk_way(vec![taps(&card), taps("md:#")]).await;
    crawler.walk_behind(&card, &[DOMAIN]).await;
    let confirms = vec![taps(&card), says(DOMAIN), taps("q:500"), taps("ok:#")];
    crawler.walk_way(confirms.clone()).await;
    // One at a time.
    crawler.walk_way(confirms).await;
}

async fn walk_as_customer(lang: Lang) {
    let shop = Shop::opens().await;
    shop.it.world.owner().does("/coupon SPRING 10% each=0").await;
    let rich = shop.customer(lang, 5_001, "1000").await;
    let mut crawler = Crawler::new(rich, lang, false).keeping_to(&OF_AN_ORDER);
    walk_through_top_ups(&shop, &mut crawler).await;
    walk_through_mail(&shop, &mut crawler, 5_001).await;
    for kind in ["mk:#", "md:#", "ch:0", "p:200", "q:500", "ok:#", "r"] {
        assert!(crawler.has_pressed(kind), "{kind} was never reached: {:?}", crawler.pressed());
    }
    for step in ["Word", "Choice", "Number", "Quantity", "Confirm"] {
        assert!(crawler.has_seen_step(step), "{step} was never reached");
    }
    let poor = shop.customer(lang, 5_002, "0.01").await;
    crawler.becomes(poor);
    walk_through_top_ups(&shop, &mut crawler).await;
    walk_through_mail(&shop, &mut crawler, 5_002).await;
    shop.it.world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_top_ups_and_mail_in_english_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::En).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_top_ups_and_mail_in_russian_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::Ru).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_top_ups_and_mail_in_uzbek_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::Uz).await;
}
