//! Asks a provider about an id that an admin typed for an order in review, so that they see what
//! they are about to attach.

use super::WorkerContext;
use crate::atomically;
use crate::domain::catalog::IdSpace;
use crate::domain::order::{Remains, Report};
use crate::flows::Ctx;
use crate::flows::FlowError;
use crate::flows::orders::review::answer_id_check;
use crate::notifications::cards::IdFacts;
use crate::providers::Row;
use crate::store::id_checks::{self, IdCheck};

/// Requests answered in one tick.
const LIMIT: i64 = 20;

impl WorkerContext {
    /// Answers every waiting request.
    pub async fn answer_id_checks(&self) -> Result<(), FlowError> {
        let waiting = {
            let mut tx = self.store.read().await?;
            id_checks::list(&mut tx, LIMIT).await?
        };
        for request in &waiting {
            let facts = self.ask(request).await;
            let (shop, now_ms) = (&self.shop, self.clock.now_ms());
            atomically!(self.store, tx => {
                answer_id_check(&mut Ctx { tx, shop, now_ms }, request, facts.as_ref()).await
            })?;
        }
        Ok(())
    }

    /// What the provider says of the id; `None` when it does not know it or cannot be asked.
    async fn ask(&self, request: &IdCheck) -> Option<IdFacts> {
        let name = &request.provider;
        let provider = self.providers.find(name)?;
        let row = match (request.id_space, provider.products()) {
            (IdSpace::Orders, _) => provider.status(&request.provider_order_id).await,
            (IdSpace::Products, products) => {
                let told = products?.product_status(&request.provider_order_id).await;
                told.map(|told| told.row)
            }
        };
        match row {
            Ok(Row::Report(report)) => Some(facts_of(&report)),
            Ok(Row::NotFound | Row::Unreadable) => None,
            Err(failure) => {
                let (fault, words) = (failure.fault, failure.words());
                tracing::warn!(provider = name, %fault, words, "an id cannot be asked about");
                None
            }
        }
    }
}

fn facts_of(report: &Report) -> IdFacts {
    let remains = match report.remains {
        Remains::Count(count) => count.to_string(),
        // Of how many is not known here.
        Remains::Absent | Remains::Unreadable | Remains::Delivered(_) => String::new(),
    };
    IdFacts {
        status: report.raw_status.chars().take(60).collect(),
        charge: report.charge.map(|charge| charge.to_string()).unwrap_or_default(),
        currency: report.currency.clone().unwrap_or_default(),
        start_count: report.start_count.map(|count| count.to_string()).unwrap_or_default(),
        remains,
    }
}
