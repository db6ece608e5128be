//! A change that waits for an owner, in a few lines: what is sold, and what is listed.

use rust_decimal::{Decimal, RoundingStrategy};

use super::quoted;
use crate::bot::ui::words::{Args, Words};
use crate::domain::pricing::unit_price;
use crate::store::price_changes::PriceChange;

/// Names are cut here, so that a line fits a phone.
const NAME_MAX_CHARS: usize = 40;
/// From so many percent on no decimals are shown.
const WHOLE_FROM: Decimal = Decimal::TEN;

/// By how much one amount is above or below another, such as `+9%` or `−50%`.
#[must_use]
pub fn percent_moved(before: Decimal, after: Decimal) -> String {
    let moved = after.checked_sub(before).and_then(|moved| moved.checked_div(before));
    let Some(percent) = moved.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED)) else {
        return "–".to_owned();
    };
    let decimals = u32::from(percent.abs() < WHOLE_FROM);
    let shown = percent.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let sign = if percent.is_sign_negative() { "−" } else { "+" };
    format!("{sign}{}%", shown.abs().normalize())
}

/// The lines of a change, with the markup in percent.
#[must_use]
pub fn change_lines(words: &Words, change: &PriceChange, markup_percent: Decimal) -> Vec<String> {
    let offered = &change.offered;
    let marks =
        [(offered.is_off_sale(change.rate, markup_percent), " ⏸️"), (change.is_skipped, " ⏭️")];
    let marks: String =
        marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| mark).collect();
    let args = Args::new()
        .text("id", change.service_id.to_string())
        .text("name", quoted(&change.name, NAME_MAX_CHARS))
        .text("marks", marks)
        .text("new", quoted(&offered.name, NAME_MAX_CHARS))
        .text("before-kind", quoted(change.kind.as_str(), NAME_MAX_CHARS))
        .text("after-kind", quoted(&offered.kind_label, NAME_MAX_CHARS));
    let mut lines = vec![words.html("price-change-head", args.clone())];
    if offered.doubts.is_renamed {
        lines.push(words.html("price-change-name", args.clone()));
    }
    if offered.doubts.is_retyped {
        lines.push(words.html("price-change-kind", args));
    }
    if offered.rate != change.rate {
        lines.push(price_line(words, change, markup_percent));
    }
    lines
}

fn price_line(words: &Words, change: &PriceChange, markup_percent: Decimal) -> String {
    let (before, after) = (change.rate, change.offered.rate);
    let price = |rate: Decimal| {
        let price = unit_price(rate, change.conversion, markup_percent);
        price.map_or_else(|| "–".to_owned(), |price| words.money(price))
    };
    let args = Args::new()
        .text("before", before.normalize().to_string())
        .text("after", after.normalize().to_string())
        .text("percent", percent_moved(before, after))
        .text("price-before", price(before))
        .text("price-after", price(after));
    words.html("price-change-rate", args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_a_signed_percentage() {
        let moved = |before: &str, after: &str| {
            percent_moved(before.parse().unwrap(), after.parse().unwrap())
        };
        assert_eq!(moved("1", "1.09"), "+9%");
        assert_eq!(moved("0.9", "1.20"), "+33%");
        assert_eq!(moved("2", "0.2"), "−90%");
        assert_eq!(moved("3", "3.01"), "+0.3%");
        assert_eq!(moved("0", "1"), "–");
    }
}
