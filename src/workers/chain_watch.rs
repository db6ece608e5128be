//! Networks, all the time: transfers to addresses that were shown or paid to lately, as blocks
//! come, and what becomes of them. Must never lead to a credit by itself.
//!
//! A round costs one request for the head, and for each range of new blocks (there is one, unless
//! nodes refuse its length) one request for every five hundred fresh addresses: with 10,000
//! addresses, of which 700 are fresh, 3 requests with 2 `eth_getLogs` in a round of ten seconds,
//! 1,080 an hour. What the hourly looks cost stands in `chain_late.rs`.

use strum::IntoEnumIterator as _;

use super::WorkerContext;
use super::chain_scan::{Looked, height};
use super::gateways::Chain;
use crate::atomically;
use crate::domain::deposit::{Gateway, GatewayFault};
use crate::flows::FlowError;
use crate::payments::chain::{At, Mismatch, RpcError};
use crate::store::deposits::cursors::{self, Cursor, Look, LookAt};

/// Steps of one look: a backlog is taken in order, and not all of it at once.
pub(super) const STEPS_MAX: usize = 20;

impl WorkerContext {
    /// One look at every network.
    pub async fn watch_chains(&self) -> Result<(), FlowError> {
        let mut outcome = Ok(());
        for chain in &self.gateways.chains {
            // One that fails does not hold up the others.
            outcome = outcome.and(self.watch_chain(chain).await);
        }
        outcome
    }

    async fn watch_chain(&self, chain: &Chain) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        if !self.prove_settings(chain).await? {
            return Ok(());
        }
        for _ in 0..STEPS_MAX {
            match self.step(chain).await? {
                Ok(Looked::Behind) => {}
                Ok(Looked::AtHead) => break,
                Err(error) => return self.not_looked(chain, &error).await,
            }
        }
        chain.failures.clear();
        self.gateway_works(&gateway, &[GatewayFault::Unreachable]).await?;
        self.confirm_chain(chain).await
    }

    /// Whether the network and its tokens are what the settings say; asked until nodes answer. One
    /// that is not so is left alone, and owners are told.
    async fn prove_settings(&self, chain: &Chain) -> Result<bool, FlowError> {
        if let Some(is_right) = chain.settings_check.get() {
            return Ok(is_right);
        }
        match chain.client.check().await {
            Ok(mismatches) => {
                // An endpoint of another network is never listened to: the others may be right.
                let is_wrong = |mismatch: &Mismatch| matches!(mismatch, Mismatch::Decimals { .. });
                let gateway = chain.gateway();
                for mismatch in &mismatches {
                    tracing::error!(%gateway, %mismatch, "the settings are wrong");
                }
                let is_right = !mismatches.iter().any(is_wrong);
                if !is_right {
                    self.report_gateway_fault(&gateway, GatewayFault::Mismatch).await?;
                } else if mismatches.is_empty() {
                    let over = [GatewayFault::Mismatch, GatewayFault::StrangeNode];
                    self.gateway_works(&gateway, &over).await?;
                } else {
                    self.gateway_works(&gateway, &[GatewayFault::Mismatch]).await?;
                    self.report_gateway_fault(&gateway, GatewayFault::StrangeNode).await?;
                }
                chain.settings_check.set(is_right);
                Ok(chain.settings_check.get().unwrap_or(false))
            }
            Err(error) => {
                self.not_looked(chain, &error).await?;
                Ok(false)
            }
        }
    }

    async fn not_looked(&self, chain: &Chain, error: &RpcError) -> Result<(), FlowError> {
        let gateway = chain.gateway();
        tracing::warn!(%gateway, %error, "a network was not looked at");
        if chain.failures.add() {
            self.report_gateway_fault(&gateway, GatewayFault::Unreachable).await?;
        }
        Ok(())
    }

    /// One step of the look at fresh addresses, which begins where there is none yet.
    async fn step(&self, chain: &Chain) -> Result<Result<Looked, RpcError>, FlowError> {
        let gateway = chain.gateway();
        let has_begun = {
            let mut tx = self.store.read().await?;
            cursors::find(&mut tx, &gateway).await?.is_some()
        };
        if has_begun {
            self.scan_chain(chain, Look::Fresh).await
        } else {
            self.begin_at_head(chain, &gateway).await
        }
    }

    /// The first looks begin at the head: nobody was given an address before.
    async fn begin_at_head(
        &self,
        chain: &Chain,
        gateway: &Gateway,
    ) -> Result<Result<Looked, RpcError>, FlowError> {
        let head = match chain.client.head().await {
            Ok(head) => head.value,
            Err(error) => return Ok(Err(error)),
        };
        let block = match chain.client.block(At::Number(head)).await {
            Ok(block) => block.value,
            Err(error) => return Ok(Err(error)),
        };
        let Some(block) = block else { return Ok(Ok(Looked::AtHead)) };
        let (number, now_ms) = (height(block.number), self.clock.now_ms());
        let from = Cursor {
            block_number: number,
            block_hash: block.hash.hex(),
            moved_ms: now_ms,
            head: number,
            looked_ms: now_ms,
        };
        atomically!(self.store, tx => {
            // Together: where one look ends for an address another one must have begun.
            for look in Look::iter() {
                cursors::begin(tx, LookAt { gateway, look }, &from).await?;
            }
            Ok::<_, FlowError>(())
        })?;
        Ok(Ok(Looked::AtHead))
    }
}
