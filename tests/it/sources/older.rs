//! A database from before services could have several sources, and from before products had ids of
//! their own: nothing of what waited for owners is lost.

use crate::support::{World, WorldOptions, database::Database};

const ROWS: &str = "
    INSERT INTO providers (name, kind, host, currency, conversion, configured_conversion,
        approved_conversion, is_on) VALUES ('main', 'panel', '127.0.0.1', 'USD', '1', '1', '1', 1);
    INSERT INTO categories (category_id, name) VALUES (1, 'Instagram Followers');
    INSERT INTO services (service_id, category_id, source_id, name, kind, kind_label,
        min_quantity, max_quantity, has_refill, has_cancel, has_dripfeed, description,
        average_time, is_hidden, updated_ms) VALUES
        (1, 1, 1, 'Followers', 'default', 'Default', 10, 1000, 0, 0, 0, '', '', 0, 1),
        (2, 1, 2, 'Gone ones', 'default', 'Default', 10, 1000, 0, 0, 0, '', '', 1, 1),
        (3, 1, 3, 'Unread ones', 'default', 'Default', 10, 1000, 0, 0, 0, '', '', 3, 1);
    INSERT INTO sources (source_id, service_id, provider, provider_service_id, rate, pricing,
        updated_ms, approved_rate) VALUES (1, 1, 'main', '1', '0.9', 'per_1000', 1, '0.9'),
        (2, 2, 'main', '2', '0.8', 'per_1000', 1, '0.8'),
        (3, 3, 'main', '3', '0.7', 'per_1000', 1, '0.7');
    INSERT INTO price_changes (source_id, service_id, provider, name, kind, kind_label, rate,
        pricing, is_renamed, is_retyped, is_repriced, is_skipped, revision) VALUES
        (1, 1, 'main', 'Followers', 'default', 'Default', '1.9', 'per_1000', 0, 0, 1, 0, 1);";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waited_for_an_owner_waits_still_and_what_was_gone_is_gone_still() {
    let database = Database::older_than("0034").await;
    database.executes(ROWS).await;
    // PostgreSQL numbers rows by sequences, which rows that bring their number do not move.
    if database.folder().is_none() {
        for (table, key) in [("services", "service_id"), ("sources", "source_id")] {
            let sequence = format!("pg_get_serial_sequence('{table}', '{key}')");
            database.executes(&format!("SELECT setval({sequence}, 3)")).await;
        }
        database.executes("SELECT setval('categories_category_id_seq', 1)").await;
    }
    let (is_bot_running, is_synced) = (false, false);
    let options = WorldOptions {
        database: Some(database),
        is_bot_running,
        is_synced,
        ..WorldOptions::default()
    };
    let world = World::with(options).await;
    assert_eq!(world.rows("rate FROM price_changes WHERE source_id = 1").await, ["1.9"]);
    let sources = "source_id || ' ' || rate || ' ' || presence || ' ' || id_space FROM sources \
                   ORDER BY source_id";
    assert_eq!(world.rows(sources).await, ["1 0.9 0 orders", "2 0.8 1 orders", "3 0.7 3 orders"]);
    let hidden = world.rows("is_hidden FROM services ORDER BY service_id").await;
    // A price above what is sold for is off sale until an owner decides.
    assert_eq!(hidden, ["8", "1", "3"]);
    // The numbers go on behind those that were given.
    world.app.workers.sync_catalogs().await.unwrap();
    assert_eq!(world.count("sources WHERE source_id <= 3").await, 3);
    assert_eq!(world.rows("service_id FROM sources WHERE source_id = 1").await, ["1"]);
    world.audit().await;
}
