//! What owners make of the catalog: names and descriptions by language, kept over syncs; what is
//! hidden is sold to nobody, what is pinned comes first.

mod lists;

use crate::support::{Actor, World};
use storefront::domain::order::OrderState;
use storefront::domain::terms::Terms;
use storefront::sandbox::panel::ServiceRow;

impl Actor<'_> {
    /// Opens the owner's side of what a button shows: `v:1:0` a service, `s:1:0` a category.
    pub async fn edits(&self, tap: &str) {
        self.forges_tap(tap).await;
        self.taps("✏️ Edit").await;
    }

    /// Writes a text of it in one language.
    pub async fn words(&self, tap: &str, (part, language): (&str, &str), text: &str) {
        self.edits(tap).await;
        self.taps(part).await;
        self.taps(language).await;
        self.says(text).await;
    }

    /// Opens the list of the first category.
    pub async fn looks_at_followers(&self) {
        self.says("/order").await;
        self.forges_tap("s:1:0").await;
    }
}

async fn boris(world: &World) -> Actor<'_> {
    let boris = world.customer(5_002, "Boris", "25").await;
    boris.forges_tap("gl:ru").await;
    boris
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_is_kept_by_language_and_over_syncs() {
    let world = World::of_two_owners().await;
    let (olga, boris) = (world.owner(), boris(&world).await);
    let alice = world.customer(5_001, "Alice", "25").await;
    olga.words("v:1:0", ("Rename", "English"), "Living  followers\u{202e} <A>").await;
    olga.expects("✅ Saved.");
    olga.expects("Provider's name: Instagram Followers | Real | 30 days refill | 5K/day");
    olga.expects("English: Living followers <A>");
    assert_eq!(olga.step().await, "");

    alice.looks_at_followers().await;
    assert_eq!(alice.choices()[0], "Living followers <A> · $1.17");
    alice.taps("Living followers").await;
    alice.expects("Living followers <A>\nInstagram Followers · No. 1\n");
    assert!(!alice.screen().contains("Instagram Followers |"), "{}", alice.screen());
    assert!(!alice.is_offered("Edit"));
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    // Who reads another language is shown the English name until there is one in theirs.
    boris.looks_at_followers().await;
    assert_eq!(boris.choices()[0].split(" · ").next(), Some("Living followers <A>"));
    olga.words("v:1:0", ("Rename", "Русский"), "Живые подписчики").await;
    boris.looks_at_followers().await;
    assert!(boris.choices()[0].starts_with("Живые подписчики"), "{:?}", boris.choices());

    // The provider may call it what it likes, and may stop listing it for a while.
    let rows = world.panel.services();
    world.panel.set_services(rows.iter().filter(|row| row.id != 1).cloned().collect());
    world.sync().await;
    let renamed = |name: &str| {
        let row = |row: &ServiceRow| ServiceRow {
            name: if row.id == 1 { name.to_owned() } else { row.name.clone() },
            ..row.clone()
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    // Another name may be another thing: it waits for an owner, whatever they call it.
    world.panel.set_services(renamed("SVC-1 ⚡ cheap ⚡"));
    world.sync().await;
    assert!(world.offer(1).await.listed_name.starts_with("Instagram Followers"));
    world.approves().await;
    assert_eq!(world.offer(1).await.listed_name, "SVC-1 ⚡ cheap ⚡");
    for (reader, name) in [(alice, "Living followers <A>"), (boris, "Живые подписчики")]
    {
        reader.looks_at_followers().await;
        assert!(reader.choices()[0].starts_with(name), "{:?}", reader.choices());
    }
    // Orders keep what was shown, whatever it is called later.
    world.submit().await;
    assert!(alice.was_told("Living followers <A>") && !alice.was_told("SVC-1"));
    assert_eq!(Terms::name_in(&world.order(order_id).await.terms), "Living followers <A>");

    for (language, shown) in [("Русский", "Living followers"), ("English", "SVC-1")] {
        olga.edits("v:1:0").await;
        olga.taps("Rename").await;
        olga.taps(language).await;
        olga.taps("Provider's text").await;
        boris.looks_at_followers().await;
        assert!(boris.choices()[0].starts_with(shown), "{:?}", boris.choices());
    }
    let journal = world.journal().await;
    let expected = [
        "9000 catalog_named service 1: en: Living followers <A>; ",
        "9000 catalog_named service 1: ru: Живые подписчики; ",
        "9000 catalog_named service 1: ru: as the provider says; ",
        "9000 catalog_named service 1: en: as the provider says; ",
    ];
    assert_eq!(journal, expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rename_while_confirm_is_on_screen_is_asked_about_in_the_readers_language_only() {
    let world = World::new().await;
    let (olga, boris) = (world.owner(), boris(&world).await);
    let alice = world.customer(5_001, "Alice", "25").await;
    for person in [alice, boris] {
        person.forges_tap("o:1:0").await;
        person.says("instagram.com/someone").await;
        person.says("1000").await;
    }
    olga.words("v:1:0", ("Rename", "Русский"), "Подписчики").await;
    olga.words("v:1:0", ("Description", "Русский"), "Без гарантии").await;
    olga.words("s:1:0", ("Rename", "Русский"), "Инстаграм").await;
    alice.taps("Confirm").await;
    alice.expects("is placed");
    boris.taps("Подтвердить").await;
    assert_eq!(world.count("orders").await, 1, "Boris is asked again");
    for told in ["5K/day → Подписчики", "Instagram Followers → Инстаграм", "Без гарантии"]
    {
        boris.expects(told);
    }
    boris.taps("Подтвердить").await;
    assert_eq!(world.count("orders").await, 2);
    let terms = world.rows("terms FROM orders ORDER BY order_id DESC LIMIT 1").await;
    let terms = Terms::from_text(&terms[0]).unwrap();
    assert_eq!((terms.name.as_str(), terms.category.as_str()), ("Подписчики", "Инстаграм"));
    assert_eq!(terms.description, "Без гарантии");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_language_with_confirm_on_screen_changes_nothing_of_what_was_shown() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    olga.words("v:1:0", ("Rename", "English"), "Followers").await;
    olga.words("v:1:0", ("Rename", "Русский"), "Подписчики").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    alice.forges_tap("gl:ru").await;
    alice.forges_tap("go").await;
    alice.expects("Followers");
    alice.taps("Подтвердить").await;
    let name = Terms::name_in(&world.order(1_001).await.terms);
    assert_eq!(name, "Followers", "as it stood on the screen");
    // The other way round the English name is what was shown, and its change is asked about.
    alice.forges_tap("gl:en").await;
    alice.fills_in("instagram.com/again", "1000").await;
    alice.forges_tap("gl:ru").await;
    olga.words("v:1:0", ("Rename", "English"), "Bots").await;
    alice.forges_tap("go").await;
    alice.taps("Подтвердить").await;
    alice.expects("Followers → Bots");
    assert_eq!(world.count("orders").await, 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_is_sold_to_nobody_until_it_is_shown_again() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    let order_id = alice.buys("instagram.com/before", "1000").await;
    alice.fills_in("instagram.com/alice", "1000").await;
    olga.looks_at_followers().await;
    assert!(!olga.is_offered("Hidden"));
    olga.edits("v:1:0").await;
    let hide = olga.button("🙈 Hide");
    olga.taps("🙈 Hide").await;
    olga.expects("Hidden: customers do not see it.");
    assert_eq!(olga.presses_again(&hide).await, "Nothing has changed");
    assert!(alice.taps_for_answer("Confirm").await.contains("not sold any more"));
    assert!(alice.forges_tap("o:1:0").await.contains("not sold any more"));
    assert!(alice.forges_tap("v:1:0").await.contains("not sold any more"));
    alice.says("/order").await;
    assert!(alice.is_offered("Instagram Followers · 12"), "{:?}", alice.labels());
    assert!(!alice.is_offered("Hidden"), "that is the owners' business");
    // What was bought before is delivered.
    world.submit().await;
    assert_eq!(world.order(order_id).await.state, OrderState::Active);
    // Neither a sync nor a provider that vanishes and returns shows it.
    let rows = world.panel.services();
    for without in [Some(1), None] {
        let listed = rows.iter().filter(|row| Some(row.id) != without).cloned();
        world.panel.set_services(listed.collect());
        world.sync().await;
        assert!(!world.offer(1).await.is_visible);
    }
    olga.says("/order").await;
    olga.taps("🙈 Hidden (1)").await;
    olga.taps("Instagram Followers | Real").await;
    olga.taps("👁️ Show").await;
    assert!(world.offer(1).await.is_visible);
    alice.says("/order").await;
    assert!(alice.is_offered("Instagram Followers · 13"), "{:?}", alice.labels());
    alice.buys("instagram.com/after", "1000").await;
    let journal = world.journal().await;
    let expected =
        ["9000 catalog_marked service 1: hide; ", "9000 catalog_marked service 1: show; "];
    assert_eq!(journal, expected);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hidden_category_takes_all_its_services_with_it() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    olga.edits("v:2:0").await;
    olga.taps("🙈 Hide").await;
    olga.edits("s:1:0").await;
    olga.expects("Category 1");
    assert!(!olga.is_offered("Description"));
    olga.taps("🙈 Hide").await;
    assert_eq!(world.count("services WHERE category_id = 1 AND is_hidden <> 5").await, 0);
    alice.says("/order").await;
    assert!(!alice.is_offered("Instagram Followers"), "{:?}", alice.labels());
    assert!(alice.forges_tap("s:1:0").await.contains("not sold any more"));
    assert!(alice.forges_tap("v:1:0").await.contains("not sold any more"));
    // A service that the provider moves there goes with it, and back.
    let move_to = async |category: &str| {
        world.relists(14, |row| row.category = category.to_owned()).await;
        world.offer(14).await.is_visible
    };
    assert!(!move_to("Instagram Followers").await);
    assert!(move_to("Instagram Likes").await);
    olga.says("/order").await;
    olga.taps("Hidden (2)").await;
    assert!(olga.is_offered("📁 Instagram Followers"));
    assert!(olga.is_offered("🛒 Instagram Followers | Cheapest"));
    olga.taps("📁 Instagram Followers").await;
    olga.taps("👁️ Show").await;
    assert!(world.offer(1).await.is_visible);
    assert!(!world.offer(2).await.is_visible, "it was hidden by itself");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pinned_stands_first_and_the_way_back_still_fits() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    alice.looks_at_followers().await;
    let before = alice.choices();
    olga.edits("v:13:0").await;
    olga.taps("📌 Pin").await;
    olga.expects("Pinned: it is listed first.");
    alice.looks_at_followers().await;
    assert!(alice.choices()[0].starts_with("Arabic names"), "{:?}", alice.choices());
    assert_eq!(alice.choices()[1..], before[..5]);
    let last = world.number("category_id FROM categories WHERE name = 'Website Traffic'").await;
    olga.edits(&format!("s:{last}:0")).await;
    olga.taps("📌 Pin").await;
    alice.says("/order").await;
    assert!(alice.choices()[0].starts_with("Website Traffic"), "{:?}", alice.choices());
    // The eighth of the provider's categories is the first of the second page now.
    let eighth = alice.world.rows("name FROM categories WHERE category_id = 8").await;
    assert!(!alice.is_offered(&eighth[0]));
    alice.taps("▶️").await;
    assert!(alice.choices()[0].starts_with(&eighth[0]), "{:?}", alice.choices());
    alice.forges_tap("s:8:0").await;
    alice.taps("Back").await;
    assert!(alice.screen().contains("2 / 3"), "{:?}", alice.labels());
    olga.edits("v:13:0").await;
    olga.taps("📌 Unpin").await;
    alice.looks_at_followers().await;
    assert_eq!(alice.choices(), before);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_shown_is_asked_again_and_nobody_but_owners_names_anything() {
    let world = World::new().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    olga.words("v:1:0", ("Rename", "English"), &"é".repeat(61)).await;
    olga.expects("That is 61 characters, and 60 fit.");
    olga.says("\u{200b} \u{2066}").await;
    olga.expects("That text is empty.");
    olga.sends_photo().await;
    olga.expects("Send it as plain text, or cancel.");
    assert_eq!(world.count("catalog_texts").await, 0);
    olga.says(&"é".repeat(60)).await;
    olga.expects("Saved.");
    olga.words("s:1:0", ("Rename", "English"), &"x".repeat(41)).await;
    olga.expects("That is 41 characters, and 40 fit.");
    olga.taps("Back").await;
    olga.expects("Category 1");
    olga.words("v:1:0", ("Description", "English"), "Starts <b>at</b> once\n\n  No refill ").await;
    alice.forges_tap("v:1:0").await;
    alice.expects("Starts <b>at</b> once\nNo refill");

    let written = world.count("journal").await;
    for tap in ["ei:s1", "et:s1:n", "el:s1:n:en", "ex:s1:n:en", "em:s1:hide", "em:s1:pin", "eh:0"] {
        assert!(alice.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    for tap in ["et:c1:d", "el:c1:d:en", "ei:x1", "ei:s-1", "em:s1:sell", "el:s1:n:de"] {
        assert!(olga.forges_tap(tap).await.contains("earlier step"), "{tap}");
    }
    for tap in ["ei:s9999", "el:s9999:n:en", "em:s9999:hide", "ex:c9999:n:en"] {
        olga.forges_tap(tap).await;
        olga.expects("no such service or category");
    }
    // What somebody who is no owner any more was asked for is not taken.
    let state = r#"{"v":1,"state":{"OwnText":{"item":{"Service":1},"part":"n","lang":"en"}}}"#;
    alice.forges_tap("v:1:0").await;
    world.tampers(&format!("UPDATE dialogues SET state = '{state}' WHERE person_id = 5001")).await;
    alice.says("Cheap").await;
    alice.expects("I did not understand that");
    assert_eq!(world.count("journal").await, written);
    assert!(world.offer(1).await.is_visible);
    world.audit().await;
}
