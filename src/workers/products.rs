//! Products of providers: their list beside that of services, and the question about one order,
//! whose answer has the goods. A list that cannot be had hides nothing.

use std::sync::Arc;

use super::WorkerContext;
use crate::atomically;
use crate::domain::catalog::IdSpace;
use crate::flows::catalog::products::{apply_products, close_products};
use crate::flows::{Ctx, FlowError};
use crate::providers::{Failure, Fault, ProductRow, Provider};
use crate::store::catalog_writes;
use crate::store::orders::Order;

/// Whether an order is one of a product.
pub(super) fn is_product(order: &Order) -> bool {
    order.id_space == IdSpace::Products
}

/// Asks about one order where its number means something.
pub(super) async fn ask_about(
    provider: &Arc<dyn Provider>,
    order: &Order,
) -> Result<ProductRow, Failure> {
    let id = &order.provider_order_id;
    match (is_product(order), provider.products()) {
        (false, _) => provider.status(id).await.map(ProductRow::from),
        (true, Some(products)) => products.product_status(id).await,
        // As the number of a service's order it would be another one.
        (true, None) => Err(Fault::Throttled.into()),
    }
}

impl WorkerContext {
    /// Whether the goods of a provider could be asked for and kept.
    pub(super) fn can_hear_of_products(&self, provider: &Arc<dyn Provider>) -> bool {
        provider.products().is_some() && self.shop.master_key.is_some()
    }

    /// Takes over the products of a provider that sells any.
    pub(super) async fn sync_products(
        &self,
        provider: &Arc<dyn Provider>,
    ) -> Result<(), FlowError> {
        let (name, shop, now_ms) = (provider.name(), &self.shop, self.clock.now_ms());
        let Some(products) = provider.products().filter(|_| shop.master_key.is_some()) else {
            let needs_key = provider.products().is_some();
            return atomically!(self.store, tx => {
                close_products(&mut Ctx { tx, shop, now_ms }, name, needs_key).await
            });
        };
        let mut listed = match products.list_products().await {
            Ok(listed) => listed,
            Err(failure) => {
                let (fault, words) = (failure.fault, failure.words());
                tracing::warn!(provider = name, %fault, words, "the products cannot be fetched");
                return self.note_failure(name, &failure).await;
            }
        };
        let spellings = {
            let mut tx = self.store.read().await?;
            catalog_writes::category_spellings(&mut tx).await?
        };
        listed.listing.spell_categories(&spellings);
        let report: Result<_, FlowError> = atomically!(self.store, tx => {
            apply_products(&mut Ctx { tx, shop, now_ms }, name, &listed).await
        });
        if let Some(report) = report? {
            tracing::info!(provider = name, counts = ?report.counts(), "products synced");
        }
        Ok(())
    }
}
