//! The words by which services are found follow every name, and are made for shops of before.

use crate::support::World;
use storefront::sandbox::panel::ServiceRow;

const EVERY_WORD: &str = "word || ' ' || service_id FROM service_words ORDER BY word, service_id";

impl World {
    /// The words are those that would be made now of all the names.
    async fn words_are_whole(&self) {
        let kept = self.rows(EVERY_WORD).await;
        self.tampers("DELETE FROM service_words").await;
        self.tampers("DELETE FROM meta WHERE key = 'service_words'").await;
        self.app.workers.index_services().await.unwrap();
        let made = self.rows(EVERY_WORD).await;
        assert!(!made.is_empty());
        assert_eq!(kept, made);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_names_are_found_in_every_language() {
    let world = World::of_two_owners().await;
    let (olga, alice) = (world.owner(), world.customer(5_001, "Alice", "25").await);
    olga.words("v:1:0", ("Rename", "Русский"), "Живые подписчики, ёж").await;
    olga.words("v:3:0", ("Rename", "Oʻzbekcha"), "Haqiqiy obunaʼchilar").await;
    olga.words("s:2:0", ("Rename", "English"), "Hearts").await;
    alice.says("ПОДПИСЧИКИ еж").await;
    alice.expects(" · 1 service\n");
    // What is named so comes first; what is meant and named in English is found all the same.
    let real = world.named(&["real", "followers"]).await.len();
    let followers = world.named(&["followers"]).await.len();
    alice.says("haqiqiy OBUNA'CHILAR").await;
    let named = world.rows("s.name FROM services s WHERE s.service_id = 3").await.concat();
    alice.expects(&format!(" · {} services\n", real + 1));
    alice.expects(&format!("\n1. {named} · "));
    alice.says("подписчики").await;
    alice.expects(&format!("🔎 подписчики · {followers} services\n"));
    alice.says("hearts usa").await;
    alice.expects("🔎 hearts usa · 1 service\n");
    world.words_are_whole().await;
    // Taken back, it is found by the provider's names only.
    olga.edits("s:2:0").await;
    olga.forges_tap("ex:c2:n:en").await;
    olga.forges_tap("ex:s1:n:ru").await;
    alice.says("hearts").await;
    alice.expects("Nothing was found");
    alice.says("подписчики").await;
    alice.expects(&format!("🔎 followers · {followers} services\n"));
    world.words_are_whole().await;
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_providers_rename_add_and_remove_is_followed() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    let mut services = world.panel.services();
    services[0].name = "Instagram Followers | Marvelous".to_owned();
    services[1].category = "Wonders".to_owned();
    services.remove(2);
    let new = ServiceRow { id: 9_001, name: "Brandnew likes".to_owned(), ..services[0].clone() };
    services.push(new);
    world.panel.set_services(services);
    world.syncs_approved().await;
    for typed in ["marvelous", "wonders", "brandnew"] {
        alice.says(typed).await;
        alice.expects(&format!("🔎 {typed} · 1 service\n"));
    }
    world.words_are_whole().await;
    // What is not on sale is not found.
    world.tampers("UPDATE services SET is_hidden = 1 WHERE name LIKE '%Brandnew%'").await;
    alice.says("brandnew").await;
    alice.expects("Nothing was found");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_of_before_is_searched_after_the_first_round() {
    let world = World::new().await;
    let alice = world.customer(5_001, "Alice", "25").await;
    world.tampers("DELETE FROM service_words").await;
    world.tampers("DELETE FROM meta WHERE key = 'service_words'").await;
    alice.says("instagram likes").await;
    alice.expects("Nothing was found");
    world.app.workers.index_services().await.unwrap();
    alice.says("instagram likes").await;
    alice.expects("🔎 instagram likes · ");
    // It is done once.
    world.tampers("DELETE FROM service_words").await;
    world.app.workers.index_services().await.unwrap();
    assert_eq!(world.count("service_words").await, 0);
    world.audit().await;
}
