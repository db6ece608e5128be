//! The journal of admin acts: the names of the acts, and the hash chain, in which every row's hash
//! covers the row before it.
//! Owns how fields become bytes. It must never let two different rows feed the same bytes to the
//! hash, and never change that layout: stored hashes are checked against it for ever.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use strum::{EnumIter, IntoStaticStr};

/// What was done, by the name under which the journal keeps it for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ActName {
    /// Something upon a person.
    #[strum(transparent)]
    Upon(PersonAct),
    /// The shop was claimed.
    Claim,
    /// An owner was removed.
    OwnerRemoved,
    /// A coupon was made.
    CouponMade,
    /// It was ended.
    CouponStopped,
    /// What inviting earns was changed.
    Referral,
    /// A text about the shop was written, or the one that ships is shown again.
    TextWritten,
    /// A question that is asked often was added.
    QuestionAdded,
    /// One was removed.
    QuestionRemoved,
    /// A person's data was deleted, as they wanted.
    PersonErased,
    /// A look at the providers' services was asked for.
    Sync,
    /// The markup was changed.
    Markup,
    /// Changes of providers' lists were taken over.
    PricesApplied,
    /// They were left as they are.
    PricesSkipped,
    /// A service that was charged above its cost was put on sale again.
    ServiceResumed,
    /// Prices follow another rate of a currency.
    RateTaken,
    /// A stopped provider was given an order to try.
    ProviderResumed,
    /// A service or a category was given a name, or its provider's again.
    CatalogNamed,
    /// The same with a description.
    CatalogDescribed,
    /// One was pinned, unpinned, hidden or shown.
    CatalogMarked,
    /// A service may be bought at another source too.
    SourceAdded,
    /// It may not any more.
    SourceRemoved,
    /// A comparison of a provider's balance was asked for.
    ComparisonAsked,
    /// Something about a provider itself.
    #[strum(transparent)]
    Provider(ProviderAct),
    /// A provider's sentence was filed.
    WordsFiled,
    /// That was taken back.
    WordsUnfiled,
    /// A request for a top-up was declined.
    TopUpDeclined,
    /// A payment that was shown did not come.
    DepositDeclined,
    /// A way in for money was opened or closed.
    GatewaySwitched,
    /// A provider was asked for refills or cancels.
    ProviderAsked,
    /// A ticket was answered.
    TicketAnswer,
    /// A ticket was closed.
    TicketClose,
    /// What a provider asks buyers for was approved.
    AskApproved,
    /// That was taken back.
    AskWithdrawn,
}

/// An act upon somebody's money, order or standing, which every owner reads of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PersonAct {
    /// Money was given.
    Credit,
    /// Money was taken.
    Debit,
    /// Money of an order was returned.
    Refund,
    /// They may place no new orders.
    Ban,
    /// They may again.
    Unban,
    /// An order in review was placed.
    ReviewPlaced,
    /// An order in review is sent again.
    ReviewSendAgain,
    /// An order in review was not placed.
    ReviewNotPlaced,
    /// The return of an order in review is right.
    ReviewReturn,
    /// An order in review was delivered.
    ReviewDelivered,
    /// The goods of an order were shown to an owner.
    GoodsShown,
}

/// An act upon a provider, which every owner reads of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ProviderAct {
    /// It was added in the chat.
    ProviderAdded,
    /// Its address and key were typed anew.
    ProviderReaddressed,
    /// Another host is the same system.
    ProviderMoved,
    /// It is sold and sent to no more.
    ProviderSwitchedOff,
    /// It is again.
    ProviderSwitchedOn,
    /// It was removed.
    ProviderRemoved,
    /// Owners are warned of another balance.
    ProviderWarned,
    /// A trial has shown that what it says is what it takes: it is sold.
    ProviderTrialAgreed,
}

impl From<ProviderAct> for ActName {
    fn from(act: ProviderAct) -> Self {
        Self::Provider(act)
    }
}

impl From<PersonAct> for ActName {
    fn from(act: PersonAct) -> Self {
        Self::Upon(act)
    }
}

/// The hash of a row as 64 lower-case hex digits, from the hash of the row before (empty for the
/// first) and the row's fields in a fixed order.
///
/// The number of fields and the byte length of each come before the bytes, so that moving a
/// character from one field to the next, or splitting a field, changes the hash.
pub fn chain_hash(previous: &str, fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    feed(&mut hasher, previous);
    hasher.update(length_bytes(fields.len()));
    for field in fields {
        feed(&mut hasher, field);
    }
    HEXLOWER.encode(&hasher.finalize())
}

fn feed(hasher: &mut Sha256, text: &str) {
    hasher.update(length_bytes(text.len()));
    hasher.update(text.as_bytes());
}

/// Eight bytes on every platform, so that a database moves between machines.
fn length_bytes(length: usize) -> [u8; 8] {
    u64::try_from(length).unwrap_or(u64::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_layout_is_fixed() {
        // SHA-256 of sixteen zero bytes: no previous row, no fields.
        let known = "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb";
        assert_eq!(chain_hash("", &[]), known);
    }

    #[test]
    fn borders_between_fields_matter() {
        let hash = chain_hash("p", &["ab", "c"]);
        assert_ne!(hash, chain_hash("p", &["a", "bc"]));
        assert_ne!(hash, chain_hash("p", &["abc"]));
        assert_ne!(hash, chain_hash("p", &["ab", "c", ""]));
        assert_ne!(hash, chain_hash("", &["p", "ab", "c"]));
        assert_eq!(hash, chain_hash("p", &["ab", "c"]));
    }

    #[test]
    fn a_missing_row_breaks_the_chain() {
        let first = chain_hash("", &["1", "credit"]);
        let second = chain_hash(&first, &["2", "refund"]);
        let third = chain_hash(&second, &["3", "ban"]);
        assert_ne!(third, chain_hash(&first, &["3", "ban"]));
    }

    proptest! {
        #[test]
        fn different_rows_differ(
            a in prop::collection::vec("[ab]{0,3}", 0..4),
            b in prop::collection::vec("[ab]{0,3}", 0..4),
        ) {
            let left: Vec<&str> = a.iter().map(String::as_str).collect();
            let right: Vec<&str> = b.iter().map(String::as_str).collect();
            prop_assert_eq!(left == right, chain_hash("x", &left) == chain_hash("x", &right));
        }
    }
}
