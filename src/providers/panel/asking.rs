//! Refills and cancels at a panel: one call, in the form that its options name.

use std::collections::HashMap;

use futures::future::BoxFuture;

use super::Panel;
use super::ask_answers::{self, AskReply};
use crate::domain::order::request::{OrderRequestKind, RefillWord};
use crate::providers::asking::{AskAnswer, AskOutcome, Cancels, Refills};
use crate::providers::fault::{Failure, Fault};
use crate::providers::http::{HttpReply, Purpose};
use crate::providers::options::AskForm;
use crate::providers::{BATCH_MAX, said, submit};

impl Panel {
    const fn ask_form(&self, kind: OrderRequestKind) -> AskForm {
        match kind {
            OrderRequestKind::Refill => self.settings.options.refill,
            OrderRequestKind::Cancel => self.settings.options.cancel,
        }
    }

    const fn at_once(&self, kind: OrderRequestKind) -> usize {
        match self.ask_form(kind) {
            AskForm::Orders => BATCH_MAX,
            AskForm::Order => 1,
        }
    }

    async fn ask_about(&self, kind: OrderRequestKind, ids: &[String]) -> Vec<AskAnswer> {
        let action = kind.into_str();
        if let Err(wait_ms) = self.admit(action) {
            return for_each(ids, submit::throttled(wait_ms).into());
        }
        let list = ids.join(",");
        let field = match self.ask_form(kind) {
            AskForm::Orders => "orders",
            AskForm::Order => "order",
        };
        let (cap_bytes, fields) = (self.settings.body_cap_bytes, [(field, list.as_str())]);
        match self.call(Purpose::Placing, action, &fields, cap_bytes).await {
            Ok(answer) => self.told(kind, &answer, ids),
            Err(fault) => for_each(ids, submit::unanswered(fault).into()),
        }
    }

    fn told(&self, kind: OrderRequestKind, answer: &HttpReply, ids: &[String]) -> Vec<AskAnswer> {
        let HttpReply { status, retry_after_ms, body } = answer;
        let (http_status, retry_after_ms) = (*status, *retry_after_ms);
        let reply = AskReply { kind, http_status, body, retry_after_ms };
        let outcomes = ask_answers::read(&self.settings.options.words, &reply, ids);
        // Of an answer about many it is not known which words are about which.
        let said = (ids.len() == 1).then(|| said::said(&self.redactor, body)).flatten();
        let with_words = |outcome: AskOutcome| {
            let is_taken = matches!(outcome, AskOutcome::Accepted { .. });
            AskAnswer { outcome, said: said.clone().filter(|_| !is_taken) }
        };
        outcomes.into_iter().map(with_words).collect()
    }
}

fn for_each(ids: &[String], outcome: AskOutcome) -> Vec<AskAnswer> {
    vec![AskAnswer { outcome, said: None }; ids.len()]
}

impl Refills for Panel {
    fn orders_at_once(&self) -> usize {
        self.at_once(OrderRequestKind::Refill)
    }

    fn refill<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Vec<AskAnswer>> {
        Box::pin(self.ask_about(OrderRequestKind::Refill, ids))
    }

    fn refill_statuses<'a>(
        &'a self,
        ids: &'a [String],
    ) -> BoxFuture<'a, Result<HashMap<String, RefillWord>, Failure>> {
        Box::pin(async move {
            if ids.len() > BATCH_MAX {
                return Err(Fault::TooLarge.into());
            }
            let list = ids.join(",");
            let field = if ids.len() == 1 { "refill" } else { "refills" };
            let answer = self.read("refill_status", &[(field, list.as_str())]).await?;
            let words = &self.settings.options.words;
            ask_answers::read_statuses(words, answer.status, &answer.body, ids)
                .map_err(|fault| self.failed(fault, &answer))
        })
    }
}

impl Cancels for Panel {
    fn orders_at_once(&self) -> usize {
        self.at_once(OrderRequestKind::Cancel)
    }

    fn cancel<'a>(&'a self, ids: &'a [String]) -> BoxFuture<'a, Vec<AskAnswer>> {
        Box::pin(self.ask_about(OrderRequestKind::Cancel, ids))
    }
}
