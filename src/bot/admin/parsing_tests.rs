//! Commands of admins: what is read, and what is refused rather than guessed.

use super::*;
use crate::domain::ids::{OrderId, PersonId};

fn units(amount: i64) -> Money {
    Money::from_micros(amount * Money::MICROS_PER_UNIT)
}

#[test]
fn an_adjustment_is_user_amount_and_the_rest_as_reason() {
    let read = adjustment(" 5001  12.50 paid by\nbank \u{202e}transfer ");
    let reason = "paid by bank transfer".to_owned();
    let amount = Money::from_micros(12_500_000);
    assert_eq!(read, Ok(Adjustment { person_id: PersonId::new(5001), amount, reason }));
}

#[test]
fn a_wrong_adjustment_names_the_first_thing_wrong() {
    assert_eq!(adjustment(""), Err(InputError::Incomplete));
    assert_eq!(adjustment("5001"), Err(InputError::Incomplete));
    for user in ["@ann", "ann", "-5001", "+5001", "0", "5001.0", "99999999999999999999"] {
        assert_eq!(adjustment(&format!("{user} 5 gift")), Err(InputError::NotAUser), "{user}");
    }
    for amount in ["12,50", "1e3", "-5", "+5", "$5", "five", "1_000", "٥"] {
        let refused = adjustment(&format!("5001 {amount} gift"));
        assert_eq!(refused, Err(InputError::Amount(AmountError::NotPlain)), "{amount}");
    }
    assert_eq!(adjustment("5001 0 gift"), Err(InputError::Amount(AmountError::NotPositive)));
    assert_eq!(adjustment("5001 0.0000001 gift"), Err(InputError::Amount(AmountError::TooPrecise)));
    assert_eq!(adjustment("5001 99999999999 gift"), Err(InputError::Amount(AmountError::TooLarge)));
    assert_eq!(adjustment("5001 5"), Err(InputError::NoReason));
    assert_eq!(adjustment("5001 5 \u{200b}\u{202e}"), Err(InputError::NoReason));
    let long = format!("5001 5 {}", "x".repeat(REASON_MAX_CHARS + 1));
    assert_eq!(adjustment(&long), Err(InputError::LongReason));
}

#[test]
fn a_refund_without_an_amount_is_everything() {
    let reason = "never started".to_owned();
    let all = Refund {
        order_id: OrderId::new(1001),
        amount: None,
        is_anyway: false,
        reason: reason.clone(),
    };
    assert_eq!(refund("1001 never started"), Ok(all.clone()));
    assert_eq!(refund("#1001 never started"), Ok(all.clone()));
    let part = Refund { amount: Some(units(3)), ..all };
    assert_eq!(refund("#1001 3 never started"), Ok(part));
}

#[test]
fn a_reason_that_starts_with_a_digit_is_refused_and_not_guessed() {
    for text in ["2nd", "12,50", "$3", "-3", "+3", "3€", "٣", ".5", "½"] {
        let refused = refund(&format!("1001 {text} late"));
        assert_eq!(refused, Err(InputError::Amount(AmountError::NotPlain)), "{text}");
    }
    assert_eq!(refund("1001 5"), Err(InputError::NoReason));
    assert_eq!(refund("1001"), Err(InputError::Incomplete));
    assert_eq!(refund(""), Err(InputError::Incomplete));
    assert_eq!(refund("order late"), Err(InputError::NotAnOrder));
    assert_eq!(refund("##1001 late"), Err(InputError::NotAnOrder));
}

#[test]
fn anyway_is_a_word_anywhere_in_the_reason() {
    let says = |text: &str| refund(text).map(|refund| refund.is_anyway);
    assert_eq!(says("1001 anyway, too slow"), Ok(true));
    assert_eq!(says("1001 4 too slow (Anyway)"), Ok(true));
    assert_eq!(says("1001 anyways"), Ok(false));
    assert_eq!(says("1001 too slow"), Ok(false));
}

#[test]
fn anyway_is_not_told_to_the_customer() {
    let told = |text: &str| refund(text).map(|refund| refund.reason);
    for text in ["1001 anyway, too slow", "1001 too slow (Anyway)", "1001 4 too anyway slow"] {
        assert_eq!(told(text), Ok("too slow".to_owned()), "{text}");
    }
    assert_eq!(told("1001 anyway"), Ok("anyway".to_owned()));
}

#[test]
fn an_id_of_a_provider_is_visible_ascii() {
    assert_eq!(provider_id(" 23501 \n"), Some("23501"));
    assert_eq!(provider_id("a-b_c/9"), Some("a-b_c/9"));
    for text in ["", "  ", "two words", "№5", "\u{200b}5"] {
        assert_eq!(provider_id(text), None, "{text}");
    }
    assert_eq!(provider_id(&"7".repeat(64)).map(str::len), Some(64));
    assert_eq!(provider_id(&"7".repeat(65)), None);
}
