//! Every text a person sees comes from here: languages, lookups, numbers, money and times.
//! Arguments are escaped for HTML in this one place. Must never return an unknown key silently:
//! tests read every key in every language.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::Datelike as _;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};
/// Escapes what the Bot API would take for markup within a text. Nothing of others stands in an
/// attribute, where quotes would count.
pub use teloxide::utils::html::escape as escape_html;

use crate::domain::duration::{self, About};
pub use crate::domain::lang::Lang;
use crate::domain::money::Money;
use crate::domain::pricing;

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Telegram shows the isolating marks of Fluent as blanks in some clients.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LanguageIdentifier = langid!("en");
static RUSSIAN: LanguageIdentifier = langid!("ru");
static UZBEK: LanguageIdentifier = langid!("uz");

fn id(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ru => &RUSSIAN,
        Lang::Uz => &UZBEK,
    }
}

/// Arguments of one text.
#[derive(Debug, Clone, Default)]
pub struct Args {
    values: HashMap<Cow<'static, str>, FluentValue<'static>>,
    /// Those of the values that are times, unix milliseconds.
    times: HashMap<&'static str, i64>,
}

impl Args {
    /// No arguments yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A text, escaped where it meets HTML.
    #[must_use]
    pub fn text(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(Cow::Borrowed(key), FluentValue::String(Cow::Owned(value.into())));
        self
    }

    /// A number that selects a plural form; show it with [`Words::number`] beside.
    #[must_use]
    pub fn count(mut self, key: &'static str, value: i64) -> Self {
        self.values.insert(Cow::Borrowed(key), FluentValue::from(value));
        self
    }

    /// A time, unix milliseconds: in HTML shown in the zone and the form of whoever reads it, where
    /// their app can, else in UTC.
    #[must_use]
    pub fn time(mut self, key: &'static str, at_ms: i64) -> Self {
        self.times.insert(key, at_ms);
        self.text(key, in_utc(at_ms))
    }

    fn insert_owned(&mut self, key: String, value: String) {
        self.values.insert(Cow::Owned(key), FluentValue::String(Cow::Owned(value)));
    }

    fn escaped(&self) -> HashMap<Cow<'static, str>, FluentValue<'static>> {
        let escape = |(key, value): (&Cow<'static, str>, &FluentValue<'static>)| {
            let value = match (value, self.times.get(key.as_ref())) {
                (FluentValue::String(text), Some(at_ms)) => {
                    FluentValue::String(Cow::Owned(in_zone_of_reader(*at_ms, text)))
                }
                (FluentValue::String(text), None) => {
                    FluentValue::String(Cow::Owned(escape_html(text)))
                }
                (other, _) => other.clone(),
            };
            (key.clone(), value)
        };
        self.values.iter().map(escape).collect()
    }
}

/// The shop's words in one language and currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
    currency: String,
}

impl Words {
    /// Words in a language; amounts are of `currency`.
    #[must_use]
    pub fn new(lang: Lang, currency: &str) -> Self {
        Self { lang, currency: currency.to_owned() }
    }

    /// The currency of amounts, by its code.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A text for `parse_mode` HTML; its arguments are escaped.
    #[must_use]
    pub fn html(&self, key: &str, args: Args) -> String {
        LOCALES.lookup_with_args(id(self.lang), key, &args.escaped())
    }

    /// A text without markup: a button, a toast, an argument of another text.
    #[must_use]
    pub fn plain(&self, key: &str, args: Args) -> String {
        LOCALES.lookup_with_args(id(self.lang), key, &args.values)
    }

    /// A text without arguments and markup.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        LOCALES.lookup(id(self.lang), key)
    }

    /// The text of `{prefix}-{name}`, or of `{prefix}-other` when there is none of that name.
    #[must_use]
    pub fn word_of(&self, prefix: &str, name: &str) -> String {
        let key = format!("{prefix}-{}", name.replace('_', "-"));
        LOCALES
            .try_lookup(id(self.lang), &key)
            .unwrap_or_else(|| self.word(&format!("{prefix}-other")))
    }

    /// A memo of the ledger with its stored arguments, without markup.
    #[must_use]
    pub fn memo(&self, key: &str, stored_args: &str) -> String {
        let mut args = Args::new();
        let stored: HashMap<String, String> = serde_json::from_str(stored_args).unwrap_or_default();
        for (name, value) in stored {
            args.insert_owned(name, value);
        }
        self.plain(key, args)
    }

    /// An exact amount with its currency: `$1,234.50`, `1 234,50 $`.
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        let plain = amount.plain();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("−", digits),
            None => ("", plain.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
        let whole = self.grouped(whole);
        let symbol = symbol_of(&self.currency);
        match self.lang {
            Lang::En if symbol.chars().count() == 1 => format!("{sign}{symbol}{whole}.{fraction}"),
            Lang::En => format!("{sign}{whole}.{fraction}\u{a0}{symbol}"),
            Lang::Ru | Lang::Uz => format!("{sign}{whole},{fraction}\u{a0}{symbol}"),
        }
    }

    /// A balance as it is shown outside the statement: whole cents, rounded down.
    #[must_use]
    pub fn balance(&self, exact: Money) -> String {
        self.money(pricing::as_balance(exact))
    }

    /// A whole number with its thousands apart: `10,000`, `10 000`.
    #[must_use]
    pub fn number(&self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let sign = if value < 0 { "−" } else { "" };
        format!("{sign}{}", self.grouped(&digits))
    }

    fn grouped(&self, digits: &str) -> String {
        let separator = match self.lang {
            Lang::En => ',',
            Lang::Ru | Lang::Uz => '\u{a0}',
        };
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A time that something takes: `2 days 3 hours`, its largest two parts.
    #[must_use]
    pub fn duration(&self, minutes: i64) -> String {
        let duration::Parts { days, hours, minutes } = duration::split(minutes);
        let parts =
            [(days, "duration-days"), (hours, "duration-hours"), (minutes, "duration-minutes")];
        let said = parts.into_iter().filter(|(count, _)| *count > 0).take(2).map(|(count, key)| {
            self.plain(key, Args::new().count("n", count).text("n-text", self.number(count)))
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// About how long something takes, in one short part: `5 min`, `2 h`, `3 d`.
    #[must_use]
    pub fn about(&self, ms: i64) -> String {
        let (key, count) = match duration::about(ms) {
            About::Minutes(count) => ("about-minutes", count),
            About::Hours(count) => ("about-hours", count),
            About::Days(count) => ("about-days", count),
        };
        self.plain(key, Args::new().text("n-text", self.number(count)))
    }

    /// A day in UTC, where there is room for no more: `28 Nov`.
    #[must_use]
    pub fn day(&self, at_ms: i64) -> String {
        let Some(at) = chrono::DateTime::from_timestamp_millis(at_ms) else {
            return String::new();
        };
        let month = self.word(&format!("month-{}", at.month()));
        self.plain(
            "day-of-month",
            Args::new().text("day", at.day().to_string()).text("month", month),
        )
    }

    /// A date and time in UTC, which does not say so: `2026-11-21 14:05`.
    #[must_use]
    pub fn time(&self, at_ms: i64) -> String {
        minutes_of(at_ms)
    }
}

fn minutes_of(at_ms: i64) -> String {
    chrono::DateTime::from_timestamp_millis(at_ms)
        .map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string())
}

fn in_utc(at_ms: i64) -> String {
    format!("{} UTC", minutes_of(at_ms))
}

/// As <https://core.telegram.org/bots/api#html-style> has it since 9.5: day and time, both short.
fn in_zone_of_reader(at_ms: i64, fallback: &str) -> String {
    let unix = at_ms.div_euclid(1_000);
    format!("<tg-time unix=\"{unix}\" format=\"dt\">{fallback}</tg-time>")
}

fn symbol_of(currency: &str) -> &str {
    match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "RUB" => "₽",
        "UAH" => "₴",
        "KZT" => "₸",
        "INR" => "₹",
        "TRY" => "₺",
        other => other,
    }
}
