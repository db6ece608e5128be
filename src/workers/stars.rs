//! Telegram Stars: payments whose time has come are credited, and what the messages may have missed
//! is read from Telegram's own list.

use super::WorkerContext;
use crate::atomically;
use crate::domain::deposit::{DepositDoubt, Gateway, GatewayFault};
use crate::flows::deposits::arrivals;
use crate::flows::deposits::stars::{self, StarPayment};
use crate::flows::{Ctx, FlowError};
use crate::payments::stars::{Movement, Offset, PAGE, StarsList, Way};
use crate::store::{deposits, meta, people};

/// Pages of one look: a backlog is taken in order, and not all of it at once.
const PAGES_MAX: usize = 20;

impl WorkerContext {
    /// Credits the payments whose time has come.
    pub async fn credit_held_stars(&self) -> Result<(), FlowError> {
        let Some(rules) = self.shop.deposits.stars else { return Ok(()) };
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        let waiting = {
            let mut tx = self.store.read().await?;
            deposits::list_confirming(&mut tx, &Gateway::Stars, now_ms).await?
        };
        let mut outcome: Result<(), FlowError> = Ok(());
        for deposit in waiting.iter().filter(|deposit| deposit.seen_ms + rules.hold_ms() <= now_ms)
        {
            // One that fails does not hold up the others.
            outcome = outcome.and(atomically!(self.store, tx => {
                let ctx = &mut Ctx { tx, shop, now_ms };
                if deposit.amount.is_positive() {
                    arrivals::credit(ctx, deposit).await
                } else {
                    arrivals::doubt(ctx, deposit, DepositDoubt::OtherTerms).await
                }
            }));
        }
        outcome
    }

    /// Reads Telegram's list of movements behind what was read, and books what is not known.
    pub async fn reconcile_stars(&self) -> Result<(), FlowError> {
        let Some(list) = self.gateways.stars.clone() else { return Ok(()) };
        for _ in 0..PAGES_MAX {
            match self.read_stars(&list).await? {
                Some(read) if read >= PAGE => {}
                _ => break,
            }
        }
        Ok(())
    }

    /// One page; `None` when Telegram does not tell.
    async fn read_stars(&self, list: &StarsList) -> Result<Option<i64>, FlowError> {
        let from = {
            let mut tx = self.store.read().await?;
            meta::find(&mut tx, meta::key::STARS_READ).await?
        };
        let from = from.and_then(|text| text.parse().ok()).unwrap_or(0_i64);
        let page = match list.page(Offset(from)).await {
            Ok(page) => page,
            Err(fault) => {
                tracing::warn!(%fault, "the list of Stars cannot be read");
                self.report_gateway_fault(&Gateway::Stars, GatewayFault::Unreachable).await?;
                return Ok(None);
            }
        };
        self.gateway_works(&Gateway::Stars, &[GatewayFault::Unreachable]).await?;
        for movement in &page.movements {
            self.book_stars(movement).await?;
        }
        // A page that is not full is read again: the next movements join it.
        if page.read >= PAGE {
            let next = (from + page.read).to_string();
            atomically!(self.store, tx => meta::set(tx, meta::key::STARS_READ, &next).await)?;
        }
        Ok(Some(page.read))
    }

    async fn book_stars(&self, movement: &Movement) -> Result<(), FlowError> {
        let (shop, now_ms, person_id) = (&self.shop, self.clock.now_ms(), movement.person_id);
        let payment = StarPayment {
            charge_id: &movement.charge_id,
            payload: &movement.payload,
            stars: movement.stars,
        };
        atomically!(self.store, tx => {
            // Whoever never wrote to this shop has paid another one behind the same bot.
            if people::find(tx, person_id).await?.is_none() {
                return Ok::<_, FlowError>(());
            }
            let ctx = &mut Ctx { tx, shop, now_ms };
            match movement.way {
                Way::In if !stars::is_ours(ctx, &movement.payload).await? => Ok(()),
                Way::In => stars::paid(ctx, person_id, payment).await,
                Way::Back => stars::refunded(ctx, person_id, payment).await,
            }
        })
    }
}
