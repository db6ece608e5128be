//! Words for what no provider names.

use crate::bot::ui::words::Words;
use crate::domain::catalog::BuiltInName;

/// What readers of these words are shown.
#[must_use]
pub fn built_in_name(words: &Words, item: BuiltInName) -> String {
    words.word(match item {
        BuiltInName::TopUps => "built-in-top-ups",
        BuiltInName::MobileTopUp => "built-in-mobile-top-up",
        BuiltInName::GameTopUp => "built-in-game-top-up",
        BuiltInName::CryptoTopUp => "built-in-crypto-top-up",
        BuiltInName::Mail => "built-in-mail",
        BuiltInName::MailLoadTest => "built-in-mail-load-test",
    })
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn english_readers_are_shown_what_is_listed() {
        for item in BuiltInName::iter() {
            assert_eq!(built_in_name(&Words::new(Lang::En, "USD"), item), item.listed());
            assert_eq!(BuiltInName::of(item.listed()), Some(item));
        }
        assert_eq!(BuiltInName::of("Instagram Followers"), None);
    }
}
