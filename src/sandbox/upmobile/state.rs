//! What the service knows: its customer's accounts and operations. Money is debited when a
//! withdrawal is taken, and comes back when it fails.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use super::faults::UpmobileFault;

/// What the service takes for itself, in percent.
const COMMISSION_PERCENT: i64 = 5;

/// An account of the customer.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub id: String,
    pub currency: String,
    pub balance: Decimal,
}

/// One withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// `mobile`, `game` or `crypto`.
    pub category: String,
    /// The operator's code.
    pub operator: String,
    /// Where it went, as it was sent.
    pub destination: String,
    /// What arrived.
    pub amount: Decimal,
    /// In this currency.
    pub currency: String,
    /// What it took from the account.
    pub debit: Decimal,
    /// `pending`, `success` or `failed`.
    pub status: String,
    /// When it was taken, unix milliseconds.
    pub created_ms: i64,
    pub(super) account: String,
}

/// A request as it came, without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `accounts`, `operation`, `operations`, `preview` or `withdraw`.
    pub call: &'static str,
    /// The query, or the body as it was sent.
    pub said: String,
    /// The header of this name, as it was sent.
    pub content_type: String,
    /// The same.
    pub accept: String,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub accounts: Vec<Account>,
    pub operations: BTreeMap<u64, Operation>,
    pub fault: UpmobileFault,
    /// How many more withdrawals, previews or questions the fault concerns; `None` for all.
    pub fault_times: Option<u32>,
    pub requests: Vec<Asked>,
    pub made: u64,
}

/// What a top-up costs beyond its amount, rounded up to the smallest unit.
pub(super) fn commission(amount: Decimal) -> Decimal {
    let share = amount.checked_mul(Decimal::new(COMMISSION_PERCENT, 2)).unwrap_or_default();
    share.round_dp_with_strategy(2, RoundingStrategy::AwayFromZero)
}

/// A sum as the service writes it.
pub(super) fn sum(amount: Decimal) -> String {
    let mut amount = amount;
    amount.rescale(2);
    amount.to_string()
}

impl Account {
    pub(super) fn json(&self, fault: UpmobileFault) -> Value {
        let held = if fault == UpmobileFault::Held { self.balance } else { Decimal::ZERO };
        json!({
            "balance": sum(self.balance),
            "created_at": "2022-02-24T00:00:00Z",
            "currency_code": self.currency,
            "held_balance": sum(held),
            "id": self.id,
            "name": "Shop",
            "status": "active",
            "type": "personal",
        })
    }
}

impl State {
    /// The operation of an id.
    pub(super) fn operation(&mut self, id: &str) -> Option<&mut Operation> {
        self.operations.values_mut().find(|operation| operation.id == id)
    }

    /// Ends an operation; what failed is given back.
    pub(super) fn end(&mut self, id: &str, status: &str) -> bool {
        let Some(operation) = self.operation(id).filter(|it| it.status == "pending") else {
            return false;
        };
        status.clone_into(&mut operation.status);
        let (debit, account) = (operation.debit, operation.account.clone());
        let account = self.accounts.iter_mut().find(|it| it.id == account);
        if let Some(account) = account.filter(|_| status == "failed") {
            account.balance = account.balance.saturating_add(debit);
        }
        true
    }

    /// Operations that were taken long enough ago succeed.
    pub(super) fn advance(&mut self, taken_before_ms: i64) {
        if matches!(self.fault, UpmobileFault::NeverEnds | UpmobileFault::UnknownStatus) {
            return;
        }
        let is_due = |it: &&Operation| it.status == "pending" && it.created_ms < taken_before_ms;
        let due: Vec<String> =
            self.operations.values().filter(is_due).map(|it| it.id.clone()).collect();
        for id in due {
            self.end(&id, "success");
        }
    }

    pub(super) fn json(&self, operation: &Operation) -> Value {
        let is_unknown = self.fault == UpmobileFault::UnknownStatus;
        let status = if is_unknown { "settling" } else { operation.status.as_str() };
        let account = self.accounts.iter().find(|it| it.id == operation.account);
        let account = account.map(|account| account.json(self.fault));
        let fee = operation.debit.saturating_sub(operation.amount);
        json!({
            "amount": sum(operation.amount),
            "breakdown": [
                { "amount": sum(fee), "currency_code": operation.currency, "kind": "commission" },
            ],
            "category_code": operation.category,
            "created_at": time(operation.created_ms),
            "currency_code": operation.currency,
            "destination": operation.destination,
            "from_account": account,
            "from_account_id": operation.account,
            "id": operation.id,
            "operator_code": operation.operator,
            "receiver_label": "",
            "sender_label": "Shop",
            "status": status,
            "to_account": null,
            "to_account_id": null,
            "type": "withdrawal",
        })
    }
}

fn time(ms: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
    time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
