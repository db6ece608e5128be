//! Every screen in every language: each button of each screen is pressed once, and nothing that a
//! person reads is a raw key, an open placeholder or the name of a provider.

mod crawler;
mod kinds;
mod screen;

use crate::own_orders::one_of_each;
use crate::support::{Actor, Scripted, World, WorldOptions};
use crawler::Crawler;
use storefront::bot::commands::{Command, names};
use storefront::bot::ui::words::Lang;
use storefront::sandbox::panel::{PanelOptions, ServiceRow, catalog};
use storefront::sandbox::telegram::Person;

/// What owners type about coupons, invitations and what the shop says of itself.
const OFFERS_AND_TEXTS: [&str; 14] = [
    "/coupon",
    "/coupon SPRING",
    "/coupon NOBODYS",
    "/coupon SUMMER 5 uses=100 min=3 service=1 until=2026-12-31",
    "/coupon SUMMER 5%",
    "/coupon SUMMER lots",
    "/coupon SUMMER 5% until=tomorrow",
    "/coupon SUMMER 5% colour=red",
    "/coupon S! 5%",
    "/referral",
    "/referral 7 cap=10",
    "/referral much",
    "/referral off",
    "/texts",
];

/// Two pages of categories, two pages of services in the first of them, and types not sold yet.
fn small_catalog() -> Vec<ServiceRow> {
    let mut rows = catalog();
    let mut seen: Vec<String> = Vec::new();
    rows.retain(|row| {
        seen.push(row.category.clone());
        let of_this = seen.iter().filter(|category| **category == row.category).count();
        let is_skipped = ["TikTok", "YouTube", "Telegram", "X ", "Spotify"];
        let is_skipped = is_skipped.iter().any(|start| row.category.starts_with(start));
        (of_this == 1 && !is_skipped) || (row.category == "Instagram Followers" && of_this <= 7)
    });
    rows
}

fn key() -> String {
    crate::support::world::PANEL_KEY.to_owned()
}

/// A shop of two providers, `main` and `smm`.
async fn shop() -> World {
    let services = small_catalog();
    let second = vec![services[0].clone()];
    let smm = PanelOptions { speed: 0, services: second, ..PanelOptions::new(key()) };
    let smm = Scripted::with(smm).await;
    let vars = vec![("PROVIDER_SMM_URL", smm.url()), ("PROVIDER_SMM_KEY", key())];
    let panel = PanelOptions { speed: 0, services, ..PanelOptions::new(key()) };
    World::with(WorldOptions { vars, panel, ..WorldOptions::default() }).await
}

/// Somebody with money, with orders of every kind, and with this language.
async fn person<'w>(world: &'w World, lang: Lang, id: i64) -> Actor<'w> {
    world.telegram.add_person(Person {
        language_code: Some(lang.tag().to_owned()),
        ..Person::named(id, "Сара O'Neil <3")
    });
    let person = Actor { world, id };
    person.says("/start").await;
    person.forges_tap(&format!("gl:{}", lang.tag())).await;
    world.give(id, "1000").await;
    one_of_each(world, id).await;
    person
}

async fn walk_as_customer(lang: Lang) {
    let world = shop().await;
    for act in ["/coupon SPRING 10% each=0", "/referral 5 cap=20"] {
        world.owner().does(act).await;
    }
    let rich = person(&world, lang, 5_001).await;
    rich.says("/support").await;
    rich.says("Where is it?").await;
    let mut crawler = Crawler::new(rich, lang, false);
    let typed = ["hello", "/order 1001", "/order 77", "/nonsense"].map(str::to_owned);
    let commands = names::<Command>().into_iter().map(|command| format!("/{command}"));
    crawler.walk(commands.chain(typed).collect()).await;
    // A link that comes first leads past a question, so it comes when all questions were seen.
    let looked_for = [
        "instagram",
        "instagran",
        "instagran zzz",
        "instagram.com/p/Cabc",
        "https://rumble.com/v1-x.html",
        "https://example.com/x",
        "t.me/one t.me/two",
        "1001",
    ];
    // Each is looked for from nowhere: an open question would take it for its answer.
    for text in looked_for {
        crawler.walk_behind("x", &[text]).await;
    }
    for kind in [
        "c:1",
        "f:1",
        "s:1:1",
        "v:1:0",
        "d:new",
        "dy:new",
        "l:r:0",
        "ok:#",
        "q:100",
        "tk:1",
        "tw:1",
        "ts:1",
        "cu",
        "cn",
        "iv",
        "ru:privacy",
        "xe",
    ] {
        assert!(crawler.has_pressed(kind), "{kind} was never reached: {:?}", crawler.pressed());
    }
    for step in ["Link", "Quantity", "Confirm", "Coupon", "Support", "Ticket"] {
        assert!(crawler.has_seen_step(step), "{step} was never reached");
    }

    // The same without money: the screens of those who lack some.
    let poor = Actor { world: &world, id: 5_002 };
    world.telegram.add_person(Person {
        language_code: Some(lang.tag().to_owned()),
        ..Person::named(poor.id, "Poor")
    });
    poor.says("/start").await;
    poor.forges_tap(&format!("gl:{}", lang.tag())).await;
    crawler.becomes(poor);
    crawler.walk_behind("v:1:0", &["instagram.com/poor", "150"]).await;
    assert!(crawler.has_pressed("t") && crawler.has_pressed("r"), "{:?}", crawler.pressed());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_in_english_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::En).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_in_russian_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::Ru).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_in_uzbek_is_readable_and_has_a_way_out() {
    walk_as_customer(Lang::Uz).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_owners_is_readable_and_has_a_way_out() {
    assert_eq!(Lang::ALL, [Lang::En, Lang::Ru, Lang::Uz], "each language is walked through");
    for lang in Lang::ALL {
        let world = shop().await;
        let orders = one_of_each_of(&world).await;
        let owner = world.owner();
        for act in ["/coupon SPRING 10% each=0", "/referral 5 cap=20"] {
            owner.does(act).await;
        }
        owner.forges_tap(&format!("gl:{}", lang.tag())).await;
        world.actor(5_001).asks("Where is it?").await;
        let mut crawler = Crawler::new(owner, lang, true);
        let mut typed: Vec<String> = [
            "/start",
            "/help",
            "/review",
            "/support",
            "/credit",
            "/credit 5001 1 gift",
            "/credit 1 1 gift",
            "/credit 5001 -1 gift",
            "/credit @ann 1 gift",
            "/credit 5001 1",
            "/debit",
            "/debit 5001 2000 mistake",
            "/debit 5001 0.0000001 mistake",
            "/refund",
            "/refund 77 sorry",
            "/refund x sorry",
        ]
        .map(str::to_owned)
        .to_vec();
        for order_id in orders {
            typed.push(format!("/order {order_id}"));
            typed.push(format!("/refund {order_id} 0.1 sorry"));
            typed.push(format!("/refund {order_id} 0.1 anyway sorry"));
            typed.push(format!("/refund {order_id} sorry"));
        }
        crawler.walk(typed).await;
        crawler.walk(OFFERS_AND_TEXTS.map(str::to_owned).to_vec()).await;
        for kind in [
            "a:#",
            "an:#",
            "rv:0",
            "kl:0",
            "kt:1",
            "kx:#",
            "et:s1:d",
            "el:s1:n:ru",
            "em:s1:hide",
            "em:c1:hide",
            "em:s1:show",
            "eh:0",
            "cl:0",
            "cp:#",
            "cs:#",
            "cw:#",
            "rr:#",
            "wt",
            "wl:terms",
            "we:terms:ru",
            "wx:terms:ru",
            "wq:ru",
            "wa:ru",
            "wr:#",
        ] {
            assert!(crawler.has_pressed(kind), "{kind}: {:?}", crawler.pressed());
        }
        world.audit().await;
    }
}

async fn one_of_each_of(world: &World) -> [i64; 7] {
    world.customer(5_001, "Alice", "1000").await;
    one_of_each(world, 5_001).await
}
