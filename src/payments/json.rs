//! Single values of a gateway's JSON in whatever type they come: text or number, always exactly.
//! Must never go through a float.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::value::RawValue;

use crate::domain::number::parse_decimal;

/// The inside of a JSON string that is not empty.
pub fn text(raw: &RawValue) -> Option<String> {
    let text: String = serde_json::from_str(raw.get()).ok()?;
    Some(text).filter(|text| !text.trim().is_empty())
}

/// A JSON string that is not empty, or the exact text of a JSON number.
pub fn scalar(raw: &RawValue) -> Option<String> {
    let digits = |first: u8| first == b'-' || first.is_ascii_digit();
    if raw.get().bytes().next().is_some_and(digits) {
        return Some(raw.get().to_owned());
    }
    text(raw)
}

/// An exact number, whether written as number or as text.
pub fn decimal(raw: &RawValue) -> Option<Decimal> {
    parse_decimal(&scalar(raw)?)
}

/// A whole number, whether written as number or as text.
pub fn whole(raw: &RawValue) -> Option<i64> {
    decimal(raw).filter(Decimal::is_integer)?.to_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn numbers_are_exact_in_both_types() {
        let long = "0.12345678901234567";
        assert_eq!(decimal(&raw(long)).unwrap().to_string(), long);
        assert_eq!(decimal(&raw(&format!("\"{long}\""))).unwrap().to_string(), long);
        assert_eq!([whole(&raw("7")), whole(&raw("\"7\"")), whole(&raw("7.0"))], [Some(7); 3]);
        for json in ["7.5", "\"\"", "null", "true", "[7]", "{}", "\"0x7\""] {
            assert_eq!(whole(&raw(json)), None, "{json}");
        }
        assert_eq!(text(&raw("\" \"")), None);
    }
}
