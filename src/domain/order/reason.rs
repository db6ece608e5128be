//! Why an order is where it is, why it was not placed, and what an answer about it was: each with
//! the one text by which it is stored and its words are found. Must never write a text otherwise
//! than before; texts of other versions stay in their rows as they are.

use std::str::FromStr;

use strum::{Display, EnumIter, EnumString, IntoStaticStr, ParseError};

use super::Silence;
use crate::domain::mail::ConsentProblem;

/// Why an order is where it is, or what was answered about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is refused for good.
    Refused(RejectReason),
    /// It was not placed, and may be sent again.
    Unplaced(NotPlacedCause),
    /// Nobody knows whether it was placed.
    Unknown(UnknownCause),
    /// A person has to look at what the provider reports.
    Reported(ReportDoubt),
    /// The provider tells nothing of it.
    Silent(Silence),
    /// The consent of the domain that it would test does not hold.
    Consent(ConsentProblem),
    /// What the shop or its people made of it.
    Shop(ShopReason),
}

impl Reason {
    /// The stored text.
    #[must_use]
    pub const fn into_str(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.into_str(),
            Self::Unplaced(cause) => cause.into_str(),
            Self::Unknown(cause) => cause.into_str(),
            Self::Reported(doubt) => doubt.into_str(),
            Self::Silent(silence) => silence.into_str(),
            Self::Consent(problem) => problem.into_str(),
            Self::Shop(reason) => reason.into_str(),
        }
    }

    /// The stored text of a reason, or an empty one.
    #[must_use]
    pub const fn text(reason: Option<Self>) -> &'static str {
        match reason {
            Some(reason) => reason.into_str(),
            None => "",
        }
    }
}

impl FromStr for Reason {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        RejectReason::from_str(text)
            .map(Self::from)
            .or_else(|_| text.parse().map(Self::Unplaced))
            .or_else(|_| text.parse().map(Self::Unknown))
            .or_else(|_| text.parse().map(Self::Reported))
            .or_else(|_| text.parse().map(Self::Silent))
            .or_else(|_| text.parse().map(Self::Consent))
            .or_else(|_| text.parse().map(Self::Shop))
    }
}

macro_rules! reasons {
    ($($kind:ident => $variant:ident;)*) => {$(
        impl From<$kind> for Reason {
            fn from(kind: $kind) -> Self {
                Self::$variant(kind)
            }
        }
    )*};
}

reasons! {
    RejectReason => Refused;
    NotPlacedCause => Unplaced;
    UnknownCause => Unknown;
    ReportDoubt => Reported;
    Silence => Silent;
    ConsentProblem => Consent;
    ShopReason => Shop;
}

/// Why a provider refused an order for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RejectReason {
    /// The service is unknown, disabled or no longer sold.
    ServiceGone,
    /// The link is refused, or its account is private.
    BadLink,
    /// The quantity is below the provider's minimum.
    QuantityTooLow,
    /// The quantity is above the provider's maximum.
    QuantityTooHigh,
    /// The quantity is refused for another reason.
    BadQuantity,
    /// A field that the service's type needs is missing or not supported by this client.
    TypeField,
    /// The request itself is refused: a fault of the shop.
    BadRequest,
    /// The comments are longer than this provider can be sent.
    TooLong,
}

/// Why an order was not placed although it may be sent again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum NotPlacedCause {
    /// DNS, TCP or TLS failed before a byte of the request could be written.
    NoConnection,
    /// The shop's balance at the provider is too small.
    OutOfFunds,
    /// Too many requests, said in words of the table or by HTTP 429.
    RateLimited,
    /// The provider still has an open order for this link.
    DuplicateLink,
    /// The key is refused or the account is suspended.
    Auth,
    /// Nobody at this address handles orders: it has moved, or there is nothing.
    Address,
    /// The shop's own limit of calls is used up: nothing was sent.
    Throttled,
}

/// Why nobody can say whether an order was placed. The number of a 5xx is not part of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum UnknownCause {
    /// No complete answer within the time allowed.
    Timeout,
    /// The connection ended before a complete answer.
    Reset,
    /// HTTP status 500 to 599, whatever the body said.
    #[strum(serialize = "http_5xx")]
    Http5xx(u16),
    /// The answer is not one JSON object, too large, or names a member twice.
    Unreadable,
    /// Neither an error nor a usable order id.
    NoOrderId,
    /// An error whose text is not in the table, or whose class says nothing about placing.
    UnlistedError,
    /// An order id together with an error, or with an HTTP status that is not 2xx.
    ErrorWithOrder,
}

/// What of a report is strange, or must be judged by a person before it moves money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", const_into_str)]
pub enum ReportDoubt {
    /// The provider reports a failure, which is not final by itself.
    ProviderFailed,
    /// The status word is not in the table.
    UnknownStatus,
    /// Stopped early, without a usable count of what is missing.
    PartialWithoutRemains,
    /// A part of something sold as one piece.
    PartialPackage,
    /// Stopped early, yet nothing or everything is missing.
    PartialContradicts,
    /// Something sold as one piece was canceled with a count of its own pieces left.
    CanceledPackage,
    /// Completed, yet everything is missing.
    CompletedContradicts,
    /// Canceled, yet nothing is missing and the provider keeps a charge.
    CanceledWithCharge,
    /// Canceled, nothing is missing, and the provider does not say what it charged.
    CanceledWithoutCharge,
    /// Canceled, and the undelivered part is something that is no number.
    CanceledWithoutCount,
    /// The order settles by its child orders, not by its own report.
    SettlesByChildren,
    /// The orders that it is said to be made of cannot be so: one twice, another's, too many.
    ChildrenContradict,
    /// A product was delivered, and there are no goods in the report.
    CompletedWithoutGoods,
}

/// What the shop itself or one of its people made of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ShopReason {
    /// The customer placed it.
    Placed,
    /// The provider took it.
    Accepted,
    /// An admin said to send it again.
    SentAgain,
    /// An admin found that it was not placed.
    NotPlaced,
    /// It would cost more than was paid.
    PriceRose,
    /// It could not be sent for a day.
    WaitedTooLong,
    /// The customer canceled it.
    ByCustomer,
    /// An admin canceled it.
    ByAdmin,
    /// The provider has returned too much within an hour.
    ReturnsStopped,
    /// The provider named the id of another order.
    IdTaken,
    /// The process ended while it was being sent.
    Interrupted,
    /// An admin typed the id.
    Typed,
    /// The id came with an unclear answer.
    Seen,
    /// Nobody knows what became of a refill that was asked for.
    RefillUnclear,
    /// Nothing could be bought where it was to be bought, and elsewhere it could.
    SourceClosed,
    /// The provider's lists have it.
    InTheirList,
    /// The provider's lists, read whole, do not have it.
    InNoList,
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    fn all<K: IntoEnumIterator + Into<Reason>>() -> impl Iterator<Item = Reason> {
        K::iter().map(Into::into)
    }

    #[test]
    fn reasons_are_stored_as_they_always_were() {
        let reasons: Vec<Reason> = all::<RejectReason>()
            .chain(all::<NotPlacedCause>())
            .chain(all::<UnknownCause>())
            .chain(all::<ReportDoubt>())
            .chain(all::<Silence>())
            .chain(all::<ConsentProblem>())
            .chain(all::<ShopReason>())
            .collect();
        let stored = "service_gone bad_link quantity_too_low quantity_too_high bad_quantity \
            type_field bad_request too_long no_connection out_of_funds \
            rate_limited duplicate_link auth address throttled timeout reset \
            http_5xx unreadable no_order_id unlisted_error error_with_order \
            provider-failed unknown-status partial-without-remains partial-package \
            partial-contradicts canceled-package completed-contradicts \
            canceled-with-charge canceled-without-charge canceled-without-count \
            settles-by-children children-contradict completed-without-goods \
            silent_unknown silent_absent silent_unreadable consent_no_domain \
            consent_no_record consent_other_token consent_alias consent_wildcard \
            consent_no_mx consent_null_mx consent_unfit_mx consent_no_mx_address \
            consent_no_reverse consent_foreign_mx consent_unconfirmed \
            consent_no_answer consent_server_error consent_servers_disagree \
            consent_expired consent_order_open consent_day_full consent_stale \
            placed accepted sent_again not_placed price_rose waited_too_long \
            by_customer by_admin returns_stopped id_taken interrupted typed seen \
            refill_unclear source_closed in_their_list in_no_list";
        let texts: Vec<&str> = reasons.iter().map(|reason| reason.into_str()).collect();
        assert_eq!(texts, stored.split_whitespace().collect::<Vec<_>>());
        for reason in reasons {
            assert_eq!(reason.into_str().parse(), Ok(reason));
        }
        assert!("of_another_version".parse::<Reason>().is_err());
    }
}
