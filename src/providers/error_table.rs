//! The error texts of panels, as data: which words mean that nothing was placed, and why.
//!
//! Texts are compared whole, after folding case, spacing, digits and end punctuation; an opening is
//! listed only where the sentence goes on differently everywhere. A loose match here could
//! call an accepted order refused, so a text that is not listed must never be guessed at.

use strum::{EnumIter, EnumString, IntoStaticStr};

pub(super) use crate::domain::provider::fold_sentence as fold;

/// What a listed error text is about (docs/protocols.md, "Errors"), and what follows from it.
/// "Placed" speaks of the answer to an `add`; an answer to another call is about that call alone
/// and moves no money. In no class does a customer read the panel's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ErrorClass {
    /// The key is refused or the account suspended. Nothing placed. Money: stays held. Customer:
    /// waits, may cancel. Admin: told once in six hours; nothing is sent for ten minutes.
    Auth,
    /// The request is refused as such: a fault of the shop or of its settings. Nothing placed.
    /// Money: returned whole. Customer: told so. Admin: not told, the reason stays with the order.
    Request,
    /// The service is unknown or no longer sold. Nothing placed. Money: returned whole. Customer:
    /// told so. Admin: not told, the reason stays with the order; the service is hidden at once and
    /// shown again only if a later list has it.
    ServiceGone,
    /// The link is refused, or its account is private. Nothing placed. Money: returned whole.
    /// Customer: told that the link was refused. Admin: not told.
    Link,
    /// Below the minimum. Nothing placed. Money: returned whole. Customer: told so. Admin: not
    /// told, the next sync brings the new limits.
    QuantityLow,
    /// Above the maximum; the same consequences as [`ErrorClass::QuantityLow`].
    QuantityHigh,
    /// Another fault of quantity, runs or interval; the same consequences as
    /// [`ErrorClass::QuantityLow`].
    Quantity,
    /// A field of the service's type is missing: a fault of the shop's form. Nothing placed. Money:
    /// returned whole. Customer: told so. Admin: not told, the reason stays with the order.
    TypeField,
    /// An open order has the same link. Nothing placed. Money: stays held. Customer: waits, may
    /// cancel; the order is sent again after two minutes. Admin: told once in six hours, nothing
    /// else stops.
    Duplicate,
    /// The shop's balance at the panel is too small. Nothing placed. Money: stays held. Customer:
    /// waits, may cancel, never learns why. Admin: told once in six hours to fill up; nothing is
    /// sent for five minutes.
    Funds,
    /// Too many requests. Nothing placed. Money: stays held. Customer: waits, may cancel. Admin:
    /// told once in six hours; nothing is sent for a minute, or as long as the panel asks.
    Rate,
    /// An order or refill id is not known. After a `status`: no news about that order, nobody is
    /// told. After an `add` it proves nothing: as [`ErrorClass::Other`].
    Lookup,
    /// A refill is refused. After an `add` it proves nothing: as [`ErrorClass::Other`].
    Refill,
    /// Says nothing about what happened; unlisted texts count as this too. After an `add` the order
    /// may be placed. Money: stays held. Customer: told that it is being checked. Admin: decides in
    /// a review; it is never sent again by itself.
    Other,
}

/// Longer texts are not looked up: no panel's sentence is that long.
pub(super) const TEXT_MAX_CHARS: usize = 200;

/// Whole texts, folded; `#` stands for a number.
const WHOLE: &[(&str, ErrorClass)] = &[
    ("invalid api key", ErrorClass::Auth),
    ("incorrect api key", ErrorClass::Auth),
    ("invalid key", ErrorClass::Auth),
    ("account suspended", ErrorClass::Auth),
    ("your account is suspended", ErrorClass::Auth),
    ("your account has been suspended", ErrorClass::Auth),
    ("incorrect request", ErrorClass::Request),
    ("invalid request", ErrorClass::Request),
    ("this action is invalid", ErrorClass::Request),
    ("invalid action", ErrorClass::Request),
    ("incorrect action", ErrorClass::Request),
    ("missing parameters", ErrorClass::Request),
    ("neither parameter is set", ErrorClass::Request),
    ("incorrect service id", ErrorClass::ServiceGone),
    ("invalid service id", ErrorClass::ServiceGone),
    ("error.incorrect_service_id", ErrorClass::ServiceGone),
    ("disabled service id", ErrorClass::ServiceGone),
    ("service id does not exists", ErrorClass::ServiceGone),
    ("service id does not exist", ErrorClass::ServiceGone),
    ("service is inactive", ErrorClass::ServiceGone),
    ("service inactive", ErrorClass::ServiceGone),
    ("service is not available", ErrorClass::ServiceGone),
    ("service not available", ErrorClass::ServiceGone),
    ("service is disabled", ErrorClass::ServiceGone),
    ("service disabled", ErrorClass::ServiceGone),
    ("bad link", ErrorClass::Link),
    ("incorrect link", ErrorClass::Link),
    ("invalid link", ErrorClass::Link),
    ("neworder.error.link", ErrorClass::Link),
    ("private account", ErrorClass::Link),
    ("account is private", ErrorClass::Link),
    ("this account is private", ErrorClass::Link),
    ("quantity less than minimal", ErrorClass::QuantityLow),
    ("quantity less than minimal #", ErrorClass::QuantityLow),
    ("quantity less than minimum", ErrorClass::QuantityLow),
    ("quantity less than minimum #", ErrorClass::QuantityLow),
    ("neworder.error.min_quantity", ErrorClass::QuantityLow),
    ("quantity more than maximum", ErrorClass::QuantityHigh),
    ("quantity more than maximum #", ErrorClass::QuantityHigh),
    // One panel says "less" where it means too many.
    ("quantity less than maximum", ErrorClass::QuantityHigh),
    ("quantity less than maximum #", ErrorClass::QuantityHigh),
    ("neworder.error.max_quantity", ErrorClass::QuantityHigh),
    ("incorrect quantity", ErrorClass::Quantity),
    ("invalid quantity", ErrorClass::Quantity),
    ("runs is required", ErrorClass::Quantity),
    ("interval time is required", ErrorClass::Quantity),
    ("no dripfeed support", ErrorClass::Quantity),
    ("answer number is required", ErrorClass::TypeField),
    ("comments field is required", ErrorClass::TypeField),
    ("neworder.error.comment", ErrorClass::TypeField),
    ("you have active order with this link", ErrorClass::Duplicate),
    ("active order with this link exists", ErrorClass::Duplicate),
    ("neworder.error.link_duplicate", ErrorClass::Duplicate),
    ("not enough funds", ErrorClass::Funds),
    ("not enough funds on balance", ErrorClass::Funds),
    ("neworder.error.not_enough_funds", ErrorClass::Funds),
    ("neworder.error.insufficient_balance", ErrorClass::Funds),
    ("rate limit exceeded", ErrorClass::Rate),
    ("rate limit exceeded. slow down", ErrorClass::Rate),
    ("too many requests", ErrorClass::Rate),
    ("incorrect order id", ErrorClass::Lookup),
    ("invalid order id", ErrorClass::Lookup),
    ("order not found", ErrorClass::Lookup),
    ("not found", ErrorClass::Lookup),
    ("incorrect refill id", ErrorClass::Lookup),
    ("refill not found", ErrorClass::Lookup),
    ("order not eligible for refill", ErrorClass::Refill),
    ("refill is disabled for this service", ErrorClass::Refill),
    ("the order is not completed", ErrorClass::Refill),
    ("less than # hours ago", ErrorClass::Refill),
    ("unknown error, please try again", ErrorClass::Other),
    ("unknown error", ErrorClass::Other),
];

/// Openings of sentences that go on in the panel's own words, folded.
const OPENINGS: &[(&str, ErrorClass)] = &[
    ("api is disable for this user", ErrorClass::Auth),
    ("you have active order with this link. please wait until order", ErrorClass::Duplicate),
    ("there was an error processing your request", ErrorClass::Other),
];

/// Ends of sentences that begin with something of the request, folded. Only classes that prove
/// nothing after an `add` may stand here.
const ENDINGS: &[(&str, ErrorClass)] =
    &[(" is not a number", ErrorClass::Lookup), (" less than # hours ago", ErrorClass::Refill)];

/// The class of a provider's error text; `None` for a text that is not in the table.
#[must_use]
pub fn classify(text: &str) -> Option<ErrorClass> {
    if text.chars().nth(TEXT_MAX_CHARS).is_some() {
        return None;
    }
    let folded = fold(text);
    let whole = WHOLE.iter().find(|(known, _)| *known == folded);
    let opening = || OPENINGS.iter().find(|(known, _)| folded.starts_with(known));
    let ending = || ENDINGS.iter().find(|(known, _)| folded.ends_with(known));
    whole.or_else(opening).or_else(ending).map(|(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn every_listed_text_is_written_folded_and_found() {
        for (text, class) in WHOLE.iter().chain(OPENINGS) {
            assert_eq!(fold(text), *text);
            assert_eq!(classify(text), Some(*class), "{text}");
            assert_eq!(classify(&format!(" {}.", text.to_uppercase())), Some(*class), "{text}");
        }
    }

    #[test]
    fn classes_are_read_back() {
        let named = "auth request service_gone link quantity_low quantity_high quantity type_field \
            duplicate funds rate lookup refill other";
        assert_eq!(
            ErrorClass::iter().map(|class| class.into_str()).collect::<Vec<_>>().join(" "),
            named
        );
        for class in ErrorClass::iter() {
            assert_eq!(class.into_str().parse(), Ok(class));
        }
        assert!("Link".parse::<ErrorClass>().is_err());
    }

    #[test]
    fn what_an_ending_says_proves_nothing_about_an_add() {
        for (ending, class) in ENDINGS {
            assert!(matches!(class, ErrorClass::Lookup | ErrorClass::Refill), "{ending}");
            assert_eq!(classify(&format!("This {ending}!")), Some(*class), "{ending}");
        }
    }

    #[test]
    fn no_text_is_listed_twice() {
        for (index, (text, _)) in WHOLE.iter().enumerate() {
            assert!(WHOLE.iter().skip(index + 1).all(|(other, _)| other != text), "{text}");
        }
    }

    #[test]
    fn sentences_of_real_panels_are_classed() {
        let cases = [
            ("Quantity less than minimal 50", ErrorClass::QuantityLow),
            ("Quantity more than maximum 10,000.", ErrorClass::QuantityHigh),
            ("Rate limit exceeded. Slow down.", ErrorClass::Rate),
            (
                "You have active order with this link. Please wait until order being completed.",
                ErrorClass::Duplicate,
            ),
            ("API is Disable for this user or your account", ErrorClass::Auth),
            ("12 is not a number", ErrorClass::Lookup),
            ("abc is not a number.", ErrorClass::Lookup),
            ("The order was completed less than 24 hours ago", ErrorClass::Refill),
        ];
        for (text, class) in cases {
            assert_eq!(classify(text), Some(class), "{text}");
        }
    }

    #[test]
    fn sentences_that_only_contain_a_listed_one_are_not_listed() {
        let unlisted = [
            "",
            "   ",
            "Order 7 placed, but bad link for the second run",
            "Bad link? Order is being checked",
            "Unknown error: not enough funds",
            "neworder.error.links",
            "link",
            "Order created. Rate limit exceeded",
            "Quantity less than minimal or the order is already running",
        ];
        for text in unlisted {
            assert_eq!(classify(text), None, "{text}");
        }
        assert_eq!(classify(&"bad link ".repeat(100)), None);
    }
}
