//! What is not as it was shown, in short lines: nobody buys what they have not read of.

use crate::bot::ui::refusal;
use crate::bot::ui::view::shorten;
use crate::bot::ui::words::{Args, Words};
use crate::domain::duration::read_minutes;
use crate::domain::limits::Limits;
use crate::domain::pricing::Pricing;
use crate::domain::terms::TermsChange;

/// What is shown of a name or a description.
const TEXT_MAX_CHARS: usize = 200;

/// The changes as one text; `None` for none.
pub(super) fn summary(words: &Words, changes: &[TermsChange]) -> Option<String> {
    match changes {
        [] => None,
        [TermsChange::Price { .. }] => Some(words.html("checkout-requoted", Args::new())),
        changes => {
            let head = words.html("checkout-changed", Args::new());
            let lines = changes.iter().map(|change| format!("▫️ {}", line(words, change)));
            Some([head].into_iter().chain(lines).collect::<Vec<_>>().join("\n"))
        }
    }
}

fn line(words: &Words, change: &TermsChange) -> String {
    let between =
        |before: String, after: String| Args::new().text("before", before).text("after", after);
    let texts = |before: &str, after: &str| {
        between(shorten(before, TEXT_MAX_CHARS), shorten(after, TEXT_MAX_CHARS))
    };
    let filled = |key: &str, args: Args| words.html(key, args);
    let plain = |key: &str| words.html(key, Args::new());
    let range = |Limits { min, max }: &Limits| match *max {
        max if max == *min => words.number(max),
        max => format!("{} – {}", words.number(*min), words.number(max)),
    };
    match change {
        TermsChange::Name(before, after) => filled("change-name", texts(before, after)),
        TermsChange::Category(before, after) => filled("change-category", texts(before, after)),
        TermsChange::Type => plain("change-type"),
        TermsChange::Pricing(Pricing::Flat) => plain("change-pricing-flat"),
        TermsChange::Pricing(Pricing::PerUnit) => plain("change-pricing-unit"),
        TermsChange::Pricing(Pricing::Previewed) => plain("change-pricing-previewed"),
        TermsChange::Pricing(Pricing::PerThousand) => plain("change-pricing-thousand"),
        TermsChange::Limits(before, after) => {
            filled("change-limits", between(range(before), range(after)))
        }
        TermsChange::Refill(true) => plain("change-refill"),
        TermsChange::Refill(false) => plain("change-no-refill"),
        TermsChange::Cancel(true) => plain("change-cancel"),
        TermsChange::Cancel(false) => plain("change-no-cancel"),
        TermsChange::NoParts => plain("change-no-parts"),
        TermsChange::AverageTime(before, after) => {
            filled("change-time", between(time(words, before), time(words, after)))
        }
        TermsChange::Description(after) if after.is_empty() => plain("change-no-description"),
        TermsChange::Description(after) => {
            let args = Args::new().text("after", shorten(after, TEXT_MAX_CHARS));
            filled("change-description", args)
        }
        TermsChange::Back => plain("change-back"),
        TermsChange::Coupon(refusal) => {
            let why = refusal::of_coupon(words, *refusal);
            filled("change-coupon", Args::new().text("reason", why))
        }
        TermsChange::Price { before, after } => {
            filled("change-price", between(words.money(*before), words.money(*after)))
        }
    }
}

fn time(words: &Words, average_time: &str) -> String {
    match read_minutes(average_time) {
        Some(minutes) => words.duration(minutes),
        None if average_time.is_empty() => "–".to_owned(),
        None => average_time.to_owned(),
    }
}
