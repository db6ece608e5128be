//! What cannot be sold is not on show: the rule in SQL is the rule of a single offer.

use crate::support::World;
use crate::support::shelf::listed;
use storefront::domain::catalog::ServiceType;
use storefront::flows::orders::quote::check_offer;
use storefront::store::catalog_writes;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_on_show_can_be_sold_and_nothing_else_is_hidden() {
    let world = World::new().await;
    let limits = [(0, 0), (1, 1), (0, 10), (11, 10), (10, 10), (1, 9_000), (6_000, 9_000)];
    let mut service = 0;
    for kind in ServiceType::all() {
        for (min, max) in limits {
            service += 1;
            let set =
                format!("kind = '{}', min_quantity = {min}, max_quantity = {max}", kind.as_str());
            let sql = format!("UPDATE services SET {set} WHERE service_id = {service}");
            world.tampers(&sql).await;
        }
    }
    world.tampers("UPDATE sources SET rate = '0' WHERE source_id = 199").await;
    world.runs(async |tx| Ok(catalog_writes::refresh_visibility(tx).await?)).await.unwrap();
    for service in 1..=service {
        let mut offer = world.offer(service).await;
        let is_shown = offer.is_visible;
        offer.is_visible = true;
        let told = (offer.kind, offer.min_quantity, offer.max_quantity);
        assert_eq!(is_shown, check_offer(&offer).is_ok(), "{told:?}");
    }
    assert!(!world.offer(199).await.is_visible, "what has no price");
    // What can be sold again is shown again, and each category counts what it shows.
    world.tampers("UPDATE services SET kind = 'default', max_quantity = 10000").await;
    world.tampers("UPDATE sources SET rate = '1'").await;
    world.runs(async |tx| Ok(catalog_writes::refresh_visibility(tx).await?)).await.unwrap();
    assert_eq!(world.count("services WHERE is_hidden = 0").await, listed());
    let counted = world.rows("CAST(SUM(visible_count) AS TEXT) FROM categories").await;
    assert_eq!(counted, [listed().to_string()]);
    world.audit().await;
}
