//! Answers where a payment is: every network is asked about the transaction, and what it paid to
//! the asker's addresses is recorded as if it had been seen.

use super::WorkerContext;
use super::gateways::Chain;
use crate::atomically;
use crate::clock::SECOND_MS;
use crate::domain::ids::DepositQuestionId;
use crate::flows::deposits::questions::{self, Lookup};
use crate::flows::{Ctx, FlowError};
use crate::payments::chain::{Address, FoundTransfer, TxHash};
use crate::store::deposits::addresses;
use crate::store::deposits::questions::{self as rows, Asker, DepositQuestion};
use crate::store::deposits::requests::LeaseEnd;

/// A claim whose worker is gone ends after this; a network that does not answer is asked again.
const LEASE_MS: i64 = 20 * SECOND_MS;
/// So often at the most.
const ATTEMPTS_MAX: i64 = 4;

impl WorkerContext {
    /// Answers what waits.
    pub async fn answer_deposit_questions(&self) -> Result<(), FlowError> {
        let waiting = {
            let mut tx = self.store.read().await?;
            rows::list_waiting(&mut tx, self.clock.now_ms()).await?
        };
        for question_id in waiting {
            self.answer_deposit_question(question_id).await?;
        }
        Ok(())
    }

    async fn answer_deposit_question(
        &self,
        question_id: DepositQuestionId,
    ) -> Result<(), FlowError> {
        let now_ms = self.clock.now_ms();
        let until = LeaseEnd(now_ms + LEASE_MS);
        let claimed = atomically!(self.store, tx => {
            rows::claim(tx, question_id, now_ms, until).await
        })?;
        let Some(question) = claimed else { return Ok(()) };
        let looked = self.look_for(&question).await?;
        if looked == Lookup::Unknown && question.attempts < ATTEMPTS_MAX {
            return Ok(());
        }
        let (shop, now_ms) = (&self.shop, self.clock.now_ms());
        atomically!(self.store, tx => {
            questions::answer(&mut Ctx { tx, shop, now_ms }, &question, looked.clone()).await
        })
    }

    /// Asks every network until one knows it.
    async fn look_for(&self, question: &DepositQuestion) -> Result<Lookup, FlowError> {
        let Some(tx) = TxHash::parse(&question.tx) else { return Ok(Lookup::Nothing) };
        let mut looked = Lookup::Nothing;
        for chain in &self.gateways.chains {
            match self.look_on(chain, question, tx).await? {
                Lookup::Nothing => {}
                Lookup::Unknown => looked = Lookup::Unknown,
                found @ Lookup::Found { .. } => return Ok(found),
            }
        }
        Ok(looked)
    }

    async fn look_on(
        &self,
        chain: &Chain,
        question: &DepositQuestion,
        hash: TxHash,
    ) -> Result<Lookup, FlowError> {
        let listed = {
            let mut tx = self.store.read().await?;
            match question.asker {
                Asker::Staff | Asker::Shop => {
                    addresses::list_all(&mut tx, chain.settings.family).await?
                }
                Asker::Person => {
                    addresses::list_of(&mut tx, chain.settings.family, question.person_id).await?
                }
            }
        };
        let family = chain.settings.family;
        let ours: Vec<Address> =
            listed.iter().filter_map(|text| Address::parse(family, text).ok()).collect();
        if ours.is_empty() || chain.settings_check.get() == Some(false) {
            return Ok(Lookup::Nothing);
        }
        let asked = match chain.client.ask(hash, &ours).await {
            Ok(Some(asked)) if asked.is_done => asked,
            Ok(_) => return Ok(Lookup::Nothing),
            Err(error) => {
                tracing::warn!(gateway = %chain.gateway(), %error, "a payment cannot be looked up");
                return Ok(Lookup::Unknown);
            }
        };
        let listed: Vec<FoundTransfer> = asked
            .transfers
            .iter()
            .filter(|transfer| transfer.listed.is_some())
            .map(|transfer| transfer.found)
            .collect();
        self.record_found(chain, &listed).await?;
        let way = self.shop.deposits.way_of(&chain.gateway());
        let network = way.map_or_else(|| chain.settings.name.clone(), |way| way.network.clone());
        let is_listed = asked.transfers.iter().any(|transfer| transfer.listed.is_some());
        Ok(Lookup::Found { network, is_listed })
    }
}
