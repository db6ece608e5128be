//! The sentence for each thing a person can do wrong or run into.

use crate::bot::renderer::{field_key, items};
use crate::bot::ui::view::shorten;
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::{Field, FieldError, Kind};
use crate::domain::ids::PersonId;
use crate::domain::line::one_line;
use crate::domain::links::{LinkError, LinkKind};
use crate::domain::number::QuantityError;
use crate::domain::top_up::TopUpState;
use crate::flows::UserError;

/// Why a use case did not happen, and what to do next. Without markup.
#[must_use]
pub fn of_flow(words: &Words, error: &UserError) -> String {
    let plain = |key: &str| words.word(key);
    match error {
        UserError::ServiceGone => plain("refuse-service-gone"),
        UserError::NotSellable => plain("refuse-not-sellable"),
        UserError::ServicePaused => plain("refuse-service-paused"),
        UserError::Quantity { min, max } => words.plain(
            "refuse-quantity",
            Args::new().text("min", words.number(*min)).text("max", words.number(*max)),
        ),
        UserError::Field(field, error) => of_field(words, *field, error),
        UserError::QuoteGone => plain("refuse-quote-gone"),
        UserError::Owes(owed) => {
            words.plain("refuse-owes", Args::new().text("amount", words.money(*owed)))
        }
        UserError::TooManyReviews => plain("refuse-too-many-reviews"),
        UserError::Banned => plain("refuse-banned"),
        UserError::SalesPaused => plain("refuse-sales-paused"),
        UserError::OrderNotFound => plain("refuse-order-not-found"),
        UserError::NotCancelable => plain("refuse-not-cancelable"),
        UserError::AlreadyDecided { by: PersonId::NONE } => plain("refuse-already-decided"),
        UserError::AlreadyDecided { by } => {
            words.plain("refuse-already-decided-by", Args::new().text("admin", by.to_string()))
        }
        UserError::RefundRefused => plain("refuse-refund-refused"),
        UserError::RefundNeedsAnyway => plain("refuse-refund-needs-anyway"),
        UserError::RefundTooMuch { left } => {
            words.plain("refuse-refund-too-much", Args::new().text("left", words.money(*left)))
        }
        UserError::RefundWhole => plain("refuse-refund-whole"),
        UserError::OwnAccount => plain("refuse-own-account"),
        UserError::PersonNotFound => plain("refuse-person-not-found"),
        UserError::IdTaken { order_id } => {
            words.plain("refuse-id-taken", Args::new().text("order", order_id.to_string()))
        }
        UserError::AmountTooLarge => plain("refuse-amount-too-large"),
        UserError::MarkupMoved => plain("refuse-markup-moved"),
        UserError::MarkupUnchanged { percent } => {
            words.plain("refuse-markup-unchanged", Args::new().text("percent", percent))
        }
        UserError::ProviderNotStopped => plain("refuse-provider-not-stopped"),
        UserError::StopStays => plain("refuse-stop-stays"),
        UserError::TrialUnderWay => plain("refuse-trial-under-way"),
        UserError::NothingToFile => plain("refuse-nothing-to-file"),
        UserError::FiledAlready => plain("refuse-filed-already"),
        UserError::FiledFull { max } => {
            words.plain("refuse-filed-full", Args::new().text("max", words.number(*max)))
        }
        UserError::FiledGone => plain("refuse-filed-gone"),
        UserError::OwnerStays => plain("refuse-owner-stays"),
        UserError::OwnerNotBanned => plain("refuse-owner-not-banned"),
        UserError::BannedAlready => plain("refuse-banned-already"),
        UserError::NotBanned => plain("refuse-not-banned"),
        UserError::DepositTooSmall { min } => {
            words.plain("refuse-deposit-too-small", Args::new().text("min", words.money(*min)))
        }
        UserError::DepositTooLarge { max } => {
            words.plain("refuse-deposit-too-large", Args::new().text("max", words.money(*max)))
        }
        UserError::DepositGone => plain("refuse-deposit-gone"),
        UserError::TopUpGone => plain("refuse-top-up-gone"),
        UserError::TopUpOver { state, by } => {
            let key = match state {
                TopUpState::Open | TopUpState::Superseded => "refuse-top-up-superseded",
                TopUpState::Given => "refuse-top-up-given",
                TopUpState::Declined => "refuse-top-up-declined",
            };
            words.plain(key, Args::new().text("admin", by.to_string()))
        }
        UserError::TicketNotFound => plain("refuse-ticket-not-found"),
        UserError::TicketClosed => plain("refuse-ticket-closed"),
        UserError::TicketFull => plain("refuse-ticket-full"),
        UserError::TicketsTooMany => plain("refuse-tickets-too-many"),
        UserError::TooManyMessages => plain("refuse-too-many-messages"),
        UserError::TextEmpty => plain("refuse-text-empty"),
        UserError::TextTooLong { long, max } => words.plain(
            "refuse-text-too-long",
            Args::new().text("long", words.number(*long)).text("max", words.number(*max)),
        ),
    }
}

/// What is wrong with a link, and an example of a right one.
#[must_use]
pub fn of_link(words: &Words, error: &LinkError, example: &str) -> String {
    let args = Args::new().text("example", example);
    match error {
        LinkError::Empty | LinkError::NotALink => words.html("link-not-a-link", args),
        LinkError::TooLong => words.html("link-too-long", args),
        LinkError::Several => words.html("link-several", args),
        LinkError::Email | LinkError::Phone => words.html("link-contact", args),
        LinkError::WrongPlatform { expected } => {
            words.html("link-wrong-platform", args.text("platform", expected.name()))
        }
    }
}

/// What a link leads to, and what the service needs instead.
#[must_use]
pub fn of_link_kind(words: &Words, (found, wanted): (LinkKind, LinkKind), example: &str) -> String {
    let args = Args::new()
        .text("found", words.word_of("link-kind", found.into_str()))
        .text("wanted", words.word_of("link-kind", wanted.into_str()))
        .text("example", example);
    words.html("link-wrong-kind", args)
}

/// What is wrong with what was entered into a field. Without markup.
#[must_use]
pub fn of_field(words: &Words, field: Field, error: &FieldError) -> String {
    let max = |max: i64| Args::new().text("max", words.number(max));
    let rule = || match field.kind() {
        Kind::Choice(_) => words.word("choice-bad"),
        _ => words.word(&field_key(field, "bad")),
    };
    match error {
        FieldError::Empty => words.word("field-empty"),
        FieldError::Unfit => words.plain("field-unfit", Args::new().text("rule", rule())),
        FieldError::TooLong { max: chars } if field.list_rule().is_some() => {
            words.plain("list-too-long", max(*chars))
        }
        FieldError::TooLong { max: chars } => words.plain("field-too-long", max(*chars)),
        FieldError::ItemUnfit { item } => {
            let args = Args::new().text("item", shorten(&one_line(item), 40)).text("rule", rule());
            words.plain("list-item-unfit", args)
        }
        FieldError::ItemTooLong { item, max: chars } => {
            words.plain("list-item-too-long", max(*chars).text("line", words.number(*item)))
        }
        FieldError::TooMany { count, max: most } => {
            words.plain("list-too-many", max(*most).text("items", items(words, field, *count)))
        }
    }
}

/// What is wrong with a quantity, and the limits.
#[must_use]
pub fn of_quantity(words: &Words, error: Option<&QuantityError>, (min, max): (i64, i64)) -> String {
    let args = Args::new().text("min", words.number(min)).text("max", words.number(max));
    let key = match error {
        Some(QuantityError::NotANumber) => "quantity-not-a-number",
        Some(QuantityError::NotPositive) => "quantity-not-positive",
        Some(QuantityError::NotWhole) => "quantity-not-whole",
        Some(QuantityError::TooLarge) | None => "quantity-outside",
    };
    words.html(key, args)
}
