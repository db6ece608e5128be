//! Looking around: language, menu, help, pages of categories and services, cards.

use crate::support::shelf::sold;
use crate::support::world::PANEL_KEY;
use crate::support::{Actor, World, WorldOptions};
use storefront::bot::ui::words::{Lang, Words};
use storefront::domain::pricing::unit_price;
use storefront::sandbox::panel::{PanelOptions, catalog};
use storefront::sandbox::telegram::Person;

fn newcomer<'w>(world: &'w World, id: i64, language: Option<&str>) -> Actor<'w> {
    world.telegram.add_person(Person {
        language_code: language.map(str::to_owned),
        ..Person::named(id, "Nina")
    });
    Actor { world, id }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn start_takes_the_clients_language_and_asks_only_where_it_is_none_of_ours() {
    let world = World::new().await;
    let taken = [
        (6_001, "ru", "Здравствуйте, Nina!", "👛 На балансе 0,00"),
        (6_002, "ru-RU", "Здравствуйте, Nina!", "👛 На балансе 0,00"),
        (6_006, "uz", "Assalomu alaykum, Nina!", "👛 Balansingizda 0,00"),
        (6_007, "uz-Latn-UZ", "Assalomu alaykum, Nina!", "👛 Balansingizda 0,00"),
        (6_003, "en-GB", "Hello, Nina!", "👛 $0.00 on your balance"),
    ];
    for (id, client, greeting, balance) in taken {
        let nina = newcomer(&world, id, Some(client));
        nina.says("/start").await;
        assert!(nina.screen().starts_with(greeting), "{}", nina.screen());
        nina.expects(balance);
        assert!(nina.has_button("🌐"), "{:?}", nina.labels());
    }
    for (id, client) in [(6_004, Some("xx")), (6_005, None)] {
        let nina = newcomer(&world, id, client);
        nina.says("/start").await;
        assert!(nina.screen().starts_with("🌐 Choose your language"), "{}", nina.screen());
        assert_eq!(nina.labels().len(), Lang::ALL.len());
        // Nobody is kept from looking around by the question.
        nina.says("/order").await;
        nina.expects("Choose a category");
        nina.says("/start").await;
        nina.taps("Русский").await;
        nina.expects("Здравствуйте, Nina!");
        // The choice outlives another language of the client.
        let nina = newcomer(&world, id, Some("en"));
        nina.says("/start").await;
        nina.expects("👛 На балансе");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_can_be_changed_at_any_time() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/language").await;
    assert_eq!(alice.labels().first().map(String::as_str), Some("🇬🇧 English"));
    alice.taps("Русский").await;
    alice.expects("👛 На балансе");
    alice.taps("🌐").await;
    assert_eq!(alice.labels().first().map(String::as_str), Some("🇷🇺 Русский"));
    assert_eq!(alice.taps_for_answer("Oʻzbekcha").await, "Til oʻzgartirildi");
    alice.expects("👛 Balansingizda");
    alice.taps("🌐").await;
    assert_eq!(alice.labels().first().map(String::as_str), Some("🇺🇿 Oʻzbekcha"));
    assert_eq!(alice.taps_for_answer("English").await, "Language changed");
    alice.expects("on your balance");
    // A forged tag is English, never an error.
    alice.forges_tap("gl:zz").await;
    alice.expects("on your balance");
    assert_eq!(world.rows("language FROM people WHERE person_id = 5001").await, ["en"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clients_command_menu_speaks_every_language() {
    let mut world = World::new().await;
    world.start_menus();
    let owner = world.owner();
    owner.says("/start").await;
    // They are told beside everything else, the last language at the end.
    let last = Lang::ALL.last().unwrap().tag();
    let own = world.telegram.commands(owner.id, "en");
    world
        .until("the menus are told", async || {
            let menu = world.telegram.commands(5_001, last);
            !menu.is_empty() && menu != world.telegram.commands(5_001, "en") && !own.is_empty()
        })
        .await;
    for lang in Lang::ALL {
        let told = |chat_id: i64, name: &str| {
            let menu = world.telegram.commands(chat_id, lang.tag()).into_iter();
            menu.filter(|(own, _)| own == name).map(|(_, text)| text).collect::<Vec<_>>()
        };
        let words = Words::new(lang, "USD");
        assert_eq!(told(5_001, "order"), [words.word("command-order")], "{lang:?}");
        assert_eq!(told(owner.id, "review"), [words.word("command-review")], "{lang:?}");
        assert!(told(5_001, "review").is_empty(), "{lang:?}");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_leads_everywhere_and_everything_leads_back() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.expects("on your balance");
    let keys =
        ["🛒 New order", "📦 My orders", "👛 Balance", "💬 Support", "❓ Help", "🌐 Language"];
    assert_eq!(alice.labels(), keys);
    let places = [
        ("📦", "/orders", "Your orders", "Menu"),
        ("👛", "/balance", "Balance: $0.00", "Menu"),
        ("💬", "/support", "What is your question?", "Cancel"),
        ("❓", "/help", "How it works", "Menu"),
        ("🌐", "/language", "Choose your language", "English"),
        ("🛒", "/order", "Choose a category", "Cancel"),
    ];
    for (key, command, title, back) in places {
        let screens = alice.chat().len();
        alice.taps(key).await;
        alice.expects(title);
        // What can only be typed is asked by a message that apps begin a reply to.
        let screens = screens + usize::from(key == "💬");
        assert_eq!(alice.chat().len(), screens, "{key} edits the screen");
        alice.taps(back).await;
        assert_eq!(alice.labels(), keys, "{key} leads back to the menu");
        alice.says(command).await;
        alice.expects(title);
        assert_eq!(alice.chat().len(), screens + 2, "{command} is answered below");
        alice.taps(back).await;
        assert_eq!(alice.labels(), keys, "{command} leads back to the menu");
    }
    // What belongs to owners is not offered, and their commands are unknown.
    for command in ["/review", "/credit 5001 5 me", "/nonsense"] {
        alice.says(command).await;
        alice.expects("I did not understand that");
        assert!(alice.is_offered("Menu"));
    }
    alice.says("hello").await;
    alice.expects("Nothing was found for “hello”");
    assert!(alice.is_offered("Menu"));
    alice.says("/help").await;
    assert!(!alice.screen().contains("/credit"), "{}", alice.screen());
    world.owner().says("/help").await;
    world.owner().expects("/credit");
    // Only what is on the screen has buttons: older screens lost theirs.
    let with_keys = alice.chat().iter().filter(|shown| !shown.buttons.is_empty()).count();
    assert_eq!(with_keys, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancel_leaves_whatever_was_begun() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.says("/cancel").await;
    alice.expects("on your balance");
    for way in ["button", "/cancel"] {
        alice.fills_in("instagram.com/alice", "1000").await;
        alice.expects("Check your order");
        if way == "button" {
            alice.taps("❌ Cancel").await
        } else {
            alice.says(way).await
        }
        alice.expects("Nothing was charged");
        assert_eq!(alice.dialogue().await, "", "{way}");
        alice.says("1000").await;
        alice.expects("There is no such order");
    }
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

/// Leafs through the pages to the last one; the labels of everything that is listed.
async fn leaf_through(actor: &Actor<'_>, expected_pages: usize) -> Vec<String> {
    let mut listed = actor.choices();
    for page in 1..expected_pages {
        assert!(actor.screen().contains(&format!("{page} / {expected_pages}")));
        actor.taps("▶️").await;
        listed.extend(actor.choices());
    }
    assert!(actor.screen().contains(&format!("{expected_pages} / {expected_pages}")));
    assert!(!actor.is_offered("▶️"), "nothing comes after the last page");
    listed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_show_every_category_and_service_once_with_its_exact_price() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let services: Vec<_> =
        world.panel.services().into_iter().filter(|row| is_sold(&row.kind)).collect();
    let mut categories: Vec<String> = services.iter().map(|row| row.category.clone()).collect();
    categories.dedup();
    alice.says("/order").await;
    let shown = leaf_through(&alice, 3).await;
    let name = |label: &String| label.rsplit_once(" · ").unwrap().0.to_owned();
    let mut names: Vec<String> = shown.iter().map(name).collect();
    let counts: i64 = shown
        .iter()
        .map(|label| label.rsplit(' ').next().unwrap())
        .map(|count| count.parse::<i64>().unwrap())
        .sum();
    assert_eq!(counts, sold());
    names.sort();
    categories.sort();
    categories.dedup();
    assert_eq!(names, categories);

    alice.says("/order").await;
    alice.taps("Instagram Followers").await;
    alice.expects("Prices per 1,000");
    let shown = leaf_through(&alice, 3).await;
    let words = Words::new(Lang::En, "USD");
    let markup = 30.into();
    let expected: Vec<String> = services
        .iter()
        .filter(|row| row.category == "Instagram Followers")
        .map(|row| {
            let name = row.name.strip_prefix("Instagram Followers | ").unwrap();
            let price = unit_price(row.rate, 1.into(), markup).unwrap();
            format!("{name} · {}", words.money(price))
        })
        .collect();
    assert_eq!(shown, expected);
    alice.taps("◀️").await;
    alice.taps("◀️").await;
    assert!(alice.screen().contains("1 / 3") && !alice.is_offered("◀️"));
    // The number of the page was a button once, which still does nothing.
    assert_eq!(alice.forges_tap("n").await, "");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_from_a_card_leads_to_the_page_it_was_opened_from() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/order").await;
    alice.taps("▶️").await;
    alice.taps("Facebook Page Likes").await;
    alice.taps("▶️").await;
    alice.taps("High quality").await;
    alice.expects("per 1,000");
    alice.taps("Back").await;
    assert!(alice.screen().contains("2 / 3"), "{:?}", alice.labels());
    alice.taps("Back").await;
    alice.expects("Choose a category");
    assert!(alice.is_offered("Facebook Page Likes"), "{:?}", alice.labels());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_tells_everything_about_a_service() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "0").await;
    let rows = world.panel.services();
    for (service, refill, cancel) in [
        (0, "Refilled if it drops", "Can be canceled"),
        (1, "No refill", "Cannot be canceled once started"),
    ] {
        let row = &rows[service];
        let number = world.service_number("main", &row.id.to_string()).await;
        alice.forges_tap(&format!("v:{number}:0")).await;
        let price = unit_price(row.rate, 1.into(), 30.into()).unwrap();
        let words = Words::new(Lang::En, "USD");
        let limits = format!("From {} to {}", words.number(row.min), words.number(row.max));
        let price = format!("{} per 1,000", words.money(price));
        for fact in [&row.name, &row.category, &row.description, &row.average_time] {
            alice.expects(fact);
        }
        for fact in [price.as_str(), limits.as_str(), refill, cancel] {
            alice.expects(fact);
        }
        assert_eq!(alice.labels(), ["☆ Favourite", "📋 Copy link", "⬅️ Back", "❌ Cancel"]);
    }
    world.audit().await;
}

/// A label that no table has.
const UNKNOWN: &str = "Pick a post";

fn is_sold(label: &str) -> bool {
    label != UNKNOWN
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn types_that_are_not_sold_yet_are_not_on_show_and_cannot_be_ordered_by_a_forged_button() {
    let rows = catalog().into_iter().map(|mut row| {
        if row.kind == "Subscriptions" {
            UNKNOWN.clone_into(&mut row.kind);
        }
        row
    });
    let services = rows.collect();
    let panel = PanelOptions { speed: 0, services, ..PanelOptions::new(PANEL_KEY) };
    let world = World::with(WorldOptions { panel, ..WorldOptions::default() }).await;
    let alice = world.customer(5_001, "Alice", "100").await;
    let unsold: Vec<_> =
        world.panel.services().into_iter().filter(|row| !is_sold(&row.kind)).collect();
    assert_eq!(unsold.len(), 3);
    alice.says("/order").await;
    let shown = leaf_through(&alice, 3).await;
    assert!(!shown.iter().any(|label| label.contains("Automatic")), "{shown:?}");
    assert!(shown.contains(&"Comments · 8".to_owned()), "{shown:?}");
    for row in unsold {
        let number = world.service_number("main", &row.id.to_string()).await;
        for tap in ["v", "o"] {
            let answer = alice.forges_tap(&format!("{tap}:{number}:0")).await;
            assert!(answer.contains("not sold any more"), "{} {tap}: {answer}", row.kind);
            alice.expects("Choose a category");
            assert_eq!(alice.step().await, "Category", "{} {tap}", row.kind);
        }
        for tap in ["k", "q:1000", "r", "t", "b"] {
            assert!(alice.forges_tap(tap).await.contains("earlier step"), "{tap}");
        }
    }
    // Not even a draft that an older version may have left behind.
    let number = world.service_number("main", "197").await;
    let draft = format!(r#"{{"service":{number},"category":1,"page":0,"link":"https://x.com/a"}}"#);
    let state = format!(r#"{{"v":1,"state":{{"Quantity":{{"draft":{draft}}}}}}}"#);
    world.tampers(&format!("UPDATE dialogues SET state = '{state}' WHERE person_id = 5001")).await;
    alice.says("1").await;
    alice.expects("This service is not sold any more");
    assert_eq!(world.count("quotes").await + world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn huge_page_numbers_lead_to_the_last_page_and_impossible_ones_nowhere() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for person in 0..7 {
        world.places(5_001, 1, &format!("https://instagram.com/p{person}"), 100).await;
    }
    alice.says("/order").await;
    let lists = [("c", "3 / 3"), ("s:1", "3 / 3"), ("l:a", "2 / 2"), ("w", "1")];
    for (list, last) in lists {
        for page in ["99", "10001", "9223372036854775807"] {
            assert_eq!(alice.forges_tap(&format!("{list}:{page}")).await, "", "{list}:{page}");
            if last == "1" {
                alice.expects("welcome gift");
            } else {
                assert!(alice.screen().contains(last), "{list}:{page}: {:?}", alice.labels());
            }
        }
    }
    for tap in ["c:-1", "c:9223372036854775808", "s:1:", "v:1", "c:1:2", "s:1:2:3", "c:x"] {
        assert!(alice.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    for tap in ["s:9999:0", "v:9999:0"] {
        assert!(alice.forges_tap(tap).await.contains("not sold any more"), "{tap}");
        alice.expects("Choose a category");
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_vanishes_while_somebody_looks_at_it_is_said_to_be_gone() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    alice.is_asked_for_the_quantity().await;
    let mut rows = world.panel.services();
    rows.retain(|row| row.id != 1 && row.category != "X Followers");
    world.panel.set_services(rows);
    world.sync().await;
    alice.says("1000").await;
    alice.expects("This service is not sold any more");
    alice.says("/order").await;
    assert!(alice.forges_tap("o:1:0").await.contains("not sold any more"));
    let gone = world.rows("category_id FROM categories WHERE name = 'X Followers'").await;
    let answer = alice.forges_tap(&format!("s:{}:0", gone[0])).await;
    assert!(answer.contains("not sold any more"), "{answer}");
    alice.expects("Choose a category");
    assert_eq!(world.count("orders").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_shop_says_so_and_offers_the_menu() {
    let world = World::with(WorldOptions { is_synced: false, ..WorldOptions::default() }).await;
    let alice = world.customer(5_001, "Alice", "0").await;
    alice.says("/order").await;
    alice.expects("There is nothing on sale right now");
    alice.taps("Menu").await;
    alice.expects("on your balance");
    world.audit().await;
}
