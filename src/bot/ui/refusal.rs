//! The sentence for each thing a person can do wrong or run into.

use crate::bot::renderer::{field_key, items};
use crate::bot::ui::view::shorten;
use crate::bot::ui::words::{Args, Words};
use crate::domain::coupon::CouponRefusal;
use crate::domain::fields::{Field, FieldError, Kind};
use crate::domain::ids::PersonId;
use crate::domain::limits::Limits;
use crate::domain::links::{LinkError, LinkKind};
use crate::domain::number::QuantityError;
use crate::domain::one_line::one_line;
use crate::domain::order::request::RequestRefusal;
use crate::domain::top_up::TopUpState;
use crate::flows::UserError;

/// Why a use case did not happen, and what to do next. Without markup.
#[must_use]
pub fn of_flow(words: &Words, error: &UserError) -> String {
    match error {
        UserError::Quantity { min, max } => words.plain(
            "refuse-quantity",
            Args::new().text("min", words.number(*min)).text("max", words.number(*max)),
        ),
        UserError::StockShort { left } => {
            words.plain("refuse-stock-short", Args::new().text("left", words.number(*left)))
        }
        UserError::Field(field, error) => of_field(words, *field, error),
        UserError::Owes(owed) => {
            words.plain("refuse-owes", Args::new().text("amount", words.money(*owed)))
        }
        UserError::AlreadyDecided { by: PersonId::NONE } => words.word("refuse-already-decided"),
        UserError::AlreadyDecided { by } => {
            words.plain("refuse-already-decided-by", Args::new().text("admin", by.to_string()))
        }
        UserError::RequestRefused(_, refusal) => of_request(words, *refusal),
        UserError::RefundTooMuch { left } => {
            words.plain("refuse-refund-too-much", Args::new().text("left", words.money(*left)))
        }
        UserError::IdTaken { order_id } => {
            words.plain("refuse-id-taken", Args::new().text("order", order_id.to_string()))
        }
        UserError::MarkupUnchanged { percent } => {
            words.plain("refuse-markup-unchanged", Args::new().text("percent", percent))
        }
        UserError::DomainsTooMany { max } => {
            words.plain("refuse-domains-too-many", Args::new().text("max", words.number(*max)))
        }
        UserError::ChecksTooMany { max } => {
            words.plain("refuse-checks-too-many", Args::new().text("max", words.number(*max)))
        }
        UserError::DomainFull { left } => {
            let args = Args::new().count("n", *left).text("n-text", words.number(*left));
            words.plain("refuse-domain-full", args)
        }
        UserError::FavouritesFull { max } => {
            words.plain("refuse-favourites-full", Args::new().text("max", words.number(*max)))
        }
        UserError::FiledFull { max } => {
            words.plain("refuse-filed-full", Args::new().text("max", words.number(*max)))
        }
        UserError::FaqFull { max } => {
            words.plain("refuse-faq-full", Args::new().text("max", words.number(*max)))
        }
        UserError::OrdersOpen { orders } => words.plain(
            "refuse-orders-open",
            Args::new().count("n", *orders).text("n-text", words.number(*orders)),
        ),
        UserError::BalanceLeft { left } => {
            words.plain("refuse-balance-left", Args::new().text("left", words.money(*left)))
        }
        UserError::CouponsFull { max } => {
            words.plain("refuse-coupons-full", Args::new().text("max", words.number(*max)))
        }
        UserError::DepositTooSmall { min } => {
            words.plain("refuse-deposit-too-small", Args::new().text("min", words.money(*min)))
        }
        UserError::DepositTooLarge { max } => {
            words.plain("refuse-deposit-too-large", Args::new().text("max", words.money(*max)))
        }
        UserError::TopUpOver { state, by } => {
            let key = match state {
                TopUpState::Open | TopUpState::Superseded => "refuse-top-up-superseded",
                TopUpState::Given => "refuse-top-up-given",
                TopUpState::Declined => "refuse-top-up-declined",
            };
            words.plain(key, Args::new().text("admin", by.to_string()))
        }
        UserError::OwnTextTooLong { long, max } => words.plain(
            "refuse-own-text-too-long",
            Args::new().text("long", words.number(*long)).text("max", words.number(*max)),
        ),
        UserError::ProviderAddress(problem) => {
            words.word_of("refuse-provider-address", problem.into_str())
        }
        UserError::SourceUnfit(unfit) => words.word_of("refuse-source", unfit.into_str()),
        UserError::ProvidersFull { max } => {
            words.plain("refuse-providers-full", Args::new().text("max", words.number(*max)))
        }
        UserError::ProviderBusy { orders } => words.plain(
            "refuse-provider-busy",
            Args::new().count("n", *orders).text("n-text", words.number(*orders)),
        ),
        UserError::TextTooLong { long, max } => words.plain(
            "refuse-text-too-long",
            Args::new().text("long", words.number(*long)).text("max", words.number(*max)),
        ),
        // Those that say no more than their name.
        error => words.word(&format!("refuse-{}", <&str>::from(error))),
    }
}

/// Why a coupon is not taken. Without markup.
#[must_use]
pub fn of_coupon(words: &Words, refusal: CouponRefusal) -> String {
    match refusal {
        CouponRefusal::TooSmall { min } => {
            words.plain("coupon-too-small", Args::new().text("min", words.money(min)))
        }
        refusal => words.word_of("coupon-refused", refusal.into_str()),
    }
}

/// Why a refill or a cancel cannot be asked for now. Without markup.
#[must_use]
pub fn of_request(words: &Words, refusal: RequestRefusal) -> String {
    match refusal {
        RequestRefusal::TooSoon { from_ms } => {
            words.plain("request-too-soon", Args::new().time("time", from_ms))
        }
        refusal => words.word_of("request-refusal", refusal.into_str()),
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
        FieldError::NoDomain(problem) => words.word_of("no-domain", problem.into_str()),
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
        FieldError::ForeignPhone { country, calling_code } => {
            let country = country.as_deref().map(country_text).unwrap_or_default();
            let args =
                Args::new().text("country", country).text("code", format!("+{calling_code}"));
            words.plain("field-phone-foreign", args)
        }
        FieldError::NotMobile => words.word("field-phone-not-mobile"),
        FieldError::TooMany { count, max: most } => {
            words.plain("list-too-many", max(*most).text("items", items(words, field, *count)))
        }
    }
}

/// The flag of a country and its two letters.
fn country_text(code: &str) -> String {
    const FLAG_A: u32 = 0x1f1e6;
    let letter = |byte: u8| {
        let place = u32::from(byte.to_ascii_uppercase()).checked_sub(u32::from(b'A'))?;
        char::from_u32(FLAG_A.checked_add(place.min(25))?)
    };
    let flag: String = code.bytes().filter_map(letter).collect();
    format!("{flag} {code} ")
}

/// What is wrong with a quantity, and the limits.
#[must_use]
pub fn of_quantity(words: &Words, error: Option<&QuantityError>, limits: Limits) -> String {
    let args =
        Args::new().text("min", words.number(limits.min)).text("max", words.number(limits.max));
    let key = match error {
        Some(QuantityError::NotANumber) => "quantity-not-a-number",
        Some(QuantityError::NotPositive) => "quantity-not-positive",
        Some(QuantityError::NotWhole) => "quantity-not-whole",
        Some(QuantityError::TooLarge) | None => "quantity-outside",
    };
    words.html(key, args)
}
