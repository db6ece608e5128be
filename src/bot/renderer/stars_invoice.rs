//! An invoice for Stars as the Bot API takes it. Telegram adds the button that pays.

use serde_json::json;

use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::Stars;
use crate::domain::ids::ChatId;
use crate::notifications::deposits::StarsInvoice;

const TITLE_MAX_CHARS: usize = 32;
const DESCRIPTION_MAX_CHARS: usize = 255;

/// The parameters of `sendInvoice`.
#[must_use]
pub fn payload(words: &Words, chat_id: ChatId, invoice: &StarsInvoice) -> String {
    let args = || {
        Args::new()
            .text("amount", words.money(invoice.amount))
            .text("stars", words.number(invoice.stars.get()))
    };
    let cut = |text: String, max: usize| text.chars().take(max).collect::<String>();
    let title = cut(words.plain("stars-invoice-title", args()), TITLE_MAX_CHARS);
    let description = cut(words.plain("stars-invoice-text", args()), DESCRIPTION_MAX_CHARS);
    let prices = json!([{ "label": title, "amount": invoice.stars.get() }]);
    // The chat comes first: that is how the sender knows where a payload goes.
    let rest = json!({
        "title": title, "description": description, "payload": invoice.payload,
        "provider_token": "", "currency": Stars::ASSET, "prices": prices,
    });
    let rest = rest.to_string();
    format!("{{\"chat_id\":{chat_id},{}", rest.strip_prefix('{').unwrap_or("}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::ui::words::Lang;
    use crate::domain::money::Money;

    #[test]
    fn an_invoice_stays_within_telegrams_bounds_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(lang, "USD");
            let (payload, stars) = ("deposit-1-0123456789abcdef".to_owned(), Stars::new(10_000));
            let amount = Money::from_micros(99_999 * Money::MICROS_PER_UNIT);
            let text =
                super::payload(&words, ChatId::new(7), &StarsInvoice { payload, stars, amount });
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(read["chat_id"], 7);
            assert_eq!(read["prices"][0]["amount"], 10_000);
            let title = words.plain(
                "stars-invoice-title",
                Args::new().text("amount", words.money(amount)).text("stars", "10,000"),
            );
            assert_eq!(read["title"], title.as_str(), "the title was cut");
            assert!(!read["description"].as_str().unwrap().is_empty());
        }
    }
}
