//! A second source beside the mail provider: an order whose outcome nobody knows stays where it is.

use crate::support::mail::{DOMAIN, MailWorld};
use storefront::domain::order::OrderState;
use storefront::sandbox::mail::{MailFault, MailRule};

/// Somebody has written a panel's source beside the service, as no screen would.
async fn with_a_panel_beside() -> MailWorld {
    let it = MailWorld::open().await;
    let service = it.world.service_number("post", "load-test").await;
    let written = format!(
        "INSERT INTO service_sources (service_id, source_id, added_by, added_ms) \
         SELECT {service}, source_id, 1, 1 FROM sources WHERE provider = 'main' \
         AND provider_service_id = '1'"
    );
    it.world.tampers(&written).await;
    it
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_of_mails_never_moves_to_another_source() {
    for fault in [MailFault::CutAfter, MailFault::Page500After, MailFault::CutBefore] {
        let it = with_a_panel_beside().await;
        let alice = it.alice().await;
        let order_id = it.buys(alice, DOMAIN, "500").await;
        it.mail.set_fault(MailRule::once("order", fault.clone()));
        for _ in 0..3 {
            it.world.submit().await;
            it.world.advance_ms(600_001);
        }
        let order = it.world.order(order_id).await;
        assert_eq!((order.state, order.provider.as_str()), (OrderState::Review, "post"));
        assert_eq!(it.mail.count("order"), 1, "{fault:?}");
        assert!(it.world.panel.accepted().is_empty());
        it.world.audit().await;
    }
    // Nor does one of which it is proved that nothing was placed go to what is no mail provider.
    let it = with_a_panel_beside().await;
    let alice = it.alice().await;
    let order_id = it.buys(alice, DOMAIN, "500").await;
    it.mail.set_fault(MailRule::always("order", MailFault::WrongKey));
    for _ in 0..3 {
        it.world.submit().await;
        it.world.advance_ms(600_001);
    }
    assert!(it.world.panel.accepted().is_empty());
    assert!(it.world.order(order_id).await.provider_order_id.is_empty());
    it.world.audit().await;
}
