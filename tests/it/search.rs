//! What is typed outside a step is understood: a number, words, a link.

mod harmless;
mod links;
mod names;

use crate::support::{Actor, World};

impl World {
    /// Category and name of everything on sale in which words begin with all of these, in the order
    /// of the lists.
    pub async fn named(&self, words: &[&str]) -> Vec<String> {
        let on_sale = self
            .rows(
                "c.name || ' ' || s.name FROM services s JOIN categories c \
                 ON c.category_id = s.category_id WHERE s.is_hidden = 0 \
                 ORDER BY s.is_pinned DESC, s.standing DESC, s.service_id",
            )
            .await;
        let has = |name: &&String| {
            let name = name.to_lowercase();
            let own: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
            words.iter().all(|word| own.iter().any(|own| own.starts_with(word)))
        };
        on_sale.iter().filter(has).cloned().collect()
    }
}

impl Actor<'_> {
    /// Everything that was found, page by page, without prices.
    pub async fn finds(&self) -> Vec<String> {
        let mut found = Vec::new();
        loop {
            let names = self.choices();
            let names = names.iter().filter_map(|choice| choice.rsplit_once(" · "));
            found.extend(names.map(|(name, _)| name.to_owned()));
            if !self.has_button("▶️") {
                return found;
            }
            self.taps("▶️").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_found_in_any_order_and_case_page_by_page() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let expected = world.named(&["instagram", "likes"]).await;
    assert!(expected.len() > 6, "{expected:?}");
    for typed in ["instagram likes", "LIKES   Instagram", "/search instag likes"] {
        alice.says(typed).await;
        alice.expects("🔎 ");
        alice.expects(&format!("{} services", expected.len()));
        alice.expects("Prices per 1,000");
        assert!(alice.screen().lines().count() <= 12, "{}", alice.screen());
        let found = alice.finds().await;
        assert_eq!(found.len(), expected.len(), "{typed}: {found:?}");
        for (name, expected) in found.iter().zip(&expected) {
            let name = name.rsplit(" · ").next().unwrap();
            assert!(expected.ends_with(name), "{name} is not {expected}");
        }
    }
    alice.says("instagram likes premium").await;
    alice.expects("1 service\n");
    alice.taps("Premium").await;
    alice.expects("Instagram Likes | Premium accounts | 10K/day");
    alice.taps("Back").await;
    alice.expects("1 service\n");
    // A command finds too what nobody is called, and says how to look.
    alice.says("/search").await;
    alice.expects("What are you looking for?");
    alice.says("/search zebra").await;
    alice.expects("Nothing was found for “zebra”");
    alice.taps("Categories").await;
    alice.expects("Choose a category");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_common_word_is_found_however_much_of_it_is_off_sale() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let count = world.named(&["instagram"]).await.len();
    // More than are counted, and in front of all that is on sale.
    world
        .tampers(
            "INSERT INTO service_words (word, service_id) WITH RECURSIVE gone (number) AS \
             (SELECT 1 UNION ALL SELECT number + 1 FROM gone WHERE number < 2100) \
             SELECT 'instagram', -number FROM gone",
        )
        .await;
    alice.says("instagram").await;
    alice.expects(&format!("🔎 instagram · {count} services\n"));
    assert!(!alice.screen().contains("Nothing is called"), "{}", alice.screen());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_wrong_letter_is_forgiven_and_said() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let followers = world.named(&["instagram", "followers"]).await.len();
    for typed in ["instagran followers", "instgram folowers", "isntagram followesr"] {
        alice.says(typed).await;
        alice.expects(&format!("Nothing is called “{typed}”. Perhaps you mean this:"));
        alice.expects(&format!("🔎 instagram followers · {followers} services"));
    }
    // What is near together finds nothing: the words that are known are named.
    alice.says("instagran subscribres").await;
    alice.expects("Nothing was found for “instagran subscribres”");
    alice.expects("Similar words: instagram, subscribers");
    alice.says("qqqqq followers").await;
    alice.expects("Nothing was found");
    assert!(!alice.screen().contains("Similar"), "{}", alice.screen());
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_opens_ones_own_order_and_is_looked_for_otherwise() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let bob = world.customer(5_002, "Bob", "25").await;
    let order_id = alice.buys("instagram.com/alice", "1000").await;
    for typed in [format!("{order_id}"), format!(" #{order_id} ")] {
        alice.says(&typed).await;
        alice.expects(&format!("Order #{order_id}"));
        bob.says(&typed).await;
        bob.expects("There is no such order");
        world.owner().says(&typed).await;
        world.owner().expects(&format!("#{order_id}"));
        world.owner().expects("Alice");
    }
    bob.says("365").await;
    bob.expects("🔎 365 · ");
    for typed in ["0", "#", "99999999999999999999999", "#-1"] {
        bob.says(typed).await;
        assert!(!bob.screen().contains("Order #"), "{typed}: {}", bob.screen());
    }
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_before_a_restart_is_leafed_on_and_an_old_one_says_what_to_do() {
    let mut world = World::new().await;
    {
        let alice = world.customer(5_001, "Alice", "25").await;
        alice.says("instagram likes").await;
    }
    world.restart(&[]).await;
    let alice = world.actor(5_001);
    alice.taps("▶️").await;
    alice.expects("🔎 instagram likes · ");
    assert!(alice.screen().contains("2 / "), "{:?}", alice.labels());
    let old = alice.presses("◀️");
    world.settle().await;
    alice.says("tiktok views").await;
    assert_ne!(old, "");
    // The words of the new screen are not those of the old one's page.
    alice.taps("▶️").await;
    alice.expects("🔎 tiktok views · ");
    alice.says("/start").await;
    let toast = alice.forges_tap("f:1").await;
    assert!(toast.contains("earlier step"), "{toast}");
    alice.expects("on your balance");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_the_customers_language_find_what_is_named_in_english() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    for (typed, english) in [
        ("накрутка лайков инстаграм", ["instagram", "likes"]),
        ("Instagram layk", ["instagram", "likes"]),
        ("телеграм просмотры telegram", ["telegram", "views"]),
        ("telegram ko‘rishlar", ["telegram", "views"]),
    ] {
        let expected = world.named(&english).await;
        assert!(!expected.is_empty(), "{english:?}");
        alice.says(typed).await;
        alice.expects(&format!("{} service", expected.len()));
        assert!(!alice.screen().contains("Nothing is called"), "{}", alice.screen());
        assert_eq!(alice.finds().await.len(), expected.len(), "{typed}");
    }
    alice.says("накрутка").await;
    alice.expects("Nothing was found for “накрутка”.");
    world.audit().await;
}
