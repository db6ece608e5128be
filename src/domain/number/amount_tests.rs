//! Tests of amounts and counts. What is read is compared with every convention that people write
//! by, each spelled out here on its own.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<String, AmountError> {
    parse_amount(text, "USD").map(|number| number.normalize().to_string())
}

#[test]
fn amounts_with_one_reading_are_read() {
    let cases = [
        ("1234.5", "1,234.50; 1.234,50; 1 234,50; 1\u{a0}234,50; 1\u{202f}234.50; 1'234.50"),
        ("10.5", "$10.50; 10.50 USD; USD 10.50; 10,50 $; 10.50usd; US$ 10.50; +10.50; 1.05e1"),
        ("-5.25", "-5.25; -$5.25; $-5.25; \u{2212}5,25; - 5.25 USD; -5,25$"),
        ("0.5", "0,5; .5; 0.50; 0,500"),
        ("12.5", "12,50; 12,5"),
        ("1.234", "1.234"),
        ("1234567", "1,234,567; 1.234.567; 1 234 567; 12,34,567; 1,234,567.00"),
        ("1234", "1 234; 1'234; 1234; 1234,00"),
        ("1234.567", "1,234.567; 1.234,567; 1234,567"),
        ("123456.5", "1,23,456.50"),
    ];
    for (expected, texts) in cases {
        for text in texts.split("; ") {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }
}

#[test]
fn what_has_two_readings_or_another_currency_is_not_read() {
    for text in ["1,234", "-1,234", "$1,234", "123,456 USD", "12,345"] {
        assert_eq!(read(text), Err(AmountError::Ambiguous), "{text}");
    }
    for text in ["€5", "5 EUR", "5,00 ₽", "C$5", "5 руб.", "USDT 5", "5 dollars", "$5 EUR"] {
        assert_eq!(read(text), Err(AmountError::OtherCurrency), "{text}");
    }
    let nothing =
        "; $; USD; --5; -$-5; 1.2.3; 1,23,45; 1 23; 1,2,3; 5%; 5/2; 1-2; 5 6; 1,,5; 1 a 5";
    for text in nothing.split("; ") {
        assert_eq!(read(text), Err(AmountError::NotANumber), "{text}");
    }
    assert_eq!(parse_amount("$5", "EUR"), Err(AmountError::OtherCurrency));
    assert_eq!(parse_amount("5 \u{20bd}", "rub"), Ok(Decimal::from(5)));
    assert_eq!(parse_amount("5", ""), Ok(Decimal::from(5)));
    assert_eq!(parse_amount("$5", ""), Err(AmountError::OtherCurrency));
}

#[test]
fn counts_are_whole_and_may_be_grouped() {
    for text in ["10000", "10,000", "10 000", "10.000", "10\u{a0}000", "10'000", "1e4", "10000.0"] {
        assert_eq!(parse_count(text), Some(Decimal::from(10_000)), "{text}");
    }
    assert_eq!(parse_count("1,00,000"), Some(Decimal::from(100_000)));
    for text in ["", "10.5", "1,5", "many", "1 00", "10k"] {
        assert_eq!(parse_count(text), None, "{text}");
    }
}

/// Every value that a text has in some convention: separator of groups, sizes, decimal point.
fn readings(text: &str) -> BTreeSet<Decimal> {
    let conventions = [
        ("", '.'),
        ("", ','),
        (",", '.'),
        (".", ','),
        (" ", '.'),
        (" ", ','),
        ("'", '.'),
        ("'", ','),
        ("_", '.'),
        ("_", ','),
    ];
    let read = |(group, point): (&str, char)| {
        let (whole, fraction) = match text.split_once(point) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        if fraction.is_some_and(|fraction| !is_digits(fraction)) {
            return None;
        }
        let groups: Vec<&str> =
            if group.is_empty() { vec![whole] } else { whole.split(group).collect() };
        let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let by_three = sizes.iter().skip(1).all(|size| *size == 3);
        let is_single = sizes.len() == 1 || (1..=3).contains(&sizes[0]);
        let last = sizes.len() - 1;
        let by_two = group == ","
            && last > 0
            && sizes[last] == 3
            && sizes[0] <= 2
            && sizes[1..last].iter().all(|size| *size == 2);
        let is_digits = groups.iter().all(|group| is_digits(group));
        let is_zero_led = sizes.len() > 1 && groups[0].starts_with('0');
        if !is_digits || is_zero_led || !(by_three && is_single || by_two) {
            return None;
        }
        format!("{}.{}", groups.concat(), fraction.unwrap_or("0")).parse().ok()
    };
    conventions.into_iter().filter_map(read).collect()
}

proptest! {
    #[test]
    fn a_text_is_read_as_its_only_reading_or_not_at_all(
        text in "[0-9]{1,4}([,. '_]?[0-9]{1,3}){0,3}",
    ) {
        let readings = readings(&text);
        let separators = text.matches([',', '.', ' ', '\'', '_']).collect::<String>();
        match parse_amount(&text, "USD") {
            // A single point is a decimal point, as JSON writes it.
            Ok(number) if separators == "." => {
                prop_assert_eq!(number, text.parse::<Decimal>().unwrap());
            }
            Ok(number) => prop_assert_eq!(readings, BTreeSet::from([number]), "{}", text),
            Err(AmountError::Ambiguous) => prop_assert!(readings.len() > 1, "{}", text),
            Err(_) => prop_assert!(readings.is_empty(), "{} is {:?}", text, readings),
        }
    }

    #[test]
    fn a_changed_letter_never_makes_another_amount_of_a_foreign_one(
        cents in 1..10_000_000_i64, at in 0..12_usize, letter in any::<char>(),
    ) {
        let text = format!("{} EUR", Decimal::new(cents, 2));
        let changed: String =
            text.chars().enumerate().map(|(i, c)| if i == at { letter } else { c }).collect();
        prop_assert!(parse_amount(&changed, "USD").is_err(), "{}", changed);
    }

    #[test]
    fn every_way_of_writing_an_amount_gives_it_back(cents in -99_999_999..=99_999_999_i64) {
        let plain = Decimal::new(cents, 2).to_string();
        let (sign, size) = plain.strip_prefix('-').map_or(("", plain.as_str()), |size| ("-", size));
        let (whole, fraction) = size.split_once('.').unwrap();
        let ways = [(",", "."), (".", ","), (" ", ","), (" ", "."), ("'", "."), ("\u{a0}", ",")];
        for (group, point) in ways {
            let mut grouped = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index) % 3 == 0 {
                    grouped.push_str(group);
                }
                grouped.push(digit);
            }
            let bare = format!("{grouped}{point}{fraction}");
            for text in [format!("{sign}{bare}"), format!("{sign}${bare} ")] {
                prop_assert_eq!(parse_amount(&text, "USD"), Ok(Decimal::new(cents, 2)), "{}", text);
            }
        }
    }

    #[test]
    fn no_text_panics(text in ".{0,80}", number in "[-+0-9.,eE$€ ']{0,70}") {
        for text in [text, number] {
            let _ = (parse_amount(&text, "USD"), parse_count(&text));
        }
    }
}
