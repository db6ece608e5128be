//! Lines about a deposit: its gateway by name, and its transaction with the page where people look
//! it up.

use super::deposit_card::way_label;
use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::{DepositRules, Gateway};
use crate::store::deposits::Deposit;

/// What is shown of a hash that is a link: its head and its tail tell it apart.
const HEAD_CHARS: usize = 10;
const TAIL_CHARS: usize = 6;

/// What people call the gateway of a deposit.
#[must_use]
pub fn gateway_label(words: &Words, rules: &DepositRules, gateway: &Gateway) -> String {
    match (rules.way_of(gateway), gateway) {
        (Some(way), Gateway::Chain(_)) => way.network.clone(),
        (Some(way), _) => way_label(words, way),
        (None, Gateway::Chain(name)) => name.to_uppercase(),
        (None, _) => gateway.to_string(),
    }
}

/// The hash of a deposit's transaction: its page where there is one, else to be copied.
#[must_use]
pub fn tx_line(words: &Words, rules: &DepositRules, deposit: &Deposit) -> String {
    let explorer = rules.way_of(&deposit.gateway).and_then(|way| way.explorer.as_ref());
    let Some(explorer) = explorer else {
        return words.html("deposits-tx", Args::new().text("tx", &deposit.tx));
    };
    let chars: Vec<char> = deposit.tx.chars().collect();
    let (head, tail) = chars.split_at(chars.len().saturating_sub(TAIL_CHARS));
    let short: String = head.iter().take(HEAD_CHARS).chain(&['…']).chain(tail).collect();
    let args = Args::new().text("tx", short).text("page", explorer.page(&deposit.tx));
    words.html("deposits-tx-page", args)
}
