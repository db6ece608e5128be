//! Address and key are nowhere but sealed: not in the chat, not in a row, not in a file.

use std::path::Path;

use storefront::domain::ids::PersonId;

use super::*;

fn is_clean(text: &str, place: &str) {
    for secret in [KEY, PATH] {
        assert!(!text.contains(secret), "{secret} in {place}");
    }
}

fn files_are_clean(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_are_clean(&path);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            is_clean(&String::from_utf8_lossy(&bytes), &path.display().to_string());
        }
    }
}

async fn database_is_clean(world: &World) {
    let rows = [
        "body FROM inbox",
        "payload || attachment || text_of FROM outbox",
        "state FROM dialogues",
        "act FROM admin_acts",
        "host || sealed_url || sealed_key FROM provider_drafts",
        "host || sealed_url || sealed_key FROM chat_providers",
        "subject || detail || reason FROM journal",
        "host || name FROM providers",
    ];
    for select in rows {
        is_clean(&world.rows(select).await.join("\n"), select);
    }
    if let Some(folder) = world.database.folder() {
        files_are_clean(folder);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_is_taken_out_of_the_chat_and_lies_nowhere_open() {
    let (world, panel) = world().await;
    let olga = world.owner();
    // Wrong answers are taken out as well.
    olga.types("side", &format!("{}?k={PATH}", panel.url()), KEY).await;
    database_is_clean(&world).await;
    panel.answers_action("balance", 200, &format!(r#"{{"error":"{KEY} is unknown at {PATH}"}}"#));
    world.tries_providers().await;
    database_is_clean(&world).await;
    panel.behaves();
    olga.taps("Type again").await;
    olga.says(&format!("ftp://{PATH}")).await;
    olga.says(&format!("{}?k={PATH}", panel.url())).await;
    olga.says(&format!("{KEY} with spaces")).await;
    olga.says(KEY).await;
    olga.taps("USD").await;
    world.tries_providers().await;
    olga.taps("Confirm").await;
    world.takes_over().await;
    world.sync().await;
    world.has_order_at("side", 5_001).await;
    assert_eq!(world.rows("name FROM chat_providers").await, ["side"]);
    database_is_clean(&world).await;
    for shown in olga.chat() {
        let has_secret = [KEY, PATH].iter().any(|secret| shown.text.contains(secret));
        assert!(!has_secret || (shown.deleted && !shown.from_bot), "{}", shown.text);
    }
    let deleted = olga.chat().iter().filter(|shown| shown.deleted).count();
    assert_eq!(deleted, 6, "two of the first round, four of the second");
    assert!(!world.second_owner().was_told(KEY) && !world.second_owner().was_told(PATH));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sealed_row_opens_at_no_other_place() {
    let (mut world, panel) = world().await;
    world.owner().adds("side", &panel).await;
    world.owner().adds("other", &panel).await;
    let take = "UPDATE chat_providers SET sealed_key = \
                (SELECT sealed_key FROM chat_providers WHERE name = 'side') WHERE name = 'other'";
    world.tampers(take).await;
    world.restart(&sealing()).await;
    assert_eq!(world.called(), ["main", "side"]);
    assert_eq!(world.stops().await, ["other sealed"]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_is_gone_already_troubles_nobody() {
    let (world, panel) = world().await;
    let olga = world.owner();
    let refusal = storefront::sandbox::telegram::FaultKind::Refuse {
        code: 400,
        description: "Bad Request: message can't be deleted".to_owned(),
    };
    world
        .telegram
        .set_fault(storefront::sandbox::telegram::Fault::once(refusal).on("deleteMessage"));
    olga.types("side", &panel.url(), KEY).await;
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.tries_providers().await;
    olga.expects("Add the provider side?");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_goes_out_of_the_chat_also_when_who_typed_it_owns_the_shop_no_more() {
    let (world, panel) = world().await;
    let oscar = world.second_owner();
    oscar.says("/providers").await;
    oscar.taps("➕ Add").await;
    oscar.says("side").await;
    oscar.says(&panel.url()).await;
    world.app.shop.remove_admin(PersonId::new(SECOND_OWNER));
    oscar.says(KEY).await;
    oscar.expects("I did not understand that");
    let typed = oscar.chat().into_iter().filter(|shown| shown.text == KEY);
    assert!(typed.map(|shown| shown.deleted).eq([true]));
    assert_eq!(world.count("chat_providers").await, 0);
    // What is asked is over: the next word is nothing that is taken away.
    oscar.says("Hello?").await;
    assert!(oscar.chat().iter().any(|shown| shown.text == "Hello?" && !shown.deleted));
    world.audit().await;
}
