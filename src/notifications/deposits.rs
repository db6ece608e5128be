//! A request for a deposit as its customer sees it, and what those who run the shop are told of
//! gateways.

use super::notice::{Notice, Who};
use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::alert::AlertKey;
use crate::domain::deposit::{
    Added, DepositDoubt, DepositState, DepositWait, Gateway, GatewayFault, OwnWords, RequestState,
    Reversal, Stars, Way,
};
use crate::domain::ids::{DepositId, DepositRequestId, PersonId};
use crate::domain::money::Money;

/// A request with what has come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepositCard {
    /// Its number.
    pub request_id: DepositRequestId,
    /// How it is paid.
    pub way: Way,
    /// What is to arrive, and what it would earn.
    pub wanted: Added,
    /// The same in the coin, or empty.
    pub coin_amount: String,
    /// Where to pay to, or empty.
    pub address: String,
    /// Where an invoice is paid, or empty.
    pub pay_url: String,
    /// How to pay by hand, in the owners' words; else empty.
    pub own_words: OwnWords,
    /// Where it stands.
    pub state: RequestState,
    /// Until when, unix milliseconds.
    pub expires_ms: i64,
    /// Whether an order waits for the money.
    pub has_open_checkout: bool,
    /// What has arrived, oldest first.
    pub arrived: Vec<Arrived>,
}

/// Something that has arrived for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// What it is worth, and what came on top.
    pub added: Added,
    /// In the coin, or empty.
    pub coin_amount: String,
    /// Which coin.
    pub asset: String,
    /// Blocks on it, itself counted.
    pub confirmations: i64,
    /// Blocks until it counts; 0 where none are waited for.
    pub needed: i64,
    /// Where it stands.
    pub state: DepositState,
    /// What it waits for beside blocks, if anything.
    pub wait: Option<DepositWait>,
    /// When it can be spent, unix milliseconds; 0 where nothing but the network is waited for.
    pub held_until_ms: i64,
}

/// Where a payment is that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// We have it.
    Known {
        /// What it brought.
        arrived: Vec<Arrived>,
        /// What an owner may look at.
        deposit_id: Option<DepositId>,
    },
    /// It paid a token that is not taken.
    OtherToken {
        /// What people call the network.
        network: String,
    },
    /// No network that is watched knows a payment of theirs in it.
    NotFound,
    /// The networks do not answer now.
    NoAnswer,
}

/// An invoice for Stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarsInvoice {
    /// What the payment will name.
    pub payload: String,
    /// How many.
    pub stars: Stars,
    /// What they bring.
    pub amount: Money,
}

/// Something about gateways that those who run the shop are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayAlert {
    /// One cannot be used.
    Fault {
        /// Which one.
        gateway: Gateway,
        /// What is wrong.
        fault: GatewayFault,
    },
    /// A coin is not credited by itself.
    CoinFault {
        /// What people call it.
        coin: String,
        /// What is wrong.
        fault: GatewayFault,
    },
    /// Money has arrived that is not credited by itself.
    Doubtful {
        /// The deposit.
        deposit_id: DepositId,
        /// Whose.
        person: Who,
        /// What it is worth.
        amount: Money,
        /// Why.
        doubt: DepositDoubt,
    },
    /// A deposit that had been credited was taken back.
    Reversed {
        /// Why.
        why: Reversal,
        /// The deposit.
        deposit_id: DepositId,
        /// Whose.
        person: Who,
        /// What was taken back.
        amount: Money,
        /// What of it the person owes now.
        owed: Money,
    },
    /// One large deposit was credited.
    Large {
        /// The deposit.
        deposit_id: DepositId,
        /// Whose.
        person: Who,
        /// How it came.
        gateway: Gateway,
        /// What it is worth.
        amount: Money,
    },
    /// Tokens that are not listed were sent to addresses of ours.
    Unlisted {
        /// The network's gateway.
        gateway: Gateway,
        /// The contract; empty for several that are not named.
        contract: String,
        /// So many transfers.
        count: i64,
        /// Whose address got one of them, if known.
        person_id: Option<PersonId>,
    },
    /// Deposits have waited for a day for somebody to look at them.
    Waiting {
        /// So many wait in all.
        count: i64,
    },
}

impl GatewayAlert {
    /// What is told once within some milliseconds at the most.
    #[must_use]
    pub fn once(&self) -> Option<(AlertKey<'_>, i64)> {
        match self {
            Self::Fault { gateway, fault } => {
                Some((AlertKey::Gateway(gateway, *fault), 6 * HOUR_MS))
            }
            Self::CoinFault { coin, fault } => Some((AlertKey::Coin(coin, *fault), 6 * HOUR_MS)),
            // The first is told once a deposit, the last once a token and day: its count is kept.
            Self::Large { .. } | Self::Unlisted { .. } => None,
            Self::Doubtful { .. } | Self::Reversed { .. } => None,
            Self::Waiting { .. } => Some((AlertKey::DepositReminder, DAY_MS)),
        }
    }
}

impl From<GatewayAlert> for Notice {
    fn from(notice: GatewayAlert) -> Self {
        Self::Gateway(notice)
    }
}
