//! Money on its way in: the ways that are on offer, where a request and a deposit stand, and what a
//! deposit earns. Must never make a credit depend on what was asked for: what arrives counts.

mod explorer;
mod family;
mod fee;
mod price;
mod proof;
mod stars;
mod tiers;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoEnumIterator as _, IntoStaticStr};

use super::ids::DepositRequestId;
use super::money::Money;
pub use explorer::Explorer;
pub use family::Family;
pub use fee::{CoinFee, fee_in_money};
pub use price::MarketPrice;
pub use proof::{Proof, ProofFile, WORDS_MAX_CHARS, tx_in};
pub use stars::{STARS_MAX, StarRules, Stars};
pub use tiers::{Counted, TOGETHER, Tiers, TiersError};

/// How many requests of one person may be open at once.
pub const OPEN_REQUESTS_MAX: i64 = 3;

/// A way in for money. `Display` and `FromStr` are the one place that spells its stored name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter)]
#[serde(into = "String", try_from = "String")]
pub enum Gateway {
    /// Invoices of @CryptoBot.
    CryptoPay,
    /// Transfers of tokens on the network of this name.
    Chain(String),
    /// Telegram Stars.
    Stars,
    /// What customers show and owners look up.
    Manual,
}

impl Gateway {
    /// What people call it in every language.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::CryptoPay => "Crypto Pay".to_owned(),
            Self::Chain(name) => name.to_uppercase(),
            Self::Stars => "Telegram Stars".to_owned(),
            Self::Manual => "—".to_owned(),
        }
    }
}

/// What stands before the name of a network.
const CHAIN: &str = "chain:";

/// The stored name: `crypto_pay`, `stars`, `manual`, `chain:<name>`.
impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CryptoPay => f.write_str("crypto_pay"),
            Self::Chain(name) => write!(f, "{CHAIN}{name}"),
            Self::Stars => f.write_str("stars"),
            Self::Manual => f.write_str("manual"),
        }
    }
}

/// A stored name is of no gateway that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such gateway")]
pub struct UnknownGateway;

impl FromStr for Gateway {
    type Err = UnknownGateway;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = match text.strip_prefix(CHAIN) {
            Some("") => None,
            Some(name) => Some(Self::Chain(name.to_owned())),
            None => Self::iter().find(|gateway| gateway.to_string() == text),
        };
        found.ok_or(UnknownGateway)
    }
}

impl From<Gateway> for String {
    fn from(gateway: Gateway) -> Self {
        gateway.to_string()
    }
}

impl TryFrom<String> for Gateway {
    type Error = UnknownGateway;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
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
    /// Where people look its transactions up.
    pub explorer: Option<Explorer>,
}

/// How customers may pay in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositRules {
    /// The smallest deposit.
    pub min: Money,
    /// What larger ones earn.
    pub bonus: Tiers,
    /// From which sum on owners are told of a single one; zero for none.
    pub large: Money,
    /// What may be chosen; none where the owners give money by hand only.
    pub ways: Vec<Way>,
    /// How Stars are taken; `None` where they are not.
    pub stars: Option<StarRules>,
    /// How to pay by hand, in the owners' words; empty where nobody can.
    pub manual: OwnWords,
}

impl DepositRules {
    /// The first way of a gateway.
    #[must_use]
    pub fn way_of(&self, gateway: &Gateway) -> Option<&Way> {
        self.ways.iter().find(|way| way.gateway == *gateway)
    }
}

impl Default for DepositRules {
    fn default() -> Self {
        let (min, bonus) = (Money::from_micros(Money::MICROS_PER_UNIT), Tiers::default());
        let (large, ways, manual) = (Money::ZERO, Vec::new(), OwnWords::default());
        Self { min, bonus, large, ways, stars: None, manual }
    }
}

/// What is wrong with a gateway, as owners are told once in a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum GatewayFault {
    /// It does not answer.
    Unreachable,
    /// It refuses our key, or has suspended the account.
    Suspended,
    /// It is another network, or a token has other decimals, than the settings say.
    Mismatch,
    /// One of several nodes is of another network than the settings say; the others are asked.
    StrangeNode,
    /// No new block has come for long.
    StandsStill,
    /// Nobody has looked at it for long, whatever the cause.
    NotLooked,
    /// A coin is not worth what the settings say.
    OffPeg,
    /// What a coin is worth is not known any more.
    StalePrice,
    /// Nobody tells what a coin is worth, and the day's sum is used up.
    NoPrice,
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
    /// A customer says that they paid; an owner looks it up.
    ByHand,
    /// The same transaction is credited otherwise.
    Twice,
}

/// Why a deposit that its network has confirmed is not credited yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DepositWait {
    /// The coin is not worth what the settings say.
    OffPeg,
    /// What the coin is worth was told too long ago.
    StalePrice,
    /// Nobody tells what the coin is worth, and the day's sum is used up.
    NoPrice,
}

impl DepositWait {
    /// What owners are told of it.
    #[must_use]
    pub const fn fault(self) -> GatewayFault {
        match self {
            Self::OffPeg => GatewayFault::OffPeg,
            Self::StalePrice => GatewayFault::StalePrice,
            Self::NoPrice => GatewayFault::NoPrice,
        }
    }
}

/// Why a deposit is kept and will never be credited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum IgnoreReason {
    /// Its token is none of the settings, whatever it calls itself.
    Unlisted,
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

/// What owners look at; written in buttons as its letter, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(const_into_str)]
pub enum DepositTab {
    /// What waits for an owner.
    #[strum(serialize = "w")]
    Waiting,
    /// What waits for its network or its time.
    #[strum(serialize = "c")]
    Confirming,
    /// What was not credited, or was taken back.
    #[strum(serialize = "d")]
    Dropped,
}

impl DepositTab {
    /// The states of what it shows; one may stand there more than once.
    #[must_use]
    pub const fn states(self) -> [DepositState; 3] {
        use DepositState::{Confirming, Ignored, Orphaned, Reversed, Review};
        match self {
            Self::Waiting => [Review; 3],
            Self::Confirming => [Confirming; 3],
            Self::Dropped => [Ignored, Orphaned, Reversed],
        }
    }
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
    /// It is none of ours to credit; the reason says why.
    Ignored,
}

/// What a request is called at the gateway: its number, with a random value of this database, so
/// that another shop's request never looks like ours.
#[must_use]
pub fn payload(request_id: DepositRequestId, mark: &str) -> String {
    format!("deposit-{request_id}-{mark}")
}

/// The number in a name made by [`payload`] with the same mark.
#[must_use]
pub fn request_of(payload: &str, mark: &str) -> Option<DepositRequestId> {
    let (number, found) = payload.strip_prefix("deposit-")?.split_once('-')?;
    (found == mark).then(|| number.parse().ok().map(DepositRequestId::new))?
}

/// The owners' own words, by the tag of a language; those without a tag serve all others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords(pub std::collections::BTreeMap<String, String>);

impl OwnWords {
    /// Those for a language; empty where there are none.
    #[must_use]
    pub fn of(&self, tag: &str) -> &str {
        self.0
            .get(tag)
            .or_else(|| self.0.get(""))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether nothing was said at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Why a deposit that had been credited is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Reversal {
    /// Its block is gone from the network.
    Reorganised,
    /// The gateway has given it back to the payer.
    Refunded,
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
        let named = [
            ("crypto_pay", Gateway::CryptoPay),
            ("stars", Gateway::Stars),
            ("manual", Gateway::Manual),
            ("chain:bsc", Gateway::Chain("bsc".to_owned())),
        ];
        for (name, gateway) in named {
            assert_eq!(gateway.to_string(), name);
            assert_eq!(name.parse(), Ok(gateway));
        }
        for text in ["", "chain:", "chain", "star"] {
            assert_eq!(text.parse::<Gateway>(), Err(UnknownGateway), "{text}");
        }
    }

    #[test]
    fn a_request_is_found_by_its_name_of_this_database_only() {
        let name = payload(DepositRequestId::new(7), "ab");
        assert_eq!(request_of(&name, "ab"), Some(DepositRequestId::new(7)));
        for (text, mark) in [(name.as_str(), "cd"), ("deposit-7", ""), ("7-ab", "ab"), ("", "")] {
            assert_eq!(request_of(text, mark), None, "{text}");
        }
    }
}
