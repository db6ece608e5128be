//! What somebody sends: one transaction with any number of transfers in it.
//!
//! Owns the ways in which a transfer can be odd. Must never know blocks: those are in `state`.

use super::words::{Address, Amount};

/// The topic of an ERC-20 `Transfer(address,address,uint256)`.
pub(super) const TRANSFER_TOPIC: &str =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

/// How a contract writes its transfer down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Both people in topics, the amount in the data.
    #[default]
    Usual,
    /// One topic, everything else in the data, as very old contracts do.
    AllInData,
    /// Four topics and no data: the amount is the number of a collectible.
    TokenId,
}

/// One event of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Who says it: a token's contract or one that pretends to be it.
    pub contract: Address,
    pub from: Address,
    pub to: Address,
    /// In the token's smallest unit; may be zero.
    pub amount: Amount,
    pub form: Form,
}

impl Transfer {
    /// From nobody in particular, in the usual form.
    pub fn new(contract: Address, to: Address, amount: impl Into<Amount>) -> Self {
        let from = Address::numbered(1);
        Self { contract, from, to, amount: amount.into(), form: Form::Usual }
    }

    /// The same from somebody.
    #[must_use]
    pub fn from(self, from: Address) -> Self {
        Self { from, ..self }
    }

    /// The same, written down otherwise.
    #[must_use]
    pub fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    pub(super) fn topics(&self) -> Vec<String> {
        let mut topics = vec![TRANSFER_TOPIC.to_owned()];
        if self.form != Form::AllInData {
            topics.extend([self.from.word(), self.to.word()]);
        }
        if self.form == Form::TokenId {
            topics.push(self.amount.word());
        }
        topics
    }

    pub(super) fn data(&self) -> String {
        let bare = |word: String| word.trim_start_matches("0x").to_owned();
        match self.form {
            Form::Usual => self.amount.word(),
            Form::AllInData => {
                let words = [self.from.word(), self.to.word(), self.amount.word()];
                format!("0x{}", words.map(bare).concat())
            }
            Form::TokenId => "0x".to_owned(),
        }
    }
}

/// A movement of the chain's own coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coin {
    pub to: Address,
    pub amount: Amount,
}

/// A transaction that is not on the chain yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub(super) sender: Address,
    pub(super) transfers: Vec<Transfer>,
    pub(super) coin: Option<Coin>,
    /// Coin sent on by a contract: it moves balances and leaves no trace in the block.
    pub(super) inner_coin: Option<Coin>,
    pub(super) fails: bool,
    pub(super) shown_by: Option<usize>,
}

impl Payment {
    /// A transaction that does nothing yet.
    #[must_use]
    pub const fn by(sender: Address) -> Self {
        let transfers = Vec::new();
        Self { sender, transfers, coin: None, inner_coin: None, fails: false, shown_by: None }
    }

    /// The same with one more transfer; several are several logs of one transaction.
    #[must_use]
    pub fn with(mut self, transfer: Transfer) -> Self {
        self.transfers.push(transfer);
        self
    }

    /// The same with coin of the chain, in its smallest unit.
    #[must_use]
    pub fn with_coin(mut self, to: Address, amount: impl Into<Amount>) -> Self {
        self.coin = Some(Coin { to, amount: amount.into() });
        self
    }

    /// The same with coin that a contract sends on: only the balance tells of it.
    #[must_use]
    pub fn with_coin_of_contract(mut self, to: Address, amount: impl Into<Amount>) -> Self {
        self.inner_coin = Some(Coin { to, amount: amount.into() });
        self
    }

    /// The same, but it fails: its receipt has the status 0 and nothing moves. On the TRON
    /// profile its logs are there all the same.
    #[must_use]
    pub const fn failing(mut self) -> Self {
        self.fails = true;
        self
    }
}
