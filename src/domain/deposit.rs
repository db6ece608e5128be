//! Money on its way in: the ways that are on offer, where a request and a deposit stand, and what a
//! deposit earns. Must never make a credit depend on what was asked for: what arrives counts.

mod fee;
mod tiers;

use std::fmt;

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::ids::DepositRequestId;
use super::money::Money;
pub use fee::{CoinFee, fee_in_money};
pub use tiers::{Tiers, TiersError};

/// How many requests of one person may be open at once.
pub const OPEN_REQUESTS_MAX: i64 = 3;

/// A way in for money, as rows and settings name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Gateway {
    /// Invoices of @CryptoBot.
    CryptoPay,
    /// Transfers of tokens on the network of this name.
    Chain(String),
}

impl Gateway {
    /// Reads the stored name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "crypto_pay" => Some(Self::CryptoPay),
            other => other
                .strip_prefix("chain:")
                .filter(|name| !name.is_empty())
                .map(|name| Self::Chain(name.to_owned())),
        }
    }
}

/// The stored name: `crypto_pay`, `chain:<name>`.
impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CryptoPay => f.write_str("crypto_pay"),
            Self::Chain(name) => write!(f, "chain:{name}"),
        }
    }
}

/// What a customer may choose: a gateway and, on a network, the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The gateway.
    pub gateway: Gateway,
    /// What is paid, such as `USDT`; empty where the payer chooses.
    pub asset: String,
    /// What people call the network; empty where there is none to choose.
    pub network: String,
    /// Blocks until a transfer counts; 0 where nothing is waited for.
    pub confirmations: u64,
}

/// How customers may pay in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositRules {
    /// The smallest deposit.
    pub min: Money,
    /// What larger ones earn.
    pub bonus: Tiers,
    /// What may be chosen; none where the owners give money by hand only.
    pub ways: Vec<Way>,
}

impl Default for DepositRules {
    fn default() -> Self {
        let (min, bonus) = (Money::from_micros(Money::MICROS_PER_UNIT), Tiers::default());
        Self { min, bonus, ways: Vec::new() }
    }
}

/// What is wrong with a gateway, as owners are told once in a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum GatewayTrouble {
    /// It does not answer.
    Unreachable,
    /// It refuses our key, or has suspended the account.
    Suspended,
    /// It is another network, or a token has other decimals, than the settings say.
    Mismatch,
    /// No new block has come for long.
    StandsStill,
}

/// Why a deposit is not credited by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DepositDoubt {
    /// What was paid is not what was asked for.
    OtherTerms,
    /// The day's sum on the word of one host is used up.
    OneHost,
    /// Two hosts say different things.
    HostsDiffer,
    /// It was taken back and is there again.
    CameBack,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RequestState {
    /// It was asked for; the gateway has not answered yet.
    Asked,
    /// There is something to pay to.
    Open,
    /// Money has arrived.
    Paid,
    /// Its time is over. What arrives all the same is credited.
    Expired,
    /// The gateway would not have it.
    Failed,
}

/// Where a deposit stands: one transfer, or one paid invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DepositState {
    /// It was seen and is not deep enough.
    Confirming,
    /// It is on the balance.
    Credited,
    /// Its block is not there any more, or its transaction was undone.
    Orphaned,
    /// It is not credited by itself; the reason says why.
    Review,
    /// It had been credited and was taken back.
    Reversed,
}

/// What a request is called at the gateway: its number, with a random value of this database, so
/// that another shop's request never looks like ours.
#[must_use]
pub fn payload(request_id: DepositRequestId, mark: &str) -> String {
    format!("deposit-{request_id}-{mark}")
}

/// What a deposit adds to a wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Money.
    pub amount: Money,
    /// On top.
    pub bonus: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateways_are_read_back() {
        for gateway in [Gateway::CryptoPay, Gateway::Chain("bsc".to_owned())] {
            assert_eq!(Gateway::parse(&gateway.to_string()), Some(gateway));
        }
        for text in ["", "chain:", "chain", "stars"] {
            assert_eq!(Gateway::parse(text), None, "{text}");
        }
    }
}
