//! Lines that several cards and messages share.

use super::quoted_or_dash;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::PersonId;
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;

const NAME_MAX_CHARS: usize = 80;

/// A customer by a name that is known already.
#[must_use]
pub fn named_line(words: &Words, name: &str, person_id: PersonId) -> String {
    let args = Args::new()
        .text("name", quoted_or_dash(name, NAME_MAX_CHARS))
        .text("id", person_id.to_string());
    words.html("admin-card-person", args)
}

/// What changes on a wallet, before and after.
#[must_use]
pub fn wallet_lines(words: &Words, before: &Wallet, after: &Wallet) -> Vec<String> {
    let line = |key: &str, account: fn(&Wallet) -> Money| {
        let args = Args::new()
            .text("before", words.money(account(before)))
            .text("after", words.money(account(after)));
        words.html(key, args)
    };
    let mut lines = vec![line("admin-card-balance", |wallet| wallet.available)];
    if before.bonus != after.bonus {
        lines.push(line("admin-card-bonus", |wallet| wallet.bonus));
    }
    if before.owed != after.owed {
        lines.push(line("admin-card-owed", |wallet| wallet.owed));
    }
    lines
}
